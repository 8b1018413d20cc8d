"""The digest: the events a reader asked for, by country and place, each with who says so and the words themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dateline.model import Claim, Document, Event
from dateline.publish.countries import Country, country_name, load_countries
from dateline.publish.edition import Bullet, Digest, Group, Section, Source, Telling, Totals
from dateline.publish.figures import killed_of, map_svg
from dateline.publish.pages import digest_html, digest_markdown
from dateline.publish.phrases import (
    chain_key,
    join_words,
    light_quote,
    say_day,
    say_long_days,
    say_place,
    say_when,
    speaker_of,
)
from dateline.publish.selection import EVERYTHING, Filter, select_events
from dateline.publish.sentences import Wording, load_wordings, plain_wording, tell_event, toll_words
from dateline.publish.timeline import day_shown, make_timeline, timeline_svg

if TYPE_CHECKING:
    from dateline.knowledge.outlines import Outline

__all__ = ["digest_html", "digest_markdown", "make_digest"]

MOST_ROWS = 6  # accounts shown side by side in one table
NOWHERE = "Place not known"


@dataclass(frozen=True, slots=True)
class _Desk:
    """What is at hand while a digest is written."""

    claims: Mapping[str, Claim]
    documents: Mapping[tuple[str, str], Document]
    wordings: Mapping[str, Wording]
    countries: Mapping[str, Country]
    numbers: Mapping[str, int]
    years: bool

    def claims_of(self, event: Event) -> list[Claim]:
        """The event's claims in reading order."""
        found = [self.claims[id] for id in event.claims if id in self.claims]
        return sorted(found, key=lambda c: (c.document, c.quote.start, c.trigger.start, c.id))


def make_digest(
    events: Iterable[Event],
    claims: Iterable[Claim],
    documents: Iterable[Document],
    filter: Filter = EVERYTHING,
    *,
    outlines: Sequence[Outline] | None = None,
    reviewed: Iterable[str] = (),
    title: str | None = None,
) -> Digest:
    """The digest of the events that fit the filter. ``reviewed`` holds the ids of events that a person has judged;
    ``outlines`` are the countries' shapes, ours where none are given."""
    claims = tuple(claims)
    chosen = select_events(events, claims, filter)
    by_id = {claim.id: claim for claim in claims}
    years = len({day.year for event in chosen if (day := day_shown(event.display.when))}) > 1
    desk = _Desk(by_id, {(d.corpus, d.id): d for d in documents}, load_wordings(), load_countries(), {}, years)
    sections = _order_events(chosen, desk)
    sources, numbers = _list_sources([e for _, groups in sections for _, told in groups for e in told], desk)
    desk = _Desk(desk.claims, desk.documents, desk.wordings, desk.countries, numbers, years)
    window = _window(chosen, filter, desk)
    name = title or _title(chosen, filter, window, desk)
    timeline = make_timeline(chosen, window)
    placed = [e for e in chosen if e.display.place and e.display.place.lat is not None]
    return Digest(
        name,
        _count_totals(chosen, desk, set(reviewed)),
        tuple(
            Section(
                country, tuple(Group(place, tuple(_bullet(event, desk) for event in told)) for place, told in groups)
            )
            for country, groups in sections
        ),
        sources,
        map_svg(chosen, _own_outlines() if outlines is None else outlines, f"Map of {name}"),
        len(chosen) - len(placed),
        timeline,
        timeline_svg(timeline),
    )


def _own_outlines() -> Sequence[Outline]:
    """Our own shapes of countries and provinces: a large table, so loaded only for a digest that is to show them."""
    from dateline.knowledge.outlines import load_outlines

    return load_outlines()


