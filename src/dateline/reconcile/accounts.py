"""Every answer to every question of an event, with who gives it; what is disputed; low, best and high."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from dateline.model import Account, Claim, Document, Responsibility, Toll
from dateline.reconcile.compare import last_day, whole_tolls
from dateline.text import name_key

POLICY = "latest-of-most-sources"
"""Best is the toll that most origins give, the latest told among equals; low and high are the extremes of all."""

FIELDS: Mapping[str, Callable[[Claim], str | None]] = {
    "kind": lambda c: c.kind,
    "status": lambda c: c.status,
    "when": lambda c: f"{c.when.first or '..'}/{c.when.last or '..'}" if c.when is not None else None,
    "place": lambda c: c.place.name if c.place is not None else None,
    "actors": lambda c: "; ".join(sorted({p.name for p in c.actors})) or None,
    "targets": lambda c: "; ".join(sorted({p.name for p in c.targets})) or None,
    "means": lambda c: "; ".join(sorted({m.name for m in c.means})) or None,
}
COUNTED = ("killed", "injured", "captured", "missing", "displaced", "arrested", "abducted", "freed")


def make_accounts(
    claims: Sequence[Claim], documents: Mapping[tuple[str, str], Document]
) -> dict[str, tuple[Account, ...]]:
    """For each field that any claim fills: each value, the claims that give it and the voices behind them."""
    found: dict[str, tuple[Account, ...]] = {}
    for field in (*FIELDS, *COUNTED):
        values: dict[str, list[Claim]] = {}
        for claim in claims:
            value = toll_value(claim, field) if field in COUNTED else FIELDS[field](claim)
            if value is not None:
                values.setdefault(value, []).append(claim)
        if values:
            found[field] = tuple(
                Account(v, tuple(c.id for c in cs), tuple(dict.fromkeys(speaker(c, documents) for c in cs)))
                for v, cs in sorted(values.items(), key=lambda item: (-len(item[1]), item[0]))
            )
    return found


def toll_value(claim: Claim, field: str) -> str | None:
    """The number of a field as this claim tells it: "12", "12-" (at least), "-20" (up to); the whole, not its parts."""
    toll = whole_tolls(claim).get(field)
    if toll is None:
        return None
    low, high = toll
    return str(low) if low == high else f"{'' if low is None else low}-{'' if high is None else high}"


def speaker(claim: Claim, documents: Mapping[tuple[str, str], Document]) -> str:
    """Who tells a claim, outermost first: "Harbour Wire < the ministry"."""
    document = documents.get((claim.corpus, claim.document))
    report = (document.outlet if document is not None else None) or claim.document
    names = [" and ".join(voice.names) or voice.quote.text for voice in claim.voices]
    return " < ".join([report, *names])


def find_disputed(accounts: Mapping[str, tuple[Account, ...]], claims: Sequence[Claim]) -> tuple[str, ...]:
    """The fields in which different voices give different values: tolls, actors of a deed, and whether it happened."""
    disputed = []
    for field in ("status", "actors", *COUNTED):
        values = accounts.get(field, ())
        if len(values) < 2:
            continue
        if field == "actors" and not _other_actors(claims):
            continue
        if field == "status" and {a.value for a in values} <= {"happened", "ongoing"}:
            continue
        if _told_by_others(values):
            disputed.append(field)
    return tuple(disputed)


def _other_actors(claims: Sequence[Claim]) -> bool:
    """Whether two tellings name actors with nothing in common."""
    sides = [
        {p.actor or name_key(p.name) for p in claim.actors}
        for claim in claims
        if claim.actors
        and claim.kind not in ("clash", "talks", "agreement")
        and any(p.actor or p.name[:1].isupper() for p in claim.actors)
    ]
    return any(not a & b for n, a in enumerate(sides) for b in sides[n + 1 :])


def _told_by_others(values: Iterable[Account]) -> bool:
    """Whether two values are told by different voices, not by one that corrects itself."""
    voices = [set(account.voices) for account in values]
    return any(a != b for n, a in enumerate(voices) for b in voices[n + 1 :])


def find_responsibility(claims: Iterable[Claim]) -> Responsibility:
    """Who claimed it, who is accused, who denied it: from the acts of the voices alone."""
    claimed: dict[str, None] = {}
    accused: dict[str, None] = {}
    denied: dict[str, None] = {}
    for claim in claims:
        for voice in claim.voices:
            if voice.act == "claim_responsibility":
                claimed.update(dict.fromkeys(voice.names))
            elif voice.act == "accuse":
                accused.update(dict.fromkeys(p.name for p in claim.actors))
            elif voice.act == "deny":
                denied.update(dict.fromkeys(voice.names))
    return Responsibility(tuple(sorted(claimed)), tuple(sorted(accused)), tuple(sorted(denied)))


def make_tolls(claims: Sequence[Claim], origins: Mapping[str, str]) -> dict[str, Toll]:
    """Low, best and high of the killed and the injured under POLICY."""
    tolls: dict[str, Toll] = {}
    for field in ("killed", "injured"):
        told: dict[tuple[int | None, int | None], list[Claim]] = {}
        for claim in claims:
            toll = whole_tolls(claim).get(field)
            if toll is not None and claim.status != "denied":
                told.setdefault(toll, []).append(claim)
        if told:
            tolls[field] = _toll(told, origins)
    return tolls


def _toll(told: Mapping[tuple[int | None, int | None], Sequence[Claim]], origins: Mapping[str, str]) -> Toll:
    numbers = [n for low, high in told for n in (low, high) if n is not None]

    def weight(item: tuple[tuple[int | None, int | None], Sequence[Claim]]) -> tuple[int, object, int]:
        claims = item[1]
        return len({origins[c.id] for c in claims}), max(last_day(c) for c in claims), item[0][0] or item[0][1] or 0

    best = max(told.items(), key=weight)[0]
    return Toll(min(numbers), best[0] if best[0] is not None else best[1], max(numbers), POLICY)
