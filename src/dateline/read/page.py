"""HTML pages to drafts: trafilatura finds the report, a plain full-text pass watches that it loses nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree, html
from lxml.html import HtmlElement
from trafilatura import bare_extraction

from dateline.errors import ReadError
from dateline.model import Draft, DraftBlock, Raw
from dateline.read.decode import decode_bytes, where
from dateline.read.fulltext import PageBlock, list_blocks, prose_blocks
from dateline.read.layout import mark_headings, split_bullet
from dateline.read.metadata import PageFacts, read_page_facts
from dateline.text import fold_space, name_key

# trafilatura loses all text below 256 nested elements, libxml2 below 2,048: deeper pages are flattened first.
_DEEPEST = 200
_PARSER_DEPTH = 2000
_WRAPPERS = frozenset("div span section font b i em strong center a u small big blockquote article main tt ins".split())
# Teasers and comments are left out rightly: of 121 pages (article-extraction) four lost more than half of their
# sentences, one of them wrongly. So such a loss is only flagged; the plain pass takes over where hardly a word is left.
_LOST_SHARE = 0.5
_LOST_WORDS = 100
_FEWEST_WORDS = 25
_SENTENCE_WORDS = 8
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9._:-]+)""", re.IGNORECASE)


def read_html(raw: Raw) -> Draft:
    """The draft of an HTML page."""
    declared = _CHARSET.search(raw.data[:4096])
    decoded = decode_bytes(raw.data, declared[1].decode("ascii") if declared else None)
    if not decoded.text.strip():
        raise ReadError(f"{where(raw)} is empty; give a page that holds a report.")
    draft = draft_page(decoded.text, where(raw))
    return Draft(
        draft.blocks, title=draft.title, byline=draft.byline, published=draft.published,
        published_quote=draft.published_quote, outlet=draft.outlet, url=draft.url,
        warnings=(*decoded.warnings, *draft.warnings),
    )  # fmt: skip


def draft_page(page: str, name: str) -> Draft:
    """The draft of a page's HTML; ``name`` is its place for messages."""
    everything = list_blocks(page.replace("\x00", ""))
    tree = parse_page(page)
    facts = PageFacts() if tree is None else read_page_facts(tree)
    blocks, warnings = _choose(tree, everything)
    if not blocks:
        raise ReadError(f"{name} has no text outside of menus and scripts; save the page as it shows in a browser.")
    if facts.guessed:
        warnings = (*warnings, "the publication date is guessed from the page's layout")
    blocks = _with_title(_without_byline(blocks, facts), facts.title)
    return Draft(
        tuple(blocks), title=facts.title, byline=facts.byline, published=facts.published,
        published_quote=facts.published_quote, outlet=facts.outlet, url=facts.url, warnings=warnings,
    )  # fmt: skip


def parse_page(page: str) -> HtmlElement | None:
    """The page's tree, stray list items put into a list and too deep nests flattened; None where nothing parses."""
    data = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", page).encode("utf-8", "replace")
    parser = html.HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    depth = _depth(tree)
    if depth >= _PARSER_DEPTH:
        return None
    if depth > _DEEPEST:
        _flatten(tree)
        if _depth(tree) > _DEEPEST:
            return None
    _house_stray_items(tree)
    return tree


def _depth(tree: HtmlElement) -> int:
    """How deep the deepest element lies."""
    depth = deepest = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _flatten(tree: HtmlElement) -> None:
    """Take out wrappers that lie deeper than half of what the extractor bears; their contents stay in place."""
    depth = 0
    deep = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            depth += 1
            if depth > _DEEPEST // 2 and element.tag in _WRAPPERS:
                deep.append(element)
        else:
            depth -= 1
    for element in deep:
        element.drop_tag()


def _house_stray_items(tree: HtmlElement) -> None:
    """Put list items that stand in no list into one: the extractor drops them otherwise."""
    for item in list(tree.iter("li")):
        parent = item.getparent()
        if parent is None or parent.tag in ("ul", "ol", "menu", "dir"):
            continue
        house = etree.SubElement(parent, "ul")
        parent.insert(parent.index(item), house)
        following: HtmlElement | None = item
        while following is not None and following.tag == "li":
            after = following.getnext()
            words = (following.tail or "").strip()
            house.append(following)
            if words:
                house.tail, following.tail = following.tail, None
                break
            following = after


