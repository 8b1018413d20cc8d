"""Word files (DOCX) to drafts, by python-docx."""

from __future__ import annotations

import re
import struct
import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from docx import Document as open_docx
from docx.opc.exceptions import OpcError
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

from dateline.errors import ReadError
from dateline.model import Draft, DraftBlock, Raw
from dateline.read.decode import where
from dateline.read.layout import mark_headings, split_bullet
from dateline.read.plain import assemble, take_header
from dateline.text import fold_space

# What python-docx, zipfile and lxml raise on damaged packages.
_BROKEN = (
    BadZipFile, OpcError, etree.LxmlError, zlib.error, struct.error, AttributeError, EOFError, IndexError, KeyError,
    NotImplementedError, OSError, RuntimeError, TypeError, ValueError,
)  # fmt: skip
_UNPACKED_LIMIT = 200_000_000


def read_docx(raw: Raw) -> Draft:
    """The draft of a DOCX file."""
    name = where(raw)
    if raw.data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReadError(f"{name} is an encrypted or old Word file; save it as DOCX without a password.")
    try:
        with ZipFile(BytesIO(raw.data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _UNPACKED_LIMIT:
                raise ReadError(f"{name} unpacks to more than {_UNPACKED_LIMIT // 10**6} MB; give a smaller file.")
        file = open_docx(BytesIO(raw.data))
        blocks = [block for part in file.iter_inner_content() for block in _blocks_of(part)]
        title = fold_space(file.core_properties.title or "")
        author = fold_space(file.core_properties.author or "")
    except _BROKEN as error:
        raise ReadError(f"{name} is a broken DOCX file (cut short, damaged or encrypted); save it again.") from error
    if not blocks:
        raise ReadError(f"{name} is empty; give a file that holds the text of a report.")
    header, left = take_header([block.text for block in blocks])
    kept = _in_order(blocks, left)
    if author in ("", "python-docx") or header.byline:
        author = ""
    header = header._replace(byline=header.byline or author or None)
    draft = assemble(header, mark_headings(kept), ())
    return draft if draft.title or not title else assemble(header._replace(title=title), mark_headings(kept), ())


def _in_order(blocks: list[DraftBlock], texts: list[str]) -> list[DraftBlock]:
    """The blocks whose texts are left, in order."""
    kept: list[DraftBlock] = []
    rest = iter(texts)
    wanted = next(rest, None)
    for block in blocks:
        if block.text == wanted:
            kept.append(block)
            wanted = next(rest, None)
    return kept


def _blocks_of(part: Paragraph | Table) -> list[DraftBlock]:
    """The blocks of a paragraph or of a table's rows."""
    if isinstance(part, Table):
        rows = ["; ".join(dict.fromkeys(t for cell in row.cells if (t := fold_space(cell.text)))) for row in part.rows]
        return [DraftBlock(row, "paragraph") for row in rows if row]
    text = part.text.strip()
    if not text:
        return []
    style = str(part.style.name or "").lower() if part.style is not None else ""
    if style == "title":
        return [DraftBlock(text, "title", 1)]
    heading = re.match(r"heading (\d)", style)
    if heading:
        return [DraftBlock(text, "heading", min(6, int(heading[1])))]
    depth = _list_depth(part)
    if style.startswith("list") or depth is not None:
        number = re.search(r"\d$", style)
        return [DraftBlock(text, "bullet", int(number[0]) if number else 1 + (depth or 0))]
    bullet = split_bullet(text)
    return [DraftBlock(bullet[0], "bullet", bullet[1]) if bullet else DraftBlock(text, "paragraph")]


def _list_depth(paragraph: Paragraph) -> int | None:
    """The depth of a list item that is marked by its own numbering, None for a paragraph outside of lists."""
    properties = paragraph._p.pPr
    if properties is None or properties.numPr is None:
        return None
    level = getattr(properties.numPr, "ilvl", None)
    return int(level.val) if level is not None else 0
