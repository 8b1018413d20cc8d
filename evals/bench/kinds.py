"""The kind of event of a passage in the classes of others: CASE 2021 (ACLED-like) and PLOVER, beside the majority."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from dateline.knowledge.tables import read_table
from dateline.model import Claim
from dateline.pipeline import Coder, code_document
from evals.bench.reading import read_text
from evals.bench.table import Row, f1

CASE: Mapping[str, str] = {
    "airstrike": "AIR_STRIKE",
    "shelling": "ART_MISS_ATTACK",
    "bombing": "REM_EXPLOS",
    "suicide_bombing": "SUIC_BOMB",
    "chemical_attack": "CHEM_WEAP",
    "clash": "ARMED_CLASH",
    "attack": "ATTACK",
    "killing": "ATTACK",
    "abduction": "ABDUCT_DISSAP",
    "abuse": "SEX_VIOL",
    "takeover": "NON_STATE_ACTOR_OVERTAKES_TER",
    "destruction": "PROPERTY_DISTRUCT",
    "interdiction": "DISR_WEAP",
    "arrest": "ARREST",
    "trial": "ARREST",
    "agreement": "AGREEMENT",
    "talks": "DIPLO",
    "protest": "PEACE_PROTEST",
    "riot": "VIOL_DEMONSTR",
    "withdrawal": "NON_VIOL_TERRIT_TRANSFER",
    "deployment": "HQ_ESTABLISHED",
    "leadership": "CHANGE_TO_GROUP_ACT",
    "allegiance": "CHANGE_TO_GROUP_ACT",
}
"""The class of CASE 2021, task 2, that a kind of ours is by its codebook."""


def case_class(claims: Sequence[Claim]) -> str:
    """The class of a snippet: that of its first claim; a grenade, a government that takes a place and a protest that
    forces meet are classes of their own."""
    if not claims:
        return "OTHER"
    claim = claims[0]
    if claim.kind == "bombing" and any("grenade" in means.name.lower() for means in claim.means):
        return "GRENADE"
    if claim.kind == "takeover" and any(_is_state(name) for name in _actors(claim)):
        return "GOV_REGAINS_TERIT"
    if claim.kind == "protest" and any(c.kind in ("arrest", "riot", "attack") for c in claims[1:]):
        return "PROTEST_WITH_INTER"
    return CASE.get(claim.kind, "OTHER")


def _actors(claim: Claim) -> list[str]:
    return [party.name.lower() for party in claim.actors]


def _is_state(name: str) -> bool:
    return any(word in name for word in ("army", "government", "troops", "soldiers", "regime", "forces", "police"))


def _claims(text: str, coder: Coder) -> tuple[Claim, ...]:
    reading = read_text(text, coder)
    return code_document(reading.annotations.document, coder)[0] if reading else ()


def run(corpora: Path, coder: Coder) -> Iterator[Row]:
    """Rows for CASE 2021 (weighted F1, 25 and more classes) and PLOVER's gold sentences (accuracy and macro F1)."""
    with (corpora / "case2021-task2" / "labelled_even.tsv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row["SubType"]]
    gold = [row["SubType"] for row in rows]
    ours = [case_class(_claims(row["EventSnippet"], coder)) for row in rows]
    most = [Counter(gold).most_common(1)[0][0]] * len(gold)
    measured, peer = _weighted(gold, ours), _weighted(gold, most)
    yield Row("kinds", "case2021 task 2", "weighted F1", measured, {"majority": peer}, {"best of the task": 0.839})

    roots = {
        row["kind"]: row["plover"].split("|")[0].split("/")[0] for row in read_table("kinds.tsv", ("kind", "plover"))
    }
    items = json.loads((corpora / "plover-gsr" / "PLOVER_GSR_CAMEO.txt").read_text(encoding="utf-8"))
    items = [item for item in items if "text" in item]
    gold = [item["event"] for item in items]
    ours = [next((roots[c.kind] for c in _claims(item["text"], coder)), "") for item in items]
    most = [Counter(gold).most_common(1)[0][0]] * len(gold)
    for name, measure in (("accuracy", _accuracy), ("macro F1", _macro)):
        yield Row("kinds", "plover gsr", name, measure(gold, ours), {"majority": measure(gold, most)})


def _class_f1(gold: Sequence[str], ours: Sequence[str], name: str) -> float:
    hits = sum(g == o == name for g, o in zip(gold, ours, strict=True))
    return f1(hits, gold.count(name), ours.count(name))


def _weighted(gold: Sequence[str], ours: Sequence[str]) -> float:
    return sum(times * _class_f1(gold, ours, name) for name, times in Counter(gold).items()) / len(gold)


def _macro(gold: Sequence[str], ours: Sequence[str]) -> float:
    return sum(_class_f1(gold, ours, name) for name in set(gold)) / len(set(gold))


def _accuracy(gold: Sequence[str], ours: Sequence[str]) -> float:
    return sum(g == o for g, o in zip(gold, ours, strict=True)) / len(gold)
