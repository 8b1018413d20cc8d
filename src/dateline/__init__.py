"""Dateline turns news reports about political violence into a sourced event database.

import dateline
report = dateline.read("report.html")
for claim in report.claims:
    print(claim.kind, claim.quote.text, [voice.names for voice in claim.voices])
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dateline.version import VERSION as __version__

if TYPE_CHECKING:
    from dateline.coded import CodedReport, read, read_all

__all__ = ["CodedReport", "__version__", "read", "read_all"]


def __getattr__(name: str) -> Any:
    """``read``, ``read_all`` and ``CodedReport``, imported when first asked for: they load a language model."""
    if name in ("read", "read_all", "CodedReport"):
        from dateline import coded

        return getattr(coded, name)
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")
