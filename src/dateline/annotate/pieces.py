"""A text as the tagger reads it: word pieces with their case, in windows that overlap; and the names of what it tells.

The tagger was trained on exactly this form: a change here needs new weights (``make train``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from dateline.model import CountOf, Status
from dateline.text import fold_marks

if TYPE_CHECKING:
    from tokenizers import Tokenizer

KINDS = tuple(
    "abduction abuse agreement aid airstrike allegiance arrest attack backing bombing chemical_attack clash deployment"
    " destruction displacement interdiction killing leadership protest recruitment release restriction riot shelling"
    " siege statement suicide_bombing takeover talks threat trial withdrawal".split()
)
STATUSES: tuple[Status, ...] = get_args(Status)
COUNTED: tuple[CountOf, ...] = get_args(CountOf)
ROLES = ("actor", "target", "place", "time", "means", *COUNTED)
NAMES = ("person", "organisation", "group", "place", "outlet", "weapon")
"""The vocabularies of the tagger's heads, in the order of their outputs."""

WINDOW = 254
"""Pieces that the encoder reads at once, without the two marks at their ends."""
STEP = 190
"""Pieces from the start of a window to the start of the next: each piece has context on both sides in one of them."""
CASES = 5
"""Sorts of case: lower, Title, UPPER, miXed, no letter. The encoder's own pieces are lower-case."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text in word pieces: their numbers in the vocabulary, where they stand in the text, and their case."""

    ids: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    cases: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.ids)


def load_tokenizer(described: str) -> Tokenizer:
    """The splitter into word pieces that the words of a tokenizer.json describe."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(described)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def split_pieces(text: str, tokenizer: Tokenizer) -> Pieces:
    """The word pieces of a text, without the marks that the encoder wants at the ends."""
    encoded = tokenizer.encode(fold_marks(text), add_special_tokens=False)
    spans = tuple(encoded.offsets)
    return Pieces(tuple(encoded.ids), spans, tuple(_cases(text, spans)))


def windows(length: int) -> Iterator[tuple[int, int]]:
    """The stretches of pieces to read at once, first and end, for a text of so many pieces."""
    first = 0
    while True:
        yield first, min(first + WINDOW, length)
        if first + WINDOW >= length:
            return
        first += STEP


def _cases(text: str, spans: tuple[tuple[int, int], ...]) -> Iterator[int]:
    """The case of the whole word that each piece is part of."""
    first = 0
    for n, (_, end) in enumerate(spans):
        if n + 1 < len(spans) and spans[n + 1][0] == end and text[end - 1].isalnum() and text[end : end + 1].isalnum():
            continue
        case = _case(text[spans[first][0] : end])
        yield from [case] * (n + 1 - first)
        first = n + 1


def _case(word: str) -> int:
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 4
    if all(c.islower() for c in letters):
        return 0
    if all(c.isupper() for c in letters) and len(letters) > 1:
        return 2
    return 1 if word[0].isupper() and all(c.islower() for c in letters[1:]) else 3
