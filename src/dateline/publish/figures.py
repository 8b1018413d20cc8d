"""The map of a digest: an SVG picture of where the events were, with the dead as the size of the circles."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from dateline.model import Event
from dateline.publish.shapes import Frame, Point, cut_ring, fit_frame, middle_of, path_of, ring_holds

if TYPE_CHECKING:
    from dateline.knowledge.outlines import Outline

WIDTH, HEIGHT = 760.0, 360.0
MOST_LABELS = 28
COUNTRY_LETTER = 5.7  # half the width of a letter of a country's name
PHONE_LABELS = 7  # the first names are given room for a phone's larger letters; the others are hidden there
LEAST_RADIUS, MOST_RADIUS = 5.0, 24.0

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """One circle of the map: a place with the events told there. ``killed`` is None where no deaths are told;
    ``vague`` where only a province or a country is known."""

    name: str
    lon: float
    lat: float
    events: int
    killed: int | None
    vague: bool
    country: str | None

    @property
    def radius(self) -> float:
        """The circle's radius in pixels: its area grows with the dead."""
        return min(MOST_RADIUS, LEAST_RADIUS + 2.1 * math.sqrt(self.killed or 0))


def killed_of(event: Event) -> int | None:
    """The reported dead of an event: the best number, else the low, else the high; None where none is told."""
    toll = event.tolls.get("killed")
    if toll is None:
        return None
    return next((number for number in (toll.best, toll.low, toll.high) if number is not None), None)


def gather_spots(events: Iterable[Event]) -> tuple[Spot, ...]:
    """The circles of the map, the largest first; events without coordinates have none."""
    places: dict[tuple[str, float, float, bool], list[Event]] = {}
    for event in events:
        place = event.display.place
        if place is None or place.lat is None or place.lon is None or (place.lat == 0 and place.lon == 0):
            continue
        vague = place.precision in ("admin1", "country")
        places.setdefault((place.name, round(place.lon, 2), round(place.lat, 2), vague), []).append(event)
    spots = []
    for (name, lon, lat, vague), told in places.items():
        deaths = [killed for killed in map(killed_of, told) if killed is not None]
        country = next((e.display.place.country for e in told if e.display.place), None)
        spots.append(Spot(name, lon, lat, len(told), sum(deaths) if deaths else None, vague, country))
    return tuple(sorted(spots, key=lambda spot: (-spot.radius, spot.name, spot.lon)))


def map_svg(events: Iterable[Event], outlines: Sequence[Outline], title: str = "Where the events were") -> str:
    """The map as one SVG element; "" where no event has coordinates."""
    spots = gather_spots(events)
    if not spots:
        return ""
    frame = fit_frame([(spot.lon, spot.lat) for spot in spots], WIDTH, HEIGHT)
    here = {spot.country for spot in spots if spot.country}
    land, names = _draw_land(outlines, frame, here)
    said = escape(_describe(spots, title))
    parts = [
        f'<svg class="map" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="img" aria-label="{said}">',
        f"<title>{said}</title>",
        f'<rect class="sea" width="{WIDTH:g}" height="{HEIGHT:g}"/>',
        *land,
        *(_circle(spot, frame) for spot in spots),
        *_label_spots(spots, names, frame),
        "</svg>",
    ]
    return "".join(parts)


def _describe(spots: Sequence[Spot], title: str) -> str:
    told = ", ".join(spot.name for spot in spots[:8])
    more = f" and {len(spots) - 8} more places" if len(spots) > 8 else ""
    return f"{title}: {told}{more}"


def _draw_land(outlines: Sequence[Outline], frame: Frame, here: set[str]) -> tuple[list[str], list[tuple[str, Point]]]:
    """The paths of countries and provinces, and where the names of the countries of the events may stand."""
    elsewhere, inside, provinces = [], [], []
    names: list[tuple[str, Point]] = []
    for outline in outlines:
        country = is_country(outline)
        if not country and outline.iso2 not in here:
            continue
        rings = [ring for ring in (cut_ring(ring, frame) for ring in outline.rings) if ring]
        if not rings:
            continue
        path = path_of(rings)
        if not country:
            provinces.append(f'<path class="province" d="{path}"/>')
            continue
        largest = max(rings, key=lambda ring: middle_of(ring)[1])
        names += [(outline.name, spot) for spot in _name_spots(outline.name, largest)]
        if outline.iso2 in here:
            inside.append(f'<path class="here" d="{path}"/>')
        else:
            elsewhere.append(f'<path class="land" d="{path}"/>')
    return [*elsewhere, *inside, *provinces], names


