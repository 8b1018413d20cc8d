"""The gate: no slot of any gold set may fall below its floor, and no floor may fall without a reason.

    python evals/gate.py                          own gold
    python evals/gate.py --corpora FOLDER         and the stand-off gold over the corpora of FOLDER
    python evals/gate.py --pin                    raise the floors to today's figures, note today's gold and tables
    python evals/gate.py --pin --allow-regression "why"   lower those that fell, and keep the reason

``evals/floors.json`` holds the floors with the hashes of the gold, the tables and the model they were measured with. A
slot fails when its F1 is below the floor by more than one item's worth.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dateline.errors import DatelineError
from dateline.pipeline import load_coder
from dateline.score.scores import STATUS_MACRO, Scores
from dateline.scored import score

EVALS = Path(__file__).resolve().parent
FLOORS = EVALS / "floors.json"
EVENTS = "events, CoNLL"
MEASURED = ("dev", "test")
"""The parts of gold that figures and floors are taken on."""
END_TO_END = (
    "kind", "status", "actors", "targets", "when, exact", "place, same entry", "counts, number", "counts, and what",
    "means", "voices", "whole chains",
)  # fmt: skip
"""Slots that are also measured over all of gold's claims: over matched ones alone they fall as more are found."""

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Figure:
    """A slot's F1, and how much of it one item is worth."""

    value: float
    item: float


def gold_files(with_corpora: bool) -> dict[str, Path]:
    """The gold that is measured on: our own, and with the corpora that over other people's texts. The train parts are
    not: the trained reader has seen them."""
    files = {f"own, {name}": EVALS / "gold" / f"{name}.jsonl" for name in MEASURED}
    if with_corpora:
        files |= {f"stand-off, {name}": EVALS / "standoff" / f"{name}.jsonl" for name in MEASURED}
    return files


def hash_of(path: Path) -> str:
    """The SHA-256 of a gold file, shortened."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def figures_of(scores: Scores) -> dict[str, Figure]:
    """The figures that have floors: every slot with an item on either side, the statuses' macro F1, CoNLL F1; and of
    the slots of claims how many values are right for each claim of gold, found or not ("..., end to end")."""
    found = {
        name: Figure(tally.f1, 2 / (tally.gold + tally.ours))
        for name, tally in scores.tallies.items()
        if tally.f1 is not None
    }
    claims = scores.tallies["claims"].gold
    for name in END_TO_END if claims else ():
        found[f"{name}, end to end"] = Figure(scores.tallies[name].hits / claims, 1 / claims)
    if scores.status_macro is not None:
        met = scores.statuses
        of_gold = {status for status, _ in met}
        seen = [sum(n * (pair.count(status)) for pair, n in met.items()) for status in of_gold]
        found[STATUS_MACRO] = Figure(scores.status_macro, 2 / min(seen) / len(of_gold))
        found[EVENTS] = Figure(scores.events["CoNLL"], 2 / met.total())
    return found


def failures(figures: Mapping[str, Figure], floors: Mapping[str, float]) -> list[str]:
    """A sentence for every slot that is below its floor by more than one item, or is not measured any more."""
    found = []
    for name, floor in floors.items():
        figure = figures.get(name)
        if figure is None:
            found.append(f"{name}: no figure, the floor is {floor:.4f}")
        elif figure.value < floor - figure.item:
            found.append(f"{name}: {figure.value:.4f}, the floor is {floor:.4f}, one item is {figure.item:.4f}")
    return found


def changed(pinned: Record, tables: str, golds: Mapping[str, str]) -> list[str]:
    """A sentence for whatever the floors were not measured with."""
    same = pinned["tables"] == tables
    found = [] if same else ["the tables or the model are not those that the floors were measured with"]
    for name, sha in golds.items():
        known = pinned["sets"].get(name)
        if known is None:
            found.append(f"{name}: no floors")
        elif known["gold"] != sha:
            found.append(f"{name}: the gold is not that which the floors were measured with")
    return found


def repinned(
    pinned: Record, tables: str, golds: Mapping[str, str], figures: Mapping[str, Mapping[str, Figure]], why: str | None
) -> Record:
    """New floors: the better of the old one and today's figure, for every measured set; the others stay.

    A floor that today's figure misses by more than one item falls only with a reason ``why``, which is kept. Raises
    ValueError that names each of them where there is none.
    """
    sets = {name: dict(entry) for name, entry in pinned["sets"].items()}
    fallen: list[Record] = []
    for name, of_set in figures.items():
        old: Mapping[str, float] = pinned["sets"].get(name, {}).get("floors", {})
        floors = {slot: _rounded(figure.value) for slot, figure in of_set.items()}
        for slot, floor in old.items():
            figure = of_set.get(slot)
            if figure is None or figure.value < floor - figure.item:
                fallen.append({"set": name, "slot": slot, "from": floor, "to": floors.get(slot)})
            else:
                floors[slot] = max(floor, floors[slot])
        sets[name] = {"gold": golds[name], "floors": floors}
    if fallen and not why:
        rows = "; ".join(f"{f['set']}: {f['slot']} from {f['from']} to {f['to']}" for f in fallen)
        raise ValueError(f'floors would fall ({rows}); mend the program, or say --allow-regression "why".')
    noted = [{"date": date.today().isoformat(), "why": why, **row} for row in fallen]
    return {"tables": tables, "sets": sets, "regressions": [*pinned["regressions"], *noted]}


def _rounded(value: float) -> float:
    return int(value * 10_000) / 10_000


def measure(files: Mapping[str, Path], corpora: Path | None) -> tuple[str, dict[str, dict[str, Figure]]]:
    """The version of the tables and the model, and today's figures of every set."""
    coder = load_coder()
    return f"{coder.tables.version} {coder.made_by.model}", {
        name: figures_of(score(path, corpora=corpora, coder=coder)) for name, path in files.items()
    }


