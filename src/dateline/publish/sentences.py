"""The plain sentence that tells an event, made of what its claims say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from dateline.knowledge.tables import read_table
from dateline.model import Claim, CountOf, Event, Party, Place, Status, Tally, Toll

COLUMNS = ("kind", "label", "words", "verb", "object", "passive", "bare_verb", "bare_object", "noun", "noun_on")

PREPOSITIONS = (
    "of|to|from|near|outside|around|off|inside|between|in|at|on|by|along|above|over|across|behind|beyond|below|under|"
    "through|toward|towards|into|for|against|opposite|facing"
)
ENDS_OPEN = re.compile(rf"\b({PREPOSITIONS})$", re.IGNORECASE)

# the harm that the verb of a kind tells already: "gunmen abducted some 20 women"
SAID_BY_KIND: dict[str, CountOf] = {
    "abduction": "abducted",
    "arrest": "arrested",
    "release": "freed",
    "displacement": "displaced",
}

Style = Literal["", "hedge", "dead", "words"]

_COLLECTIVE = re.compile(
    r"\b(council|brigade|army|government|union|movement|party|ministry|battalion|committee|coalition|group|militia|"
    r"front|navy|department|office|bureau|court|directorate|parliament|authority|agency|command|administration|opposition|military|mission)\b",
    re.IGNORECASE,
)
_WITH_THE = set(
    "U.S.|US|USA|United States|U.K.|UK|United Kingdom|U.N.|UN|United Nations|EU|European Union|UAE|"
    "United Arab Emirates|Taliban|Kremlin|Pentagon|Houthis"
    .split("|")
)  # fmt: skip
_INNER = str.maketrans({"“": "‘", "”": "’", '"': "'"})
_DETERMINED = re.compile(
    r"(the|a|an|its|their|his|her|some|several|two|three|four|five|six|seven|eight|nine|ten)\b|\d", re.IGNORECASE
)
_MANY = re.compile(r"(two|three|four|five|six|seven|eight|nine|ten|several|some|dozens|many|\d\d)\b", re.IGNORECASE)
_PLURAL = {"people", "police", "men", "women", "children", "gunmen", "policemen", "militiamen", "servicemen"}


@dataclass(frozen=True, slots=True)
class Wording:
    """How a kind of event is told. Verbs are (base, past, -ing, participle); ``passive`` whether a target can be the
    subject; ``words`` whether the kind says so little that the report's own words are set beside it."""

    label: str
    words: bool
    verb: tuple[str, ...]
    object: str
    passive: bool
    bare_verb: tuple[str, ...]
    bare_object: str
    noun: str
    noun_on: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence: plain, a hedge ("reportedly"), a number of dead, or words of a report."""

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
            row["words"] == "yes",
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
    return Wording(label, True, make, f"{label} of {{target}}", False, make, label, label, f"{label} of {{target}}")


def tell_event(event: Event, claims: Iterable[Claim], wordings: Mapping[str, Wording]) -> tuple[Piece, ...]:
    """The sentence of one event: who did what to whom where, how sure that is, and how many came to harm."""
    claims = tuple(claims)
    kind = event.display.kind
    wording = wordings.get(kind) or plain_wording(kind)
    told = [claim for claim in claims if claim.status != "denied"] or list(claims)
    status = leading_status(told)
    if {"actors", "targets"} & set(event.disputed):
        noun = _spaced(wording.noun, _where(event.display.place))
        return (*_capital([Piece(noun)]), Piece(": accounts differ on who did what to whom."))
    actors, targets = best_sides(told)
    hedged = bool(told) and all(claim.certainty == "hedged" or _unnamed(claim) for claim in told)
    body = _clause(wording, actors, targets, status, hedged, event.display.place)
    tail = _tail(event, told, status)
    words = _own_words(told) if wording.words and told and not tail else []
    return (*_capital(body), *(tail or words), Piece("."))


def _own_words(claims: list[Claim]) -> list[Piece]:
    """The report's words around what happened, of the shortest telling, in quotation marks (marks inside made single;
    the list of sources has the words exactly)."""
    claim = min(claims, key=lambda claim: (len(claim.quote.text), claim.id))
    text, start = claim.quote.text, claim.trigger.start - claim.quote.start
    start = start if 0 <= start < len(text) else 0
    end = min(start + len(claim.trigger.text), len(text))
    low, high = cut_edges(text, start, end, 150)
    words = " ".join(text[low:high].translate(_INNER).split()).rstrip(".")
    return [Piece(f": “{'… ' if low else ''}{words}{' …' if high < len(text) else ''}”", "words")]


def leading_status(claims: Iterable[Claim]) -> Status:
    """The status that most claims give; what happened goes before what was only tried or said."""
    order: tuple[Status, ...] = ("happened", "ongoing", "attempted", "planned", "threatened", "hypothetical", "denied")
    counts = Counter(claim.status for claim in claims)
    return max(order, key=lambda status: (counts[status], -order.index(status))) if counts else "happened"


def fullest_names(sides: Iterable[Iterable[Party]]) -> tuple[str, ...]:
    """The names of the side that most claims give, in their order; among equals the side told most fully."""
    named = [tuple(dict.fromkeys(party.name for party in side)) for side in sides]
    counts = Counter(names for names in named if names)
    if not counts:
        return ()
    return max(counts, key=lambda names: (counts[names], len(names), len("".join(names)), names))


def best_sides(claims: Iterable[Claim]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who did it and who suffered it, as most claims say; where that sets a side against itself, as the one fullest
    telling says."""
    claims = tuple(claims)
    actors = fullest_names(claim.actors for claim in claims)
    targets = fullest_names(claim.targets for claim in claims)
    if not {name.casefold() for name in actors} & {name.casefold() for name in targets}:
        return actors, targets
    fullest = max(claims, key=lambda claim: (bool(claim.actors) + bool(claim.targets), -claims.index(claim)))
    return fullest_names([fullest.actors]), fullest_names([fullest.targets])


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
    if status not in ("happened", "ongoing", "attempted"):
        return []
    harmed: list[list[Piece]] = []
    for of in ("killed", "injured", "captured", "abducted", "arrested", "missing", "displaced", "freed"):
        if SAID_BY_KIND.get(event.display.kind) == of and any(claim.targets for claim in claims):
            continue
        if of == "killed" and event.display.kind == "killing" and _one_named(event, claims):
            continue
        number = _harm(event, claims, of, of in disputed)
        if number:
            harmed.append(number)
    pieces: list[Piece] = []
    for n, words in enumerate(harmed):
        pieces += [Piece(": " if n == 0 else ", "), *words]
    return pieces


