"""The kinds of event: ``resources/kinds.tsv``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dateline.knowledge.tables import read_table

COLUMNS = ("kind", "violent", "definition", "plover", "acled_event_type", "acled_sub_event_type")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of event with its definition and its names in PLOVER and ACLED."""

    name: str
    violent: bool
    definition: str
    plover: str
    acled_event: str
    acled_sub_event: str


def load_kinds(folders: Iterable[Path] = ()) -> dict[str, Kind]:
    """The kinds by name, in the table's order."""
    return {
        row["kind"]: Kind(row["kind"], row["violent"] == "yes", *(row[column] for column in COLUMNS[2:]))
        for row in read_table("kinds.tsv", COLUMNS, folders)
    }
