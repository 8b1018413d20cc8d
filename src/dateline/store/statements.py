"""The queries and rows that the store is made of."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from dateline.errors import UsageError
from dateline.model import Claim, Display, Event, Fact, Raw
from dateline.store import schema
from dateline.store.rows import Removed

BY_KEY = (schema.reports.c.corpus, schema.reports.c.document)
"""The order in which reports are told."""

SEARCH = sa.text(
    "SELECT r.corpus, r.document, t.title, t.outlet, snippet(search, -1, :open, :close, '…', 24) AS passage "
    "FROM search JOIN texts t ON t.report = search.rowid JOIN reports r ON r.id = t.report "
    "WHERE search MATCH :query AND r.status = 'coded' ORDER BY bm25(search), r.corpus, r.document LIMIT :limit"
)


def is_key(corpus: str, document: str) -> sa.ColumnElement[bool]:
    """The report of that key."""
    return sa.and_(schema.reports.c.corpus == corpus, schema.reports.c.document == document)


def begins(column: sa.Column[Any], prefix: str) -> sa.ColumnElement[bool]:
    """Whether the column begins so, in a form that an index serves."""
    return sa.and_(column >= prefix, column < prefix + "\U0010ffff")


def select_documents() -> sa.Select[Any]:
    """Documents, text apart."""
    return sa.select(schema.reports.c.body, schema.texts.c.text).join(schema.texts)


def select_claims() -> sa.Select[Any]:
    """Claims with the event each was merged into."""
    homes = schema.event_claims
    query = sa.select(schema.claims.c.body, homes.c.event).select_from(schema.claims).join(schema.reports)
    return query.outerjoin(homes, homes.c.claim == schema.claims.c.id)


def find_id(connection: sa.Connection, column: sa.Column[Any], prefix: str, noun: str) -> str | None:
    """The id that is ``prefix`` or alone begins with it, or None. Raises UsageError where several do."""
    if not prefix:
        return None
    query = sa.select(column).where(begins(column, prefix)).distinct().order_by(column).limit(3)
    found: list[str] = list(connection.execute(query).scalars().all())
    if len(found) > 1 and found[0] != prefix:
        raise UsageError(f"{prefix!r} begins the id of more than one {noun} ({', '.join(found)} ...); give more of it.")
    return found[0] if found else None


def delete_report(connection: sa.Connection, corpus: str, document: str) -> Removed | None:
    """What went with the report of that key, or None where there was none."""
    number = connection.execute(sa.select(schema.reports.c.id).where(is_key(corpus, document))).scalar()
    if number is None:
        return None
    gone = {t: connection.execute(sa.delete(t).where(t.c.report == number)).rowcount for t in _PARTS}
    connection.execute(sa.delete(schema.reports).where(schema.reports.c.id == number))
    return Removed(gone[schema.claims], gone[schema.facts])


_PARTS = (schema.claims, schema.facts, schema.texts, schema.raws)


def insert_rows(connection: sa.Connection, table: sa.Table, rows: Iterable[dict[str, Any]]) -> None:
    """Inserts the rows, if any."""
    if rows := list(rows):
        connection.execute(sa.insert(table), rows)


def raw_row(number: int, raw: Raw) -> dict[str, Any]:
    """The row of a report's bytes."""
    data = zlib.compress(raw.data)
    row = {"report": number, "media_type": raw.media_type, "path": raw.path, "place": raw.place, "data": data}
    return {**row, "url": raw.url, "fetched": raw.fetched}


def claim_row(number: int, claim: Claim, body: str) -> dict[str, Any]:
    """The row of a claim."""
    row = {"report": number, "id": claim.id, "kind": claim.kind, "status": claim.status, "body": body}
    return {**row, **_when_and_where(claim)}


def fact_row(number: int, fact: Fact, body: str) -> dict[str, Any]:
    """The row of a fact."""
    return {"report": number, "id": fact.id, "subject": fact.subject, "property": fact.property, "body": body}


def event_row(position: int, event: Event, body: str) -> dict[str, Any]:
    """The row of an event."""
    row = {"position": position, "id": event.id, "kind": event.display.kind, "body": body}
    return {**row, **_when_and_where(event.display)}


def _when_and_where(item: Claim | Display) -> dict[str, Any]:
    when, place = item.when, item.place
    return {
        "first": when.first if when else None,
        "last": when.last if when else None,
        "place": place.name if place else None,
        "country": place.country if place else None,
    }
