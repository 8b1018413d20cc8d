"""What a report states of persons and groups: role, membership, leadership, nationality, birth, fate, belonging."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.extract.scene import Scene
from dateline.knowledge.likeness import TITLES
from dateline.knowledge.load import Tables
from dateline.model import Annotations, FactProperty, Mention, Span, Statement, Word

LEADERS = frozenset("leader commander head chief emir wali chairman founder boss ruler warlord president".split())
CHIEFS = LEADERS - frozenset({"commander"})
"""Who leads a whole body; a commander is one of several."""
STATESMEN = frozenset("president minister secretary premier king ambassador envoy speaker governor mayor".split())
"""Offices of a state: whose nationality their title tells is no news, and whose ministry is no membership."""
PLAIN = frozenset(
    "man woman boy girl child person people men women citizen national suspect victim group brother sister son"
    " daughter father mother wife husband cousin uncle widow relative friend".split()
)
"""Nouns for persons that tell no role."""
JOINING = frozenset("join".split())
LEADING = frozenset("command lead head found rule".split())
NAMING = frozenset("appoint name elect promote install".split())
DYING = frozenset("die perish".split())
KILLING = frozenset("kill assassinate execute murder behead slay shoot".split())
TAKING = frozenset("capture arrest detain".split())
BELONGING = frozenset("branch wing arm affiliate offshoot faction part subsidiary chapter".split())
_RANKS = TITLES - LEADERS - STATESMEN | {""}
_ENDS = frozenset({"person", "actor", "organisation"})
_JOINTS = frozenset(("of", "for", "the", "and", "-", "'s", "’s", "."))


def find_statements(annotations: Annotations, tables: Tables) -> list[Statement]:
    """The statements of a document in text order, none twice."""
    scene = Scene(annotations, tables.nouns)
    found: list[Statement] = []
    for mention in annotations.mentions:
        if mention.kind == "person":
            found += _of_title(scene, mention)
        if mention.kind in _ENDS:
            found += _of_apposition(scene, mention)
    for word in scene.words:
        if word.pos == "VERB":
            found += _of_verb(scene, word)
        elif word.lemma == "origin" or word.lemma in ("national", "citizen"):
            found += _of_origin(scene, word)
    return sorted(set(found), key=lambda s: (s.quote, s.subject, s.property, str(s.value)))


def _statement(subject: Span, prop: FactProperty, value: Span | str, around: Iterable[Span], rule: str) -> Statement:
    spans = [subject, *around, *([value] if isinstance(value, Span) else [])]
    return Statement(subject, prop, value, Span(min(s.start for s in spans), max(s.end for s in spans)), rule)


def _of_title(scene: Scene, mention: Mention) -> Iterator[Statement]:
    """ "ISIS leader Abu Omar", "their Tunisian leader, Noureddine Chouchane": what stands before a person's name."""
    first = scene.parse.words_in(mention.span)[0]
    last = first.i - 1
    if last >= 0 and scene.words[last].text == ",":
        last -= 1
    while last >= 0 and scene.words[last].text.rstrip(".").casefold() in _RANKS:
        last -= 1  # "the spokesman, Col. X"
    if last >= 0 and scene.words[last].text == ",":
        last -= 1
    office = _office_before(scene, last, first.sentence) if scene.words[last].text not in _JOINTS else None
    if office is not None:
        yield from _of_office(scene, mention.span, office, "title", last)


def _office_before(scene: Scene, last: int, sentence: int) -> int | None:
    """The office noun that a title ends with, or that "of" or "for" parts from its end: "Director of Nara Hospital"."""
    for i in range(last, max(-1, last - 8), -1):
        word = scene.words[i]
        if word.sentence != sentence or not (word.pos in ("NOUN", "PROPN", "ADJ") or word.text in _JOINTS):
            return None
        if _is_office(scene, i) and (i == last or scene.words[i + 1].text in ("of", "for")):
            return i
    return None


def _is_office(scene: Scene, i: int) -> bool:
    word = scene.words[i]
    if word.pos not in ("NOUN", "PROPN") or word.lemma in PLAIN:
        return False
    return "office" in scene.noun_classes(i) or (word.tag == "NN" and scene.is_people(i))


def _of_office(scene: Scene, subject: Span, i: int, rule: str, last: int | None = None) -> Iterator[Statement]:
    """Role, leadership and nationality told by the office noun at ``i`` with its modifiers, and what follows it up to
    word ``last``."""
    words = scene.words
    lemma = words[i].lemma.casefold()
    phrase = _title_phrase(scene, i)
    phrase = Span(phrase.start, max(phrase.end, words[last].end if last is not None else 0))
    bodies: list[Statement] = []
    for mention in scene.mentions_in(phrase):
        if mention.kind == "demonym" and lemma not in STATESMEN:
            yield _statement(subject, "nationality", mention.span, (phrase,), rule)
        elif mention.kind in ("actor", "organisation") and mention.head != i and lemma not in STATESMEN:
            leads = lemma in CHIEFS and mention.span.end == words[i - 1].end
            bodies.append(_statement(subject, "leader_of" if leads else "member_of", mention.span, (phrase,), rule))
    for of in scene.prepositional(i, "of", "in"):
        named = scene.mention(of)
        if named is not None and named.kind in ("actor", "organisation") and lemma not in STATESMEN:
            leads = lemma in CHIEFS and not _is_one_of_several(scene, i)
            bodies.append(_statement(subject, "leader_of" if leads else "member_of", named.span, (phrase,), rule))
    yield from dict.fromkeys(bodies)
    bare = words[i].span == phrase or lemma in ("member", "fighter", "operative", "militant")
    if not bodies or not bare:
        yield _statement(subject, "role", phrase, (), rule)


