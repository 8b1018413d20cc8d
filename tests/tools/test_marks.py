"""Marked text: the plain words, where each label stands, and the line of what is wrong."""

from __future__ import annotations

import pytest

from tools.marks import GoldError, read_marks


def bearing(marked: str) -> dict[str, str]:
    plain = read_marks(marked)
    return {mark.label: plain.text[mark.start : mark.end] for mark in plain.marks}


def test_a_mark_bears_its_words_and_nests() -> None:
    assert bearing("[c1 attack @x|Gunmen [c1.trigger|shot] [c1.target|a man]].") == {
        "c1 attack @x": "Gunmen shot a man",
        "c1.trigger": "shot",
        "c1.target": "a man",
    }


def test_words_of_two_claims_bear_both_labels() -> None:
    assert bearing("in [c1.place; c2.place|Kolo]") == {"c1.place": "Kolo", "c2.place": "Kolo"}


def test_line_breaks_fold_and_empty_lines_part_paragraphs() -> None:
    plain = read_marks("a \n b\n\n\n[c1.x|c\nd] ")
    assert plain.text == "a b\n\nc d "
    assert plain.text[plain.marks[0].start : plain.marks[0].end] == "c d"


@pytest.mark.parametrize(
    "line", ["• two", "09:12 two", "Q: two", "2. two", "GAO. two", "[c1 attack @x|– two]", "12/ two"]
)
def test_lists_times_and_speakers_keep_their_line(line: str) -> None:
    assert "\n" in read_marks(f"one\n{line}").text


@pytest.mark.parametrize("line", ["two men", "NATO said", "12 men", "[c1.place|Gao] fell"])
def test_other_lines_are_folded(line: str) -> None:
    assert "\n" not in read_marks(f"one\n{line}").text


def test_labels_may_be_broken_over_lines() -> None:
    assert list(bearing("[c1.voice1 indirect\n   report =the army|x]")) == ["c1.voice1 indirect report =the army"]


@pytest.mark.parametrize("marked", [r"\[sic\]", r"a \[b\] c \ d"])
def test_escaped_brackets_are_words(marked: str) -> None:
    plain = read_marks(marked)
    assert plain.text == marked.replace(r"\[", "[").replace(r"\]", "]")
    assert plain.marks == ()


@pytest.mark.parametrize(
    ("marked", "line", "message"),
    [
        ("a\nb [c1.place|Kolo", 2, "never closed"),
        ("a\n\nb] c", 3, "closes nothing"),
        ("[Kolo]", 1, "without labels"),
        ("[c1.place [c1.target|x]|y]", 1, "without labels"),
    ],
)
def test_a_wrong_bracket_is_named_with_its_line(marked: str, line: int, message: str) -> None:
    with pytest.raises(GoldError, match=message) as caught:
        read_marks(marked)
    assert caught.value.line == line
