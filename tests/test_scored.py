"""Gold scored three ways: its own texts coded anew, a database, and another reader's gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import UsageError
from dateline.pipeline import Coder, run
from dateline.scored import score
from dateline.store.store import open_store
from tests.builders import make_gold_claim

TITLE = "Four farmers killed near Jos"
BODY = "Gunmen shot dead four farmers near Jos on Monday, police said. Advertisement"
TEXT = f"{TITLE}\n\n{BODY}"


def span(words: str) -> dict[str, int]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def gold(**changes: Any) -> dict[str, Any]:
    claim = make_gold_claim(
        quote=span("Gunmen shot dead four farmers near Jos on Monday"),
        trigger=span("shot dead"),
        actors=[{"name": "Gunmen", "quote": span("Gunmen")}],
        targets=[{"name": "four farmers", "quote": span("four farmers")}],
        when={"first": "2017-05-01", "last": "2017-05-01", "quote": span("Monday")},
        place={"name": "Jos", "country": "NG", "lat": 9.9, "lon": 8.9, "quote": span("Jos")},
        counts=[{"of": "killed", "low": 4, "high": 4, "who": "target", "quote": span("four farmers")}],
        voices=[{"names": ["police"], "form": "indirect", "act": "report", "quote": span("police said")}],
    )
    head = {"document": "own-1", "title": TITLE, "outlet": "Courier", "published": "2017-05-02", "text": TEXT}
    return {**head, "claims": [{**claim, **changes}], "links": [], "facts": []}


def write(path: Path, *items: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(item) + "\n" for item in items), encoding="utf-8")
    return path


def test_gold_that_holds_its_texts_is_coded_anew(tmp_path: Path, coder: Coder) -> None:
    tallies = score(write(tmp_path / "gold.jsonl", gold()), coder=coder).tallies
    assert (tallies["claims"].hits, tallies["claims"].gold) == (1, 1)
    for slot in ("when, exact", "place, within 25 km", "counts, and what", "voices", "whole chains"):
        assert tallies[slot].hits == 1, slot


def test_a_database_is_scored_where_one_is_given(tmp_path: Path, coder: Coder) -> None:
    path = write(tmp_path / "gold.jsonl", gold())
    with open_store(tmp_path / "some.db") as store:
        with pytest.raises(UsageError, match="None of the 1 gold documents"):
            score(path, store=store)
        run([write(tmp_path / "in.jsonl", {"id": "own-1", "text": TEXT, "published": "2017-05-02"})], store, coder)
        assert score(path, store=store).tallies["claims"].hits == 1


def test_another_readers_gold_is_scored_without_coding(tmp_path: Path) -> None:
    other = {key: value for key, value in gold(kind="killing").items() if key != "text"}
    path = write(tmp_path / "gold.jsonl", gold(), {**gold(), "document": "own-2"})
    scores = score(path, write(tmp_path / "second.jsonl", other))
    assert (scores.tallies["claims"].hits, scores.tallies["kind"].hits) == (1, 0)
    assert scores.unpaired == ()


def test_gold_without_texts_needs_corpora_or_a_database(tmp_path: Path, coder: Coder) -> None:
    path = write(tmp_path / "gold.jsonl", {**gold(), "text": None, "set": "wce"})
    with pytest.raises(UsageError, match="--corpora"):
        score(path, coder=coder)
    with pytest.raises(UsageError, match="no such folder"):
        score(path, corpora=tmp_path / "none", coder=coder)
