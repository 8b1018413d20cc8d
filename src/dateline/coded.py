"""Coding reports from Python, without a database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import ReadError, SkipReport, UsageError
from dateline.model import Claim, Document, Fact
from dateline.pipeline import Coder, code_raw, load_coder
from dateline.publish.notebook import report_html
from dateline.read.files import find_reports


@dataclass(frozen=True, slots=True)
class CodedReport:
    """A report with its claims and facts; a notebook shows its text with the claims' words lit."""

    document: Document
    claims: tuple[Claim, ...]
    facts: tuple[Fact, ...]
    warnings: tuple[str, ...]

    def _repr_html_(self) -> str:
        return report_html(self.document, list(self.claims))


def read(path: str | Path, coder: Coder | None = None) -> CodedReport:
    """The one report of a file, coded. Raises UsageError where the input holds none or several (see ``read_all``),
    ReadError and SkipReport where it cannot be coded."""
    raws = list(find_reports([path]))
    if len(raws) != 1:
        raise UsageError(f"{path}: it holds {len(raws)} reports, not one; use dateline.read_all for many.")
    return next(read_all(path, coder))


def read_all(path: str | Path, coder: Coder | None = None) -> Iterator[CodedReport]:
    """The reports of a file, folder or glob, coded one after another. Raises at the first that cannot be coded."""
    coder = coder or load_coder()
    for raw in find_reports([path]):
        report = code_raw(raw, coder)
        if report.document is None or report.status != "coded":
            raise (SkipReport if report.status == "skipped" else ReadError)(report.reason or f"{path}: not coded.")
        yield CodedReport(report.document, report.claims, report.facts, report.warnings)
