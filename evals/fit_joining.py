"""Weights for the marks of ``extract.joining``, fitted on the development parts of our gold.

    python -m evals.fit_joining --corpora FOLDER

Every candidate of a report becomes a claim; those that gold's claims match are right. A logistic regression over the
marks, held to the weights in use. Prints, for each half of the reports, F1 over candidates with the weights in use
(fitted on both) and with weights fitted from nothing on the other half; then the weights fitted on all, the threshold
at which F1 is best, and how often candidates of a score are right.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dateline.extract.frames import find_by_rules
from dateline.extract.joining import ENOUGH, MARKS, Candidate, find_candidates, marks_of
from dateline.extract.scene import Scene
from dateline.model import Annotations, Frame, Raw
from dateline.pipeline import Coder, annotate_document, load_coder, read_document
from dateline.publish.records import claim_record
from dateline.read.records import RECORD
from dateline.resolve.claims import make_claims, make_readers
from dateline.score.align import Alignment
from dateline.score.corpora import find_texts
from dateline.score.files import read_gold
from dateline.score.match import Record, match_document
from dateline.scored import corpus_row
from dateline.text import sha256
from evals.gate import EVALS

NAMES = tuple(MARKS)
PARTS = ("gold/dev", "standoff/dev")
PULL = 0.01
STEPS = 3000
ROUNDS = 3
"""Fits, each with what the one before keeps: a mark looks at the happenings kept before."""


@dataclass(frozen=True)
class Report:
    """One report's candidates with whether gold's claims match them, and how many claims gold has."""

    scene: Scene
    candidates: Sequence[Candidate]
    right: np.ndarray
    gold: int
    half: int


def read_report(item: Record, text: str, coder: Coder) -> Report:
    """The candidates of one gold report."""
    document = read_document(Raw(json.dumps(corpus_row(item, text)).encode(), RECORD, "gold", "gold"), coder.furniture)
    annotations: Annotations = annotate_document(document, coder)
    assert annotations.tagging is not None  # the coder has a model
    scene = Scene(annotations, coder.tables.nouns, coder.tables.actors.states)
    candidates = find_candidates(scene, find_by_rules(scene, coder.tables), annotations.tagging)
    frames = [candidate.frame for candidate in candidates]
    claims = make_claims(frames, annotations, make_readers(annotations, coder.tables), coder.made_by)
    gold = Alignment(text, document.text).moved_record(dict(item))
    met = match_document(gold, document.text, [claim_record(claim) for claim in claims], [])
    right = {(pair.ours["trigger"]["start"], pair.ours["trigger"]["end"]) for pair in met.pairs}
    hits = np.array([(f.trigger.start, f.trigger.end) in right for f in frames], dtype=bool)
    return Report(scene, candidates, hits, len(item["claims"]), int(sha256(str(item.get("group"))), 16) % 2)


def rows(report: Report, weights: np.ndarray, coder: Coder) -> np.ndarray:
    """The marks of every candidate, a row each, when those before it are kept by the weights."""
    kept: list[Frame] = []
    found = []
    for candidate in report.candidates:
        marks = marks_of(report.scene, candidate, kept, coder.tables.kinds)
        found.append([marks.get(name, 0.0) for name in NAMES])
        if float(np.dot(found[-1], weights)) >= ENOUGH:
            kept.append(candidate.frame)
    return np.array(found).reshape(-1, len(NAMES))


def fit(marks: np.ndarray, right: np.ndarray, start: np.ndarray) -> np.ndarray:
    """The weights of a logistic regression, by gradient descent (Adam), held to ``start``."""
    weights, first, second = start.copy(), np.zeros_like(start), np.zeros_like(start)
    for step in range(1, STEPS + 1):
        chance = 1 / (1 + np.exp(-np.clip(marks @ weights, -30, 30)))
        slope = marks.T @ (chance - right) / len(right) + PULL * (weights - start)
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights -= 0.02 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights


def fitted(chosen: Sequence[Report], start: np.ndarray, coder: Coder) -> np.ndarray:
    """The weights fitted on reports, round by round."""
    weights = start
    for _ in range(ROUNDS):
        marks = np.concatenate([rows(report, weights, coder) for report in chosen])
        weights = fit(marks, np.concatenate([report.right for report in chosen]).astype(float), start)
    return weights


def odds_of(chosen: Sequence[Report], weights: np.ndarray, coder: Coder) -> tuple[np.ndarray, np.ndarray, int]:
    """The log-odds of every candidate, whether it is right, and how many claims gold has."""
    odds = np.concatenate([rows(report, weights, coder) @ weights for report in chosen])
    return odds, np.concatenate([report.right for report in chosen]), sum(report.gold for report in chosen)


def f1(odds: np.ndarray, right: np.ndarray, gold: int, least: float) -> float:
    """F1 of the candidates kept from ``least`` on."""
    kept = odds >= least
    return float(2 * (right & kept).sum() / max(1, kept.sum() + gold))


def main(words: Sequence[str] | None = None) -> int:
    """0 when the weights are printed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    corpora = parser.parse_args(words).corpora
    coder = load_coder()
    found = []
    for part in PARTS:
        gold = read_gold(EVALS / f"{part}.jsonl")
        texts = find_texts(gold, corpora)
        found += [read_report(item, str(item.get("text") or texts[str(item["document"])]), coder) for item in gold]
    start, neutral = np.array([MARKS[name] for name in NAMES]), np.zeros(len(NAMES))
    for half in (0, 1):
        seen, unseen = [r for r in found if r.half == half], [r for r in found if r.half != half]
        before, after = (odds_of(unseen, w, coder) for w in (start, fitted(seen, neutral, coder)))
        print(
            f"half: F1 {f1(*before, ENOUGH):.3f} with the weights in use, {f1(*after, ENOUGH):.3f} fitted on the other"
        )
    weights = fitted(found, start, coder)
    for name, before_fit, after_fit in zip(NAMES, start, weights, strict=True):
        print(f'    "{name}": {after_fit:.2f},  # was {before_fit:.2f}')
    odds, right, gold_claims = odds_of(found, weights, coder)
    best = max(np.arange(-2, 2, 0.1), key=lambda least: f1(odds, right, gold_claims, least))
    print(f"best from log-odds {best:.1f}: F1 {f1(odds, right, gold_claims, best):.3f}; at 0: "
          f"{f1(odds, right, gold_claims, 0.0):.3f}")  # fmt: skip
    chance = 1 / (1 + np.exp(-odds))
    for low in np.arange(0, 1, 0.1):
        inside = (chance >= low) & (chance < low + 0.1)
        if inside.any():
            print(f"score {low:.1f}: {inside.sum()} candidates, right {right[inside].mean():.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
