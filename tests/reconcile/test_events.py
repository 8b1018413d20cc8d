"""Claims to events: the order of the input, people's verdicts, disputes, denials and distance."""

from __future__ import annotations

import importlib.util
import random
from datetime import timedelta
from pathlib import Path

import pytest

from dateline.model import Claim, Judgement, Reconciled, Verdict
from dateline.reconcile.events import reconcile

_SPEC = importlib.util.spec_from_file_location("builders", Path(__file__).parents[1] / "builders.py")
assert _SPEC is not None and _SPEC.loader is not None
build = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(build)

DOCUMENTS = [build.make_document("1", "Harbour Wire"), build.make_document("2", "Tarsin Post")]


def groups(claims: list[Claim], judgements: list[Judgement] | None = None) -> list[tuple[str, ...]]:
    return sorted(event.claims for event in result(claims, judgements).events)


def result(claims: list[Claim], judgements: list[Judgement] | None = None) -> Reconciled:
    return reconcile(claims, DOCUMENTS, judgements or [])


def verdict(name: str, what: Verdict, *on: str) -> Judgement:
    return Judgement(name, what, on, None, None, "reader", "2026-01-01", None)


def pair(**second: object) -> list[Claim]:
    return [build.make_claim("a", "1"), build.make_claim("b", "2", **second)]


def test_two_reports_of_one_attack_are_one_event() -> None:
    event = result(pair()).events[0]
    assert event.claims == ("a", "b")
    assert event.outlets == ("Harbour Wire", "Tarsin Post")
    assert event.merged_because


@pytest.mark.parametrize(
    "second",
    [
        {"place": build.FAR},
        {"place": build.make_place("Tarsin", 31.5, 22.2, "EG")},
        {"day": build.DAY + timedelta(days=9)},
        {"kind": "protest"},
    ],
    ids=["far place", "other country", "other week", "other kind"],
)
def test_what_shuts_each_other_out_never_merges(second: dict[str, object]) -> None:
    assert groups(pair(**second)) == [("a",), ("b",)]


@pytest.mark.parametrize("seed", range(8))
def test_the_order_of_the_input_changes_nothing(seed: int) -> None:
    claims = [
        *pair(killed=20),
        build.make_claim("c", "1", place=build.FAR),
        build.make_claim("d", "2", place=build.FAR, status="denied"),
        build.make_claim("e", "2", day=build.DAY + timedelta(days=30)),
    ]
    shuffled = random.Random(seed).sample(claims, len(claims))
    assert result(shuffled) == result(claims) == result(claims)


def test_every_claim_stands_in_exactly_one_event() -> None:
    claims = [*pair(), build.make_claim("c", "1", place=build.FAR)]
    assert sorted(i for event in result(claims).events for i in event.claims) == ["a", "b", "c"]


def test_accounts_hold_exactly_what_the_claims_tell() -> None:
    accounts = result(pair(killed=20)).events[0].accounts
    assert {a.value: a.claims for a in accounts["killed"]} == {"12": ("a",), "20": ("b",)}
    assert [(a.value, a.claims) for a in accounts["kind"]] == [("attack", ("a", "b"))]
    assert "injured" not in accounts


def test_other_tolls_are_disputed_and_contradict() -> None:
    found = result(pair(killed=20))
    assert found.events[0].disputed == ("killed",)
    toll = found.events[0].tolls["killed"]
    assert (toll.low, toll.high) == (12, 20)
    assert [(link.kind, link.field) for link in found.links] == [("contradicts", "killed")]


def test_a_denial_contests_the_event_and_links_to_what_it_denies() -> None:
    found = result(pair(status="denied", voices=(build.make_voice("the ministry", "deny"),)))
    assert found.events[0].grading == "contested"
    assert found.events[0].responsibility.denied_by == ("the ministry",)
    assert [(link.a, link.b, link.kind) for link in found.links] == [("b", "a", "denies")]


VERDICTS = [
    ([verdict("1", "different", "a", "b")], {}, [("a",), ("b",)]),
    ([verdict("1", "same", "a", "b")], {"place": build.FAR}, [("a", "b")]),
    ([verdict("1", "different", "a", "b"), verdict("2", "undo", "1")], {}, [("a", "b")]),
    ([verdict("1", "same", "a", "b"), verdict("2", "different", "a", "b")], {}, [("a",), ("b",)]),
    ([verdict("1", "reject", "b")], {}, [("a",)]),
    ([verdict("1", "reject", "b"), verdict("2", "accept", "b")], {}, [("a", "b")]),
]


@pytest.mark.parametrize(("judgements", "second", "expected"), VERDICTS)
def test_verdicts_rule(judgements: list[Judgement], second: dict[str, object], expected: list[tuple[str, ...]]) -> None:
    assert groups(pair(**second), judgements) == expected
