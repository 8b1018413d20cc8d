"""PDF files to drafts, by pypdfium2."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pypdfium2

from dateline.errors import ReadError
from dateline.model import Draft, Raw
from dateline.read.days import find_day
from dateline.read.decode import where
from dateline.read.plain import draft_text
from dateline.text import fold_space

_PAGES = 500
# A line that ends well before the column's right edge ends a paragraph when it also ends a sentence.
_SHORT_LINE = 0.8
_END = re.compile(r"[.!?:]['\"”’)\]]*\s*$")
_SOFT_BREAK = "\ufffe\u0002\u00ad"


def read_pdf(raw: Raw) -> Draft:
    """The draft of a PDF file."""
    name = where(raw)
    if not raw.data:
        raise ReadError(f"{name} is empty; give a PDF that holds text.")
    try:
        pages, info = _read_pages(raw.data, name)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise ReadError(f"{name} is encrypted; save it without a password and read it again.") from error
        raise ReadError(f"{name} is a broken PDF (cut short or damaged); fetch the file again.") from error
    except (ValueError, OSError, MemoryError) as error:
        raise ReadError(f"{name} is a broken PDF ({error}); fetch the file again.") from error
    lines = _paragraphs(_without_repeats(pages))
    if not any(line.strip() for line in lines):
        raise ReadError(f"{name} holds pictures of pages and no text; run text recognition (OCR) over it first.")
    draft = draft_text("\n".join(lines))
    title = fold_space(info.get("Title", ""))
    if draft.title is None and title and not re.search(r"\.\w{2,4}$|^untitled|^microsoft word", title, re.IGNORECASE):
        draft = replace(draft, title=title)
    day = find_day(info.get("CreationDate", "")[2:10])
    if draft.published is None and day:
        warning = f"the PDF gives no publication date; the file was made on {day.day.isoformat()}"
        draft = replace(draft, warnings=(*draft.warnings, warning))
    return replace(draft, byline=draft.byline or fold_space(info.get("Author", "")) or None)


def _read_pages(data: bytes, name: str) -> tuple[list[list[str]], dict[str, str]]:
    """The lines of every page, and the file's own metadata."""
    pages: list[list[str]] = []
    document = pypdfium2.PdfDocument(data)
    try:
        info = dict(document.get_metadata_dict())
        if len(document) > _PAGES:
            raise ReadError(f"{name} has {len(document)} pages, more than {_PAGES}; give one report a file.")
        for number in range(len(document)):
            page = document[number]
            text_page = page.get_textpage()
            text = text_page.get_text_bounded()
            text_page.close()
            page.close()
            text = re.sub(rf"[{_SOFT_BREAK}]\r?\n?", "-\n", text)
            pages.append(re.split(r"\r\n|\r|\n", text))
    finally:
        document.close()
    return pages, info


def _without_repeats(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The pages without running heads and feet: first and last lines that most pages share, and page numbers."""
    edges = Counter(key for page in pages for key in {_key(line) for line in (*page[:2], *page[-2:]) if line.strip()})
    limit = max(3, len(pages) // 2 + 1)
    kept: list[list[str]] = []
    for page in pages:
        last = len(page) - 1
        kept.append(
            [
                line
                for n, line in enumerate(page)
                if not ((n < 2 or n > last - 2) and (edges[_key(line)] >= limit or re.fullmatch(r"\s*\d+\s*", line)))
            ]
        )
    return kept


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", fold_space(line))


def _paragraphs(pages: Sequence[Sequence[str]]) -> list[str]:
    """The lines with a blank line after each that ends a paragraph: it ends a sentence and is shorter than others."""
    lines = [line.rstrip() for page in pages for line in page]
    widths = sorted(len(line) for line in lines if line.strip())
    usual = widths[int(len(widths) * 0.8)] if widths else 0
    out: list[str] = []
    for line in lines:
        out.append(line)
        if line.strip() and len(line) < _SHORT_LINE * usual and (_END.search(line) or len(line) < 0.6 * usual):
            out.append("")
    return out
