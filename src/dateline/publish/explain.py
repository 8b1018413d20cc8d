"""A claim or an event explained in words: the quote in its passage, who says so, and the rules that made it."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import Claim, Document, Event, Quote, Voice

AROUND = 160
"""Characters of the passage shown before and after a quote."""


def explain_event(event: Event, claims: Sequence[tuple[Claim, Document | None]]) -> str:
    """The event in plain text: its accounts field by field, why its claims were merged, then each claim."""
    lines = [f"Event {event.id}: {event.display.title}", f"grading: {event.grading}"]
    for field, accounts in event.accounts.items():
        mark = "  (disputed)" if field in event.disputed else ""
        for account in accounts:
            lines.append(f"  {field}: {account.value}  [{', '.join(account.voices)}]{mark}")
    lines += [f"  merged because {reason}" for reason in event.merged_because]
    return "\n".join([*lines, "", *(explain_claim(claim, document) + "\n" for claim, document in claims)])


def explain_claim(claim: Claim, document: Document | None) -> str:
    """The claim in plain text."""
    lines = [f"Claim {claim.id}: {claim.kind}, {claim.status}, {claim.certainty}, score {claim.score:.2f}"]
    if document is not None:
        lines.append(f"in {document.title or document.id} ({document.outlet or 'outlet unknown'})")
        lines.append(f"  {_passage(document.text, claim.quote)}")
    lines.append(f"  trigger: {claim.trigger.text}")
    for name, parties in (("actor", claim.actors), ("target", claim.targets)):
        lines += [f"  {name}: {p.name}{f' = {p.actor}' if p.actor else ''}  {_words(p.quote)}" for p in parties]
    if claim.when is not None:
        days = f"{claim.when.first or '...'} to {claim.when.last or '...'} ({claim.when.precision})"
        lines.append(f"  when: {days}, by {claim.when.basis}  {_words(claim.when.quote)}")
    if claim.place is not None:
        where = f"{claim.place.name}, {claim.place.country or 'country unknown'} ({claim.place.precision})"
        lines.append(f"  place: {where}, by {claim.place.basis}  {_words(claim.place.quote)}")
    for tally in claim.counts:
        lines.append(f"  {tally.of}: {_range(tally.low, tally.high)} {tally.who}  {_words(tally.quote)}")
    lines += [f"  means: {means.name}" for means in claim.means]
    lines += [f"  voice {n}: {_voice(voice)}" for n, voice in enumerate(claim.voices, 1)]
    lines += [f"  because: {reason}" for reason in claim.reasons]
    return "\n".join(lines)


def _passage(text: str, quote: Quote) -> str:
    before = text[max(0, quote.start - AROUND) : quote.start].replace("\n", " ")
    after = text[quote.end : quote.end + AROUND].replace("\n", " ")
    return f"... {before}>>{quote.text}<<{after} ..."


def _words(quote: Quote | None) -> str:
    return f"“{quote.text}”" if quote is not None else ""


def _range(low: int | None, high: int | None) -> str:
    if low == high:
        return str(low)
    return f"{'' if low is None else low}..{'' if high is None else high}"


def _voice(voice: Voice) -> str:
    names = " and ".join(voice.names) or "nobody named"
    return f"{names}, {voice.form}, {voice.act}  {_words(voice.quote)}"
