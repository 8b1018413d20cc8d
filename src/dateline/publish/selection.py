"""Which events a reader asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.model import Claim, Event, Place, When
from dateline.publish.countries import Country, load_countries
from dateline.text import name_key

OPEN = timedelta(days=31)
"""How far an open end reaches for a filter: news tells what is new."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What a reader wants to see; None asks for everything. ``since`` and ``until`` are inclusive; ``place`` is a
    place's name, a province or a country; ``country`` is a country's name or ISO code; ``kind`` a kind of event."""

    since: date | None = None
    until: date | None = None
    place: str | None = None
    country: str | None = None
    kind: str | None = None


EVERYTHING = Filter()


def select_events(events: Iterable[Event], claims: Iterable[Claim], filter: Filter = EVERYTHING) -> tuple[Event, ...]:
    """The events that fit the filter, in the order given.

    A place or kind fits where the display or any of the event's claims has it. An interval fits where it shares a day
    with the asked one; an open end reaches as far as needed, and an event without a date always fits.
    """
    of_event: dict[str, list[Claim]] = {}
    by_id = {claim.id: claim for claim in claims}
    events = tuple(events)
    for event in events:
        of_event[event.id] = [by_id[id] for id in event.claims if id in by_id]
    countries = load_countries() if filter.place or filter.country else {}
    return tuple(event for event in events if _fits(event, of_event[event.id], filter, countries))


def select_claims(claims: Iterable[Claim], filter: Filter = EVERYTHING) -> tuple[Claim, ...]:
    """The claims that fit the filter by what they say themselves, in the order given."""
    countries = load_countries() if filter.place or filter.country else {}
    return tuple(claim for claim in claims if _says(claim.kind, claim.place, claim.when, filter, countries))


def _says(kind: str, place: Place | None, when: When | None, filter: Filter, countries: Mapping[str, Country]) -> bool:
    if filter.kind and filter.kind.strip().casefold() != kind:
        return False
    if filter.country and not (place and _in_country(place, filter.country, countries)):
        return False
    if filter.place and not (place and _at_place(place, filter.place, countries)):
        return False
    return overlaps(when, filter.since, filter.until)


def _fits(event: Event, claims: list[Claim], filter: Filter, countries: Mapping[str, Country]) -> bool:
    kinds = {event.display.kind, *(claim.kind for claim in claims)}
    if filter.kind and filter.kind.strip().casefold() not in kinds:
        return False
    places = [place for place in (event.display.place, *(claim.place for claim in claims)) if place]
    if filter.country and not any(_in_country(place, filter.country, countries) for place in places):
        return False
    if filter.place and not any(_at_place(place, filter.place, countries) for place in places):
        return False
    return overlaps(event.display.when, filter.since, filter.until)


def overlaps(when: When | None, since: date | None, until: date | None) -> bool:
    """Whether the days of ``when`` and the asked days can share one; an open end reaches OPEN days, no day all."""
    if when is None:
        return True
    first = when.first or (when.last - OPEN if when.last is not None else None)
    last = when.last or (when.first + OPEN if when.first is not None else None)
    ends_before = since is not None and last is not None and last < since
    starts_after = until is not None and first is not None and first > until
    return not ends_before and not starts_after


def _in_country(place: Place, asked: str, countries: Mapping[str, Country]) -> bool:
    if place.country is None:
        return False
    country = countries.get(place.country.upper())
    names = {name_key(place.country), name_key(country.name) if country else ""}
    return name_key(asked) in names


def _at_place(place: Place, asked: str, countries: Mapping[str, Country]) -> bool:
    names = {name_key(name) for name in (place.name, place.admin1) if name}
    return name_key(asked) in names or _in_country(place, asked, countries)