def read_floors(path: Path) -> Record:
    """What is pinned; nothing where no floors were ever set."""
    if not path.exists():
        return {"tables": "", "sets": {}, "regressions": []}
    found: Record = json.loads(path.read_text(encoding="utf-8"))
    return found


def main(words: Sequence[str] | None = None) -> int:
    """The exit code: 0 all above their floors, 1 something fell or the floors are of other gold or tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, help="folder of corpora: also run the stand-off gold")
    parser.add_argument("--pin", action="store_true", help="set the floors to today's figures where they are better")
    parser.add_argument("--allow-regression", metavar="WHY", help="with --pin: let floors fall, and keep the reason")
    parser.add_argument("--floors", type=Path, default=FLOORS, help=argparse.SUPPRESS)
    chosen = parser.parse_args(words)
    files = gold_files(chosen.corpora is not None)
    pinned = read_floors(chosen.floors)
    try:
        tables, figures = measure(files, chosen.corpora)
    except DatelineError as error:
        print(f"gate: {error}", file=sys.stderr)
        return 1
    golds = {name: hash_of(path) for name, path in files.items()}
    for name, of_set in figures.items():
        print(
            f"{name}: " + ", ".join(f"{slot} {of_set[slot].value:.3f}" for slot in ("claims", "kind") if slot in of_set)
        )
    if chosen.pin:
        return _pin(chosen.floors, pinned, (tables, golds), figures, chosen.allow_regression)
    wrong = [f"{w}; run python evals/gate.py --pin and commit {FLOORS.name}." for w in changed(pinned, tables, golds)]
    for name, of_set in figures.items():
        floors = pinned["sets"].get(name, {}).get("floors", {})
        wrong += [f"{name}, {sentence}." for sentence in failures(of_set, floors)]
    for sentence in wrong:
        print(f"gate: {sentence}", file=sys.stderr)
    unread = len(pinned["sets"]) - len(files)
    print(f"gate: {len(wrong)} failures" + (f"; {unread} sets need --corpora and were not run" if unread > 0 else ""))
    return int(bool(wrong))


def _pin(
    path: Path,
    pinned: Record,
    measured_with: tuple[str, Mapping[str, str]],
    figures: Mapping[str, Mapping[str, Figure]],
    why: str | None,
) -> int:
    try:
        floors = repinned(pinned, *measured_with, figures, why)
    except ValueError as error:
        print(f"gate: {error}", file=sys.stderr)
        return 1
    path.write_text(json.dumps(floors, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"gate: floors of {len(figures)} sets written to {path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
