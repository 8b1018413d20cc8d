"""Time words as TIMEX3 (ISO 24617-1, TimeML): their sort and value, for those who exchange annotated text.

The interval of ``resolve.dates`` says on which days something can lie; a TIMEX3 value says how the words name it:
"this year" is a year, "the past two months" a length, "daily" a repetition, "now" a reference to the present.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dateline.knowledge.calendar import NUMBERS, VAGUE_NUMBERS, either
from dateline.model import Document, Interval, Span, TimeWords
from dateline.resolve.dates import plain_words, resolve_date, split_range

TimexSort = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Timex:
    """A TIMEX3: where its words stand, its type and its value ("" where the words give none)."""

    span: Span
    sort: TimexSort
    value: str


def find_timexes(document: Document, times: Iterable[TimeWords]) -> list[Timex]:
    """The TIMEX3 of a document's time words, in text order; a range is two, and words that bound or shift a time
    ("since", "earlier") stay outside, as the guideline has it."""
    found: list[Timex] = []
    for time in times:
        for span in _parts(document.text, time):
            words = document.text[span.start : span.end]
            ahead = _looks_ahead(document.text, span)
            sort, value = timex_value(words, time.rule, document.published, found[-1].value if found else "", ahead)
            found.append(Timex(span, sort, value))
    return found


_OUTSIDE = re.compile(
    r"(?:(?:ever\s+since|since|until|till|by|before|after|prior\s+to|as\s+of|between|from)\s+"
    r"|(?:earlier|later|just|only|about)\s+(?:on\s+)?(?!this|that|in|the|last))",
    re.IGNORECASE,
)


def _parts(text: str, time: TimeWords) -> Iterator[Span]:
    """The stretches of time words that are a TIMEX3 of their own."""
    start, end = time.span.start, time.span.end
    outside = _OUTSIDE.match(text, start, end)
    if outside and outside.end() < end:
        start = outside.end()
    for first, last in split_range(text[start:end]) if time.rule.endswith("_range") else ((0, end - start),):
        yield Span(start + first, start + last)


_WILL = re.compile(
    r"\b(?:will|would|shall|to be|is to|are to|scheduled|expected|planned|plans|due|set|hopes?)\b", re.IGNORECASE
)
_DID = re.compile(r"\b(?:was|were|had|did|said|told|reported|\w+ed)\b", re.I)


def _looks_ahead(text: str, span: Span) -> bool:
    """Whether the words before a time in its sentence, the nearest first, speak of what is to come."""
    before = text[max(0, span.start - 120) : span.start]
    clause = re.split(r"[.;:?!\n]|\bthat\b|\bwho\b|\bwhich\b", before)[-1]
    will = max((m.end() for m in _WILL.finditer(clause)), default=-1)
    did = max((m.end() for m in _DID.finditer(clause)), default=-1)
    return will >= did and will >= 0


# ---------------------------------------------------------------- values

_UNITS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "weekend": "WE",
    "fortnight": "W", "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE", "centurie": "CE",
}  # fmt: skip
_UNIT = rf"(?P<unit>{either(_UNITS)})s?"
_COUNT = rf"(?P<count>half an?|\d+ \d/\d|\d+[.,]\d+|\d+|{either([*NUMBERS, *VAGUE_NUMBERS, 'some', 'many'])})"
_LENGTH = re.compile(rf"(?:.*? )??(?:{_COUNT}(?P<half> and a half)?(?: [a-z]+)??[ -])?{_UNIT}(?:-long)?")
_SETS = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P1Q",
    "yearly": "P1Y", "annually": "P1Y",
}  # fmt: skip
_PARTS = {
    "morning": "MO",
    "dawn": "MO",
    "noon": "T12:00",
    "midday": "T12:00",
    "afternoon": "AF",
    "evening": "EV",
    "night": "NI",
}
_SEASON_CODES = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_PAST = frozenset("recent recently lately previously formerly past".split())


def timex_value(
    words: str, rule: str, anchor: date | None, last: str = "", ahead: bool = False
) -> tuple[TimexSort, str]:
    """The type and value of time words that ``rule`` found; ``last`` is the value of the time told before, ``ahead``
    whether the sentence speaks of what is to come."""
    plain = plain_words(words)
    if rule == "reference":
        kinds = set(plain.split())
        return "DATE", "PAST_REF" if kinds & _PAST else "FUTURE_REF" if "future" in kinds else "PRESENT_REF"
    if rule == "set":
        return "SET", _SETS.get(plain) or _length(plain.replace("every ", "").replace("each ", ""))
    if rule in ("duration", "past"):
        return "DURATION", _length(plain)
    clock = _clock(words)
    if rule == "clock":
        return "TIME", f"{anchor.isoformat()}{clock}" if anchor and clock else ""
    shifted = _shifted(plain, last)
    if shifted:
        return "DATE", shifted
    interval = resolve_date(words, anchor, previous=_day_of(last), ahead=ahead)
    value = _named(plain, interval) if interval else ""
    part = clock or _day_part(plain)
    if len(value) == 10 and part:
        return "TIME", value + part
    return "DATE", value


def _length(plain: str) -> str:
    """A period such as P2Y, PT36H or PXW for no certain number; "" where the words have no unit."""
    match = _LENGTH.fullmatch(plain)
    if match is None:
        return ""
    words, unit = match["count"] or ("" if plain.endswith("s") else "a"), match["unit"]
    if words.startswith("half"):
        number = "0.5"
    elif words in VAGUE_NUMBERS or words in ("", "some", "many"):
        number = "X"
    elif "/" in words:
        number = f"{words.split()[0]}.5"
    else:
        number = str(NUMBERS.get(words, words)) + (".5" if match["half"] else "")
    if unit == "fortnight":
        number = "2"
    code = _UNITS[unit]
    if code in ("DE", "CE"):
        size = 10 if code == "DE" else 100
        return f"P{int(float(number) * size)}Y" if number != "X" else "PXY"
    return f"PT{number}{code[1]}" if code.startswith("T") else f"P{number}{code}"


def _clock(words: str) -> str:
    """The time of day in words as T and hours and minutes, "" where they tell none."""
    match = re.search(r"\b(\d{1,2})(?::(\d\d))?\s?([ap])\.?m\b|\b(\d{1,2}):(\d\d)\b", words, re.IGNORECASE)
    if match is None:
        named = re.match(r"(noon|midday|midnight)\b", words, re.IGNORECASE)
        return "" if named is None else "T24:00" if named[1].casefold() == "midnight" else "T12:00"
    hours, minutes = int(match[1] or match[4]), match[2] or match[5] or "00"
    if match[3]:
        hours = hours % 12 + 12 * (match[3].casefold() == "p")
    return f"T{hours:02d}:{minutes}"


def _day_part(plain: str) -> str:
    if re.match(r"(?:tonight|last night|overnight)", plain):
        return "TNI"
    part = re.search(rf"\b{either(_PARTS)}\b", plain)
    if part is None:
        return ""
    code = _PARTS[part.group()]
    return code if code.startswith("T1") else f"T{code}"


def _day_of(value: str) -> date | None:
    return date.fromisoformat(value[:10]) if re.match(r"\d{4}-\d\d-\d\d", value) else None


def _shifted(plain: str, last: str) -> str:
    """A year before or after a quarter or month told just before: "a year earlier" beside the third quarter."""
    match = re.fullmatch(r"(?:a|one|the) year (earlier|ago|before|later)|year-(earlier|ago)", plain)
    told = re.fullmatch(r"(\d{4})(-Q[1-4X])", last)
    if match is None or told is None:
        return ""
    return f"{int(told[1]) + (1 if 'later' in plain else -1)}{told[2]}"


def _named(plain: str, interval: Interval) -> str:
    """The value of days by how the words name them."""
    first, last = interval.first, interval.last
    day = first or last
    if day is None:
        return ""
    rule = interval.rule.partition(":")[2]
    decade = re.search(r"\b(\d{3})0'?s\b|\b(\w+ies)\b", plain)
    if rule == "decade" and decade:
        return f"{day.year // 10}X"
    season = re.search(rf"\b{either(_SEASON_CODES)}\b", plain)
    if rule == "season" and season:
        return f"{day.year}-{_SEASON_CODES[season.group()]}"
    unit = re.search(r"\b(day|night|weekend|week|month|quarter|year|decade|century)s?\b", plain)
    if rule == "quarter" or (rule == "period" and unit and unit[1] == "quarter"):
        return f"{day.year}-Q{(day.month + 2) // 3}"
    if rule == "month":
        return f"{day:%Y-%m}"
    if rule == "year":
        return str(day.year)
    if rule in ("period", "ago", "later", "same") and unit:
        if rule in ("ago", "later") and re.search(rf"\b{either(VAGUE_NUMBERS)}\b", plain):
            return "PAST_REF" if "later" not in plain else "FUTURE_REF"
        middle = day if first is None or last is None else first + (last - first) // 2
        return _by_unit(unit[1], last or day if rule == "period" and "next" not in plain else middle)
    if first is not None and last is not None and (last - first).days > 1:
        return _by_width(first, last)
    return (last or day).isoformat()


def _by_unit(unit: str, day: date) -> str:
    week = day.isocalendar()
    return {
        "week": f"{week.year}-W{week.week:02d}",
        "weekend": f"{week.year}-W{week.week:02d}-WE",
        "month": f"{day:%Y-%m}",
        "quarter": f"{day.year}-Q{(day.month + 2) // 3}",
        "year": str(day.year),
        "decade": f"{day.year // 10}X",
        "century": f"{day.year // 100}XX",
    }.get(unit, day.isoformat())


def _by_width(first: date, last: date) -> str:
    days = (last - first).days
    unit = "week" if days < 10 else "month" if days < 45 else "year"
    return _by_unit(unit, first + (last - first) // 2)
