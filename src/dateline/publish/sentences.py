"""The plain sentence that tells an event, made of what its claims say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from dateline.knowledge.tables import read_table
from dateline.model import Claim, Count, CountOf, Event, Place, Status, Tally, Toll

COLUMNS = ("kind", "label", "verb", "object", "passive", "bare_verb", "bare_object", "noun", "noun_on")

Style = Literal["", "hedge", "dead"]

_COLLECTIVE = re.compile(
    r"\b(council|brigade|army|government|union|movement|party|ministry|battalion|committee|coalition|group|militia|"
    r"front|front line|navy|parliament|authority|agency|command|administration|opposition|military|mission)\b",
    re.IGNORECASE,
)
_DETERMINED = re.compile(r"(the|a|an|its|their|his|her|some|several|two|three|four|five|six|seven|eight|nine|ten)\b|\d",
                         re.IGNORECASE)  # fmt: skip
_PLURAL = {"people", "police", "men", "women", "children", "gunmen", "policemen", "militiamen", "troops", "forces", "jihadi"}


@dataclass(frozen=True, slots=True)
class Wording:
    """How a kind of event is told. Verbs are (base, past, -ing, participle); ``passive`` whether a target can be the
    subject."""

    label: str
    verb: tuple[str, ...]
    object: str
    passive: bool
    bare_verb: tuple[str, ...]
    bare_object: str
    noun: str
    noun_on: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence: plain, a hedge ("reportedly"), or a number of dead."""

    text: str
    style: Style = ""


def load_wordings() -> dict[str, Wording]:
    """How each kind is told, of ``resources/sentences.tsv``."""
    wordings: dict[str, Wording] = {}
    for row in read_table("sentences.tsv", COLUMNS):
        verb, bare = row.list("verb"), row.list("bare_verb")
        if len(verb) != 4 or len(bare) != 4:
            raise row.error("a verb has not its four forms (base|past|-ing|participle)")
        wordings[row["kind"]] = Wording(
            row["label"],
            verb,
            row["object"],
            row["passive"] == "yes",
            bare,
            row["bare_object"],
            row["noun"],
            row["noun_on"],
        )
    return wordings


def plain_wording(kind: str) -> Wording:
    """A wording for a kind that the table does not know."""
    label = kind.replace("_", " ")
    make = ("take part in", "took part in", "taking part in", "met with")
    return Wording(label, make, f"{label} of {{target}}", False, make, label, label, f"{label} of {{target}}")


def tell_event(event: Event, claims: Iterable[Claim], wordings: Mapping[str, Wording]) -> tuple[Piece, ...]:
    """The sentence of one event: who did what to whom where, how sure that is, and how many came to harm."""
    claims = tuple(claims)
    kind = event.display.kind
    wording = wordings.get(kind) or plain_wording(kind)
    told = [claim for claim in claims if claim.status != "denied"] or list(claims)
    contested = {"actors", "targets"} & set(event.disputed)
    actors = () if "actors" in contested else fullest_names(claim.actors for claim in told)
    targets = () if "targets" in contested else fullest_names(claim.targets for claim in told)
    status = leading_status(told)
    hedged = bool(told) and all(claim.certainty == "hedged" or _unnamed(claim) for claim in told)
    body = _clause(wording, actors, targets, status, hedged, event.display.place, kind)
    return tuple([*_capital(body), *_tail(event, told, status), Piece(".")])


def leading_status(claims: Iterable[Claim]) -> Status:
    """The status that most claims give; what happened goes before what was only tried or said."""
    order: tuple[Status, ...] = ("happened", "ongoing", "attempted", "planned", "threatened", "hypothetical", "denied")
    counts = Counter(claim.status for claim in claims)
    return max(order, key=lambda status: (counts[status], -order.index(status))) if counts else "happened"


def fullest_names(sides: Iterable[Iterable[object]]) -> tuple[str, ...]:
    """The names of the side that most claims give, in their order; among equals the side told most fully."""
    named = [tuple(dict.fromkeys(str(getattr(party, "name", party)) for party in side)) for side in sides]
    counts = Counter(names for names in named if names)
    if not counts:
        return ()
    return max(counts, key=lambda names: (counts[names], len(names), len("".join(names)), names))


def _unnamed(claim: Claim) -> bool:
    """Whether the innermost voice is nobody ("reportedly", "was reported")."""
    return bool(claim.voices) and not claim.voices[-1].names and claim.voices[-1].form in ("adverb", "passive")


def _clause(
    wording: Wording,
    actors: tuple[str, ...],
    targets: tuple[str, ...],
    status: Status,
    hedged: bool,
    place: Place | None,
    kind: str,
) -> list[Piece]:
    """The main clause without its full stop."""
    where = "" if place and any(place.name in name for name in targets) else _where(place)
    target = join_names(targets)
    hedge = [Piece("reportedly", "hedge"), Piece(" ")] if hedged else []
    if actors:
        return _active(wording, actors, target, status, hedge, where, place)
    if target and wording.passive and status in ("happened", "ongoing"):
        words = (wording.object.replace("{target}", "").strip(), where)
        be = _be(targets, status)
        return [Piece(f"{target} {be} "), *hedge, Piece(_spaced(wording.verb[3], *words))]
    noun = wording.noun_on.replace("{target}", target) if target else wording.noun
    lead = {
        "happened": "there was",
        "ongoing": "there was continued",
        "attempted": "there was an attempt at",
        "planned": "there were plans for",
        "threatened": "there was a threat of",
        "denied": "it is denied that there was",
        "hypothetical": "there might be",
    }[status]
    if status == "ongoing" and noun.startswith(("a ", "an ", "the ")):
        return [*_between("there was", hedge), Piece(_spaced(noun, where, "that goes on"))]
    return [*_between(lead, hedge), Piece(_spaced(noun, where))]


