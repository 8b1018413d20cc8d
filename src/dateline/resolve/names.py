"""Who is meant: the names of one document, gathered, and its pronouns and "the group" led back to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from dateline.knowledge.actors import ARMED_KINDS, ActorTable
from dateline.knowledge.likeness import same_word
from dateline.knowledge.nouns import NounTable
from dateline.model import Mention, Parse, Party, Quote, Span, Word
from dateline.text import fold_marks, name_key

REACH = 4
"""Sentences back that a pronoun or "the group" may find its name in."""

_MEMBERS = re.compile(
    r"\b(?:operatives?|fighters?|militants?|members?|gunmen|men|troops|soldiers|forces|insurgents|rebels|jihadists?"
    r"|terrorists?|commanders?|elements|supporters|cells?)\b",
    re.IGNORECASE,
)
_ARMS = re.compile(
    r"\b(?:forces|troops|army|soldiers|jets|warplanes|drones|artillery|military|navy|police)$", re.IGNORECASE
)
_HARDWARE = re.compile(
    r"\b(?:jets?|warplanes?|planes?|aircraft|drones?|helicopters?|gunships?|bombers?|artillery|missiles?|rockets?|mortars?"
    r"|warships?|gunboats?|boats?|ships?|vessels?|submarines?|tanks?|guns?"
    r"|(?:air|drone|missile|artillery|cruise)?[- ]?(?:strikes?|raids?|airstrikes?)|shelling)$",
    re.IGNORECASE,
)
"""What a state's name stands before when the state itself is meant: "Israeli warplanes", "a Russian strike"."""
_WE = frozenset("we us our ours".split())
_BODY = frozenset(
    "group organisation organization movement militia faction party army militants rebels jihadists structure cell"
    " gang government force charity mission agency ministry".split()
)
_FIGHTERS = frozenset("militants rebels jihadists militia gang cell".split())
_NAMED_BY: Mapping[str, tuple[str, ...]] = {
    "army": ("army", "forces", "military", "troops"),
    "force": ("force",),
    **{noun: (noun,) for noun in "government ministry agency mission charity party".split()},
}
"""Words that a body's name must hold to be meant by "the army", "the ministry" ..."""
_PERSON_PRONOUNS = frozenset("he him his she her who".split())
_BODY_PRONOUNS = frozenset("it its they them their".split())
_DETERMINER = re.compile(r"^(?:the|a|an|its|their|his|her|some|two|three|several|many)\s+", re.IGNORECASE)
_ALSO = (
    re.compile(
        r"^,?\s*\(?(?:aka|a\.k\.a\.|also known as|alias|nicknamed|known as|better known as|nom de guerre)\s+\W?$", re.I
    ),
    re.compile(r"^\W?,?\s+(?:was|is) the (?:codename|nom de guerre|alias|pseudonym|nickname) of\s+$", re.I),
)
_BRACKETED = re.compile(r"\s\(([A-Z][\w.-]{1,8})\)")
_PLURAL, _SINGULAR = ("NNS", "NNPS", "NNP"), ("NN", "NNP")
_NUMBER: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("they", "them", "their"), _PLURAL),
    **dict.fromkeys((*(_PERSON_PRONOUNS - {"who"}), "it", "its"), _SINGULAR),
}
"""Pronouns that go on about a subject, with the tags of the nouns they can stand for; a body's name is singular and may
be "they"."""
_NOUN_LEFT = frozenset({"det", "amod", "compound", "nummod", "poss", "nmod", "quantmod"})
_NAMED = frozenset({"actor", "person", "organisation"})
_KUNYA = re.compile(r"^(?:abu|umm|abou)\b", re.IGNORECASE)


