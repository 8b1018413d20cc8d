"""Draft to Document: the last place where text may change."""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import MappingProxyType

from py3langid.langid import rank

from dateline.errors import ReadError
from dateline.knowledge.tables import read_table
from dateline.model import Block, Document, Draft, DraftBlock, Raw, Span
from dateline.text import content_hash, fold_marks, fold_space, name_key, sha256

INPUT_HASH = "input_sha256"
_FURNITURE_WORDS = 30
# Invisible: control characters, soft hyphen, zero-width marks, direction marks, byte order mark, replacement marks.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff9-\ufffc\ud800-\udfff]"
)
_ADDRESS = re.compile(r"<?(?:https?://|www\.)\S+>?", re.IGNORECASE)
_SLASH = re.compile(r"[/\\|]\s*(?=[^\W\d_])")
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])[-\u2010\u2011][ \t]*\n[ \t]*(?=[^\W_])")
# "in Benghazi.According to": three small letters (or a bracket, a year) before the mark, a capitalised word after it.
_GLUED = re.compile(r"(?P<before>[a-z]{3}|[a-z][)\]’”\"]|\d[)\]]|\b(?:19|20)\d\d)(?P<mark>[.!?])(?=[A-Z][a-z]|[A-Z]\s)")
_GLUED_NAME = re.compile(r"\b(?P<word>named|called|with|from|said|that|and|near|killed|between)(?=[A-Z][a-z]{2,})")
_GLUED_QUOTE = re.compile(r"(?<=[a-z][.!?])(?P<mark>[”\"])(?=[A-Z][a-z]+\b)")
_DOMAIN = re.compile(r"(?:com|net|org|info|gov|edu|io|tv|co|html?|php|js)\b", re.IGNORECASE)
# Languages of short texts are guessed badly. The lead of a language over English is in log odds by root of bytes:
# short English headlines lose by up to 2.4 (names make them Hausa or Oromo), foreign headlines lead by 6.8 and more.
_SHORT_WORDS = 20
_LEAD_SHORT = 5.0
_LEAD_LONG = 2.0
_LANGUAGE_PART = 5000
# First halves of compounds that keep their hyphen at the end of a line.
_COMPOUNDS = frozenset(
    "well anti pro ex al self non semi half co so vice multi long short high low cross counter mid".split()
)


def load_furniture(folders: Iterable[Path] = ()) -> re.Pattern[str]:
    """The pattern of blocks that are page furniture, of ``resources/boilerplate.tsv``."""
    rows = read_table("boilerplate.tsv", ("pattern", "why"), folders)
    for row in rows:
        try:
            re.compile(row["pattern"])
        except re.error as error:
            raise row.error(f"the pattern is wrong ({error})") from error
    return re.compile("|".join(f"(?:{row['pattern']})" for row in rows), re.IGNORECASE)


def clean_draft(draft: Draft, raw: Raw, furniture: re.Pattern[str] | None = None) -> Document:
    """The document of a draft: its text cleaned for the last time, its blocks, hashes and language.

    Readers note the hash of the decoded input text under ``draft.extra["input_sha256"]`` where that text, not the
    bytes, is the input. Raises ReadError where nothing but furniture is left.
    """
    furniture = furniture or load_furniture()
    title = clean_words(draft.title or "", "") or None
    blocks = _clean_blocks(draft.blocks, furniture)
    if title and not (blocks and name_key(blocks[0].text) == name_key(title)):
        blocks.insert(0, DraftBlock(title, "title", 1))
    elif title:
        blocks[0] = DraftBlock(blocks[0].text, "title", 1)
    if not any(block.kind != "title" for block in blocks) and not (title and draft.blocks):
        place = f"{raw.path}, {raw.place}" if raw.place else raw.path
        raise ReadError(f"{place} has no text but menus and notices; give a file that holds the text of a report.")
    text, spans = _lay_out(blocks)
    extra = dict(draft.extra)
    input_sha256 = extra.pop(INPUT_HASH, None) or hashlib.sha256(raw.data).hexdigest()
    url = draft.url or raw.url
    published = draft.published.isoformat() if draft.published else ""
    warnings = draft.warnings if draft.published else (*draft.warnings, "no publication date")
    return Document(
        id=draft.id or content_hash(input_sha256, published, draft.outlet or "", url or ""),
        corpus=raw.corpus,
        text=text,
        blocks=spans,
        input_sha256=input_sha256,
        text_sha256=sha256(text),
        title=title,
        byline=clean_words(draft.byline or "", "") or None,
        url=url,
        path=raw.path,
        outlet=clean_words(draft.outlet or "", "") or None,
        published=draft.published,
        published_quote=draft.published_quote,
        language=find_language(text),
        extra=MappingProxyType(extra),
        warnings=tuple(dict.fromkeys(warnings)),
    )


