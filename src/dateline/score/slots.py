"""How well a slot agrees inside a matched pair of claims: items of gold, items of ours, and those both have."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians
from typing import TypeVar

from dateline.score.match import Pair, Record, span_of
from dateline.text import name_key

NEAR_KM = 25.0
_DAYS = ("first", "last")
_EMPTY = frozenset("the a an of in and its their his".split())

Gold = TypeVar("Gold")
Ours = TypeVar("Ours")


@dataclass(frozen=True, slots=True)
class Tally:
    """Items in gold, items in ours, and items that both have (counted on each side)."""

    gold: int = 0
    ours: int = 0
    hits: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.gold + other.gold, self.ours + other.ours, self.hits + other.hits)

    @property
    def precision(self) -> float | None:
        """Hits among ours, None where we have none."""
        return self.hits / self.ours if self.ours else None

    @property
    def recall(self) -> float | None:
        """Hits among gold, None where gold has none."""
        return self.hits / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean, None where both sides are empty."""
        return 2 * self.hits / (self.gold + self.ours) if self.gold + self.ours else None


def unmatched(
    gold: Sequence[Gold], ours: Sequence[Ours], is_same: Callable[[Gold, Ours], bool]
) -> tuple[list[Gold], list[Ours]]:
    """What of gold and what of ours finds no twin on the other side; each item is a twin once, in its order."""
    missed, false = [], list(ours)
    for item in gold:
        twin = next((n for n, other in enumerate(false) if is_same(item, other)), None)
        if twin is None:
            missed.append(item)
        else:
            del false[twin]
    return missed, false


def tally(gold: Sequence[Gold], ours: Sequence[Ours], is_same: Callable[[Gold, Ours], bool]) -> Tally:
    """The tally of two lists whose items are paired one to one."""
    missed, _ = unmatched(gold, ours, is_same)
    return Tally(len(gold), len(ours), len(gold) - len(missed))


def _same(slot: str) -> Callable[[Pair, str], Tally]:
    return lambda pair, text: Tally(1, 1, int((pair.gold.get(slot) or False) == (pair.ours.get(slot) or False)))


def _parties(slot: str) -> Callable[[Pair, str], Tally]:
    def of_pair(pair: Pair, text: str) -> Tally:
        return tally(pair.gold.get(slot) or (), pair.ours[slot], lambda gold, ours: _same_party(gold, ours, text))

    return of_pair


def _same_party(gold: Record, ours: Record, text: str) -> bool:
    if share(gold["name"], ours["name"]):
        return True
    quote = ours.get("quote")
    span = span_of(gold.get("quote"), text, quote["start"] if quote else 0)
    return bool(span and quote and span.start < quote["end"] and quote["start"] < span.end)


def share(a: str, b: str) -> bool:
    """Whether the shorter of two names has at least two thirds of its words in the other."""
    words = [set(name_key(name).split()) - _EMPTY for name in (a, b)]
    least = min(words, key=len)
    return bool(least) and len(words[0] & words[1]) * 3 >= 2 * len(least)


def _when_exact(pair: Pair, text: str) -> Tally:
    del text
    gold, ours = pair.gold.get("when") or {}, pair.ours["when"] or {}
    same = bool(gold) and bool(ours) and [gold[k] for k in _DAYS] == [ours[k] for k in _DAYS]
    return Tally(int(bool(gold)), int(bool(ours)), int(same))


def _when_overlap(pair: Pair, text: str) -> Tally:
    del text
    gold, ours = pair.gold.get("when") or {}, pair.ours["when"] or {}
    if not (gold and ours):
        return Tally(int(bool(gold)), int(bool(ours)), 0)
    low = max(gold["first"] or "0000", ours["first"] or "0000")
    high = min(gold["last"] or "9999", ours["last"] or "9999")
    return Tally(1, 1, int(low <= high))


