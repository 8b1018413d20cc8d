"""Records: every key always present, null for the unknown, a stable order, one line each."""

from __future__ import annotations

import json
from typing import Any

from dateline.model import Fact, Judgement, Link, Quote
from dateline.publish.records import (
    claim_record,
    document_record,
    event_record,
    fact_record,
    judgement_record,
    link_record,
    write_jsonl,
)

CLAIM_KEYS = (
    "claim document event kind status quote trigger actors targets when place counts means voices certainty background "
    "score made_by"
).split()
DOCUMENT_KEYS = (
    "document corpus input_sha256 text_sha256 title url path outlet published published_quote language words text "
    "status reason warnings"
).split()


def test_a_claim_has_all_its_keys_in_order(desk: Any) -> None:
    desk.report("r1", "Gunmen shot at a bus.")
    record = claim_record(desk.claim("shot at a bus", actors=["Gunmen"], place=None))
    assert list(record) == CLAIM_KEYS
    assert record["when"] is None and record["place"] is None and record["means"] == [] and record["voices"] == []
    assert record["quote"] == {"start": 7, "end": 20, "text": "shot at a bus"}


def test_a_report_that_could_not_be_read_has_a_record() -> None:
    record = document_record(None, corpus="in", id="x", status="failed", reason="broken", path="in/x.pdf")
    assert list(record) == DOCUMENT_KEYS
    assert record["text"] is None and record["words"] is None and record["path"] == "in/x.pdf"
    assert record["warnings"] == [] and record["status"] == "failed"


def test_a_read_report_tells_its_words(desk: Any) -> None:
    desk.report("r1", "Three plain words")
    record = document_record(desk.documents["r1"], corpus="made", id="r1", status="coded", warnings=("no date",))
    assert (record["words"], record["published"], record["warnings"]) == (3, "2016-02-19", ["no date"])


def test_an_event_has_all_its_keys(desk: Any) -> None:
    desk.report("r1", "Gunmen shot at a bus.")
    record = event_record(desk.event(desk.claim("shot"), killed=(1, 1, None)))
    assert record["tolls"] == {"killed": {"low": 1, "best": 1, "high": None, "policy": "cautious"}}
    assert record["responsibility"] == {"claimed_by": [], "accused": [], "denied_by": []}
    assert record["accounts"] == {} and record["redirects"] == []


def test_the_small_records() -> None:
    fact = Fact("f", "r1", "made", "A", "alias", "B", None, None, (), Quote(0, 1, "A"))
    assert list(fact_record(fact)) == "fact document subject property value first last voices quote".split()
    assert link_record(Link("a", "b", "updates", None, "w"))["field"] is None
    judgement = Judgement("j", "same", ("a", "b"), None, None, "me", "2026-01-01T00:00:00Z", None)
    assert judgement_record(judgement)["on"] == ["a", "b"]


def test_lines_stand_by_document_then_reading_order(desk: Any) -> None:
    desk.report("r2", "One blast. Two blasts.")
    desk.report("r1", "A raid.")
    made = [desk.claim("Two", report="r2"), desk.claim("One", report="r2"), desk.claim("raid")]
    lines = list(write_jsonl(claim_record(claim) for claim in made))
    assert [json.loads(line)["quote"]["text"] for line in lines] == ["raid", "One", "Two"]
    assert lines == list(write_jsonl(claim_record(claim) for claim in reversed(made)))


def test_a_line_is_one_line_whatever_the_text() -> None:
    text = "first\u2028second\x85third \ud800 ok é"
    line = next(write_jsonl([{"document": "r", "corpus": "c", "text": text}]))
    assert len(line.splitlines()) == 1
    assert "é" in line and json.loads(line.encode().decode())["text"] == text
