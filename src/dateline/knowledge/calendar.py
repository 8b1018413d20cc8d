"""The vocabulary of dates in English news, and the arithmetic of calendars that it needs."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

MONTH_NAMES = tuple("January February March April May June July August September October November December".split())
WEEKDAY_NAMES = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())

MONTHS = {name.lower(): n for n, name in enumerate(MONTH_NAMES, 1)}
MONTHS |= {name.lower()[:3]: n for n, name in enumerate(MONTH_NAMES, 1)} | {"sept": 9}
WEEKDAYS = {name.lower(): n for n, name in enumerate(WEEKDAY_NAMES)}
WEEKDAYS |= {name.lower()[:3]: n for n, name in enumerate(WEEKDAY_NAMES)} | {"tues": 1, "thur": 3, "thurs": 3}

_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
NUMBERS = {word: n for n, word in enumerate([*_ONES.split(), "eighteen", "nineteen", "twenty"], 1)}
NUMBERS |= {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}
NUMBERS |= {f"twenty{gap}{word}": 20 + NUMBERS[word] for word in _ONES.split()[:9] for gap in "- "}
VAGUE_NUMBERS = {"a couple of": (2, 3), "couple of": (2, 3), "a few": (2, 6), "few": (2, 6), "several": (3, 8)}
VAGUE_NUMBERS |= {"some": (2, 8), "many": (4, 20), "recent": (0, 7)}

SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 14)}
DECADES = {"fifties": 1950, "sixties": 1960, "seventies": 1970, "eighties": 1980, "nineties": 1990}

FEASTS = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "valentine's day": (2, 14),
}
EASTER_FEASTS = {"good friday": -2, "easter sunday": 0, "easter monday": 1, "palm sunday": -7, "easter": 0}
ISLAMIC_FEASTS = {  # month, day, how many days
    "ramadan": (9, 1, 30),
    "eid al-fitr": (10, 1, 3),
    "eid al-adha": (12, 10, 4),
    "ashura": (1, 10, 1),
    "arbaeen": (2, 20, 1),
    "muharram": (1, 1, 30),
}


def either(words: Iterable[str]) -> str:
    """A regular expression that matches any of the words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def add_months(year: int, month: int, step: int) -> tuple[int, int]:
    """The year and month that lie ``step`` months away."""
    years, index = divmod(month - 1 + step, 12)
    return year + years, index + 1


def monday_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def season_of(name: str, year: int) -> tuple[date, date]:
    """The first and last day of a northern season; a winter begins in December of ``year``."""
    first, last = SEASONS[name]
    return date(year, first, 1), month_end(*add_months(year, 1, last - 1))


def easter_of(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian rule)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def islamic_feast(name: str, year: int) -> list[tuple[date, date]]:
    """The first and last days of an Islamic feast that begins in a year of ours (one, rarely two, by the tabular
    calendar, which sighting of the moon may move by a day)."""
    month, day, days = ISLAMIC_FEASTS[name]
    found = []
    for islamic_year in range((year - 622) * 33 // 32 - 1, (year - 622) * 33 // 32 + 3):
        ordinal = (11 * islamic_year + 3) // 30 + 354 * islamic_year + 30 * month - (month - 1) // 2 + day - 385
        first = date.fromordinal(ordinal + 227015)
        if first.year == year:
            found.append((first, first + timedelta(days=days - 1)))
    return found
