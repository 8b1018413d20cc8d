"""Gold files that cannot be scored say why; a second reading is scored as ours are; texts are held to their hash."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import UsageError
from dateline.model import Span
from dateline.score.align import Alignment
from dateline.score.corpora import find_texts
from dateline.score.files import Ours, read_gold, read_pairs, score_records, second_reading
from dateline.text import sha256
from tests.builders import make_gold_claim

TEXT = "Gunmen shot a man in Jos, police said. The governor denied it."


def gold(**changes: Any) -> dict[str, Any]:
    claim = make_gold_claim(
        quote="Gunmen shot a man in Jos, police said",
        trigger="shot",
        actors=[{"name": "Gunmen", "quote": "Gunmen"}],
        targets=[{"name": "a man", "quote": None}],
        when={"first": None, "last": "2020-05-05", "quote": None},
        place={"name": "Jos", "country": "NG", "lat": 9.9, "lon": 8.9, "quote": "Jos"},
        means=["shot"],
        voices=[{"names": ["police"], "form": "indirect", "act": "report", "quote": "police said"}],
    )
    return {"document": "d", "text": TEXT, "claims": [{**claim, **changes}], "links": [], "facts": []}


def test_a_second_reading_that_is_the_same_agrees_wholly() -> None:
    scores = score_records([gold()], second_reading([gold()], {}))
    assert {name for name, tally in scores.tallies.items() if tally.f1 not in (None, 1.0)} == set()


def test_a_second_reading_that_differs_in_one_slot_lowers_it_alone() -> None:
    other = gold(voices=[], event="other-name")
    scores = score_records([gold()], second_reading([other], {}))
    assert {n for n, t in scores.tallies.items() if t.f1 not in (None, 1.0)} == {"voices", "whole chains"}


def test_a_second_reading_needs_texts_and_quotes_that_stand_in_them() -> None:
    with pytest.raises(UsageError, match="--corpora"):
        second_reading([{**gold(), "text": None}], {})
    with pytest.raises(UsageError, match="d, c1: its quote does not stand"):
        second_reading([gold(quote="Gunmen shot a woman")], {})


def test_files_that_cannot_be_scored_say_why(tmp_path: Path) -> None:
    bad = tmp_path / "gold.jsonl"
    bad.write_text('{"document": "x", "claims": []}\n{oops\n')
    with pytest.raises(UsageError, match="line 2: not JSON"):
        read_gold(bad)
    bad.write_text('{"document": "x"}\n')
    with pytest.raises(UsageError, match="line 1: no gold document"):
        read_gold(bad)
    bad.write_text("[1]\n")
    with pytest.raises(UsageError, match="line 1: no record"):
        read_gold(bad)
    with pytest.raises(UsageError, match="cannot be read"):
        read_gold(tmp_path / "none.jsonl")
    with pytest.raises(UsageError, match="GOLD=DOCUMENT"):
        read_pairs(["x"])


def test_documents_that_are_not_ours_say_why() -> None:
    document = {"document": "d", "input_sha256": "0", "text": TEXT}
    with pytest.raises(UsageError, match="None of the 1 gold documents"):
        score_records([{"document": "x", "claims": []}], Ours([document]))
    with pytest.raises(UsageError, match="no coded report has the id 'z'"):
        score_records([{"document": "x", "claims": []}], Ours([document]), {"x": "z"})
    assert score_records([{"document": "x", "claims": []}], Ours([document]), {"x": "d"}).unpaired == ()


@pytest.mark.parametrize(
    ("before", "after", "words", "moved"),
    [
        ("a b c", "a b c", "b", "b"),
        ("a  b c", "a b c", "b c", "b c"),
        ("x. Menu. The man fell", "The man fell", "The man", "The man"),
        ("said.The man", "said. The man", "said.The", "said. The"),
        ("gone here", "here", "gone", None),
    ],
)
def test_words_are_followed_from_text_to_text(before: str, after: str, words: str, moved: str | None) -> None:
    start = before.index(words)
    span = Alignment(before, after).moved(Span(start, start + len(words)))
    assert (after[span.start : span.end] if span else None) == moved


def corpora(folder: Path, texts: dict[str, str]) -> Path:
    (folder / "fakes").mkdir()
    with (folder / "fakes" / "all.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerows([("unit_id", "article_content"), *texts.items()])
    (folder / "wikipedia-current-events").mkdir()
    path = folder / "wikipedia-current-events" / "conflict_items_2002_2024.jsonl"
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts.values()))
    return folder


def test_texts_of_sets_are_found_and_held_to_their_hash(tmp_path: Path) -> None:
    folder = corpora(tmp_path, {"7": "One.", "8": "Two."})
    items: list[dict[str, Any]] = [
        {"document": "fakes-8", "set": "fakes", "sha256": sha256("Two.")},
        {"document": "wce-0", "set": "wce", "sha256": sha256("One.")},
        {"document": "r1", "set": "re3d", "sha256": ""},
        {"document": "own", "text": "Three."},
    ]
    assert find_texts(items, folder) == {"fakes-8": "Two.", "wce-0": "One."}
    with pytest.raises(UsageError, match="fakes-7 is not the one that was annotated"):
        find_texts([{"document": "fakes-7", "set": "fakes", "sha256": sha256("Two.")}], folder)
    (folder / "wikipedia-current-events" / "conflict_items_2002_2024.jsonl").write_text("{oops\n")
    with pytest.raises(UsageError, match="no file of the set wce"):
        find_texts(items, folder)
    with pytest.raises(UsageError, match="no such folder"):
        find_texts(items, tmp_path / "none")
    with pytest.raises(UsageError, match="no text of this gold, which stands in re3d"):
        find_texts(items[2:], folder)