def _one_named(event: Event, claims: list[Claim]) -> bool:
    """Whether the one person killed is the target that the sentence names already."""
    toll = event.tolls.get("killed")
    return toll is not None and toll.low == toll.high == 1 and len(best_sides(claims)[1]) == 1


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


def toll_words(toll: Toll | Tally, approx: bool = False) -> str:
    """A number of people in words: "3", "at least 43", "up to 20", "2 to 5", "about 30"."""
    low, high = toll.low, toll.high
    if low is None and high is None:
        best = toll.best if isinstance(toll, Toll) else None
        return "" if best is None else f"{best:,}"
    if high is None:
        return f"at least {low:,}"
    if low is None:
        return f"up to {high:,}"
    if low == high:
        return f"about {low:,}" if approx or (isinstance(toll, Tally) and toll.approx) else f"{low:,}"
    return f"{low:,} to {high:,}"


def join_names(names: tuple[str, ...]) -> str:
    """Names as running text: "the A Brigade, B and C"; four or more become "A, B, C and 2 others"."""
    said = [_with_article(name) for name in names]
    if len(said) > 4:
        said = [*said[:3], f"{len(said) - 3} others"]
    return said[0] if len(said) == 1 else ", ".join(said[:-1]) + (f" and {said[-1]}" if said else "")


def _with_article(name: str) -> str:
    named = name.strip()
    if named in _WITH_THE:
        return f"the {named}"
    if _COLLECTIVE.search(named) is None or _DETERMINED.match(named) or re.match(r"[^ ]+['’]s ", named):
        return named
    return f"the {named}"


def _where(place: Place | None) -> str:
    """The place as it follows a clause: "in Derna", "at the western entrance to Derna", "west of Sirte"."""
    if place is None:
        return ""
    within = (place.within or "").strip()
    if not within:
        return f"{'at' if place.precision == 'point' else 'in'} {place.name}"
    if not ENDS_OPEN.search(within):
        return f"in {place.name}"
    if re.match(rf"({PREPOSITIONS}|\w+ of|(close|near|next|adjacent) to|some|about|\d+)\b", within, re.IGNORECASE):
        return f"{within} {place.name}"
    inside = re.search(r"\b(area|region|district|neighbou?rhood|suburbs?|part|centre|center)\b", within, re.IGNORECASE)
    along = re.search(r"\b(outskirts|road|highway|coast|border|heights|shore)\b", within, re.IGNORECASE)
    return f"{'in' if inside else 'on' if along else 'at'} {within} {place.name}"


def _be(names: tuple[str, ...], status: Status) -> str:
    last = names[-1].split()[-1].casefold() if names[-1].split() else ""
    plural = len(names) > 1 or last in _PLURAL or (last.endswith("s") and not last.endswith(("ss", "is", "us")))
    be = "were" if plural or _MANY.match(names[0]) else "was"
    return f"{be} still being" if status == "ongoing" else be


def _between(lead: str, hedge: list[Piece]) -> list[Piece]:
    return [Piece(f"{lead} "), *hedge]


def _spaced(*words: str) -> str:
    return " ".join(word for word in words if word)


def _capital(pieces: list[Piece]) -> list[Piece]:
    first = pieces[0]
    return [Piece(first.text[:1].upper() + first.text[1:], first.style), *pieces[1:]]


def cut_edges(text: str, start: int, end: int, longest: int) -> tuple[int, int]:
    """The bounds of a stretch of at most about ``longest`` characters of ``text`` around ``start:end``, at words'
    edges."""
    if len(text) <= longest:
        return 0, len(text)
    spare = max(longest - (end - start), 40)
    low = max(0, min(start - spare // 2, len(text) - longest))
    high = min(len(text), max(low + longest, end))
    if low > 0:
        space = text.find(" ", low, start)
        low = space + 1 if space >= 0 else low
    if high < len(text):
        space = text.rfind(" ", end, high)
        high = space if space > end else high
    return low, high