def _is_one_of_several(scene: Scene, i: int) -> bool:
    """Whether an office noun has "a", so that others hold it, too."""
    return any(scene.words[c].text.casefold() in ("a", "an") for c in scene.words[i].children)


def _title_phrase(scene: Scene, i: int) -> Span:
    """The office noun with what stands before it: "Hezbollah-affiliated", "Tunisian", "deputy"."""
    words = scene.words
    first = i
    while (
        first > 0
        and words[first - 1].sentence == words[i].sentence
        and (words[first - 1].pos in ("ADJ", "PROPN", "NOUN") or words[first - 1].text in ("-", "'s", "’s"))
        and i - first < 5
    ):
        first -= 1
    return Span(words[first].start, words[i].end)


def _of_apposition(scene: Scene, mention: Mention) -> Iterator[Statement]:
    """ "X, a commander of Y", "X (a group affiliated with Y)", "X, an offshoot of Y"."""
    for c in scene.words[mention.head].children:
        child = scene.words[c]
        if child.dep != "appos" or child.pos not in ("NOUN", "PROPN"):
            continue
        mention = _before_bracket(scene, c) or mention
        phrase = scene.phrase(c)
        if mention.kind == "person" and _is_office(scene, c):
            yield from _of_office(scene, mention.span, c, "apposition")
        elif mention.kind == "person" and child.lemma in PLAIN:
            for demonym in (m for m in scene.mentions_in(_title_phrase(scene, c)) if m.kind == "demonym"):
                yield _statement(mention.span, "nationality", demonym.span, (phrase,), "apposition")
        for other in scene.prepositional(c, "of"):
            named = scene.mention(other)
            if child.lemma in BELONGING and named is not None and named.kind in _ENDS:
                yield _statement(mention.span, "part_of", named.span, (phrase,), "apposition")
            elif child.lemma in ("member", "fighter", "operative") and named is not None and named.kind in _ENDS:
                yield _statement(mention.span, "member_of", named.span, (phrase,), "apposition")
        for allied in _affiliated(scene, c):
            yield _statement(mention.span, "member_of", allied, (phrase,), "affiliated")


def _before_bracket(scene: Scene, i: int) -> Mention | None:
    """The name just before the bracket that an apposition stands in, or None outside brackets."""
    start = scene.phrase(i).start
    text = scene.document.text
    if text[:start].rstrip()[-1:] != "(":
        return None
    end = len(text[: text.rindex("(", 0, start)].rstrip())
    return next((m for m in scene.annotations.mentions if m.span.end == end and m.kind in _ENDS), None)


def _affiliated(scene: Scene, i: int) -> Iterator[Span]:
    """The names behind "affiliated with", "linked to", "allied with", "loyal to" that hang on word ``i``."""
    for c in scene.words[i].children:
        if scene.words[c].lemma in ("affiliate", "affiliated", "link", "linked", "ally", "allied", "loyal"):
            for other in scene.prepositional(c, "with", "to"):
                named = scene.mention(other)
                if named is not None and named.kind in _ENDS:
                    yield named.span


def _of_origin(scene: Scene, word: Word) -> Iterator[Statement]:
    """ "a Chechen operative of Georgian origin", "a Tunisian national"."""
    demonyms = [m for c in word.children if (m := scene.mention(c)) is not None and m.kind == "demonym"]
    for demonym in demonyms:
        subject = _described(scene, word)
        if subject is not None:
            yield _statement(subject, "nationality", demonym.span, (word.span,), "origin")


def _described(scene: Scene, word: Word) -> Span | None:
    """The named person that a description speaks of: by apposition or "is a"."""
    here = word
    for _ in range(5):
        named = scene.mention(here.i)
        if named is not None and named.kind == "person":
            return named.span
        if here.dep == "attr":
            subjects = scene.subjects(here.head)
            return scene.phrase(subjects[0]) if subjects else None
        if here.head == here.i:
            return None
        here = scene.words[here.head]
    return None


