"""Sentences and what the whole road reads in them: kind, status, who, whom, how many. One row a construction."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.model import Block, Claim, Document, Span
from dateline.pipeline import Coder, code_document


def code(text: str, coder: Coder, published: date | None = date(2017, 4, 7)) -> list[Claim]:
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(Block(Span(start, start + len(line)), "paragraph"))
        start += len(line) + 1
    document = Document("d", "c", text, tuple(blocks), "", "", published=published, language="en")
    return list(code_document(document, coder)[0])


def short(claim: Claim) -> str:
    """A claim on one line: kind/status, actors > targets, counts."""
    counts = " ".join(
        f"{c.of}={c.low if c.low is not None else ''}-{c.high if c.high is not None else ''}" for c in claim.counts
    )
    who = ",".join(p.quote.text for p in claim.actors)
    whom = ",".join(p.quote.text for p in claim.targets)
    return f"{claim.kind}/{claim.status} {who} > {whom} {counts}".strip()


CASES = [
    ("Gunmen killed four farmers near Jos on Monday.", ["attack/happened Gunmen > four farmers killed=4-4"]),
    ("Two soldiers were shot dead in Quetta.", ["attack/happened  > Two soldiers killed=2-2"]),
    ("Two soldiers were shot in Quetta.", ["attack/happened  > Two soldiers"]),
    (
        "Rebel shelling of Homs killed at least 12 civilians.",
        ["shelling/happened Rebel > Homs,at least 12 civilians killed=12-"],
    ),
    ("Police arrested nine students in Kampala.", ["arrest/happened Police > nine students arrested=9-9"]),
    ("Clashes between the army and rebels continued in Goma.", ["clash/ongoing the army,rebels >"]),
    ("The army plans to attack the town of Bama.", ["attack/planned The army > the town of Bama"]),
    ("Soldiers foiled an attempt to plant a bomb in Cairo.", ["bombing/attempted"]),
]

SILENT = [
    "The striker's late shot killed off the match.",
    "The film tells of an attack on a village.",
    "The government did not attack the village.",
    "Prices exploded in the capital last year.",
    "The army held a drill that simulated an attack on the port.",
    "Mourners marked the anniversary of the bombing.",
    "The minister attacked the proposal in parliament.",
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0][:40] for c in CASES])
def test_a_sentence_yields_its_claims(text: str, expected: list[str], coder: Coder) -> None:
    found = [short(claim) for claim in code(text, coder)]
    assert len(found) == len(expected)
    for have, want in zip(found, expected, strict=True):
        assert have.startswith(want)


@pytest.mark.parametrize("text", SILENT)
def test_what_is_no_happening_yields_nothing(text: str, coder: Coder) -> None:
    assert [short(claim) for claim in code(text, coder)] == []


def test_every_quote_is_verbatim(coder: Coder) -> None:
    text = "Shells hit the market in Douma, killing seven people, the rescue service said (Field Wire, April 7, 2017)."
    for claim in code(text, coder):
        for quote in (claim.quote, claim.trigger, *(t.quote for t in claim.counts), *(v.quote for v in claim.voices)):
            assert text[quote.start : quote.end] == quote.text
