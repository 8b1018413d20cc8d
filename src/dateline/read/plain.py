"""Plain text and Markdown to drafts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from dateline.model import Draft, DraftBlock, Raw
from dateline.read.days import Day, find_day, is_day_line
from dateline.read.decode import decode_text
from dateline.read.layout import is_title, mark_headings, shape_lines, split_bullet
from dateline.text import sha256

_LABELS = re.compile(
    r"(?P<label>published(?: on)?|publication date|date|posted(?: on)?|source|outlet|publisher|newspaper"
    r"|by(?=:)|byline|author|url|link|title|headline)\s*:\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_FIELDS = {
    "source": "outlet", "outlet": "outlet", "publisher": "outlet", "newspaper": "outlet",
    "by": "byline", "byline": "byline", "author": "byline", "url": "url", "link": "url",
    "title": "title", "headline": "title",
}  # fmt: skip
_HEADER_LINES = 8
_DAY_LINE = 60
_NAME = r"(?:[A-Z][\w’'-]*\.?|al-[A-Z][\w’'-]*|(?:bin|ibn|de|van|von|al|el)(?=\s))"
_BYLINE = re.compile(rf"[Bb][Yy]\s+(?P<name>{_NAME}(?:,?\s+(?:and\s+)?{_NAME}){{1,8}})(?:,.{{1,60}})?")
_GLUED_BYLINE = re.compile(rf"(?P<title>.{{20,}}?[.!?][”’\"']?)\s+(?:[Bb]y\s+)?(?P<name>{_NAME}(?:\s+{_NAME}){{1,2}})")
_DATELINE = re.compile(r"[A-Z][A-Za-z .'’/-]{2,40},\s(?P<day>[^()—–-]{6,30}?\d{4})\s*(?:\([^)]{2,40}\)\s*)?[—–-]")
STAMP_REACH = 160
"""Characters from the start of a text in which a stamp with its day may stand."""
_STAMP = re.compile(
    r"\b(?i:published|updated|posted|date of publication)\b[\W\d]{0,12}(?:[A-Z][a-z]+,?\s)?$"
    r"|(?:^|[^a-z,\s]\W*|\b[A-Z]+\s)(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:s|nes|rs|ur)?(?:day)?,?\s$"
)
_HEADING = re.compile(r"(?P<marks>#{1,6})\s+(?P<text>.*?)\s*#*")
_RULE = re.compile(r"\s*(?:[-*_=]\s*){3,}")


class Header(NamedTuple):
    """What the lines above a text tell of it."""

    title: str | None = None
    byline: str | None = None
    published: date | None = None
    published_quote: str | None = None
    outlet: str | None = None
    url: str | None = None


def read_text(raw: Raw) -> Draft:
    """The draft of a plain text."""
    decoded = decode_text(raw)
    draft = draft_text(decoded.text, decoded.warnings)
    return _with_hash(draft, decoded.text)


def read_markdown(raw: Raw) -> Draft:
    """The draft of a Markdown text."""
    decoded = decode_text(raw)
    header, lines = take_header(split_lines(decoded.text))
    draft = assemble(header, markdown_blocks(lines), decoded.warnings)
    return _with_hash(draft, decoded.text)


def draft_text(text: str, warnings: tuple[str, ...] = (), title: str | None = None) -> Draft:
    """The draft of a text given as one string; with a title given beside it, no line is taken for the title."""
    header, lines = take_header(split_lines(text))
    if title:
        header = header._replace(title=title)
        return assemble(header, shape_lines(lines), warnings, titled=True)
    return assemble(header, shape_lines(lines), warnings)


def split_lines(text: str) -> list[str]:
    """The lines of a text, whatever ends them."""
    return re.split(r"\r\n|[\n\r\v\f\x85\u2028\u2029]", text)


def take_header(lines: Sequence[str]) -> tuple[Header, list[str]]:
    """What labelled lines ("Source: ..."), a by-line or a line with a date alone tell, and the lines that are left."""
    header = Header()
    kept: list[str] = []
    seen = 0
    # Several lines that are dates head the parts of a chronology; only a lone one dates the report.
    lone_day = sum(1 for line in lines if len(line) < _DAY_LINE and is_day_line(line)) == 1
    for line in lines:
        words = line.strip()
        seen += bool(words)
        found = _header_line(words, header, lone_day) if words and seen <= _HEADER_LINES else None
        if found is None:
            kept.append(line)
        else:
            header = found
    return header, kept


def _header_line(line: str, header: Header, lone_day: bool) -> Header | None:
    """The header with what this line adds, None for a line of the text."""
    match = _LABELS.fullmatch(line)
    if match:
        field = _FIELDS.get(match["label"].lower())
        value = match["value"].strip()
        if field is None:
            day = find_day(value)
            return header._replace(published=day.day, published_quote=value) if day and len(value) < _DAY_LINE else None
        if getattr(header, field) or len(value) > 200 or (field in ("outlet", "byline") and len(value.split()) > 8):
            return None
        return Header(**{**header._asdict(), field: value})
    if lone_day and header.published is None and len(line) < _DAY_LINE and is_day_line(line):
        day = find_day(line)
        return header._replace(published=day.day, published_quote=day.words) if day else None
    match = _BYLINE.fullmatch(line)
    return header._replace(byline=match["name"]) if match and header.byline is None else None


def markdown_blocks(lines: Sequence[str]) -> tuple[DraftBlock, ...]:
    """The blocks of Markdown lines: ``#`` headings, bullets; links and emphasis give their words."""
    blocks: list[DraftBlock] = []
    gap = True
    for line in lines:
        if not line.strip() or _RULE.fullmatch(line):
            gap = True
            continue
        heading = _HEADING.fullmatch(line.strip())
        bullet = split_bullet(line)
        text = _plain_words(heading["text"] if heading else bullet[0] if bullet else line.strip())
        if heading:
            blocks.append(DraftBlock(text, "heading", len(heading["marks"])))
        elif bullet:
            blocks.append(DraftBlock(text, "bullet", bullet[1]))
        elif gap or not blocks or blocks[-1].kind == "heading":
            blocks.append(DraftBlock(text, "paragraph"))
        else:
            blocks[-1] = DraftBlock(f"{blocks[-1].text}\n{text}", blocks[-1].kind, blocks[-1].level)
        gap = bool(heading)
    return mark_headings(blocks)