def folded_hash(document: Document) -> str:
    """The SHA-256 of the text, white space folded: two reports with the same one are the same report."""
    return sha256(fold_space(document.text))


def clean_words(text: str, everything: str) -> str:
    """One block's text made clean; ``everything`` is the whole draft's text, which tells how a word is written."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    text = _BROKEN_WORD.sub(lambda match: _join(match, text, everything), text)
    text = fold_space(text)
    text = _SLASH.sub("", text, count=1) if _SLASH.match(text) else text
    return _part_sentences(text).strip()


def find_language(text: str) -> str | None:
    """The ISO 639-1 code of the text's language; "en" where another is not surely ahead of it, None without letters."""
    if not any(c.isalpha() for c in text):
        return None
    scores = rank(text[:_LANGUAGE_PART])
    language, best = scores[0]
    lead = (best - dict(scores)["en"]) / math.sqrt(len(text[:_LANGUAGE_PART].encode("utf-8", "replace")))
    sure = _LEAD_SHORT if len(text.split()) < _SHORT_WORDS else _LEAD_LONG
    return str(language) if lead > sure else "en"


def _clean_blocks(blocks: Sequence[DraftBlock], furniture: re.Pattern[str]) -> list[DraftBlock]:
    """The blocks with clean texts, without furniture, lone addresses and headings that nothing stands under."""
    everything = fold_space(" ".join(block.text for block in blocks))
    kept: list[DraftBlock] = []
    for block in blocks:
        text = clean_words(block.text, everything)
        if text and not _is_furniture(text, furniture) and any(c.isalnum() for c in text):
            kept.append(DraftBlock(text, block.kind, block.level))
    while kept and kept[-1].kind == "heading" and len(kept) > 1:
        kept.pop()
    return kept


def _is_furniture(text: str, furniture: re.Pattern[str]) -> bool:
    """Whether a block is page furniture or nothing but an address."""
    if _ADDRESS.fullmatch(text):
        return True
    if len(text.split()) > _FURNITURE_WORDS:
        return False
    return furniture.fullmatch(fold_marks(text).strip(' .!…›→>-–—:"')) is not None


def _lay_out(blocks: Sequence[DraftBlock]) -> tuple[str, tuple[Block, ...]]:
    """The blocks' texts joined by one newline, and where each stands."""
    spans: list[Block] = []
    start = 0
    for block in blocks:
        spans.append(Block(Span(start, start + len(block.text)), block.kind, block.level))
        start += len(block.text) + 1
    return "\n".join(block.text for block in blocks), tuple(spans)


def _join(match: re.Match[str], text: str, everything: str) -> str:
    """What stands between the halves of a word broken at a line's end: nothing, or the hyphen of a compound."""
    before = re.search(r"\w+$", text[: match.start()])
    after = re.match(r"\w+", text[match.end() :])
    if before is None or after is None:
        return "-"
    first, second = before.group(), after.group()
    if not second[0].islower() or first.casefold() in _COMPOUNDS:
        return "-"
    written = re.search(rf"\b{re.escape(first)}-{re.escape(second)}\b", everything, re.IGNORECASE)
    return "-" if written else ""


def _part_sentences(text: str) -> str:
    """The text with a space between sentences that were glued; addresses and abbreviations stay as they are."""

    def part(match: re.Match[str]) -> str:
        start = text.rfind(" ", 0, match.start()) + 1
        end = text.find(" ", match.end())
        token = text[start : end if end >= 0 else len(text)]
        address = "@" in token or "://" in token or token.lower().startswith("www.")
        return match.group() if address or _DOMAIN.match(text, match.end()) else f"{match.group()} "

    text = _GLUED.sub(part, text)
    text = _GLUED_NAME.sub(r"\g<word> ", text)
    return _GLUED_QUOTE.sub(r"\g<mark> ", text)
