"""Weights for the marks of ``resolve.places``, fitted on development data.

    python evals/fit_places.py --corpora FOLDER

Every place name of LGL, GeoVirus and the train and dev parts of our gold is a choice between its candidates; the
weights make the right ones (within 161 km, in our gold 25 km) likeliest: a softmax over candidates, pulled back to the
weights in use. Prints, for both halves of the documents, how many of the other half are right before and after, and
the weights.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np

from dateline.knowledge.gazetteer import Entry
from dateline.model import Annotations, Span
from dateline.pipeline import Coder, load_coder
from dateline.resolve.claims import make_readers
from dateline.resolve.places import MARKS, kilometres
from dateline.score.corpora import find_texts
from dateline.score.files import read_gold
from evals.bench.places import NEAR_KM, read_geovirus, read_lgl
from evals.bench.reading import read_text
from evals.gate import EVALS

NAMES = tuple(MARKS)
PULL = 0.1
"""How strongly the weights are held to those in use, against one choice."""
STEPS = 300
Point = tuple[float, float]


@dataclass(frozen=True)
class Pick:
    """One name's candidates as marks, a row each, which of them are right, and the half its document is in."""

    marks: np.ndarray
    right: np.ndarray
    half: int
    weight: float


def _texts(corpora: Path) -> Iterator[tuple[str, list[tuple[Span, Point]], float, float]]:
    """Texts with their places, how near is right, and how much one of them counts."""
    geo = corpora / "geo-corpora"
    for articles, weight in ((read_lgl(geo / "lgl.xml"), 0.4), (read_geovirus(geo / "GeoVirus.xml"), 0.7)):
        for text, names in articles:
            yield text, [(t.span, t.point) for t in names], NEAR_KM, weight
    files = [EVALS / folder / f"{part}.jsonl" for folder in ("gold", "standoff") for part in ("train", "dev")]
    gold = [item for path in files for item in read_gold(path)]
    texts = find_texts(gold, corpora)
    for item in gold:
        places = [c["place"] for c in item["claims"] if c.get("place") and c["place"].get("lat") is not None]
        told = {(p["quote"]["start"], p["quote"]["end"]): (p["lat"], p["lon"]) for p in places if p.get("quote")}
        words = item.get("text") or texts.get(str(item["document"]))
        if words and told:
            yield str(words), [(Span(*span), point) for span, point in told.items()], 25.0, 1.0


def picks(corpora: Path, coder: Coder) -> list[Pick]:
    """The choices that the weights are fitted to: those between two candidates or more of which one is right."""
    found = []
    for text, places, near, weight in _texts(corpora):
        reading = read_text(text, coder)
        if reading is None:
            continue
        resolver = make_readers(reading.annotations, coder.tables).places
        own = [(reading.own(span), span) for span in _named(reading.annotations)]
        half = int(sha256(text.encode()).hexdigest(), 16) % 2
        for gold, point in places:
            span = next((ours for at, ours in own if at is not None and at.overlaps(gold)), None)
            weighed = resolver.weighed(span) if span is not None else []
            right = np.array([_is_near(entry, point, near) for entry, _ in weighed])
            if len(weighed) > 1 and right.any() and not right.all():
                rows = [[marks.get(name, 0.0) for name in NAMES] for _, marks in weighed]
                found.append(Pick(np.array(rows), right, half, weight))
    return found


def _named(annotations: Annotations) -> list[Span]:
    return [*(m.span for m in annotations.mentions if m.kind == "place"), *annotations.place_hints]


def _is_near(entry: Entry, point: Point, limit: float) -> bool:
    return entry.lat is not None and entry.lon is not None and kilometres((entry.lat, entry.lon), point) <= limit


def fit(data: Sequence[Pick], start: np.ndarray) -> np.ndarray:
    """The weights after gradient descent (Adam) on the likelihood of the right candidates."""
    weights, first, second = start.copy(), np.zeros_like(start), np.zeros_like(start)
    total = sum(pick.weight for pick in data)
    for step in range(1, STEPS + 1):
        slope = PULL * (weights - start)
        for pick in data:
            scores = pick.marks @ weights
            chance = np.exp(scores - scores.max())
            chance /= chance.sum()
            good = chance * pick.right
            slope += pick.weight / total * (pick.marks.T @ (chance - good / max(good.sum(), 1e-9)))
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights -= 0.03 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights


def right(data: Sequence[Pick], weights: np.ndarray) -> float:
    """The weighted share of names whose best candidate is right."""
    good = sum(pick.weight * bool(pick.right[int(np.argmax(pick.marks @ weights))]) for pick in data)
    return good / max(1e-9, sum(pick.weight for pick in data))


def main(words: Sequence[str] | None = None) -> int:
    """0 when the weights are printed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    data = picks(parser.parse_args(words).corpora, load_coder())
    start = np.array([MARKS[name] for name in NAMES])
    for half in (0, 1):
        seen, unseen = [p for p in data if p.half == half], [p for p in data if p.half != half]
        after = right(unseen, fit(seen, start))
        print(f"{len(unseen)} names not fitted on: right {right(unseen, start):.4f}, fitted {after:.4f}")
    for name, before, after in zip(NAMES, start, fit(data, start), strict=True):
        print(f"{name:28} {before:6.2f} {after:6.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
