"""The scores of every gold set and the agreement of its readers in one table, written into evals/BENCH.md.

    make figures CORPORA=FOLDER

A cell is F1 with its 95 % bootstrap interval. The readers' columns hold a second, independent reading of a part of the
gold against the first: the ceiling that the program is read against.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from dateline.pipeline import load_coder
from dateline.score.corpora import find_texts
from dateline.score.files import read_gold
from dateline.score.scores import STATUS_MACRO, Scores
from dateline.scored import score, score_readers
from dateline.version import VERSION
from evals.gate import EVALS, gold_files

BENCH = EVALS / "BENCH.md"
MARKS = ("<!-- figures: written by make figures -->", "<!-- end of figures -->")


def readers(folder: str, corpora: Path) -> Scores | None:
    """The second reading of a folder's gold scored against the first; None where there is none."""
    second = EVALS / folder / "second.jsonl"
    if not second.exists():
        return None
    first = [i for name in ("train", "dev", "test") for i in read_gold(EVALS / folder / f"{name}.jsonl")]
    return score_readers(first, read_gold(second), find_texts(first, corpora))


def column(scores: Scores) -> dict[str, str]:
    """A set's cell for every row of the table."""
    values = {name: tally.f1 for name, tally in scores.tallies.items()}
    values |= {STATUS_MACRO: scores.status_macro} | {f"events, {name}": f1 for name, f1 in scores.events.items()}
    return {name: _cell(value, scores.intervals.get(name)) for name, value in values.items()} | {
        "reports": str(len(scores.documents)),
        "claims of gold": str(scores.tallies["claims"].gold),
    }


def _cell(value: float | None, interval: tuple[float, float] | None) -> str:
    if value is None:
        return "–"
    bounds = f" ({interval[0]:.2f}–{interval[1]:.2f})" if interval else ""
    return f"{value:.3f}{bounds}"


def table(columns: Sequence[tuple[str, dict[str, str]]]) -> str:
    """The columns side by side in Markdown."""
    slots = list(columns[0][1])
    rows = ["reports", "claims of gold", *(slot for slot in slots if slot not in ("reports", "claims of gold"))]
    lines = ["| F1 | " + " | ".join(name for name, _ in columns) + " |", "|---|" + "---|" * len(columns)]
    lines += [f"| {row} | " + " | ".join(cells.get(row, "–") for _, cells in columns) + " |" for row in rows]
    return "\n".join(lines)


def write_section(marks: tuple[str, str], section: str) -> None:
    """Puts a section between its two marks in BENCH.md, at the end where it has none yet."""
    before, mark, rest = BENCH.read_text(encoding="utf-8").partition(marks[0])
    after = rest.partition(marks[1])[2] if mark else "\n"
    BENCH.write_text(f"{before}{marks[0]}\n{section}\n{marks[1]}{after}", encoding="utf-8")


def taken_by(command: str) -> str:
    """The sentence over a section: the day, the command and the version it was taken with."""
    return f"Taken on {date.today().isoformat()} by `make {command} CORPORA=../shared/data` with Dateline {VERSION}"


def main(words: Sequence[str] | None = None) -> int:
    """0 when the table is written."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    corpora = parser.parse_args(words).corpora
    coder = load_coder()
    columns = [(name, column(score(p, corpora=corpora, coder=coder))) for name, p in gold_files(True).items()]
    for name, folder in (("two readers, own", "gold"), ("two readers, stand-off", "standoff")):
        scores = readers(folder, corpora)
        if scores is not None:
            columns.append((name, column(scores)))
    text = table(columns)
    print(text)
    write_section(MARKS, f"{taken_by('figures')}.\n\n{text}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
