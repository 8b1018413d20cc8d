"""The gazetteer finds places by any spelling, countries and peoples by name."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest

from dateline.errors import ModelError, TableError
from dateline.knowledge.gazetteer import Gazetteer, gazetteer_path, load_countries, load_places, open_gazetteer
from dateline.knowledge.outlines import decode_ring, encode_ring, load_outlines
from dateline.knowledge.placenames import loose_key, strip_article, strip_generic
from dateline.resolve.places import kilometres

built = pytest.mark.skipif(not gazetteer_path().is_file(), reason="the gazetteer is not built")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@built
@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        ("Benghazi", "LY", "settlement"),
        ("al-Bab", "SY", "settlement"),
        ("Deir al-Zour", "SY", "settlement"),
        ("the Gaza Strip", "PS", "region"),
        ("Barqa", "LY", "region"),
        ("Ras Lanouf", "LY", "settlement"),
        ("Donbas", "UA", "region"),
        ("Hmeimim", "SY", "facility"),
        ("U.S.", "US", "country"),
        ("Wa", "GH", "settlement"),
    ],
)
def test_names_lead_to_places(gazetteer: Gazetteer, name: str, country: str, kind: str) -> None:
    assert gazetteer.knows(name)
    assert (country, kind) in {(entry.country, entry.kind) for entry in gazetteer.candidates(name)}


@built
@pytest.mark.parametrize("name", ["Security Council", "Zzyzzqx", "", "'"])
def test_other_words_are_unknown(gazetteer: Gazetteer, name: str) -> None:
    assert not gazetteer.knows(name)


@built
def test_province_and_town_are_both_candidates(gazetteer: Gazetteer) -> None:
    kinds = {entry.kind for entry in gazetteer.candidates("Aleppo") if entry.country == "SY"}
    assert {"settlement", "admin1"} <= kinds


@built
@pytest.mark.parametrize(
    ("word", "code"), [("Libyan", "LY"), ("Libyans", "LY"), ("Turks", "TR"), ("Filipino", "PH"), ("Green", None)]
)
def test_demonyms(gazetteer: Gazetteer, word: str, code: str | None) -> None:
    assert gazetteer.demonym(word) == code


@built
def test_countries(gazetteer: Gazetteer) -> None:
    assert gazetteer.is_country("DR Congo")
    assert not gazetteer.is_country("Derna")
    libya = gazetteer.country("ly")
    assert libya is not None
    assert (libya.iso3, libya.capital, libya.numeric) == ("LBY", "Tripoli", 434)


@built
def test_opens_quickly() -> None:
    began = time.perf_counter()
    open_gazetteer()
    assert time.perf_counter() - began < 1.0


def test_missing_gazetteer_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="build_gazetteer"):
        open_gazetteer(tmp_path / "none.sqlite")


def test_damaged_gazetteer_names_the_command(tmp_path: Path) -> None:
    path = tmp_path / "bad.sqlite"
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(ModelError, match="build_gazetteer"):
        open_gazetteer(path)


def test_other_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    with sqlite3.connect(path) as connection:
        connection.executescript("CREATE TABLE meta (name, value); INSERT INTO meta VALUES ('format', '0');")
    with pytest.raises(ModelError, match="another version"):
        open_gazetteer(path)


def test_user_places_are_laid_over(tmp_path: Path) -> None:
    head = "id\tname\taliases\tkind\tcountry\tadmin1\tlat\tlon\tsource\n"
    (tmp_path / "places.tsv").write_text(head + "x\tTestplace\tTest Place\tfacility\tLY\t\t30.5\t20\tme\n")
    assert ("Test Place", 30.5) in {(name, entry.lat) for name, entry in load_places([tmp_path])}
    (tmp_path / "places.tsv").write_text(head + "x\tTestplace\t\tfacility\tLY\t\t300\t20\tme\n")
    with pytest.raises(TableError, match="line 2"):
        load_places([tmp_path])


def test_own_places_lie_in_known_countries() -> None:
    codes = {country.iso2 for country in load_countries()}
    assert {entry.country for _, entry in load_places() if entry.country} <= codes


def test_keys() -> None:
    assert strip_generic("aleppo governorate") == strip_generic("province of aleppo") == "aleppo"
    assert strip_article("al bab") == "bab"
    assert loose_key("deir el zor") == loose_key("dayr az zawr")
    assert loose_key("paris", "FR") is None


def test_outlines() -> None:
    outlines = load_outlines()
    assert {"LY", "SY", "UA", "XK"} <= {outline.iso2 for outline in outlines}
    assert all(-180 <= x <= 360 and -90 <= y <= 90 for o in outlines for ring in o.rings for x, y in ring)
    ring = ((1.0, 2.0), (1.5, 2.02), (0.98, -3.0), (1.0, 2.0))
    assert decode_ring(encode_ring(ring)) == ring


@built
def test_our_own_places_lie_in_their_countries() -> None:
    """A settlement of the same country lies within 200 km (of a region 600); seas and what spans several have none."""
    connection = sqlite3.connect(gazetteer_path())
    towns: dict[str, list[tuple[float, float]]] = {}
    for country, lat, lon in connection.execute("SELECT country, lat, lon FROM places WHERE kind = 'settlement'"):
        towns.setdefault(country, []).append((lat, lon))
    far = []
    for _, entry in load_places():
        if entry.country is None or entry.lat is None or entry.lon is None or entry.kind == "water":
            continue
        limit = 600 if entry.kind == "region" else 200
        near = min(kilometres((entry.lat, entry.lon), town) for town in towns[entry.country])
        if near > limit:
            far.append((entry.name, entry.country, round(near)))
    assert far == []
