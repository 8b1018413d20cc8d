"""Which place a name means in one report: candidates of the gazetteer weighed by readable marks, one sense a report."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dateline.knowledge.gazetteer import Entry, Gazetteer
from dateline.model import Place, PlaceBasis, Quote, Span
from dateline.text import name_key

MARKS = {
    "main name": 1.4, "other name": 0.4, "short form": 0.2, "sounds alike": -1.5,
    "country": 7.0, "region": 1.5, "own table": 3.0, "town": 0.3, "province": 0.1, "district": -0.6,
    "said province": 3.0, "said town": 2.0, "said other kind": -2.0,
    "inside the named parent": 6.0, "outside the named parent": -4.0,
    "country named": 2.3, "country's people named": 1.4, "province named": 1.2, "outlet's country": 0.4,
    "stranger": -4.5, "near other places": 1.9, "its places named": 2.0, "each tenfold of people": 0.73,
}  # fmt: skip
"""What each mark adds to a candidate; the highest sum wins."""

NEAR_KM = 250.0
SMALL = 200_000
"""People below which a place far from all a report names needs more than its name."""
ENOUGH = 1.0
_PROVINCE_AFTER = re.compile(r"['’]?s?\s+(?:province|governorate|state|region|oblast|prefecture|wilaya)\b", re.I)
_DISTRICT_AFTER = re.compile(r"\s+(?:district|county|raion|subdistrict|township|municipality)\b", re.I)
_PROVINCE_BEFORE = re.compile(r"\b(?:province|governorate|state|region|oblast) of\s+$", re.I)
_TOWN_BEFORE = re.compile(r"\b(?:city|town|village|port|capital|camp)(?: of)?\s+$", re.I)
_TOWN_AFTER = re.compile(r"\s+(?:city|town|village|port|airport)\b", re.I)
_PARENT_AFTER = re.compile(
    r"(?:,\s*|\s*\(\s*(?:in\s+)?|\s+in\s+)((?:the\s+)?[A-Z][\w'’.-]*(?:\s+(?:[A-Z]|al-|el-)[\w'’.-]*){0,3})"
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a name means in this report: its entry, None where the gazetteer has none that fits, with reasons."""

    entry: Entry | None
    score: float
    reasons: tuple[str, ...]


