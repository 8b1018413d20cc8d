"""Opening the file, refusing what is not ours, and surviving the worst."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.config import Config
from alembic.script import ScriptDirectory

from dateline.errors import StoreError
from dateline.store import database, schema
from dateline.store.database import open_engine
from dateline.store.store import Store, open_store
from tests.store.builders_store import report


def test_the_migrations_make_the_tables_that_queries_see() -> None:
    inspector = sa.inspect(open_engine(":memory:", create=True))
    for table in schema.metadata.sorted_tables:
        made = {c["name"]: c["nullable"] for c in inspector.get_columns(table.name)}
        assert made == {c.name: bool(c.nullable) for c in table.columns}, table.name


def test_the_newest_migration_is_the_one_the_schema_names() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [schema.REVISION]


def test_opening_leaves_a_file_that_can_be_read_and_written_at_once(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db"):
        pass
    with sqlite3.connect(tmp_path / "a.db") as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_opening_says_nothing(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    open_store(tmp_path / "a.db").close()
    assert capfd.readouterr() == ("", "")


def _refusal(path: Path, create: bool = True) -> str:
    with pytest.raises(StoreError) as caught:
        open_store(path, create=create)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert message.endswith(".")
    return message


def test_what_cannot_be_opened_is_refused_in_one_sentence(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>no database at all</p>" * 100)
    assert "is not a database" in _refusal(page)
    assert "is a folder" in _refusal(tmp_path)
    assert "there is no folder" in _refusal(page / "a.db")
    assert "there is no such database" in _refusal(tmp_path / "none.db", create=False)
    assert not (tmp_path / "none.db").exists()


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE reports (id INTEGER)")
    before = path.read_bytes()
    assert "another program" in _refusal(path)
    assert path.read_bytes() == before


def test_a_database_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    open_store(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
    assert "newer version" in _refusal(path)


def test_reports_cost_the_same_however_many_there_are() -> None:
    """Every query of ``put_report`` and ``known`` goes through an index."""
    engine = open_engine(":memory:", create=True)
    queries = (
        "SELECT id FROM reports WHERE corpus = '' AND document = ''",
        "SELECT id FROM reports WHERE folded_sha256 = '' AND status = 'coded' ORDER BY id LIMIT 1",
        "DELETE FROM claims WHERE report = 1",
        "DELETE FROM facts WHERE report = 1",
        "SELECT body FROM claims WHERE id >= 'a' AND id < 'b'",
    )
    with engine.connect() as connection:
        for query in queries:
            plan = " ".join(row.detail for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}"))
            assert "USING" in plan and "SCAN" not in plan, query


def test_a_locked_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    open_store(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with (
        Store(open_engine(str(path), create=False, wait=0.05), str(path)) as store,
        pytest.raises(StoreError, match="locked by another program"),
    ):
        store.put_report(report())
    other.close()


def test_verdicts_cannot_be_changed_or_taken_out(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    open_store(path).close()
    connection = sqlite3.connect(path)
    connection.execute("INSERT INTO judgements(id, body) VALUES ('j', '{}')")
    for statement in ("DELETE FROM judgements", "UPDATE judgements SET id = 'k'"):
        with pytest.raises(sqlite3.IntegrityError, match="judgements are never"):
            connection.execute(statement)
    connection.close()


WRITER = """
import sys
sys.path.insert(0, sys.argv[1])
from tests.store.builders_store import report
from dateline.store.store import open_store
store = open_store(sys.argv[2])
for n in range(int(sys.argv[4])):
    id = f"{sys.argv[3]}{n:05}"
    store.put_report(report(id, claims=tuple(f"{id}-{k}" for k in range(5))))
    print(id, flush=True)
"""


def _writer(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(Path(__file__).parents[2]), str(path), name, str(count)]
    places = {**os.environ, "PYTHONPATH": str(Path(database.__file__).parents[2])}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=places)


def test_a_killed_writer_leaves_whole_reports_only(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    writer = _writer(path, "k", 100_000)
    assert writer.stdout is not None
    said = [writer.stdout.readline().strip() for _ in range(25)]
    writer.send_signal(signal.SIGKILL)
    said += writer.stdout.read().split()
    writer.wait()
    writer.stdout.close()
    with open_store(path, create=False) as store:
        rows = store.reports()
        assert {row.document for row in rows} >= set(said)
        assert len(rows) <= len(said) + 1
        assert len(store.claims()) == 5 * len(rows)
        assert len(store.facts()) == len(rows) == len(list(store.documents()))
        assert all(store.raw("wire", row.document) for row in rows)
        assert len(store.search("checkpoint", limit=10_000)) == len(rows)
        assert store.check_integrity() == []


def test_two_writers_make_one_database(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    writers = [_writer(path, name, 30) for name in ("a", "b")]
    for writer in writers:
        writer.communicate(timeout=60)
        assert writer.returncode == 0
    with open_store(path, create=False) as store:
        assert len(store.reports()) == 60
        assert store.check_integrity() == []
