"""Speed and memory of the whole road beside spaCy's bare pipeline, in one run on one core.

    make bench-speed CORPORA=../shared/data

Prints words a second of both, their ratio, peak resident memory, and how the time per report grows over many reports.
Without --corpora it reads the bundled sample, repeated.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from pathlib import Path

from dateline.annotate.parser import MODELS
from dateline.clean import clean_draft
from dateline.errors import ReadError
from dateline.knowledge.tables import resources_folder
from dateline.pipeline import load_coder, run
from dateline.read.files import find_reports
from dateline.read.readers import read_raw
from dateline.store.store import open_store


def texts_of(folder: Path) -> list[str]:
    """The cleaned texts of a folder's reports."""
    texts = []
    for raw in find_reports([folder]):
        try:
            texts.append(clean_draft(read_raw(raw), raw).text)
        except ReadError:
            continue  # side files of a corpus that hold no reports
    return texts


def spacy_words_per_second(texts: list[str]) -> float:
    """Words a second of spaCy's own pipeline on the texts, model loading left out."""
    import importlib

    nlp = next(importlib.import_module(name).load() for name in MODELS if _has(name))
    start = time.perf_counter()
    for text in texts:
        nlp(text)
    return sum(len(text.split()) for text in texts) / (time.perf_counter() - start)


def _has(name: str) -> bool:
    import importlib.util

    return importlib.util.find_spec(name) is not None


def road_words_per_second(folder: Path) -> float:
    """Words a second from files to stored claims, model loading left out."""
    coder = load_coder()
    with tempfile.TemporaryDirectory() as scratch, open_store(Path(scratch) / "bench.db") as store:
        start = time.perf_counter()
        outcome = run([folder], store, coder)
        return outcome.words / (time.perf_counter() - start)


def growth(folder: Path, reports: int) -> tuple[float, float]:
    """Seconds a report over the first and the last tenth of many reports, each with its own id and text."""
    coder = load_coder()
    stamps: list[float] = []
    with tempfile.TemporaryDirectory() as scratch, open_store(Path(scratch) / "bench.db") as store:
        source = Path(scratch) / "many.jsonl"
        texts = [text for text in texts_of(folder) if 60 < len(text.split()) < 400]
        with source.open("w", encoding="utf-8") as out:
            for n in range(reports):
                text = f"{texts[n % len(texts)]}\nReport {n} of village Number{n}."
                day = f"20{10 + n % 10}-{1 + n % 12:02d}-{1 + n % 28:02d}"
                out.write(json.dumps({"id": f"copy-{n}", "text": text, "published": day}) + "\n")

        run([source], store, coder, seen=lambda report, raw: stamps.append(time.perf_counter()))
    size = max(len(texts), reports // 10 // len(texts) * len(texts))
    size = min(size, (len(stamps) - 1) // 2)
    return (stamps[size] - stamps[0]) / size, (stamps[-1] - stamps[-1 - size]) / size


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpora", type=Path)
    parser.add_argument("--growth", type=int, default=0, help="reports for the growth figure, 0 for none")
    arguments = parser.parse_args()
    sample = resources_folder() / "sample"
    folder = arguments.corpora / "re3d" if arguments.corpora else sample
    many = arguments.corpora / "fakes" / "fakes_2011_2016.csv" if arguments.corpora else sample
    road = road_words_per_second(folder)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    bare = spacy_words_per_second(texts_of(folder))
    print(f"road {road:.0f} words/s, bare spaCy {bare:.0f} words/s, ratio {road / bare:.2f}, peak {memory:.0f} MB")
    if arguments.growth:
        first, last = growth(many, arguments.growth)
        print(
            f"growth over {arguments.growth}: {first:.4f} s a report at first, {last:.4f} at last: {last / first:.2f}x"
        )


if __name__ == "__main__":
    main()
