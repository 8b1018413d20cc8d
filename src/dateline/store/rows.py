"""What the store answers with where the model has no noun for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateline.model import Report, ReportStatus


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A stored report without its text; ``document`` is its id in ``corpus``."""

    corpus: str
    document: str
    status: ReportStatus
    reason: str | None
    title: str | None
    outlet: str | None
    published: date | None
    published_quote: str | None
    language: str | None
    words: int
    path: str
    place: str
    url: str | None
    warnings: tuple[str, ...]
    input_sha256: str
    text_sha256: str | None


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A document that holds the words sought: the passage as plain strings before, in and after the first match."""

    corpus: str
    document: str
    title: str | None
    outlet: str | None
    before: str
    match: str
    after: str


@dataclass(frozen=True, slots=True)
class Removed:
    """How many claims and facts went with a report."""

    claims: int
    facts: int


def make_row(report: Report) -> ReportRow:
    """The light row of a report."""
    document, raw = report.document, report.raw
    return ReportRow(
        corpus=report.corpus,
        document=report.id,
        status=report.status,
        reason=report.reason,
        title=document.title if document else None,
        outlet=document.outlet if document else None,
        published=document.published if document else None,
        published_quote=document.published_quote if document else None,
        language=document.language if document else None,
        words=len(document.text.split()) if document else 0,
        path=document.path if document and document.path else raw.path,
        place=raw.place,
        url=document.url if document and document.url else raw.url,
        warnings=report.warnings,
        input_sha256=report.input_sha256,
        text_sha256=document.text_sha256 if document else None,
    )
