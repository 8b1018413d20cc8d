"""Claims of many documents to events: a pure function of claims and people's verdicts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from dateline.model import Claim, Display, Document, Event, Grading, Judgement, Likeness, Link, Reconciled
from dateline.reconcile.accounts import (
    find_disputed,
    find_responsibility,
    make_accounts,
    make_tolls,
    speaker,
    toll_value,
)
from dateline.reconcile.clusters import cluster
from dateline.reconcile.compare import SAME, last_day
from dateline.text import content_hash

_SIZES = {"point": 0, "town": 1, "district": 2, "admin1": 3, "country": 4}


def reconcile(
    claims: Sequence[Claim], documents: Sequence[Document], judgements: Sequence[Judgement], tables: object = None
) -> Reconciled:
    """The events of the claims and the links between claims. The order of the input changes nothing. ``tables`` is
    taken for later features and not read yet."""
    del tables
    by_key = {(d.corpus, d.id): d for d in documents}
    rejected = _rejected(judgements)
    kept = [claim for claim in claims if claim.id not in rejected]
    groups, pairs = cluster(kept, judgements)
    events = [make_event(group, pairs, by_key) for group in groups]
    links = [link for group in groups for link in _links_inside(group, by_key)]
    event_of = {claim_id: event.id for event in events for claim_id in event.claims}
    for (a, b), likeness in sorted(pairs.items()):
        if event_of[a] != event_of[b] and likeness.score < SAME:
            links.append(Link(max(a, b), min(a, b), "possible_same", None, "; ".join(likeness.reasons)))
    return Reconciled(
        tuple(sorted(events, key=lambda e: e.id)), tuple(sorted(links, key=lambda k: (k.a, k.b, k.kind, k.field or "")))
    )


def _rejected(judgements: Iterable[Judgement]) -> set[str]:
    """Claims whose last verdict is a rejection."""
    undone = {i for j in judgements if j.verdict == "undo" for i in j.on}
    last = {i: j.verdict for j in judgements if j.verdict in ("accept", "reject") and j.id not in undone for i in j.on}
    return {i for i, verdict in last.items() if verdict == "reject"}


def make_event(
    claims: Sequence[Claim],
    pairs: Mapping[tuple[str, str], Likeness],
    documents: Mapping[tuple[str, str], Document],
) -> Event:
    """The event of claims held to tell one happening."""
    claims = sorted(claims, key=lambda c: c.id)
    accounts = make_accounts(claims, documents)
    origins = find_origins(claims, documents)
    reasons = [
        f"{a[:8]} and {b[:8]} ({pairs[a, b].score:.2f}): {'; '.join(pairs[a, b].reasons)}"
        for n, a in enumerate(c.id for c in claims)
        for b in [c.id for c in claims][n + 1 :]
        if (a, b) in pairs and pairs[a, b].score >= SAME
    ]
    disputed = find_disputed(accounts, claims)
    sources = len(set(origins.values()))
    outlets = {d.outlet for c in claims if (d := documents.get((c.corpus, c.document))) is not None and d.outlet}
    return Event(
        id=content_hash("event", claims[0].id),
        claims=tuple(c.id for c in claims),
        documents=tuple(sorted({c.document for c in claims})),
        outlets=tuple(sorted(outlets)),
        independent_sources=sources,
        part_of=None,
        display=make_display(claims),
        accounts=accounts,
        disputed=disputed,
        responsibility=find_responsibility(claims),
        tolls=make_tolls(claims, origins),
        grading=grade(claims, sources, disputed),
        merged_because=tuple(reasons[:12]),
    )


def find_origins(claims: Iterable[Claim], documents: Mapping[tuple[str, str], Document]) -> dict[str, str]:
    """The origin of each claim: near-identical passages and a wire's credit count as one, whoever printed them."""
    found: dict[str, str] = {}
    passages: list[tuple[set[str], str]] = []
    for claim in claims:
        words = set(re.findall(r"\w{4,}", claim.quote.text.casefold()))
        twin = next((o for w, o in passages if len(words) > 5 and len(words & w) >= 0.85 * len(words | w)), None)
        wire = next(
            (c.name for v in claim.voices if v.form == "parenthetical" for c in v.cited if c.date is None), None
        )
        document = documents.get((claim.corpus, claim.document))
        own = (document.outlet if document is not None else None) or claim.document
        found[claim.id] = twin or wire or own
        passages.append((words, found[claim.id]))
    return found


