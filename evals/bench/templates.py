"""Incident templates of MUC-4 by the public metric: five roles by entity, micro F1 (METRICS: Templates)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from dateline.model import Claim, Party
from dateline.pipeline import Coder, code_document
from dateline.score.clusters import assign
from dateline.text import name_key
from evals.bench.reading import read_text
from evals.bench.table import Row, f1

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
TYPES: Mapping[str, str] = {
    "bombing": "bombing",
    "suicide_bombing": "bombing",
    "attack": "attack",
    "killing": "attack",
    "clash": "attack",
    "shelling": "attack",
    "airstrike": "attack",
    "abduction": "kidnapping",
    "destruction": "attack",
}
"""The incident type of MUC-4 that a kind of ours is; its arson, robbery and forced work stoppage have none of ours."""

Entities = Mapping[str, list[set[str]]]
_THINGS = frozenset("building office station vehicle bus car house bridge tower pipeline embassy bank farm".split())


def read_muc4(path: Path) -> Iterator[tuple[str, list[tuple[str, Entities]]]]:
    """The texts of a part of MUC-4 with their templates: incident type, and entities as sets of mention strings."""
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        templates: list[tuple[str, Entities]] = []
        for template in item["templates"]:
            roles = {role: [{_plain(m[0]) for m in entity} for entity in template[role]] for role in ROLES}
            templates.append((str(template["incident_type"]), roles))
        yield item["doctext"], templates


def _plain(words: str) -> str:
    return " ".join(words.lower().split())


def incidents(claims: Sequence[Claim]) -> dict[tuple[str, tuple[str, ...]], list[Claim]]:
    """The claims that make one template: those of one incident type and the same targets, as happened."""
    found: defaultdict[tuple[str, tuple[str, ...]], list[Claim]] = defaultdict(list)
    for claim in claims:
        incident = TYPES.get(claim.kind)
        if incident is not None and claim.status not in ("planned", "threatened", "hypothetical", "denied"):
            found[incident, tuple(sorted(name_key(p.name) for p in claim.targets))].append(claim)
    return dict(found)


def our_templates(claims: Sequence[Claim]) -> list[tuple[str, Entities]]:
    """Our violent claims as templates, parties in the words of the text; those without any role are left out."""
    found: list[tuple[str, Entities]] = []
    for (incident, _), group in incidents(claims).items():
        roles: defaultdict[str, list[set[str]]] = defaultdict(list)
        for claim in group:
            for party in claim.actors:
                _add(roles["PerpOrg" if party.actor else "PerpInd"], _words(party))
            for party in claim.targets:
                is_thing = bool(set(name_key(party.name).split()) & _THINGS)
                _add(roles["Target" if is_thing else "Victim"], _words(party))
            for means in claim.means:
                _add(roles["Weapon"], {_plain(means.quote.text)})
        if any(roles.values()):
            found.append((incident, roles))
    return found


def _words(party: Party) -> set[str]:
    words = _plain(party.quote.text)
    short = words.removeprefix("the ").removeprefix("a ").removeprefix("an ")
    return {words, short, _plain(party.name)}


def _add(entities: list[set[str]], words: set[str]) -> None:
    if not any(entity & words for entity in entities):
        entities.append(words)


def _hits(gold: tuple[str, Entities], ours: tuple[str, Entities]) -> int:
    """Entities and the type that two templates share; templates of different types share nothing."""
    if gold[0] != ours[0]:
        return 0
    hits = 1
    for role in ROLES:
        free = list(ours[1].get(role, ()))
        for entity in gold[1][role]:
            met = next((other for other in free if other & entity), None)
            if met is not None:
                free.remove(met)
                hits += 1
    return hits


def best_hits(gold: Sequence[tuple[str, Entities]], ours: Sequence[tuple[str, Entities]]) -> int:
    """The most that any one-to-one mapping of templates shares."""
    if not gold or not ours:
        return 0
    return round(assign([[_hits(of_gold, of_ours) for of_ours in ours] for of_gold in gold]))


def size_of(templates: Sequence[tuple[str, Entities]]) -> int:
    return sum(1 + sum(len(roles.get(role, ())) for role in ROLES) for _, roles in templates)


def run(corpora: Path, coder: Coder) -> Iterator[Row]:
    """The row for the 200 reports of TST1 and TST2, lower-cased as the public split has them."""
    hits = gold_size = our_size = 0
    for text, gold in read_muc4(corpora / "muc4" / "processed" / "dev.json"):
        reading = read_text(text, coder)
        claims = code_document(reading.annotations.document, coder)[0] if reading else ()
        ours = our_templates(claims)
        hits += best_hits(gold, ours)
        gold_size += size_of(gold)
        our_size += size_of(ours)
    published = {"GTT (test part)": 0.502, "TempGen": 0.472, "IterX": 0.530}
    yield Row(
        "templates", "muc4 TST1+TST2", "five roles and type, micro F1", f1(hits, gold_size, our_size), {}, published
    )
