"""How well a document agrees: what is found at all, links between claims, facts, and silence where nothing is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dateline.score.match import VIOLENT, Matched, Record, is_one_to_one
from dateline.score.slots import PAIR_SLOTS, Tally, share, tally
from dateline.text import name_key

LINKS = ("contradicts", "denies", "confirms", "updates")


@dataclass(frozen=True, slots=True)
class Measured:
    """One document's tally of every slot, and how often a status of gold met a status of ours."""

    tallies: Mapping[str, Tally]
    statuses: Counter[tuple[str, str]]


def measure(documents: Sequence[Matched], links: Sequence[Record] = ()) -> list[Measured]:
    """Every document measured, the slots in the order of the table.

    ``links`` are ours; a link may lead to another document of the list and counts for the document of its claim ``a``.
    """
    claims = {(d.document, str(p.gold["id"])): p.ours for d in documents for p in d.pairs}
    home = {str(p.ours["claim"]): d.document for d in documents for p in d.pairs}
    ours: dict[str, set[Link]] = {document.document: set() for document in documents}
    for link in links:
        if link["kind"] in LINKS and link["a"] in home and link["b"] in home:
            ours[home[link["a"]]].add((link["kind"], frozenset((link["a"], link["b"]))))
    every = frozenset().union(*ours.values())
    found = []
    for document in documents:
        tallies = {name: of_document(document) for name, of_document in DOCUMENT_SLOTS.items()}
        gold = _gold_links(document, claims)
        tallies["links"] = Tally(len(gold), len(ours[document.document]), len(gold & every))
        tallies["contradictions in one event"] = _inside_one_event(document, claims)
        for name, of_pair in PAIR_SLOTS.items():
            tallies[name] = sum((of_pair(p, document.text) for p in document.pairs), Tally())
        statuses = Counter((str(p.gold["status"]), str(p.ours["status"])) for p in document.pairs)
        found.append(Measured(tallies, statuses))
    return found


def macro_f1(met: Mapping[tuple[str, str], int]) -> float | None:
    """The mean over gold's values of each value's F1, from how often a value of gold met one of ours."""
    gold: Counter[str] = Counter()
    ours: Counter[str] = Counter()
    for (of_gold, of_ours), times in met.items():
        gold[of_gold] += times
        ours[of_ours] += times
    values = [2 * met.get((value, value), 0) / (gold[value] + ours[value]) for value in gold]
    return sum(values) / len(values) if values else None


def _claims(document: Matched) -> Tally:
    return Tally(len(document.gold["claims"]), len(document.claims), len(document.pairs))


def _violent(document: Matched) -> Tally:
    gold = sum(c["kind"] in VIOLENT for c in document.gold["claims"])
    ours = sum(c["kind"] in VIOLENT for c in document.claims)
    return Tally(gold, ours, sum(p.gold["kind"] in VIOLENT and p.ours["kind"] in VIOLENT for p in document.pairs))


def _one_to_one(document: Matched) -> Tally:
    hits = sum(is_one_to_one(pair, document.text) for pair in document.pairs)
    return Tally(len(document.gold["claims"]), len(document.claims), hits)


def _citations(document: Matched) -> Tally:
    """Parenthetical citations, each once: all names and dates."""
    gold = {
        _citation(v) for c in document.gold["claims"] for v in c.get("voices") or () if v["form"] == "parenthetical"
    }
    ours = {_citation(v) for c in document.claims for v in c["voices"] if v["form"] == "parenthetical"}
    return Tally(len(gold), len(ours), len(gold & ours))


def _citation(voice: Record) -> tuple[tuple[str, str | None], ...]:
    return tuple((name_key(c["name"]), c.get("date")) for c in voice.get("cited") or ())


def _facts(document: Matched) -> Tally:
    return tally(document.gold.get("facts") or (), document.facts, is_same_fact)


def is_same_fact(gold: Record, ours: Record) -> bool:
    """Whether two facts say the same of the same: the property, and most words of subject and value."""
    if gold["property"] != ours["property"] or not share(gold["subject"], ours["subject"]):
        return False
    return share(gold["value"], ours["value"])


Claims = Mapping[tuple[str, str], Record]
"""Our claim of every matched gold claim, by document and id."""
Link = tuple[str, frozenset[str]]
"""A link's kind and its two claims."""


def ends_of(document: Matched, link: Record) -> list[tuple[str, str]]:
    """The two gold claims of a link, as document and id; ``other#c1`` is a claim of another document."""
    parts = [str(link[end]).rpartition("#") for end in ("a", "b")]
    return [(other or document.document, claim) for other, _, claim in parts]


def _gold_links(document: Matched, claims: Claims) -> set[Link]:
    """Links of gold between matched claims, as the kind and our two claims: their direction is not measured."""
    found = set()
    for link in document.gold.get("links") or ():
        ends = [str(claims[end]["claim"]) for end in ends_of(document, link) if end in claims]
        if len(ends) == 2:
            found.add((str(link["kind"]), frozenset(ends)))
    return found


def _inside_one_event(document: Matched, claims: Claims) -> Tally:
    """Contradictions and denials of gold whose two claims we hold to be one event."""
    pairs = [link for link in document.gold.get("links") or () if link["kind"] in ("contradicts", "denies")]
    events = [[claims[end]["event"] if end in claims else None for end in ends_of(document, link)] for link in pairs]
    return Tally(len(pairs), len(pairs), sum(a is not None and a == b for a, b in events))


def _silence(document: Matched) -> Tally:
    """Sentences that must yield nothing and hold no trigger of a claim of ours."""
    spans = document.gold.get("nothing") or ()
    quiet = sum(not noises(document, span) for span in spans)
    return Tally(len(spans), len(spans), quiet)


def noises(document: Matched, span: Record) -> list[Record]:
    """Claims of ours whose trigger stands in a sentence of gold that must yield nothing."""
    return [c for c in document.claims if span["start"] < c["trigger"]["end"] and c["trigger"]["start"] < span["end"]]


DOCUMENT_SLOTS: Mapping[str, Callable[[Matched], Tally]] = {
    "claims": _claims,
    "claims, violent kinds": _violent,
    "claims, one to one": _one_to_one,
    "silence where nothing is said": _silence,
    "citations whole": _citations,
    "facts": _facts,
}
