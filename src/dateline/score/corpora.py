"""The texts of stand-off gold, found in a folder of corpora and held to the hash that the gold names."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from dateline.errors import UsageError
from dateline.text import sha256

Record = Mapping[str, Any]


def _lines(path: Path) -> Iterator[Record]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def _rows(path: Path) -> Iterator[Record]:
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        yield from csv.DictReader(file)


SETS: Mapping[str, tuple[str, Callable[[Path], Iterable[Record]], Callable[[int, Record], str], str]] = {
    "wce": ("wikipedia-current-events/conflict_items_2002_2024.jsonl", _lines, lambda n, _: f"wce-{n}", "text"),
    "fakes": ("fakes/*.csv", _rows, lambda _, row: f"fakes-{row['unit_id']}", "article_content"),
    "re3d": ("re3d/*/documents.json", _lines, lambda _, row: str(row["_id"]), "text"),
    "wikievents": ("wikievents/dev.jsonl", _lines, lambda _, row: str(row["doc_id"]), "text"),
}
"""Of each set: its files under the folder of corpora, how they are read, a document's id, and the field of its text."""


def find_texts(gold: Iterable[Record], corpora: Path) -> dict[str, str]:
    """The text of every gold document whose set is in ``corpora``, by its id; absent sets give none.

    Raises UsageError where the folder is missing or has no text at all, where a file is none of its set, or where a
    text is not the annotated one.
    """
    if not corpora.is_dir():
        raise UsageError(f"{corpora}: no such folder; name the folder of corpora with --corpora.")
    wanted = {str(item["document"]): item for item in gold if item.get("set") in SETS}
    found: dict[str, str] = {}
    for name in sorted({str(item["set"]) for item in wanted.values()}):
        pattern, read, name_of, field = SETS[name]
        for path in sorted(corpora.glob(pattern)):
            try:
                texts = [(name_of(number, row), str(row[field])) for number, row in enumerate(read(path))]
            except (ValueError, KeyError, csv.Error) as error:
                raise UsageError(
                    f"{path}: no file of the set {name} ({type(error).__name__}: {error}); "
                    "put the set's own file in its place."
                ) from error
            for document, text in texts:
                if document in wanted and document not in found:
                    found[document] = _checked(wanted[document], text, path)
    if wanted and not found:
        names = ", ".join(sorted({SETS[str(item["set"])][0] for item in wanted.values()}))
        raise UsageError(f"{corpora}: it has no text of this gold, which stands in {names}; name another folder.")
    return found


def _checked(item: Record, text: str, path: Path) -> str:
    if sha256(text) != item.get("sha256"):
        raise UsageError(
            f"{path}: the text of {item['document']} is not the one that was annotated (its hash differs); "
            "use the version of the set that the gold names."
        )
    return text
