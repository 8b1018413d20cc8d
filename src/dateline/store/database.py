"""The SQLite file: opened, made or brought up to date, and its errors put into words."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool, StaticPool

from dateline.errors import StoreError
from dateline.store.schema import REVISION

IN_MEMORY = ":memory:"
WAIT_SECONDS = 30.0
"""How long a locked database is waited for."""


def open_engine(name: str, *, create: bool, wait: float = WAIT_SECONDS) -> sa.Engine:
    """The engine of a database that is up to date. Raises StoreError."""
    _look_at_file(name, create)
    engine = _make_engine(name, wait)
    try:
        with explain(name):
            with engine.connect() as connection:
                revision = _find_revision(connection, name)  # before anything of another program's file is touched
            if name != IN_MEMORY:
                _write_ahead(engine, wait)
            if revision != REVISION:
                _bring_up_to_date(engine, name)
    except StoreError:
        engine.dispose()
        raise
    return engine


def _look_at_file(name: str, create: bool) -> None:
    path = Path(name)
    if name == IN_MEMORY:
        return
    try:
        is_folder, exists = path.is_dir(), path.exists()
    except OSError as error:
        raise StoreError(f"{name}: the file cannot be looked at ({error.strerror}); name another file.") from error
    if is_folder:
        raise StoreError(f"{name} is a folder, not a database; name a file in it.")
    if not exists and not create:
        raise StoreError(f"{name}: there is no such database; code some reports into it first, or name another file.")
    if not exists and not path.parent.is_dir():
        raise StoreError(f"{name}: there is no folder {path.parent}; make it first, or name another file.")


def _make_engine(name: str, wait: float) -> sa.Engine:
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=name),
        poolclass=StaticPool if name == IN_MEMORY else QueuePool,
        connect_args={"timeout": wait, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: Any) -> None:  # noqa: ARG001
        connection.isolation_level = None  # begin and commit are said by us, below, and nowhere else
        for setting in ("foreign_keys = ON", "secure_delete = ON", "synchronous = NORMAL"):
            connection.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _write_ahead(engine: sa.Engine, wait: float) -> None:
    """Turns write-ahead logging on. SQLite does not wait for others at this change of mode, so we do."""
    until = time.monotonic() + wait
    connection = engine.raw_connection()
    try:
        while True:
            try:
                connection.cursor().execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > until:
                    raise
                time.sleep(0.05)
    finally:
        connection.close()


def _bring_up_to_date(engine: sa.Engine, name: str) -> None:
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if _find_revision(connection, name) != REVISION:  # another process may have been faster
            _migrate(connection)


def _find_revision(connection: sa.Connection, name: str) -> str | None:
    """The revision of the database, None for an empty one. Raises StoreError where it is not ours or too new."""
    tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
    if not tables:
        return None
    if "alembic_version" not in tables or "reports" not in tables:
        raise StoreError(f"{name} is a database of another program; name another file.")
    revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    if not isinstance(revision, str) or revision > REVISION:
        raise StoreError(f"{name} was made by a newer version of Dateline ({revision}); install that version.")
    return revision


def _migrate(connection: sa.Connection) -> None:
    from alembic import command  # slow to import, and needed only once in the life of a database
    from alembic.config import Config

    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


@contextmanager
def explain(name: str) -> Iterator[None]:
    """A stretch of work on the database whose errors leave as StoreError."""
    try:
        yield
    except DBAPIError as error:
        raise StoreError(_words_for(name, str(error.orig))) from error
    except sqlite3.Error as error:
        raise StoreError(_words_for(name, str(error))) from error


_REMEDIES = (
    ("not a database", "is not a database; name another file."),
    ("malformed", "is a damaged database; put a backup in its place."),
    ("locked", "is locked by another program; wait until that has finished, then try again."),
    ("readonly", "may not be written; give yourself the right to write the file and its folder."),
    ("unable to open", "cannot be opened for writing; check the rights of the file and its folder."),
    ("disk is full", "cannot grow because the disk is full; make room, then try again."),
    ("disk I/O error", "cannot be read or written; check the disk, then try again."),
    ("no such table", "lacks a table; put a backup in its place."),
)


def _words_for(name: str, message: str) -> str:
    for sign, words in _REMEDIES:
        if sign in message:
            return f"{name} {words}"
    return f"{name}: the database refused ({message}); check it with `dateline check`."
