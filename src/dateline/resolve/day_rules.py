"""The rules for single time words: a pattern over plain words, what it needs, and the days it means."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dateline.knowledge.calendar import (
    DECADES,
    EASTER_FEASTS,
    FEASTS,
    ISLAMIC_FEASTS,
    MONTHS,
    NUMBERS,
    SEASONS,
    VAGUE_NUMBERS,
    WEEKDAYS,
    add_months,
    easter_of,
    either,
    islamic_feast,
    monday_of,
    month_end,
    season_of,
)

AHEAD = 60  # days after publication on which a day without a year may still lie; of 7, 14, 31, 60 and 100 tried on
# the days of TimeBank and AQUAINT, 537, 550, 562, 576 and 580 of 671 came out right
MONTH_AHEAD = 7  # the same for "the 9th", in days of the month

Need = Literal["absolute", "year", "telling", "story"]
Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Setting:
    """What words are read against: the day of publication, the day spoken of before, the order of day and month."""

    anchor: date | None
    previous: date | None
    day_first: bool | None
    ahead: bool = False
    """Whether what is told is to come."""

    @property
    def today(self) -> date:
        """The day of publication; rules that need one run only where it is known."""
        assert self.anchor is not None
        return self.anchor

    @property
    def story(self) -> date:
        """The day spoken of before, else the day of publication."""
        return self.previous or self.today


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over plain words, what it needs beside them, and what the match means."""

    name: str
    need: Need
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Setting], Days | None]


def _one(day: date) -> Days:
    return day, day


def _number(words: str) -> tuple[int, int]:
    """The least and the greatest number the words can mean."""
    words = words.strip()
    if words in VAGUE_NUMBERS:
        return VAGUE_NUMBERS[words]
    number = int(words) if words.isdigit() else NUMBERS[words]
    return number, number


def _year(words: str, setting: Setting) -> int | None:
    """The year that "2016" or "last year" names, None for no words."""
    digits = re.search(r"\d{4}", words)
    if digits:
        return int(digits.group())
    steps = {"last": -1, "this": 0, "next": 1, "same": 0, "that": 0}
    named = re.search(r"last|this|next|same|that", words)
    return setting.today.year + steps[named.group()] if named else None


def _iso(match: re.Match[str], _: Setting) -> Days:
    return _one(date(int(match["year"]), int(match["month"]), int(match["day"])))


def _numeric(match: re.Match[str], setting: Setting) -> Days | None:
    """Both readings of 5/12/2016 unless ``day_first``, the numbers or the day of publication leave one."""
    year = int(match["year"])
    year += (2000 if year < 70 else 1900) if year < 100 else 0
    readings = []
    for day_first, day, month in ((True, match["a"], match["b"]), (False, match["b"], match["a"])):
        if setting.day_first in (None, day_first) and int(month) <= 12:
            readings.append(date(year, int(month), int(day)))
    if setting.anchor:
        readings = [day for day in readings if day <= setting.today + timedelta(days=1)] or readings
    return (min(readings), max(readings)) if readings else None


def _day(match: re.Match[str], _: Setting) -> Days:
    return _one(date(int(match["year"]), MONTHS[match["month"]], int(match["day"])))


def _day_of_year(match: re.Match[str], setting: Setting) -> Days:
    return _one(date(_year(match["year"], setting) or 0, MONTHS[match["month"]], int(match["day"])))


def _day_no_year(match: re.Match[str], setting: Setting) -> Days | None:
    """The latest such day up to ``AHEAD`` days after publication; a weekday beside it decides the year."""
    weekday = WEEKDAYS.get(match["weekday"] or "")
    limit = setting.today + timedelta(days=AHEAD)
    possible = []
    for year in range(setting.today.year + 1, setting.today.year - 9, -1):
        try:
            possible.append(date(year, MONTHS[match["month"]], int(match["day"])))
        except ValueError:  # 29 February
            continue
    agreeing = [day for day in possible if weekday is None or day.weekday() == weekday] or possible
    if weekday is not None:
        return _one(min(agreeing, key=lambda day: abs((day - setting.today).days)))
    if setting.ahead and weekday is None:
        coming = [day for day in agreeing if day >= setting.today]
        return _one(min(coming)) if coming else None
    past = [day for day in agreeing if day <= limit]
    return _one(past[0]) if past else None


