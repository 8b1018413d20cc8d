"""The countries by their ISO 3166-1 alpha-2 code: names, numbers and the regions that coder sheets ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dateline.knowledge.tables import read_table

COLUMNS = ("id", "numeric", "name", "acled_region", "ged_region")


@dataclass(frozen=True, slots=True)
class Country:
    """One country or territory; ``numeric`` is its ISO 3166-1 number, None where it has none."""

    iso2: str
    numeric: int | None
    name: str
    acled_region: str
    ged_region: str


def load_countries() -> dict[str, Country]:
    """The countries of ``resources/sheet_countries.tsv`` by alpha-2 code."""
    return {
        row["id"]: Country(
            row["id"],
            int(row["numeric"]) if row["numeric"] else None,
            row["name"],
            row["acled_region"],
            row["ged_region"],
        )
        for row in read_table("sheet_countries.tsv", COLUMNS)
    }


def country_name(iso2: str | None, countries: Mapping[str, Country]) -> str:
    """The country's English name; the code itself where we do not know it, "" where there is none."""
    if iso2 is None:
        return ""
    country = countries.get(iso2.upper())
    return country.name if country else iso2
