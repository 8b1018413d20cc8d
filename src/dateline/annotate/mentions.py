"""Who and what is named: actors, persons, places, outlets and weapons, from the tables and the parser's entities."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.knowledge.calendar import MONTHS, WEEKDAYS
from dateline.knowledge.load import Tables
from dateline.model import Document, Mention, MentionKind, Parse, Span, Word
from dateline.text import fold_marks

_BY_ENTITY: dict[str, MentionKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "facility",
    "NORP": "people",
}
_LOCATIVE = frozenset(
    "in at near around outside inside from to toward towards of off across throughout over between into against on"
    " southern northern eastern western central outskirts city town village district province region".split()
)
_REGIONS = frozenset(
    "region province district governorate neighbourhood neighborhood suburb village town oblast prefecture county"
    " municipality countryside area camp valley".split()
)
"""Nouns before which a name is that of a place."""

_TAKING = frozenset("take retake capture recapture seize liberate besiege encircle overrun shell bombard".split())
_STANDING = frozenset(("in", "near", "at", "outside", "around"))
_NOT_PLACES = frozenset("DATE TIME NORP LANGUAGE EVENT WORK_OF_ART LAW MONEY PERCENT QUANTITY CARDINAL ORDINAL".split())

_ORDER: tuple[MentionKind, ...] = (
    "actor", "outlet", "demonym", "place", "weapon", "person", "organisation", "facility", "people",
)  # fmt: skip
LONGEST_PLACE = 5
"""Words of a place's name, at most."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    span: Span
    kind: MentionKind
    key: str | None


def find_mentions(document: Document, parse: Parse, tables: Tables) -> tuple[Mention, ...]:
    """The named ones in text order; none overlaps another, the longer and surer name wins."""
    text = fold_marks(document.text)
    candidates = [
        _Candidate(hit.span, "actor", hit.key)
        for hit in tables.actors.index.find(text)
        if "-" not in (text[hit.span.start - 1 : hit.span.start], text[hit.span.end : hit.span.end + 1])
        or hit.span.end - hit.span.start > 4
    ]
    candidates += [_Candidate(hit.span, "outlet", hit.key) for hit in tables.outlets.index.find(text)]
    candidates += [_Candidate(hit.span, "weapon", hit.key) for hit in tables.weapons.find(text)]
    candidates += _demonyms(parse, tables)
    candidates += _places(document, parse, tables)
    candidates += _entities(parse)
    rank = {kind: n for n, kind in enumerate(_ORDER)}
    candidates.sort(key=lambda c: (-_weight(c), rank[c.kind], c.span.start))
    taken: list[_Candidate] = []
    used: set[int] = set()
    for candidate in candidates:
        places = range(candidate.span.start, candidate.span.end)
        if not any(n in used for n in (places.start, places.stop - 1)) and used.isdisjoint(places):
            used.update(places)
            taken.append(candidate)
    taken.sort(key=lambda c: c.span)
    found = []
    for candidate in taken:
        head = parse.head_of(candidate.span)
        if head is not None:
            found.append(Mention(candidate.span, candidate.kind, candidate.key, head.i))
    return tuple(found)


def _weight(candidate: _Candidate) -> int:
    """Length in characters; a name that a table knows counts as longer than one the parser only guessed."""
    length = candidate.span.end - candidate.span.start
    known = candidate.key is not None or candidate.kind in ("weapon",)
    return length + (6 if known else 0)


def _demonyms(parse: Parse, tables: Tables) -> list[_Candidate]:
    found = []
    for word in parse.words:
        if word.text[0].isupper() and word.pos in ("ADJ", "PROPN", "NOUN"):
            country = tables.gazetteer.demonym(word.text)
            if country is not None:
                found.append(_Candidate(word.span, "demonym", country))
    return found


def _entities(parse: Parse) -> list[_Candidate]:
    """The parser's entities: runs of words with one label, without a leading article or trailing possessive."""
    found: list[_Candidate] = []
    n = 0
    words = parse.words
    while n < len(words):
        label = words[n].entity
        last = n + 1
        while last < len(words) and words[last].entity == label and words[last].sentence == words[n].sentence:
            last += 1
        kind = _BY_ENTITY.get(label)
        if kind is not None:
            first, end = n, last
            while first < end and (words[first].pos in ("DET", "PUNCT") or words[first].text.casefold() == "the"):
                first += 1
            while end > first and (words[end - 1].tag == "POS" or words[end - 1].pos == "PUNCT"):
                end -= 1
            first = max(
                [first, *(k + 1 for k in range(first, end) if words[k].pos == "VERB" and words[k].text.islower())]
            )
            if first < end and any(w.text[0].isupper() or not w.text.isascii() for w in words[first:end]):
                found.append(_Candidate(Span(words[first].start, words[end - 1].end), kind, None))
        n = last
    return found