def _name_spots(name: str, ring: Sequence[Point]) -> list[Point]:
    """Where a country's name may stand inside its ring: at its middle, else above or below; none in a small one."""
    (x, y), area = middle_of(ring)
    if area < 2600:
        return []
    half = len(name) * COUNTRY_LETTER
    tries = [(x, y + step) for step in (0, 26, -26, 52, -52, 84, -84)]
    return [spot for spot in tries if all(ring_holds(ring, (spot[0] + dx, spot[1])) for dx in (-half, 0, half))]


def is_country(outline: Outline) -> bool:
    """Whether an outline is a whole country's."""
    return str(outline.level) in ("0", "country", "admin0")


def _circle(spot: Spot, frame: Frame) -> str:
    x, y = frame.place(spot.lon, spot.lat)
    look = "dead" if spot.killed else "calm"
    if spot.vague:
        look += " hollow"
    events = "1 event" if spot.events == 1 else f"{spot.events} events"
    dead = "no deaths told" if spot.killed is None else f"{spot.killed} reported killed"
    title = escape(f"{spot.name}: {events}, {dead}")
    return (
        f'<circle class="spot {look}" cx="{x:.1f}" cy="{y:.1f}" r="{spot.radius:.1f}"><title>{title}</title></circle>'
    )


def _label_spots(spots: Sequence[Spot], countries: Sequence[tuple[str, Point]], frame: Frame) -> list[str]:
    """The names beside the circles, and of the countries where room is left; a name that fits nowhere is left out."""
    circles = [(*frame.place(spot.lon, spot.lat), spot.radius) for spot in spots]
    taken: list[Box] = [(x - r, y - r, x + r, y + r) for x, y, r in circles]
    labels: list[str] = []
    for n, (spot, (x, y, r)) in enumerate(list(zip(spots, circles, strict=True))[:MOST_LABELS]):
        phone = n < PHONE_LABELS
        free = _room(spot.name, x, y, r, taken, frame, 1.5) if phone else None
        look = "name" if free else "name minor"
        free = free or _room(spot.name, x, y, r, taken, frame)
        if free:
            anchor, at, box = free
            taken.append(box)
            labels.append(f'<text class="{look}" x="{at[0]:.1f}" y="{at[1]:.1f}"{anchor}>{escape(spot.name)}</text>')
    named = {spot.name for spot in spots}  # a name is written once
    for name, (x, y) in countries:
        half = len(name) * COUNTRY_LETTER
        box = (x - half, y - 9, x + half, y + 5)
        if name not in named and _free(box, taken, frame):
            taken.append(box)
            named.add(name)
            spot_at = f'x="{x:.1f}" y="{y:.1f}" text-anchor="middle"'
            labels.insert(0, f'<text class="country" {spot_at}>{escape(name)}</text>')
    return labels


def _room(
    name: str, x: float, y: float, r: float, taken: list[Box], frame: Frame, size: float = 1.0
) -> tuple[str, Point, Box] | None:
    """The first free place around a circle for its name: right, left, above, below, then the corners."""
    wide, gap = len(name) * 7.0 * size, r + 5
    slant = gap * 0.75
    tries = (
        ("", (x + gap, y + 4), x + gap),
        (' text-anchor="end"', (x - gap, y + 4), x - gap - wide),
        (' text-anchor="middle"', (x, y - gap), x - wide / 2),
        (' text-anchor="middle"', (x, y + gap + 9), x - wide / 2),
        ("", (x + slant, y - slant), x + slant),
        ("", (x + slant, y + slant + 9), x + slant),
        (' text-anchor="end"', (x - slant, y - slant), x - slant - wide),
        (' text-anchor="end"', (x - slant, y + slant + 9), x - slant - wide),
    )
    for anchor, at, left in tries:
        box = (left, at[1] - 11 * size, left + wide, at[1] + 3 * size)
        if _free(box, taken, frame):
            return anchor, at, box
    return None


def _free(box: Box, taken: Iterable[Box], frame: Frame) -> bool:
    left, top, right, bottom = box
    if left < 4 or top < 4 or right > frame.width - 4 or bottom > frame.height - 4:
        return False
    return not any(left < r and l < right and top < b and t < bottom for l, t, r, b in taken)  # noqa: E741
