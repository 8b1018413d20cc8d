"""What goes into the store comes out again, and only that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.errors import StoreError, UsageError
from dateline.model import Judgement, Link, Reconciled
from dateline.store.rows import Removed
from dateline.store.store import Store, open_store
from tests.store.builders_store import TEXT, claim, event, fact, report


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store(":memory:") as opened:
        yield opened


def test_a_report_comes_back_whole(store: Store) -> None:
    one = report()
    store.put_report(one)
    assert store.document("wire", "1") == one.document
    assert list(store.documents()) == [one.document]
    assert store.raw("wire", "1") == one.raw
    assert store.claims() == list(one.claims) == store.claims(("wire", "1"))
    assert store.facts() == [fact("f1")] == store.facts(("wire", "1"))
    assert store.known("wire", "1") == one.input_sha256
    assert store.known("wire", "2") is None
    assert store.same_text(one.folded_sha256 or "") == ("wire", "1")
    row = store.reports()[0]
    assert (row.document, row.words, row.status, row.warnings, row.path) == (
        "1", len(TEXT.split()), "coded", ("no date",), "reports/a.txt",
    )  # fmt: skip


def test_a_report_takes_the_place_of_an_older_one(store: Store) -> None:
    store.put_report(report(claims=("c1", "c2")))
    store.put_report(report(text=TEXT + " Nothing more.", claims=("c3",)))
    assert [c.id for c in store.claims()] == ["c3"]
    assert len(store.reports()) == 1
    assert store.search("more")
    assert store.check_integrity() == []


def test_a_failed_report_is_known_but_no_document(store: Store) -> None:
    failed = replace(report(), status="failed", document=None, claims=(), facts=(), reason="a.txt: empty.")
    store.put_report(failed)
    assert store.document("wire", "1") is None
    assert list(store.documents()) == []
    assert store.reports()[0].reason == "a.txt: empty."
    assert store.same_text(failed.folded_sha256 or "") is None


def test_reports_are_told_by_corpus_and_id_however_they_came(store: Store) -> None:
    for corpus, id in (("b", "1"), ("a", "2"), ("a", "10")):
        store.put_report(report(id, corpus=corpus, claims=(f"c-{corpus}-{id}",)))
    assert [(r.corpus, r.document) for r in store.reports()] == [("a", "10"), ("a", "2"), ("b", "1")]
    assert [(d.corpus, d.id) for d in store.documents()] == [("a", "10"), ("a", "2"), ("b", "1")]
    assert [c.id for c in store.claims()] == ["c-a-10", "c-a-2", "c-b-1"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("1", [("a", "1"), ("b", "1")]),
        ("b/1", [("b", "1")]),
        ("ab", [("a", "abc"), ("a", "abd")]),
        ("abc", [("a", "abc")]),
        ("", []),
        ("%", []),
        ("zz", []),
        ("\udc80", []),
    ],
)
def test_finding_a_document(store: Store, asked: str, found: list[tuple[str, str]]) -> None:
    for corpus, id in (("a", "1"), ("b", "1"), ("a", "abc"), ("a", "abd")):
        store.put_report(report(id, corpus=corpus, claims=()))
    assert store.find_document(asked) == found


def test_a_claim_by_the_beginning_of_its_id(store: Store) -> None:
    store.put_report(report(claims=("aa1", "aa2", "b", "bb")))
    assert store.claim("aa1") == claim("aa1")
    assert store.claim("b") == claim("b")
    assert store.claim("x") is None
    assert store.claim("") is None
    assert store.fact("f") == fact("f1")
    with pytest.raises(UsageError, match="more than one claim"):
        store.claim("aa")


def test_half_a_surrogate_in_a_file_name(store: Store) -> None:
    one = report(id="n\udce9", corpus="a\udcff")
    store.put_report(one)
    assert store.known("a\udcff", "n\udce9") == one.input_sha256
    assert store.document("a\udcff", "n\udce9") == one.document


def test_claims_know_their_event_and_old_ids_lead_on(store: Store) -> None:
    store.put_report(report(claims=("c1", "c2", "c3")))
    links = (Link("c2", "c1", "confirms", None, "same words"),)
    store.put_events(Reconciled((event("e1", "c1"), event("e2", "c2", "c3")), links))
    assert [c.event for c in store.claims()] == ["e1", "e2", "e2"]
    assert store.links() == list(links)
    store.put_events(Reconciled((event("e9", "c1", "c2", "c3"),), ()))
    assert store.events() == [replace(event("e9", "c1", "c2", "c3"), redirects=("e1", "e2"))]
    assert store.event("e1") == store.event("e9") == store.events()[0]
    store.put_events(Reconciled((event("e1", "c1"), event("e7", "c2", "c3")), ()))
    assert [(e.id, e.redirects) for e in store.events()] == [("e1", ()), ("e7", ("e2", "e9"))]
    assert (found := store.event("e9")) is not None and found.id == "e7"
    assert store.event("e5") is None
    assert store.links() == []
    with pytest.raises(UsageError, match="more than one event"):
        store.event("e")


def test_the_same_events_twice_change_nothing(store: Store) -> None:
    store.put_report(report(claims=("c1", "c2")))
    store.put_events(Reconciled((event("e1", "c1"), event("e2", "c2")), ()))
    store.put_events(Reconciled((event("e1", "c1", "c2"),), ()))
    before = store.events()
    store.put_events(Reconciled(tuple(before), ()))
    assert store.events() == before


def test_a_removed_report_leaves_no_event_behind_once_they_are_made_anew(store: Store) -> None:
    store.put_report(report("1", claims=("c1",)))
    store.put_report(report("2", text=TEXT + " More.", claims=("c2",)))
    store.put_events(Reconciled((event("e1", "c1"), event("e2", "c2")), ()))
    store.remove("wire", "1")
    store.put_events(Reconciled((event("e2", "c2"),), ()))
    assert store.event("e1") is None
    assert [c.event for c in store.claims()] == ["e2"]


def test_events_that_cannot_be_stored_leave_the_old_ones(store: Store) -> None:
    store.put_events(Reconciled((event("e1", "c1"),), ()))
    with pytest.raises(StoreError):
        store.put_events(Reconciled((event("e2", "c1"), event("e2", "c2")), ()))
    assert [e.id for e in store.events()] == ["e1"]


def test_verdicts_are_a_log(store: Store) -> None:
    rows = [Judgement(f"j{n}", "accept", ("c1",), None, None, "ann", "2026-11-25T10:00:00Z", None) for n in (2, 1)]
    for row in rows:
        store.add_judgement(row)
    assert store.judgements() == rows


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        ("checkpoint", 1),
        ("CHECKPOINT tarsin", 1),
        ('"soldiers died"', 1),
        ('"died soldiers"', 0),
        ("Tarsín", 1),
        ("near-Tarsin", 1),
        ("helicopter", 0),
        ('checkpoint "', 1),
        ("checkpoint AND", 0),
        ("NOT", 0),
        ("text:checkpoint", 0),
        ("check*", 0),
        ("*", 0),
        ("' OR 1=1 --", 0),
        ("(((", 0),
        ("\x00 \udc80 \ufffd", 0),
        ("", 0),
    ],
)
def test_search_takes_any_words(store: Store, words: str, hits: int) -> None:
    store.put_report(report())
    assert len(store.search(words)) == hits


def test_a_hit_shows_its_passage_in_three_parts(store: Store) -> None:
    store.put_report(report())
    hit = store.search("checkpoint soldiers")[0]
    assert (hit.corpus, hit.document, hit.outlet) == ("wire", "1", "Tarsin Post")
    assert hit.match == "checkpoint"
    assert hit.before + hit.match + hit.after == TEXT


def test_removing_a_report_wipes_it_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    secret = "Zanquorith marched through Velbrudan. " * 400
    with open_store(path) as store:
        for n in range(20):
            store.put_report(report(f"k{n}", claims=(f"c{n}",)))
        store.put_report(report("gone", text=TEXT + secret, claims=("x1", "x2")))
        assert store.search("Velbrudan")
        assert store.remove("wire", "gone") == Removed(claims=2, facts=1)
        assert store.search("Velbrudan") == []
        assert store.check_integrity() == []
        held = b"".join(file.read_bytes() for file in tmp_path.iterdir()).lower()
        assert b"zanquorith" not in held
        assert b"velbrudan" not in held
        assert len(store.claims()) == 20
        with pytest.raises(UsageError, match="no report 'gone'"):
            store.remove("wire", "gone")


def test_a_backup_is_a_whole_database_and_overwrites_nothing(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        store.put_report(report())
        store.backup(tmp_path / "b.db")
        with pytest.raises(UsageError, match="is there already"):
            store.backup(tmp_path / "b.db")
    with open_store(tmp_path / "b.db", create=False) as copy:
        assert copy.claims() == list(report().claims)
        assert copy.check_integrity() == []


def test_small_strings(store: Store) -> None:
    assert store.meta("version") is None
    store.set_meta("version", "1")
    store.set_meta("version", "2")
    assert store.meta("version") == "2"
