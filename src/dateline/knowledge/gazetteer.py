"""The gazetteer: which places a name can mean. GeoNames in a read-only SQLite, our places and countries beside it."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar

from dateline.errors import ModelError
from dateline.knowledge.placenames import LOOSE_MARK, loose_key, strip_article, strip_generic
from dateline.knowledge.tables import Row, read_table
from dateline.model import PlacePrecision
from dateline.text import name_key

EntryKind = Literal["settlement", "quarter", "facility", "admin1", "admin2", "region", "country", "water"]
Rank = Literal[0, 1, 2, 3]
T = TypeVar("T")

PRECISION: dict[EntryKind, PlacePrecision] = {
    "settlement": "town", "quarter": "point", "facility": "point", "admin1": "admin1", "admin2": "district",
    "region": "admin1", "country": "country", "water": "admin1",
}  # fmt: skip
REMEMBERED = 4096
FORMAT = "1"
_MEND = "run `python tools/build_gazetteer.py` in the checkout, or install Dateline again"


@dataclass(frozen=True, slots=True)
class Entry:
    """A place that a name can mean. ``country`` is ISO 3166-1 alpha-2, None for what lies in several (the Sahel).

    ``rank`` tells how the name fits: 0 its main name, 1 another name, 2 a short form ("Aleppo" for the governorate),
    3 only by sound. ``geonames`` is None for our own rows.
    """

    name: str
    geonames: int | None
    kind: EntryKind
    country: str | None
    admin1: str | None
    admin2: str | None
    lat: float | None
    lon: float | None
    population: int
    rank: Rank = 0

    @property
    def precision(self) -> PlacePrecision:
        """How exactly the entry tells where."""
        return PRECISION[self.kind]


@dataclass(frozen=True, slots=True)
class Country:
    """A country with its codes, names and label point; ``region`` as ACLED names it."""

    iso2: str
    iso3: str
    numeric: int | None
    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    region: str
    capital: str
    lat: float | None
    lon: float | None
    geonames: int | None

    def as_entry(self) -> Entry:
        """The country as a place that a name can mean."""
        return Entry(self.name, self.geonames, "country", self.iso2, None, None, self.lat, self.lon, 0)


class Gazetteer:
    """Looks names up: "al-", hyphens, accents and apostrophes make no difference; what was asked lately is kept."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        countries: Iterable[Country],
        own: Iterable[tuple[str, Entry]],
        abbreviations: Mapping[str, tuple[str, str]],
    ) -> None:
        self._connection = connection
        self.countries = tuple(countries)
        self._by_code = {country.iso2: country for country in self.countries}
        self._demonyms: dict[str, str] = {}
        self._country_names: dict[str, str] = {}
        self._own: dict[str, list[Entry]] = {}
        self._abbreviations = dict(abbreviations)
        self._entries: OrderedDict[str, tuple[Entry, ...]] = OrderedDict()
        self._known: OrderedDict[str, bool] = OrderedDict()
        for country in self.countries:
            for name in (country.name, *country.aliases):
                self._country_names.setdefault(name_key(name), country.iso2)
            for word in country.demonyms:
                self._demonyms.setdefault(name_key(word), country.iso2)
                if not word.endswith(("ese", "ish", "ch", "s", "an Republic")):
                    self._demonyms.setdefault(name_key(word + "s"), country.iso2)
        for name, entry in own:
            self._own.setdefault(name_key(name), []).append(entry)

    def candidates(self, name: str) -> tuple[Entry, ...]:
        """The places the name can mean: by the name itself, else without its article or its word for a kind
        ("Aleppo province"), else by its sound. The order is fixed: by rank, then people, then id."""
        short = self._abbreviations.get(_unspaced(name))
        if short is None:
            return _remember(self._entries, name_key(name), self._look_up)
        return tuple(entry for entry in self.candidates(short[0]) if entry.country == short[1])

    def knows(self, name: str) -> bool:
        """Whether some place has this name (not only its sound)."""
        return _unspaced(name) in self._abbreviations or _remember(self._known, name_key(name), self._knows)

    def is_country(self, name: str) -> bool:
        """Whether the name is a country's."""
        return self.country_code(name) is not None

    def country_code(self, name: str) -> str | None:
        """The ISO code of the country with this name, or None."""
        key = name_key(name)
        return self._country_names.get(key) or self._country_names.get(key.removeprefix("the "))

    def country(self, iso2: str) -> Country | None:
        """The country with this ISO code, or None."""
        return self._by_code.get(iso2.upper())

    def demonym(self, word: str) -> str | None:
        """The ISO code of the country whose people or things the word names ("Libyan", "Libyans"), or None."""
        return self._demonyms.get(name_key(word))

    def _knows(self, key: str) -> bool:
        if len(key) < 2:
            return False
        forms = _forms(key)
        if any(form in self._own or form in self._country_names for form in forms):
            return True
        marks = ",".join("?" * len(forms))
        found = self._ask(f"SELECT 1 FROM names WHERE key IN ({marks}) LIMIT 1", forms)
        return bool(found)

    def _look_up(self, key: str) -> tuple[Entry, ...]:
        for form in _forms(key):
            found = self._exact(form)
            if found:
                return found
        loose = loose_key(strip_generic(key))
        return self._exact(LOOSE_MARK + loose) if loose else ()

    def _exact(self, key: str) -> tuple[Entry, ...]:
        found = list(self._own.get(key, ()))
        code = self._country_names.get(key)
        if code is not None:
            found.append(self._by_code[code].as_entry())
        question = (
            "SELECT p.name, p.geonames, p.kind, p.country, p.admin1, p.admin2, p.lat, p.lon, p.population, n.rank"
            " FROM names n JOIN places p ON p.id = n.place WHERE n.key = ?"
            " ORDER BY n.rank, p.population DESC, p.id LIMIT 200"
        )
        found += [Entry(*row) for row in self._ask(question, (key,))]
        return tuple(found)

    def _ask(self, question: str, values: tuple[str, ...]) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(question, values).fetchall()
        except sqlite3.Error as error:
            raise ModelError(f"The gazetteer is damaged ({error}); {_MEND}.") from error


