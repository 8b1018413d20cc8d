"""The date, place, toll and confidence of MUC-4 incidents, from the official keys of TST1 and TST2."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from dateline.model import Claim
from dateline.pipeline import Coder, code_document
from dateline.text import name_key
from evals.bench.reading import read_text
from evals.bench.table import Row, f1
from evals.bench.templates import TYPES, incidents

SLOTS = ("date", "place", "toll", "confidence")
_FIELD = re.compile(r"^(\d+)\.\s+[A-Z :]+?\s{2,}(.*)$")
_DAY = re.compile(r"(\d\d) ([A-Z]{3}) (\d\d)")
_DATELINE = re.compile(r"(\d{1,2} [A-Z]{3} \d\d) \(")
_PARTS = (("tst1", "key-tst1.v7", "tst1-muc3"), ("tst2", "key-tst2.v4", "tst2-muc4"))
_CONFIDENCE = {
    "claim_responsibility": "CLAIMED OR ADMITTED",
    "accuse": "SUSPECTED OR ACCUSED",
    "suspect": "SUSPECTED OR ACCUSED",
}


@dataclass(frozen=True, slots=True)
class Incident:
    """An incident's type and those of its slots that are filled, as values that can be compared."""

    type: str
    slots: Mapping[str, object]


def read_keys(path: Path) -> dict[str, list[Incident]]:
    """The incidents of every message of a key file that a mapped type has; optional ones too."""
    found: defaultdict[str, list[Incident]] = defaultdict(list)
    for block in re.split(r"\n(?=0\.\s)", path.read_text(encoding="latin-1")):
        fields: defaultdict[int, list[str]] = defaultdict(list)
        number = -1
        for line in block.splitlines():
            match = _FIELD.match(line)
            if match:
                number = int(match[1])
                fields[number].append(match[2].strip())
            elif number >= 0 and line.startswith(" "):
                fields[number].append(line.strip())
        if fields[0] and fields[4] and fields[4][0].lower() in TYPES.values():
            found[fields[0][0]].append(Incident(fields[4][0].lower(), dict(_filled(fields))))
    return dict(found)


def _filled(fields: Mapping[int, list[str]]) -> Iterator[tuple[str, object]]:
    days = [_day(*match.groups()) for match in _DAY.finditer(fields[2][0])] if fields.get(2) else []
    if days:
        yield "date", (None if fields[2][0].startswith("-") else days[0], days[-1])
    place = fields[3][0] if fields.get(3) else "-"
    if place not in ("-", "*"):
        country, *parts = [re.sub(r"\(.*?\)", "", part) for part in place.split(":")]
        yield "place", frozenset(name_key(name) for name in (parts[-1] if parts else country).split("/"))
    dead = {line.partition(":")[2].strip() for line in fields.get(23, ()) if line.startswith("DEATH")}
    numbers = [line.partition(":") for line in fields.get(21, ())]
    tolls = [int(n.strip(" ~")) for n, _, who in numbers if who.strip() in dead and n.strip(" ~").isdigit()]
    if tolls:
        yield "toll", sum(tolls)
    confidence = fields[11][0].split(":")[0].split("/")[0].strip(" ?") if fields.get(11) else "-"
    if confidence not in ("-", "*", ""):
        yield "confidence", confidence.removesuffix(" BY AUTHORITIES")


def _day(day: str, month: str, year: str) -> date:
    return datetime.strptime(f"{day} {month.title()} 19{year}", "%d %b %Y").date()


def read_messages(path: Path) -> dict[str, tuple[str, str | None]]:
    """The text of each message as it came, in capitals, and the day of its dateline."""
    found = {}
    for block in re.split(r"\n(?=TST\d-MUC\d-\d{4})", "\n" + path.read_text(encoding="latin-1")):
        name, _, text = block.strip().partition("\n")
        match = _DATELINE.search(text)
        day, month, year = match[1].split() if match else ("", "", "")
        published = _day(f"{int(day):02d}", month, year).isoformat() if match else None
        found[name.strip()] = text.replace("[TEXT] ", "").strip(), published
    return found


def our_incident(kind: str, claims: Sequence[Claim]) -> Incident:
    """The slots of claims that make one template: the first day and place, the largest toll, who says who did it."""
    slots: dict[str, object] = {}
    when = next((c.when for c in claims if c.when), None)
    if when is not None:
        slots["date"] = when.first, when.last
    place = next((c.place for c in claims if c.place), None)
    if place is not None:
        slots["place"] = frozenset((name_key(place.name),))
    toll = max((t.low or t.high or 0 for c in claims for t in c.counts if t.of == "killed"), default=0)
    if toll:
        slots["toll"] = toll
    if any(c.actors for c in claims):
        acts = [_CONFIDENCE[v.act] for c in claims for v in c.voices if v.act in _CONFIDENCE]
        hedged = any(c.certainty == "hedged" for c in claims)
        slots["confidence"] = acts[0] if acts else "POSSIBLE" if hedged else "REPORTED AS FACT"
    return Incident(kind, slots)


def _same(gold: object, ours: object) -> bool:
    return bool(gold & ours) if isinstance(gold, frozenset) and isinstance(ours, frozenset) else gold == ours


def run(corpora: Path, coder: Coder) -> Iterator[Row]:
    """Rows of F1 for the four slots; incidents of a type are paired inside a message, most slots alike first."""
    sizes: dict[str, Counter[str]] = {side: Counter() for side in ("gold", "ours", "hits")}
    for part, keys, messages in _PARTS:
        folder = corpora / "muc4" / "corpora" / part
        gold = read_keys(folder / keys)
        for name, (text, published) in read_messages(folder / messages).items():
            reading = read_text(text, coder, published)
            claims = code_document(reading.annotations.document, coder)[0] if reading else ()
            ours = [our_incident(kind, group) for (kind, _), group in incidents(claims).items()]
            _count(gold.get(name, []), ours, sizes)
    for slot in SLOTS:
        value = f1(sizes["hits"][slot], sizes["gold"][slot], sizes["ours"][slot])
        yield Row("templates", "muc4 TST1+TST2", f"{slot}, F1", value)


def _count(gold: Sequence[Incident], ours: Sequence[Incident], sizes: dict[str, Counter[str]]) -> None:
    for side, of_side in (("gold", gold), ("ours", ours)):
        for incident in of_side:
            sizes[side].update(incident.slots.keys())
    rows = []
    for n, told in enumerate(gold):
        for m, found in enumerate(ours):
            if told.type == found.type:
                alike = [s for s in SLOTS if s in told.slots and _same(told.slots[s], found.slots.get(s))]
                rows.append((-len(alike), n, m, alike))
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, n, m, alike in sorted(rows, key=lambda row: row[:3]):
        if n not in taken[0] and m not in taken[1]:
            taken[0].add(n)
            taken[1].add(m)
            sizes["hits"].update(alike)