def make_display(claims: Sequence[Claim]) -> Display:
    """How the event is shown: the kind most claims give, the narrowest place, the narrowest days; ties by claim id."""
    kinds = [c.kind for c in claims]
    kind = max(sorted(set(kinds)), key=kinds.count)
    places = [c.place for c in claims if c.place is not None]
    place = min(places, key=lambda p: (_SIZES[p.precision], p.lat is None), default=None)
    whens = [c.when for c in claims if c.when is not None]
    when = min(
        whens,
        key=lambda w: (
            w.first is None or w.last is None,
            w.last.toordinal() - w.first.toordinal() if w.first and w.last else 0,
        ),
        default=None,
    )
    actors = next((c.actors[0].name for c in claims if c.actors), None)
    title = (
        kind.replace("_", " ") + (f" by {actors}" if actors else "") + (f", {place.name}" if place is not None else "")
    )
    return Display(title[0].upper() + title[1:], kind, when, place)


def grade(claims: Sequence[Claim], sources: int, disputed: Sequence[str]) -> Grading:
    """Airwars' words: discounted where every telling denies, contested where it is disputed whether or by whom,
    confirmed where a side admits or claims it and another source tells it, fair with two sources, else weak."""
    statuses = {c.status for c in claims}
    if statuses == {"denied"}:
        return "discounted"
    if "denied" in statuses or "actors" in disputed or "status" in disputed:
        return "contested"
    admitted = any(v.act in ("claim_responsibility", "confirm") for c in claims for v in c.voices)
    if admitted and sources > 1:
        return "confirmed"
    return "fair" if sources > 1 else "weak"


# ---------------------------------------------------------------- links


def _links_inside(claims: Sequence[Claim], documents: Mapping[tuple[str, str], Document]) -> Iterable[Link]:
    """Denials, contradictions and updates between the claims of one event; the later one answers."""
    ordered = sorted(claims, key=lambda c: (_told_on(c, documents), c.quote.start, c.id))
    for n, b in enumerate(ordered):
        for a in ordered[n + 1 :]:
            yield from _link(a, b, documents)


def _told_on(claim: Claim, documents: Mapping[tuple[str, str], Document]) -> str:
    document = documents.get((claim.corpus, claim.document))
    day = document.published if document is not None else None
    return str(day or last_day(claim))


def _link(a: Claim, b: Claim, documents: Mapping[tuple[str, str], Document]) -> Iterable[Link]:
    who_a, who_b = speaker(a, documents), speaker(b, documents)
    if who_a == who_b and a.status == b.status:
        return
    if "denied" in (a.status, b.status) and a.status != b.status:
        denying, other = (a, b) if a.status == "denied" else (b, a)
        yield Link(denying.id, other.id, "denies", "status", f"{speaker(denying, documents)} denies it")
        return
    if a.status != b.status and {a.status, b.status} & {"attempted"}:
        yield Link(a.id, b.id, "contradicts", "status", f"{who_a}: {a.status}; {who_b}: {b.status}")
        return
    killed_a, killed_b = toll_value(a, "killed"), toll_value(b, "killed")
    if killed_a and killed_b and killed_a != killed_b:
        same_chain = who_a.split(" < ")[-1] == who_b.split(" < ")[-1]
        later = _told_on(a, documents) > _told_on(b, documents)
        kind = "updates" if same_chain or (later and _grew(a, b)) else "contradicts"
        yield Link(
            a.id,
            b.id,
            "updates" if kind == "updates" else "contradicts",
            "killed",
            f"{who_a}: {killed_a}; {who_b}: {killed_b}",
        )
    sides = [{p.actor or p.name for p in c.actors} for c in (a, b)]
    if all(sides) and not sides[0] & sides[1] and a.kind not in ("clash", "talks", "agreement"):
        names = [", ".join(sorted(p.name for p in c.actors)) for c in (a, b)]
        yield Link(a.id, b.id, "contradicts", "actors", f"{who_a}: {names[0]}; {who_b}: {names[1]}")


def _grew(later: Claim, earlier: Claim) -> bool:
    """Whether the words of the later telling say that the toll has grown."""
    words = later.quote.text.casefold()
    low = [max((t.low or t.high or 0 for t in c.counts if t.of == "killed"), default=0) for c in (later, earlier)]
    return low[0] > low[1] and bool(
        re.search(r"\b(?:rose|risen|rises|climb\w*|now|revised|increase\w*|so far)\b", words)
    )
