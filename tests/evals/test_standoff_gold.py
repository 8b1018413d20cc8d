"""Stand-off gold keeps offsets and values of other people's texts, and no sentence of them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

from tools.gold import SETS
from tools.gold_file import ACTS, COUNTED, FORMS, STATUSES, WHO
from tools.standoff import STANDOFF

LONGEST_WORDS = 18
"""Words of the longest value: the phrase that places a happening ("outside the regional office of ...")."""


@pytest.fixture(scope="module")
def documents() -> list[dict[str, Any]]:
    return [
        {**json.loads(line), "part": name}
        for name in SETS
        for line in (STANDOFF / f"{name}.jsonl").read_text("utf-8").splitlines()
    ]


def words_of(record: Any) -> Iterator[str]:
    if isinstance(record, dict):
        for value in record.values():
            yield from words_of(value)
    elif isinstance(record, list):
        for value in record:
            yield from words_of(value)
    elif isinstance(record, str):
        yield record


def test_no_sentence_of_a_text_is_kept(documents: list[dict[str, Any]]) -> None:
    for document in documents:
        assert "text" not in document and "title" not in document
        for words in words_of(document):
            assert len(words.split()) <= LONGEST_WORDS, f"{document['document']}: {words}"


def test_every_quote_is_an_offset(documents: list[dict[str, Any]]) -> None:
    for document in documents:
        for claim in document["claims"]:
            assert claim["quote"]["start"] < claim["quote"]["end"]
            assert claim["trigger"]["start"] < claim["trigger"]["end"]
            parts = [*claim["actors"], *claim["targets"], *claim["counts"], *claim["voices"], *claim["means"]]
            assert all(part["quote"] is None or "start" in part["quote"] for part in parts)


def test_values_are_of_the_vocabulary(documents: list[dict[str, Any]]) -> None:
    claims = [claim for document in documents for claim in document["claims"]]
    assert {claim["status"] for claim in claims} <= STATUSES
    assert {count["of"] for claim in claims for count in claim["counts"]} <= COUNTED
    assert {count["who"] for claim in claims for count in claim["counts"]} <= WHO
    assert {voice["form"] for claim in claims for voice in claim["voices"]} <= FORMS
    assert {voice["act"] for claim in claims for voice in claim["voices"]} <= ACTS


def test_a_happening_is_in_one_set(documents: list[dict[str, Any]]) -> None:
    sets_of: defaultdict[str, set[str]] = defaultdict(set)
    for document in documents:
        for claim in document["claims"]:
            sets_of[claim["event"]].add(document["part"])
    assert {event for event, sets in sets_of.items() if len(sets) > 1} == set()