def _place_entry(pair: Pair, text: str) -> Tally:
    """The same gazetteer entry: its id where gold has one, else the same name in the same country."""
    del text
    gold, ours = pair.gold.get("place") or {}, pair.ours["place"] or {}
    same = bool(gold and ours)
    if same and gold.get("geonames"):
        same = gold["geonames"] == ours.get("geonames")
    elif same:
        same = name_key(gold["name"]) == name_key(ours["name"]) and gold.get("country") == ours.get("country")
    return Tally(int(bool(gold)), int(bool(ours)), int(same))


def _place_near(pair: Pair, text: str) -> Tally:
    """Within 25 km, over places of gold that have coordinates."""
    del text
    gold, ours = pair.gold.get("place") or {}, pair.ours["place"] or {}
    if gold and gold.get("lat") is None:
        return Tally()
    located = bool(ours) and ours.get("lat") is not None
    return Tally(int(bool(gold)), int(located), int(bool(gold) and located and _near(gold, ours)))


def _near(a: Record, b: Record) -> bool:
    north = (a["lat"] - b["lat"]) * 111.2
    east = (a["lon"] - b["lon"]) * 111.2 * cos(radians(a["lat"]))
    return hypot(north, east) <= NEAR_KM


def _country(pair: Pair, text: str) -> Tally:
    del text
    gold, ours = (pair.gold.get("place") or {}).get("country"), (pair.ours["place"] or {}).get("country")
    return Tally(int(bool(gold)), int(bool(ours)), int(bool(gold) and gold == ours))


def _counts(*keys: str) -> Callable[[Pair, str], Tally]:
    def of_pair(pair: Pair, text: str) -> Tally:
        del text
        gold = {tuple(c[k] for k in keys) for c in pair.gold.get("counts") or ()}
        ours = {tuple(c[k] for k in keys) for c in pair.ours["counts"]}
        return Tally(len(gold), len(ours), len(gold & ours))

    return of_pair


def _means(pair: Pair, text: str) -> Tally:
    del text
    gold = [m["name"] if isinstance(m, dict) else m for m in pair.gold.get("means") or ()]
    return tally(gold, [m["name"] for m in pair.ours["means"]], share)


def _voices(pair: Pair, text: str) -> Tally:
    del text
    return tally(pair.gold.get("voices") or (), pair.ours["voices"], _same_voice)


def _same_voice(gold: Record, ours: Record) -> bool:
    if gold["form"] != ours["form"] or bool(gold["names"]) != bool(ours["names"]):
        return False
    return all(any(share(g, o) for o in ours["names"]) for g in gold["names"])


def _chain(pair: Pair, text: str) -> Tally:
    """Whole chains on claims that have one."""
    del text
    gold, ours = pair.gold.get("voices") or (), pair.ours["voices"]
    whole = len(gold) == len(ours) and all(_same_voice(g, o) for g, o in zip(gold, ours, strict=True))
    return Tally(int(bool(gold)), int(bool(gold)), int(bool(gold) and whole))


def _no_voice(pair: Pair, text: str) -> Tally:
    """Claims without a voice in gold that have none in ours: the rest have a false voice."""
    del text
    alone = not pair.gold.get("voices")
    return Tally(int(alone), int(alone), int(alone and not pair.ours["voices"]))


PAIR_SLOTS: Mapping[str, Callable[[Pair, str], Tally]] = {
    "kind": _same("kind"),
    "status": _same("status"),
    "actors": _parties("actors"),
    "targets": _parties("targets"),
    "when, exact": _when_exact,
    "when, overlap": _when_overlap,
    "place, same entry": _place_entry,
    "place, within 25 km": _place_near,
    "place, country": _country,
    "counts, number": _counts("low", "high"),
    "counts, and what": _counts("of", "low", "high"),
    "counts, and whom": _counts("of", "low", "high", "who"),
    "means": _means,
    "voices": _voices,
    "whole chains": _chain,
    "no false voice": _no_voice,
    "background": _same("background"),
}
