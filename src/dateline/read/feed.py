"""RSS and Atom feeds: one Raw an entry, and an entry's draft."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any
from xml.sax import SAXException

import feedparser

from dateline.errors import ReadError
from dateline.model import Draft, Raw
from dateline.read.days import find_day
from dateline.read.decode import where
from dateline.read.fulltext import list_blocks
from dateline.read.layout import mark_headings
from dateline.read.refusals import refuse
from dateline.text import fold_space, sha256

ENTRY = "application/x-dateline-feed-entry"


def split_feed(data: bytes, name: str, corpus: str) -> Iterator[Raw]:
    """One Raw an entry of a feed, its fields as JSON."""
    try:
        # A stream, never a string: feedparser would fetch an address and open a path.
        feed = feedparser.parse(BytesIO(data))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, SAXException) as error:
        yield refuse(name, corpus, f"{name} cannot be read as a feed ({error}); save the feed again.")
        return
    if not feed.entries:
        broken = f" ({str(feed.bozo_exception)[:80]})" if feed.get("bozo") else ""
        yield refuse(name, corpus, f"{name} is a feed without entries{broken}; save the feed again.")
        return
    outlet = fold_space(str(feed.feed.get("title", ""))) or None
    for number, entry in enumerate(feed.entries, 1):
        data = json.dumps(_fields(entry, outlet), ensure_ascii=False).encode("utf-8", "replace")
        yield Raw(data, ENTRY, name, corpus, f"entry {number}", url=entry.get("link"))


def read_entry(raw: Raw) -> Draft:
    """The draft of one feed entry: its full text where the feed gives it, else its summary."""
    try:
        entry = json.loads(raw.data)
    except ValueError as error:
        raise ReadError(f"{where(raw)} is damaged; read the feed again.") from error
    blocks = mark_headings([part.block for part in list_blocks(entry["html"])])
    if not blocks:
        raise ReadError(f"{where(raw)} has no text; take the page it links to instead.")
    published = date.fromisoformat(entry["day"]) if entry["day"] else None
    draft = Draft(
        blocks, title=entry["title"], byline=entry["byline"], published=published,
        published_quote=entry["published"] if published else None, outlet=entry["outlet"], url=entry["url"],
    )  # fmt: skip
    extra = {"input_sha256": sha256(entry["html"])} | ({"guid": entry["guid"]} if entry["guid"] else {})
    return replace(draft, extra=extra)


def _fields(entry: Any, outlet: str | None) -> dict[str, str | None]:
    """The fields of a feed's entry that a draft is made of."""
    contents = [str(part.get("value") or "") for part in entry.get("content") or []]
    words = max([*contents, str(entry.get("summary") or "")], key=len)
    published = fold_space(str(entry.get("published") or entry.get("updated") or ""))
    source = entry.get("source") or {}
    return {
        "title": fold_space(" ".join(part.block.text for part in list_blocks(str(entry.get("title") or "")))) or None,
        "html": words,
        "published": published or None,
        "day": _day(published, entry.get("published_parsed") or entry.get("updated_parsed")),
        "outlet": fold_space(str(source.get("title") or "")) or outlet,
        "url": entry.get("link"),
        "guid": entry.get("id"),
        "byline": fold_space(str(entry.get("author") or "")) or None,
    }


def _day(words: str, parsed: Any) -> str | None:
    """The publication day as worded, else as feedparser (in UTC) understood it."""
    found = find_day(words)
    if found:
        return found.day.isoformat()
    return date(parsed.tm_year, parsed.tm_mon, parsed.tm_mday).isoformat() if parsed else None
