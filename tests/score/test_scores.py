"""Gold against itself is perfect, against nothing is nothing, and one broken slot lowers that slot alone."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import UsageError
from dateline.score.clusters import assign, conll
from dateline.score.files import score_files, score_records
from dateline.text import sha256

TEXT = (
    "Gunmen killed four farmers near Jos on Monday, police said.\n"
    "Two hours later shells hit the market in Bama and wounded at least nine traders (Plateau Wire, May 2, 2017)."
)


def quote(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def claim(number: int, kind: str, sentence: str, trigger: str, **slots: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {
        "id": f"c{number}", "claim": f"c{number}", "document": "d", "event": f"e{number}", "kind": kind,
        "status": "happened", "quote": quote(sentence), "trigger": quote(trigger), "actors": [], "targets": [],
        "when": None, "place": None, "counts": [], "means": [], "voices": [], "background": False,
    }  # fmt: skip
    return {**empty, **slots}


def records() -> list[dict[str, Any]]:
    first, second = TEXT.split("\n")
    farmers = {"of": "killed", "low": 4, "high": 4, "who": "civilian", "quote": quote("four farmers")}
    traders = {"of": "injured", "low": 9, "high": None, "who": "target", "quote": quote("at least nine traders")}
    police = {"names": ["police"], "form": "indirect", "act": "report", "cited": [], "quote": quote("police said")}
    cited = {"name": "Plateau Wire", "date": "2017-05-02", "quote": quote("Plateau Wire, May 2, 2017")}
    wire = {
        "names": ["Plateau Wire"],
        "form": "parenthetical",
        "act": "report",
        "cited": [cited],
        "quote": cited["quote"],
    }
    jos = {"name": "Jos", "country": "NG", "lat": 9.9, "lon": 8.9, "quote": quote("Jos")}
    monday = {"first": "2017-05-01", "last": "2017-05-01", "quote": quote("Monday")}
    gunmen = [{"name": "Gunmen", "quote": quote("Gunmen")}]
    return [
        claim(1, "killing", first, "killed", actors=gunmen, counts=[farmers], voices=[police], place=jos, when=monday),
        claim(2, "shelling", second, "shells hit", counts=[traders], voices=[wire], means=[]),
    ]


def gold_line() -> dict[str, Any]:
    facts = [{"subject": "Anna Lindqvist", "property": "role", "value": "mayor of Jos"}]
    return {"document": "gold-1", "sha256": sha256(TEXT), "claims": records(), "facts": facts, "links": []}


DOCUMENT = {"document": "d", "corpus": "c", "input_sha256": sha256(TEXT), "text": TEXT}


def test_gold_against_itself_is_perfect() -> None:
    gold = gold_line()
    facts = [{**fact, "document": "d"} for fact in gold["facts"]]
    scores = score_records([gold], [DOCUMENT], records(), facts, [], {})
    assert {n for n, t in scores.tallies.items() if t.f1 not in (None, 1.0)} == set()
    assert scores.tallies["claims, one to one"].hits == 2
    assert scores.events["CoNLL"] == 1.0


def test_nothing_scores_nothing() -> None:
    scores = score_records([gold_line()], [DOCUMENT], [], [], [], {})
    assert scores.tallies["claims"].recall == 0.0
    assert "killing" in scores.errors_page


@pytest.mark.parametrize(
    ("slot", "value", "falls"),
    [
        ("status", "planned", {"status"}),
        ("actors", [], {"actors"}),
        ("counts", [], {"counts", "counts, with whom"}),
        ("voices", [], {"voices", "whole chains"}),
        ("place", None, {"place", "place, country"}),
        ("when", None, {"when, exact", "when, overlap"}),
        ("background", True, {"background"}),
    ],
)
def test_a_broken_slot_lowers_that_slot_alone(slot: str, value: Any, falls: set[str]) -> None:
    ours = copy.deepcopy(records())
    ours[0][slot] = value
    facts = [{**fact, "document": "d"} for fact in gold_line()["facts"]]
    scores = score_records([gold_line()], [DOCUMENT], ours, facts, [], {})
    assert {n for n, t in scores.tallies.items() if t.f1 not in (None, 1.0)} == falls


def test_another_kind_of_another_family_is_no_match() -> None:
    ours = records()
    ours[0]["kind"] = "talks"
    scores = score_records([gold_line()], [DOCUMENT], ours, [], [], {})
    assert (scores.tallies["claims"].hits, scores.tallies["claims"].ours) == (1, 2)


def test_the_page_of_errors_escapes_the_text() -> None:
    text = TEXT.replace("Gunmen", "<b>men")
    document = {**DOCUMENT, "text": text}
    gold = {key: value for key, value in gold_line().items() if key != "sha256"}
    page = score_records([gold], [document], [], [], [], {"gold-1": "d"}).errors_page
    assert "<b>men" not in page


def test_gold_by_offset_over_a_text_that_moved_is_not_scored() -> None:
    document = {**DOCUMENT, "text": " " + TEXT}
    with pytest.raises(UsageError, match="none of its 1 documents"):
        score_records([gold_line()], [document], records(), [], [], {})


def test_one_weapon_is_not_two() -> None:
    gold, ours = gold_line(), records()
    gold["claims"][0]["means"] = ["bomb", "car bomb"]
    ours[0]["means"] = [{"name": "bomb", "quote": quote("killed")}]
    tally = score_records([gold], [DOCUMENT], ours, [], [], {}).tallies["means"]
    assert (tally.gold, tally.ours, tally.hits) == (2, 1, 1)


def test_conll_of_known_groups() -> None:
    # gold {a b c} {d e f g}, ours {a b} {c d} {f g h}: the worked example of Recasens and Hovy style papers
    gold = [frozenset("abc"), frozenset("defg")]
    ours = [frozenset("ab"), frozenset("cd"), frozenset("fghe")]
    scores = conll(gold, ours)
    assert scores["MUC"] == pytest.approx(2 * (3 / 5) * (3 / 5) / (6 / 5))
    assert scores["CEAF-e"] == pytest.approx(2 * (4 / 5 + 6 / 8) / 5)


def test_assignment_is_the_best_one() -> None:
    assert assign([[4, 1, 3], [2, 0, 5], [3, 2, 2]]) == 11
    assert assign([[1, 9]]) == 9


def test_files_that_cannot_be_scored_say_why(tmp_path: Path) -> None:
    bad = tmp_path / "gold.jsonl"
    bad.write_text('{"document": "x", "claims": []}\n{oops\n')
    with pytest.raises(UsageError, match="line 2: not JSON"):
        score_files(bad, None, [DOCUMENT], [], [], [], [])
    bad.write_text('{"document": "x", "claims": []}\n')
    with pytest.raises(UsageError, match="none of its 1 documents"):
        score_files(bad, None, [DOCUMENT], [], [], [], [])
    with pytest.raises(UsageError, match="GOLD=DOCUMENT"):
        score_files(bad, None, [DOCUMENT], [], [], [], ["x"])
    assert score_files(bad, None, [DOCUMENT], [], [], [], ["x=d"]).unpaired == ()
