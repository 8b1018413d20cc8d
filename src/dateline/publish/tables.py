"""Everything that leaves as rows: JSON Lines, CSV, GeoJSON and the sheets that coders of ACLED and UCDP know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, cast, get_args

from dateline.errors import UsageError
from dateline.model import Claim, Event, Fact, Judgement, Link
from dateline.publish.cells import flatten_record, write_csv
from dateline.publish.geojson import write_geojson
from dateline.publish.records import (
    Record,
    claim_record,
    event_record,
    fact_record,
    judgement_record,
    link_record,
    sort_records,
    write_jsonl,
)
from dateline.publish.selection import EVERYTHING, Filter, select_claims, select_events
from dateline.publish.sheets import ACLED_COLUMNS, GED_COLUMNS, Sheet, acled_row, ged_row, in_acled, in_ged, load_rules

What = Literal["claims", "events", "documents", "facts", "links", "judgements"]
Format = Literal["jsonl", "csv", "geojson", "acled", "ged"]

_WHEN = ("when.first", "when.last", "when.precision", "when.basis", "when.quote")
_PLACE = ("place.name", "place.within", "place.admin2", "place.admin1", "place.country", "place.lat", "place.lon",
          "place.precision", "place.basis", "place.geonames", "place.quote")  # fmt: skip
_TOLLS = tuple(f"tolls.{of}.{end}" for of in ("killed", "injured") for end in ("low", "best", "high"))

CSV_COLUMNS: dict[str, tuple[str, ...]] = {
    "documents": ("document", "corpus", "input_sha256", "text_sha256", "title", "url", "path", "outlet", "published",
                  "published_quote", "language", "words", "text", "status", "reason", "warnings"),
    "claims": ("claim", "document", "event", "kind", "status", "quote", "quote.start", "quote.end", "trigger",
               "trigger.start", "trigger.end", "actors", "actors.actor", "targets", "targets.actor", *_WHEN, *_PLACE,
               "counts", "means", "voices", "voices.act", "certainty", "background", "score", "made_by.version",
               "made_by.tables", "made_by.model"),
    "events": ("event", "claims", "documents", "outlets", "independent_sources", "part_of", "display.title",
               "display.kind", *(f"display.{column}" for column in (*_WHEN, *_PLACE)), "accounts.actors",
               "accounts.targets", "accounts.killed", "accounts.injured", "disputed", "responsibility.claimed_by",
               "responsibility.accused", "responsibility.denied_by", *_TOLLS, "tolls.killed.policy", "grading",
               "merged_because", "redirects"),
    "facts": ("fact", "document", "subject", "property", "value", "first", "last", "voices", "quote", "quote.start",
              "quote.end"),
    "links": ("a", "b", "kind", "field", "why"),
    "judgements": ("judgement", "verdict", "on", "field", "value", "who", "when", "why"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Records:
    """What there is to export. ``documents`` are records already (see ``records.document_record``), because a report
    that could not be read has one, too."""

    events: Sequence[Event] = ()
    claims: Sequence[Claim] = ()
    documents: Sequence[Mapping[str, Any]] = ()
    facts: Sequence[Fact] = ()
    links: Sequence[Link] = ()
    judgements: Sequence[Judgement] = ()


def export_text(what: str, format: str, records: Records, filter: Filter = EVERYTHING) -> Iterator[str]:
    """The text of one export, piece by piece. GeoJSON is for events and claims, the acled and ged sheets for events
    alone; the filter chooses events and claims, and links with an end among the claims chosen.

    Raises UsageError for a pair that cannot be.
    """
    if what not in get_args(What) or format not in get_args(Format):
        raise UsageError(f"{what} cannot be exported as {format}; choose of {_choices(What)} as {_choices(Format)}.")
    if format in ("acled", "ged") and what != "events":
        raise UsageError(f"{what} have no {format} sheet; export events as {format}.")
    if format == "geojson" and what not in ("events", "claims"):
        raise UsageError(f"{what} have no places of their own; export events or claims as geojson.")
    chosen = _choose(records, filter)
    if format == "geojson":
        return write_geojson(chosen.events if what == "events" else chosen.claims)
    if format in ("acled", "ged"):
        return _write_sheet(format, chosen, records.claims)
    rows = sort_records(make_records(cast(What, what), chosen))
    return write_jsonl(rows) if format == "jsonl" else _write_rows(rows, CSV_COLUMNS[what])


def _choose(records: Records, filter: Filter) -> Records:
    """The records that the filter asks for."""
    if filter == EVERYTHING:
        return records
    claims = select_claims(records.claims, filter)
    ids = {claim.id for claim in claims}
    links = tuple(link for link in records.links if link.a in ids or link.b in ids)
    events = select_events(records.events, records.claims, filter)
    return replace(records, events=events, claims=claims, links=links)


def _write_rows(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> Iterator[str]:
    names = {column: column.replace(".", "_") for column in columns}
    flat = (flatten_record(row, columns) for row in rows)
    return write_csv(list(names.values()), ({names[column]: row[column] for column in columns} for row in flat))


def make_records(what: What, records: Records) -> list[Mapping[str, Any]]:
    """The records of one sort, as RECORDS.md tells them, in the order given."""
    made: dict[str, list[Record]] = {
        "claims": [claim_record(claim) for claim in records.claims],
        "events": [event_record(event) for event in records.events],
        "facts": [fact_record(fact) for fact in records.facts],
        "links": [link_record(link) for link in records.links],
        "judgements": [judgement_record(judgement) for judgement in records.judgements],
    }
    return list(records.documents) if what == "documents" else list(made[what])


def _write_sheet(format: str, records: Records, all_claims: Iterable[Claim]) -> Iterator[str]:
    """The coder sheet of the events that belong in it, by document and id."""
    claims = {claim.id: claim for claim in all_claims}
    documents = {(row["corpus"], row["document"]): row for row in records.documents}
    rules = load_rules()
    acled = format == "acled"
    sheets = []
    for event in sorted(records.events, key=lambda event: (min(event.documents, default=""), event.id)):
        sheet = Sheet(event, tuple(claims[id] for id in event.claims if id in claims), documents, rules)
        if (in_acled if acled else in_ged)(sheet):
            sheets.append(sheet)
    if acled:
        return write_csv(ACLED_COLUMNS, [acled_row(sheet) for sheet in sheets])
    return write_csv(GED_COLUMNS, [ged_row(sheet) for sheet in sheets])


def _choices(values: Any) -> str:
    return ", ".join(get_args(values))
