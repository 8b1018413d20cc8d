"""Short phrases of a digest: days, places, voices and quotes shortened at their edges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.model import Claim, Place, Quote, Voice, When
from dateline.publish.sentences import ENDS_OPEN, cut_edges

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip

ACTS = {
    "report": "",
    "claim_responsibility": "claiming responsibility",
    "deny": "denying it",
    "accuse": "accusing",
    "confirm": "confirming it",
    "estimate": "an estimate",
    "announce": "announcing it",
    "order": "ordering it",
    "threaten": "threatening it",
    "suspect": "suspecting it",
}


@dataclass(frozen=True, slots=True)
class Lit:
    """A stretch of a quote; ``on`` where its words carry the claim."""

    text: str
    on: bool = False


def say_day(day: date, year: bool) -> str:
    """A day as "12 Feb", with its year where asked."""
    said = f"{day.day} {MONTHS[day.month - 1][:3]}"
    return f"{said} {day.year}" if year else said


def say_when(when: When | None, year: bool = False) -> str:
    """The days of a happening in words: "12 Feb", "by 12 Feb", "9 to 11 Feb", "February 2016", "day not known"."""
    if when is None or (when.first is None and when.last is None):
        return "day not known"
    first, last = when.first, when.last
    if first is None and last is not None:
        return f"by {say_day(last, year)}"
    if last is None and first is not None:
        return f"since {say_day(first, year)}"
    assert first is not None and last is not None
    return say_days(first, last, year)


def say_days(first: date, last: date, year: bool) -> str:
    """A stretch of days in words; a whole month or year by its name."""
    if first == last:
        return say_day(first, year)
    next_day = last + timedelta(days=1) if last < date.max else last
    if first.day == 1 and next_day.day == 1:
        if (first.month, last.month, first.year) == (1, 12, last.year):
            return str(first.year)
        if (first.month, first.year) == (last.month, last.year):
            return MONTHS[first.month - 1] + (f" {first.year}" if year else "")
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {say_day(last, year)}"
    return f"{say_day(first, year or first.year != last.year)} to {say_day(last, year or first.year != last.year)}"


def say_long_days(first: date, last: date) -> str:
    """A stretch of days for a headline: "7 to 19 February 2016"."""
    end = f"{last.day} {MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {end}"
    start = f"{first.day} {MONTHS[first.month - 1]}"
    return f"{start} to {end}" if first.year == last.year else f"{start} {first.year} to {end}"


def say_place(place: Place | None) -> str:
    """A place as the tag of an event tells it: "Derna, western entrance"; "" where none is known."""
    if place is None:
        return ""
    within = " ".join((place.within or "").split()).removeprefix("the ")
    if not within or len(within) > 60:
        return place.name
    if ((place.within or "").startswith("the ") and within.endswith(" to")) or not ENDS_OPEN.search(within):
        return f"{place.name}, {within.removesuffix(' to')}"
    return f"{within} {place.name}"


def join_words(names: Sequence[str]) -> str:
    """Names as a list in words: "A", "A and B", "A, B and C"."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + (f" and {names[-1]}" if names else "")


def speaker_of(claim: Claim, otherwise: str) -> tuple[str, str]:
    """Who says so: the innermost named voice of a claim, and the small line about it (act, carried by whom)."""
    named = [voice for voice in claim.voices if voice.names]
    if not named:
        unnamed = bool(claim.voices) and claim.voices[-1].form in ("adverb", "passive")
        return otherwise, "not saying who reports it" if unnamed else "on the report's own authority"
    speaker, carriers = named[-1], named[:-1]
    notes = [ACTS.get(speaker.act, "")]
    days = [cited.date for cited in speaker.cited if cited.date]
    if not carriers and days:
        notes.append(say_day(max(days), True))
    if carriers:
        notes.append("carried by " + join_words([_carrier(voice) for voice in carriers]))
    return join_words(speaker.names), "; ".join(note for note in notes if note)


def _carrier(voice: Voice) -> str:
    days = {cited.name: cited.date for cited in voice.cited}
    said = []
    for name in voice.names:
        day = days.get(name)
        said.append(f"{name}, {say_day(day, False)}" if day else name)
    return join_words(said)


def chain_key(claim: Claim) -> tuple[tuple[str, ...], ...]:
    """The names of a claim's voices, outermost first: two claims with the same are one voice's telling."""
    return tuple(voice.names for voice in claim.voices)


def light_quote(claim: Claim, longest: int = 240) -> tuple[Lit, ...]:
    """The claim's quote with the words lit that carry it (trigger and counts), shortened at its edges only."""
    quote = claim.quote
    spans = [claim.trigger, *(tally.quote for tally in claim.counts if tally.of in ("killed", "injured"))]
    marked = sorted((s.start - quote.start, s.end - quote.start) for s in spans if _inside(s, quote))
    low, high = cut_edges(quote.text, marked[0][0] if marked else 0, marked[0][1] if marked else 0, longest)
    pieces: list[Lit] = [Lit("… ")] if low > 0 else []
    at = low
    for start, end in marked:
        start, end = max(start, at), min(end, high)
        if start < end:
            pieces += [Lit(quote.text[at:start]), Lit(quote.text[start:end], on=True)]
            at = end
    pieces.append(Lit(quote.text[at:high]))
    if high < len(quote.text):
        pieces.append(Lit(" …"))
    return tuple(piece for piece in pieces if piece.text)


def _inside(part: Quote, whole: Quote) -> bool:
    return whole.start <= part.start < part.end <= whole.end
