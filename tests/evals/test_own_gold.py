"""Our own gold: compiled from its reports, split by group, whole, and of the size and spread that it promises."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import Any

import pytest

from dateline.text import sha256
from tools.gold import GOLD, SETS, read_splits, write

VIOLENT_CHAINS, UNATTRIBUTED = 0.25, 1 / 3


@pytest.fixture(scope="module")
def reports() -> list[dict[str, Any]]:
    return [json.loads(line) for name in SETS for line in (GOLD / f"{name}.jsonl").read_text("utf-8").splitlines()]


def spans(record: Any) -> list[dict[str, int]]:
    if isinstance(record, dict):
        found = [record] if "start" in record else []
        return found + [span for value in record.values() for span in spans(value)]
    return [span for value in record for span in spans(value)] if isinstance(record, list) else []


def test_the_sets_are_as_the_reports_say() -> None:
    assert write(only_check=True) == 0, "run python tools/gold.py compile"


def test_a_group_is_in_one_set_and_every_set_has_groups() -> None:
    splits = read_splits(GOLD / "splits.tsv")
    assert {path.stem for path in (GOLD / "reports").glob("*.txt")} == set(splits)
    assert set(splits.values()) == set(SETS)


def test_quotes_stand_in_their_text(reports: list[dict[str, Any]]) -> None:
    for report in reports:
        assert report["sha256"] == sha256(report["text"])
        for span in spans(report):
            assert 0 <= span["start"] < span["end"] <= len(report["text"])
            words = report["text"][span["start"] : span["end"]]
            assert words == words.strip(), f"{report['document']}: {words!r} has space at its edge"


def test_the_gold_is_of_the_promised_size(reports: list[dict[str, Any]]) -> None:
    claims = [claim for report in reports for claim in report["claims"]]
    told: defaultdict[str, set[str]] = defaultdict(set)
    for report in reports:
        for claim in report["claims"]:
            told[claim["event"]].add(report["document"])
    assert len(reports) >= 500
    assert len(claims) >= 2000
    assert len({report["conflict"] for report in reports}) >= 20
    assert sum(len(documents) >= 3 for documents in told.values()) >= 40
    assert sum(len(report["nothing"]) for report in reports) >= 700
    assert min(Counter(report["style"] for report in reports).values()) >= 4
    assert len({claim["kind"] for claim in claims}) == 32


def test_chains_and_plain_assertion_have_their_share(reports: list[dict[str, Any]], violent: frozenset[str]) -> None:
    """What is measured on; most groups of train were written later, to learn happenings from."""
    splits = read_splits(GOLD / "splits.tsv")
    measured = [report for report in reports if splits[report["group"]] != "train"]
    fights = [claim for report in measured for claim in report["claims"] if claim["kind"] in violent]
    assert sum(len(claim["voices"]) > 1 for claim in fights) >= VIOLENT_CHAINS * len(fights)
    assert sum(not report["claims"][0]["voices"] for report in measured) >= UNATTRIBUTED * len(measured)


@pytest.fixture(scope="module")
def violent() -> frozenset[str]:
    from dateline.knowledge.kinds import load_kinds

    return frozenset(name for name, kind in load_kinds().items() if kind.violent)


def test_no_two_reports_share_a_template(reports: list[dict[str, Any]]) -> None:
    """Runs of eight words that two reports share are copies, which the gold has on purpose inside one group alone."""
    seen: dict[tuple[str, ...], str] = {}
    for report in reports:
        words = report["text"].lower().split()
        for n in range(len(words) - 7):
            run = tuple(words[n : n + 8])
            assert seen.setdefault(run, report["group"]) == report["group"], f"{report['document']}: {' '.join(run)}"