def _ordinal(match: re.Match[str], setting: Setting) -> Days:
    """The day of a month: of the month named, else of the month spoken of."""
    step = {"last": -1, "next": 1}.get(match["month"] or "", 0)
    base = setting.today if match["month"] else setting.story
    if not match["month"] and int(match["day"]) > base.day + MONTH_AHEAD:
        step = -1
    return _one(date(*add_months(base.year, base.month, step), int(match["day"])))


_EDGES = {
    "early": (0, 1 / 3), "mid": (1 / 3, 2 / 3), "late": (2 / 3, 1), "middle": (1 / 3, 2 / 3), "first half": (0, 1 / 2),
    "second half": (1 / 2, 1), "last half": (1 / 2, 1), "first quarter": (0, 1 / 4), "second quarter": (1 / 4, 1 / 2),
    "third quarter": (1 / 2, 3 / 4), "fourth quarter": (3 / 4, 1), "last quarter": (3 / 4, 1),
    "end": (5 / 6, 1), "close": (5 / 6, 1), "start": (0, 1 / 6), "beginning": (0, 1 / 6), "turn": (0, 1 / 12),
}  # fmt: skip


def _edge(words: str | None, days: Days, setting: Setting | None = None) -> Days:
    """The part of a stretch of days that "early", "the end of" ... names; "earlier" and "later" split it at today."""
    first, last = days
    words = (words or "").replace("very ", "")
    if words.startswith("later") and setting and setting.anchor and first <= setting.today < last:
        return setting.today, last
    if words.startswith("earlier") and setting and setting.anchor and first <= setting.today:
        return first, min(last, setting.today)
    for name, (low, high) in _EDGES.items():
        if re.search(rf"\b{name}\b", words):
            if last.day - first.day >= 364 or (last - first).days > 300:
                return _months_of(first, low, high)
            width = (last - first).days + 1
            return first + timedelta(days=int(low * width)), first + timedelta(days=max(round(high * width) - 1, 0))
    return days


def _months_of(first: date, low: float, high: float) -> Days:
    """The whole months of a year between two fractions of it."""
    start, end = int(low * 12 + 0.01), max(int(high * 12 + 0.01), int(low * 12 + 0.01) + 1)
    return date(*add_months(first.year, first.month, start), 1), month_end(
        *add_months(first.year, first.month, end - 1)
    )


def _month(match: re.Match[str], setting: Setting) -> Days:
    year, month = _year(match["year"], setting) or 0, MONTHS[match["month"]]
    return _edge(match["edge"], (date(year, month, 1), month_end(year, month)), setting)


def _month_no_year(match: re.Match[str], setting: Setting) -> Days:
    """The latest such month that has begun; "last March" is never this month, "next March" is to come."""
    month, today = MONTHS[match["month"]], setting.today
    which = (match["which"] or "").strip()
    year = today.year - (month > today.month)
    if which in ("last", "the past") and month == today.month:
        year -= 1
    elif which == "next":
        year = today.year + (month <= today.month)
    elif which == "this":
        year = today.year
    elif setting.ahead and month < today.month:
        year = today.year + 1
    elif setting.ahead:
        year = today.year
    return _edge(match["edge"], (date(year, month, 1), month_end(year, month)), setting)


def _season(match: re.Match[str], setting: Setting) -> Days:
    """The season of a year; without one the latest that has begun, for "last" the latest that is over."""
    name, which = match["season"], (match["which"] or "").strip()
    year = _year(match["year"] or "", setting)
    if year is None:
        seasons = [season_of(name, setting.today.year + step) for step in (1, 0, -1, -2)]
        if which == "next":
            return _edge(match["edge"], [days for days in seasons if days[0] > setting.today][-1], setting)
        bound = 1 if which in ("last", "the past") else 0
        return _edge(match["edge"], next(days for days in seasons if days[bound] < setting.today), setting)
    days = season_of(name, year)
    if name == "winter":  # "the winter of 2015" may begin in January as well
        days = date(year, 1, 1), days[1]
    return _edge(match["edge"], days, setting)


