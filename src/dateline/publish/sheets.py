"""Coder sheets: events in the columns of ACLED and of UCDP GED. Ids that only those projects can know stay empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateline.model import Claim, Event, Place, Toll, When
from dateline.publish.cells import Cell, join_cell
from dateline.publish.countries import Country
from dateline.publish.geojson import has_point
from dateline.publish.sentences import best_sides, tell_event
from dateline.publish.sides import INTER, SheetRules, Sort, event_types, load_rules, sort_of

__all__ = ["ACLED_COLUMNS", "GED_COLUMNS", "Sheet", "acled_row", "ged_row", "in_acled", "in_ged", "load_rules"]

ACLED_COLUMNS: list[str] = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
).split(",")

GED_COLUMNS: list[str] = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_new_id,conflict_name,dyad_new_id,dyad_name,side_a,"
    "side_b,number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,"
    "where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,country,region,event_clarity,date_prec,"
    "date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low"
).split(",")

GEO_PRECISION = {"point": 1, "town": 1, "district": 2, "admin1": 3, "country": 3}
WHERE_PREC = {"point": 1, "town": 1, "district": 3, "admin1": 4, "country": 6}
REAL = {"happened", "ongoing", "attempted"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One event with what its row is made of; ``documents`` are document records by (corpus, id)."""

    event: Event
    claims: tuple[Claim, ...]
    documents: Mapping[tuple[str, str], Mapping[str, Any]]
    rules: SheetRules

    @property
    def sides(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The names of the two sides: who did it and who suffered it; of a clash, its first side and the others."""
        told = [claim for claim in self.claims if claim.status != "denied"] or list(self.claims)
        actors, targets = best_sides(told)
        return (actors[:1], actors[1:]) if len(actors) > 1 and not targets else (actors, targets)


def in_acled(sheet: Sheet) -> bool:
    """Whether an event took place, or was tried, by at least one telling: plans, threats and denials are no row."""
    return any(claim.status in REAL for claim in sheet.claims)


def in_ged(sheet: Sheet) -> bool:
    """Whether an event is of UCDP's sort: violence that took place with at least one death told."""
    kind = sheet.rules.kinds.get(sheet.event.display.kind)
    toll = sheet.event.tolls.get("killed")
    dead = toll is not None and any((number or 0) > 0 for number in (toll.low, toll.best, toll.high))
    return in_acled(sheet) and kind is not None and kind.violent and dead


def acled_row(sheet: Sheet) -> dict[str, Cell]:
    """The event's row in ACLED's columns."""
    display = sheet.event.display
    actors, targets = sheet.sides
    sort1, sort2 = (sort_of(names, sheet.rules) for names in (actors, targets))
    words = " ".join([*(c.quote.text for c in sheet.claims), *(m.name for c in sheet.claims for m in c.means)])
    event_type, sub_event_type = event_types(display.kind, sort1, sort2, words, sheet.rules)
    country = _country(display.place, sheet)
    day = event_day(display.when)
    toll = sheet.event.tolls.get("killed")
    inters = [INTER[sort] for sort in (sort1, sort2) if sort]
    return {
        "event_date": day.isoformat() if day else None,
        "year": _year(display.when),
        "time_precision": time_precision(display.when),
        "disorder_type": disorder_type(event_type, sub_event_type),
        "event_type": event_type,
        "sub_event_type": sub_event_type,
        "actor1": actors[0] if actors else None,
        "assoc_actor_1": join_cell(actors[1:]),
        "inter1": INTER[sort1] if sort1 else None,
        "actor2": targets[0] if targets else None,
        "assoc_actor_2": join_cell(targets[1:]),
        "inter2": INTER[sort2] if sort2 else None,
        "interaction": "-".join(inters) if len(inters) == 2 else None,
        "civilian_targeting": "Civilian targeting" if _hits_civilians(event_type, sub_event_type, sort2) else None,
        "iso": country.numeric if country else None,
        "region": country.acled_region if country else None,
        **_where(display.place, country, "admin1", "admin2"),
        "location": display.place.name if display.place else None,
        "geo_precision": geo_precision(display.place),
        "source": join_cell(sheet.event.outlets),
        "notes": _notes(sheet),
        "fatalities": _best(toll),
        "tags": join_cell([f"dateline event={sheet.event.id}", *(f"disputed={f}" for f in sheet.event.disputed)]),
    }


def ged_row(sheet: Sheet) -> dict[str, Cell]:
    """The event's row in UCDP GED's columns."""
    display, event = sheet.event.display, sheet.event
    place, when = display.place, display.when
    actors, targets = sheet.sides
    country = _country(place, sheet)
    toll = event.tolls.get("killed")
    sort1, sort2 = (sort_of(names, sheet.rules) for names in (actors, targets))
    reports = [sheet.documents[key] for key in _reports(sheet) if key in sheet.documents]
    sides = [join_cell(names) for names in (actors, targets)]
    originals = dict.fromkeys(name for claim in sheet.claims for voice in claim.voices[-1:] for name in voice.names)
    return {
        "relid": event.id,
        "year": _year(when),
        "type_of_violence": violence_type(sort1, sort2),
        "dyad_name": " - ".join(sides) if all(sides) else None,
        "side_a": sides[0],
        "side_b": sides[1],
        "number_of_sources": len(reports) or len(event.documents),
        "source_article": join_cell(row["url"] or row["path"] for row in reports),
        "source_office": join_cell(event.outlets),
        "source_date": join_cell(row["published"] for row in reports),
        "source_headline": join_cell(row["title"] for row in reports),
        "source_original": join_cell(originals),
        "where_prec": where_prec(place),
        "where_coordinates": place.name if place else None,
        "where_description": " ".join(part for part in (place.within, place.name) if part) if place else None,
        **_where(place, country, "adm_1", "adm_2"),
        "geom_wkt": f"POINT ({place.lon} {place.lat})" if place and has_point(place) else None,
        "region": country.ged_region if country else None,
        "date_prec": date_prec(when),
        "date_start": when.first.isoformat() if when and when.first else None,
        "date_end": when.last.isoformat() if when and when.last else None,
        **_deaths(sheet, _best(toll), sort2),
        "best": _best(toll),
        "high": toll.high if toll else None,
        "low": toll.low if toll else None,
    }


# ---------------------------------------------------------------- when


def event_day(when: When | None) -> date | None:
    """The one day of ACLED's event_date: the first of a span of up to a month, else the one bound that is told."""
    if when is None:
        return None
    if when.first is None or when.last is None:
        return when.first or when.last
    return when.first if _span(when) <= 31 else None


def time_precision(when: When | None) -> int | None:
    """ACLED's time_precision: 1 a day, 2 within a week, 3 within a month; None where the words leave it open."""
    span = _span(when)
    return 1 if span == 1 else 2 if 1 < span <= 7 else 3 if 7 < span <= 31 else None


def date_prec(when: When | None) -> int | None:
    """UCDP's date_prec: 1 a day, 2 two to six days, 3 a week, 4 a month, 5 more, up to a year; None where open."""
    span = _span(when)
    bounds = ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5))
    return next((prec for days, prec in bounds if 0 < span <= days), None)


