"""Publication dates in the forms that metadata give them: ISO, mail, "May 12, 2016", 5/12/2016."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal, NamedTuple

DayOrder = Literal["mdy", "dmy"]

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_ISO = re.compile(r"(?<!\d)(?P<year>(?:1[89]|20)\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)")
_WORDS = (
    re.compile(rf"\b{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{_DAY}-{_MONTH}-{_YEAR}\b", re.IGNORECASE),
)
_NUMBERS = re.compile(r"(?<!\d)(?P<a>\d{1,2})[/.-](?P<b>\d{1,2})[/.-](?P<year>(?:1[89]|20)\d\d)(?!\d)")


class Day(NamedTuple):
    """A day and the words that gave it."""

    day: date
    words: str


def find_day(text: str, order: DayOrder | None = None) -> Day | None:
    """The first day that the words name in full, or None where they name none or 5/12/2016 could be two days."""
    for pattern in (_ISO, *_WORDS, _COMPACT):
        for match in pattern.finditer(text):
            found = _day(match["year"], match["month"], match["day"])
            if found:
                return Day(found, match.group())
    numbers = _NUMBERS.search(text)
    if not numbers:
        return None
    a, b = int(numbers["a"]), int(numbers["b"])
    if order is None:
        order = "dmy" if a > 12 else "mdy" if b > 12 or a == b else None
    if order is None:
        return None
    month, day = ("b", "a") if order == "dmy" else ("a", "b")
    day_found = _day(numbers["year"], numbers[month], numbers[day])
    return Day(day_found, numbers.group()) if day_found else None


def is_ambiguous(text: str) -> bool:
    """Whether the words hold a date of numbers that can be read day first and month first."""
    match = _NUMBERS.search(text)
    return bool(match) and find_day(text) is None


def day_order(cells: Iterable[str]) -> DayOrder | None:
    """The order of day and month in a column of dates, None where no cell decides it or cells disagree."""
    first = second = False
    for cell in cells:
        match = _NUMBERS.search(cell)
        if match:
            first = first or int(match["a"]) > 12
            second = second or int(match["b"]) > 12
    if first == second:
        return None
    return "dmy" if first else "mdy"


def is_day_line(line: str) -> bool:
    """Whether a line holds a day (and perhaps its weekday and a time of day) and nothing else."""
    found = find_day(line)
    if not found:
        return False
    rest = re.sub(
        r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b\d{1,2}[:.]\d\d(?::\d\d)?\b", " ", line, flags=re.I
    )
    rest = rest.replace(found.words, " ")
    return not re.sub(
        r"\b(?:on|at|am|pm|a\.m\.|p\.m\.|gmt|utc|published|posted|updated)\b", " ", rest, flags=re.I
    ).strip(" ,.|-–—()/:")


def _day(year: str, month: str, day: str) -> date | None:
    """The day, or None where the calendar has no such one."""
    number = int(month) if month.isdigit() else 1 + [name[:3] for name in _MONTHS].index(month.lower()[:3])
    try:
        return datetime(int(year), number, int(day)).date()
    except ValueError:
        return None
