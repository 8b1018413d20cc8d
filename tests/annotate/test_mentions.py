"""Names that no table knows are places where they stand as places do, and nothing else is."""

from __future__ import annotations

import pytest

from dateline.annotate.mentions import find_mentions
from dateline.model import Block, Document, Span
from dateline.pipeline import Coder


def places(coder: Coder, text: str) -> list[str]:
    document = Document("d", "c", text, (Block(Span(0, len(text)), "paragraph"),), "", "")
    found = find_mentions(document, coder.parser.parse(document), coder.tables)
    return [text[m.span.start : m.span.end] for m in found if m.kind == "place"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rebels stormed a police post in Qwertipur on Friday.", "Qwertipur"),
        ("A mine killed two men near Zobresh.", "Zobresh"),
        ("Gunmen shot a judge outside Vorlanka.", "Vorlanka"),
    ],
)
def test_an_unknown_name_after_in_near_or_outside_is_a_place(coder: Coder, text: str, name: str) -> None:
    assert places(coder, text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "The rebels were routed in March.",
        "He spoke in Arabic to the crowd.",
        "Police fired at Zobresh's car.",
        "The militant group (IS) struck again.",
        "They fled from IS on Friday.",
        "Troops arrived in Zobresh uniforms.",
        "They were killed in a raid by the ZQA.",
    ],
)
def test_other_words_after_them_are_none(coder: Coder, text: str) -> None:
    assert places(coder, text) == []