def _choose(tree: HtmlElement | None, everything: Sequence[PageBlock]) -> tuple[list[DraftBlock], tuple[str, ...]]:
    """The report's blocks by the extractor, or by the plain pass where the extractor fails."""
    plain = mark_headings(prose_blocks(list(everything)))
    if tree is None:
        return list(plain), ("the page is nested too deep for the extractor; all of its text was taken",)
    blocks = _extract(tree)
    if not blocks:
        return list(plain), ("the extractor found no report on the page; all of its text was taken",)
    kept = name_key(" ".join(block.text for block in blocks))
    keys = {name_key(block.text) for block in blocks}
    prose = [block.text for block in plain if len(block.text.split()) >= _SENTENCE_WORDS]
    whole = sum(len(text.split()) for text in prose)
    lost = sum(len(text.split()) for text in prose if not (name_key(text) in keys or name_key(text) in kept))
    if len(kept.split()) < _FEWEST_WORDS and lost > _FEWEST_WORDS:
        return list(plain), ("the extractor found next to nothing on the page; all of its text was taken",)
    if lost >= _LOST_WORDS and lost > _LOST_SHARE * whole:
        return blocks, (f"the extractor left out {lost} words that may belong to the report",)
    return blocks, ()


def _extract(tree: HtmlElement) -> list[DraftBlock]:
    """The blocks that trafilatura takes for the report; none where it fails."""
    try:
        found = bare_extraction(tree, include_comments=False, include_tables=True, with_metadata=False)
    except (etree.LxmlError, ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError):
        return []
    if found is None or isinstance(found, dict):
        return []
    body = found.body
    return list(mark_headings(list(_blocks(body)))) if body is not None else []


def _blocks(element: etree._Element, level: int = 0) -> Iterator[DraftBlock]:
    """The blocks of trafilatura's tree below ``element``."""
    for child in element:
        words = fold_space(_words(child))
        if child.tag == "head":
            rank = (child.get("rend") or "h2")[1:]
            yield DraftBlock(words, "heading", int(rank) if rank.isdigit() else 2)
        elif child.tag == "list":
            yield from _items(child, level + 1)
        elif child.tag == "table":
            for row in child.iter("row"):
                cells = [text for cell in row.iter("cell") if (text := fold_space(_words(cell)))]
                yield DraftBlock("; ".join(cells), "paragraph")
        elif child.tag in ("quote", "div") and any(part.tag in ("p", "list", "head") for part in child):
            yield from _blocks(child, level)
        elif words:
            yield from _lines(_words(child))
        if child.tail and child.tail.strip():
            yield DraftBlock(fold_space(child.tail), "paragraph")


def _items(listing: etree._Element, level: int) -> Iterator[DraftBlock]:
    """The bullets of a list, those of lists inside it one level deeper."""
    for item in listing:
        if item.tag == "list":
            yield from _items(item, level + 1)
            continue
        inner = [part for part in item.iter("list") if part is not item]
        own = _words(item, without="list")
        if own.strip():
            yield DraftBlock(fold_space(own), "bullet", level)
        for part in inner:
            yield from _items(part, level + 1)


def _words(element: etree._Element, without: str | None = None) -> str:
    """The words below an element, a newline for a line break."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == "lb":
            parts.append("\n")
        elif child.tag != without:
            block = child.tag in ("p", "item", "head", "quote", "row", "cell")
            parts.append(f" {_words(child, without)} " if block else _words(child, without))
        parts.append(child.tail or "")
    return "".join(parts)


def _lines(text: str) -> Iterator[DraftBlock]:
    """The blocks of a paragraph with line breaks: broken where a line ends a sentence or a bullet begins."""
    lines: list[str] = []
    for line in text.split("\n"):
        if not line.strip():
            continue
        if lines and not (re.search(r"[.!?:]['\"”’)\]]*\s*$", lines[-1]) or split_bullet(line)):
            lines[-1] = f"{lines[-1]} {line.strip()}"
        else:
            lines.append(line.strip())
    for line in lines:
        bullet = split_bullet(line)
        yield DraftBlock(bullet[0], "bullet", bullet[1]) if bullet else DraftBlock(fold_space(line), "paragraph")


def _without_byline(blocks: Sequence[DraftBlock], facts: PageFacts) -> list[DraftBlock]:
    """The blocks without one that is nothing but the by-line."""
    names = {name_key(facts.byline), name_key(f"by {facts.byline}")} if facts.byline else set()
    return [block for block in blocks if block.text and name_key(block.text) not in names]


def _with_title(blocks: Sequence[DraftBlock], title: str | None) -> list[DraftBlock]:
    """The blocks with the first made the title where it says the same as the page's title."""
    if blocks and title and name_key(blocks[0].text) == name_key(title):
        return [DraftBlock(blocks[0].text, "title", 1), *blocks[1:]]
    return list(blocks)