class PlaceResolver:
    """Decides for one report what each place name in it means; ``names`` are all place names of the report, ``hints``
    those inside other names."""

    def __init__(
        self,
        text: str,
        names: Sequence[tuple[Span, str]],
        gazetteer: Gazetteer,
        outlet_country: str | None = None,
        hints: Sequence[str] = (),
    ) -> None:
        self._text = text
        self._gazetteer = gazetteer
        self._outlet = outlet_country
        self._names = tuple(names)
        said = (*(name for _, name in names), *hints)
        self._candidates = {name_key(name): gazetteer.candidates(name) for name in said}
        self._told = {code for _, name in names if (code := gazetteer.country_code(name)) is not None}
        self._countries = {name_key(name): code for name in said if (code := gazetteer.country_code(name)) is not None}
        self._people = {code for word in set(re.findall(r"\b[A-Z]\w+", text)) if (code := gazetteer.demonym(word))}
        self._spots = self._sure_spots()
        self._choices: dict[tuple[str, str | None, str], Choice] = {}

    def resolve(self, span: Span, *, within: str | None = None, basis: PlaceBasis = "words") -> Place | None:
        """The place that the words at ``span`` name, or None where the words are no name at all. A name that the
        gazetteer lacks has no coordinates; its country is what the text says or where most of its places lie."""
        words = self._text[span.start : span.end]
        name = _without_parent(words)
        if not name_key(name):
            return None
        choice = self._choose(span)
        quote = Quote(span.start, span.end, words)
        entry = choice.entry
        if entry is None:
            parent = self._parent(span)
            codes = {e.country for e in parent if e.kind == "country"} or {e.country for e in parent[:1]}
            country = codes.pop() if len(codes) == 1 else self._home
            return Place(name, None, country, None, None, None, None, "town", within, basis, quote)
        return Place(
            _shown(name, entry), entry.geonames, entry.country, entry.admin1, entry.admin2, entry.lat, entry.lon,
            entry.precision, within, basis, quote,
        )  # fmt: skip

    def reasons(self, span: Span) -> tuple[str, ...]:
        """Why the words at ``span`` were taken for the place they were taken for."""
        return self._choose(span).reasons

    def weighed(self, span: Span) -> list[tuple[Entry, dict[str, float]]]:
        """Every candidate for the words at ``span`` with its marks: what the choice is made from."""
        return self._candidates_of(*self._asked(span))

    # ------------------------------------------------------------ one name

    def _choose(self, span: Span) -> Choice:
        name, parent, said = self._asked(span)
        key = (name_key(name), parent, said)
        if key not in self._choices:
            self._choices[key] = self._weigh(name, parent, said)
        return self._choices[key]

    def _asked(self, span: Span) -> tuple[str, str | None, str]:
        """The name at ``span`` without what it lies in, the name of what it lies in, and the kind of place it is said
        to be: what a choice depends on."""
        name = _without_parent(self._text[span.start : span.end])
        return name, self._parent_name(span) or self._parent_elsewhere(name_key(name)), self._said_kind(span)

    def _candidates_of(self, name: str, parent_name: str | None, said: str) -> list[tuple[Entry, dict[str, float]]]:
        candidates = self._gazetteer.candidates(name)
        parent = self._gazetteer.candidates(parent_name) if parent_name else ()
        sure = any(entry.kind == "country" for entry in parent)
        if not sure and not any(_inside(entry, parent) for entry in candidates):
            parent = ()  # a list of places ("Mosul, Tikrit"), not a place and what it lies in
        return [(entry, self._marks(entry, name_key(name), parent, said)) for entry in candidates]

    def _weigh(self, name: str, parent_name: str | None, said: str) -> Choice:
        best: Choice | None = None
        for entry, marks in self._candidates_of(name, parent_name, said):
            score = sum(MARKS[mark] * times for mark, times in marks.items())
            if best is None or score > best.score:
                best = Choice(
                    entry, score, tuple(f"{mark} {MARKS[mark] * times:+.1f}" for mark, times in marks.items())
                )
        if best is None or best.score < ENOUGH:
            return Choice(None, 0.0, (f"place {name!r}: no entry of the gazetteer fits",))
        return best

    def _marks(self, entry: Entry, key: str, parent: tuple[Entry, ...], said: str) -> dict[str, float]:
        """The marks of one candidate, each with how often it counts."""
        marks: dict[str, float] = {("main name", "other name", "short form", "sounds alike")[entry.rank]: 1}
        kinds = {
            "country": "country",
            "region": "region",
            "water": "region",
            "admin1": "province",
            "admin2": "district",
        }
        marks[kinds.get(entry.kind, "town")] = 1
        if entry.geonames is None and entry.kind != "country":
            marks["own table"] = 1
        if entry.population:
            marks["each tenfold of people"] = math.log10(entry.population + 1)
        if said:
            fits = (
                (entry.kind in ("admin1", "admin2", "region")) if said == "province" else kinds.get(entry.kind) is None
            )
            marks[f"said {said}" if fits else "said other kind"] = 1
        if parent:
            marks["inside the named parent" if _inside(entry, parent) else "outside the named parent"] = 1
        if entry.kind == "country":
            marks["its places named"] = self._share_inside(entry, key)
        elif any(code == entry.country for other, code in self._countries.items() if other != key):
            marks["country named"] = 1
        elif entry.country in self._people:
            marks["country's people named"] = 1
        if entry.admin1 and name_key(entry.admin1) in self._candidates and name_key(entry.admin1) != key:
            marks["province named"] = 1
        if self._outlet is not None and entry.country == self._outlet:
            marks["outlet's country"] = 1
        share = self._nearness(entry, key)
        if share:
            marks["near other places"] = share
        if not parent and self._is_stranger(entry, share):
            marks["stranger"] = 1
        return marks

    def _is_stranger(self, entry: Entry, nearness: float) -> bool:
        """Whether a small place lies in a country that a report about other countries never names."""
        named = self._told | self._people
        small = entry.kind not in ("country", "admin1", "region", "water") and entry.population < SMALL
        ours = entry.geonames is None
        return (
            bool(named)
            and small
            and not ours
            and entry.country not in named
            and nearness == 0
            and entry.country != self._outlet
        )

    def _nearness(self, entry: Entry, key: str) -> float:
        """The share of the report's other sure places that lie near the entry."""
        others = [spot for other, spot in self._spots.items() if other != key]
        if not others or entry.kind == "country":
            return 0.0
        return sum(_close(entry, spot, NEAR_KM) for spot in others) / len(others)

    def _share_inside(self, country: Entry, key: str) -> float:
        """The share of the report's other sure places that lie in the country."""
        others = [spot.country for other, spot in self._spots.items() if other != key]
        return others.count(country.country) / len(others) if others else 0.0

    # ------------------------------------------------------------ the report

    @cached_property
    def _home(self) -> str | None:
        """The country of three in five of the places that the report names, None where there is no such country."""
        spans = {name_key(name): span for span, name in self._names}
        found = [choice.entry.country for span in spans.values() if (choice := self._choose(span)).entry is not None]
        most = Counter(found).most_common(1)
        return most[0][0] if most and most[0][1] * 5 >= 3 * len(found) else None

    def _sure_spots(self) -> dict[str, Entry]:
        """The places of the names that can hardly mean another: one candidate, or one far larger than the rest."""
        spots: dict[str, Entry] = {}
        for key, candidates in self._candidates.items():
            towns = sorted((e for e in candidates if e.kind != "country" and e.rank < 3), key=lambda e: -e.population)
            if len(towns) != len(candidates) or not towns or towns[0].lat is None or towns[0].lon is None:
                continue
            rivals = [e for e in towns[1:] if e.country != towns[0].country]
            if not rivals or towns[0].population > 20 * rivals[0].population:
                spots[key] = towns[0]
        return spots

    def _parent_name(self, span: Span) -> str | None:
        """The name of what the place lies in, as the words say it: "Qasr Talel, Libya", "Qasr Talel (Libya)"."""
        words = self._text[span.start : span.end]
        if "," in words:
            return words.split(",", 1)[1].strip() or None
        match = _PARENT_AFTER.match(self._text, span.end, span.end + 60)
        if match is None:
            return None
        parts = match.group(1).split()
        for size in range(len(parts), 0, -1):
            name = " ".join(parts[:size])
            for form in (name, name.rstrip(".,").removesuffix("'s").removesuffix("’s")):
                if any(e.kind in ("country", "admin1", "admin2", "region") for e in self._gazetteer.candidates(form)):
                    return form
        return None

    def _parent_elsewhere(self, key: str) -> str | None:
        """The parent that the report gives to the same name in another place: one sense a report."""
        for span, name in self._names:
            if name_key(_without_parent(name)) == key and (parent := self._parent_name(span)):
                return parent
        return None

    def _parent(self, span: Span) -> tuple[Entry, ...]:
        """The entries of the place's parent, by its own words or those at the same name elsewhere."""
        name = self._parent_name(span)
        name = name or self._parent_elsewhere(name_key(_without_parent(self._text[span.start : span.end])))
        return self._gazetteer.candidates(name) if name else ()

    def _said_kind(self, span: Span) -> str:
        """What the words beside the name call it: "province", "town" or ""."""
        before, after = self._text[max(0, span.start - 30) : span.start], self._text[span.end : span.end + 30]
        words = self._text[span.start : span.end].casefold()
        if _PROVINCE_AFTER.match(after) or _DISTRICT_AFTER.match(after) or _PROVINCE_BEFORE.search(before):
            return "province"
        if words.endswith((" province", " governorate", " district", " state", " region", " oblast", " county")):
            return "province"
        return "town" if _TOWN_BEFORE.search(before) or _TOWN_AFTER.match(after) else ""