def _unspaced(name: str) -> str:
    """An abbreviation as its table has it: "W. Va." is "W.Va."."""
    return "".join(name.split())


def _forms(key: str) -> tuple[str, ...]:
    """The key and its plainer forms, best first: without "the", without a word for its kind, without an article."""
    plain = key.removeprefix("the ")
    forms = [key, plain, strip_generic(plain), strip_article(plain), strip_article(strip_generic(plain))]
    forms += [f"al {strip_generic(plain)}"] if len(plain) > 3 else []
    return tuple(dict.fromkeys(form for form in forms if len(form) > 1))


def _remember(kept: OrderedDict[str, T], key: str, make: Callable[[str], T]) -> T:
    """The value for a key, made once while it is among those asked for lately."""
    if key in kept:
        kept.move_to_end(key)
        return kept[key]
    value = make(key)
    kept[key] = value
    if len(kept) > REMEMBERED:
        kept.popitem(last=False)
    return value


# ---------------------------------------------------------------- opening


def gazetteer_path() -> Path:
    """Where the build puts the gazetteer."""
    return Path(__file__).resolve().parents[1] / "data" / "gazetteer.sqlite"


def open_gazetteer(path: Path | None = None, folders: Iterable[Path] = ()) -> Gazetteer:
    """The gazetteer with the user's countries.tsv, places.tsv and place_abbreviations.tsv laid over ours. Raises
    ModelError, TableError."""
    path = path or gazetteer_path()
    folders = tuple(folders)
    if not path.is_file():
        raise ModelError(f"The gazetteer is missing at {path}; {_MEND}.")
    try:
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        version = connection.execute("SELECT value FROM meta WHERE name = 'format'").fetchone()
    except sqlite3.Error as error:
        raise ModelError(f"The gazetteer at {path} is damaged ({error}); {_MEND}.") from error
    if version is None or version[0] != FORMAT:
        raise ModelError(f"The gazetteer at {path} was built for another version of Dateline; {_MEND}.")
    return Gazetteer(connection, load_countries(folders), load_places(folders), load_abbreviations(folders))


def load_countries(folders: Iterable[Path] = ()) -> tuple[Country, ...]:
    """All countries, by ISO code."""
    columns = ("id", "iso3", "numeric", "name", "aliases", "demonyms", "region", "capital", "lat", "lon", "geonames")
    return tuple(_country(row) for row in read_table("countries.tsv", columns, folders))


def _country(row: Row) -> Country:
    return Country(
        row["id"], row["iso3"], _whole(row, "numeric"), row["name"], row.list("aliases"), row.list("demonyms"),
        row["region"], row["capital"], _degrees(row, "lat"), _degrees(row, "lon"), _whole(row, "geonames"),
    )  # fmt: skip


def load_places(folders: Iterable[Path] = ()) -> tuple[tuple[str, Entry], ...]:
    """Our own places, each once for every name it has."""
    columns = ("id", "name", "aliases", "kind", "country", "admin1", "lat", "lon", "source")
    found: list[tuple[str, Entry]] = []
    kinds: dict[str, EntryKind] = {kind: kind for kind in PRECISION}
    for row in read_table("places.tsv", columns, folders):
        if row["kind"] not in kinds:
            raise row.error(f"the kind {row['kind']!r} is none of {', '.join(sorted(PRECISION))}")
        where = (row["country"] or None, row["admin1"] or None, None, _degrees(row, "lat"), _degrees(row, "lon"))
        for n, name in enumerate((row["name"], *row.list("aliases"))):
            found.append((name, Entry(row["name"], None, kinds[row["kind"]], *where, 0, 1 if n else 0)))
    return tuple(found)


def load_abbreviations(folders: Iterable[Path] = ()) -> dict[str, tuple[str, str]]:
    """The name and the country that an abbreviation such as "Ky." stands for, by the abbreviation without spaces."""
    rows = read_table("place_abbreviations.tsv", ("id", "name", "country", "source"), folders)
    found = {_unspaced(row["id"]): (row["name"], row["country"]) for row in rows}
    bare = {short[:-1]: what for short, what in found.items() if "." in short[:-1]}  # a sentence may take the last dot
    return bare | found


def _degrees(row: Row, column: str) -> float | None:
    try:
        value = float(row[column]) if row[column] else None
    except ValueError:
        value = 999.0
    if value is not None and abs(value) > (90 if column == "lat" else 180):
        raise row.error(f"{column} {row[column]!r} is no number of degrees")
    return value


def _whole(row: Row, column: str) -> int | None:
    if row[column] and not row[column].isdigit():
        raise row.error(f"{column} {row[column]!r} is no whole number")
    return int(row[column]) if row[column] else None