def _places(document: Document, parse: Parse, tables: Tables) -> list[_Candidate]:
    """Names that the gazetteer knows where a place can stand, and again wherever the report repeats a sure one; names
    it does not know before "region", "village" and the like."""
    found: list[_Candidate] = []
    unsure: list[_Candidate] = []
    capitals = {country.capital: country.iso2 for country in tables.gazetteer.countries}
    words = parse.words
    i = 0
    while i < len(words):
        taken = 1
        if (
            words[i].text != "The"
            and words[i].text[0].isupper()
            and words[i].pos in ("PROPN", "NOUN", "ADJ", "X", "VERB", "ADV", "DET")
        ):
            for size in range(min(LONGEST_PLACE, _run(words, i)), 0, -1):
                span = Span(words[i].start, words[i + size - 1].end)
                name = document.text[span.start : span.end]
                if tables.gazetteer.knows(name) and not _is_stray_acronym(name, tables):
                    sure = _can_be_place(document, parse, i, size, tables)
                    candidate = _Candidate(span, "place", tables.gazetteer.country_code(name) or capitals.get(name))
                    (found if sure else unsure).append(candidate)
                    taken = size if sure else 1
                    break
            else:
                size = _run(words, i)
                after = words[i + size].text.casefold() if i + size < len(words) else ""
                named = i >= 2 and words[i - 1].text == "of" and words[i - 2].text.casefold() in _REGIONS
                if (after in _REGIONS or named or _stands_as_place(parse, i, size)) and all(
                    w.pos in ("PROPN", "PUNCT", "ADP") for w in words[i : i + size]
                ):
                    found.append(_Candidate(Span(words[i].start, words[i + size - 1].end), "place", None))
                    taken = size
        i += taken
    known = {document.text[c.span.start : c.span.end] for c in found}
    return found + [c for c in unsure if document.text[c.span.start : c.span.end] in known]


def _is_stray_acronym(name: str, tables: Tables) -> bool:
    """Whether a name is two or three capitals and no country's: "IS" is no village."""
    return name.isupper() and len(name) <= 3 and not tables.gazetteer.is_country(name)


def _stands_as_place(parse: Parse, i: int, size: int) -> bool:
    """Whether a name that no table knows stands as a place does: alone after "in", "near", "outside", or "at"."""
    words = parse.words
    before = words[i - 1] if i > parse.sentences[words[i].sentence].first else None
    if before is None or before.pos != "ADP" or before.text.casefold() not in _STANDING or size > 2:
        return False
    labels = {word.entity for word in words[i : i + size]}
    after = words[i + size] if i + size < len(words) else None
    if labels & _NOT_PLACES or (after is not None and (after.tag == "POS" or after.pos in ("NOUN", "PROPN"))):
        return False
    return all(word.tag == "NNP" and not word.text.isupper() for word in words[i : i + size] if word.pos != "PUNCT")


def _run(words: tuple[Word, ...], i: int) -> int:
    """How many words from ``i`` on can belong to one name."""
    last = i + 1
    while last < len(words) and last - i < LONGEST_PLACE and words[last].sentence == words[i].sentence:
        word = words[last]
        joint = word.text in ("-", "al", "el", "de", "la", "del", "of", "the", "and", "es", "ar", "du", "le", "'", "’")
        if not (word.text[0].isupper() or joint) or (word.pos == "PUNCT" and word.text not in ("-", "'", "’")):
            break
        last += 1
    while last > i + 1 and not words[last - 1].text[0].isupper():
        last -= 1
    return last - i


def _is_taken(parse: Parse, i: int, size: int) -> bool:
    """Whether a name is what a verb of taking, entering or shelling is about, as only places are: "took Gao"."""
    head = parse.head_of(Span(parse.words[i].start, parse.words[i + size - 1].end))
    if head is None:
        return False
    verb = parse.words[head.head]
    role = "nsubj" if verb.lemma == "fall" else "dobj" if verb.lemma in _TAKING | {"enter", "reach", "flee"} else ""
    return head.dep == role or (head.dep == "nsubjpass" and verb.lemma in _TAKING)


def _can_be_place(document: Document, parse: Parse, i: int, size: int, tables: Tables) -> bool:
    """Whether the known name at ``i`` names a place here: the parser, a locative word or a heading says so."""
    words = parse.words
    name = document.text[words[i].start : words[i + size - 1].end]
    if tables.gazetteer.is_country(name):
        return True
    entities = {w.entity for w in words[i : i + size]}
    if name.casefold() in MONTHS or name.casefold() in WEEKDAYS:
        return False
    if entities & {"DATE", "TIME"} or all(w.pos in ("VERB", "ADV", "DET", "AUX") for w in words[i : i + size]):
        return False
    if _is_taken(parse, i, size):
        return True
    sentence = parse.sentences[words[i].sentence]
    if document.blocks[sentence.block].kind == "heading" and sentence.last - sentence.first <= size + 1:
        return True
    before = words[i - 1].text.casefold() if i > sentence.first else ""
    follows = i + size < sentence.last and words[i + size].pos == "PROPN" and words[i + size].text[0].isupper()
    if entities & {"GPE", "LOC", "FAC"}:
        return not (follows and words[i + size].entity == words[i].entity)
    if follows or (i > sentence.first and words[i - 1].pos == "PROPN" and words[i - 1].entity == words[i].entity != ""):
        return False
    if "ORG" in entities:
        return before in ("in", "at", "near", "around", "outside")
    return before in _LOCATIVE - {"on", "over"}
