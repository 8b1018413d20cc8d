"""Marked text, as gold reports are written: ``[labels|words]``, nested; ``\\[`` and ``\\]`` are literal brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass


class GoldError(Exception):
    """A gold file that does not hold what the guide asks for; the message says the line and what to do."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


class GoldErrors(Exception):
    """Everything that is wrong with one gold file."""

    def __init__(self, errors: Sequence[GoldError]) -> None:
        super().__init__(f"{len(errors)} errors")
        self.errors = tuple(sorted(errors, key=lambda error: error.line))


@dataclass(frozen=True, slots=True)
class Mark:
    """One label and the characters of the plain text that bear it; ``line`` is where the mark opens in its file."""

    label: str
    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Plain:
    """The text without its marks, and the marks."""

    text: str
    marks: tuple[Mark, ...]


_PIECE = re.compile(r"\\[\[\]]|\[|\]|\s*\n\s*|[^\\\[\]\n]+?(?=\s*\n|[\\\[\]]|\Z)|.", re.DOTALL)


# What opens a line of its own: a bullet or dash, a number or time of day, a speaker or place in capitals.
_OWN_LINE = re.compile(
    r"(?:\[[^\[\]|]*\|)*(?:[•*→–—-]\s|\(?\d+[.:/)|]|\d\d[:.]\d\d\s|[A-ZÀ-Þ][A-ZÀ-Þ -]*(?:[.:]|\s[–-])\s)"
)


def read_marks(marked: str, first_line: int = 1) -> Plain:
    """The plain text of a marked one; a line break is one space but before what opens a line of its own (a bullet,
    a time, a speaker); an empty line parts paragraphs.

    Raises GoldError for a bracket that is not closed, not opened, or has no labels.
    """
    marked = marked.strip("\n")
    plain: list[str] = []
    marks: list[Mark] = []
    opened: list[tuple[list[str], int, int]] = []
    length, at = 0, 0
    while at < len(marked):
        line = first_line + marked.count("\n", 0, at)
        piece = _PIECE.match(marked, at)
        assert piece is not None  # the pattern takes any character
        token = piece.group()
        at = piece.end()
        if token == "[":
            bar = marked.find("|", at)
            labels = marked[at:bar]
            if bar < 0 or "[" in labels or "]" in labels:
                raise GoldError(line, "a bracket without labels; write [labels|words], or \\[ for a literal bracket")
            opened.append(([" ".join(label.split()) for label in labels.split(";")], length, line))
            at = bar + 1
        elif token == "]":
            if not opened:
                raise GoldError(line, "a ] that closes nothing; write \\] for a literal bracket")
            names, start, where = opened.pop()
            marks += [Mark(name, start, length, where) for name in names]
        else:
            words = "\n" if token.count("\n") == 1 and _OWN_LINE.match(marked, at) else _folded(token)
            plain.append(words)
            length += len(words)
    if opened:
        raise GoldError(opened[-1][2], "a bracket that is never closed; add its ]")
    return Plain("".join(plain), tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.line))))


def _folded(token: str) -> str:
    if token in ("\\[", "\\]"):
        return token[1]
    if "\n" not in token:
        return token
    return "\n\n" if token.count("\n") > 1 else " "
