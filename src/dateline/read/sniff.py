"""The media type of a file, by its first bytes where they are plain and by its name's ending else."""

from __future__ import annotations

import re
from pathlib import PurePath

from dateline.read.decode import decode_bytes

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ENDINGS = {
    ".html": "text/html", ".htm": "text/html", ".xhtml": "text/html", ".shtml": "text/html",
    ".txt": "text/plain", ".text": "text/plain", ".md": "text/markdown", ".markdown": "text/markdown",
    ".pdf": "application/pdf", ".docx": DOCX, ".rss": "application/rss+xml", ".atom": "application/rss+xml",
    ".eml": "message/rfc822", ".mht": "message/rfc822", ".mhtml": "message/rfc822",
    ".json": "application/json", ".jsonl": "application/x-ndjson", ".ndjson": "application/x-ndjson",
    ".csv": "text/csv", ".tsv": "text/csv",
}  # fmt: skip
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.S
)
_MAIL = re.compile(r"(?:From|Received|Return-Path|Message-ID|MIME-Version|Delivered-To|Subject|Date): ", re.IGNORECASE)


def media_type_of(path: str, head: bytes) -> str | None:
    """The media type of a file with this name and these first bytes, or None for a type that is not known."""
    ending = PurePath(path).suffix.lower()
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    if head.startswith(b"PK\x03\x04"):
        return DOCX if ending in (".docx", ".docm", "") else None
    named = ENDINGS.get(ending)
    text = decode_bytes(head[:4096]).text
    if named in (None, "text/plain", "text/html") and _FEED.search(text[:1500]) and not _PAGE.match(text):
        return "application/rss+xml"
    if named in (None, "text/plain") and _PAGE.match(text):
        return "text/html"
    if named is not None or ending not in ("", ".log", ".asc"):
        return named
    if _MAIL.match(text):
        return "message/rfc822"
    return "text/plain"