def _active(
    wording: Wording,
    actors: tuple[str, ...],
    target: str,
    status: Status,
    hedge: list[Piece],
    where: str,
    place: Place | None,
) -> list[Piece]:
    """The clause whose subject is who did it."""
    verb = wording.verb if target else wording.bare_verb
    object = wording.object if target else wording.bare_object
    here = "{here}" in object
    object = object.replace("{target}", target).replace("{here}", place.name if place else "a position")
    words = (object, "" if here else where)
    who = join_names(actors)
    base, past, gerund, _ = verb
    if status == "denied":
        return [Piece(_spaced("it is denied that", who, past, *words))]
    lead, form = {
        "happened": ("", past),
        "ongoing": ("went on", gerund),
        "attempted": ("tried to", base),
        "planned": ("planned to", base),
        "threatened": ("threatened to", base),
        "hypothetical": ("might", base),
    }[status]
    return [Piece(f"{who} "), *hedge, Piece(_spaced(lead, form, *words))]


def _tail(event: Event, claims: list[Claim], status: Status) -> list[Piece]:
    """What follows the clause: the people harmed, or that the accounts differ."""
    disputed = set(event.disputed)
    if "actors" in disputed or "targets" in disputed:
        return [Piece("; accounts differ on who did what to whom")]
    if status not in ("happened", "ongoing", "attempted"):
        return []
    harmed: list[list[Piece]] = []
    for of in ("killed", "injured", "captured", "abducted", "arrested", "missing", "displaced", "freed"):
        number = _harm(event, claims, of, of in disputed)
        if number:
            harmed.append(number)
    pieces: list[Piece] = []
    for n, words in enumerate(harmed):
        pieces += [Piece(": " if n == 0 else ", "), *words]
    return pieces


def _harm(event: Event, claims: list[Claim], of: CountOf, disputed: bool) -> list[Piece]:
    """How many came to one sort of harm, with the noun that the reports count ("3 operatives killed")."""
    toll = event.tolls.get(of)
    if toll is None or (toll.low, toll.best, toll.high) == (None, None, None):
        return []
    nouns = Counter(tally.noun for claim in claims for tally in claim.counts if tally.of == of and tally.noun)
    noun = min(nouns, key=lambda noun: (-nouns[noun], noun)) if nouns else ""
    if noun.casefold() in ("people", "person", "persons") or disputed or len(nouns) > 1 or not noun.isascii():
        noun = ""
    approx = any(tally.approx for claim in claims for tally in claim.counts if tally.of == of)
    words = _spaced(toll_words(toll, approx), noun, of)
    said = Piece(words, "dead") if of == "killed" else Piece(words)
    return [said, Piece(" (disputed)")] if disputed else [said]


def toll_words(toll: Toll | Tally | Count, approx: bool = False) -> str:
    """A number of people in words: "3", "at least 43", "up to 20", "2 to 5", "about 30"."""
    low, high = toll.low, toll.high
    if low is None and high is None:
        best = getattr(toll, "best", None)
        return "" if best is None else str(best)
    if high is None:
        return f"at least {low:,}"
    if low is None:
        return f"up to {high:,}"
    if low == high:
        return f"about {low:,}" if approx or getattr(toll, "approx", False) else f"{low:,}"
    return f"{low:,} to {high:,}"


def join_names(names: tuple[str, ...]) -> str:
    """Names as running text: "the A Brigade, B and C"; four or more become "A, B, C and 2 others"."""
    said = [_with_article(name) for name in names]
    if len(said) > 4:
        said = [*said[:3], f"{len(said) - 3} others"]
    return said[0] if len(said) == 1 else ", ".join(said[:-1]) + (f" and {said[-1]}" if said else "")


def _with_article(name: str) -> str:
    named = name.strip()
    last_noun = _COLLECTIVE.search(named)
    if last_noun is None or _DETERMINED.match(named) or re.match(r"[^ ]+['’]s ", named):
        return named
    return f"the {named}"


def _where(place: Place | None) -> str:
    """The place as it follows a clause: "in Derna", "at the western entrance to Derna", "west of Sirte"."""
    if place is None:
        return ""
    within = (place.within or "").strip()
    if not within:
        return f"{'at' if place.precision == 'point' else 'in'} {place.name}"
    if not re.search(r"\b(of|to|from|near|outside|around|off|inside|between|in|at|on|by)$", within, re.IGNORECASE):
        return f"in {place.name}"
    starts = re.match(r"(in|at|on|near|outside|around|off|inside|between|by|along|\w+ of|some|about|\d+)\b", within,
                      re.IGNORECASE)  # fmt: skip
    return f"{within} {place.name}" if starts else f"at {within} {place.name}"


def _be(names: tuple[str, ...], status: Status) -> str:
    last = names[-1].split()[-1].casefold() if names[-1].split() else ""
    plural = len(names) > 1 or last in _PLURAL or (last.endswith("s") and not last.endswith(("ss", "is", "us")))
    plural = plural or bool(re.match(r"(two|three|four|five|six|several|some|dozens|many|\d\d)\b", names[0], re.IGNORECASE))
    be = "were" if plural else "was"
    return f"{be} still being" if status == "ongoing" else be


def _between(lead: str, hedge: list[Piece]) -> list[Piece]:
    return [Piece(f"{lead} "), *hedge]


def _spaced(*words: str) -> str:
    return " ".join(word for word in words if word)


def _capital(pieces: list[Piece]) -> list[Piece]:
    first = pieces[0]
    return [Piece(first.text[:1].upper() + first.text[1:], first.style), *pieces[1:]]
