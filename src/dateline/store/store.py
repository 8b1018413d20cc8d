"""The database of reports, claims, facts, events and verdicts: one file, one transaction a report."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any

import sqlalchemy as sa

from dateline.errors import StoreError, UsageError
from dateline.model import Claim, Document, Event, Fact, Judgement, Link, Raw, Reconciled, Report
from dateline.store import schema
from dateline.store.codec import Codec
from dateline.store.database import explain, open_engine
from dateline.store.redirects import make_redirects
from dateline.store.rows import Removed, ReportRow, SearchHit, make_row
from dateline.store.search import CLOSE, OPEN, make_query, split_passage
from dateline.store.statements import (
    BY_KEY,
    SEARCH,
    begins,
    claim_row,
    delete_report,
    event_row,
    fact_row,
    find_id,
    insert_rows,
    is_key,
    raw_row,
    select_claims,
    select_documents,
)

PAGE = 200
"""Documents held in memory at a time while all are read."""


def open_store(path: Path | str, *, create: bool = True) -> Store:
    """The store in a file, made where there is none and ``create`` allows; ":memory:" for one that is forgotten.
    Raises StoreError."""
    name = str(path)
    return Store(open_engine(name, create=create), name)


class Store:
    """An open database. Every method is one transaction; its errors are StoreError, and UsageError for a wrong id."""

    def __init__(self, engine: sa.Engine, name: str) -> None:
        self._engine = engine
        self._codec = Codec()
        self.name = name

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets the file go."""
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with explain(self.name), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        connecting = self._engine.connect
        with explain(self.name), connecting().execution_options(writes=True) as connection, connection.begin():
            yield connection

    # ------------------------------------------------------------ reports

    def known(self, corpus: str, document: str) -> str | None:
        """The hash of the input of the stored report with that key, or None."""
        with self._reading() as connection:
            query = sa.select(schema.reports.c.input_sha256).where(is_key(corpus, document))
            return connection.execute(query).scalar()

    def same_text(self, folded_sha256: str) -> tuple[str, str] | None:
        """The key of the coded report with that text, white space folded, or None."""
        table = schema.reports
        query = sa.select(*BY_KEY).where(table.c.folded_sha256 == folded_sha256, table.c.status == "coded")
        with self._reading() as connection:
            row = connection.execute(query.order_by(table.c.id).limit(1)).first()
        return (row.corpus, row.document) if row else None

    def put_report(self, report: Report) -> None:
        """Stores all of a report in one transaction, in place of an older one of the same key."""
        text = self._codec.to_json
        body = text(replace(report.document, text="")) if report.document else None
        with self._writing() as connection:
            delete_report(connection, report.corpus, report.id)
            row = {
                "corpus": report.corpus,
                "document": report.id,
                "status": report.status,
                "input_sha256": report.input_sha256,
                "folded_sha256": report.folded_sha256,
                "row": text(make_row(report)),
                "body": body,
            }
            made = connection.execute(sa.insert(schema.reports).values(row)).inserted_primary_key
            number = int(made[0]) if made else 0
            connection.execute(sa.insert(schema.raws).values(raw_row(number, report.raw)))
            if report.document:
                document = report.document
                words = {"report": number, "title": document.title, "outlet": document.outlet, "text": document.text}
                connection.execute(sa.insert(schema.texts).values(words))
            claims = [claim_row(number, claim, text(replace(claim, event=None))) for claim in report.claims]
            insert_rows(connection, schema.claims, claims)
            insert_rows(connection, schema.facts, [fact_row(number, fact, text(fact)) for fact in report.facts])

    def reports(self) -> list[ReportRow]:
        """Every report without its text, by corpus and document."""
        with self._reading() as connection:
            rows = connection.execute(sa.select(schema.reports.c.row).order_by(*BY_KEY)).scalars().all()
        return [self._codec.from_json(ReportRow, row) for row in rows]

    def document(self, corpus: str, id: str) -> Document | None:
        """The document with that key, or None."""
        query = select_documents().where(is_key(corpus, id))
        with self._reading() as connection:
            row = connection.execute(query).first()
        return self._document(row) if row else None

    def documents(self) -> Iterator[Document]:
        """The coded documents, by corpus and document, read a page at a time."""
        table = schema.reports
        with self._reading() as connection:
            query = sa.select(table.c.id).where(table.c.status == "coded").order_by(*BY_KEY)
            numbers = connection.execute(query).scalars().all()
        for start in range(0, len(numbers), PAGE):
            page = numbers[start : start + PAGE]
            with self._reading() as connection:
                rows = connection.execute(select_documents().where(table.c.id.in_(page)).order_by(*BY_KEY)).all()
            for row in rows:
                yield self._document(row)

    def _document(self, row: sa.Row[Any]) -> Document:
        return self._codec.from_json(Document, row.body, text=row.text)

    def find_document(self, id_or_prefix: str) -> list[tuple[str, str]]:
        """The keys of the reports with that id ("corpus/id" too), else of those whose id begins so."""
        table = schema.reports
        if not id_or_prefix:
            return []
        exact = sa.or_(table.c.document == id_or_prefix, table.c.corpus + "/" + table.c.document == id_or_prefix)
        with self._reading() as connection:
            for condition in (exact, begins(table.c.document, id_or_prefix)):
                rows = connection.execute(sa.select(*BY_KEY).where(condition).order_by(*BY_KEY)).all()
                if rows:
                    return [(row.corpus, row.document) for row in rows]
        return []

    def raw(self, corpus: str, id: str) -> Raw | None:
        """The bytes of a report as they came, or None."""
        query = sa.select(schema.raws, schema.reports.c.corpus).join(schema.reports).where(is_key(corpus, id))
        with self._reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        data = zlib.decompress(row.data)
        return Raw(data, row.media_type, row.path, row.corpus, row.place, row.url, row.fetched)

    def remove(self, corpus: str, document: str) -> Removed:
        """What went with a report: its bytes, text, claims and facts are wiped from the file. The caller makes the
        events anew. Raises UsageError where there is no such report."""
        with self._writing() as connection:
            removed = delete_report(connection, corpus, document)
            if removed is None:
                raise UsageError(
                    f"there is no report {document!r} of {corpus!r} in {self.name}; find it with `dateline search`."
                )
            # a deleted row's words linger in the index until its parts are merged
            connection.exec_driver_sql("INSERT INTO search(search) VALUES ('optimize')")
        self._empty_log()
        return removed

    def _empty_log(self) -> None:
        """Moves the write-ahead log into the file and empties it, so that no old page stays there."""
        with explain(self.name):
            connection = self._engine.raw_connection()
            try:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                connection.close()

    # ------------------------------------------------------------ claims and facts

    def claims(self, document: tuple[str, str] | None = None) -> list[Claim]:
        """The claims of a report, or all, in the order of reports and of reading, each with its event."""
        query = select_claims().order_by(*BY_KEY, schema.claims.c.row)
        if document is not None:
            query = query.where(is_key(*document))
        with self._reading() as connection:
            rows = connection.execute(query).all()
        return [self._claim(row) for row in rows]

    def claim(self, id_prefix: str) -> Claim | None:
        """The claim whose id begins so, or None. Raises UsageError where several do."""
        table = schema.claims
        with self._reading() as connection:
            id = find_id(connection, table.c.id, id_prefix, "claim")
            row = (
                connection.execute(select_claims().where(table.c.id == id).order_by(table.c.row)).first()
                if id
                else None
            )
        return self._claim(row) if row else None

    def _claim(self, row: sa.Row[Any]) -> Claim:
        return self._codec.from_json(Claim, row.body, event=row.event)

    def facts(self, document: tuple[str, str] | None = None) -> list[Fact]:
        """The facts of a report, or all, in the order of reports and of reading."""
        query = sa.select(schema.facts.c.body).join(schema.reports).order_by(*BY_KEY, schema.facts.c.row)
        if document is not None:
            query = query.where(is_key(*document))
        with self._reading() as connection:
            rows = connection.execute(query).scalars().all()
        return [self._codec.from_json(Fact, row) for row in rows]

    def fact(self, id_prefix: str) -> Fact | None:
        """The fact whose id begins so, or None. Raises UsageError where several do."""
        table = schema.facts
        with self._reading() as connection:
            id = find_id(connection, table.c.id, id_prefix, "fact")
            body = connection.execute(sa.select(table.c.body).where(table.c.id == id)).scalar() if id else None
        return self._codec.from_json(Fact, body) if body else None

    # ------------------------------------------------------------ events

    def put_events(self, reconciled: Reconciled) -> None:
        """Stores the events and links in place of all others, in one transaction. An id that is no more leads on to
        the event that holds most of its claims."""
        after = {event.id: event.claims for event in reconciled.events}
        with self._writing() as connection:
            before: dict[str, list[str]] = {}
            for claim, event in connection.execute(sa.select(schema.event_claims)):
                before.setdefault(event, []).append(claim)
            kept = {row.old: row.event for row in connection.execute(sa.select(schema.redirects))}
            given = {old: event.id for event in reconciled.events for old in event.redirects if old not in after}
            found = {**given, **make_redirects(before, kept, after)}
            for table in (schema.events, schema.event_claims, schema.links, schema.redirects):
                connection.execute(sa.delete(table))
            self._insert_events(connection, reconciled, found)

    def _insert_events(self, connection: sa.Connection, reconciled: Reconciled, redirects: dict[str, str]) -> None:
        text = self._codec.to_json
        olds: dict[str, list[str]] = {}
        for old, id in sorted(redirects.items()):
            olds.setdefault(id, []).append(old)
        stored = [replace(event, redirects=tuple(olds.get(event.id, ()))) for event in reconciled.events]
        insert_rows(connection, schema.events, [event_row(n, event, text(event)) for n, event in enumerate(stored)])
        homes = {claim: event.id for event in stored for claim in event.claims}
        insert_rows(connection, schema.event_claims, [{"claim": c, "event": id} for c, id in homes.items()])
        insert_rows(connection, schema.redirects, [{"old": old, "event": id} for old, id in redirects.items()])
        rows = [{"a": link.a, "b": link.b, "kind": link.kind, "body": text(link)} for link in reconciled.links]
        insert_rows(connection, schema.links, [{"position": n, **row} for n, row in enumerate(rows)])

    def events(self) -> list[Event]:
        """The events in the order they were reconciled in."""
        return self._all(Event, schema.events)

    def event(self, id_prefix: str) -> Event | None:
        """The event whose id, now or formerly, begins so, or None. Raises UsageError where several do."""
        ids, olds = schema.events.c.id, schema.redirects.c.old
        with self._reading() as connection:
            id = find_id(connection, ids, id_prefix, "event")
            if id is None and (old := find_id(connection, olds, id_prefix, "event")):
                id = connection.execute(sa.select(schema.redirects.c.event).where(olds == old)).scalar()
            body = connection.execute(sa.select(schema.events.c.body).where(ids == id)).scalar() if id else None
        return self._codec.from_json(Event, body) if body else None

    def links(self) -> list[Link]:
        """The links between claims in the order they were found in."""
        return self._all(Link, schema.links)

    def _all(self, cls: type[Any], table: sa.Table) -> list[Any]:
        with self._reading() as connection:
            rows = connection.execute(sa.select(table.c.body).order_by(table.c.position)).scalars().all()
        return [self._codec.from_json(cls, row) for row in rows]

    # ------------------------------------------------------------ verdicts

    def add_judgement(self, judgement: Judgement) -> None:
        """Adds a verdict at the end of the log; nothing ever leaves it."""
        row = {"id": judgement.id, "body": self._codec.to_json(judgement)}
        with self._writing() as connection:
            connection.execute(sa.insert(schema.judgements).values(row))

    def judgements(self) -> list[Judgement]:
        """The log of verdicts, oldest first."""
        return self._all(Judgement, schema.judgements)

    # ------------------------------------------------------------ search, care

    def search(self, words: str, limit: int = 20) -> list[SearchHit]:
        """The coded documents that hold all the words, best first."""
        query = make_query(words)
        if not query or limit < 1:
            return []
        with self._reading() as connection:
            values = {"query": query, "open": OPEN, "close": CLOSE, "limit": limit}
            rows = connection.execute(SEARCH, values).all()
        return [SearchHit(r.corpus, r.document, r.title, r.outlet, *split_passage(r.passage)) for r in rows]

    def backup(self, target: Path) -> None:
        """Copies the whole database into a new file, while others may go on using this one. Raises UsageError where
        the file is there already."""
        if target.exists():
            raise UsageError(f"{target} is there already; name a new file for the backup.")
        with explain(str(target)), self._reading() as connection:
            source = connection.connection.driver_connection
            if source is None:
                raise StoreError(f"{self.name} is closed; open it again before the backup.")
            part = target.with_name(target.name + ".part")
            copy = sqlite3.connect(part)
            try:
                source.backup(copy)
            finally:
                copy.close()
            part.replace(target)

    def check_integrity(self) -> list[str]:
        """A sentence for each fault SQLite finds in the file; empty for a sound one."""
        with self._reading() as connection:
            faults = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
            orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        found = [f"{self.name}: {fault}." for fault in faults if fault != "ok"]
        return found + [f"{self.name}: row {row[1]} of {row[0]} belongs to no row of {row[2]}." for row in orphans]

    def meta(self, key: str) -> str | None:
        """A small string kept with the database, or None."""
        with self._reading() as connection:
            return connection.execute(sa.select(schema.meta.c.value).where(schema.meta.c.key == key)).scalar()

    def set_meta(self, key: str, value: str) -> None:
        """Keeps a small string with the database."""
        with self._writing() as connection:
            connection.execute(sa.delete(schema.meta).where(schema.meta.c.key == key))
            connection.execute(sa.insert(schema.meta).values(key=key, value=value))


__all__ = ["Removed", "ReportRow", "SearchHit", "Store", "open_store"]
