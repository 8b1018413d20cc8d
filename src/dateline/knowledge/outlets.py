"""Who publishes: newspapers, agencies, broadcasters, websites, monitors, party and jihadist media (``outlets.tsv``)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dateline.knowledge.lexicons import PhraseIndex
from dateline.knowledge.tables import read_table
from dateline.text import fold_marks, name_key

COLUMNS = ("name", "aliases", "ambiguous", "country", "kind", "language", "leaning", "wire", "source")
KINDS = frozenset("agency newspaper tv radio website monitor party jihadist_media".split())
LEANINGS = frozenset(("state", "party", "independent", ""))
_DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,6})(?:/\S*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet: its name, other names and web domains, country (ISO 3166-1 alpha-2), kind, language, leaning and
    whether it is a wire that others copy. ``ambiguous`` are those of its names that are also ordinary words or
    places ("Time", "Fars"): they count in a citation, not in running text."""

    name: str
    aliases: tuple[str, ...]
    ambiguous: frozenset[str]
    country: str
    kind: str
    language: str
    leaning: str
    wire: bool


class OutletTable:
    """All outlets with a look-up by name or web domain, and an index that finds their names in running text."""

    def __init__(self, outlets: Iterable[Outlet]) -> None:
        self.outlets = {outlet.name: outlet for outlet in outlets}
        self._by_key: dict[str, Outlet] = {}
        for outlet in self.outlets.values():
            for name in (outlet.name, *outlet.aliases):
                self._by_key.setdefault(_key(name), outlet)
        self.index = PhraseIndex(
            (name, outlet.name)
            for outlet in self.outlets.values()
            for name in (outlet.name, *outlet.aliases)
            if name not in outlet.ambiguous and not is_domain(name)
        )

    def get(self, name: str) -> Outlet | None:
        """The outlet of this name, alias or web domain (a leading "the" is ignored), or None."""
        return self._by_key.get(_key(name))


def _key(name: str) -> str:
    found = _DOMAIN.fullmatch(name.strip())
    if found:
        return found.group(1).casefold()
    key = name_key(name)
    return key.removeprefix("the ")


def is_domain(name: str) -> bool:
    """Whether the words are a web domain or address ("alarabiya.net")."""
    return _DOMAIN.fullmatch(fold_marks(name).strip()) is not None


def load_outlets(folders: Iterable[Path] = ()) -> OutletTable:
    """The table of outlets with a user's rows behind ours; a row of a name that stood before replaces it."""
    outlets = []
    for row in read_table("outlets.tsv", COLUMNS, folders):
        if row["kind"] not in KINDS:
            raise row.error(f"the kind {row['kind']!r} is none of {', '.join(sorted(KINDS))}")
        if row["leaning"] not in LEANINGS:
            raise row.error(f"the leaning {row['leaning']!r} is none of state, party, independent")
        if row["wire"] not in ("yes", "no"):
            raise row.error(f"wire is {row['wire']!r} where yes or no is wanted")
        outlets.append(
            Outlet(
                name=row["name"],
                aliases=row.list("aliases"),
                ambiguous=frozenset(row.list("ambiguous")),
                country=row["country"],
                kind=row["kind"],
                language=row["language"],
                leaning=row["leaning"],
                wire=row["wire"] == "yes",
            )
        )
    return OutletTable(outlets)
