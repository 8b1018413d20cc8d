"""The words that name a happening: ``resources/triggers.tsv``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from dateline.knowledge.tables import read_table

Strength = Literal["main", "effect", "weak"]

COLUMNS = ("words", "pos", "kind", "frame", "strength", "needs", "means")


@dataclass(frozen=True, slots=True)
class Trigger:
    """One row: words that name a happening of ``kind``, who stands where around them, and what they need."""

    words: tuple[str, ...]
    pos: str
    kind: str
    frame: str
    strength: Strength
    needs: str
    means: str

    @property
    def name(self) -> str:
        """The row's name for ``explain``."""
        return f"{' '.join(self.words)}/{self.pos}"


class TriggerTable:
    """All triggers by their first word; ``starting_with`` gives the longest first."""

    def __init__(self, triggers: Iterable[Trigger]) -> None:
        self._first: dict[str, list[Trigger]] = {}
        for trigger in triggers:
            self._first.setdefault(trigger.words[0], []).append(trigger)
        for rows in self._first.values():
            rows.sort(key=lambda row: -len(row.words))

    def starting_with(self, word: str) -> list[Trigger]:
        """The rows whose first word is ``word``, the longest first."""
        return self._first.get(word, [])


def load_triggers(folders: Iterable[Path] = ()) -> TriggerTable:
    """The table of triggers with a user's rows behind ours. Raises TableError for a row that cannot be."""
    triggers = []
    for row in read_table("triggers.tsv", COLUMNS, folders):
        if row["strength"] not in ("main", "effect", "weak"):
            raise row.error(f"strength {row['strength']!r} is none of main, effect, weak")
        if row["pos"] not in ("V", "N", "A"):
            raise row.error(f"pos {row['pos']!r} is none of V, N, A")
        words = tuple(re.findall(r"\w+|-|_", row["words"].casefold()))
        strength = cast(Strength, row["strength"])
        triggers.append(Trigger(words, row["pos"], row["kind"], row["frame"], strength, row["needs"], row["means"]))
    return TriggerTable(triggers)
