"""A small card for notebooks: a report's text with the words of its claims lit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.model import Claim, Document, Quote
from dateline.publish.pages import open_templates
from dateline.publish.phrases import say_place, say_when, speaker_of
from dateline.publish.sentences import toll_words

MARKS = ("claim", "voice", "dead", "trigger")  # later ones lie over earlier ones


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of the text with its mark ("" for none) and what the mark tells when pointed at."""

    text: str
    mark: str
    hint: str


@dataclass(frozen=True, slots=True)
class Line:
    """One claim as the list below the text tells it."""

    kind: str
    rest: str
    who: str


def report_html(document: Document, claims: Iterable[Claim]) -> str:
    """The card of one report as a piece of HTML with its own style."""
    claims = sorted(claims, key=lambda claim: (claim.quote.start, claim.trigger.start, claim.id))
    about = [document.outlet or "", document.published.isoformat() if document.published else ""]
    number = "1 claim" if len(claims) == 1 else f"{len(claims)} claims"
    return open_templates().get_template("card.html.j2").render(
        title=document.title or f"Report {document.id}",
        about=" · ".join(part for part in (*about, number) if part),
        pieces=mark_text(document.text, claims),
        told=[_line(claim) for claim in claims],
    )  # fmt: skip


def mark_text(text: str, claims: Iterable[Claim]) -> list[Marked]:
    """The text cut into stretches, each with the strongest mark over it; joined they are the text again."""
    marks = [0] * len(text)
    hints = [""] * len(text)
    for claim in claims:
        for rank, quote, hint in _marks(claim):
            for at in range(max(0, quote.start), min(quote.end, len(text))):
                if rank >= marks[at]:
                    marks[at], hints[at] = rank, hint
    pieces: list[Marked] = []
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or (marks[at], hints[at]) != (marks[start], hints[start]):
            rank = marks[start]
            pieces.append(Marked(text[start:at], MARKS[rank - 1] if rank else "", hints[start] if rank else ""))
            start = at
    return pieces


def _marks(claim: Claim) -> list[tuple[int, Quote, str]]:
    kind = claim.kind.replace("_", " ")
    found = [(1, claim.quote, kind), (4, claim.trigger, f"{kind}, {claim.status}")]
    found += [(2, voice.quote, "who says so") for voice in claim.voices]
    return found + [
        (3, tally.quote, f"{tally.of}: {toll_words(tally)}") for tally in claim.counts if tally.of == "killed"
    ]


def _line(claim: Claim) -> Line:
    who, _ = speaker_of(claim, "")
    parts = [
        say_when(claim.when, year=True),
        say_place(claim.place),
        "" if claim.status == "happened" else claim.status,
    ]
    parts += [f"{toll_words(tally)} {tally.of}" for tally in claim.counts]
    return Line(claim.kind.replace("_", " "), " · ".join(part for part in parts if part), who)
