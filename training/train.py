"""Trains the tagger: first on silver, then on gold; every epoch is a checkpoint that a later call goes on from.

``python -m training.train --examples FILE --out FOLDER``; what it takes on two cores stands in models/CARD.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from dateline.annotate.decode import find_trigger_runs, runs, sigmoid, softmax
from dateline.annotate.pieces import Pieces, load_tokenizer, split_pieces, windows
from training.encoder import find_encoder
from training.network import OURS, Network, Vocabulary

CLS, SEP = 101, 102
ROOM = 1024
"""Pieces of a batch, filling included."""
NOTHING = -100
KEPT = 0.995
"""Share of the running average of the weights that a step keeps: the average reads better than the last step."""


@dataclass
class Window:
    """A stretch of a text with its labels; all are lists over pieces, the two marks at the ends included."""

    ids: list[int]
    cases: list[int]
    trigger: list[int]
    kind: list[int]
    status: list[int]
    names: list[int]
    deeds: list[tuple[int, int, np.ndarray]]
    weight: float


@dataclass(frozen=True)
class Plan:
    """One stage of training: on which examples, for how long, how fast."""

    name: str
    sets: frozenset[str]
    epochs: int
    rate: float
    head_rate: float


def shown(example: dict[str, Any], chance: random.Random, shouted: float) -> str:
    """The text of an example as it is read this time: now and then in capitals or in lower case."""
    text = str(example["text"])
    draw = chance.random()
    changed = text.upper() if draw < shouted else text.lower() if draw < 2 * shouted else text
    return changed if len(changed) == len(text) else text


def windows_of(example: dict[str, Any], text: str, tokenizer: Any, sorts: Vocabulary = OURS) -> Iterator[Window]:
    """The windows of an example with their labels."""
    pieces = split_pieces(text, tokenizer)
    for first, end in windows(len(pieces)):
        yield _labelled(example, pieces, first, end, sorts)


def _labelled(example: dict[str, Any], pieces: Pieces, first: int, end: int, sorts: Vocabulary) -> Window:
    spans, length = pieces.spans[first:end], end - first + 2

    def at(start: int, stop: int, *rows: list[int]) -> tuple[int, int] | None:
        """The pieces that the characters touch, as places in the window, or None where the window's edge may cut them:
        there the ``rows`` of labels say nothing."""
        hit = [n for n, (a, b) in enumerate(spans) if a < stop and start < b]
        cut = (first > 0 and hit and hit[0] == 0) or (hit and hit[-1] == len(spans) - 1 and end < len(pieces))
        for row in rows if cut else ():
            row[hit[0] + 1 : hit[-1] + 2] = [NOTHING] * len(hit)
        return (hit[0] + 1, hit[-1] + 1) if hit and not cut else None

    trigger, kind, status = [0] * length, [NOTHING] * length, [NOTHING] * length
    names = [0 if example["names"] is not None else NOTHING] * length
    deeds = []
    for deed in example["triggers"]:
        where = at(deed["start"], deed["end"], trigger)
        if where is None:
            continue
        low, high = where
        for n in range(low, high + 1):
            if trigger[n] == 0:
                trigger[n] = 1 if n == low else 2
                kind[n], status[n] = sorts.kinds.index(deed["kind"]), sorts.statuses.index(deed["status"])
        if not sorts.roles:
            continue
        wanted = np.zeros((length, 2 * len(sorts.roles)), dtype=np.float32)
        for role, start, stop in deed["args"]:
            filled = at(start, stop)
            if filled is not None:
                r = sorts.roles.index(role)
                wanted[filled[0], 2 * r] = 1.0
                wanted[filled[0] : filled[1] + 1, 2 * r + 1] = 1.0
        deeds.append((low, high, wanted))
    for start, stop, sort in example["names"] or ():
        where = at(start, stop, names)
        if where is not None:
            s = sorts.names.index(sort)
            names[where[0]] = 1 + 2 * s
            for n in range(where[0] + 1, where[1] + 1):
                names[n] = 2 + 2 * s
    return Window(
        [CLS, *pieces.ids[first:end], SEP], [4, *pieces.cases[first:end], 4], trigger, kind, status, names, deeds,
        0.5 if example["set"] == "silver" else 1.0,
    )  # fmt: skip


def batches(found: list[Window], chance: random.Random) -> list[list[Window]]:
    """The windows in batches of like length, in random order."""
    order = sorted(found, key=lambda w: len(w.ids) + chance.random() * 16)
    made: list[list[Window]] = []
    for window in order:
        if made and (len(made[-1]) + 1) * max(len(window.ids), len(made[-1][0].ids)) <= ROOM:
            made[-1].append(window)
        else:
            made.append([window])
    chance.shuffle(made)
    return made


def _filled(rows: Sequence[Sequence[int]], filling: int) -> Tensor:
    width = max(map(len, rows))
    return torch.tensor([[*row, *[filling] * (width - len(row))] for row in rows])


def loss_of(network: Network, batch: list[Window]) -> tuple[Tensor, dict[str, float]]:
    """The loss of a batch and its parts."""
    ids, cases = _filled([w.ids for w in batch], 0), _filled([w.cases for w in batch], 4)
    mask = _filled([[1] * len(w.ids) for w in batch], 0)
    vectors, trigger, kind, status, names = network.words(ids, cases, mask)
    weight = torch.tensor([w.weight for w in batch])[:, None].expand(ids.shape).reshape(-1)

    def over(logits: Tensor, rows: Sequence[Sequence[int]], weights: Tensor | None = None) -> Tensor:
        wanted = _filled(rows, NOTHING).reshape(-1)
        each = functional.cross_entropy(
            logits.reshape(-1, logits.shape[-1]), wanted, weights, ignore_index=NOTHING, reduction="none"
        )
        return (each * weight).sum() / ((wanted != NOTHING) * weight).sum().clamp(min=1.0)

    rare = torch.tensor([0.5 if s == "happened" else 2.0 for s in network.sorts.statuses])
    parts = {
        "trigger": 6.0 * over(trigger, [w.trigger for w in batch]),
        "kind": over(kind, [w.kind for w in batch]),
        "status": 0.5 * over(status, [w.status for w in batch], rare),
        "names": 1.5 * over(names, [w.names for w in batch]),
    }
    shares = []
    for n, window in enumerate(batch):
        if window.deeds:
            low = torch.tensor([deed[0] for deed in window.deeds])
            high = torch.tensor([deed[1] for deed in window.deeds])
            logits = network.arguments(vectors[n, : len(window.ids)], low, high)
            wanted = torch.from_numpy(np.stack([deed[2] for deed in window.deeds]))
            each = functional.binary_cross_entropy_with_logits(
                logits, wanted, pos_weight=torch.tensor(2.0), reduction="none"
            )
            shares.append((window.weight * each.sum(), window.weight * len(window.deeds)))
    if shares:
        parts["arguments"] = 0.05 * torch.stack([s for s, _ in shares]).sum() / sum(w for _, w in shares)
    return torch.stack(list(parts.values())).sum(), {name: part.item() for name, part in parts.items()}


@torch.no_grad()
def measure(network: Network, examples: list[dict[str, Any]], tokenizer: Any) -> dict[str, float]:
    """Shares of dev got right: triggers (overlap, first window that holds them), kinds and statuses of those found,
    arguments (same role, overlap) of gold triggers."""
    network.eval()
    tally = dict.fromkeys("hit gold ours kind status ahit agold aours".split(), 0)
    for example in examples:
        text = str(example["text"])
        pieces = split_pieces(text, tokenizer)
        first, end = next(windows(len(pieces)))
        window = _labelled(example, pieces, first, end, network.sorts)
        ids, cases = torch.tensor([window.ids]), torch.tensor([window.cases])
        vectors, trigger, kind, status, _ = network.words(ids, cases, torch.ones_like(ids))
        chances = softmax(trigger[0, 1:-1].numpy())
        found = [r for r in find_trigger_runs(chances) if r.score >= 0.4]
        tally["ours"] += len(found)
        gold = [(low, high) for low, high, _ in window.deeds]
        tally["gold"] += len(gold)
        used = set()
        for low, high in gold:
            hit = next(
                (n for n, r in enumerate(found) if n not in used and r.first + 1 <= high and low <= r.last + 1), None
            )
            if hit is not None:
                used.add(hit)
                tally["hit"] += 1
                tally["kind"] += int(kind[0, low : high + 1].softmax(-1).mean(0).argmax()) == window.kind[low]
                tally["status"] += int(status[0, low : high + 1].softmax(-1).mean(0).argmax()) == window.status[low]
        for low, high, wanted in window.deeds:
            logits = network.arguments(vectors[0], torch.tensor([low]), torch.tensor([high]))[0].numpy()
            shares = sigmoid(logits)
            for r in range(len(network.sorts.roles)):
                ours = list(runs(shares[:, 2 * r + 1], shares[:, 2 * r] >= 0.5, 0.4))
                told = list(runs(wanted[:, 2 * r + 1], wanted[:, 2 * r] >= 0.5, 0.5))
                tally["aours"] += len(ours)
                tally["agold"] += len(told)
                tally["ahit"] += sum(any(o.first <= t.last and t.first <= o.last for o in ours) for t in told)
    network.train()

    def f1(hit: int, gold: int, ours: int) -> float:
        return 2 * hit / max(1, gold + ours)

    return {
        "triggers": f1(tally["hit"], tally["gold"], tally["ours"]),
        "precision": tally["hit"] / max(1, tally["ours"]), "recall": tally["hit"] / max(1, tally["gold"]),
        "kind": tally["kind"] / max(1, tally["hit"]), "status": tally["status"] / max(1, tally["hit"]),
        "arguments": f1(tally["ahit"], tally["agold"], tally["aours"]),
    }  # fmt: skip


def train(
    examples: list[dict[str, Any]], plans: Sequence[Plan], encoder: Path, out: Path, seed: int, sorts: Vocabulary = OURS
) -> Network:
    """The trained network, its weights averaged over the last steps; goes on from the last checkpoint in ``out`` and
    writes one after each epoch."""
    torch.manual_seed(seed)
    tokenizer = load_tokenizer((encoder / "tokenizer.json").read_text(encoding="utf-8"))
    network = Network(sorts)
    network.words.encoder.load_minilm(encoder / "model.safetensors")
    dev = {
        name: [e for e in examples if e["part"] == "dev" and (e["set"] == "own") == (name == "own")]
        for name in ("own", "real")
    }
    out.mkdir(parents=True, exist_ok=True)
    saved = out / "checkpoint.pt"
    done = {"stage": 0, "epoch": 0}
    state = None
    average = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(KEPT))
    asked = [seed, [[p.name, sorted(p.sets), p.epochs, p.rate, p.head_rate] for p in plans], examples]
    made_of = hashlib.sha256(json.dumps(asked).encode()).hexdigest()
    if saved.exists():
        state = torch.load(saved, weights_only=True)
        if state["made_of"] != made_of:
            raise SystemExit(f"{saved} is of other examples, plans or seed; take it away or name another --out.")
        network.load_state_dict(state["network"])
        average.load_state_dict(state["average"])
        done = state["done"]
    for stage, plan in enumerate(plans):
        if stage < done["stage"]:
            continue
        chosen = [e for e in examples if e["set"] in plan.sets and e["part"] in ("train", "silver")]
        slow = list(network.words.encoder.parameters())
        fast = [p for n, p in network.named_parameters() if not n.startswith("words.encoder.") or ".cases" in n]
        slow = [p for p in slow if not any(p is q for q in fast)]
        optimizer = torch.optim.AdamW(
            [{"params": slow, "lr": plan.rate}, {"params": fast, "lr": plan.head_rate}], weight_decay=0.01
        )
        start = done["epoch"] if stage == done["stage"] else 0
        if start and state is not None:
            optimizer.load_state_dict(state["optimizer"])
        for epoch in range(start, plan.epochs):
            chance = random.Random(f"{seed} {plan.name} {epoch}")
            torch.manual_seed(chance.randrange(2**31))  # a call that goes on gives what one call would
            made = batches([w for e in chosen for w in windows_of(e, shown(e, chance, 0.08), tokenizer, sorts)], chance)
            network.train()
            begun, sums = time.time(), {}
            for n, batch in enumerate(made):
                share = (epoch + n / len(made)) / plan.epochs
                factor = min(1.0, share / 0.06 + 0.02) * (1.0 - share)
                for group, rate in zip(optimizer.param_groups, (plan.rate, plan.head_rate), strict=True):
                    group["lr"] = rate * factor
                loss, parts = loss_of(network, batch)
                optimizer.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
                optimizer.step()
                average.update_parameters(network)
                for name, part in parts.items():
                    sums[name] = sums.get(name, 0.0) + part / len(made)
            told = " ".join(f"{name} {part:.3f}" for name, part in sums.items())
            spent = time.time() - begun
            print(f"{plan.name} {epoch + 1}/{plan.epochs}: {len(made)} batches, {spent:.0f} s; {told}", flush=True)
            if epoch % 2 or epoch + 1 == plan.epochs:
                for name, part in dev.items():
                    if part:
                        figures = measure(average.module, part, tokenizer)
                        print(f"  {name}: " + " ".join(f"{k} {v:.3f}" for k, v in figures.items()), flush=True)
            done = {"stage": stage, "epoch": epoch + 1}
            if epoch + 1 == plan.epochs:
                done = {"stage": stage + 1, "epoch": 0}
            kept = {"network": network.state_dict(), "average": average.state_dict(), "made_of": made_of}
            torch.save({**kept, "optimizer": optimizer.state_dict(), "done": done}, out / "checkpoint.part")
            (out / "checkpoint.part").replace(saved)
    return average.module


def main(words: Sequence[str] | None = None) -> int:
    """0 when the network is trained."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--examples", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--silver-epochs", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=13)
    parser.add_argument("--threads", type=int, default=2)
    chosen = parser.parse_args(words)
    torch.set_num_threads(chosen.threads)
    examples = [json.loads(line) for line in chosen.examples.open(encoding="utf-8")]
    gold = frozenset({"own", "wce", "re3d"})
    plans = [
        Plan("silver", gold | {"silver"}, chosen.silver_epochs, 1e-4, 1e-3),
        Plan("gold", gold, chosen.epochs, 1e-4, 5e-4),
    ]
    network = train(examples, [p for p in plans if p.epochs], find_encoder(), chosen.out, chosen.seed)
    torch.save(network.state_dict(), chosen.out / "network.pt")
    return 0


if __name__ == "__main__":
    sys.exit(main())