def _plain_words(text: str) -> str:
    """The words of a Markdown line without the marks of links, images, quotations and emphasis."""
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", text)
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"^>\s?", "", text)
    text = re.sub(r"(?<!\w)(\*\*|__)(?=\S)(.+?)(?<=\S)\1(?!\w)", r"\2", text)
    text = re.sub(r"(?<!\w)([*_])(?=\S)(.+?)(?<=\S)\1(?!\w)", r"\2", text)
    return re.sub(r"<(https?://[^>]+)>", r"\1", text)


def assemble(header: Header, blocks: Sequence[DraftBlock], warnings: tuple[str, ...], *, titled: bool = False) -> Draft:
    """The draft of header and blocks: the first block made the title where it has a headline's shape."""
    blocks = [block for block in blocks if block.text]
    title, byline = header.title, header.byline
    if title is None and blocks and blocks[0].kind == "title":
        title = blocks[0].text
    if not titled and title is None and blocks and blocks[0].kind in ("paragraph", "heading"):
        line = blocks[0].text
        glued = _GLUED_BYLINE.fullmatch(line)
        following = " ".join(block.text for block in blocks[1:])
        if blocks[0].kind == "heading" or is_title(line, following):
            title = glued["title"] if glued else line
            byline = byline or (glued["name"] if glued else None)
            blocks[0] = DraftBlock(title, "title", 1)
    published, quote = header.published, header.published_quote
    prose = next((block.text for block in blocks if block.kind in ("paragraph", "bullet")), "")
    dateline = _DATELINE.match(prose)
    if published is None:
        day = find_day(dateline["day"]) if dateline else _stamp(prose)
        published, quote = (day.day, day.words) if day else (None, None)
    return Draft(
        tuple(blocks), title=title, byline=byline, published=published, published_quote=quote,
        outlet=header.outlet, url=header.url, warnings=warnings,
    )  # fmt: skip


def _stamp(prose: str) -> Day | None:
    """The day that stands at the head of a text as a stamp ("Thu Jul 30 2015 Gunmen ...", "Published 3 June 2016"), not
    as a part of a sentence ("on Thursday, July 30, 2015"); None where there is none."""
    head = prose[:STAMP_REACH]
    day = find_day(head)
    if day is None:
        return None
    before = head[: head.index(day.words)]
    return day if _STAMP.search(before) else None


def _with_hash(draft: Draft, text: str) -> Draft:
    """The draft with the hash of the text as it was decoded (see ``clean.clean_draft``)."""
    return replace(draft, extra={**draft.extra, "input_sha256": sha256(text)})
