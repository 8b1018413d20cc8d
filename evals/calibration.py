"""How often a claim of a score is right, on the dev and test parts, as a table and a plot in evals/BENCH.md.

    make calibration CORPORA=FOLDER

A claim is right where a claim of gold matches it (METRICS: Claims). The expected calibration error is the mean distance
between score and share right, over ten bins, weighted by their claims (Guo et al. 2017).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from dateline.pipeline import load_coder
from dateline.scored import score
from evals.figures import taken_by, write_section
from evals.gate import gold_files

MARKS = ("<!-- calibration: written by make calibration -->", "<!-- end of calibration -->")
BINS = 10
WIDTH = 40
"""Characters of the plot's bar for a share of one."""


def bins(scored: Sequence[tuple[float, bool]]) -> list[tuple[float, int, float]]:
    """Of every bin that has claims: its mean score, how many claims, and the share that is right."""
    found = []
    for n in range(BINS):
        inside = [row for row in scored if min(int(row[0] * BINS), BINS - 1) == n]
        if inside:
            mean = sum(value for value, _ in inside) / len(inside)
            found.append((mean, len(inside), sum(right for _, right in inside) / len(inside)))
    return found


def error(found: Sequence[tuple[float, int, float]]) -> float:
    """The expected calibration error of bins."""
    return sum(count * abs(mean - share) for mean, count, share in found) / max(1, sum(c for _, c, _ in found))


def table(found: Sequence[tuple[float, int, float]]) -> str:
    """The bins in Markdown, with a bar for the share right and a mark at the score."""
    lines = ["| score | claims | right | |", "|---|---|---|---|"]
    for mean, count, share in found:
        bar = list("█" * round(share * WIDTH) + "·" * (WIDTH - round(share * WIDTH)))
        bar[min(WIDTH - 1, round(mean * WIDTH))] = "|"
        lines.append(f"| {mean:.2f} | {count} | {share:.2f} | `{''.join(bar)}` |")
    return "\n".join(lines)


def main(words: Sequence[str] | None = None) -> int:
    """0 when the tables are written."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    corpora = parser.parse_args(words).corpora
    coder = load_coder()
    parts: dict[str, list[tuple[float, bool]]] = {"dev, which the weights were fitted on": [], "test": []}
    for name, path in gold_files(True).items():
        part = next(p for p in parts if p.split(",")[0] == name.split(", ")[1])
        for document in score(path, corpora=corpora, coder=coder).documents:
            parts[part] += [(float(pair.ours["score"]), True) for pair in document.pairs]
            parts[part] += [(float(claim["score"]), False) for claim in document.false]
    shown = []
    for part, scored in parts.items():
        found = bins(scored)
        shown.append(f"Own and stand-off {part}: expected calibration error {error(found):.3f}\n\n{table(found)}")
    text = "\n\n".join(shown)
    print(text)
    write_section(MARKS, f"{taken_by('calibration')}.\n\n{text}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
