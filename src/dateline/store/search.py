"""Words to search for as a full-text query that cannot go wrong, and passages found."""

from __future__ import annotations

import re

OPEN, CLOSE = "\x02", "\x03"
"""The marks around a match in a passage; no cleaned text holds them."""


def make_query(words: str) -> str:
    """The FTS5 query for a user's words, "" where nothing can be sought: all must stand in a document; what stands in
    double quotes or hangs together ("al-Fataeh") is sought as a phrase."""
    parts = re.findall(r'"([^"]*)"|([^\s"]+)', words)
    phrases = (" ".join(re.findall(r"[^\W_]+", quoted or plain)) for quoted, plain in parts)
    return " ".join(f'"{phrase}"' for phrase in phrases if phrase)


def split_passage(passage: str) -> tuple[str, str, str]:
    """The words before, in and after the first match of a marked passage; later marks are taken out."""
    before, _, rest = passage.partition(OPEN)
    match, _, after = rest.partition(CLOSE)
    return before, match, after.replace(OPEN, "").replace(CLOSE, "")
