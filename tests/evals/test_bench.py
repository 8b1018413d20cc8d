"""The bench's measures on small made-up sets: they count what METRICS says, and an absent set is named as absent."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from dateline.model import Span
from dateline.pipeline import Coder
from evals.bench import (
    attribution,
    dates,
    kinds,
    merging,
    names,
    pages,
    places,
    run,
    table,
    template_slots,
    templates,
    tolls,
)
from evals.bench.attribution import Saying
from evals.bench.reading import read_text

TEXT = "Police said that gunmen shot two men in Jos on Monday. The governor denied it."


def words(*numbers: int) -> frozenset[int]:
    return frozenset(numbers)


def test_attributions_match_one_to_one_by_their_words() -> None:
    gold = [Saying(words(0), words(1), words(2, 3, 4, 5)), Saying(words(9), words(10), words(11))]
    ours = [Saying(words(0), words(1), words(2, 3, 4)), Saying(words(9), words(20), words())]
    scores = attribution._scores([gold], [ours])
    assert scores["source exact"] == 1.0
    assert scores["cue exact"] == 0.5
    assert scores["content exact"] == 0.0
    assert scores["content overlap"] == pytest.approx(2 / 3)
    assert scores["joint J≥.5"] == pytest.approx(2 / 3)


def test_polnear_is_read_with_its_first_annotator(tmp_path: Path) -> None:
    for folder in ("attributions", "text"):
        (tmp_path / folder).mkdir()
    (tmp_path / "text" / "a_one.txt").write_text("Ann said it rained.")
    (tmp_path / "attributions" / "a_one_1111.ann").write_text(
        "T1\tSource 0 3\tAnn\nT2\tCue 4 8\tsaid\nT3\tContent 9 11;12 18\tit rained\nT4\tAttribution 4 8\tsaid\n"
        "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n"
    )
    (tmp_path / "attributions" / "a_one_2222.ann").write_text("")
    ((_, sayings),) = list(attribution.read_polnear(tmp_path))
    assert sayings == [Saying(words(0), words(1), words(2, 3))]


def test_our_sayings_stand_in_the_text_as_it_came(coder: Coder) -> None:
    text = f"Advertisement\n\n{TEXT}"
    (first, *_) = attribution.our_sayings(text, read_text(text, coder))
    index = attribution._index(text)
    assert [text[index[n].start : index[n].end] for n in sorted(first.source | first.cue)] == ["Police", "said"]
    assert [text[index[n].start : index[n].end] for n in sorted(first.content)][:2] == ["that", "gunmen"]


def test_timeml_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.tml"
    path.write_text(
        '<TimeML><DCT><TIMEX3 value="1998-01-08" functionInDocument="CREATION_TIME">x</TIMEX3></DCT>'
        '<TEXT>It <EVENT>rained</EVENT> on <TIMEX3 type="DATE" value="1998-01-05">Monday</TIMEX3> & left.</TEXT>'
        "</TimeML>"
    )
    text, created, (timex,) = dates.read_timeml(path)
    assert (text[timex.span.start : timex.span.end], created, timex.value) == ("Monday", "1998-01-08", "1998-01-05")


def test_places_are_right_within_161_km_and_a_miss_is_wrong() -> None:
    tally = places._Tally()
    gold = places.Toponym(Span(0, 3), (9.9, 8.9), 7)
    for answer in (((9.8, 8.9), 7), ((20.0, 8.9), 8), (None, None)):
        tally.add(gold, answer)
    assert tally.near == tally.exact == pytest.approx(1 / 3)
    assert tally.median > 500


def test_templates_are_mapped_for_the_best_total() -> None:
    empty: dict[str, list[set[str]]] = {role: [] for role in templates.ROLES}
    gold = [("attack", empty | {"Victim": [{"a man", "ali"}]})]
    gold.append(("attack", empty | {"Victim": [{"two nuns"}], "Weapon": [{"bomb"}]}))
    ours = [("attack", {"Victim": [{"two nuns"}], "Weapon": [{"bomb"}]}), ("attack", {"Victim": [{"ali"}]})]
    assert templates.best_hits(gold, ours) == 5
    assert templates.size_of(ours) == 5
    assert templates.best_hits(gold, [("bombing", {"Victim": [{"ali"}]})]) == 0


def test_the_first_number_beside_a_word_of_harm() -> None:
    assert tolls.first_number("Fires burned. Three men were killed.", "killed") == 3
    assert tolls.first_number("A man was wounded.", "injured") == 1
    assert tolls.first_number("A man was wounded.", "killed") == 0


def test_name_pairs_are_judged_at_the_best_threshold() -> None:
    assert names._best_f1([True, False, True], [0.9, 0.5, 0.8]) == 1.0
    assert names._best_f1([True, False], [0.1, 0.9]) == 0.0
    pairs = names.read_pairs(Path(names.__file__).with_name("name_pairs.tsv"))
    assert len(pairs) == 24 and {pair.same for pair in pairs} == {True, False}


def test_pages_are_compared_by_runs_of_four_words() -> None:
    assert pages._scores(["one two three four five"], ["one two three four five"]) == 1.0
    assert pages._scores(["one two three four five"], ["one two three four"]) == pytest.approx(2 / 3)
    assert pages._scores(["one two three four"], [""]) == 0.0


def test_weighted_f1_counts_each_class_by_its_size() -> None:
    assert kinds._weighted(["A", "A", "B"], ["A", "A", "A"]) == pytest.approx(2 / 3 * 0.8)
    assert kinds._accuracy(["A", "B"], ["A", "A"]) == 0.5


def test_mentions_of_one_claims_event_are_one(tmp_path: Path, coder: Coder) -> None:
    words_of = TEXT.replace(".", " .").split()
    lines = [f"1/1a/1\t0\t{n}\t{word}\t-" for n, word in enumerate(words_of)]
    (tmp_path / "1a.conll").write_text("#begin document\n" + "\n".join(lines) + "\n#end document\n")
    mention = {"conll_doc_key": "1/1a/1", "sent_id": 0, "coref_chain": "C1"}
    rows = [
        {**mention, "mention_id": f"m{n}", "tokens_number": [n], "mention_head_lemma": words_of[n]}
        for n in (words_of.index("shot"), words_of.index("denied"))
    ]
    (tmp_path / "event_mentions_1a.json").write_text(json.dumps(rows))
    texts, mentions = merging.read_topic(tmp_path)
    assert [texts[m.document][m.span.start : m.span.end] for m in mentions] == ["shot", "denied"]
    events = merging._events(texts, mentions, coder)
    assert set(events) == {m.key for m in mentions}
    assert events[mentions[0].key] != mentions[0].key, "the shooting is a claim of an event"


def test_absent_sets_are_named_and_not_passed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["--corpora", str(tmp_path), "--only", "places", "tolls"]) == 2
    out = capsys.readouterr().out
    assert "Absent and not measured: geo-corpora/lgl.xml (places)" in out
    assert "gvdb" in out


def test_the_table_has_a_column_for_those_beside_us() -> None:
    row = table.Row("places", "LGL", "A@161 km", 0.5, {"most people": 0.25}, {"others": 0.53})
    assert "| places | LGL | A@161 km | 0.500 | most people 0.250 | others 0.530 |" in table.as_markdown([row], [])


def test_the_slots_of_an_incident_are_read_from_its_key(tmp_path: Path) -> None:
    rows = {
        0: "MESSAGE: ID                     TST1-MUC3-0001",
        2: "INCIDENT: DATE                  - 04 FEB 90",
        3: "INCIDENT: LOCATION              PERU: LIMA (DEPARTMENT): CALLAO (CITY)",
        4: "INCIDENT: TYPE                  BOMBING",
        11: 'PERP: ORGANIZATION CONFIDENCE   SUSPECTED OR ACCUSED BY AUTHORITIES: "X"',
        21: 'HUM TGT: NUMBER                 2: "GUARDS"\n                                    1: "CLERK"',
        23: 'HUM TGT: EFFECT OF INCIDENT     DEATH: "GUARDS"\n                                    INJURY: "CLERK"',
    }
    path = tmp_path / "key"
    path.write_text("\n".join(f"{number}.  {row}" for number, row in rows.items()) + "\n")
    (incident,) = template_slots.read_keys(path)["TST1-MUC3-0001"]
    assert incident.type == "bombing"
    assert incident.slots == {
        "date": (None, date(1990, 2, 4)),
        "place": frozenset(("callao",)),
        "toll": 2,
        "confidence": "SUSPECTED OR ACCUSED",
    }
    path.write_text(
        "TST1-MUC3-0001\n\n   LIMA, 4 FEB 90 (EFE) -- [TEXT] TWO GUARDS DIED.\n\n\nTST1-MUC3-0002\n\n  NO DAY.\n"
    )
    messages = template_slots.read_messages(path)
    assert messages["TST1-MUC3-0001"] == ("LIMA, 4 FEB 90 (EFE) -- TWO GUARDS DIED.", "1990-02-04")
    assert messages["TST1-MUC3-0002"][1] is None
