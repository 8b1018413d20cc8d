"""How alike two claims are, with the reasons in words: one readable table of features and weights."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import asin, cos, exp, radians, sin, sqrt

from dateline.knowledge.likeness import compare_names
from dateline.model import Claim, Likeness, Place
from dateline.text import name_key

ONE_NAME = 0.88
"""Likeness of two names from which they speak for one party; it merges nothing alone."""
SAME = 0.45
"""Likeness from which two claims are held to tell one happening: of 0.4, 0.45, 0.5, 0.6 the best CoNLL F1 on train."""
PRIOR = -1.9
"""Log odds of two claims whose kinds, days and places do not shut each other out."""
ONE_REPORT = -0.9
"""What it speaks against two claims that one report tells them both."""
POSSIBLE = 0.3
"""Likeness from which a person is asked."""

FAMILIES = (
    frozenset("airstrike shelling bombing suicide_bombing chemical_attack attack killing clash destruction".split()),
    frozenset("arrest abduction release trial".split()),
    frozenset("takeover clash attack withdrawal".split()),
    frozenset("protest riot".split()),
    frozenset("talks agreement".split()),
    frozenset("siege aid restriction".split()),
    frozenset("bombing interdiction attack".split()),
)
"""Kinds that two voices may use for one happening."""

NEAR_KM = 25
_STOP = frozenset(
    "a an the of in on at by and to for with from was were has had have that this its their his her".split()
)


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that speaks for or against: its measure gives -1 to 1 and words, or None where it says nothing."""

    name: str
    weight: float
    measure: Callable[[Claim, Claim], tuple[float, str] | None]


def kin(a: str, b: str) -> bool:
    """Whether two kinds can name one happening."""
    return a == b or any(a in family and b in family for family in FAMILIES)


def compare(a: Claim, b: Claim) -> Likeness:
    """The likeness of two claims, 0 to 1, with its reasons; 0 where kinds, days or places shut each other out."""
    if not kin(a.kind, b.kind):
        return Likeness(0.0, (f"kinds differ: {a.kind}, {b.kind}",))
    if _days_apart(a, b) > 3 or _far(a.place, b.place):
        return Likeness(0.0, ("too far apart in time or place",))
    evidence, reasons = PRIOR, []
    for feature in FEATURES:
        measured = feature.measure(a, b)
        if measured is not None:
            value, words = measured
            evidence += feature.weight * value
            reasons.append(f"{feature.name}: {words}")
    if a.document == b.document and a.corpus == b.corpus:
        evidence += ONE_REPORT
        reasons.append("one report seldom tells a happening as two")
        if not _retold(a, b):
            return Likeness(0.0, ("told in one report with few words in common",))
    return Likeness(round(1 / (1 + exp(-evidence)), 3), tuple(reasons))


def _days_apart(a: Claim, b: Claim) -> int:
    """Days between the two intervals, 0 where they overlap or one is open on that side or untold."""
    if a.when is None or b.when is None:
        return 0
    gaps = []
    for first, last in ((a.when.first, b.when.last), (b.when.first, a.when.last)):
        if first is not None and last is not None:
            gaps.append((first - last).days)
    return max(0, *gaps) if gaps else 0


def _far(a: Place | None, b: Place | None) -> bool:
    if a is None or b is None:
        return False
    if a.country and b.country and a.country != b.country:
        return True
    if holds(a, b) or holds(b, a):
        return False
    km = distance(a, b)
    if km is None:
        return name_key(a.name) != name_key(b.name)
    return km > 3 * NEAR_KM


def holds(outer: Place, inner: Place) -> bool:
    """Whether one place is the country or province that the other lies in."""
    if outer.precision == "country":
        return outer.country is not None and outer.country == inner.country
    if outer.precision == "admin1":
        return name_key(inner.admin1 or "") == name_key(outer.admin1 or outer.name) and outer.country == inner.country
    return False


