"""Which of our claims tells what which gold claim tells: one to one inside a document, the most alike first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.model import Span
from dateline.text import find_words, name_key

Record = Mapping[str, Any]

VIOLENT = frozenset(
    "airstrike shelling bombing suicide_bombing chemical_attack clash attack killing abduction abuse takeover"
    " destruction interdiction".split()
)
FAMILIES = (
    VIOLENT,
    frozenset("arrest abduction release trial".split()),
    frozenset("protest riot".split()),
    frozenset("talks agreement".split()),
    frozenset("deployment withdrawal displacement".split()),
)
"""Kinds that readers give to one happening; any other kind is kin to itself alone."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold claim and the claim of ours that tells the same."""

    gold: Record
    ours: Record


@dataclass(frozen=True, slots=True)
class Matched:
    """One document's gold and our records: ``missed`` are gold claims without ours, ``false`` ours without gold."""

    document: str
    text: str
    gold: Record
    pairs: tuple[Pair, ...]
    missed: tuple[Record, ...]
    false: tuple[Record, ...]
    claims: tuple[Record, ...]
    facts: tuple[Record, ...]


def kin(a: str, b: str) -> bool:
    """Whether two kinds are one or of one family."""
    return a == b or any(a in family and b in family for family in FAMILIES)


def match_document(gold: Record, text: str, claims: Sequence[Record], facts: Sequence[Record]) -> Matched:
    """The claims of a document matched one to one, greedy by likeness, best first."""
    spans = [span_of(claim.get("quote"), text, 0) for claim in gold["claims"]]
    scored = []
    for g, gold_claim in enumerate(gold["claims"]):
        for o, ours in enumerate(claims):
            likeness = _likeness(gold_claim, spans[g], ours, text)
            if likeness > 0:
                scored.append((-likeness, g, o))
    taken_gold: dict[int, int] = {}
    taken_ours: set[int] = set()
    for _, g, o in sorted(scored):
        if g not in taken_gold and o not in taken_ours:
            taken_gold[g] = o
            taken_ours.add(o)
    pairs = tuple(Pair(gold["claims"][g], claims[o]) for g, o in sorted(taken_gold.items()))
    missed = tuple(c for g, c in enumerate(gold["claims"]) if g not in taken_gold)
    false = tuple(c for o, c in enumerate(claims) if o not in taken_ours)
    return Matched(str(gold["document"]), text, gold, pairs, missed, false, tuple(claims), tuple(facts))


def span_of(quote: Any, text: str, near: int) -> Span | None:
    """Where a quote stands: given as {"start", "end"} or as words, the place nearest to ``near``, or None."""
    if quote is None:
        return None
    if isinstance(quote, str):
        return find_words(text, quote, near) or find_words(text, quote.lstrip("/ "), near)
    return Span(quote["start"], quote["end"])


def is_one_to_one(pair: Pair, text: str) -> bool:
    """The strict count: the same kind, and our trigger inside the gold's quote with our quote at most twice as long."""
    span = span_of(pair.gold.get("quote"), text, 0)
    trigger, quote = pair.ours["trigger"], pair.ours["quote"]
    if span is None or pair.gold["kind"] != pair.ours["kind"]:
        return False
    told = span_of(pair.gold.get("trigger"), text, span.start)
    inside = span.start <= trigger["start"] and trigger["end"] <= span.end
    inside = inside or (told is not None and quote["start"] <= told.start and told.end <= quote["end"])
    return bool(inside and quote["end"] - quote["start"] <= 2 * (span.end - span.start))


def _likeness(gold: Record, span: Span | None, ours: Record, text: str) -> float:
    """0 where quotes share no word or kinds are not kin; else what kind, trigger, quote and parties share."""
    quote = Span(ours["quote"]["start"], ours["quote"]["end"])
    if span is None or not span.overlaps(quote) or not kin(gold["kind"], ours["kind"]):
        return 0.0
    shared = min(span.end, quote.end) - max(span.start, quote.start)
    score = 1.0 + shared / max(span.end - span.start, quote.end - quote.start)
    score += 2.0 * (gold["kind"] == ours["kind"])
    trigger = span_of(gold.get("trigger"), text, span.start)
    if trigger is not None:
        score += 2.0 * trigger.overlaps(Span(ours["trigger"]["start"], ours["trigger"]["end"]))
    for slot in ("actors", "targets"):
        names = {name_key(p["name"]) for p in gold.get(slot) or ()} & {name_key(p["name"]) for p in ours[slot]}
        score += 0.5 * bool(names)
    return float(score + 0.5 * (gold.get("status") == ours["status"]))
