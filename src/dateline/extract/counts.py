"""How many of whom: the numbers of a sentence bound to what befell the people counted."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.extract.scene import Scene
from dateline.model import Count, CountOf, CountWho, Number, Sentence, Word

EFFECTS: dict[str, CountOf] = {
    **dict.fromkeys(
        "kill die dead death slay perish execute behead massacre murder assassinate fatality slaughter lynch hang"
        " martyr martyred life corpse body deaths casualty-dead gun decapitate stab-dead drown".split(),
        "killed",
    ),
    **dict.fromkeys("wound injure hurt injury wounded injured maim burn hospitalise hospitalize".split(), "injured"),
    **dict.fromkeys("capture captured".split(), "captured"),
    **dict.fromkeys("arrest detain arrested detained jail imprison round apprehend".split(), "arrested"),
    **dict.fromkeys("abduct kidnap kidnapped abducted hostage seize snatch".split(), "abducted"),
    **dict.fromkeys("displace displaced flee evacuate uproot evict".split(), "displaced"),
    **dict.fromkeys("free release freed released liberate rescue".split(), "freed"),
    **dict.fromkeys("missing disappear vanish unaccounted".split(), "missing"),
}  # fmt: skip
"""Words that tell what befell people, and the field of the count."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A count with the index of the word that tells what befell the people, and of the counted noun."""

    count: Count
    effect: int
    head: int


def find_counts(scene: Scene, sentence: Sentence) -> list[Bound]:
    """The counts of a sentence in text order: number, what befell them and whom."""
    found: list[Bound] = []
    last: tuple[CountOf, int] | None = None
    for number in scene.numbers_in(sentence):
        if not number.people:
            continue
        effect = _effect_of(scene, number)
        if effect is None and number.part and last is not None:
            effect = last
        if effect is None:
            continue
        last = effect
        found.append(Bound(count_of(number, effect[0]), effect[1], number.head))
    return found


def count_of(number: Number, of: CountOf) -> Count:
    """The number as a count of those whom something befell."""
    who: CountWho = number.sort if number.sort in ("civilian", "child", "woman") else "target"
    return Count(of, number.low, number.high, number.approx, who, number.noun, number.span)


def with_side(bound: Bound, actors: set[int]) -> Count:
    """The count, with "actor" for whom where the people counted are those who act."""
    return replace(bound.count, who="actor") if bound.head in actors and bound.count.who == "target" else bound.count


def _told_by(scene: Scene, word: Word) -> CountOf | None:
    """What a word says befell people; whoever is shot is dead where a word beside it says so ("shot dead")."""
    if word.lemma == "shoot":
        beside = {scene.words[c].text.casefold() for c in word.children}
        return "killed" if beside & {"dead", "fatally", "killed", "kills", "kill"} else None
    return EFFECTS.get(word.lemma) or EFFECTS.get(word.text.casefold())


def _effect_of(scene: Scene, number: Number) -> tuple[CountOf, int] | None:
    """What befell the people counted and the index of the word that says so."""
    words = scene.words
    head = words[number.head]
    for c in head.children:
        child = words[c]
        told = child.dep in ("acl", "amod", "appos") or (child.dep == "relcl" and scene.is_passive(c))
        if told and (of := _told_by(scene, child)):
            return of, c
    if (of := _told_by(scene, head)) is not None and head.pos in ("NOUN", "ADJ"):
        return of, head.i
    after = words[head.i + 1] if head.i + 1 < len(words) else None
    told = after is not None and after.sentence == head.sentence and after.text.casefold() in _AFTER
    if told and after is not None and (after.pos != "VERB" or scene.is_passive(after.i)):
        return _AFTER[after.text.casefold()], after.i
    return _of_toll(scene, number) or _by_governor(scene, number.head)


_AFTER: dict[str, CountOf] = {
    "dead": "killed", "killed": "killed", "wounded": "injured", "injured": "injured", "missing": "missing"
}  # fmt: skip
"""Words right behind the people counted that tell what befell them ("12 dead")."""
_RISING = frozenset("rise climb reach increase grow stand jump soar mount pass exceed top put revise".split())


def _of_toll(scene: Scene, number: Number) -> tuple[CountOf, int] | None:
    """What befell the people of "the death toll rose to 86", "the number of dead reached 40"."""
    words = scene.words
    verb = next((a for a in scene.parse.ancestors(number.head) if a.pos == "VERB"), None)
    if verb is None or verb.lemma not in _RISING:
        return None
    for i in (*scene.subjects(verb.i), *scene.roles(verb.i).done_to):
        told = " ".join(w.text.casefold() for w in scene.parse.subtree(i))
        if words[i].lemma in ("toll", "number", "count", "figure") and i != number.head:
            if any(w in told for w in ("death toll", "dead", "killed", "deaths", "fatalities")):
                return "killed", i
            if any(w in told for w in ("wounded", "injured", "injuries")):
                return "injured", i
            if words[i].lemma == "toll":
                return "killed", i
    return None


def _by_governor(scene: Scene, i: int) -> tuple[CountOf, int] | None:
    words = scene.words
    here = words[i]
    for _ in range(4):
        if here.head == here.i:
            return None
        above = words[here.head]
        of = _told_by(scene, above)
        if of is not None and _suffers(scene, here.i, above.i):
            return of, above.i
        if above.pos == "VERB" and above.lemma in ("leave", "report", "see", "bring", "put", "include", "find", "be"):
            for c in above.children:
                if (
                    words[c].i != here.i
                    and (of := _told_by(scene, words[c]))
                    and words[c].dep in ("oprd", "ccomp", "xcomp", "acomp", "dep")
                ):
                    return of, c
        if here.dep not in ("conj", "pobj", "prep", "appos", "nummod", "nsubj", "compound"):
            return None
        here = above
    return None


def _suffers(scene: Scene, i: int, verb: int) -> bool:
    """Whether word ``i`` stands where the one who suffers stands: object, passive subject, subject of "die"."""
    word, above = scene.words[i], scene.words[verb]
    if above.pos in ("NOUN", "ADJ", "ADV"):
        return word.dep in ("prep", "pobj", "compound", "nummod", "poss", "nsubj", "amod")
    if word.dep in ("dobj", "nsubjpass", "acl", "oprd", "attr"):
        return True
    if word.dep == "nsubj":
        return above.lemma in ("die", "perish", "flee", "disappear", "vanish", "drown") or scene.is_passive(verb)
    return word.dep in ("prep",) and word.text.casefold() == "of"
