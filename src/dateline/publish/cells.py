"""Rows of CSV: cells that no spreadsheet takes for a formula, and records flattened into columns."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

Cell = str | int | float | None

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONE = re.compile("[\ud800-\udfff]")


def write_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> Iterator[str]:
    """The lines of a CSV file, the header first; a column that a row lacks is empty."""
    yield _line(columns)
    for row in rows:
        yield _line([safe_cell(row.get(column)) for column in columns])


def safe_cell(value: Cell | bool) -> str:
    """A cell as written: unknown is empty, and text that begins like a formula gets a leading '; numbers never do."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    text = _LONE.sub("\ufffd", value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def join_cell(values: Iterable[object]) -> str:
    """Several values in one cell, joined by "; "."""
    return "; ".join(str(value) for value in values if value not in (None, ""))


def flatten_record(record: Mapping[str, Any], columns: Sequence[str]) -> dict[str, Cell]:
    """A record's values by column. ``a.b`` is a key inside ``a``; a list gives its members' values joined; an object
    that remains is told by its name, value or words."""
    return {column: _flat(_dig(record, column.split("."))) for column in columns}


def _dig(value: Any, keys: Sequence[str]) -> Any:
    if not keys:
        return value
    if isinstance(value, list):
        return [_dig(member, keys) for member in value]
    return _dig(value.get(keys[0]), keys[1:]) if isinstance(value, Mapping) else None


def _flat(value: Any) -> Cell:
    if isinstance(value, list):
        return join_cell(part for member in value if (part := _flat(member)) is not None)
    if isinstance(value, Mapping):
        return _say(value)
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _say(record: Mapping[str, Any]) -> str | None:
    """An object in one cell: counts as "killed 3 operatives", voices by names, the rest by name, value or words."""
    if "of" in record:
        low, high = record["low"], record["high"]
        number = str(low) if low == high else f"{'' if low is None else low}..{'' if high is None else high}"
        return " ".join(part for part in (record["of"], number, record["noun"]) if part)
    if "names" in record:
        return ", ".join(record["names"]) or str(record["form"])
    for key in ("name", "value", "text"):
        if key in record:
            return None if record[key] is None else str(record[key])
    return None


def _line(cells: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()
