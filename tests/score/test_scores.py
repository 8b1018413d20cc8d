"""Gold against itself is perfect, against nothing is nothing, and one broken slot lowers that slot alone."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from dateline.errors import UsageError
from dateline.score.clusters import Agreement, agreements, assign, conll
from dateline.score.files import Ours, score_records
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
    scores = score_records([gold], Ours([DOCUMENT], records(), facts))
    assert {n for n, t in scores.tallies.items() if t.f1 not in (None, 1.0)} == set()
    assert scores.tallies["claims, one to one"].hits == 2
    assert scores.events["CoNLL"] == 1.0


def test_nothing_scores_nothing() -> None:
    scores = score_records([gold_line()], Ours([DOCUMENT], [], []))
    assert scores.tallies["claims"].recall == 0.0
    assert "killing" in scores.errors_page


@pytest.mark.parametrize(
    ("slot", "value", "falls"),
    [
        ("status", "planned", {"status"}),
        ("actors", [], {"actors"}),
        ("counts", [], {"counts, number", "counts, and what", "counts, and whom"}),
        ("voices", [], {"voices", "whole chains"}),
        ("place", None, {"place, same entry", "place, within 25 km", "place, country"}),
        ("when", None, {"when, exact", "when, overlap"}),
        ("background", True, {"background"}),
    ],
)
def test_a_broken_slot_lowers_that_slot_alone(slot: str, value: Any, falls: set[str]) -> None:
    ours = copy.deepcopy(records())
    ours[0][slot] = value
    facts = [{**fact, "document": "d"} for fact in gold_line()["facts"]]
    scores = score_records([gold_line()], Ours([DOCUMENT], ours, facts))
    assert {n for n, t in scores.tallies.items() if t.f1 not in (None, 1.0)} == falls


def test_another_kind_of_another_family_is_no_match() -> None:
    ours = records()
    ours[0]["kind"] = "talks"
    scores = score_records([gold_line()], Ours([DOCUMENT], ours, []))
    assert (scores.tallies["claims"].hits, scores.tallies["claims"].ours) == (1, 2)


def test_the_page_of_errors_escapes_the_text() -> None:
    text = TEXT.replace("Gunmen", "<b>men")
    document = {**DOCUMENT, "text": text}
    gold = {key: value for key, value in gold_line().items() if key != "sha256"}
    page = score_records([gold], Ours([document]), {"gold-1": "d"}).errors_page
    assert "<b>men" not in page


def test_gold_by_offset_over_a_text_that_moved_is_not_scored() -> None:
    document = {**DOCUMENT, "text": " " + TEXT}
    with pytest.raises(UsageError, match="None of the 1 gold documents"):
        score_records([gold_line()], Ours([document], records()))


def test_one_weapon_is_not_two() -> None:
    gold, ours = gold_line(), records()
    gold["claims"][0]["means"] = ["bomb", "car bomb"]
    ours[0]["means"] = [{"name": "bomb", "quote": quote("killed")}]
    tally = score_records([gold], Ours([DOCUMENT], ours, [])).tallies["means"]
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


def test_the_agreement_of_parts_adds_up_to_that_of_the_whole() -> None:
    gold = [frozenset("abc"), frozenset("de"), frozenset("f"), frozenset("gh")]
    ours = [frozenset("ab"), frozenset("cd"), frozenset("e"), frozenset("fgh")]
    parts = agreements(gold, ours)
    assert sorted(part.items for part in parts) == [3, 5]
    assert sum(parts, Agreement()).scores == conll(gold, ours)


def test_links_lead_to_other_documents() -> None:
    one, two = (
        gold_line(),
        {**gold_line(), "document": "gold-2", "links": [{"a": "c1", "b": "gold-1#c1", "kind": "denies"}]},
    )
    documents = [{**DOCUMENT, "document": name, "input_sha256": name} for name in ("d1", "d2")]
    claims = [{**c, "document": name, "claim": f"{name}-{c['claim']}"} for name in ("d1", "d2") for c in records()]
    pairs = {"gold-1": "d1", "gold-2": "d2"}
    link = {"kind": "denies", "a": "d2-c1", "b": "d1-c1"}

    def hits(links: list[dict[str, Any]], events: str = "e1 e1") -> tuple[int, int, int, int]:
        first, second = events.split()
        claims[0]["event"], claims[2]["event"] = first, second
        tallies = score_records([one, two], Ours(documents, claims, [], links), pairs).tallies
        links_tally = tallies["links"]
        return links_tally.gold, links_tally.ours, links_tally.hits, tallies["contradictions in one event"].hits

    assert hits([link]) == (1, 1, 1, 1)
    assert hits([{**link, "a": "d1-c1", "b": "d2-c1"}]) == (1, 1, 1, 1)
    assert hits([{**link, "kind": "contradicts"}], "e1 e9") == (1, 1, 0, 0)
    assert hits([{**link, "kind": "same_origin"}]) == (1, 0, 0, 1)


def test_a_claim_where_nothing_is_said_breaks_the_silence() -> None:
    first, second = (quote(words) for words in TEXT.split("\n"))
    gold = {**gold_line(), "claims": [], "nothing": [{**first, "sort": "film"}, {**second, "sort": "sport"}]}
    tally = score_records([gold], Ours([DOCUMENT], records()[:1])).tallies["silence where nothing is said"]
    assert (tally.gold, tally.hits) == (2, 1)


def test_gold_follows_its_words_through_cleaning() -> None:
    notice = "Advertisement\n"
    gold = {**gold_line(), "text": notice + TEXT, "sha256": sha256(notice + TEXT)}
    for found in quotes(gold["claims"]):
        found["start"] += len(notice)
        found["end"] += len(notice)
    ours = Ours([{**DOCUMENT, "document": "gold-1"}], [{**c, "document": "gold-1"} for c in records()])
    scores = score_records([gold], ours)
    assert scores.tallies["claims, one to one"].hits == 2
    assert scores.tallies["actors"].hits == 1
    with pytest.raises(UsageError, match="None of the 1 gold documents"):
        score_records([{**gold, "text": None}], ours)


def quotes(record: Any) -> list[dict[str, Any]]:
    if isinstance(record, dict):
        return [record] if "start" in record else [q for value in record.values() for q in quotes(value)]
    return [q for value in record for q in quotes(value)] if isinstance(record, list) else []


JOS = {"name": "Jos", "country": "NG", "lat": 9.9, "lon": 8.9}


@pytest.mark.parametrize(
    ("of_gold", "of_ours", "entry", "near"),
    [
        ({}, {}, 1, 1),
        ({"lat": None, "lon": None}, {}, 1, 0),
        ({"name": "Dschos", "lat": 9.8}, {}, 0, 1),
        ({}, {"country": "US", "lat": 40.1, "lon": -88.0}, 0, 0),
        ({}, {"lat": None, "lon": None}, 1, 0),
        ({"name": "Dschos", "geonames": 7}, {"geonames": 7, "lat": 1.0}, 1, 0),
    ],
)
def test_places_agree_by_entry_and_by_distance(
    of_gold: dict[str, Any], of_ours: dict[str, Any], entry: int, near: int
) -> None:
    told, found = gold_line(), records()
    told["claims"][0]["place"], found[0]["place"] = {**JOS, **of_gold}, {**JOS, **of_ours}
    tallies = score_records([told], Ours([DOCUMENT], found)).tallies
    assert (tallies["place, same entry"].hits, tallies["place, within 25 km"].hits) == (entry, near)


def test_every_row_of_several_documents_has_an_interval() -> None:
    golds = [{**gold_line(), "document": f"g{n}"} for n in range(4)]
    for gold in golds:
        for told in gold["claims"]:
            told["event"] = gold["document"] + told["event"]
    documents = [{**DOCUMENT, "document": f"g{n}", "input_sha256": str(n)} for n in range(4)]
    claims = [{**c, "document": f"g{n}", "event": f"{n}{c['event']}"} for n in range(3) for c in records()]
    scores = score_records(golds, Ours(documents, claims))
    low, high = scores.intervals["claims"]
    assert low < scores.tallies["claims"].f1 < high  # type: ignore[operator]
    assert scores.intervals["events, CoNLL"] == (1.0, 1.0)
    assert {"status, macro", "claims", "events, MUC", "actors"} <= set(scores.intervals)
    alone = score_records(golds[:1], Ours(documents, claims))
    assert "claims" not in alone.intervals


def test_the_page_of_errors_opens_with_the_worst_slot_and_shows_every_sort_of_error() -> None:
    gold = {
        **gold_line(),
        "claims": records(),
        "nothing": [{**quote("Two hours later"), "sort": "film"}],
        "links": [{"a": "c1", "b": "c2", "kind": "contradicts"}],
    }
    ours = [{**records()[0], "voices": []}, {**records()[1], "trigger": quote("Two hours later")}]
    facts = [{"document": "d", "subject": "Jos", "property": "role", "value": "town", "quote": quote("Jos")}]
    page = score_records([gold], Ours([DOCUMENT], ours, facts)).errors_page
    for words in (
        "film taken for shelling",
        "missed: Anna Lindqvist / role",
        "false: Jos / role / town",
        "contradicts",
    ):
        assert words in page
    slots = [line.split('">')[1].split("<")[0] for line in page.split("<tr>")[2:]]
    assert slots.index("contradictions apart") < slots.index("voices")
