"""The outlines of countries for the maps, derived from Natural Earth by tools/build_outlines.py.

A ring is written as whole steps of 1/50 degree from the point before it, "x,y x,y ...": the first pair is the start.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal, cast

from dateline.knowledge.tables import Row, read_table

Point = tuple[float, float]
Level = Literal["country", "admin1"]

STEPS = 50  # a degree


@dataclass(frozen=True, slots=True)
class Outline:
    """The shape of a country: closed rings of (longitude, latitude) in degrees; a hole is a ring among the others.

    ``iso2`` is None where no ISO 3166-1 code is agreed on.
    """

    iso2: str | None
    name: str
    level: Level
    rings: tuple[tuple[Point, ...], ...]


def load_outlines(folders: Iterable[Path] = ()) -> tuple[Outline, ...]:
    """The outlines of all countries, by ISO code. A country may have more than one row (Somaliland is Somalia's)."""
    rows = read_table("outlines.tsv", ("iso2", "name", "level", "rings"), folders)
    return tuple(_outline(row) for row in rows)


def _outline(row: Row) -> Outline:
    if row["level"] not in ("country", "admin1"):
        raise row.error(f"the level {row['level']!r} is neither country nor admin1")
    try:
        rings = tuple(unwrap_ring(decode_ring(ring)) for ring in row.list("rings"))
    except ValueError as error:
        raise row.error(f"a ring is not made of pairs of whole numbers ({error})") from error
    return Outline(row["iso2"] or None, row["name"], cast(Level, row["level"]), rings)


def unwrap_ring(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """The ring without a leap across the date line: its western part is carried on beyond 180 degrees."""
    leaps = any(abs(a[0] - b[0]) > 180 for a, b in pairwise(points))
    return tuple((lon + 360 if lon < 0 else lon, lat) for lon, lat in points) if leaps else points


def encode_ring(points: Iterable[Point]) -> str:
    """The points as steps from one to the next; points that fall together are written once."""
    parts: list[str] = []
    x = y = 0
    for lon, lat in points:
        dx, dy = round(lon * STEPS) - x, round(lat * STEPS) - y
        if parts and not dx and not dy:
            continue
        parts.append(f"{dx},{dy}")
        x, y = x + dx, y + dy
    return " ".join(parts)


def decode_ring(text: str) -> tuple[Point, ...]:
    """The points that ``encode_ring`` wrote."""
    points: list[Point] = []
    x = y = 0
    for pair in text.split():
        dx, dy = pair.split(",")
        x, y = x + int(dx), y + int(dy)
        points.append((x / STEPS, y / STEPS))
    return tuple(points)
