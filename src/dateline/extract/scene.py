"""A document's annotations made ready for the grammar: who is subject of what, and what a noun can be."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.knowledge.nouns import NounTable
from dateline.model import Annotations, Mention, Number, Sentence, Span, Word

CONTROLLING = frozenset(
    "order force tell urge ask call make instruct warn oblige compel command allow let help enable encourage persuade"
    " want expect require permit see find leave send get invite advise forbid prompt lead accuse suspect".split()
)
"""Verbs whose object does what their complement says ("ordered residents to leave")."""

_PARTS = frozenset("most some many part all half majority number dozen hundred thousand score one two three".split())

_NP_LEFT = frozenset(
    {"det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "advmod", "predet", "case", "npadvmod"}
)
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_ACTING = frozenset({"actor", "person", "organisation", "people"})


@dataclass(frozen=True, slots=True)
class Roles:
    """Head words of those who stand around a verb: who does, who or what suffers."""

    doers: tuple[int, ...] = ()
    done_to: tuple[int, ...] = ()


class Scene:
    """Annotations with look-ups by word, and the grammar that roles are read from."""

    def __init__(self, annotations: Annotations, nouns: NounTable, state_actors: frozenset[str] = frozenset()) -> None:
        self.annotations = annotations
        self.document = annotations.document
        self.parse = annotations.parse
        self.words = annotations.parse.words
        self._nouns = nouns
        self.state_actors = state_actors
        self._mention: dict[int, Mention] = {}
        for mention in annotations.mentions:
            for word in self.parse.words_in(mention.span):
                self._mention.setdefault(word.i, mention)
        self._number: dict[int, Number] = {}
        for number in annotations.numbers:
            self._number[number.head] = number

    # ------------------------------------------------------------ look-ups

    def mention(self, i: int) -> Mention | None:
        """The mention that word ``i`` lies in, or None."""
        return self._mention.get(i)

    def number(self, i: int) -> Number | None:
        """The number whose counted noun (or numeral, where there is no noun) is word ``i``, or None."""
        return self._number.get(i)

    def numbers_in(self, sentence: Sentence) -> list[Number]:
        """The amounts that stand in a sentence, in order."""
        return [n for n in self.annotations.numbers if sentence.span.covers(n.span)]

    def mentions_in(self, span: Span) -> list[Mention]:
        """The mentions inside a span, in order."""
        return [m for m in self.annotations.mentions if span.covers(m.span)]

    def noun_classes(self, i: int) -> frozenset[str]:
        """What the word at ``i`` can be by the table of nouns alone, whatever it names."""
        word = self.words[i]
        return self._nouns.classes(word.lemma) | self._nouns.classes(word.text.casefold())

    def classes(self, i: int) -> frozenset[str]:
        """What the noun at ``i`` can be in a happening (resources/nouns.tsv), with what its mention tells."""
        found = self.noun_classes(i)
        mention = self._mention.get(i)
        if mention is not None:
            if mention.kind in ("actor", "organisation"):
                found |= {"armed", "authority"}
            elif mention.kind in ("place", "facility"):
                found |= {"base"}
            elif mention.kind == "weapon":
                found |= {"supply"}
            elif mention.kind in ("person", "people"):
                found |= {"people"}
        number = self._number.get(i)
        if number is not None and number.people:
            found |= {"people"}
        return found

    def is_people(self, i: int) -> bool:
        """Whether word ``i`` can stand for persons or bodies of persons: one who can act or suffer."""
        word = self.words[i]
        mention = self._mention.get(i)
        if mention is not None and mention.kind in _ACTING:
            return True
        if word.pos == "PRON":
            return word.text.casefold() in _PEOPLE_PRONOUNS
        if mention is not None and mention.kind in ("weapon", "outlet", "facility"):
            return False
        classes = self.classes(i)
        if classes & {"people", "armed", "captive"}:
            return True
        if mention is not None and mention.kind in ("place", "demonym"):
            return mention.kind == "demonym"
        return word.entity in ("PERSON", "NORP", "ORG") and word.pos in ("PROPN", "NOUN", "ADJ")

    def is_state(self, i: int) -> bool:
        """Whether word ``i`` is a country or capital that may stand for its government."""
        mention = self._mention.get(i)
        return mention is not None and (
            mention.kind == "demonym" or (mention.kind == "place" and mention.key is not None)
        )

    def is_state_side(self, i: int) -> bool:
        """Whether word ``i`` names a state or its forces: a country, a demonym, or forces that one of them owns."""
        if self.is_state(i):
            return True
        mention = self.mention(i)
        if mention is not None and mention.kind == "actor":
            return mention.key in self.state_actors
        owned = any(self.is_state(c) for c in self.words[i].children)
        return owned and "force" in self.noun_classes(i)

    def is_weapon(self, i: int) -> bool:
        """Whether word ``i`` is the head of a weapon's name."""
        mention = self._mention.get(i)
        return mention is not None and mention.kind == "weapon"

    # ------------------------------------------------------------ noun phrases

    def phrase(self, i: int) -> Span:
        """The span of the noun phrase headed by word ``i``: its determiners, modifiers and "of ..." but no clause,
        list, apposition or other preposition."""
        low = high = i
        for word in self._phrase_words(i):
            low, high = min(low, word.i), max(high, word.i)
        mention = self._mention.get(i)
        span = Span(self.words[low].start, self.words[high].end)
        if mention is not None:
            span = Span(min(span.start, mention.span.start), max(span.end, mention.span.end))
        number = self._number.get(i)
        if number is not None and self.words[i].sentence == self.parse.words_in(number.span)[0].sentence:
            span = Span(min(span.start, number.span.start), max(span.end, number.span.end))
        return span

    def _phrase_words(self, i: int) -> list[Word]:
        found = [self.words[i]]
        for c in self.words[i].children:
            child = self.words[c]
            if child.i < i and child.dep in _NP_LEFT and child.pos != "PUNCT":
                found += list(self.parse.subtree(c)) if child.dep != "advmod" else [child]
            elif child.i > i and child.dep == "prep" and child.text.casefold() == "of":
                for p in child.children:
                    found += [child, *self._phrase_words(p)]
            elif child.dep in ("case", "nummod") and child.i > i:
                found.append(child)
        return found

    def listed(self, i: int) -> list[int]:
        """Word ``i`` and the heads listed with it ("A, B and C"), in order."""
        found, queue = [], [i]
        while queue:
            n = queue.pop(0)
            found.append(n)
            for c in self.words[n].children:
                child = self.words[c]
                if child.dep == "conj" and child.pos in _NOMINAL | {"ADJ"}:
                    queue.append(c)
        return found

    def child(self, i: int, *deps: str) -> int | None:
        """The first child of word ``i`` with one of the dependencies, or None."""
        return next((c for c in self.words[i].children if self.words[c].dep in deps), None)

    def prepositional(self, i: int, *prepositions: str) -> list[int]:
        """The heads that hang on word ``i`` by one of the prepositions, lists opened."""
        found: list[int] = []
        for c in self.words[i].children:
            child = self.words[c]
            if child.dep in ("prep", "agent", "dative") and child.text.casefold() in prepositions:
                for p in child.children:
                    if self.words[p].dep in ("pobj", "pcomp") and self.words[p].pos in _NOMINAL | {"ADJ", "VERB"}:
                        found += self.listed(p)
        return found

    # ------------------------------------------------------------ verbs

    def is_passive(self, i: int) -> bool:
        """Whether the verb at ``i`` stands in the passive, also reduced ("people killed in ...", "five killed")."""
        word = self.words[i]
        deps = {self.words[c].dep for c in word.children}
        if deps & {"auxpass", "nsubjpass", "agent", "csubjpass"}:
            return True
        if deps & {"dobj", "aux"}:
            return False
        if word.dep == "conj" and "nsubj" not in deps and word.tag in ("VBN", "VBD"):
            return self.words[word.head].pos == "VERB" and self.is_passive(word.head)
        return word.tag == "VBN" and word.dep in (
            "acl",
            "ROOT",
            "advcl",
            "amod",
            "ccomp",
            "conj",
            "oprd",
            "dep",
            "xcomp",
        )

    def subjects(self, i: int, depth: int = 0) -> list[int]:
        """The heads of the grammatical subject of the verb at ``i``, also where it is shared, relative or left out."""
        if depth > 4:
            return []
        word = self.words[i]
        own = self._own_subject(i)
        if own is not None:
            if self.words[own].tag in ("WDT", "WP") or self.words[own].text.casefold() == "that":
                return self._relative_head(i)
            return self.listed(own)
        head = self.words[word.head]
        if word.dep == "conj" and head.pos in ("VERB", "AUX"):
            return self.subjects(head.i, depth + 1)
        if word.dep == "relcl":
            return []
        if word.dep == "acomp":  # "are due to meet"
            return self.subjects(head.i, depth + 1)
        if word.dep == "acl":
            return self.listed(head.i) if word.tag == "VBG" else self._infinitive_subject(head.i, depth)
        if word.dep == "xcomp" and head.pos in ("VERB", "AUX", "ADJ"):
            controlled = self.child(head.i, "dobj")
            if controlled is not None and head.lemma in CONTROLLING and not self.is_event_noun(controlled):
                return self.listed(controlled)
            return self.subjects(head.i, depth + 1)
        if word.dep in ("advcl", "pcomp", "ccomp", "prep"):
            verb = next((a for a in self.parse.ancestors(i) if a.pos in ("VERB", "AUX")), None)
            return self.subjects(verb.i, depth + 1) if verb is not None else []
        return []

    def _own_subject(self, i: int) -> int | None:
        """The subject that hangs on the verb: of several, as after a dateline, the nearest before it."""
        subjects = [c for c in self.words[i].children if self.words[c].dep in ("nsubj", "nsubjpass")]
        return max((c for c in subjects if c < i), default=subjects[0] if subjects else None)

    def _infinitive_subject(self, noun: int, depth: int) -> list[int]:
        """The subject of "a plan to attack": the noun's owner, or the subject of the verb that the noun hangs on."""
        owner = self.child(noun, "poss", "compound")
        if owner is not None and self.is_people(owner):
            return [owner]
        verb = next((a for a in self.parse.ancestors(noun) if a.pos == "VERB"), None)
        return self.subjects(verb.i, depth + 1) if verb is not None else []

    def _relative_head(self, i: int) -> list[int]:
        here = self.words[i]
        while here.dep == "conj":
            here = self.words[here.head]
        if here.dep in ("relcl", "acl", "ccomp"):
            return [here.head] if self.words[here.head].pos in _NOMINAL else []
        return []

    def is_event_noun(self, i: int) -> bool:
        """Whether word ``i`` is a noun that names a doing rather than a thing or a person."""
        word = self.words[i]
        return word.pos == "NOUN" and (
            word.text.casefold().endswith(("ing", "ings", "tion", "tions")) or "deed" in self.classes(i)
        )

    def roles(self, i: int) -> Roles:
        """Who does and who suffers what the verb at ``i`` says; of "most of the camps" the camps."""
        roles = self._roles(i)
        return Roles(tuple(map(self._whole, roles.doers)), tuple(map(self._whole, roles.done_to)))

    def _whole(self, i: int) -> int:
        """The noun behind "most of", "one of", "dozens of"; else word ``i`` itself."""
        if self.words[i].pos == "NOUN" and self.words[i].lemma not in _PARTS:
            return i
        if self.words[i].lemma not in _PARTS and self.words[i].pos not in ("ADJ", "NUM", "PRON", "DET"):
            return i
        whole = self.prepositional(i, "of")
        return whole[0] if whole else i

    def _roles(self, i: int) -> Roles:
        word = self.words[i]
        if self.is_passive(i):
            if word.dep == "acl" or (word.dep == "amod" and word.tag == "VBN"):
                done_to = self.listed(word.head)[:1]
            else:
                done_to = self.subjects(i)
            return Roles(tuple(self.prepositional(i, "by")), tuple(done_to))
        objects = self.child(i, "dobj", "dative")
        done_to = self.listed(objects) if objects is not None else []
        if (
            not done_to
            and word.dep == "relcl"
            and self.child(i, "nsubj") is not None
            and self.words[word.head].pos in _NOMINAL
        ):
            done_to = [word.head] if not self.subjects(i) or self.subjects(i) != [word.head] else []
        if not done_to and word.dep != "conj":
            done_to = self._shared_object(i)
        return Roles(tuple(self.subjects(i)), tuple(done_to))

    def _shared_object(self, i: int) -> list[int]:
        """The object of "shot and killed X": that of the verb listed next, where this verb has none of its own."""
        for c in self.words[i].children:
            child = self.words[c]
            if child.dep == "conj" and child.pos == "VERB" and child.i - i <= 3:
                found = self.child(c, "dobj")
                return self.listed(found) if found is not None else []
        return []


_PEOPLE_PRONOUNS = frozenset(
    "he she they them him her we us who it i you those others one everyone someone which that".split()
)
