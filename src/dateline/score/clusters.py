"""Agreement of two ways to group the same claims into events: CoNLL F1, the mean of MUC, B3 and CEAF-e."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

Groups = Sequence[frozenset[Hashable]]


def group(events: Mapping[Hashable, Hashable]) -> list[frozenset[Hashable]]:
    """The items of each event."""
    found: dict[Hashable, set[Hashable]] = {}
    for item, event in events.items():
        found.setdefault(event, set()).add(item)
    return [frozenset(items) for items in found.values()]


def conll(gold: Groups, ours: Groups) -> dict[str, float]:
    """F1 of MUC, B3 and CEAF-e and their mean, 1.0 where nothing is grouped on either side."""
    scores = {
        "MUC": _f1(_muc(gold, ours), _muc(ours, gold)),
        "B3": _f1(_b3(gold, ours), _b3(ours, gold)),
        "CEAF-e": _ceaf(gold, ours),
    }
    return {**scores, "CoNLL": sum(scores.values()) / 3}


def _f1(recall: float, precision: float) -> float:
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def _muc(key: Groups, response: Groups) -> float:
    """Links of the key that the response keeps (Vilain et al. 1995)."""
    where = {item: n for n, items in enumerate(response) for item in items}
    kept = sum(len(items) - len({where.get(item, ("alone", item)) for item in items}) for items in key)
    links = sum(len(items) - 1 for items in key)
    return kept / links if links else 1.0


def _b3(key: Groups, response: Groups) -> float:
    """Mean over items of the share of the key's group that the response keeps together (Bagga and Baldwin 1998)."""
    where = {item: items for items in response for item in items}
    total = sum(len(items) for items in key)
    shared = sum(len(items & where.get(item, frozenset((item,)))) / len(items) for items in key for item in items)
    return shared / total if total else 1.0


def _ceaf(gold: Groups, ours: Groups) -> float:
    """F1 of the best one-to-one alignment of groups by phi-4 (Luo 2005)."""
    if not gold or not ours:
        return 1.0 if not gold and not ours else 0.0
    phi = [[2 * len(g & o) / (len(g) + len(o)) for o in ours] for g in gold]
    best = assign(phi)
    return 2 * best / (len(gold) + len(ours))


def assign(weights: Sequence[Sequence[float]]) -> float:
    """The largest sum of weights with each row and column used at most once (Hungarian method, O(n^3))."""
    size = max(len(weights), len(weights[0]))
    cost = [[0.0] * (size + 1) for _ in range(size + 1)]
    for i, row in enumerate(weights, 1):
        for j, weight in enumerate(row, 1):
            cost[i][j] = -weight
    up, left, match = [0.0] * (size + 1), [0.0] * (size + 1), [0] * (size + 1)
    for i in range(1, size + 1):
        _grow(cost, up, left, match, i, size)
    return sum(-cost[match[j]][j] for j in range(1, size + 1))


def _grow(cost: list[list[float]], up: list[float], left: list[float], match: list[int], row: int, size: int) -> None:
    """One augmenting path of the Hungarian method, from ``row``."""
    match[0] = row
    least, way, used = [float("inf")] * (size + 1), [0] * (size + 1), [False] * (size + 1)
    column = 0
    while match[column]:
        used[column] = True
        here, delta, following = match[column], float("inf"), 0
        for j in range(1, size + 1):
            if not used[j]:
                reduced = cost[here][j] - up[here] - left[j]
                if reduced < least[j]:
                    least[j], way[j] = reduced, column
                if least[j] < delta:
                    delta, following = least[j], j
        for j in range(size + 1):
            if used[j]:
                up[match[j]] += delta
                left[j] -= delta
            else:
                least[j] -= delta
        column = following
    while column:
        match[column] = match[way[column]]
        column = way[column]
