"""One reader a media type, and the one function that calls the right one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from dateline.errors import ReadError
from dateline.model import Draft, Raw
from dateline.read.decode import where
from dateline.read.docx import read_docx
from dateline.read.feed import ENTRY, read_entry
from dateline.read.mail import read_mail
from dateline.read.page import read_html
from dateline.read.pdf import read_pdf
from dateline.read.plain import read_markdown, read_text
from dateline.read.records import RECORD, read_record
from dateline.read.refusals import REFUSED, read_refused
from dateline.read.sniff import DOCX

READERS: Mapping[str, Callable[[Raw], Draft]] = MappingProxyType(
    {
        "text/html": read_html,
        "text/plain": read_text,
        "text/markdown": read_markdown,
        "application/pdf": read_pdf,
        DOCX: read_docx,
        "message/rfc822": read_mail,
        ENTRY: read_entry,
        RECORD: read_record,
        REFUSED: read_refused,
    }
)
# A report of news is some kilobytes; a page of more than this is a dump and would stall the extractor.
LARGEST = 20_000_000


def read_raw(raw: Raw) -> Draft:
    """The draft of a report, whatever its type; raises ReadError with one sentence that names file and place."""
    base = raw.media_type.split(";", 1)[0].strip().lower()
    reader = READERS.get(base)
    if reader is None:
        raise ReadError(
            f"{where(raw)} is of a type that is not read ({base}); give HTML, text, PDF, DOCX, CSV or JSON."
        )
    if len(raw.data) > LARGEST:
        raise ReadError(f"{where(raw)} is {too_large(len(raw.data))}; give one report a file.")
    draft = reader(raw)
    if not any(block.text.strip() for block in draft.blocks):
        raise ReadError(f"{where(raw)} holds no text; give a file that holds the text of a report.")
    return draft


def too_large(size: int) -> str:
    """The words for a size above the limit: "52 MB, more than the 20 MB that one report may have"."""
    return f"{size / 1e6:.0f} MB, more than the {LARGEST // 10**6} MB that one report may have"
