"""Weights for the features of ``reconcile.compare``, fitted on the train parts of our gold.

    python -m evals.fit_merging --corpora FOLDER

Pairs of claims of one group of reports that gold's claims match, and that kinds, days and places do not shut apart: is
it one happening? A logistic regression over the features' measures. Prints the weights, and F1 over the pairs of each
part with the weights in use and with the fitted ones.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from dateline.model import Claim
from dateline.pipeline import Coder, load_coder
from dateline.reconcile.compare import FEATURES, ONE_REPORT, PRIOR, SAME, compare
from dateline.score.corpora import find_texts
from dateline.score.files import read_gold, score_records
from dateline.scored import code_texts, ours_of
from dateline.store.store import open_store
from evals.gate import EVALS

PARTS = ("gold/train", "standoff/train", "gold/dev", "standoff/dev")
OWN = 3.0
"""How much a pair of our own gold counts, against one of the Syrian war: there are far fewer."""
PULL = 0.003
STEPS = 6000


def matched(part: str, corpora: Path, coder: Coder) -> list[tuple[str, object, Claim]]:
    """Our claim of every matched gold claim of a part, with its group of reports and gold's event."""
    gold = read_gold(EVALS / f"{part}.jsonl")
    texts = find_texts(gold, corpora)
    group = {str(item["document"]): str(item["group"]) for item in gold}
    with TemporaryDirectory() as folder, open_store(Path(folder) / "gold.db") as store:
        code_texts(gold, texts, coder, store)
        claims = {claim.id: claim for claim in store.claims()}
        scores = score_records(gold, ours_of(store), None, texts)
    found: list[tuple[str, object, Claim]] = []
    for document in scores.documents:
        for pair in document.pairs:
            event = pair.gold.get("event") or (document.document, pair.gold["id"])
            found.append((group[document.document], event, claims[str(pair.ours["claim"])]))
    return found


def rows(claims: Sequence[tuple[str, object, Claim]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The measures of every pair, whether it is one happening, and the likeness in use."""
    measures, same, likeness = [], [], []
    for n, (group, event, a) in enumerate(claims):
        for other, its_event, b in claims[n + 1 :]:
            found = compare(a, b)
            if other == group and found.score > 0:
                told = [feature.measure(a, b) for feature in FEATURES]
                measures.append([*(m[0] if m else 0.0 for m in told), float(a.document == b.document)])
                same.append(event == its_event)
                likeness.append(found.score)
    return np.array(measures), np.array(same, float), np.array(likeness)


def fit(x: np.ndarray, y: np.ndarray, weight: np.ndarray) -> tuple[np.ndarray, float]:
    """The weights and the prior of a logistic regression, by gradient descent."""
    found, prior = np.zeros(x.shape[1]), 0.0
    for _ in range(STEPS):
        slope = (1 / (1 + np.exp(-(x @ found + prior))) - y) * weight / weight.sum()
        found -= 0.3 * (x.T @ slope + PULL * found)
        prior -= 0.3 * slope.sum()
    return found, prior


def f1(said: np.ndarray, same: np.ndarray) -> float:
    """F1 of pairs said to be one happening."""
    return float(2 * (said & (same > 0)).sum() / max(1, said.sum() + same.sum()))


def main(words: Sequence[str] | None = None) -> int:
    """0 when the weights are printed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    corpora, coder = parser.parse_args(words).corpora, load_coder()
    data = {part: rows(matched(part, corpora, coder)) for part in PARTS}
    train = [part for part in PARTS if part.endswith("train")]
    x, y = (np.concatenate([data[part][n] for part in train]) for n in (0, 1))
    counts = np.concatenate([np.full(len(data[p][1]), OWN if p.startswith("gold") else 1.0) for p in train])
    weights, prior = fit(x, y, counts)
    for name, before, after in zip([f.name for f in FEATURES], [f.weight for f in FEATURES], weights, strict=False):
        print(f"{name:12} {before:6.2f} {after:6.2f}")
    print(f"one report   {ONE_REPORT:6.2f} {weights[-1]:6.2f}\nprior        {PRIOR:6.2f} {prior:6.2f}")
    for part, (x, y, likeness) in data.items():
        chance = 1 / (1 + np.exp(-(x @ weights + prior)))
        print(f"{part}: {len(y)} pairs, F1 in use {f1(likeness >= SAME, y):.3f}, fitted {f1(chance >= SAME, y):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
