"""Text that has lost its case gets it back for finding words, at the same length; other text stays as it is."""

from __future__ import annotations

import pytest

from dateline.annotate.casing import restore_case
from dateline.model import Block, Document, Span, TaggedName
from dateline.pipeline import Coder


def shown(coder: Coder, text: str, *names: str) -> str:
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(Block(Span(start, start + len(line)), "paragraph"))
        start += len(line) + 1
    document = Document("d", "c", text, tuple(blocks), "", "")
    told = [TaggedName(Span(text.index(n), text.index(n) + len(n)), "place", 0.9) for n in names]
    found = restore_case(document, told, coder.tables).text
    assert len(found) == len(text)
    return found


@pytest.mark.parametrize(
    ("text", "names", "wanted"),
    [
        (
            "GUNMEN KILLED A JUDGE IN SAN VICENTE ON TUESDAY. POLICE FLED.",
            ["SAN VICENTE"],
            "Gunmen killed a judge in San Vicente on Tuesday. Police fled.",
        ),
        (
            "the farabundo marti front blew up a bridge near usulutan in october",
            ["farabundo marti front", "usulutan"],
            "The Farabundo Marti Front blew up a bridge near Usulutan in October",
        ),
        (
            "SALVADORAN TROOPS SEIZED WEAPONS OF THE FMLN NEAR PERQUIN, RADIO SAYS",
            ["FMLN", "PERQUIN"],
            "Salvadoran troops seized weapons of the FMLN near Perquin, radio says",
        ),
    ],
)
def test_lost_case_is_restored(coder: Coder, text: str, names: list[str], wanted: str) -> None:
    assert shown(coder, text, *names) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed a judge in San Vicente on Tuesday, police said.",
        "UN: AID ARRIVES",
        "قُتل ثلاثة أشخاص في هجوم على قرية قرب كولو",
    ],
)
def test_other_text_stays(coder: Coder, text: str) -> None:
    assert shown(coder, text) == text


def test_only_the_block_without_case_is_changed(coder: Coder) -> None:
    text = "HEAVY FIGHTING ERUPTED NEAR THE AIRPORT ROAD\nThe UN said so."
    assert shown(coder, text) == "Heavy fighting erupted near the airport road\nThe UN said so."
