"""Capital letters given back to text that has lost them, so that names can be found in it.

Radio monitoring and headlines come in capitals, posts in lower case. The tagger was trained on such text too and sees
names in it; everything else (parser, tables) needs ordinary case. Offsets never move.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.knowledge.calendar import MONTHS, WEEKDAYS
from dateline.knowledge.load import Tables
from dateline.model import Document, Span, TaggedName

FEW_LETTERS = 30
"""Letters below which a block is too short to tell whether its case is lost ("UN", "BAGHDAD:")."""
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset("of the and de la del al el in for on to a an or by with at from y e".split())
_START = re.compile(r"(?:^|[.!?:]['\"”’)]*\s+|\n)['\"“‘(\[]*([^\W\d_])")


def restore_case(document: Document, names: Sequence[TaggedName], tables: Tables) -> Document:
    """The document with ordinary case in blocks that are all capitals or all lower case; the same one where none is.

    Its text is of the same length and only for finding words in: quotes are taken from the report's own text.
    """
    lost = [block.span for block in document.blocks if _is_lost(document.text[block.span.start : block.span.end])]
    if not lost:
        return document
    letters = list(document.text)
    for span in lost:
        for n in range(span.start, span.end):
            small = letters[n].lower()
            letters[n] = small if len(small) == 1 else letters[n]
        for match in _START.finditer("".join(letters[span.start : span.end])):
            _raise(letters, span.start + match.start(1))
        for match in _WORD.finditer("".join(letters[span.start : span.end])):
            word = Span(span.start + match.start(), span.start + match.end())
            named = any(name.span.overlaps(word) for name in names if name.sort != "weapon")
            _recase(letters, word, match.group(), named, tables)
    return replace(document, text="".join(letters))


def _is_lost(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    return len(letters) >= FEW_LETTERS and (capitals >= 0.9 * len(letters) or capitals <= 0.005 * len(letters))


def _recase(letters: list[str], at: Span, word: str, named: bool, tables: Tables) -> None:
    """Gives one word, now in small letters, the case it has in ordinary text."""
    if named and len(word) <= 6 and _is_acronym(word.upper(), tables):
        for n in range(at.start, at.end):
            _raise(letters, n)
    elif (named and word not in _SMALL) or _is_always_capital(word, tables):
        _raise(letters, at.start)


def _is_acronym(word: str, tables: Tables) -> bool:
    """Whether an actor or outlet bears exactly this name in capitals."""
    return any(
        hit.span.end == len(word) for index in (tables.actors.index, tables.outlets.index) for hit in index.find(word)
    )


def _is_always_capital(word: str, tables: Tables) -> bool:
    """Whether a word is a day, a month, or one for a country's people and things."""
    if word == "i" or word in WEEKDAYS or (word in MONTHS and word not in ("may", "march")):
        return True
    return len(word) > 3 and tables.gazetteer.demonym(word.capitalize()) is not None


def _raise(letters: list[str], n: int) -> None:
    large = letters[n].upper()
    letters[n] = large if len(large) == 1 else letters[n]