def distance(a: Place, b: Place) -> float | None:
    """Kilometres between two places, None where one has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    lat_a, lat_b = radians(a.lat), radians(b.lat)
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 12742 * asin(sqrt(half))


def _kind(a: Claim, b: Claim) -> tuple[float, str]:
    return (1.0, f"both {a.kind}") if a.kind == b.kind else (0.0, f"{a.kind} and {b.kind} can be one")


def _place(a: Claim, b: Claim) -> tuple[float, str] | None:
    if a.place is None or b.place is None:
        return -0.3, "a place is not told"
    km = distance(a.place, b.place)
    same = name_key(a.place.name) == name_key(b.place.name)
    if same or (km is not None and km < NEAR_KM and a.place.precision == b.place.precision != "country"):
        value = 0.3 if a.place.precision == "country" else 1.0
        return value, f"{a.place.name} and {b.place.name}"
    if holds(a.place, b.place) or holds(b.place, a.place):
        return 0.2, f"{a.place.name} and {b.place.name}, one in the other"
    return -0.6, f"{a.place.name} is not {b.place.name}"


def _when(a: Claim, b: Claim) -> tuple[float, str] | None:
    if a.when is None or b.when is None:
        return None
    days = _days_apart(a, b)
    if days:
        return -0.35 * days, f"{days} days apart"
    exact = all(w.first is not None and w.last is not None and (w.last - w.first).days <= 1 for w in (a.when, b.when))
    if exact:
        return 1.0, "the same day"
    known = [d for d in (a.when.last, b.when.last) if d is not None]
    if len(known) == 2 and abs(known[0] - known[1]) <= timedelta(days=3):
        return 0.5, "told within three days"
    if len(known) == 2 and abs(known[0] - known[1]) > timedelta(days=21):
        return -0.8, "told weeks apart, with no day"
    return 0.0, "days can be the same"


def _words_of(names: Iterable[str]) -> set[str]:
    words = {w for name in names for w in name_key(name).split()}
    return words - _STOP


def _party_words(claim: Claim) -> set[str]:
    return _words_of(p.quote.text for p in (*claim.actors, *claim.targets))


def _parties(a: Claim, b: Claim) -> tuple[float, str] | None:
    """Overlap of all parties in either role: accounts may swap actor and victim."""
    ids_a = {p.actor or name_key(p.name) for p in (*a.actors, *a.targets)}
    ids_b = {p.actor or name_key(p.name) for p in (*b.actors, *b.targets)}
    if not ids_a or not ids_b:
        return None
    shared = ids_a & ids_b
    if shared:
        return min(1.0, 0.6 + 0.2 * len(shared)), f"shared parties: {', '.join(sorted(shared))}"
    alike = _one_name(ids_a, ids_b)
    if alike:
        return 0.5, alike
    words = _party_words(a) & _party_words(b)
    if words:
        return 0.4, f"parties share the words {', '.join(sorted(words))}"
    both = {p.actor for p in a.actors if p.actor} and {p.actor for p in b.actors if p.actor}
    return (-0.5, "other actors named") if both else (-0.1, "no party in common")


def _one_name(keys_a: Iterable[str], keys_b: Iterable[str]) -> str:
    """Words for two names of two words or more that are one name written in two ways, "" where there are none."""
    for one in sorted(key for key in keys_a if " " in key):
        for other in sorted(key for key in keys_b if " " in key):
            if one[0] == other[0] and compare_names(one, other, "person").score >= ONE_NAME:
                return f"{one} and {other} can be one name"
    return ""


def whole_tolls(claim: Claim) -> dict[str, tuple[int | None, int | None]]:
    """For each sort of harm the largest number a claim tells: the whole, not a part of it ("including 11 children")."""
    found: dict[str, tuple[int | None, int | None]] = {}
    for tally in sorted(claim.counts, key=lambda t: t.low if t.low is not None else t.high or 0):
        if tally.low is not None or tally.high is not None:
            found[tally.of] = (tally.low, tally.high)
    return found


def _tolls(a: Claim, b: Claim) -> tuple[float, str] | None:
    tolls_a, tolls_b = whole_tolls(a), whole_tolls(b)
    shared = [of for of in tolls_a if of in tolls_b]
    if not shared:
        return None
    if any(tolls_a[of] == tolls_b[of] for of in shared):
        return 1.0, "the same toll"
    low = [(tolls_a[of][0] or 0, tolls_b[of][0] or 0) for of in shared]
    near = any(min(x, y) * 2 >= max(x, y) > 0 for x, y in low)
    return (0.3, "tolls of one size") if near else (-0.4, "tolls far apart")


def _passage(a: Claim, b: Claim) -> tuple[float, str] | None:
    words_a, words_b = _content(a.quote.text), _content(b.quote.text)
    if not words_a or not words_b:
        return None
    shared = words_a & words_b
    part = len(shared) / min(len(words_a), len(words_b))
    return (2 * part - 0.5, f"{round(100 * part)} % of the words shared")


def _retold(a: Claim, b: Claim) -> bool:
    """Whether two passages of one report can tell one happening: a third of their words or a weapon in common."""
    if _answers(a, b) is not None:
        return True
    words_a, words_b = _own_words(a), _own_words(b)
    least = min(len(words_a), len(words_b)) or 1
    return bool(_means(a, b)) or len(words_a & words_b) / least >= 1 / 3


def _own_words(claim: Claim) -> set[str]:
    """The words of a passage without the names that any passage of the report may hold: its place and its parties."""
    names = [claim.place.name] if claim.place is not None else []
    names += [party.name for party in (*claim.actors, *claim.targets) if party.name[:1].isupper()]
    return _content(claim.quote.text) - {word for name in names for word in _content(name)} - {"city", "town"}


def _answers(a: Claim, b: Claim) -> tuple[float, str] | None:
    """Whether one answers for a happening of the same place, or another voice goes on about the same scene."""
    acts = {v.act for c in (a, b) for v in c.voices} & {"deny", "accuse", "claim_responsibility"}
    denied = (a.status == "denied") != (b.status == "denied")
    same = a.place is not None and b.place is not None and name_key(a.place.name) == name_key(b.place.name)
    alike = a.kind == b.kind or bool({a.kind, b.kind} & {"attack", "killing"})
    if same and alike and (denied or acts):
        return 1.0, "one answers the other"
    if alike and _same_scene(a, b) and [v.names for v in a.voices] != [v.names for v in b.voices]:
        return 1.0, "another voice on the same scene"
    return None


def _same_scene(a: Claim, b: Claim) -> bool:
    """Whether both claims of one report take their place from the very same words: the second goes on."""
    if (a.corpus, a.document) != (b.corpus, b.document) or a.place is None or b.place is None:
        return False
    return a.place.quote == b.place.quote and a.place.basis == "words"


def _means(a: Claim, b: Claim) -> tuple[float, str] | None:
    shared = _words_of(m.name for m in a.means) & _words_of(m.name for m in b.means)
    return (1.0, f"both with {', '.join(sorted(shared))}") if shared else None


def _content(text: str) -> set[str]:
    return {w[:5] for w in re.findall(r"[a-z0-9]{4,}", text.casefold())} - _STOP


FEATURES = (
    Feature("kind", 1.65, _kind),
    Feature("place", 0.3, _place),
    Feature("days", 2.1, _when),
    Feature("parties", 0.4, _parties),
    Feature("toll", 1.1, _tolls),
    Feature("means", 0.1, _means),
    Feature("answer", 1.0, _answers),
    Feature("passage", 0.2, _passage),
)
"""What is compared and how much it weighs, as log odds: a logistic regression over pairs of matched claims of the train
parts of our gold, rounded (``evals/fit_merging.py``)."""


def last_day(claim: Claim) -> date:
    """The latest day of a claim for ordering, the far past where none is told."""
    return claim.when.last or claim.when.first or date.min if claim.when is not None else date.min
