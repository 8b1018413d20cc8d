"""A page's plain full-text pass: every block of its words, with no depth limit and no judgement of what the report is.

It stands beside the extractor (``page.py``) to notice text that the extractor lost, and takes its place where it fails.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from dateline.model import BlockKind, DraftBlock

_SKIPPED = frozenset(
    "script style noscript template svg math nav aside footer form button select option iframe object head figcaption "
    "textarea dialog".split()
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_BREAKING = _HEADINGS | frozenset(
    "p div li ul ol dl dd dt article section main header body table tr td th blockquote pre address figure center "
    "details summary hgroup fieldset".split()
)
_PROSE_WORDS = 8
_LINK_SHARE = 0.5
_END = re.compile(r"[.!?…:]['\"”’)\]]*$")


@dataclass(frozen=True, slots=True)
class PageBlock:
    """One block of a page's words, the share of it that is link text, and whether it lies in an article element."""

    block: DraftBlock
    links: float
    inside: bool

    @property
    def is_prose(self) -> bool:
        """Whether the words look like a sentence of a text rather than a menu or a teaser."""
        text = self.block.text
        return len(text.split()) >= _PROSE_WORDS and bool(_END.search(text)) and self.links < _LINK_SHARE


def list_blocks(page: str) -> list[PageBlock]:
    """The blocks of a page outside of its menus, forms and scripts, in order."""
    reader = _Reader()
    try:
        reader.feed(page)
        reader.close()
    except AssertionError:  # the standard parser gives up on some malformed declarations; what came before counts
        pass
    reader.flush()
    return reader.blocks


def prose_blocks(blocks: list[PageBlock]) -> tuple[DraftBlock, ...]:
    """The blocks of the report as far as shape alone tells: from the first sentence to the last, headings between."""
    if any(block.inside and block.is_prose for block in blocks):
        blocks = [block for block in blocks if block.inside]
    prose = [n for n, block in enumerate(blocks) if block.is_prose]
    if not prose:
        return tuple(block.block for block in blocks if block.links < _LINK_SHARE)
    first = prose[0]
    while first > 0 and blocks[first - 1].block.kind == "heading":
        first -= 1
    return tuple(block.block for block in blocks[first : prose[-1] + 1] if block.links < _LINK_SHARE)


class _Reader(HTMLParser):
    """Gathers blocks from a stream of tags; keeps counts, no tree, so that depth does not matter."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[PageBlock] = []
        self._words: list[str] = []
        self._linked = 0
        self._kind: BlockKind = "paragraph"
        self._level = 0
        self._open = {"skipped": 0, "article": 0, "a": 0, "list": 0}
        self._skipping = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if self._skipping:
            self._open["skipped"] += tag == self._skipping
            return
        if tag in _SKIPPED:
            self.flush()
            self._skipping = tag
            self._open["skipped"] = 1
        elif tag == "br":
            self._words.append("\n")
        elif tag == "a":
            self._open["a"] = 1
        elif tag in _BREAKING:
            self._break(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._skipping:
            self._open["skipped"] -= tag == self._skipping
            if self._open["skipped"] <= 0 or tag in ("body", "html"):
                self._skipping = ""
            return
        if tag == "a":
            self._open["a"] = 0
        elif tag in _BREAKING:
            self.flush()
            if tag in ("ul", "ol"):
                self._open["list"] = max(0, self._open["list"] - 1)
            elif tag in ("article", "main"):
                self._open["article"] = max(0, self._open["article"] - 1)

    def handle_data(self, data: str) -> None:
        if self._skipping:
            return
        self._words.append(data if data.strip() else " ")
        if self._open["a"]:
            self._linked += len(data.strip())

    def _break(self, tag: str) -> None:
        self.flush()
        if tag in ("ul", "ol"):
            self._open["list"] += 1
        elif tag in ("article", "main"):
            self._open["article"] += 1
        elif tag == "li":
            self._kind, self._level = "bullet", max(1, self._open["list"])
        elif tag in _HEADINGS:
            self._kind, self._level = "heading", int(tag[1])

    def flush(self) -> None:
        """Close the block that is open."""
        text = "".join(self._words)
        plain = " ".join(text.split())
        if plain:
            links = self._linked / len(plain)
            for piece in re.split(r"\n\s*\n", text) if self._kind == "paragraph" else [text]:
                piece = " ".join(piece.split())
                if piece:
                    block = DraftBlock(piece, self._kind, self._level)
                    self.blocks.append(PageBlock(block, links, self._open["article"] > 0))
            self._kind, self._level = "paragraph", 0
        self._words, self._linked = [], 0
