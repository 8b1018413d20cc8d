"""Texts of a corpus as our documents, and our spans as offsets of the text as it came."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import DatelineError
from dateline.model import Annotations, Raw, Span
from dateline.pipeline import Coder, annotate_document, read_document
from dateline.read.records import RECORD
from dateline.score.align import Alignment
from dateline.score.files import read_gold
from dateline.score.match import Record


@dataclass(frozen=True)
class Reading:
    """A text's annotations and the way back from our offsets to the text's own."""

    annotations: Annotations
    back: Alignment

    def own(self, span: Span) -> Span | None:
        """Where a span of ours stands in the text as it came, None where cleaning made its words."""
        return self.back.moved(span)


def read_text(text: str, coder: Coder, published: str | None = None) -> Reading | None:
    """The reading of a text, None where the program refuses it (not English, nothing but furniture)."""
    record = {"text": text} | ({"published": published} if published else {})
    raw = Raw(json.dumps(record).encode(), RECORD, "bench", "bench")
    try:
        document = read_document(raw, coder.furniture)
    except DatelineError:
        return None
    return Reading(annotate_document(document, coder), Alignment(document.text, text))


def standoff_gold(parts: Sequence[str] = ("train", "dev", "test")) -> list[Record]:
    """Our gold on real reports, all three sets or some; the reader learnt from the train part (not from ``fakes``)."""
    folder = Path(__file__).resolve().parents[1] / "standoff"
    return [item for name in parts for item in read_gold(folder / f"{name}.jsonl")]
