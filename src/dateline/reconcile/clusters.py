"""Which claims tell one happening: average linkage inside blocks, so that one weak link cannot chain two happenings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from dateline.model import Claim, Judgement, Likeness
from dateline.reconcile.compare import POSSIBLE, SAME, compare, kin
from dateline.text import name_key

WINDOW = 7
"""Days of a block's window."""
LARGEST = 300
"""Claims that are compared with one another in one block; a larger block is cut by place and kind."""


def cluster(
    claims: Sequence[Claim], judgements: Sequence[Judgement]
) -> tuple[list[list[Claim]], dict[tuple[str, str], Likeness]]:
    """The claims in groups, one a happening, and the likeness of every pair that was found alike or possibly alike."""
    ordered = sorted(claims, key=lambda claim: claim.id)
    by_id = {claim.id: claim for claim in ordered}
    pairs = {}
    for a, b in _candidates(ordered):
        likeness = compare(by_id[a], by_id[b])
        if likeness.score >= POSSIBLE:
            pairs[a, b] = likeness
    together, apart = read_verdicts(judgements)
    groups = _link(ordered, pairs, together, apart)
    return [[by_id[i] for i in sorted(group)] for group in groups], pairs


def _candidates(claims: Sequence[Claim]) -> Iterator[tuple[str, str]]:
    """Pairs of claim ids, each once, that share a window of days and a country, where both tell them."""
    blocks: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        for key in _keys(claim):
            blocks[key].append(claim)
    seen: set[tuple[str, str]] = set()
    for key in sorted(blocks):
        for block in _cut(blocks[key]):
            for n, a in enumerate(block):
                for b in block[n + 1 :]:
                    pair = (a.id, b.id)
                    if pair not in seen and kin(a.kind, b.kind):
                        seen.add(pair)
                        yield pair


def _cut(block: list[Claim]) -> list[list[Claim]]:
    """A block small enough to compare all with all; a larger one cut by place, then by kind, and a claim whose
    place is a country or untold stands in every part of its kind's family."""
    if len(block) <= LARGEST:
        return [block]
    broad = [c for c in block if c.place is None or c.place.precision in ("country", "admin1")]
    parts: dict[str, list[Claim]] = defaultdict(list)
    for claim in block:
        if claim.place is not None and claim.place.precision not in ("country", "admin1"):
            parts[name_key(claim.place.admin1 or claim.place.name)].append(claim)
    cut = [part + (broad if len(broad) <= LARGEST else []) for part in parts.values()] or [broad]
    small: list[list[Claim]] = []
    for part in cut:
        if len(part) <= LARGEST:
            small.append(part)
            continue
        kinds: dict[str, list[Claim]] = defaultdict(list)
        for claim in part:
            kinds[claim.kind].append(claim)
        small += kinds.values()
    return small


def _keys(claim: Claim) -> list[tuple[str, ...]]:
    """The blocks of a claim: its own report, and its country in each window that its days touch, at most three windows
    back from the last. A claim with no country, or with no days, meets the others by the place or days it has."""
    country = claim.place.country if claim.place is not None and claim.place.country else ""
    keys: list[tuple[str, ...]] = [("report", claim.corpus, claim.document)]
    if claim.when is None or (claim.when.first is None and claim.when.last is None):
        return [*keys, ("undated", country, name_key(claim.place.name), claim.kind)] if claim.place else keys
    last = claim.when.last or claim.when.first
    first = claim.when.first or (last - timedelta(days=WINDOW) if last else None)
    assert first is not None and last is not None
    first = max(first, last - timedelta(days=3 * WINDOW))
    windows = range((first.toordinal() - 1) // WINDOW, (last.toordinal() + 1) // WINDOW + 1)
    keys += [("days", country or "unplaced", str(n)) for n in windows]
    if not country or claim.counts:
        keys += [("kind", claim.kind, str(n)) for n in windows]
    if claim.place is not None:
        keys.append(("undated", country, name_key(claim.place.name), claim.kind))
    return keys


def read_verdicts(judgements: Iterable[Judgement]) -> tuple[list[tuple[str, ...]], set[frozenset[str]]]:
    """Claim ids that people held to be one happening, and pairs they held apart; the later verdict on a pair wins."""
    undone = {i for j in judgements if j.verdict == "undo" for i in j.on}
    last: dict[frozenset[str], str] = {}
    for judgement in judgements:
        if judgement.verdict in ("same", "different") and judgement.id not in undone:
            for n, a in enumerate(judgement.on):
                for b in judgement.on[n + 1 :]:
                    last[frozenset((a, b))] = judgement.verdict
    together = [tuple(sorted(pair)) for pair, verdict in last.items() if verdict == "same"]
    return sorted(together), {pair for pair, verdict in last.items() if verdict == "different"}


def _link(
    claims: Sequence[Claim],
    pairs: Mapping[tuple[str, str], Likeness],
    together: Sequence[tuple[str, ...]],
    apart: set[frozenset[str]],
) -> list[set[str]]:
    """Groups by the best pairs first: two groups join where the mean likeness over all their pairs reaches SAME."""
    group = {claim.id: {claim.id} for claim in claims}

    def join(a: str, b: str) -> None:
        merged = group[a] | group[b]
        for member in merged:
            group[member] = merged

    for a, b in together:
        if a in group and b in group and not any(frozenset((x, y)) in apart for x in group[a] for y in group[b]):
            join(a, b)
    scores = {frozenset(pair): likeness.score for pair, likeness in pairs.items()}
    alike = sorted((-likeness.score, pair) for pair, likeness in pairs.items() if likeness.score >= SAME)
    for _, (a, b) in alike:
        if group[a] is group[b]:
            continue
        across = [frozenset((x, y)) for x in group[a] for y in group[b]]
        if any(pair in apart for pair in across):
            continue
        if sum(scores.get(pair, POSSIBLE - 0.15) for pair in across) / len(across) >= SAME:
            join(a, b)
    return sorted({id(g): g for g in group.values()}.values(), key=min)
