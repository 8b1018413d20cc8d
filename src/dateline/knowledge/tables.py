"""The human-edited tables of ``resources/``: TSV files, each headed by its source, licence and date.

A file starts with comment lines (``# source: ...``, ``# licence: ...``, ``# date: ...``), then one line of column
names, then a row a line. ``--tables DIR`` lays a user's files of the same name over ours: their rows come after ours,
and a row with the same first column replaces ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from dateline.errors import TableError

HEADINGS = ("source", "licence", "date")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its cells by column ("" where empty) and where it stands, for messages."""

    cells: dict[str, str]
    path: str
    line: int

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def get(self, column: str) -> str:
        """The cell, "" where the table has no such column."""
        return self.cells.get(column, "")

    def list(self, column: str) -> tuple[str, ...]:
        """The parts of a cell that holds several, separated by ``|``."""
        return tuple(part.strip() for part in self.cells[column].split("|") if part.strip())

    def error(self, what: str) -> TableError:
        """A table error that names this row."""
        return TableError(f"{self.path}, line {self.line}: {what}; mend the row or take it out.")


def resources_folder() -> Path:
    """The folder of our own tables: ``dateline/resources`` in an installed package, ``resources/`` in a checkout."""
    packaged = Path(str(files("dateline"))) / "resources"
    return packaged if packaged.is_dir() else Path(__file__).resolve().parents[3] / "resources"


def read_table(name: str, columns: Sequence[str], folders: Iterable[Path] = ()) -> list[Row]:
    """The rows of ``resources/name`` with the rows of the same file in ``folders`` laid over them.

    Raises TableError where a file has not these columns or a row has another number of cells.
    """
    own = resources_folder() / name
    rows = {row[columns[0]] if _keyed(columns) else str(n): row for n, row in enumerate(_read(own, columns))}
    for folder in folders:
        path = Path(folder) / name
        if path.is_file():
            for row in _read(path, columns):
                rows[row[columns[0]] if _keyed(columns) else f"{path}:{row.line}"] = row
    return list(rows.values())


def _keyed(columns: Sequence[str]) -> bool:
    """Whether the first column is an id that a later row may replace (tables of ours name it "id" or "kind")."""
    return columns[0] in ("id", "kind")


def _read(path: Path, columns: Sequence[str]) -> list[Row]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise TableError(f"{path}: the table cannot be read ({error}); it must be a UTF-8 text file.") from error
    rows: list[Row] = []
    header: list[str] | None = None
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.rstrip("\r").split("\t")]
        if header is None:
            header = cells
            missing = [column for column in columns if column not in header]
            if missing:
                raise TableError(f"{path}, line {number}: the column {missing[0]!r} is missing; add it to the header.")
            continue
        if len(cells) != len(header):
            what = f"{len(cells)} cells where the header has {len(header)}"
            raise TableError(f"{path}, line {number}: {what}; separate cells by one tab.")
        rows.append(Row(dict(zip(header, cells, strict=True)), str(path), number))
    return rows
