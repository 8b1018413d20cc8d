"""The tagger's code trained on a benchmark: the incident templates of MUC-4, on its own 1,300 training reports.

``python -m training.muc4 --corpora FOLDER --out FOLDER`` trains (a twentieth of the training part is held back to
choose how sure a mention must be) and scores TST1 and TST2 with the public metric. The weights are for the benchmark
and are never shipped. The network is that of the tagger with other vocabularies: a mention of a role
filler stands for a trigger, its incident type for the kind, its role for the sort of name.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from dateline.annotate.decode import Numbers, runs, softmax, words_of
from dateline.annotate.pieces import Pieces, load_tokenizer, split_pieces
from dateline.annotate.tagger import owned
from evals.bench.templates import ROLES, Entities, best_hits, read_muc4, size_of
from training.encoder import find_encoder
from training.network import Network, Vocabulary
from training.train import CLS, SEP, Plan, train

TYPES = ("attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage")
SORTS = Vocabulary(TYPES, ("happened",), (), ROLES)
Template = tuple[str, Entities]


def examples(path: Path) -> Iterator[dict[str, Any]]:
    """The reports of a part as examples: every place where a role filler's words stand, with type and role."""
    for n, (text, templates) in enumerate(read_muc4(path)):
        found: dict[tuple[int, int], tuple[str, str]] = {}
        for kind, roles in templates:
            for role in ROLES:
                for words in sorted({w for entity in roles[role] for w in entity}, key=lambda w: (-len(w), w)):
                    for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text):
                        inside = any(a < match.end() and match.start() < b for a, b in found)
                        if not inside and kind in TYPES:
                            found[match.span()] = kind, role
        yield {
            "document": f"muc4-{n}", "set": "muc4", "part": "held" if n % 20 == 7 else "train", "text": text,
            "triggers": [
                {"start": a, "end": b, "kind": kind, "status": "happened", "args": []}
                for (a, b), (kind, _) in sorted(found.items())
            ],
            "names": [[a, b, role] for (a, b), (_, role) in sorted(found.items())],
        }  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """What the network reads in a report: its pieces, for each the probabilities of roles (outside first) and of
    incident types; and the templates that it has."""

    text: str
    pieces: Pieces
    roles: Numbers
    kinds: Numbers
    gold: Sequence[Template]


@torch.no_grad()
def read(network: Network, text: str, gold: Sequence[Template], tokenizer: Any) -> Reading:
    """The reading of a report."""
    pieces = split_pieces(text, tokenizer)
    roles, kinds = [], []
    for first, end, low, high in owned(len(pieces)):
        ids = torch.tensor([[CLS, *pieces.ids[first:end], SEP]])
        cases = torch.tensor([[4, *pieces.cases[first:end], 4]])
        _, _, kind, _, names = network.words(ids, cases, torch.ones_like(ids))
        roles.append(softmax(names[0, 1:-1].numpy()[low - first : high - first]))
        kinds.append(softmax(kind[0, 1:-1].numpy()[low - first : high - first]))
    return Reading(text, pieces, np.concatenate(roles), np.concatenate(kinds), gold)


def templates_of(reading: Reading, least: float, share: float) -> list[Template]:
    """One template for each incident type that the mentions speak for with at least ``share`` of their weight; a
    mention is one from ``least`` on, and mentions whose words hold one another are one entity."""
    text, roles, kinds = reading.text, reading.roles, reading.kinds
    inside = 1.0 - roles[:, 0]
    sorts = roles[:, 1:].reshape(len(roles), len(ROLES), 2)
    best = sorts.sum(-1).argmax(-1)
    begins = np.array([sorts[n, best[n], 0] > sorts[n, best[n], 1] for n in range(len(roles))], dtype=bool)
    found = []
    for run in runs(inside, begins, least):
        here = slice(run.first, run.last + 1)
        role = ROLES[int(sorts[here].sum((0, 2)).argmax())]
        span = words_of(run, reading.pieces, text)
        found.append((role, " ".join(text[span.start : span.end].split()), kinds[here].mean(0) * run.score, run.score))
    if not found:
        return []
    weight = np.sum([kind for _, _, kind, _ in found], axis=0)
    told = [n for n in range(len(TYPES)) if weight[n] >= share * weight.sum()]
    made = []
    for n in told:
        entities: defaultdict[str, list[set[str]]] = defaultdict(list)
        for role, words, kind, _ in found:
            if max(told, key=lambda m: float(kind[m])) == n:
                _put(entities[role], words)
        made.append((TYPES[n], entities))
    return made


def _put(entities: list[set[str]], words: str) -> None:
    """Adds a mention to the entity whose words it holds or that hold it, else as a new entity."""
    for entity in entities:
        if any(words == other or f" {words} " in f" {other} " or f" {other} " in f" {words} " for other in entity):
            entity.add(words)
            return
    entities.append({words})


def f1_of(readings: Sequence[Reading], settings: tuple[float, float]) -> tuple[float, float, float]:
    """Precision, recall and micro F1 of five roles and type over reports (METRICS: Templates)."""
    hits = gold_size = our_size = 0
    for reading in readings:
        ours = templates_of(reading, *settings)
        hits += best_hits(reading.gold, ours)
        gold_size += size_of(reading.gold)
        our_size += size_of(ours)
    return hits / max(1, our_size), hits / max(1, gold_size), 2 * hits / max(1, gold_size + our_size)


def main(words: Sequence[str] | None = None) -> int:
    """0 when the figures are printed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    chosen = parser.parse_args(words)
    torch.set_num_threads(chosen.threads)
    folder = chosen.corpora / "muc4" / "processed"
    rows = list(examples(folder / "train.json"))
    plan = Plan("muc4", frozenset({"muc4"}), chosen.epochs, 1e-4, 5e-4)
    network = train(rows, [plan], find_encoder(), chosen.out, 1, SORTS).eval()
    torch.save(network.state_dict(), chosen.out / "network.pt")
    tokenizer = load_tokenizer((find_encoder() / "tokenizer.json").read_text(encoding="utf-8"))
    reports = zip(rows, read_muc4(folder / "train.json"), strict=True)
    held = [read(network, *report, tokenizer) for row, report in reports if row["part"] == "held"]
    tried = [(least, share) for least in (0.3, 0.4, 0.5, 0.6, 0.7) for share in (0.15, 0.25, 0.35, 0.5)]
    settings = max(tried, key=lambda s: f1_of(held, s)[2])
    measured = [read(network, *report, tokenizer) for report in read_muc4(folder / "dev.json")]
    precision, recall, f1 = f1_of(measured, settings)
    print(json.dumps({"set": "muc4 TST1+TST2", "settings": settings, "precision": round(precision, 4),
                      "recall": round(recall, 4), "f1": round(f1, 4)}))  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