_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def _quarter(match: re.Match[str], setting: Setting) -> Days:
    """The quarter of a year: of the year named, else the latest that has begun, or is over where none is numbered."""
    today, which = setting.today, match["which"]
    number = _QUARTERS.get(match["nth"] or "")
    year = int(match["year"]) if match["year"] else today.year + {"last": -1, "next": 1}.get(match["step"] or "", 0)
    if number is None:
        step = 0 if "current" in which or "this" in which else 1 if "next" in which else -1
        year, month = add_months(today.year, (today.month - 1) // 3 * 3 + 1, 3 * step)
        number = month // 3 + 1
    elif not match["year"] and not match["step"] and (number - 1) * 3 + 1 > today.month:
        year -= 1
    year -= "year-" in which
    return date(year, number * 3 - 2, 1), month_end(year, number * 3)


def _year_days(match: re.Match[str], setting: Setting) -> Days:
    year = int(match["year"])
    return _edge(match["edge"], (date(year, 1, 1), date(year, 12, 31)), setting)


def _decade(match: re.Match[str], _: Setting) -> Days:
    words = match["decade"]
    first = DECADES.get(words) or (int(words) if len(words) == 4 else 1900 + int(words))
    thirds = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(match["edge"] or "", (0, 9))
    return date(first + thirds[0], 1, 1), date(first + thirds[1], 12, 31)


def _weekday(match: re.Match[str], setting: Setting) -> Days:
    """The latest such day up to publication; "last Friday" is before it, "next Friday" after it."""
    wanted, which, today = WEEKDAYS[match["weekday"]], match["which"] or "", setting.today
    back = timedelta(days=(today.weekday() - wanted) % 7)
    week, of_week = match["week"], {"last": -7, "this": 0, "next": 7, "that": 0}
    if week:
        return _one(monday_of(today) + timedelta(days=wanted + of_week[week]))
    if which in ("next", "this coming", "coming", "following", "the following"):
        base = setting.story if "following" in which else today
        return _one(base + timedelta(days=(wanted - base.weekday() - 1) % 7 + 1))
    if which == "this":
        return _one(monday_of(today) + timedelta(days=wanted))
    if setting.ahead and not which:
        return _one(today + timedelta(days=(wanted - today.weekday()) % 7))
    return _one(today - (back or timedelta(days=7 if which in ("last", "this past") else 0)))


def _telling(match: re.Match[str], setting: Setting) -> Days:
    """The days of "today", "last night", "overnight" ... by their distance from the day of telling."""
    first, last = next(days for words, days in _NEAR.items() if re.fullmatch(words, match["near"]))
    return setting.today + timedelta(days=first), setting.today + timedelta(days=last)


_PART = r"(?:morning|afternoon|evening|night|noon|midday|dawn|dusk)"
_NEAR = {
    r"(?:the )?day before yesterday": (-2, -2),
    r"(?:the )?day after tomorrow": (2, 2),
    r"today": (0, 0),
    r"yesterday": (-1, -1),
    r"tomorrow": (1, 1),
    r"last (?:night|evening)": (-1, -1),
    r"tonight|this (?:morning|afternoon|evening)": (0, 0),
    r"overnight": (-1, 0),
    r"(?:earlier|later) (?:in )?(?:the )?day": (0, 0),
}


def _units(unit: str, low: int, high: int, day: date, way: int) -> Days:
    """The days that lie ``low`` to ``high`` units away: exact for days, half a unit wide for weeks, whole calendar
    months and years."""
    unit = unit.rstrip("s")
    if unit in ("second", "minute", "hour"):
        days = -(-high // 24) if unit == "hour" else 0
        low, high = (0 if unit != "hour" or low < 24 else low // 24), days
        unit = "day"
    if unit in ("day", "night"):
        ends = day + timedelta(days=way * low), day + timedelta(days=way * high)
    elif unit in ("week", "fortnight", "weekend"):
        size = 14 if unit == "fortnight" else 7
        ends = day + timedelta(days=way * (low * size - 3)), day + timedelta(days=way * (high * size + 3))
    elif unit == "month":
        months = sorted(add_months(day.year, day.month, way * n) for n in (low, high))
        ends = date(*months[0], 1), month_end(*months[1])
    else:
        size = 10 if unit == "decade" else 1
        years = sorted(day.year + way * n * size for n in (low, high))
        spread = 2 if unit == "decade" else 0
        ends = date(years[0] - spread, 1, 1), date(years[1] + spread, 12, 31)
    return min(ends), max(ends)


def _ago(match: re.Match[str], setting: Setting) -> Days:
    first, last = _units(match["unit"], *_number(match["number"]), setting.today, -1)
    return first, min(last, setting.today)


def _later(match: re.Match[str], setting: Setting) -> Days:
    way = 1 if match["way"] in ("later", "after", "afterwards", "afterward") else -1
    return _units(match["unit"], *_number(match["number"] or "1"), setting.story, way)


def _same(match: re.Match[str], setting: Setting) -> Days:
    """The day, week, month or year of the story, or the one before or after it."""
    way = {"previous": -1, "preceding": -1, "before": -1, "following": 1, "next": 1, "after": 1}.get(
        match["way"] or "that", 0
    )
    unit, day = match["unit"], setting.story
    return _calendar(unit, way, day) if unit in _SPAN.split("|") else _one(day + timedelta(days=way))


def _calendar(unit: str, step: int, day: date) -> Days:
    """The calendar week, weekend, month, year ... ``step`` units from that of a day."""
    if unit in ("week", "weekend"):
        monday = monday_of(day) + timedelta(days=7 * step)
        return monday + timedelta(days=5 if unit == "weekend" else 0), monday + timedelta(days=6)
    if unit in ("month", "quarter"):
        size = 3 if unit == "quarter" else 1
        year, month = add_months(day.year, (day.month - 1) // size * size + 1, step * size)
        return date(year, month, 1), month_end(*add_months(year, month, size - 1))
    size = {"year": 1, "decade": 10, "century": 100}[unit]
    first = day.year // size * size + step * size
    return date(first, 1, 1), date(first + size - 1, 12, 31)


def _period(match: re.Match[str], setting: Setting) -> Days:
    """The days of "this week" (seven up to publication), "last month", "later this year", "the weekend"."""
    which, unit, today, edge = match["which"] or "the", match["unit"], setting.today, match["edge"] or ""
    step = {"last": -1, "next": 1}.get(which, 0)
    if unit == "weekend":
        if which != "next" and today.weekday() < 5:
            step = -1
        first, last = _calendar(unit, step, today)
        return first, min(last, today) if which != "next" else last
    days = _calendar(unit, step, today)
    if edge:
        return _edge(edge, days, setting) if not edge.startswith("later") else (today, max(days[1], today))
    if step == 0:
        return (today - timedelta(days=6) if unit == "week" else days[0]), today
    return days


def _past(match: re.Match[str], setting: Setting) -> Days:
    """The stretch of "the past 24 hours", "recent weeks", "the next two days", up to publication or from it."""
    unit, today = match["unit"].rstrip("s"), setting.today
    _, number = _number(match["number"] or ("1" if not match["unit"].endswith("s") else "several"))
    way = 1 if match["which"] in ("next", "coming") else -1
    sizes = {"second": 0, "minute": 0, "hour": 1 / 24, "day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}
    sizes |= {"month": 31, "year": 365.25, "decade": 3653}
    other = today + timedelta(days=way * max(-(-int(number * sizes[unit] * 24) // 24), 0 if unit == "minute" else 1))
    return min(today, other), max(today, other)


def _feast(match: re.Match[str], setting: Setting) -> Days | None:
    """The days of a feast in a year, else its latest that has begun by the day of publication."""
    name, year = match["feast"].replace("eid al ", "eid al-"), match["year"]
    if year:
        days = _feasts(name, int(year))
        return (days[0][0], days[-1][1]) if days else None
    today = setting.today
    if match["which"] == "next":
        return next(days for step in (0, 1) for days in _feasts(name, today.year + step) if days[0] > today)
    begun = [days for step in (-1, 0) for days in _feasts(name, today.year + step) if days[0] <= today]
    return begun[-1] if begun else None


def _feasts(name: str, year: int) -> list[Days]:
    """All feasts of a name in a year; those of the moon are a day wider than the table says."""
    if name in FEASTS:
        return [_one(date(year, *FEASTS[name]))]
    if name in EASTER_FEASTS:
        return [_one(easter_of(year) + timedelta(days=EASTER_FEASTS[name]))]
    names = ("eid al-fitr", "eid al-adha") if name == "eid" else (name,)
    found = [days for each in names for days in islamic_feast(each, year)]
    return sorted((first - timedelta(days=1), last) for first, last in found)


# ---------------------------------------------------------------- the rules

MONTH_WORDS = either(MONTHS)
_D = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_M = rf"(?P<month>{MONTH_WORDS})"
_Y = r"(?P<year>(?:1[5-9]|20)\d\d)"
_REL_YEAR = r"(?P<year>(?:last|this|next|the same|that) year)"
_WD = rf"(?P<weekday>{either(WEEKDAYS)})"
_LEAD = rf"(?:(?:(?:the )?(?:{_PART}|eve|early hours) of|(?:early|late|later|earlier)(?: on)?) )?(?:the )?"
_AFTER = rf"(?:,? (?:(?:early|late|in the|at) )?{_PART})?"
_MD = rf"(?:(?P<weekday>{either(WEEKDAYS)}),? (?:the )?)?{_M} ?(?:the )?{_D}"
_DM = rf"(?:(?P<weekday>{either(WEEKDAYS)}),? (?:the )?)?{_D}(?: of)?[ -]*{_M}"
_EDGE = (
    r"(?:(?P<edge>(?:the )?(?:very )?(?:end|start|beginning|middle|close|turn|(?:first|second|last) half"
    r"|(?:first|second|third|fourth|last) quarter) of(?: the year)?"
    r"|(?:early|late|later|earlier)(?: in)?|mid)[ -](?:the )?)?"
)
_UNIT = r"(?P<unit>(?:second|minute|hour|day|night|week|weekend|fortnight|month|year|decade|quarter)s?)"
_N = rf"(?P<number>\d{{1,3}}|{either([*NUMBERS, *VAGUE_NUMBERS])})(?: and a half)?"
_ABOUT = r"(?:(?:about|around|nearly|almost|over|more than|less than|at least|just|only|some) )?"
_FEAST_NAMES = either([*FEASTS, *EASTER_FEASTS, *ISLAMIC_FEASTS, "eid", "eid al fitr", "eid al adha"])
_FEAST = rf"(?:the )?(?:holy )?(?:month of )?(?P<feast>{_FEAST_NAMES})"
_NTH = r"(?P<day>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)"
_TENS = rf"(?:1[89]|20)?\d0(?='?s)|{either(DECADES)}"
_QUARTER = (
    r"(?P<which>(?:(?:latest|current|fiscal|year-ago|year-earlier|same|last|this|next|previous) )*)"
    r"(?:(?P<nth>first|second|third|fourth)[ -](?:fiscal )?)?(?:quarter|period)"
)
_REL_YEAR_B = r"(?P<step>last|this|next|the same|that) year"
_WAY = "earlier|later|before|after"
_SOON = "(?:(?:early|late|later|earlier) )?"
_NEXT = "same|previous|preceding|following|next"
_SPAN = "week|weekend|month|year|quarter|decade|century"
_RECENT = "last|past|previous|recent|next|coming"

_TABLE: tuple[tuple[str, Need, str, Callable[[re.Match[str], Setting], Days | None]], ...] = (
    ("iso", "absolute", r"(?P<year>(?:1[89]|20)\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?:t[\d:]+z?)?", _iso),
    ("numeric", "absolute", r"(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<year>(?:1[89]|20)\d\d|\d\d)", _numeric),
    ("day", "absolute", rf"{_LEAD}{_DM},?[ -](?:of )?{_Y}{_AFTER}", _day),
    ("day", "absolute", rf"{_LEAD}{_MD},? (?:of )?{_Y}{_AFTER}", _day),
    ("day_of_year", "telling", rf"{_LEAD}{_DM},? (?:of )?{_REL_YEAR}{_AFTER}", _day_of_year),
    ("day_of_year", "telling", rf"{_LEAD}{_MD},? (?:of )?{_REL_YEAR}{_AFTER}", _day_of_year),
    ("day", "year", rf"{_LEAD}{_DM}{_AFTER}", _day_no_year),
    ("day", "year", rf"{_LEAD}{_MD}{_AFTER}", _day_no_year),
    ("ordinal", "story", rf"the {_NTH}(?: of (?:the )?(?P<month>this|last|next) month)?", _ordinal),
    ("month", "absolute", rf"{_EDGE}{_M},? (?:of )?{_Y}", _month),
    ("month_of_year", "telling", rf"{_EDGE}{_M},? (?:of )?{_REL_YEAR}", _month),
    ("month", "year", rf"{_EDGE}(?P<which>(?:last|this|next|this past|the past) )?{_M}", _month_no_year),
    ("season", "absolute", rf"{_EDGE}(?P<which>)(?P<season>{either(SEASONS)}),? (?:of )?{_Y}", _season),
    ("season", "telling", rf"{_EDGE}(?P<which>)(?P<season>{either(SEASONS)}),? (?:of )?{_REL_YEAR}", _season),
    (
        "season",
        "telling",
        rf"{_EDGE}(?P<which>(?:last|this|next|this past|the past) )?(?P<season>{either(SEASONS)})(?P<year>)",
        _season,
    ),
    ("quarter", "telling", rf"(?:the )?{_QUARTER}(?:,? (?:of )?(?:{_Y}|{_REL_YEAR_B}))?", _quarter),
    ("year", "absolute", rf"(?:(?:fiscal|calendar) (?:year )?)?{_EDGE}{_Y}", _year_days),
    ("decade", "absolute", rf"(?:the )?(?:(?P<edge>early|mid|late)[ -])?'?(?P<decade>{_TENS})(?:'?s)?", _decade),
    (
        "weekday",
        "telling",
        rf"{_LEAD}(?:(?P<which>last|this|next|this past|this coming|coming|(?:the )?following|(?:the )?previous) )?"
        rf"{_WD}(?:,? (?:of )?(?P<week>last|this|next|that) week)?{_AFTER}",
        _weekday,
    ),
    ("near", "telling", rf"(?:(?:early|late|later|earlier|just|only) )?(?P<near>{'|'.join(_NEAR)}){_AFTER}", _telling),
    ("ago", "telling", rf"{_ABOUT}{_N}[ -]{_UNIT} ago(?: .+)?", _ago),
    ("later", "story", rf"{_ABOUT}{_N} {_UNIT} (?P<way>{_WAY}|previously|beforehand|afterwards?)", _later),
    ("later", "story", rf"(?:the )?(?P<number>)(?P<unit>day|night|week|month|year) (?P<way>{_WAY})", _later),
    ("same", "story", rf"{_SOON}(?:(?:the|that) (?P<way>{_NEXT})|that) (?P<unit>day|{_SPAN}|{_PART})", _same),
    ("period", "telling", rf"{_EDGE}(?:all )?(?:the )?(?:(?P<which>this|last|next) )?(?P<unit>{_SPAN})", _period),
    ("past", "telling", rf"(?:(?:the|this|these) )?(?P<which>{_RECENT}) (?:{_N}[ -])?{_UNIT}", _past),
    ("feast", "absolute", rf"{_FEAST}(?P<which>),? (?:in |of )?{_Y}", _feast),
    ("feast", "telling", rf"(?:(?P<which>last|this|next) )?{_FEAST}(?P<year>)", _feast),
)  # fmt: skip

RULES = tuple(Rule(name, need, re.compile(pattern), read) for name, need, pattern, read in _TABLE)
