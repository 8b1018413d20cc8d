"""What time words mean, for a report of Friday, 7 April 2017."""

from datetime import date

import pytest

from dateline.annotate.times import find_times
from dateline.knowledge.calendar import easter_of, islamic_feast
from dateline.model import Block, Document, Span
from dateline.resolve.dates import bounded_below, latest_full_date, relative_shift, resolve_date

FRIDAY = date(2017, 4, 7)

# words, first, last ("-" is open), precision
MEANT = """
February 12, 2016          | 2016-02-12 | 2016-02-12 | day
12 February 2016           | 2016-02-12 | 2016-02-12 | day
12th of February, 2016     | 2016-02-12 | 2016-02-12 | day
Sept. 3, 2015              | 2015-09-03 | 2015-09-03 | day
12 February                | 2017-02-12 | 2017-02-12 | day
Feb. 12                    | 2017-02-12 | 2017-02-12 | day
July 15                    | 2016-07-15 | 2016-07-15 | day
12 April                   | 2017-04-12 | 2017-04-12 | day
1 September                | 2016-09-01 | 2016-09-01 | day
March 15 and 16            | 2017-03-15 | 2017-03-16 | day
later that night           | 2017-04-07 | 2017-04-07 | day
the 12th of last month     | 2017-03-12 | 2017-03-12 | day
Friday, 7 April            | 2017-04-07 | 2017-04-07 | day
Tuesday, Feb. 9            | 2016-02-09 | 2016-02-09 | day
the morning of 3 May 2016  | 2016-05-03 | 2016-05-03 | day
June 15 last year          | 2016-06-15 | 2016-06-15 | day
2016-02-12                 | 2016-02-12 | 2016-02-12 | day
13/02/2016                 | 2016-02-13 | 2016-02-13 | day
12/02/2016                 | 2016-02-12 | 2016-12-02 | year
03/05/2017                 | 2017-03-05 | 2017-03-05 | day
March 2011                 | 2011-03-01 | 2011-03-31 | month
the end of March           | 2017-03-26 | 2017-03-31 | week
mid-February               | 2017-02-10 | 2017-02-19 | week
last March                 | 2017-03-01 | 2017-03-31 | month
November                   | 2016-11-01 | 2016-11-30 | month
2012                       | 2012-01-01 | 2012-12-31 | year
the end of 2013            | 2013-11-01 | 2013-12-31 | season
early 2012                 | 2012-01-01 | 2012-04-30 | season
mid-2012                   | 2012-05-01 | 2012-08-31 | season
late 2012                  | 2012-09-01 | 2012-12-31 | season
the first half of 2012     | 2012-01-01 | 2012-06-30 | year
in the 1990s               | 1990-01-01 | 1999-12-31 | year
the early nineties         | 1990-01-01 | 1993-12-31 | year
today                      | 2017-04-07 | 2017-04-07 | day
this morning               | 2017-04-07 | 2017-04-07 | day
tonight                    | 2017-04-07 | 2017-04-07 | day
yesterday evening          | 2017-04-06 | 2017-04-06 | day
last night                 | 2017-04-06 | 2017-04-06 | day
overnight                  | 2017-04-06 | 2017-04-07 | day
the day before yesterday   | 2017-04-05 | 2017-04-05 | day
tomorrow                   | 2017-04-08 | 2017-04-08 | day
Wednesday                  | 2017-04-05 | 2017-04-05 | day
on Wednesday night         | 2017-04-05 | 2017-04-05 | day
late on Monday             | 2017-04-03 | 2017-04-03 | day
the early hours of Monday  | 2017-04-03 | 2017-04-03 | day
Friday                     | 2017-04-07 | 2017-04-07 | day
last Friday                | 2017-03-31 | 2017-03-31 | day
last Tuesday               | 2017-04-04 | 2017-04-04 | day
next Friday                | 2017-04-14 | 2017-04-14 | day
Monday last week           | 2017-03-27 | 2017-03-27 | day
the weekend                | 2017-04-01 | 2017-04-02 | day
this week                  | 2017-04-01 | 2017-04-07 | week
last week                  | 2017-03-27 | 2017-04-02 | week
earlier this month         | 2017-04-01 | 2017-04-07 | week
last month                 | 2017-03-01 | 2017-03-31 | month
this year                  | 2017-01-01 | 2017-04-07 | season
late last year             | 2016-09-01 | 2016-12-31 | season
later this year            | 2017-04-07 | 2017-12-31 | year
last summer                | 2016-06-01 | 2016-08-31 | season
the summer of 2015         | 2015-06-01 | 2015-08-31 | season
last winter                | 2016-12-01 | 2017-02-28 | season
the past 24 hours          | 2017-04-06 | 2017-04-07 | day
over the last three days   | 2017-04-04 | 2017-04-07 | week
two days ago               | 2017-04-05 | 2017-04-05 | day
two days earlier           | 2017-04-05 | 2017-04-05 | day
three weeks ago            | 2017-03-14 | 2017-03-20 | week
two months ago             | 2017-02-01 | 2017-02-28 | month
a year ago                 | 2016-01-01 | 2016-12-31 | year
several days ago           | 2017-03-30 | 2017-04-04 | week
February 9 and 11, 2016    | 2016-02-09 | 2016-02-11 | week
Feb. 9, 10 and 11          | 2017-02-09 | 2017-02-11 | week
9-11 February 2016         | 2016-02-09 | 2016-02-11 | week
Feb. 9 – March 2, 2016     | 2016-02-09 | 2016-03-02 | month
between 3 and 5 March      | 2017-03-03 | 2017-03-05 | week
from 1 to 3 June 2016      | 2016-06-01 | 2016-06-03 | week
Monday and Tuesday         | 2017-04-03 | 2017-04-04 | day
from Saturday to Monday    | 2017-04-01 | 2017-04-03 | week
between 2012 and 2014      | 2012-01-01 | 2014-12-31 | year
2011-12                    | 2011-01-01 | 2012-12-31 | year
since March 2011           | 2011-03-01 | 2017-04-07 | year
since Monday               | 2017-04-03 | 2017-04-07 | week
by Monday                  | -          | 2017-04-03 | open
until 3 May 2016           | -          | 2016-05-03 | open
before 3 May 2016          | -          | 2016-05-02 | open
after 3 April 2017         | 2017-04-04 | 2017-04-07 | week
Ramadan 2016               | 2016-06-06 | 2016-07-06 | month
Easter Sunday 2016         | 2016-03-27 | 2016-03-27 | day
Christmas Eve              | 2016-12-24 | 2016-12-24 | day
the first quarter          | 2017-01-01 | 2017-03-31 | season
the third quarter of 2015  | 2015-07-01 | 2015-09-30 | season
9 a.m. on Monday           | 2017-04-03 | 2017-04-03 | day
"""
REFUSED = [
    "",
    "people",
    "12",
    "30 February 2016",
    "2016-13-45",
    "the hills",
    "May God",
    "a",
    "99/99/2016",
    "6666",
    "before 1 January 0001",
    "since then",
]


def rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split("|")) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("words", "first", "last", "precision"), rows(MEANT))
def test_words_mean_these_days(words: str, first: str, last: str, precision: str) -> None:
    found = resolve_date(words, FRIDAY)
    assert found is not None
    ends = [day.isoformat() if day else "-" for day in (found.first, found.last)]
    assert (*ends, found.precision) == (first, last, precision)


@pytest.mark.parametrize(
    ("words", "first"), [("Monday", "2017-04-10"), ("2 May", "2017-05-02"), ("June", "2017-06-01")]
)
def test_what_is_to_come_is_dated_ahead(words: str, first: str) -> None:
    found = resolve_date(words, FRIDAY, ahead=True)
    assert found is not None
    assert str(found.first) == first


@pytest.mark.parametrize("words", REFUSED)
def test_words_that_name_no_day_mean_none(words: str) -> None:
    assert resolve_date(words, FRIDAY) is None


@pytest.mark.parametrize("words", ["today", "Wednesday", "last week", "12 February", "two days earlier", "last summer"])
def test_words_that_need_a_day_of_publication_stay_open_without_it(words: str) -> None:
    found = resolve_date(words, None)
    assert found is not None
    assert (found.first, found.last, found.precision) == (None, None, "open")


def test_a_full_date_needs_no_day_of_publication() -> None:
    assert resolve_date("February 12, 2016", None) == resolve_date("February 12, 2016", FRIDAY)


