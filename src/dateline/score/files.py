"""Scoring from files and records: pairing documents, the table, the intervals, the page of errors."""

from __future__ import annotations

import json
import random
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from dateline.errors import UsageError
from dateline.score.clusters import conll, group
from dateline.score.match import Matched, Record, match_document
from dateline.score.page import errors_page
from dateline.score.slots import Tally, macro_f1, measure
from dateline.text import sha256

RESAMPLES = 500
"""Bootstrap samples of documents for each interval; seeded, so that a table can be made again."""


@dataclass(frozen=True)
class Scores:
    """The scores of matched documents; ``unpaired`` are gold documents that no document of ours is."""

    documents: tuple[Matched, ...]
    unpaired: tuple[str, ...]

    @cached_property
    def tallies(self) -> dict[str, Tally]:
        """The tally of every slot."""
        return measure(self.documents)

    @cached_property
    def events(self) -> dict[str, float]:
        """CoNLL F1 and its parts over matched claims, across documents."""
        pairs = [((d.document, str(p.gold["id"])), p) for d in self.documents for p in d.pairs]
        gold: dict[Hashable, Hashable] = {item: p.gold.get("event") or item for item, p in pairs}
        ours: dict[Hashable, Hashable] = {item: p.ours["event"] for item, p in pairs}
        return conll(group(gold), group(ours))

    @cached_property
    def intervals(self) -> dict[str, tuple[float, float]]:
        """95 % bootstrap intervals of each slot's F1 over documents; none for a single document."""
        if len(self.documents) < 2:
            return {}
        chance = random.Random(20)
        parts = [measure([document]) for document in self.documents]
        found: dict[str, list[float]] = {name: [] for name in self.tallies}
        for _ in range(RESAMPLES):
            sample = chance.choices(parts, k=len(parts))
            for name, values in found.items():
                f1 = sum((part[name] for part in sample), Tally()).f1
                if f1 is not None:
                    values.append(f1)
        bounds = {name: sorted(values) for name, values in found.items() if values}
        return {n: (v[int(0.025 * len(v))], v[min(int(0.975 * len(v)), len(v) - 1)]) for n, v in bounds.items()}

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """The table: slot, precision, recall, F1 with its interval, hits of gold."""
        rows: list[tuple[str, ...]] = []
        for name, tally in self.tallies.items():
            interval = self.intervals.get(name)
            f1 = _number(tally.f1) + (f" ({_number(interval[0])}–{_number(interval[1])})" if interval else "")
            rows.append((name, _number(tally.precision), _number(tally.recall), f1, f"{tally.hits}/{tally.gold}"))
        pairs = [pair for document in self.documents for pair in document.pairs]
        rows.append(("status, macro", "", "", _number(macro_f1(pairs, "status")), ""))
        rows += [(f"events, {name}", "", "", _number(value), "") for name, value in self.events.items()]
        if self.unpaired:
            rows.append(("gold documents not found", "", "", "", str(len(self.unpaired))))
        return rows

    @property
    def as_dict(self) -> dict[str, Any]:
        """The scores as plain values."""
        slots = {
            name: {
                "precision": t.precision,
                "recall": t.recall,
                "f1": t.f1,
                "gold": t.gold,
                "ours": t.ours,
                "hits": t.hits,
            }
            for name, t in self.tallies.items()
        }
        return {"slots": slots, "events": self.events, "intervals": self.intervals, "not_found": list(self.unpaired)}

    @property
    def errors_page(self) -> str:
        """A page of HTML that shows each miss and false find in its passage, the worst slot first."""
        return errors_page(self.documents, self.tallies)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def score_files(
    gold: Path,
    claims: Path | None,
    documents: Sequence[Record],
    our_claims: Sequence[Record],
    our_facts: Sequence[Record],
    our_links: Sequence[Record],
    pairs: Sequence[str],
) -> Scores:
    """The scores of our records (or of the exported ``claims``) against a file of gold, one document a line. Raises
    UsageError for a file that cannot be read, a line that is not JSON, a wrong pair, or where no document is paired."""
    if claims is not None:
        our_claims = _read_lines(claims)
    by_gold = dict(_pair(words) for words in pairs)
    return score_records(_read_lines(gold), documents, our_claims, our_facts, our_links, by_gold, str(gold))


def score_records(
    gold: Sequence[Record],
    documents: Sequence[Record],
    claims: Sequence[Record],
    facts: Sequence[Record],
    links: Sequence[Record],
    pairs: Mapping[str, str],
    where: str = "gold",
) -> Scores:
    """The scores of our records against gold; documents are paired by id, by the hash of their input or ``pairs``."""
    coded = [document for document in documents if document.get("text") is not None]
    by_id = {str(document["document"]): document for document in coded}
    by_hash = {document["input_sha256"]: document for document in coded}
    matched, unpaired = [], []
    for number, item in enumerate(gold, 1):
        if "document" not in item or not isinstance(item.get("claims"), list):
            raise UsageError(f"{where}, line {number}: no gold document; it needs the keys document and claims.")
        name = str(item["document"])
        if name in pairs and pairs[name] not in by_id:
            raise UsageError(f"--pair {name}={pairs[name]}: no coded report has the id {pairs[name]!r}.")
        document = by_id.get(pairs.get(name, name)) or by_hash.get(item.get("sha256"))
        if document is None or _has_moved(item, document):
            unpaired.append(name)
            continue
        own = [c for c in claims if c["document"] == document["document"]]
        stated = [f for f in facts if f["document"] == document["document"]]
        matched.append(match_document(item, document["text"], own, stated, links))
    if not matched:
        raise UsageError(f"{where}: none of its {len(gold)} documents is in the database; code them, or name --pair.")
    return Scores(tuple(matched), tuple(unpaired))


def _has_moved(gold: Record, document: Record) -> bool:
    """Whether cleaning moved the text under gold that points into it by offsets alone."""
    by_offset = any(isinstance(claim.get("quote"), dict) for claim in gold["claims"])
    return (
        by_offset and "sha256" in gold and gold["sha256"] not in (document.get("text_sha256"), sha256(document["text"]))
    )


def _pair(words: str) -> tuple[str, str]:
    gold, sign, document = words.partition("=")
    if not (sign and gold and document):
        raise UsageError(f"--pair {words}: write it as GOLD=DOCUMENT, two ids.")
    return gold, document


def _read_lines(path: Path) -> list[Record]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error}); give a JSONL file.") from error
    found: list[Record] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                found.append(json.loads(line))
            except json.JSONDecodeError as error:
                raise UsageError(
                    f"{path}, line {number}: not JSON ({error.msg}); mend the line or take it out."
                ) from error
    return found