def _of_verb(scene: Scene, verb: Word) -> Iterator[Statement]:
    roles = scene.roles(verb.i)
    if any(scene.words[c].dep == "neg" for c in verb.children):
        return
    if verb.lemma in DYING:
        yield from _fates(scene, verb, roles.doers, "dead")
    elif verb.lemma in KILLING:
        yield from _fates(scene, verb, roles.done_to, "dead")
    elif verb.lemma in TAKING:
        yield from _fates(scene, verb, roles.done_to, "captured")
    elif verb.lemma in JOINING:
        yield from _relations(scene, verb, roles.doers, roles.done_to, "member_of")
        ranks = [p for o in roles.done_to if scene.words[o].lemma == "rank" for p in scene.prepositional(o, "of")]
        yield from _relations(scene, verb, roles.doers, ranks, "member_of")
    elif verb.lemma in LEADING and scene.is_passive(verb.i):
        yield from _relations(scene, verb, roles.doers, roles.done_to, "leader_of")
    elif verb.lemma in LEADING:
        named = [p for o in roles.done_to for p in (o, *_by_the_name_of(scene, o))]
        yield from _relations(scene, verb, roles.doers, named, "leader_of")
    elif verb.lemma in NAMING:
        yield from _appointed(scene, verb, roles.done_to)
    elif verb.lemma == "serve":
        for office in scene.prepositional(verb.i, "as"):
            yield from _roles_of(scene, verb, roles.doers, office)
    elif verb.lemma == "bear" and scene.is_passive(verb.i):
        for place in scene.prepositional(verb.i, "in"):
            yield from _relations(scene, verb, roles.done_to, [place], "born_in", kinds=("place",))


def _by_the_name_of(scene: Scene, i: int) -> list[int]:
    """The name in "a force by the name of X", "a group called X"."""
    names = [
        o for n in scene.prepositional(i, "by") if scene.words[n].lemma == "name" for o in scene.prepositional(n, "of")
    ]
    for c in scene.words[i].children:
        if scene.words[c].lemma in ("call", "name", "know", "dub"):
            names += [d for d in scene.words[c].children if scene.words[d].dep in ("oprd", "dobj", "attr")]
    return names


def _people_spans(scene: Scene, heads: Iterable[int]) -> Iterator[Span]:
    """The phrases of persons: a name, or a pronoun or definite noun that may stand for one."""
    for i in heads:
        word = scene.words[i]
        named = scene.mention(i)
        if named is not None and named.kind == "person":
            yield named.span
        elif word.text.casefold() in ("he", "she", "him", "her"):
            yield word.span
        elif word.dep == "appos" and (described := _described(scene, word)) is not None:
            yield described
        elif word.tag == "NN" and scene.is_people(i) and _definite(scene, word):
            yield scene.phrase(i)
        for c in word.children:
            other = scene.mention(c)
            if scene.words[c].dep == "appos" and other is not None and other.kind == "person":
                yield other.span


def _definite(scene: Scene, word: Word) -> bool:
    return any(scene.words[c].text.casefold() in ("the", "this", "that") for c in word.children)


def _fates(scene: Scene, verb: Word, heads: Iterable[int], fate: str) -> Iterator[Statement]:
    reported = verb.dep in ("oprd", "xcomp", "ccomp", "acomp") and scene.words[verb.head].lemma == "report"
    heads = list(heads)
    if reported and not heads:
        heads = scene.subjects(verb.head)
    value = f"reported {fate}" if reported else fate
    for span in _people_spans(scene, [*heads, *_included(scene, heads)]):
        yield _statement(span, "status", value, (verb.span,), "fate")


def _included(scene: Scene, heads: Iterable[int]) -> list[int]:
    """The persons named after "including" among those who suffer."""
    found = []
    for i in heads:
        for c in scene.words[i].children:
            if scene.words[c].text.casefold() == "including":
                found += [p for o in scene.words[c].children for p in scene.listed(o)]
    return found


def _relations(
    scene: Scene,
    verb: Word,
    subjects: Iterable[int],
    objects: Iterable[int],
    prop: FactProperty,
    kinds: tuple[str, ...] = ("actor", "organisation"),
) -> Iterator[Statement]:
    named = [m for i in objects if (m := scene.mention(i)) is not None and m.kind in kinds]
    for subject in _people_spans(scene, subjects):
        for mention in named:
            yield _statement(subject, prop, mention.span, (verb.span,), f"verb {verb.lemma}")


def _appointed(scene: Scene, verb: Word, heads: Iterable[int]) -> Iterator[Statement]:
    offices = scene.prepositional(verb.i, "as")
    offices += [c for c in verb.children if scene.words[c].dep in ("oprd", "attr") and _is_office(scene, c)]
    for office in offices:
        yield from _roles_of(scene, verb, heads, office)


def _roles_of(scene: Scene, verb: Word, heads: Iterable[int], office: int) -> Iterator[Statement]:
    if scene.words[office].pos != "NOUN":
        return
    for subject in _people_spans(scene, heads):
        phrase = scene.phrase(office)
        yield _statement(subject, "role", phrase, (verb.span,), f"verb {verb.lemma}")
        if scene.words[office].lemma in LEADERS:
            led = [m for m in scene.mentions_in(phrase) if m.kind in ("actor", "organisation")]
            led += [m for o in scene.prepositional(office, "of") if (m := scene.mention(o)) and m.kind in _ENDS]
            for mention in dict.fromkeys(led):
                yield _statement(subject, "leader_of", mention.span, (verb.span, phrase), f"verb {verb.lemma}")
