"""Lines of a text to blocks: what is a title, a heading, a bullet, a paragraph, seen by shape alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from dateline.model import DraftBlock

_BULLET = re.compile(r"(?P<indent>\s*)(?P<mark>[-*•·‣▪◦●■–—]|\d{1,2}[.)]|\(\d{1,2}\))\s+(?=\S)")
_INNER_MARKS = "◦▪‣·"
_END = re.compile(r"[.!?…;:,]['\"”’)\]]*$")
_SENTENCE_END = re.compile(r"[.!?]['\"”’)\]]*$")
# A heading is short: "Palestinian operative from Rafah killed in the ranks of ISIS in Libya" has 13 words.
_HEADING_WORDS = 16
_HEADING_CHARACTERS = 110
_TITLE_WORDS = 30
# Lines of a hard-wrapped text are about as long as each other and as a typewriter's line.
_WRAP_WIDTHS = (38, 100)
_WRAP_LONGEST = 120


def shape_lines(lines: Sequence[str]) -> tuple[DraftBlock, ...]:
    """The blocks of a plain text, headings found by their shape; hard-wrapped lines stay joined by a newline."""
    groups = _groups(lines)
    blocks: list[DraftBlock] = []
    wrapped = _is_wrapped(groups)
    for group in groups:
        blocks.extend(_wrapped_blocks(group) if wrapped else [_block(line) for line in group])
    return mark_headings(blocks)


def mark_headings(blocks: Sequence[DraftBlock]) -> tuple[DraftBlock, ...]:
    """The same blocks, with short lone paragraphs that stand above bullets or paragraphs made headings."""
    return tuple(
        DraftBlock(block.text, "heading", 2) if block.kind == "paragraph" and _is_heading(blocks, n) else block
        for n, block in enumerate(blocks)
    )


def is_title(text: str, following: str) -> bool:
    """Whether a first line has the shape of a headline over the text that follows."""
    words = text.split()
    if "\n" in text or not words or len(words) > _TITLE_WORDS or not following.strip():
        return False
    if len(following.split()) < len(words) or not (text[0].isupper() or text[0].isdigit() or text[0] in "'\"“‘"):
        return False
    if text.endswith(("?", "!")):
        return len(words) <= 16
    return not _END.search(text) or bool(re.search(r"\b(?:[A-Z]\.){2,}$", text))


def split_bullet(line: str) -> tuple[str, int] | None:
    """The text of a bullet line without its mark and the bullet's depth, or None for another line."""
    match = _BULLET.match(line)
    if not match:
        return None
    if match["mark"] in "–—" and not match["indent"] and not line[match.end() :][:1].isupper():
        return None
    indent = len(match["indent"].expandtabs(4))
    level = 1 + min(indent // 2, 5) + (1 if match["mark"] in _INNER_MARKS and not indent else 0)
    return line[match.end() :].strip(), level


def _groups(lines: Sequence[str]) -> list[list[str]]:
    """The lines between blank lines."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            groups[-1].append(line.rstrip())
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _is_wrapped(groups: Sequence[Sequence[str]]) -> bool:
    """Whether lines were broken to a width: then a paragraph is a group of lines, not a line."""
    inner = [len(line) for group in groups for line in group[:-1]]
    if len(inner) < 2 or max(len(line) for group in groups for line in group) > _WRAP_LONGEST:
        return False
    low, high = _WRAP_WIDTHS
    ended = sum(1 for group in groups for line in group[:-1] if _SENTENCE_END.search(line))
    return low <= median(inner) <= high and ended < len(inner) / 2


def _block(line: str) -> DraftBlock:
    bullet = split_bullet(line)
    return DraftBlock(bullet[0], "bullet", bullet[1]) if bullet else DraftBlock(line.strip(), "paragraph")


def _wrapped_blocks(group: Sequence[str]) -> list[DraftBlock]:
    """The blocks of one group of wrapped lines: a bullet's mark starts a block, other lines continue it."""
    blocks: list[tuple[DraftBlock, list[str]]] = []
    for line in group:
        block = _block(line)
        if block.kind == "bullet" or not blocks:
            blocks.append((block, [block.text]))
        else:
            blocks[-1][1].append(block.text)
    return [DraftBlock("\n".join(texts), block.kind, block.level) for block, texts in blocks]


def _is_heading(blocks: Sequence[DraftBlock], n: int) -> bool:
    """Whether paragraph ``n`` is short, lacks an end mark and stands over a bullet or a longer paragraph."""
    text = blocks[n].text
    if n + 1 >= len(blocks) or "\n" in text or len(text) > _HEADING_CHARACTERS:
        return False
    words = text.split()
    if not words or len(words) > _HEADING_WORDS or not any(c.isalpha() for c in text) or "://" in text:
        return False
    below = blocks[n + 1]
    over_bullet = below.kind == "bullet"
    if text.endswith(":"):
        return over_bullet and len(words) <= 3 and all(word[0].isupper() for word in words)
    if _END.search(text) or not (text[0].isupper() or text[0].isdigit() or text[0] in "'\"“‘"):
        return False
    longer = below.kind == "paragraph" and len(below.text.split()) >= max(12, 2 * len(words))
    return over_bullet or (longer and len(words) <= 12) or _over_heading(blocks, n)


def _over_heading(blocks: Sequence[DraftBlock], n: int) -> bool:
    """Whether what stands below is a heading of the file's own making ("Libya" over "Derna")."""
    return blocks[n + 1].kind == "heading"
