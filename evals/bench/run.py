"""The bench: ours and the peers' figures on other people's sets in one run, as the table of evals/BENCH.md.

make bench CORPORA=FOLDER          all tasks, written to evals/BENCH.md
python -m evals.bench.run --corpora FOLDER --only places dates     some tasks, printed
"""

from __future__ import annotations

import argparse
import platform
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from dateline.pipeline import Coder, load_coder
from evals.bench import attribution, dates, kinds, merging, names, pages, places, template_slots, templates, tolls
from evals.bench.peers import versions
from evals.bench.table import Row, as_markdown
from evals.figures import taken_by, write_section

MARKS = ("<!-- bench: written by make bench -->", "<!-- end of bench -->")

TASKS: Mapping[str, tuple[Callable[[Path, Coder], Iterator[Row]], tuple[str, ...]]] = {
    "templates": (templates.run, ("muc4/processed/dev.json",)),
    "template slots": (template_slots.run, ("muc4/corpora/tst1", "muc4/corpora/tst2")),
    "attribution": (attribution.run, ("polnear/dev", "gum-attribution")),
    "places": (places.run, ("geo-corpora/lgl.xml", "geo-corpora/GeoVirus.xml")),
    "dates": (dates.run, ("tbaq-cleaned",)),
    "names": (names.run, ("name-bench/cases.csv",)),
    "merging": (merging.run, ("ecbplus", "fakes")),
    "tolls": (tolls.run, ("gvdb/data/gvdb/splits/dev.tsv",)),
    "kinds": (kinds.run, ("case2021-task2/labelled_even.tsv", "plover-gsr/PLOVER_GSR_CAMEO.txt")),
    "pages": (pages.run, ("article-extraction/ground-truth.json",)),
}
"""Of each task: what makes its rows, and what it needs of the folder of corpora."""


def measure(corpora: Path, chosen: Sequence[str]) -> tuple[list[Row], list[str]]:
    """The rows of the chosen tasks, and the sets that are not there: their task is left out and named."""
    coder = load_coder()
    rows: list[Row] = []
    absent: list[str] = []
    for name in chosen:
        task, needs = TASKS[name]
        missing = [need for need in needs if not (corpora / need).exists()]
        absent += [f"{need} ({name})" for need in missing]
        if not missing:
            start = time.perf_counter()
            rows += task(corpora, coder)
            print(f"{name}: {time.perf_counter() - start:.0f} s", file=sys.stderr)
    return rows, absent


def section(table: str) -> str:
    """The table under what it was taken with."""
    ours = f"{taken_by('bench')}, Python {platform.python_version()}, spaCy {version('spacy')}"
    return (
        f"{ours}; beside us in the same run: {', '.join(versions())}. Published figures are on other parts unless the "
        f"row says so.\n\n{table}"
    )


def main(words: Sequence[str] | None = None) -> int:
    """The exit code: 0 done, 2 where nothing could be measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--only", nargs="+", choices=TASKS, help="some tasks; the table is printed and not written")
    chosen = parser.parse_args(words)
    rows, absent = measure(chosen.corpora, chosen.only or list(TASKS))
    table = as_markdown(rows, absent)
    print(table)
    if not rows:
        return 2
    if not chosen.only:
        write_section(MARKS, section(table))
    return 0


if __name__ == "__main__":
    sys.exit(main())
