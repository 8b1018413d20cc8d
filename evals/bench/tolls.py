"""Tolls: how many were killed and injured in US shootings (GVDB) and by our gold on real reports, beside the first
number told."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from dateline.model import Claim
from dateline.pipeline import Coder, code_document
from dateline.score.corpora import find_texts
from dateline.score.files import score_records
from dateline.scored import code_gold
from evals.bench.reading import read_text, standoff_gold
from evals.bench.table import Row

HARMS: Mapping[str, str] = {
    "killed": r"(?:kill|dead|die[ds]|fatal|slain|murder)\w*",
    "injured": r"(?:injur|wound|hurt)\w*",
}
_NUMBERS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
_NUMBER = rf"(\d+|{'|'.join(_NUMBERS)})"


def read_gvdb(path: Path) -> Iterator[tuple[str, dict[str, int]]]:
    """The reports of GVDB that name a victim, with how many of their victims are said to be killed and injured."""
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            victims = json.loads(row["Json"]).get("victim-section") or []
            told = {harm: sum(harm in (v.get("victim-was") or ()) for v in victims) for harm in HARMS}
            if any(told.values()):
                yield row["Full text"], told


def our_toll(claims: tuple[Claim, ...], harm: str) -> int:
    """The largest number of people a claim of the report counts, and one where a victim is named without a number."""
    return max((t.low or t.high or 0 for claim in claims for t in claim.counts if t.of == harm), default=0)


def first_number(text: str, harm: str) -> int:
    """The baseline: the first number of the first sentence with a word of harm; one where it has the word alone."""
    for sentence in re.split(r"(?<=[.!?])\s+", text):
        if re.search(rf"\b{HARMS[harm]}", sentence, re.IGNORECASE):
            number = re.search(rf"\b{_NUMBER}\b", sentence, re.IGNORECASE)
            words = number.group(1).lower() if number else "one"
            return _NUMBERS[words] if words in _NUMBERS else int(words)
    return 0


def run(corpora: Path, coder: Coder) -> Iterator[Row]:
    """Rows for the share of reports whose number of killed, and of injured, is right."""
    items = list(read_gvdb(corpora / "gvdb" / "data" / "gvdb" / "splits" / "dev.tsv"))
    coded = []
    for text, _ in items:
        reading = read_text(text, coder)
        coded.append(code_document(reading.annotations.document, coder)[0] if reading else ())
    for harm in HARMS:
        ours = sum(our_toll(c, harm) == told[harm] for c, (_, told) in zip(coded, items, strict=True))
        peer = sum(first_number(text, harm) == told[harm] for text, told in items)
        yield Row("tolls", "gvdb dev", f"{harm}, right number", ours / len(items), {"first number": peer / len(items)})
    yield from _standoff(corpora, coder)


def _standoff(corpora: Path, coder: Coder) -> Iterator[Row]:
    """Rows for the gold claims of real reports that count the killed or injured: a missed claim is wrong; beside us the
    first number of the gold's own quote."""
    items = standoff_gold(("dev", "test"))
    texts = find_texts(items, corpora)
    if not texts:
        return
    scores = score_records(items, code_gold(items, texts, coder), None, texts)
    for harm in HARMS:
        right = peer = told = 0
        for document in scores.documents:
            ours = {str(pair.gold["id"]): pair.ours for pair in document.pairs}
            for claim in document.gold["claims"]:
                counts = [(c["low"], c["high"]) for c in claim["counts"] if c["of"] == harm]
                if counts and claim["quote"]:
                    found = ours.get(str(claim["id"]), {"counts": ()})["counts"]
                    quote = document.text[claim["quote"]["start"] : claim["quote"]["end"]]
                    told += 1
                    right += any(c["of"] == harm and (c["low"], c["high"]) == counts[0] for c in found)
                    peer += first_number(quote, harm) == counts[0][0]
        measure = f"{harm}, right number"
        yield Row("tolls", "stand-off gold, dev and test", measure, right / told, {"first number": peer / told})
