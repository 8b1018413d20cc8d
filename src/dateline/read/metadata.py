"""What a page tells of itself: title, by-line, outlet, address and publication day, from meta tags and JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from htmldate import find_date
from lxml import etree
from lxml.html import HtmlElement

from dateline.read.days import find_day
from dateline.text import find_words, fold_space

_DAY_TAGS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "article.published",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date",
    "dc.date.created", "dcterms.created",
    "publishdate", "publish-date", "publish_date", "pubdate", "publication_date", "published",
    "article_date_original", "cxenseparse:recs:publishtime", "date",
)  # fmt: skip
_OUTLET_TAGS = ("og:site_name", "publisher", "dc.publisher", "application-name")
_BYLINE_TAGS = ("author", "article:author", "dc.creator", "parsely-author", "byl", "sailthru.author")
_TITLE_TAGS = ("og:title", "twitter:title", "dc.title")
_SEPARATOR = re.compile(r"\s+[|–—·»-]\s+|\s*\|\s*")
_OUTLET_WORDS = 6


class PageFacts(NamedTuple):
    """What a page tells of itself; None where it does not tell. ``guessed`` marks a day that only its layout gives."""

    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | None = None
    published_quote: str | None = None
    guessed: bool = False


def read_page_facts(tree: HtmlElement) -> PageFacts:
    """What the page's head and data blocks tell of it."""
    tags = _meta_tags(tree)
    data = list(_linked_data(tree))
    head_title = _first_text(tree, "//head/title|//title")
    heading = _single_heading(tree)
    title = _pick(tags, _TITLE_TAGS) or _from_data(data, "headline") or heading or head_title
    outlet = _pick(tags, _OUTLET_TAGS) or _publisher(data) or _outlet_in_title(head_title, title)
    byline = _byline(tags, data, tree)
    url = _address(tree, tags)
    day = _published(tags, data, tree)
    if title and outlet:
        title = _without_outlet(title, outlet)
    if day is None:
        guess = _guess_day(tree)
        if guess:
            return PageFacts(title, byline, outlet, url, guess[0], guess[1], True)
        return PageFacts(title, byline, outlet, url)
    return PageFacts(title, byline, outlet, url, day[0], day[1])


def _meta_tags(tree: HtmlElement) -> dict[str, str]:
    """The contents of meta tags by lower-case name, property or itemprop; the first of each."""
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        content = fold_space(tag.get("content") or "")
        for attribute in ("property", "name", "itemprop"):
            name = (tag.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def _pick(tags: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((tags[name] for name in names if name in tags), None)


def _linked_data(tree: HtmlElement) -> Iterator[Mapping[str, object]]:
    """The objects of the page's JSON-LD blocks, those inside ``@graph`` too."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            value = json.loads(script.text_content())
        except (ValueError, RecursionError):
            continue
        queue = [value]
        while queue:
            item = queue.pop(0)
            if isinstance(item, list):
                queue.extend(item)
            elif isinstance(item, dict):
                yield item
                queue.extend(value for key, value in item.items() if key in ("@graph", "mainEntity"))


def _name_of(value: object) -> str | None:
    """The name in a JSON-LD value: a string, an object with a name, or a list of such."""
    if isinstance(value, str):
        return fold_space(value) or None
    if isinstance(value, dict):
        return _name_of(value.get("name"))
    if isinstance(value, list):
        names = [name for name in map(_name_of, value) if name]
        return ", ".join(names) or None
    return None


def _from_data(data: list[Mapping[str, object]], key: str) -> str | None:
    return next((name for item in data if (name := _name_of(item.get(key)))), None)


def _publisher(data: list[Mapping[str, object]]) -> str | None:
    return _from_data([item for item in data if "headline" in item or "datePublished" in item], "publisher")


def _first_text(tree: HtmlElement, path: str) -> str | None:
    found = tree.xpath(path)
    return (fold_space(found[0].text_content()) or None) if found else None


def _single_heading(tree: HtmlElement) -> str | None:
    """The words of the page's h1 where it has one only."""
    headings = [words for h1 in tree.iter("h1") if (words := fold_space(h1.text_content()))]
    return headings[0] if len(set(headings)) == 1 else None


def _outlet_in_title(head_title: str | None, title: str | None) -> str | None:
    """The tail of "Headline - Outlet" where the head is the page's own title or its beginning."""
    if not head_title or not title or head_title == title:
        return None
    parts = _SEPARATOR.split(head_title)
    head, tail = parts[0].rstrip(" .…").casefold(), parts[-1].strip()
    own = title.casefold()
    if len(parts) < 2 or len(tail.split()) > _OUTLET_WORDS or tail.casefold() in own or not head:
        return None
    return tail if own.startswith(head) or head.startswith(own) else None


def _without_outlet(title: str, outlet: str) -> str:
    """The title without the outlet's name at its end."""
    match = re.search(rf"\s*[|–—·»-]\s*{re.escape(outlet)}\s*$", title, re.IGNORECASE)
    return title[: match.start()] if match and match.start() > 0 else title


def _byline(tags: Mapping[str, str], data: list[Mapping[str, object]], tree: HtmlElement) -> str | None:
    named = _pick(tags, _BYLINE_TAGS)
    if not named or "://" in named:
        named = _from_data(data, "author")
    if not named:
        classes = "contains(concat(' ', @class, ' '), ' byline ') or contains(concat(' ', @class, ' '), ' author ')"
        named = _first_text(tree, f"//*[{classes}]|//*[@rel='author']")
    if not named or len(named) > 120 or "://" in named:
        return None
    return re.sub(r"^by\s+", "", named, flags=re.IGNORECASE) or None


def _address(tree: HtmlElement, tags: Mapping[str, str]) -> str | None:
    links = [link.get("href") or "" for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    return next((url for url in [*links, tags.get("og:url", "")] if url.startswith(("http://", "https://"))), None)


def _published(tags: Mapping[str, str], data: list[Mapping[str, object]], tree: HtmlElement) -> tuple[date, str] | None:
    """The publication day and the words that the page itself gives for it."""
    times = [time.get("datetime") or "" for time in tree.iter("time") if time.get("pubdate") is not None]
    marked = tree.xpath("//*[@itemprop='datePublished']")
    candidates = [
        *(tags[name] for name in _DAY_TAGS if name in tags),
        _from_data(data, "datePublished") or "",
        *(element.get("datetime") or element.get("content") or element.text_content() for element in marked),
        *times,
    ]
    for words in candidates:
        found = find_day(words)
        if found:
            return found.day, fold_space(words)[:80]
    return None


def _guess_day(tree: HtmlElement) -> tuple[date, str | None] | None:
    """The day that the page's layout suggests and its words, where they stand on the page."""
    try:
        iso = find_date(tree, extensive_search=False, original_date=True, max_date="2100-01-01")
    except (ValueError, TypeError, AttributeError, RecursionError, etree.LxmlError):
        return None
    found = find_day(iso or "")
    if not found:
        return None
    day = found.day
    text = fold_space(" ".join(tree.itertext()))
    for words in (day.strftime("%d %B %Y").lstrip("0"), f"{day:%B} {day.day}, {day.year}", day.isoformat()):
        span = find_words(text, words)
        if span:
            return day, text[span.start : span.end]
    return day, None
