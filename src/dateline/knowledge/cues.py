"""Words of saying: verbs, nouns and adverbs with the act they do (``cues.tsv``), and sorts of speakers
(``sources.tsv``)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

from dateline.knowledge.tables import Row, read_table
from dateline.model import VoiceAct

PARTS = frozenset(("verb", "noun", "adverb"))
STANCES = frozenset(("neutral", "distancing", "endorsing"))
TAKES = frozenset(("clause", "object", "infinitive", "accusation", "command"))


@dataclass(frozen=True, slots=True)
class Cue:
    """One word of saying: its lemma, the act, how far the report stands behind it, and what it takes: a clause, a noun
    that names a happening (object), an infinitive, someone blamed (accusation) or told
    to do something (command)."""

    word: str
    act: VoiceAct
    stance: str
    takes: frozenset[str]


class CueTable:
    """Words of saying by part of speech, and the sort of a speaker by his noun."""

    def __init__(self, cues: Iterable[tuple[str, Cue]], sorts: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._cues = {(part, cue.word): cue for part, cue in cues}
        self._sorts = {word: sort for sort, words in sorts for word in words}

    def verb(self, lemma: str) -> Cue | None:
        """The saying verb of this lemma, or None."""
        return self._cues.get(("verb", lemma))

    def noun(self, lemma: str) -> Cue | None:
        """The saying noun ("claim", "statement") of this lemma, or None."""
        return self._cues.get(("noun", lemma))

    def adverb(self, word: str) -> Cue | None:
        """The hedging adverb ("reportedly"), or None."""
        return self._cues.get(("adverb", word))

    def sort(self, noun: str) -> str | None:
        """The sort of speaker that a common noun tells ("eyewitness" is a witness), or None."""
        return self._sorts.get(noun.casefold())


def load_cues(folders: Iterable[Path] = ()) -> CueTable:
    """The table of cues and of sorts of speakers with a user's rows behind ours."""
    folders = tuple(folders)
    cues: list[tuple[str, Cue]] = []
    for row in read_table("cues.tsv", ("words", "part", "act", "stance", "takes"), folders):
        _check(row)
        act = cast(VoiceAct, row["act"])
        cues += [(row["part"], Cue(w, act, row["stance"], frozenset(row.list("takes")))) for w in row.list("words")]
    sorts = [(row["sort"], row.list("words")) for row in read_table("sources.tsv", ("sort", "words"), folders)]
    return CueTable(cues, sorts)


def _check(row: Row) -> None:
    """Raise TableError where a cell holds a word that is not of its vocabulary."""
    if row["part"] not in PARTS:
        raise row.error(f"the part {row['part']!r} is none of verb, noun, adverb")
    if row["act"] not in get_args(VoiceAct):
        raise row.error(f"the act {row['act']!r} is no act of a voice")
    if row["stance"] not in STANCES:
        raise row.error(f"the stance {row['stance']!r} is none of neutral, distancing, endorsing")
    if unknown := set(row.list("takes")) - TAKES:
        raise row.error(f"{min(unknown)!r} is nothing a cue takes")
