"""The tables as the queries see them. ``migrations`` makes them; a test holds the two together."""

from __future__ import annotations

import re

from sqlalchemy import Column, Date, Dialect, ForeignKey, Integer, LargeBinary, MetaData, Table, Text, TypeDecorator

REVISION = "0001"
"""The newest migration, which this version writes and understands."""


class Words(TypeDecorator[str]):
    """Text that may hold half a surrogate pair (odd file names do), which no database takes: U+FFFD stands for it,
    one character for one, so that offsets stay true."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """The text as it is stored."""
        if value is None or value.isascii():
            return value
        return re.sub("[\ud800-\udfff]", "\ufffd", value)


metadata = MetaData()


def _report(primary_key: bool = False) -> Column[int]:
    return Column(
        "report",
        Integer,
        ForeignKey("reports.id", ondelete="CASCADE"),
        primary_key=primary_key,
        nullable=False,
        index=not primary_key,
    )


reports = Table(
    "reports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("corpus", Words, nullable=False),
    Column("document", Words, nullable=False),
    Column("status", Text, nullable=False),
    Column("input_sha256", Text, nullable=False),
    Column("folded_sha256", Text),
    Column("row", Text, nullable=False),
    Column("body", Text),
)
texts = Table(
    "texts",
    metadata,
    _report(primary_key=True),
    Column("title", Words),
    Column("outlet", Words),
    Column("text", Words, nullable=False),
)
raws = Table(
    "raws",
    metadata,
    _report(primary_key=True),
    Column("media_type", Text, nullable=False),
    Column("path", Words, nullable=False),
    Column("place", Words, nullable=False),
    Column("url", Words),
    Column("fetched", Date),
    Column("data", LargeBinary, nullable=False),
)
claims = Table(
    "claims",
    metadata,
    Column("row", Integer, primary_key=True),
    _report(),
    Column("id", Words, nullable=False),
    Column("kind", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("first", Date),
    Column("last", Date),
    Column("place", Words),
    Column("country", Text),
    Column("body", Text, nullable=False),
)
facts = Table(
    "facts",
    metadata,
    Column("row", Integer, primary_key=True),
    _report(),
    Column("id", Words, nullable=False),
    Column("subject", Words, nullable=False),
    Column("property", Text, nullable=False),
    Column("body", Text, nullable=False),
)
events = Table(
    "events",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("id", Words, nullable=False),
    Column("kind", Text, nullable=False),
    Column("first", Date),
    Column("last", Date),
    Column("place", Words),
    Column("country", Text),
    Column("body", Text, nullable=False),
)
event_claims = Table(
    "event_claims",
    metadata,
    Column("claim", Text, primary_key=True),
    Column("event", Text, nullable=False),
)
links = Table(
    "links",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("a", Text, nullable=False),
    Column("b", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
)
redirects = Table(
    "redirects",
    metadata,
    Column("old", Words, primary_key=True),
    Column("event", Text, nullable=False),
)
judgements = Table(
    "judgements",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("id", Words, nullable=False),
    Column("body", Text, nullable=False),
)
meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", Words, nullable=False))
