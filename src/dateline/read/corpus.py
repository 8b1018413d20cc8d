"""Files that hold many reports (CSV, JSON, JSON Lines) to one Raw a record, so that a bad one fails alone."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from dateline.model import Raw
from dateline.read.days import day_order
from dateline.read.decode import decode_bytes
from dateline.read.records import RECORD, field_of
from dateline.read.refusals import refuse

# A record longer than this is no report; the csv module has to be told.
_FIELD_LIMIT = 20_000_000
# So many records without a text at a file's start, and the file is no corpus of reports.
_TRIED = 10


def split_csv(path: Path, name: str, corpus: str) -> Iterator[Raw]:
    """One Raw a row of a CSV file."""
    encoding = _encoding_of(path)
    csv.field_size_limit(_FIELD_LIMIT)
    rows = _rows(path, encoding)
    try:
        header = [column.strip() for column in next(rows, [])]
        if not any(header):
            yield refuse(name, corpus, f"{name} is empty; give a CSV file with a header and a row a report.")
            return
        if not _has_text(dict.fromkeys(header, "x")):
            has = ", ".join(header)[:120]
            yield refuse(name, corpus, f"{name} has no column 'text' (it has: {has}); name the column so.")
            return
        records = (dict(zip(header, row, strict=False)) for row in _rows(path, encoding))
        media_type = _media_type(encoding, records)
        for number, row in enumerate(rows, 1):
            place = f"row {number}"
            if not any(cell.strip() for cell in row):
                continue
            if len(row) > len(header):
                what = f"{name}, {place} has {len(row)} cells where the header has {len(header)}"
                yield refuse(name, corpus, f"{what}; put cells that hold commas in quotes.", place)
                continue
            data = json.dumps(dict(zip(header, row, strict=False)), ensure_ascii=False).encode("utf-8", "replace")
            yield Raw(data, media_type, name, corpus, place)
    except (csv.Error, OSError) as error:
        yield refuse(name, corpus, f"{name} cannot be read as CSV ({error}); save it again as CSV in UTF-8.")


def split_json_lines(path: Path, name: str, corpus: str) -> Iterator[Raw]:
    """One Raw a line of a JSON Lines file; a line that is no JSON becomes a Raw that its reader refuses."""
    try:
        head = [line for _, line in zip(range(_TRIED), _lines(path), strict=False)]
        if not head:
            yield refuse(name, corpus, f"{name} is empty; give a file with a JSON object a line.")
            return
        records = [record for _, line in head if (record := _parsed(line)) is not None]
        if len(records) == len(head) and not any(_has_text(record) for record in records):
            has = ", ".join(records[0])[:120]
            yield refuse(name, corpus, f"{name} holds no reports: its objects have no field 'text' (they have: {has}).")
            return
        parsed = (record for _, line in _lines(path) if (record := _parsed(line)) is not None)
        media_type = _media_type("utf-8", parsed)
        for number, line in _lines(path):
            yield Raw(line, media_type, name, corpus, f"line {number}")
    except OSError as error:
        yield refuse(name, corpus, f"{name} cannot be read ({error.strerror}); check the file and its permissions.")


def split_json(data: bytes, path: Path, name: str, corpus: str) -> Iterator[Raw]:
    """One Raw an object of a JSON file: an array of objects, one object with a text, or objects a line."""
    try:
        value = json.loads(data)
    except ValueError:
        yield from split_json_lines(path, name, corpus)
        return
    except RecursionError:
        yield refuse(name, corpus, f"{name} is nested too deep to be read; give a flat list of objects.")
        return
    if isinstance(value, dict) and not _has_text(value):
        lists = [part for part in value.values() if isinstance(part, list) and part and isinstance(part[0], dict)]
        value = lists[0] if len(lists) == 1 else [value]
    items = value if isinstance(value, list) else [value]
    objects = [item for item in items if isinstance(item, dict)]
    if not any(_has_text(item) for item in objects):
        yield refuse(name, corpus, f"{name} holds no reports: it has no object with a field 'text'.")
        return
    media_type = _media_type("utf-8", objects)
    for number, item in enumerate(items, 1):
        item_data = json.dumps(item, ensure_ascii=False).encode("utf-8", "surrogatepass")
        yield Raw(item_data, media_type, name, corpus, f"record {number}" if len(items) > 1 else "")


def _has_text(record: Mapping[str, object]) -> bool:
    return field_of(record, "text")[0] is not None


def _media_type(encoding: str, records: Iterable[Mapping[str, object]]) -> str:
    """The media type of a file's records, with what the whole file tells: the order of day and month, the charset."""
    order = day_order(field_of(record, "published")[1] or "" for record in records)
    parts = [RECORD]
    if order:
        parts.append(f"dates={order}")
    if encoding not in ("utf-8", "utf-8-sig", "utf-16", "utf-32"):
        parts.append(f"charset={encoding}")
    return ";".join(parts)


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines of a file that hold something, with their numbers."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
            if line.strip():
                yield number, line.rstrip(b"\r\n")


def _parsed(line: bytes) -> dict[str, object] | None:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None


def _encoding_of(path: Path) -> str:
    """The encoding of a whole file, read in pieces: UTF-8 where it is valid, else by its first bytes."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            while file.read(1 << 20):
                pass
    except UnicodeDecodeError:
        with path.open("rb") as binary:
            return decode_bytes(binary.read(1 << 20)).encoding
    return "utf-8-sig"


def _rows(path: Path, encoding: str) -> Iterator[list[str]]:
    """The rows of a CSV file, its delimiter seen from its first line."""
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        header = file.readline()
        file.seek(0)
        delimiter = max((",", ";", "\t", "|"), key=header.count)
        yield from csv.reader((line.replace("\x00", "") for line in file), delimiter=delimiter)
