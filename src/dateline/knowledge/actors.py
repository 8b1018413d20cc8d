"""Who acts: armed groups, forces, governments and bodies with their names: ``resources/actors.tsv``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.knowledge.lexicons import PhraseIndex
from dateline.knowledge.tables import read_table
from dateline.text import name_key

COLUMNS = ("id", "name", "aliases", "kind", "country", "parent", "source")
OPTIONAL = ("successor", "years")

STATE_KINDS = frozenset({"government", "state_force", "police"})
"""Kinds of actor that are a state or its forces."""
ARMED_KINDS = frozenset({"rebel", "jihadist", "militia", "cartel"})
"""Kinds of actor that are an armed group of no state."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A body that acts: ``kind`` is its sort, ``country`` its ISO code or "", ``parent`` the id it belongs to or "",
    ``successor`` the id of what it became or "", ``years`` when it was active ("1992-2004", "2017-") or ""."""

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    country: str
    parent: str
    successor: str = ""
    years: str = ""


class ActorTable:
    """All known actors by id and by name."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._actors = {actor.id: actor for actor in actors}
        self.index = PhraseIndex((name, a.id) for a in self._actors.values() for name in (a.name, *a.aliases))
        self._names = {name_key(n): a.id for a in self._actors.values() for n in (a.name, *a.aliases)}
        self.states = frozenset(a.id for a in self._actors.values() if a.kind in STATE_KINDS)

    def get(self, actor_id: str) -> Actor | None:
        """The actor with an id, or None."""
        return self._actors.get(actor_id)

    def by_name(self, name: str) -> Actor | None:
        """The actor that bears exactly this name, or None."""
        found = self._names.get(name_key(name))
        return self._actors[found] if found is not None else None

    def of_country(self, country: str, kind: str) -> Actor | None:
        """The general actor of a kind of a country ("sy-gov", "sy-forces"), else the first of that kind, or None."""
        general = {"government": "gov", "state_force": "forces", "police": "police"}.get(kind, "")
        named = self._actors.get(f"{country.lower()}-{general}")
        return named or next((a for a in self._actors.values() if a.country == country and a.kind == kind), None)

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._actors.values())


def load_actors(folders: Iterable[Path] = ()) -> ActorTable:
    """The table with a user's rows over ours. Raises TableError for an unknown parent or an alias two actors share."""
    rows = read_table("actors.tsv", COLUMNS, folders)
    ids = {row["id"] for row in rows}
    countries = {row["id"] for row in read_table("countries.tsv", ("id",), folders)}
    owners: dict[str, str] = {}
    actors = []
    for row in rows:
        for column in ("parent", "successor"):
            if row.get(column) and row[column] not in ids:
                raise row.error(f"the {column} {row[column]!r} is no actor of the table")
        if row.get("years") and not re.fullmatch(r"[12]\d{3}-([12]\d{3})?", row["years"]):
            raise row.error(f"the years {row['years']!r} are not written as 1992-2004 or 2017-")
        if row["country"] and row["country"] not in countries:
            raise row.error(f"the country {row['country']!r} is no code of countries.tsv")
        for name in (row["name"], *row.list("aliases")):
            if owners.setdefault(name_key(name), row["id"]) != row["id"]:
                raise row.error(f"the name {name!r} is that of {owners[name_key(name)]!r} already")
        more = [row.get(column) for column in OPTIONAL]
        told = (row["id"], row["name"], row.list("aliases"), row["kind"], row["country"], row["parent"])
        actors.append(Actor(*told, *more))
    return ActorTable(actors)
