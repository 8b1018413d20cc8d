"""The article's text of saved pages, beside readability: F1 of four-word shingles, as the set's own scorer has it."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from dateline.errors import DatelineError
from dateline.model import Raw
from dateline.pipeline import Coder
from dateline.read.readers import read_raw
from evals.bench.peers import ask_peer
from evals.bench.table import Row


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The runs of four words of a text, or all of it where it has fewer."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[n : n + 4]) for n in range(max(1, len(words) - 3))) if words else Counter()


def _scores(golds: Sequence[str], ours: Sequence[str]) -> float:
    """F1 of the mean precision and the mean recall over the pages."""
    parts: tuple[list[float], list[float]] = ([], [])
    for gold, found in zip(map(shingles, golds), map(shingles, ours), strict=True):
        shared = (gold & found).total()
        parts[0].append(shared / found.total() if found else 0.0)
        parts[1].append(shared / gold.total() if gold else 1.0)
    precision, recall = (sum(part) / len(part) for part in parts)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def run(corpora: Path, coder: Coder) -> Iterator[Row]:
    """The row for the mean F1 over the pages."""
    del coder
    folder = corpora / "article-extraction"
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    pages = {path.name.split(".")[0]: path for path in sorted((folder / "html").iterdir())}
    names = [name for name in truth if name in pages]
    sources = [_source(pages[name]) for name in names]
    ours = []
    for name, source in zip(names, sources, strict=True):
        try:
            draft = read_raw(Raw(source, "text/html", f"{name}.html", "bench"))
            ours.append("\n".join(block.text for block in draft.blocks))
        except DatelineError:
            ours.append("")
    theirs = ask_peer("readability", [source.decode("utf-8", "replace") for source in sources])
    golds = [truth[name]["articleBody"] for name in names]
    figures = [_scores(golds, side) for side in (ours, theirs)]
    published = {"trafilatura": 0.958, "readability": 0.922}
    yield Row(
        "pages", f"article-extraction, {len(names)} pages", "F1", figures[0], {"readability": figures[1]}, published
    )


def _source(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data
