"""What time words mean: the earliest and latest day, from the words and the day they were written.

A rule is a pattern over plain words (lower case, marks folded) and a function. What it needs decides how it behaves
without a day of publication: "absolute" needs nothing; "year" completes a missing year from it; "telling" counts from
it; "story" counts from the day the report spoke of before.

Choices: a day without a year is the latest such day not later than ``AHEAD`` days after publication; a month or season
without a year is the latest that has begun; weekdays are past, and the day of publication itself where they agree;
"last week" is the calendar week (Monday to Sunday) before; seasons are northern.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from dateline.model import DatePrecision, Document, Interval, TimeWords
from dateline.resolve.day_rules import MONTH_WORDS, RULES, Days, Rule, Setting
from dateline.text import fold_marks, fold_space


def resolve_date(
    words: str,
    anchor: date | None,
    *,
    previous: date | None = None,
    day_first: bool | None = None,
    ahead: bool = False,
) -> Interval | None:
    """The earliest and latest day the words can mean, or None if they name no time.

    ``anchor`` is the day of publication, ``previous`` the day the report spoke of before ("two days later"),
    ``day_first`` decides 5/12/2016, ``ahead`` says that what is told is to come ("will meet on Monday"). Words that
    count from an unknown day give an open interval.
    """
    return _resolve(plain_words(words), Setting(anchor, previous, day_first, ahead))


def bounded_below(words: str, bound: date) -> Interval | None:
    """The interval of the words when the report was written on ``bound`` or any day later, or None if they name no
    time: "yesterday" begins on the day before ``bound`` and stays open."""
    found = resolve_date(words, None)
    if found is None or found.first or found.last or found.rule.startswith("story"):
        return found
    at_bound = resolve_date(words, bound)
    if at_bound is None or at_bound.rule.startswith("year"):
        return at_bound
    return Interval(at_bound.first, None, "open", at_bound.rule)


def relative_shift(words: str) -> tuple[int, int] | None:
    """How many days before or after the day of telling the words can mean at the earliest and the latest ("today" is
    0, 0; "overnight" -1, 0), or None if they do not count from that day."""
    found = resolve_date(words, None)
    if found is None or not found.rule.startswith("telling"):
        return None
    shifts = []
    for step in range(0, 366, 5):  # a step of five passes every weekday and every part of a month
        anchor = date(2015, 1, 1) + timedelta(days=step)
        at = resolve_date(words, anchor)
        if at and at.first and at.last:
            shifts.append(((at.first - anchor).days, (at.last - anchor).days))
    return (min(first for first, _ in shifts), max(last for _, last in shifts)) if shifts else None


def latest_full_date(times: Iterable[TimeWords], document: Document, anchor: date | None = None) -> date | None:
    """The latest day that a document names in full (day, month and year), not after ``anchor``, or None."""
    days = document_dates(times, document)
    return max((day for day in days if anchor is None or day <= anchor), default=None)


def document_dates(times: Iterable[TimeWords], document: Document) -> list[date]:
    """The days that a document names in full, in text order; of a range the last day."""
    found = []
    for time in times:
        at = resolve_date(document.text[time.span.start : time.span.end], None)
        if at and at.first and at.last and (at.last - at.first).days < 14 and at.rule.startswith("absolute"):
            found.append(at.last)
    return found


# ---------------------------------------------------------------- the driver

_BOUNDS = re.compile(
    r"(?P<bound>ever since|since|until|till|by|before|after|prior to|as of|between|from) (?P<rest>.+)", re.DOTALL
)
_RANGE = re.compile(r"(?P<a>.+?)(?: ?- ?| ?& ?| ?, (?!\d{4}$)(?:and )?| (?:and|to|or|until|till|through) )(?P<b>.+)")
_POINTERS = re.compile(r"^(?:(?:on|in|at|during|over|around|about|the|just|only|within|for) )+(?=\S)")


_CLOCK = re.compile(
    r"\b(?:\d{1,2}:\d\d(?: ?[ap]m)?|\d{1,2} ?[ap]m|noon|midnight|midday)"
    r"(?: (?:gmt|utc|[ecp][sde]?[es]?t|local time|moscow time))?,? (?:(?:on|of) )?(?=[a-z])"
)


def plain_words(words: str) -> str:
    """The words in lower case with marks folded, white space single and dots of abbreviations gone."""
    plain = fold_space(fold_marks(words).replace("–", "-").replace("—", "-")).casefold()
    plain = _CLOCK.sub("", re.sub(r"(?<=[a-z])\.", "", plain))
    return re.sub(r"'s?$", "", plain).strip(" ,;:()")


def _resolve(plain: str, setting: Setting) -> Interval | None:
    """The interval of plain words: a bound, a single time or a range of two."""
    bound = _BOUNDS.fullmatch(plain)
    if bound and bound["bound"] not in ("between", "from"):
        inner = _resolve(bound["rest"], setting)
        return _bounded(bound["bound"], inner, setting) if inner else None
    single = _single(plain, setting)
    if single:
        return single
    return _range(bound["rest"] if bound else plain, setting)


def _single(plain: str, setting: Setting) -> Interval | None:
    """The interval of words that name one time, or None."""
    for form in dict.fromkeys((plain, _POINTERS.sub("", plain))):
        for rule in RULES:
            match = rule.pattern.fullmatch(form)
            if match is None:
                continue
            name = f"{rule.need}:{rule.name}"
            known = rule.need == "absolute" or setting.anchor or (rule.need == "story" and setting.previous)
            if not known:
                return Interval(None, None, "open", name)
            days = _read(rule, match, setting)
            if days:
                return Interval(*days, _precision(days), name)
    return None


def _read(rule: Rule, match: re.Match[str], setting: Setting) -> Days | None:
    """The days of a match, or None where there is no such day (30 February) or it lies outside the calendar."""
    try:
        return rule.read(match, setting)
    except (ValueError, OverflowError):
        return None


def _precision(days: Days) -> DatePrecision:
    """How exact an interval is, by its width; a night that touches two days still counts as a day."""
    width = (days[1] - days[0]).days
    return (
        "day"
        if width <= 1
        else "week"
        if width <= 13
        else "month"
        if width <= 45
        else "season"
        if width <= 123
        else "year"
    )


def _bounded(bound: str, inner: Interval, setting: Setting) -> Interval | None:
    """The interval of "since X", "until X", "before X" ... from that of X."""
    day, first, last = timedelta(days=1), inner.first, inner.last
    if bound.endswith("since") or bound == "after":
        first = last + day if bound == "after" and last else first
        last = setting.anchor
    elif bound in ("before", "prior to"):
        first, last = None, first - day if first else None
    elif bound != "as of":
        first = None
    if first and last and first > last:
        last = None
    precision = _precision((first, last)) if first and last else "open"
    return Interval(first, last, precision, f"{inner.rule.split(':')[0]}:{bound.replace(' ', '_')}")


def _range(plain: str, setting: Setting) -> Interval | None:
    """The interval from the first to the last of several times: "3 and 5 May", "Monday to Wednesday"."""
    match = _RANGE.fullmatch(plain)
    if not match or re.fullmatch(r"\d+([-/.])\d+\1\d+", plain):
        return None
    tail = _RANGE.fullmatch(match["b"])
    a, b = match["a"], tail["b"] if tail and not _single(match["b"], setting) else match["b"]
    for first_words, last_words in _completed(a, b):
        first, last = _single(first_words, setting), _single(last_words, setting)
        if not first or not last:
            continue
        rule = f"{first.rule.split(':')[0]}:range"
        if first.first is None or last.last is None:
            return Interval(None, None, "open", rule)
        if first.first > last.last and "telling" in rule:  # "from Friday to Monday": the first lies a week before
            first = replace(first, first=first.first - timedelta(days=7))
        if first.first and first.first <= last.last:
            return Interval(first.first, last.last, _precision((first.first, last.last)), rule)
    return None


def split_range(words: str) -> list[tuple[int, int]]:
    """The start and end of each of the two times in words such as "between 1994 and 1997", else of the whole."""
    match = re.fullmatch(r"(?:(?:between|from)\s+)?(.+?)\s+(?:and|to|until|till|through)\s+(.+)", words, re.I | re.S)
    return [match.span(1), match.span(2)] if match else [(0, len(words))]


_TAIL_YEAR = re.compile(r"(?P<year>,? (?:of )?(?:\d{4}|(?:last|this|next) year))$")


def _completed(a: str, b: str) -> Iterable[tuple[str, str]]:
    """Ways to fill what one end of a range leaves to the other: the year, the month, the century."""
    year = _TAIL_YEAR.search(b)
    month_a, month_b = re.search(rf"\b{MONTH_WORDS}\b", a), re.search(rf"\b{MONTH_WORDS}\b", b)
    with_year = a + year["year"] if year and not re.search(r"\d{4}", a) else a
    if month_b and not month_a and re.fullmatch(r"(?:\w+,? )?\d{1,2}(?:st|nd|rd|th)?", a):
        yield f"{a} {month_b.group()}{year['year'] if year else ''}", b
    if month_a and not month_b and re.match(r"\d{1,2}(?:st|nd|rd|th)?\b", b):
        yield with_year, f"{month_a.group()} {b}"
    if re.fullmatch(r"\d{4}", a) and re.fullmatch(r"\d\d", b):
        yield a, a[:2] + b
    yield with_year, b
    yield a, b
