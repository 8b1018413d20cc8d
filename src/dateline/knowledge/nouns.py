"""What a common noun can be in a happening: ``resources/nouns.tsv``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dateline.knowledge.tables import read_table

_NONE: frozenset[str] = frozenset()


class NounTable:
    """Common nouns by class: armed, authority, office, base, property, supply, captive ..."""

    def __init__(self, classes: Iterable[tuple[str, Iterable[str]]]) -> None:
        found: dict[str, set[str]] = {}
        for name, words in classes:
            for word in words:
                found.setdefault(word.casefold(), set()).add(name)
        self._classes = {word: frozenset(names) for word, names in found.items()}

    def classes(self, lemma: str) -> frozenset[str]:
        """The classes of a noun by its lemma or form, empty where it has none."""
        return self._classes.get(lemma, _NONE)


def load_nouns(folders: Iterable[Path] = ()) -> NounTable:
    """The table of nouns with a user's rows behind ours."""
    return NounTable((row["class"], row.list("words")) for row in read_table("nouns.tsv", ("class", "words"), folders))
