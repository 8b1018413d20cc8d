"""Whether two names are one, beside rapidfuzz and nomenklatura (METRICS: Names)."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.knowledge.likeness import NameSort, compare_known_names
from dateline.pipeline import Coder
from evals.bench.peers import ask_peer
from evals.bench.table import Row, f1

ORGANISATIONS = frozenset(("Company", "Organization", "LegalEntity"))
THRESHOLDS = tuple(round(0.40 + 0.02 * step, 2) for step in range(30))


@dataclass(frozen=True, slots=True)
class Names:
    """A pair of names, what they name, and whether it is one."""

    schema: str
    first: str
    second: str
    same: bool


def our_likeness(pair: Names, coder: Coder) -> float:
    """How alike the names are to us: by the actor table, else by their words."""
    sort: NameSort = "person" if pair.schema == "Person" else "body"
    return compare_known_names(pair.first, pair.second, sort, coder.tables.actors).score


def read_pairs(path: Path) -> list[Names]:
    """The labelled pairs of a CSV or TSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    rows = csv.DictReader(lines, delimiter="\t" if path.suffix == ".tsv" else ",")
    return [Names(r["schema"], r["name1"], r["name2"], r["is_match"] == "true") for r in rows]


def run(corpora: Path, coder: Coder) -> Iterator[Row]:
    """Rows for persons, organisations and all of name-bench, and for our own pairs of this field."""
    sets = {
        "name-bench": read_pairs(corpora / "name-bench" / "cases.csv"),
        "24 pairs of this field": read_pairs(Path(__file__).with_name("name_pairs.tsv")),
    }
    for data, pairs in sets.items():
        answers = ask_peer("names", [(p.schema, p.first, p.second) for p in pairs])
        ours = [our_likeness(pair, coder) for pair in pairs]
        parts = {
            "persons": [p.schema == "Person" for p in pairs],
            "organisations": [p.schema in ORGANISATIONS for p in pairs],
            "all": [True] * len(pairs),
        }
        for part, kept in parts.items():
            same = [p.same for p, k in zip(pairs, kept, strict=True) if k]
            peers = {
                name: _best_f1(same, [a[name] for a, k in zip(answers, kept, strict=True) if k])
                for name in ("rapidfuzz", "nomenklatura")
            }
            mine = _best_f1(same, [value for value, k in zip(ours, kept, strict=True) if k])
            published = {"nomenklatura, all rows": 0.798, "rapidfuzz, all rows": 0.737}
            told = published if (data, part) == ("name-bench", "all") else {}
            yield Row(f"names, {part}", data, "best F1", mine, peers, told)


def _best_f1(same: Sequence[bool], scores: Sequence[float]) -> float:
    """F1 of "one name" at the best threshold from 0.40 to 0.98."""

    def at(threshold: float) -> float:
        said = [score >= threshold for score in scores]
        return f1(sum(s and g for s, g in zip(said, same, strict=True)), sum(same), sum(said))

    return max(map(at, THRESHOLDS))
