"""Agreement of two ways to group the same claims into events: CoNLL F1, the mean of MUC, B3 and CEAF-e."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

Groups = Sequence[frozenset[Hashable]]


@dataclass(frozen=True, slots=True)
class Agreement:
    """The sums that the metrics are made of; those of parts that share no item add up to those of the whole."""

    items: int = 0
    muc: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    """Links of gold that ours keep, links of gold, links of ours that gold keeps, links of ours."""
    b3: tuple[float, float] = (0.0, 0.0)
    """Summed recall and precision of the items."""
    ceaf: tuple[float, int] = (0.0, 0)
    """Likeness (phi-4) of the best alignment, number of groups on both sides."""

    def __add__(self, other: Agreement) -> Agreement:
        muc = [a + b for a, b in zip(self.muc, other.muc, strict=True)]
        return Agreement(
            self.items + other.items,
            (muc[0], muc[1], muc[2], muc[3]),
            (self.b3[0] + other.b3[0], self.b3[1] + other.b3[1]),
            (self.ceaf[0] + other.ceaf[0], self.ceaf[1] + other.ceaf[1]),
        )

    @property
    def scores(self) -> dict[str, float]:
        """F1 of MUC, B3 and CEAF-e and their mean, 1.0 where neither side groups anything."""
        kept, links, our_kept, our_links = self.muc
        muc = _f1(kept / links if links else 1.0, our_kept / our_links if our_links else 1.0)
        b3 = _f1(self.b3[0] / self.items, self.b3[1] / self.items) if self.items else 1.0
        ceaf = 2 * self.ceaf[0] / self.ceaf[1] if self.ceaf[1] else 1.0
        return {"MUC": muc, "B3": b3, "CEAF-e": ceaf, "CoNLL": (muc + b3 + ceaf) / 3}


def group(events: Mapping[Hashable, Hashable]) -> list[frozenset[Hashable]]:
    """The items of each event."""
    found: dict[Hashable, set[Hashable]] = {}
    for item, event in events.items():
        found.setdefault(event, set()).add(item)
    return [frozenset(items) for items in found.values()]


def agreements(gold: Groups, ours: Groups) -> list[Agreement]:
    """The agreement inside each part of the items that no group of either side leaves."""
    parts: list[tuple[frozenset[Hashable], Groups, Groups]] = []
    sided: list[tuple[Groups, Groups]] = [*(((g,), ()) for g in gold), *(((), (o,)) for o in ours)]
    for of_gold, of_ours in sided:
        items: frozenset[Hashable] = frozenset().union(*of_gold, *of_ours)
        met = [part for part in parts if not part[0].isdisjoint(items)]
        parts = [part for part in parts if part[0].isdisjoint(items)]
        for known, more_gold, more_ours in met:
            items, of_gold, of_ours = items | known, (*more_gold, *of_gold), (*more_ours, *of_ours)
        parts.append((items, of_gold, of_ours))
    return [_agreement(of_gold, of_ours) for _, of_gold, of_ours in parts]


def conll(gold: Groups, ours: Groups) -> dict[str, float]:
    """F1 of MUC, B3 and CEAF-e and their mean, 1.0 where nothing is grouped on either side."""
    return sum(agreements(gold, ours), Agreement()).scores


def _agreement(gold: Groups, ours: Groups) -> Agreement:
    best = _alignment(gold, ours)
    return Agreement(
        len(frozenset().union(*gold, *ours)),
        (*_muc(gold, ours), *_muc(ours, gold)),
        (_b3(gold, ours), _b3(ours, gold)),
        (best, len(gold) + len(ours)),
    )


def _f1(recall: float, precision: float) -> float:
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def _muc(key: Groups, response: Groups) -> tuple[float, float]:
    """Links of the key that the response keeps, and links of the key (Vilain et al. 1995)."""
    where = {item: n for n, items in enumerate(response) for item in items}
    kept = sum(len(items) - len({where.get(item, ("alone", item)) for item in items}) for items in key)
    return kept, sum(len(items) - 1 for items in key)


def _b3(key: Groups, response: Groups) -> float:
    """Sum over items of the share of the key's group that the response keeps together (Bagga and Baldwin 1998)."""
    where = {item: items for items in response for item in items}
    return sum(len(items & where.get(item, frozenset((item,)))) / len(items) for items in key for item in items)


def _alignment(gold: Groups, ours: Groups) -> float:
    """The likeness of the best one-to-one alignment of groups by phi-4 (Luo 2005)."""
    if not gold or not ours:
        return 0.0
    return assign([[2 * len(g & o) / (len(g) + len(o)) for o in ours] for g in gold])


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
