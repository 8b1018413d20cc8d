"""The scores of matched documents: the table, the intervals, the page of errors."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dateline.score.clusters import Agreement, agreements, group
from dateline.score.documents import Measured, macro_f1, measure
from dateline.score.match import Matched, Record
from dateline.score.page import errors_page
from dateline.score.slots import Tally

STATUS_MACRO = "status, macro"
RESAMPLES = 1000
"""Bootstrap samples for each interval; seeded, so that a table can be made again."""


@dataclass(frozen=True)
class Scores:
    """The scores of matched documents; ``unpaired`` are gold documents that no document of ours is, ``links`` ours."""

    documents: tuple[Matched, ...]
    links: tuple[Record, ...]
    unpaired: tuple[str, ...]

    @cached_property
    def _measured(self) -> list[Measured]:
        return measure(self.documents, self.links)

    @cached_property
    def tallies(self) -> dict[str, Tally]:
        """The tally of every slot."""
        names = self._measured[0].tallies if self._measured else ()
        return {name: sum((m.tallies[name] for m in self._measured), Tally()) for name in names}

    @cached_property
    def status_macro(self) -> float | None:
        """The mean over the statuses that gold has of each one's F1."""
        return macro_f1(self.statuses)

    @cached_property
    def statuses(self) -> Counter[tuple[str, str]]:
        """How often a status of gold met a status of ours, over matched claims."""
        return sum((m.statuses for m in self._measured), Counter())

    @cached_property
    def _agreements(self) -> list[Agreement]:
        pairs = [((d.document, str(p.gold["id"])), p) for d in self.documents for p in d.pairs]
        gold: dict[Hashable, Hashable] = {item: p.gold.get("event") or item for item, p in pairs}
        ours: dict[Hashable, Hashable] = {item: p.ours["event"] for item, p in pairs}
        return agreements(group(gold), group(ours))

    @cached_property
    def events(self) -> dict[str, float]:
        """CoNLL F1 and its parts over matched claims, across documents."""
        return sum(self._agreements, Agreement()).scores

    @cached_property
    def intervals(self) -> dict[str, tuple[float, float]]:
        """95 % bootstrap intervals: over documents for slots, over parts that share no event for the events (MUC,
        B3, CEAF-e, CoNLL); of one document (or part) alone there is none."""
        found: dict[str, list[float]] = {}
        chance = random.Random(20)
        for _ in range(RESAMPLES if len(self._measured) > 1 else 0):
            sample = chance.choices(self._measured, k=len(self._measured))
            for name in self.tallies:
                _note(found, name, sum((m.tallies[name] for m in sample), Tally()).f1)
            statuses: Counter[tuple[str, str]] = Counter()
            for measured in sample:
                statuses.update(measured.statuses)
            _note(found, STATUS_MACRO, macro_f1(statuses))
        for _ in range(RESAMPLES if len(self._agreements) > 1 else 0):
            parts = chance.choices(self._agreements, k=len(self._agreements))
            for name, value in sum(parts, Agreement()).scores.items():
                _note(found, f"events, {name}", value)
        return {name: _bounds(sorted(values)) for name, values in found.items()}

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """The table: slot, precision, recall, F1 with its interval, hits of gold."""
        rows: list[tuple[str, ...]] = []
        for name, tally in self.tallies.items():
            f1 = _number(tally.f1) + self._interval(name)
            rows.append((name, _number(tally.precision), _number(tally.recall), f1, f"{tally.hits}/{tally.gold}"))
        rows.append((STATUS_MACRO, "", "", _number(self.status_macro) + self._interval(STATUS_MACRO), ""))
        for name, value in self.events.items():
            rows.append((f"events, {name}", "", "", _number(value) + self._interval(f"events, {name}"), ""))
        if self.unpaired:
            rows.append(("gold documents not found", "", "", "", str(len(self.unpaired))))
        return rows

    def _interval(self, name: str) -> str:
        interval = self.intervals.get(name)
        return f" ({_number(interval[0])}–{_number(interval[1])})" if interval else ""

    @property
    def as_dict(self) -> dict[str, Any]:
        """The scores as plain values."""
        slots = {
            name: {
                "precision": t.precision,
                "recall": t.recall,
                "f1": t.f1,
                "gold": t.gold,
                "ours": t.ours,
                "hits": t.hits,
            }
            for name, t in self.tallies.items()
        }
        return {
            "slots": slots,
            "status_macro": self.status_macro,
            "events": self.events,
            "intervals": self.intervals,
            "not_found": list(self.unpaired),
        }

    @property
    def errors_page(self) -> str:
        """A page of HTML that shows each miss and false find in its passage, the worst slot first."""
        return errors_page(self.documents, self.tallies)


def _note(found: dict[str, list[float]], name: str, value: float | None) -> None:
    if value is not None:
        found.setdefault(name, []).append(value)


def _bounds(values: Sequence[float]) -> tuple[float, float]:
    return values[int(0.025 * len(values))], values[min(int(0.975 * len(values)), len(values) - 1)]


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