def _shown(name: str, entry: Entry) -> str:
    """The name as the report spells it; a country, a place of our own table and a shouted name get their table's."""
    if entry.geonames is None or entry.kind == "country":
        return entry.name
    if name.isupper():
        return entry.name if name_key(name) == name_key(entry.name) else name.title()
    return name.removeprefix("the ").removeprefix("The ")


def _without_parent(words: str) -> str:
    return words.split(",", 1)[0].strip()


def _inside(entry: Entry, parents: tuple[Entry, ...]) -> bool:
    """Whether an entry lies in one of the parents."""
    for parent in parents:
        if parent.kind == "country" and parent.country == entry.country and entry.kind != "country":
            return True
        same = parent.country is not None and parent.country == entry.country
        names = {name_key(name) for name in (entry.admin1, entry.admin2) if name}
        if same and name_key(parent.name) in names and parent.kind in ("admin1", "admin2"):
            return True
        if same and parent.kind == "region" and _close(entry, parent, 500):
            return True
    return False


def _close(a: Entry, b: Entry, limit: float) -> bool:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    return kilometres((a.lat, a.lon), (b.lat, b.lon)) < limit


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The distance between two points (lat, lon) over the globe."""
    (lat1, lon1), (lat2, lon2) = ((math.radians(x), math.radians(y)) for x, y in (a, b))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, half)))
