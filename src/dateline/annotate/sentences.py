"""Where sentences begin. Rules, because the parser cuts news text at names it does not know."""

from __future__ import annotations

import re

from dateline.knowledge.tables import read_table
from dateline.model import Document
from dateline.text import fold_marks

_END = re.compile(r"(?:[.!?…]+|(?<=[.!?,])(?=[\"'»]))[\"')\]»]*(?=\s+(?P<next>\S))")
_OPENER = re.compile(r"[\"'(\[«*•\-–—]*(?P<word>[^\W_]+)?")
_INITIAL = re.compile(r"(?:^|[\s(\"'])(?:[A-Z]\.)+$")

STARTERS = frozenset(
    "a after all also although an and another as at but by during earlier following for four from he her his however if"
    " in it its later many meanwhile more most no on one other our several she since some that the their then there"
    " these they this those three two under we when while with".split()
)
"""Words that, capitalised after an abbreviation such as "U.S." or "Feb.", begin a new sentence."""


class SentenceSplitter:
    """Rules that cut a document's blocks into sentences."""

    def __init__(self) -> None:
        rows = read_table("abbreviations.tsv", ("words", "ends"))
        self._ends = {row["words"].casefold(): row["ends"] for row in rows}

    def find_starts(self, document: Document) -> list[int]:
        """The offsets at which the sentences of the document begin, ascending; every block begins one."""
        starts: list[int] = []
        text = fold_marks(document.text)
        for block in document.blocks:
            if block.span.start < block.span.end:
                starts.append(block.span.start)
                starts += self._starts_inside(text, block.span.start, block.span.end)
        return starts

    def _starts_inside(self, text: str, start: int, end: int) -> list[int]:
        found: list[int] = []
        here = start
        for match in _END.finditer(text, start, end):
            if self._is_end(text, here, match):
                here = match.start("next")
                found.append(here)
        return found

    def _is_end(self, text: str, start: int, match: re.Match[str]) -> bool:
        """Whether the full stop (or mark) of ``match`` ends the sentence that began at ``start``."""
        opener = _OPENER.match(text, match.start("next"))
        word = (opener.group("word") if opener else None) or ""
        if not word or not (word[0].isupper() or word[0].isdigit() or "\u0600" <= word[0]):
            return False
        if _inside_brackets(text, start, match.end()):
            return False
        if match.group().startswith("."):
            before = text[max(start, match.start() - 12) : match.start() + 1].split()
            token = before[-1].lstrip("\"'([").casefold() if before else ""
            ends = self._ends.get(token)
            if ends == "never":
                return False
            if ends == "rarely" or _INITIAL.search(text[max(start, match.start() - 12) : match.start() + 1]):
                return word[0].isalpha() and word.casefold() in STARTERS
        return True


def _inside_brackets(text: str, start: int, end: int) -> bool:
    """Whether a round bracket opened in the sentence is still open, and closes soon (a citation, a remark)."""
    opened = text.rfind("(", start, end)
    return opened > text.rfind(")", start, end) and 0 < text.find(")", end) - opened < 250
