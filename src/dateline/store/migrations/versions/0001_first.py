"""Reports with their texts, bytes, claims and facts; events with links and redirects; judgements; full-text search."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """The tables of the first version."""
    _make_reports()
    _make_claims()
    _make_events()
    op.create_table(
        "judgements",
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table("meta", sa.Column("key", sa.Text, primary_key=True), sa.Column("value", sa.Text, nullable=False))
    for statement in (*_SEARCH, *_APPEND_ONLY):
        op.execute(sa.text(statement))


def _report(primary_key: bool = False) -> sa.Column[int]:
    key = sa.ForeignKey("reports.id", ondelete="CASCADE")
    return sa.Column("report", sa.Integer, key, primary_key=primary_key, nullable=False, index=not primary_key)


def _make_reports() -> None:
    op.create_table(
        "reports",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("corpus", sa.Text, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("input_sha256", sa.Text, nullable=False),
        sa.Column("folded_sha256", sa.Text),
        sa.Column("row", sa.Text, nullable=False),
        sa.Column("body", sa.Text),
        sa.UniqueConstraint("corpus", "document"),
    )
    op.create_index("ix_reports_document", "reports", ["document"])
    op.create_index("ix_reports_folded", "reports", ["folded_sha256"])
    op.create_table(
        "texts",
        _report(primary_key=True),
        sa.Column("title", sa.Text),
        sa.Column("outlet", sa.Text),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_table(
        "raws",
        _report(primary_key=True),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("fetched", sa.Date),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )


def _make_claims() -> None:
    op.create_table(
        "claims",
        sa.Column("row", sa.Integer, primary_key=True),
        _report(),
        sa.Column("id", sa.Text, nullable=False, index=True),
        sa.Column("kind", sa.Text, nullable=False, index=True),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("first", sa.Date, index=True),
        sa.Column("last", sa.Date),
        sa.Column("place", sa.Text, index=True),
        sa.Column("country", sa.Text),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "facts",
        sa.Column("row", sa.Integer, primary_key=True),
        _report(),
        sa.Column("id", sa.Text, nullable=False, index=True),
        sa.Column("subject", sa.Text, nullable=False, index=True),
        sa.Column("property", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )


def _make_events() -> None:
    op.create_table(
        "events",
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("kind", sa.Text, nullable=False, index=True),
        sa.Column("first", sa.Date, index=True),
        sa.Column("last", sa.Date),
        sa.Column("place", sa.Text, index=True),
        sa.Column("country", sa.Text),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "event_claims",
        sa.Column("claim", sa.Text, primary_key=True),
        sa.Column("event", sa.Text, nullable=False, index=True),
    )
    op.create_table(
        "links",
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("a", sa.Text, nullable=False, index=True),
        sa.Column("b", sa.Text, nullable=False, index=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "redirects",
        sa.Column("old", sa.Text, primary_key=True),
        sa.Column("event", sa.Text, nullable=False, index=True),
    )


_SEARCH = (
    "CREATE VIRTUAL TABLE search USING fts5(title, outlet, text, content='texts', content_rowid='report', "
    "tokenize='unicode61 remove_diacritics 2')",
    "CREATE TRIGGER texts_added AFTER INSERT ON texts BEGIN "
    "INSERT INTO search(rowid, title, outlet, text) VALUES (new.report, new.title, new.outlet, new.text); END",
    "CREATE TRIGGER texts_removed AFTER DELETE ON texts BEGIN "
    "INSERT INTO search(search, rowid, title, outlet, text) "
    "VALUES ('delete', old.report, old.title, old.outlet, old.text); END",
)
_APPEND_ONLY = (
    "CREATE TRIGGER judgements_kept BEFORE DELETE ON judgements BEGIN "
    "SELECT raise(ABORT, 'judgements are never removed'); END",
    "CREATE TRIGGER judgements_unchanged BEFORE UPDATE ON judgements BEGIN "
    "SELECT raise(ABORT, 'judgements are never changed'); END",
)
