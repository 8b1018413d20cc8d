"""Every row of triggers.tsv names a kind, a need and a frame that the program knows."""

from __future__ import annotations

from dateline.extract.needs import CHECKS
from dateline.knowledge.kinds import load_kinds
from dateline.knowledge.tables import read_table
from dateline.knowledge.triggers import COLUMNS

FRAMES = frozenset(
    "act agent between blast bomber clash deed fallen flee found gather hitter loss meet move state suffer take".split()
)


def test_every_row_is_known() -> None:
    kinds = load_kinds()
    rows = list(read_table("triggers.tsv", COLUMNS))
    assert rows
    assert [row["words"] for row in rows if row["kind"] not in kinds] == []
    assert [row["words"] for row in rows if row["needs"] and row["needs"] not in CHECKS] == []
    assert [row["words"] for row in rows if row["frame"] not in FRAMES] == []


def test_every_kind_has_a_main_or_weak_row() -> None:
    named = {row["kind"] for row in read_table("triggers.tsv", COLUMNS) if row["strength"] != "effect"}
    assert set(load_kinds()) - named == set()
