"""Places inside other names are hints; the mentions themselves stay what they are."""

from __future__ import annotations

import pytest

from dateline.annotate.place_hints import find_place_hints
from dateline.model import Block, Document, Span
from dateline.pipeline import Coder, annotate_document


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("The Nairobi Police Department said nothing on Monday.", ["Nairobi"]),
        ("The University of Khartoum was closed on Monday after the raid.", ["Khartoum"]),
        ("Two people were killed in Nairobi on Monday, the army said.", []),
    ],
)
def test_places_inside_names(coder: Coder, text: str, hints: list[str]) -> None:
    document = Document("d", "c", text, (Block(Span(0, len(text)), "paragraph"),), "", "")
    annotations = annotate_document(document, coder)
    spans = find_place_hints(document.text, annotations.parse, annotations.mentions, coder.tables.gazetteer)
    assert [document.text[s.start : s.end] for s in spans] == hints
    assert annotations.place_hints == spans
