"""Filters: places by any of their names, open intervals generously."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dateline.model import When
from dateline.publish.selection import Filter, overlaps, select_claims, select_events

FEB = {n: date(2016, 2, n) for n in range(1, 29)}


@pytest.mark.parametrize(
    ("first", "last", "since", "until", "fits"),
    [
        (5, 5, 5, 5, True),
        (5, 5, 6, None, False),
        (5, 5, None, 4, False),
        (None, 12, 10, 14, True),
        (None, 12, 1, 3, True),
        (None, 12, 13, None, False),
        (9, None, 20, 21, True),
        (9, None, None, 8, False),
        (1, 28, 10, 11, True),
        (None, None, 10, 11, True),
    ],
)
def test_intervals(first: int | None, last: int | None, since: int | None, until: int | None, fits: bool) -> None:
    days = [FEB[n] if n else None for n in (first, last, since, until)]
    assert overlaps(When(days[0], days[1], "open", "words", None), days[2], days[3]) is fits


def test_no_date_fits_always() -> None:
    assert overlaps(None, FEB[1], FEB[2])


@pytest.mark.parametrize(
    ("filter", "found"),
    [
        (Filter(), 2),
        (Filter(place="derna"), 1),
        (Filter(place="DARNAH"), 1),
        (Filter(place="Libya"), 1),
        (Filter(place="ly"), 1),
        (Filter(country="yemen"), 1),
        (Filter(country="YE"), 1),
        (Filter(country="Derna"), 0),
        (Filter(kind="shelling"), 1),
        (Filter(kind="shelling", place="Derna"), 0),
        (Filter(place="Der"), 0),
    ],
)
def test_places_and_kinds(desk: Any, filter: Filter, found: int) -> None:
    desk.report("r1", "A raid. Shells fell.")
    desk.event(desk.claim("raid", "attack", place="Derna"))
    desk.event(desk.claim("Shells", "shelling", place="Taiz"))
    assert len(select_events(desk.events, desk.claims, filter)) == found
    assert len(select_claims(desk.claims, filter)) == found


def test_a_second_account_of_the_place_is_found_too(desk: Any) -> None:
    desk.report("r1", "A raid. Another raid.")
    desk.event(desk.claim("A raid", place="Derna"), desk.claim("Another raid", place="Sirte"))
    assert select_events(desk.events, desk.claims, Filter(place="Sirte"))