def _order_events(events: Iterable[Event], desk: _Desk) -> list[tuple[str, list[tuple[str, list[Event]]]]]:
    """The events by country, then place, newest first; those with no known place at the end."""
    tree: dict[str, dict[str, list[Event]]] = {}
    for event in events:
        place = event.display.place
        country = country_name(place.country, desk.countries) if place else ""
        head = country or ("Elsewhere" if place else NOWHERE)
        name = "" if place is None else ("Across the country" if place.precision == "country" else place.name)
        tree.setdefault(head, {}).setdefault(name, []).append(event)

    def order(country: str) -> tuple[bool, bool, str]:
        return (country == NOWHERE, country == "Elsewhere", country)

    ordered = []
    for country in sorted(tree, key=order):
        places = tree[country]
        names = sorted(places, key=lambda name: (name == "Across the country", name))
        ordered.append((country, [(name, sorted(places[name], key=_newest_first)) for name in names]))
    return ordered


def _newest_first(event: Event) -> tuple[int, str, str]:
    day = day_shown(event.display.when)
    return (-(day or date.min).toordinal(), event.display.kind, event.id)


def _list_sources(events: Iterable[Event], desk: _Desk) -> tuple[tuple[Source, ...], dict[str, int]]:
    """The list of sources in the order in which the bullets cite them, and the number of each claim."""
    sources: list[Source] = []
    numbers: dict[str, int] = {}
    seen: dict[tuple[str, str, int, int, object], int] = {}
    for event in events:
        for claim in desk.claims_of(event):
            key = (claim.corpus, claim.document, claim.quote.start, claim.quote.end, chain_key(claim))
            if key not in seen:
                seen[key] = len(sources) + 1
                sources.append(_source(len(sources) + 1, claim, desk))
            numbers[claim.id] = seen[key]
    return tuple(sources), numbers


def _source(number: int, claim: Claim, desk: _Desk) -> Source:
    document = desk.documents.get((claim.corpus, claim.document))
    cited = []
    for voice in claim.voices:
        days: dict[str, list[date]] = {}
        for outlet in voice.cited:
            days.setdefault(outlet.name, []).extend([outlet.date] if outlet.date else [])
        for name in voice.names:
            told = join_words([say_day(day, True) for day in sorted(days.get(name, []))])
            cited.append(f"{name}, {told}" if told else name)
    own = document.outlet if document and document.outlet else ""
    report = (document.title if document else None) or f"report {claim.document}"
    published = say_day(document.published, True) if document and document.published else ""
    url = document.url if document and (document.url or "").startswith(("http://", "https://")) else None
    return Source(
        number,
        "; ".join(dict.fromkeys(cited)) or own,
        light_quote(claim, 320),
        f"{own}: {report}" if own else report,
        url,
        published,
    )


def _bullet(event: Event, desk: _Desk) -> Bullet:
    claims = desk.claims_of(event)
    kind = event.display.kind
    wording = desk.wordings.get(kind) or plain_wording(kind)
    named = dict.fromkeys(means.name for claim in claims for means in claim.means)
    means = [name for name in named if name.casefold().rstrip("s") not in wording.label][:3]
    label = wording.label + (f" ({', '.join(means)})" if means else "")
    table = _tellings(claims, desk) if event.disputed else []
    speakers = list(dict.fromkeys(speaker_of(claim, "") for claim in claims))
    return Bullet(
        event.id,
        say_when(event.display.when, desk.years),
        label,
        say_place(event.display.place),
        tell_event(event, claims, desk.wordings),
        tuple(dict.fromkeys(sorted(desk.numbers[claim.id] for claim in claims if claim.id in desk.numbers))),
        () if table else _said_by(speakers, _duty_names(event)),
        _duty(event),
        event.disputed,
        tuple(table[:MOST_ROWS]),
        max(0, len(table) - MOST_ROWS),
    )


def _said_by(speakers: Sequence[tuple[str, str]], told: set[str]) -> tuple[tuple[str, str], ...]:
    """Who tells an undisputed event, and how: three at most, then how many more; not those ``told`` already."""
    named = [(who, how) for who, how in speakers if who and who not in told]
    return (*named[:3], (f"{len(named) - 3} more", "")) if len(named) > 3 else tuple(named)


def _duty_names(event: Event) -> set[str]:
    return {*event.responsibility.claimed_by, *event.responsibility.denied_by}