class NameBook:
    """The names of one document: full names of short ones, aliases, and what pronouns stand for."""

    def __init__(
        self,
        text: str,
        parse: Parse,
        mentions: Sequence[Mention],
        actors: ActorTable,
        nouns: NounTable,
        *,
        outlet: str = "",
        states: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """``outlet`` is who speaks as "we" in its own statement, ``states`` the names of countries by ISO code."""
        self._text = text
        self._parse = parse
        self._mentions = tuple(mentions)
        self._actors = actors
        self._nouns = nouns
        self._states = states
        spoken = actors.index.find(outlet)
        self._speaker = actors.get(spoken[0].key) if spoken else None
        self._full = self._full_names()
        self._alias = dict(self._find_aliases())

    # ------------------------------------------------------------ names

    def mention_of(self, span: Span) -> Mention | None:
        """The name in a phrase that the phrase is about: the one that holds its head, else the first person, actor or
        organisation in it; None where it names nobody."""
        inside = [m for m in self._mentions if span.covers(m.span)]
        head = self._parse.head_of(span)
        if head is not None:
            for mention in inside:
                if mention.span.start <= head.start < mention.span.end and mention.kind != "weapon":
                    return mention
        named = next((m for m in inside if m.kind in _NAMED), None)
        phrase = self._text[span.start : span.end]
        if named is None and (_ARMS.search(phrase) or _HARDWARE.search(phrase)):
            return next((m for m in inside if m.kind == "demonym"), None)
        return named

    def resolve_party(self, span: Span) -> Party:
        """Who the words at ``span`` mean: the fullest name in the text, the id in the actor table, the words."""
        quote = Quote(span.start, span.end, self._text[span.start : span.end])
        if self._speaker is not None and self._is_we(span):
            return Party(self._speaker.name, self._speaker.id, quote)
        mention = self.mention_of(span)
        if mention is not None:
            return self._named(mention, span, quote)
        subject = self._subject_above(span)
        if subject is not None:
            meant = self.resolve_party(subject)
            return Party(meant.name, meant.actor, quote)
        antecedent = self._antecedent(span)
        if antecedent is not None:
            return self._named(antecedent, antecedent.span, quote)
        known = self._actors.by_name(_bare(quote.text))
        return Party(_bare(quote.text) if known else quote.text, known.id if known else None, quote)

    def _named(self, mention: Mention, span: Span, quote: Quote) -> Party:
        words = self._text[mention.span.start : mention.span.end]
        if mention.kind in ("place", "demonym"):
            return self._state(mention, span, quote, words)
        if mention.kind not in (*_NAMED, "outlet"):
            return Party(quote.text, None, quote)
        phrase = self._text[span.start : span.end]
        rest = (phrase[: mention.span.start - span.start] + phrase[mention.span.end - span.start :]).strip(" '’s")
        about = self._parse.head_of(span)
        owns = about is None or mention.span.start <= about.start < mention.span.end
        member = owns or bool(_MEMBERS.search(rest)) or (mention.kind == "person" and not rest)
        if not member and mention.kind != "person":
            return Party(phrase, None, quote)
        if not owns and mention.kind == "person":
            return Party(phrase, None, quote)
        name = self.full_name(words)
        if mention.kind != "actor":
            return Party(name, self._id_of(name), quote)
        name = self._fullest(mention, name)
        actor = self._actors.get(mention.key or "")
        if actor is not None and _HARDWARE.search(words):  # "Israeli warplanes": the state, by the guide
            name = self._states.get(actor.country, name)
        return Party(name, mention.key, quote)

    def _fullest(self, mention: Mention, name: str) -> str:
        """The fullest name that the text has for an actor, where this one is an acronym."""
        if not name.replace("-", "").isupper():
            return name
        same = (m.span for m in self._mentions if m.kind == "actor" and m.key == mention.key)
        return max((self._text[s.start : s.end] for s in same), key=len, default=name)

    def _state(self, mention: Mention, span: Span, quote: Quote, words: str) -> Party:
        """A country or demonym that stands for its government, or owns forces ("Ukrainian drones")."""
        phrase = _bare(self._text[span.start : span.end])
        known = self._actors.by_name(phrase)
        if known is not None:
            return Party(phrase, known.id, quote)
        head = self._parse.head_of(span)
        alone = head is not None and mention.span.start <= head.start < mention.span.end
        country = mention.key
        actor = None
        if country and alone:
            found = self._actors.of_country(country, "government")
            actor = found.id if found else None
        elif country and _ARMS.search(phrase):
            found = self._actors.of_country(country, "police" if "police" in phrase else "state_force")
            actor = found.id if found else None
        if mention.kind == "demonym" and country and (alone or _HARDWARE.search(phrase)):
            found = self._actors.of_country(country, "government")
            return Party(self._states.get(country, words), actor or (found.id if found else None), quote)
        return Party(self._country_name(mention, words) if alone else phrase, actor, quote)

    def _country_name(self, mention: Mention, words: str) -> str:
        """The words for a country; of an acronym the longest name of the country in the text."""
        if not words.isupper() or len(words) > 4:
            return words
        same = [
            self._text[m.span.start : m.span.end] for m in self._mentions if m.kind == "place" and m.key == mention.key
        ]
        return max(same, key=len, default=words)

    def _is_we(self, span: Span) -> bool:
        """Whether the words are the first person of the report itself: "we", "our fighters", outside quotes."""
        words = self._parse.words_in(span)
        said = self._text[: span.start].count("“") > self._text[: span.start].count("”")
        return bool(words) and words[0].text.casefold() in _WE and not said

    def _id_of(self, name: str) -> str | None:
        known = self._actors.by_name(_bare(name))
        return known.id if known is not None else None

    def full_name(self, name: str) -> str:
        """The fullest form of a name in this text; an alias becomes the name it is an alias of."""
        name = self._full.get(name_key(name), name)
        return self._alias.get(name_key(name), (name, name, Span(0, 0)))[0]

    def _full_names(self) -> dict[str, str]:
        """Short forms of persons' names to the one fuller name in the text that they end or begin; a bare kunya needs a
        fuller form that begins with it."""
        names = {self._text[m.span.start : m.span.end] for m in self._mentions if m.kind == "person"}
        found: dict[str, str] = {}
        for name in sorted(names):
            parts = name_key(name).split()
            fuller = [n for n in names if n != name and _extends(parts, name_key(n).split(), bool(_KUNYA.match(name)))]
            longest = max(fuller, key=len, default="")
            if fuller and all(n == longest or _within(n, longest) for n in fuller):
                found[name_key(name)] = longest
        return found

    # ------------------------------------------------------------ aliases

    def aliases(self) -> tuple[tuple[str, str, Span], ...]:
        """The aliases that the text states: name, alias, and the words that say so."""
        return tuple(dict.fromkeys(self._alias.values()))

    def _find_aliases(self) -> Iterator[tuple[str, tuple[str, str, Span]]]:
        """By alias key: name, alias, span: "X, aka Y", "Y is the codename of X"."""
        for first in self._mentions:
            for second in self._mentions:
                gap = second.span.start - first.span.end
                if not 0 < gap < 45 or not {first.kind, second.kind} <= _NAMED:
                    continue
                between = fold_marks(self._text[first.span.end : second.span.start])
                whole = Span(first.span.start, second.span.end)
                if between == " (" and self._is_short_form(first, second):
                    name, alias, whole = self._words(first), self._words(second), Span(whole.start, whole.end + 1)
                elif _ALSO[0].search(between):
                    name, alias = self._words(first), self._words(second)
                elif _ALSO[1].search(between):
                    name, alias = self._words(second), self._words(first)
                else:
                    continue
                yield name_key(alias), (self._full.get(name_key(name), name), alias, whole)

        for match in _BRACKETED.finditer(self._text):
            before = next((m for m in self._mentions if m.span.end == match.start()), None)
            if before is not None and before.kind in ("actor", "organisation"):
                name, alias = self._words(before), match.group(1)
                if _is_initials(alias, name):
                    yield name_key(alias), (name, alias, Span(before.span.start, match.end()))

    def _is_short_form(self, first: Mention, second: Mention) -> bool:
        """Whether a body's name in brackets after another is one more name of it: "the Houthis (Ansar Allah)"."""
        if self._text[second.span.end : second.span.end + 1] != ")" or "person" in (first.kind, second.kind):
            return False
        known = first.key is not None and first.key == second.key
        return known or _is_initials(self._words(second), self._words(first))

    def _words(self, mention: Mention) -> str:
        """The words of a mention, grown to the closing mark where it stands in quotation marks."""
        text = fold_marks(self._text)
        if text[mention.span.start - 1 : mention.span.start] == '"':
            end = text.find('"', mention.span.end, mention.span.end + 30)
            if end > 0:
                return self._text[mention.span.start : end]
        return self._text[mention.span.start : mention.span.end]

    # ------------------------------------------------------------ pronouns

    def _antecedent(self, span: Span) -> Mention | None:
        """The name that a pronoun, "the group" or "its men" stands for, or None."""
        words = self._parse.words_in(span)
        if not words:
            return None
        head = self._parse.head_of(span) or words[-1]
        first = words[0].text.casefold()
        text = head.text.casefold()
        owner = first in ("its", "their", "his") and bool(_MEMBERS.search(self._text[span.start : span.end]))
        if text in _PERSON_PRONOUNS:
            return self._person(span, head)
        if text in _BODY_PRONOUNS or owner:
            return self._nearest(span, ("actor", "organisation"))
        same = len(words) == 3 and words[1].text.casefold() == "same"
        if first in ("the", "this", "that") and text in _BODY and (len(words) == 2 or same):
            return self._nearest(span, ("actor", "organisation"), text)
        if first == "the" and len(words) == 2 and head.tag == "NN" and _MEMBERS.fullmatch(text):
            return self._described(span, head.lemma)
        return None

    def _person(self, span: Span, pronoun: Word) -> Mention | None:
        """The person a pronoun stands for. A topic goes on: a sentence whose own subject is such a pronoun hands the
        question to the sentences before it; an object is not the subject of its own clause."""
        number = pronoun.sentence
        if pronoun.dep in ("nsubj", "nsubjpass", "poss"):
            inside = self._in_sentence(number, span.start)
            if inside:
                return inside[-1]
        passed = 0
        for n in range(number if pronoun.dep not in ("nsubj", "nsubjpass", "poss") else number - 1, -1, -1):
            if n == number or self._topic_goes_on(n):
                continue
            found = self._in_sentence(n, span.start)
            if found:
                subjects = [m for m in found if self._parse.words[m.head].dep in ("nsubj", "nsubjpass")]
                return subjects[0] if subjects else found[0]
            passed += 1
            if passed == REACH:
                return None
        return None

    def _in_sentence(self, n: int, before: int) -> list[Mention]:
        sentence = self._parse.sentences[n].span
        return [m for m in self._mentions if m.kind == "person" and sentence.covers(m.span) and m.span.end <= before]

    def _topic_goes_on(self, n: int) -> bool:
        """Whether the subject of a sentence's main verb is a person's pronoun."""
        sentence = self._parse.sentences[n]
        return any(
            w.dep in ("nsubj", "nsubjpass")
            and w.text.casefold() in ("he", "she")
            and self._parse.words[w.head].dep == "ROOT"
            for w in self._parse.words[sentence.first : sentence.last]
        )

    def _can_be(self, mention: Mention, noun: str) -> bool:
        """Whether a name can be meant by "the NOUN": an army by a name of forces, a ministry by one of a ministry, the
        rebels by an armed group; "the group" by any."""
        words = name_key(self._text[mention.span.start : mention.span.end])
        if noun in _NAMED_BY:
            return any(word in words for word in _NAMED_BY[noun])
        if noun in _FIGHTERS:
            actor = self._actors.get(mention.key or "") if mention.kind == "actor" else None
            return actor is not None and actor.kind in ARMED_KINDS
        return True

    def _nearest(self, span: Span, kinds: tuple[str, ...], noun: str = "") -> Mention | None:
        """The nearest fitting name before: subjects first, the sentence itself before those above it; one that
        ``noun`` can mean, where it is given."""
        here = self._parse.sentence_at(span.start)
        if here is None:
            return None
        number = self._parse.sentences.index(here)
        for n in range(number, max(-1, number - REACH), -1):
            sentence = self._parse.sentences[n].span
            inside = [m for m in self._mentions if sentence.covers(m.span) and m.span.end <= span.start]
            fitting = [m for m in inside if m.kind in kinds or (not noun and self._is_acting_state(m))]
            fitting = [m for m in fitting if self._can_be(m, noun)]
            if fitting:
                subjects = [m for m in fitting if self._parse.words[m.head].dep in ("nsubj", "nsubjpass", "compound")]
                return subjects[0] if subjects and n < number else fitting[-1] if n == number else fitting[0]
        return None

    def _is_acting_state(self, mention: Mention) -> bool:
        """Whether a country's name is the subject of a clause: the state acts or speaks."""
        head = self._parse.words[mention.head]
        return mention.kind == "place" and mention.key is not None and head.dep in ("nsubj", "nsubjpass")

    def _subject_above(self, span: Span) -> Span | None:
        """The noun phrase that a pronoun stands for when it is the subject of the clause above ("insurgents say they
        hold the town") or of the sentence before ("Fighters came at noon. They took the well."); None where there is
        none of its number, or only one that no "it" or "he" can mean."""
        head = self._parse.head_of(span)
        text = head.text.casefold() if head is not None and head.pos == "PRON" else ""
        if head is None or text not in _NUMBER:
            return None
        for verb in self._parse.ancestors(head.i):
            found = self._subject_of(verb, text, head.i)
            if found is not None:
                return found
        if head.dep not in ("nsubj", "nsubjpass") or text in _PERSON_PRONOUNS:
            return None
        for n in range(head.sentence - 1, max(-1, head.sentence - 3), -1):
            sentence = self._parse.sentences[n]
            for word in self._parse.words[sentence.first : sentence.last]:
                if word.dep == "ROOT":
                    found = self._subject_of(word, text, head.i)
                    if found is not None:
                        return found
        return None

    def _subject_of(self, verb: Word, pronoun: str, before: int) -> Span | None:
        """The noun phrase that is the subject of a verb, where the pronoun can stand for it."""
        for c in verb.children:
            subject = self._parse.words[c]
            if subject.dep not in ("nsubj", "nsubjpass") or subject.i >= before or subject.tag not in _NUMBER[pronoun]:
                continue
            left = [self._parse.words[k] for k in subject.children if k < c]
            span = Span(min([w.start for w in left if w.dep in _NOUN_LEFT], default=subject.start), subject.end)
            body = pronoun in ("it", "its")
            if self._is_body(span, subject) if body else self._is_people(span, subject):
                return span
        return None

    def _is_people(self, span: Span, noun: Word) -> bool:
        """Whether "they" or "he" can act for a noun phrase: somebody named, or a word for people."""
        mention = self.mention_of(span)
        named = mention is not None and (mention.kind in (*_NAMED, "people") or self._is_acting_state(mention))
        return named or bool(self._nouns.classes(noun.lemma) & {"people", "armed", "captive"})

    def _is_body(self, span: Span, noun: Word) -> bool:
        """Whether "it" can act for a noun phrase: a named body or state, or a word for one ("the group")."""
        mention = self.mention_of(span)
        named = mention is not None and (mention.kind in ("actor", "organisation") or self._is_acting_state(mention))
        return named or noun.lemma in _BODY

    def _described(self, span: Span, noun: str) -> Mention | None:
        """The person whom "an operative from X named Y" introduced, for a later "the operative"."""
        for word in reversed(self._parse.words):
            if word.end > span.start or word.lemma != noun or word.i == 0:
                continue
            sentence = self._parse.sentences[word.sentence].span
            named = [m for m in self._mentions if m.kind == "person" and word.end < m.span.start < sentence.end]
            if named:
                return named[0]
        return None


def _extends(short: list[str], long: list[str], kunya: bool) -> bool:
    """Whether a longer name begins or ends with the shorter; a kunya must begin it."""
    if len(long) <= len(short):
        return False
    return _agree(long, short) or (not kunya and _agree(long[-len(short) :], short))


def _agree(long: Sequence[str], short: Sequence[str]) -> bool:
    """Whether a name's words begin with another's, as they are written or as they sound ("Chouchane", "Shushan")."""
    return all(same_word(a, b) for a, b in zip(long, short, strict=False))


def _is_initials(short: str, name: str) -> bool:
    """Whether an acronym is made of a name's letters in order, beginning with its first: "PRK", "NADRA", "SoHR"."""
    letters, words = short.replace(".", "").casefold(), [w for w in name_key(name).split() if w != "the"]
    if len(letters) < 2 or len(words) < 2 or not short[-1:].isupper() or letters[0] != words[0][0]:
        return False
    rest = iter("".join(word[:1] if len(word) < 4 else word[:3] for word in words))
    return all(letter in rest for letter in letters)


def _within(short: str, long: str) -> bool:
    """Whether the words of one name stand in another, in order: two fuller names that do not are two people."""
    left, right = name_key(short).split(), iter(name_key(long).split())
    return all(part in right for part in left)


def _bare(phrase: str) -> str:
    """A phrase without its article or number."""
    return _DETERMINER.sub("", phrase).strip()
