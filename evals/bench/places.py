"""Places end to end from raw text, and on gold spans, beside the place of most people (METRICS: Places)."""

from __future__ import annotations

import statistics
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.knowledge.gazetteer import Entry
from dateline.model import Place, Span
from dateline.pipeline import Coder
from dateline.resolve.claims import make_readers
from dateline.resolve.places import PlaceResolver, kilometres
from evals.bench.reading import Reading, read_text
from evals.bench.table import Row

NEAR_KM = 161.0
"""100 miles, the customary bound of the field (Leidner 2007)."""

Point = tuple[float, float]
Answer = tuple[Point | None, int | None]


@dataclass(frozen=True, slots=True)
class Toponym:
    """A gold place name: where it stands, where the place lies, its GeoNames id where the corpus names one."""

    span: Span
    point: Point
    geonames: int | None


def read_lgl(path: Path) -> Iterator[tuple[str, list[Toponym]]]:
    """The texts of LGL with the toponyms that have coordinates."""
    for article in ElementTree.parse(path).getroot().iter("article"):
        names = []
        for toponym in article.iter("toponym"):
            tag = toponym.find("gaztag")
            if tag is not None and tag.findtext("lat"):
                span = Span(int(toponym.findtext("start") or 0), int(toponym.findtext("end") or 0))
                names.append(Toponym(span, _point(tag), int(tag.get("geonameid") or 0) or None))
        yield article.findtext("text") or "", names


def read_geovirus(path: Path) -> Iterator[tuple[str, list[Toponym]]]:
    """The texts of GeoVirus with their toponyms; its offsets count from one."""
    for article in ElementTree.parse(path).getroot().iter("article"):
        names = []
        for location in article.iter("location"):
            if location.findtext("lat"):
                span = Span(int(location.findtext("start") or 1) - 1, int(location.findtext("end") or 1) - 1)
                names.append(Toponym(span, _point(location), None))
        yield article.findtext("text") or "", names


def _point(element: ElementTree.Element) -> Point:
    return float(element.findtext("lat") or 0), float(element.findtext("lon") or 0)


def run(corpora: Path, coder: Coder) -> Iterator[Row]:
    """Rows for LGL and GeoVirus: exact entry (LGL alone has ids), A@161 km, median km; end to end and on gold spans."""
    sets: dict[str, tuple[str, Callable[[Path], Iterator[tuple[str, list[Toponym]]]]]] = {
        "LGL": ("lgl.xml", read_lgl),
        "GeoVirus": ("GeoVirus.xml", read_geovirus),
    }
    for name, (file, read) in sets.items():
        tally = {way: _Tally() for way in ("end", "end, most people", "spans", "spans, most people")}
        for text, toponyms in read(corpora / "geo-corpora" / file):
            _measure(text, toponyms, coder, tally)
        for way, title in (("end", "places, from raw text"), ("spans", "places, on gold spans")):
            ours, peer = tally[way], tally[f"{way}, most people"]
            if any(ours.with_ids):
                yield Row(title, name, "exact entry", ours.exact, {"most people": peer.exact})
            known = {"population": 0.53, "with coherence": 0.62} if (name, way) == ("LGL", "spans") else {}
            yield Row(title, name, "A@161 km", ours.near, {"most people": peer.near}, known)
            yield Row(title, name, "median km", ours.median, {"most people": peer.median}, digits=1)


class _Tally:
    """The answers to all toponyms: kilometres off (None where none was given), and whether the entry was the same."""

    def __init__(self) -> None:
        self.off: list[float | None] = []
        self.with_ids: list[bool] = []

    def add(self, gold: Toponym, answer: Answer) -> None:
        point, geonames = answer
        self.off.append(None if point is None else kilometres(point, gold.point))
        if gold.geonames is not None:
            self.with_ids.append(geonames == gold.geonames)

    @property
    def near(self) -> float:
        return sum(km is not None and km <= NEAR_KM for km in self.off) / len(self.off)

    @property
    def exact(self) -> float:
        return sum(self.with_ids) / len(self.with_ids)

    @property
    def median(self) -> float:
        return statistics.median(km for km in self.off if km is not None)


def _measure(text: str, toponyms: list[Toponym], coder: Coder, tally: dict[str, _Tally]) -> None:
    reading = read_text(text, coder)
    found: list[tuple[Span, Answer, Answer]] = []
    if reading is not None:
        for span, answer in _named(reading, coder):
            own = reading.own(span)
            if own is not None:
                found.append((own, answer, _most_people(text[own.start : own.end], coder)))
    given = [(t.span, text[t.span.start : t.span.end]) for t in toponyms]
    on_spans = PlaceResolver(text, given, coder.tables.gazetteer)
    for toponym in toponyms:
        met = next((row for row in found if row[0].overlaps(toponym.span)), None)
        tally["end"].add(toponym, met[1] if met else (None, None))
        tally["end, most people"].add(toponym, met[2] if met else (None, None))
        tally["spans"].add(toponym, _ours(on_spans, toponym.span))
        name = text[toponym.span.start : toponym.span.end]
        tally["spans, most people"].add(toponym, _most_people(name, coder))


def _named(reading: Reading, coder: Coder) -> Iterator[tuple[Span, Answer]]:
    """All that names a place, with the place: the places, those inside other names, and the words for a country's
    people and things."""
    annotations = reading.annotations
    resolver = make_readers(annotations, coder.tables).places
    for mention in annotations.mentions:
        if mention.kind == "place":
            yield mention.span, _ours(resolver, mention.span)
        elif mention.kind == "demonym" and (country := coder.tables.gazetteer.country(mention.key or "")) is not None:
            yield mention.span, _point_of(country.as_entry())
    for span in annotations.place_hints:
        yield span, _ours(resolver, span)


def _ours(resolver: PlaceResolver, span: Span) -> Answer:
    return _point_of(resolver.resolve(span))


def _point_of(place: Place | Entry | None) -> Answer:
    if place is None or place.lat is None or place.lon is None:
        return None, None
    return (place.lat, place.lon), place.geonames


def _most_people(name: str, coder: Coder) -> Answer:
    """The baseline of the field: the candidate with the largest population, a country before all."""

    def size(entry: Entry) -> tuple[bool, int]:
        return entry.kind == "country", entry.population or 0

    best = max(coder.tables.gazetteer.candidates(name), key=size, default=None)
    return _point_of(best)
