"""The words of a document that may name a happening, with the rows of the table that know them."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.knowledge.triggers import Trigger, TriggerTable
from dateline.model import Parse, Span, Word

GAP = 3
"""Words that "_" in a row may stand for, at most."""

_FITTING = {
    "V": frozenset({"VERB"}),
    "N": frozenset({"NOUN", "PROPN"}),
    "A": frozenset({"ADJ", "NOUN", "VERB", "ADV", "PROPN"}),
}


@dataclass(frozen=True, slots=True)
class Found:
    """Words ``first <= i < last`` that match the same words of one or more rows; ``head`` carries the grammar."""

    rows: tuple[Trigger, ...]
    first: int
    last: int
    head: int

    def span(self, parse: Parse) -> Span:
        """Where the words stand."""
        return Span(parse.words[self.first].start, parse.words[self.last - 1].end)


def find_triggers(parse: Parse, table: TriggerTable) -> list[Found]:
    """The longest matches of the table's rows in text order; none overlaps another."""
    found: list[Found] = []
    for sentence in parse.sentences:
        i = sentence.first
        while i < sentence.last:
            match = _match_at(parse.words, i, sentence.last, table)
            if match is None:
                i += 1
                continue
            found.append(match)
            i = match.last
    return found


def _match_at(words: tuple[Word, ...], i: int, end: int, table: TriggerTable) -> Found | None:
    rows: list[Trigger] = []
    best: tuple[int, int] | None = None
    for form in dict.fromkeys((words[i].lemma, words[i].text.casefold())):
        for row in table.starting_with(form):
            last = _match_words(words, i, end, row.words)
            if last is None or not _fits(words, i, last, row):
                continue
            if best is None or last > best[0]:
                best, rows = (last, _head(words, i, last, row)), [row]
            elif last == best[0] and row not in rows:
                rows.append(row)
    return Found(tuple(rows), i, best[0], best[1]) if best is not None else None


def _match_words(words: tuple[Word, ...], i: int, end: int, wanted: tuple[str, ...]) -> int | None:
    """The end of the row's words from ``i`` on, or None."""
    here = i
    for n, want in enumerate(wanted):
        if want == "_":
            continue
        gap = GAP if n and wanted[n - 1] == "_" else 0
        for step in range(gap + 1):
            if here + step >= end:
                return None
            word = words[here + step]
            if want in (word.lemma, word.text.casefold()):
                here += step + 1
                break
            if word.pos in ("VERB", "PUNCT") and gap:
                return None
        else:
            return None
    return here


def _head(words: tuple[Word, ...], first: int, last: int, row: Trigger) -> int:
    """The verb of a verb row; of a noun row the word that the others hang on."""
    if row.pos == "V":
        return next((n for n in range(first, last) if words[n].pos == "VERB"), first)
    inside = range(first, last)
    return next((n for n in inside if words[n].head not in inside or words[n].head == n), last - 1)


def _fits(words: tuple[Word, ...], first: int, last: int, row: Trigger) -> bool:
    """Whether the head's part of speech can be that of the row."""
    head = words[_head(words, first, last, row)]
    if _in_compound(words, first, last):
        return False
    if head.entity in ("DATE", "TIME") or (row.pos == "V" and row.strength != "effect" and head.dep == "amod"):
        return False
    if head.pos in _FITTING[row.pos]:
        return not (
            row.pos == "N"
            and head.dep in ("compound", "amod", "nmod")
            and last - first == 1
            and _names_a_thing(words, head)
        )
    if row.pos == "N" and head.pos == "VERB":
        return (
            head.tag == "VBG"
            and head.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "ROOT")
            and not _has_object(words, head)
        )
    return (
        row.pos == "V"
        and head.pos in ("NOUN", "PROPN", "ADJ")
        and head.dep == "ROOT"
        and head.tag in ("NNS", "NNPS", "VBN", "JJ")
    )


def _in_compound(words: tuple[Word, ...], first: int, last: int) -> bool:
    """Whether a hyphen ties the words to a neighbour ("combat-trained", "post-attack")."""
    before = first > 0 and words[first - 1].text == "-" and words[first - 1].end == words[first].start
    after = last < len(words) and words[last].text == "-" and words[last].start == words[last - 1].end
    return before or after


def _names_a_thing(words: tuple[Word, ...], head: Word) -> bool:
    """Whether a noun before a noun only names a thing or person ("attack helicopter", "bomb squad", "raid leader")."""
    return words[head.head].i > head.i and words[head.head].pos in ("NOUN", "PROPN")


def _has_object(words: tuple[Word, ...], head: Word) -> bool:
    return any(words[c].dep == "dobj" for c in head.children)