def test_since_is_open_without_a_day_of_publication() -> None:
    found = resolve_date("since March 2011", None)
    assert found is not None
    assert (found.first, found.last, found.precision) == (date(2011, 3, 1), None, "open")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("two days earlier", 8),
        ("two days later", 12),
        ("the next day", 11),
        ("the same day", 10),
        ("the day before", 9),
    ],
)
def test_the_story_counts_from_the_day_spoken_of_before(words: str, day: int) -> None:
    found = resolve_date(words, FRIDAY, previous=date(2016, 2, 10))
    assert found is not None
    assert found.first == found.last == date(2016, 2, day)


@pytest.mark.parametrize(("day_first", "wanted"), [(True, date(2016, 2, 12)), (False, date(2016, 12, 2))])
def test_the_order_of_day_and_month_can_be_told(day_first: bool, wanted: date) -> None:
    found = resolve_date("12/02/2016", None, day_first=day_first)
    assert found is not None
    assert found.first == found.last == wanted


@pytest.mark.parametrize(
    ("words", "shift"),
    [
        ("today", (0, 0)),
        ("tonight", (0, 0)),
        ("yesterday", (-1, -1)),
        ("last night", (-1, -1)),
        ("overnight", (-1, 0)),
        ("this week", (-6, 0)),
        ("last week", (-13, -1)),
        ("Wednesday", (-6, 0)),
        ("three days ago", (-3, -3)),
        ("February 12, 2016", None),
        ("12 February", None),
        ("two days later", None),
        ("nonsense", None),
    ],
)
def test_words_lie_so_many_days_from_the_day_of_telling(words: str, shift: tuple[int, int] | None) -> None:
    assert relative_shift(words) == shift


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("today", date(2016, 2, 12), None),
        ("yesterday", date(2016, 2, 11), None),
        ("this week", date(2016, 2, 6), None),
        ("on Wednesday", date(2016, 2, 10), None),
        ("February 11", date(2016, 2, 11), date(2016, 2, 11)),
        ("February 9, 2016", date(2016, 2, 9), date(2016, 2, 9)),
        ("two days earlier", None, None),
    ],
)
def test_the_latest_cited_day_bounds_the_words_from_below(words: str, first: date | None, last: date | None) -> None:
    found = bounded_below(words, date(2016, 2, 12))
    assert found is not None
    assert (found.first, found.last) == (first, last)
    assert found.precision == ("day" if last else "open")


def test_the_latest_full_date_of_a_document() -> None:
    text = "Shelled on February 9 and 11, 2016, again in March 2016, on 3 May and since 1 June 2015."
    document = Document("d", "c", text, (Block(Span(0, len(text)), "paragraph"),), "", "")
    times = find_times(document)
    assert latest_full_date(times, document) == date(2016, 2, 11)
    assert latest_full_date(times, document, date(2016, 1, 1)) is None


def test_feasts_of_moving_calendars() -> None:
    assert easter_of(2017) == date(2017, 4, 16)
    assert [first for first, _ in islamic_feast("ramadan", 2017)] == [date(2017, 5, 27)]
    assert len(islamic_feast("ramadan", 2030)) == 2