def _duty(event: Event) -> str:
    """Who claims, is accused, denies: speech about the event."""
    duty = event.responsibility
    parts = [
        f"{word} {join_words(names)}"
        for word, names in (("Claimed by", duty.claimed_by), ("Accused:", duty.accused), ("Denied by", duty.denied_by))
        if names
    ]
    return ". ".join(parts)


def _tellings(claims: Sequence[Claim], desk: _Desk) -> list[Telling]:
    """The accounts of a disputed event, one row a voice; a voice's further words add a row only with other numbers."""
    rows: dict[tuple[object, ...], Telling] = {}
    for claim in claims:
        document = desk.documents.get((claim.corpus, claim.document))
        own = (document and (document.outlet or document.title)) or "The report"
        who, how = speaker_of(claim, own)
        killed, injured = (_number(claim, of) for of in ("killed", "injured"))
        row = Telling(who, how, light_quote(claim), killed, injured, desk.numbers.get(claim.id, 0))
        rows.setdefault((who, claim.status, killed, injured), row)
    return list(rows.values())


def _number(claim: Claim, of: str) -> str:
    """How many a claim counts, in words; "–" where it counts none."""
    whole = [tally for tally in claim.counts if tally.of == of and tally.who not in ("child", "woman")]
    told = whole or [tally for tally in claim.counts if tally.of == of]
    return " + ".join(toll_words(tally) for tally in told) or "–"


def _count_totals(events: Sequence[Event], desk: _Desk, reviewed: set[str]) -> Totals:
    ids = {event.id for event in events}
    counted = [
        event for event in events if event.part_of not in ids and _took_place(event, desk) and _is_news(event, desk)
    ]
    tolls = [toll for event in counted if (toll := event.tolls.get("killed"))]
    open_end = any(toll.high is None and toll.low is not None for toll in tolls)
    return Totals(
        len(events),
        sum(1 for event in events if event.disputed),
        sum(toll.low or 0 for toll in tolls),
        sum(killed_of(event) or 0 for event in counted),
        None if open_end else sum(toll.high or 0 for toll in tolls),
        len(tolls),
        len({(claim.corpus, claim.document) for event in events for claim in desk.claims_of(event)}),
        len({outlet for event in events for outlet in event.outlets}),
        sum(1 for event in events if event.id in reviewed),
    )


def _is_news(event: Event, desk: _Desk) -> bool:
    """Whether an event is more than background, such as the toll of a whole war."""
    claims = desk.claims_of(event)
    return not claims or not all(claim.background for claim in claims)


def _took_place(event: Event, desk: _Desk) -> bool:
    """Whether the dead of an event may be summed: a plan, threat or denial has killed nobody."""
    claims = desk.claims_of(event)
    return not claims or any(claim.status in ("happened", "ongoing", "attempted") for claim in claims)


def _title(events: Sequence[Event], filter: Filter, window: tuple[date, date] | None, desk: _Desk) -> str:
    """The headline: where, then when."""
    places = [event.display.place for event in events if event.display.place]
    names = sorted({country_name(place.country, desk.countries) for place in places} - {""})
    where = filter.place or (country_name(filter.country, desk.countries) if filter.country else "")
    if not where:
        where = join_words(names) if 0 < len(names) <= 3 else f"{len(names)} countries" if names else "Events"
    return f"{where}, {say_long_days(*window)}" if window else where


def _window(events: Iterable[Event], filter: Filter, desk: _Desk) -> tuple[date, date] | None:
    """The first and last day of the digest: as asked, else those of the events that are not mere background."""
    days: list[date] = []
    for event in events:
        when = event.display.when
        claims = desk.claims_of(event)
        if when is None or (claims and all(claim.background for claim in claims)):
            continue
        if when.first and when.last and (when.last - when.first).days > 31:
            continue
        days += [bound for bound in (when.first, when.last) if bound]
    first, last = filter.since or min(days, default=None), filter.until or max(days, default=None)
    return (first, last) if first and last and first <= last else None
