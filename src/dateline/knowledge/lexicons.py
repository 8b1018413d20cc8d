"""Finding many known phrases in a text at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from dateline.model import Span
from dateline.text import fold_marks


class Hit(NamedTuple):
    """A phrase found in a text and the key it stands for."""

    span: Span
    key: str


class PhraseIndex:
    """Known phrases with a key each; ``find`` gives the longest ones that stand in a text, left to right.

    A phrase with a capital letter matches only where the text has capitals at the same words (or is upper case all
    over), an acronym of up to three letters only in capitals ("Car" is not "CAR"); a phrase without one matches any
    case. A possessive 's after the last word is left outside the hit; hyphens and apostrophes inside a phrase may be
    missing or be spaces in the text.
    """

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        self._first: dict[str, list[tuple[tuple[str, ...], str, tuple[int, ...]]]] = {}
        for phrase, key in phrases:
            words = [m.group() for m in re.finditer(r"\w+", fold_marks(phrase))]
            if not words:
                continue
            capital = tuple(2 if _is_acronym(word) else int(word[0].isupper()) for word in words)
            folded = tuple(word.casefold() for word in words)
            self._first.setdefault(folded[0], []).append((folded, key, capital))
        for entries in self._first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, text: str) -> list[Hit]:
        """The longest phrases that stand in ``text``, left to right, none overlapping another."""
        tokens = [(m.group(), m.start(), m.end()) for m in re.finditer(r"\w+", fold_marks(text))]
        folded = [token[0].casefold() for token in tokens]
        hits: list[Hit] = []
        n = 0
        while n < len(tokens):
            taken = 1
            for words, key, capital in self._first.get(folded[n], ()):
                last = n + len(words)
                if tuple(folded[n:last]) == words and self._fits(text, tokens[n:last], capital):
                    hits.append(Hit(Span(tokens[n][1], tokens[last - 1][2]), key))
                    taken = len(words)
                    break
            n += taken
        return hits

    @staticmethod
    def _fits(text: str, tokens: list[tuple[str, int, int]], capital: tuple[int, ...]) -> bool:
        """Whether capitals agree and nothing but spaces, hyphens, dots and apostrophes stands between the words."""
        for token, want in zip(tokens, capital, strict=True):
            if (want == 1 and not token[0][0].isupper()) or (want == 2 and not token[0].isupper()):
                return False
        gaps = (text[a[2] : b[1]] for a, b in pairwise(tokens))
        return all(len(gap) <= 2 and not gap.strip(" -'’‘.‑‐\u00a0") for gap in gaps)


def _is_acronym(word: str) -> bool:
    return word.isupper() and 1 < len(word) <= 3
