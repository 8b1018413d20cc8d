"""Helpers over text that never move an offset, and the keys and hashes made of it."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from dateline.model import Span

_FOLDED = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "`": "'", "´": "'", "ʼ": "'",
        "“": '"', "”": '"', "„": '"', "‟": '"', "″": '"', "«": '"', "»": '"',
        "‐": "-", "‑": "-", "‒": "-", "−": "-",
        "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u200a": " ", "\u2003": " ", "\u2002": " ",
    }
)  # fmt: skip


def fold_marks(text: str) -> str:
    """The same text with curly quotes, odd hyphens and odd spaces made plain, character for character (same length)."""
    return text.translate(_FOLDED)


def fold_space(text: str) -> str:
    """The text with every run of white space as one space, trimmed. Changes offsets: for comparing only."""
    return " ".join(text.split())


def name_key(name: str) -> str:
    """The key under which a name is looked up: no case, accents, apostrophes or hyphens; one space between words."""
    plain = unicodedata.normalize("NFKD", fold_marks(name)).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c) and c not in "'\"ʿʾ")
    return fold_space(re.sub(r"[^\w]+", " ", plain))


def content_hash(*parts: str, length: int = 16) -> str:
    """The first ``length`` hexadecimal digits of the SHA-256 of the parts, which cannot run into one another."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:length]


def sha256(text: str) -> str:
    """The SHA-256 of the text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def find_words(text: str, words: str, near: int = 0) -> Span | None:
    """Where ``words`` stand in ``text``, white space and the shape of quotes folded: the place nearest to ``near``,
    whole words before parts of words, or None where they do not stand."""
    parts = [re.escape(part) for part in fold_marks(words).split()]
    if not parts:
        return None
    found = [Span(m.start(), m.end()) for m in re.finditer(r"\s*".join(parts), fold_marks(text))]
    whole = [span for span in found if not _cuts_word(text, span.start) and not _cuts_word(text, span.end)]
    return min(whole or found, key=lambda span: abs(span.start - near), default=None)


def _cuts_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