def _span(when: When | None) -> int:
    """The number of days that ``when`` covers; 0 where an end is open."""
    return (when.last - when.first).days + 1 if when and when.first and when.last else 0


def _year(when: When | None) -> int | None:
    years = {day.year for day in (when.first, when.last) if day} if when else set()
    return years.pop() if len(years) == 1 else None


# ---------------------------------------------------------------- where


def geo_precision(place: Place | None) -> int | None:
    """ACLED's geo_precision: 1 the place, 2 near it, 3 its region."""
    if place is None:
        return None
    precision = GEO_PRECISION[place.precision]
    return 2 if precision == 1 and place.within else precision


def where_prec(place: Place | None) -> int | None:
    """UCDP's where_prec: 1 exact, 2 near, 3 district, 4 province, 6 country."""
    if place is None:
        return None
    precision = WHERE_PREC[place.precision]
    return 2 if precision == 1 and place.within else precision


def _where(place: Place | None, country: Country | None, admin1: str, admin2: str) -> dict[str, Cell]:
    pointed = place is not None and has_point(place)
    return {
        "country": country.name if country else (place.country if place else None),
        admin1: place.admin1 if place else None,
        admin2: place.admin2 if place else None,
        "latitude": place.lat if place and pointed else None,
        "longitude": place.lon if place and pointed else None,
    }


def _country(place: Place | None, sheet: Sheet) -> Country | None:
    return sheet.rules.countries.get(place.country.upper()) if place and place.country else None


# ---------------------------------------------------------------- who, and how many


def disorder_type(event_type: str, sub_event_type: str) -> str:
    """ACLED's disorder type of an event type."""
    if sub_event_type == "Excessive force against protesters":
        return "Political violence; Demonstrations"
    if event_type == "Protests" or sub_event_type == "Violent demonstration":
        return "Demonstrations"
    return event_type if event_type in ("Strategic developments", "") else "Political violence"


def violence_type(actor: Sort | None, target: Sort | None) -> int | None:
    """UCDP's type_of_violence: 1 a state is a side, 2 armed groups only, 3 against civilians; None where unknown."""
    if target in ("civilians", "protesters"):
        return 3
    if actor is None or target is None:
        return None
    return 1 if "state" in (actor, target) else 2


def _hits_civilians(event_type: str, sub_event_type: str, target: Sort | None) -> bool:
    if event_type == "Violence against civilians" or sub_event_type == "Excessive force against protesters":
        return True
    return event_type in ("Explosions/Remote violence", "Riots") and target in ("civilians", "protesters")


def _best(toll: Toll | None) -> int | None:
    return None if toll is None else next((n for n in (toll.best, toll.low, toll.high) if n is not None), None)


def _deaths(sheet: Sheet, best: int | None, target: Sort | None) -> dict[str, Cell]:
    """The dead of the best number by side, where one claim tells them apart in that number; else all unknown."""
    if best is None:
        return {}
    columns = {"actor": "deaths_a", "target": "deaths_b", "civilian": "deaths_civilians"}
    if target in ("civilians", "protesters"):
        columns["target"] = "deaths_civilians"
    for claim in sheet.claims:
        dead = [tally for tally in claim.counts if tally.of == "killed"]
        for rows in (dead, [tally for tally in dead if _number(tally.low, tally.high) == best][:1]):
            if sum(_number(tally.low, tally.high) for tally in rows) == best:
                split: dict[str, Cell] = dict.fromkeys(
                    ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"), 0
                )
                for tally in rows:
                    column = columns.get(tally.who, "deaths_unknown")
                    split[column] = int(split[column] or 0) + _number(tally.low, tally.high)
                return split
    return {"deaths_unknown": best}


def _number(low: int | None, high: int | None) -> int:
    return low if low is not None else high or 0


def _reports(sheet: Sheet) -> list[tuple[str, str]]:
    return sorted({(claim.corpus, claim.document) for claim in sheet.claims})


def _notes(sheet: Sheet) -> str:
    """The sentence of the digest, then the reports' own words."""
    sentence = "".join(piece.text for piece in tell_event(sheet.event, sheet.claims, sheet.rules.wordings))
    quotes = dict.fromkeys(" ".join(claim.quote.text.split()) for claim in sheet.claims)
    return " ".join([sentence, *(f"“{quote}”" for quote in list(quotes)[:3])])
