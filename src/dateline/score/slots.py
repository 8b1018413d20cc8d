"""How well a slot agrees over matched claims: items of gold, items of ours, and those both have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians
from typing import Any

from dateline.score.match import VIOLENT, Matched, Pair, Record, is_one_to_one, span_of
from dateline.text import name_key

NEAR_KM = 25.0
_DAYS = ("first", "last")
_EMPTY = frozenset("the a an of in and its their his".split())


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


def measure(documents: Sequence[Matched]) -> dict[str, Tally]:
    """The tally of every slot over the documents, in the order of the table."""
    found: dict[str, Tally] = {}
    for name, of_document in DOCUMENT_SLOTS.items():
        found[name] = sum((of_document(d) for d in documents), Tally())
    for name, of_pair in PAIR_SLOTS.items():
        found[name] = sum((of_pair(p, d.text) for d in documents for p in d.pairs), Tally())
    return found


# ---------------------------------------------------------------- documents


def _claims(document: Matched) -> Tally:
    return Tally(len(document.gold["claims"]), len(document.claims), len(document.pairs))


def _violent(document: Matched) -> Tally:
    gold = sum(c["kind"] in VIOLENT for c in document.gold["claims"])
    ours = sum(c["kind"] in VIOLENT for c in document.claims)
    return Tally(gold, ours, sum(p.gold["kind"] in VIOLENT and p.ours["kind"] in VIOLENT for p in document.pairs))


def _one_to_one(document: Matched) -> Tally:
    hits = sum(is_one_to_one(pair, document.text) for pair in document.pairs)
    return Tally(len(document.gold["claims"]), len(document.claims), hits)


def _citations(document: Matched) -> Tally:
    """Parenthetical citations, each once: all names and dates."""
    gold = {
        _citation(v) for c in document.gold["claims"] for v in c.get("voices") or () if v["form"] == "parenthetical"
    }
    ours = {_citation(v) for c in document.claims for v in c["voices"] if v["form"] == "parenthetical"}
    return Tally(len(gold), len(ours), len(gold & ours))


def _citation(voice: Record) -> tuple[tuple[str, str | None], ...]:
    return tuple((name_key(c["name"]), c.get("date")) for c in voice.get("cited") or ())


def _facts(document: Matched) -> Tally:
    gold, ours = list(document.gold.get("facts") or ()), list(document.facts)
    hits = 0
    for fact in gold:
        twin = next((f for f in ours if _same_fact(fact, f)), None)
        if twin is not None:
            ours.remove(twin)
            hits += 1
    return Tally(len(gold), len(document.facts), hits)


def _same_fact(gold: Record, ours: Record) -> bool:
    if gold["property"] != ours["property"] or not _share(gold["subject"], ours["subject"]):
        return False
    return _share(gold["value"], ours["value"])


def _links(document: Matched) -> Tally:
    """Links between matched claims: the kind and the two claims, in either direction."""
    ours_of = {str(p.gold["id"]): p.ours["claim"] for p in document.pairs}
    gold = set()
    for link in document.gold.get("links") or ():
        if link["a"] in ours_of and link["b"] in ours_of:
            gold.add((link["kind"], frozenset((ours_of[link["a"]], ours_of[link["b"]]))))
    known = set(ours_of.values())
    ours = {(k["kind"], frozenset((k["a"], k["b"]))) for k in document.links if {k["a"], k["b"]} <= known}
    ours = {link for link in ours if link[0] in ("contradicts", "denies", "confirms", "updates")}
    return Tally(len(gold), len(ours), len(gold & ours))


def _inside_one_event(document: Matched) -> Tally:
    """Contradictions and denials of gold whose two claims we hold to be one event."""
    ours_of = {str(p.gold["id"]): p.ours["event"] for p in document.pairs}
    pairs = [k for k in document.gold.get("links") or () if k["kind"] in ("contradicts", "denies")]
    events = [(ours_of.get(k["a"]), ours_of.get(k["b"])) for k in pairs]
    return Tally(len(pairs), len(pairs), sum(a is not None and a == b for a, b in events))


DOCUMENT_SLOTS: Mapping[str, Callable[[Matched], Tally]] = {
    "claims": _claims,
    "claims, violent kinds": _violent,
    "claims, one to one": _one_to_one,
    "citations whole": _citations,
    "facts": _facts,
    "links": _links,
    "contradictions in one event": _inside_one_event,
}

# ---------------------------------------------------------------- matched pairs


def _same(slot: str) -> Callable[[Pair, str], Tally]:
    return lambda pair, text: Tally(1, 1, int((pair.gold.get(slot) or False) == (pair.ours.get(slot) or False)))


def _parties(slot: str) -> Callable[[Pair, str], Tally]:
    def of_pair(pair: Pair, text: str) -> Tally:
        gold, ours = list(pair.gold.get(slot) or ()), list(pair.ours[slot])
        total = len(ours)
        hits = 0
        for party in gold:
            twin = next((p for p in ours if _same_party(party, p, text)), None)
            if twin is not None:
                ours.remove(twin)
                hits += 1
        return Tally(len(gold), total, hits)

    return of_pair


def _same_party(gold: Record, ours: Record, text: str) -> bool:
    if _share(gold["name"], ours["name"]):
        return True
    quote = ours.get("quote")
    span = span_of(gold.get("quote"), text, quote["start"] if quote else 0)
    return bool(span and quote and span.start < quote["end"] and quote["start"] < span.end)


def _share(a: str, b: str) -> bool:
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


def _place(pair: Pair, text: str) -> Tally:
    del text
    gold, ours = pair.gold.get("place") or {}, pair.ours["place"] or {}
    same = bool(gold and ours) and (name_key(gold["name"]) == name_key(ours["name"]) or _near(gold, ours))
    return Tally(int(bool(gold)), int(bool(ours)), int(same))


def _near(a: Record, b: Record) -> bool:
    if None in (a.get("lat"), a.get("lon"), b.get("lat"), b.get("lon")):
        return False
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
    gold, ours = list(pair.gold.get("means") or ()), [m["name"] for m in pair.ours["means"]]
    total = len(ours)
    hits = 0
    for means in gold:
        name = means["name"] if isinstance(means, dict) else means
        twin = next((o for o in ours if _share(name, o)), None)
        if twin is not None:
            ours.remove(twin)
            hits += 1
    return Tally(len(gold), total, hits)


def _voices(pair: Pair, text: str) -> Tally:
    del text
    gold, ours = list(pair.gold.get("voices") or ()), list(pair.ours["voices"])
    total = len(ours)
    hits = 0
    for voice in gold:
        twin = next((v for v in ours if _same_voice(voice, v)), None)
        if twin is not None:
            ours.remove(twin)
            hits += 1
    return Tally(len(gold), total, hits)


def _same_voice(gold: Record, ours: Record) -> bool:
    if gold["form"] != ours["form"] or bool(gold["names"]) != bool(ours["names"]):
        return False
    return all(any(_share(g, o) for o in ours["names"]) for g in gold["names"])


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
    "place": _place,
    "place, country": _country,
    "counts": _counts("of", "low", "high"),
    "counts, with whom": _counts("of", "low", "high", "who"),
    "means": _means,
    "voices": _voices,
    "whole chains": _chain,
    "no false voice": _no_voice,
    "background": _same("background"),
}


def macro_f1(pairs: Iterable[Pair], slot: str) -> float | None:
    """The mean over gold's values of a slot of each value's F1."""
    seen: dict[Any, Tally] = {}
    for pair in pairs:
        gold, ours = pair.gold.get(slot), pair.ours.get(slot)
        seen[gold] = seen.get(gold, Tally()) + Tally(1, 0, int(gold == ours))
        seen[ours] = seen.get(ours, Tally()) + Tally(0, 1, 0)
    values = [tally.f1 or 0.0 for tally in seen.values() if tally.gold]
    return sum(values) / len(values) if values else None
