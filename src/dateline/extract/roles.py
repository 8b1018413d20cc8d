"""Who stands where around a trigger: actors, targets and means, by the frame of its row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dateline.extract.scene import Scene
from dateline.extract.triggers import Found
from dateline.knowledge.triggers import Trigger

LIGHT_VERBS = frozenset(
    "carry conduct launch stage mount commit perform make execute lead wage do undertake perpetrate start initiate"
    " begin resume continue hold join plan attempt declare announce order proclaim"
    " impose organize organise suffer repel face hit follow".split()
)
"""Verbs whose subject does what their object names ("carried out an attack")."""

PREPOSITIONAL: Mapping[str, frozenset[str]] = {
    "in": frozenset(("engage", "involve", "lose", "fight", "suffer")),
    "during": frozenset(("engage", "involve", "lose", "fight", "suffer")),
    "with": frozenset(("respond", "retaliate", "reply", "answer")),
}
"""Verbs whose subject does what the noun after their preposition names: "lost eleven men in the battle"."""

SERIES = frozenset("series wave string spate number round".split())
"""Nouns that stand before many of a kind: "a series of raids"."""

SUFFERING_VERBS = frozenset("suffer face withstand survive escape sustain undergo repel repulse".split())
"""Verbs whose subject suffers what their object names ("suffered an attack")."""

OF_IS_TARGET = frozenset(
    "bombing shelling killing abduction abuse takeover destruction arrest siege displacement release trial".split()
)
"""Kinds whose noun takes its target with "of" ("the shelling of Homs")."""

SPOTS = ("in", "at", "under", "inside", "outside", "near", "beside", "along")
"""Where a bomb is laid: the camp, bus or house there is what it is meant for."""

ORDERING = frozenset("order force tell urge ask call make instruct warn oblige compel command".split())
"""Verbs whose complement somebody is made to do."""

ENDING = ("to", "with", "of", "upon")
"""Prepositions that end a trigger and lead to what it is done to."""
AGAINST = ("on", "against", "at", "upon", "onto", "targeting")


@dataclass(frozen=True, slots=True)
class Cast:
    """Head words of those who act, of those who suffer, and of the means."""

    actors: tuple[int, ...] = ()
    targets: tuple[int, ...] = ()
    means: tuple[int, ...] = ()


def cast_roles(scene: Scene, found: Found, row: Trigger) -> Cast:
    """Who acts, who suffers and by what means, around one trigger read as one row of the table."""
    if row.pos == "N":
        actors, targets = _around_noun(scene, found, row)
    elif row.pos == "A":
        actors, targets = _around_adjective(scene, found)
    else:
        actors, targets = _around_verb(scene, found, row)
    means = [i for i in (*actors, *targets[:1]) if scene.is_weapon(i) and not scene.is_people(i)]
    means = [i for i in means if i in actors or row.frame == "blast"]
    means += [i for i in scene.prepositional(found.head, "with", "by", "using", "from", "via") if scene.is_weapon(i)]
    if row.pos == "N":
        means += [c for c in scene.words[found.head].children if scene.is_weapon(c) and c < found.head]
    return Cast(
        tuple(dict.fromkeys(i for i in actors if _can_act(scene, i) and i not in means)),
        tuple(dict.fromkeys(i for i in targets if i not in means and _can_suffer(scene, i))),
        tuple(dict.fromkeys(means)),
    )


def _can_act(scene: Scene, i: int) -> bool:
    general = scene.words[i].lemma in ("those", "anyone", "everyone", "whoever", "anybody")
    body = "authority" in scene.noun_classes(i)
    return not general and (scene.is_people(i) or scene.is_state(i) or body)


def _is_own_word(scene: Scene, found: Found, row: Trigger, i: int) -> bool:
    """Whether word ``i`` is one of the trigger's own words, not one that stands in its gap."""
    word = scene.words[i]
    return found.first <= i < found.last and (word.lemma in row.words or word.text.casefold() in row.words)


def _can_suffer(scene: Scene, i: int) -> bool:
    return scene.words[i].pos != "VERB" and scene.words[i].entity not in ("DATE", "TIME")


def _around_verb(scene: Scene, found: Found, row: Trigger) -> tuple[list[int], list[int]]:
    roles = scene.roles(found.head)
    doers, done_to = list(roles.doers), [i for i in roles.done_to if not _is_own_word(scene, found, row, i)]
    against = [i for i in scene.prepositional(found.head, *AGAINST, "into") if not scene.is_weapon(i)]
    inner = [n for n in range(found.first, found.last) if n != found.head]
    for n in inner:
        against += [i for i in scene.prepositional(n, *AGAINST, "to", "into") if not scene.is_weapon(i)]
    if row.words[-1] in ENDING:  # "set fire to the depot", "march off with the officers": the trigger's own preposition
        against = scene.prepositional(found.head, row.words[-1]) or against
    match row.frame:
        case "clash":
            return [*doers, *done_to, *scene.prepositional(found.head, "with", "against", "between")], []
        case "meet":
            return [*doers, *done_to, *scene.prepositional(found.head, "with", "between")], []
        case "suffer":
            return [], doers or done_to
        case "flee":
            return _around_flight(scene, found, doers, done_to)
        case "move":
            return doers or (done_to if scene.is_passive(found.head) else []), []
        case "agent":
            spots = [i for n in (found.head, *inner) for i in scene.prepositional(n, *SPOTS)]
            return doers, against or [i for i in spots if {"base", "property"} & scene.noun_classes(i)]
        case "blast":
            subject = doers or done_to
            return [i for i in subject if not scene.is_weapon(i)] if done_to and doers else [], against or done_to
        case "take":
            return doers, [*done_to, *scene.prepositional(found.head, "from")]
        case "fallen":
            return scene.prepositional(found.last - 1, "to", "of") or against, doers
        case _:
            if not done_to and scene.words[found.head].lemma in (
                "fire",
                "shoot",
                "open",
                "raid",
                "strike",
                "hit",
                "storm",
            ):
                done_to = against
            of = scene.prepositional(found.head, "of") if scene.words[found.head].tag == "VBG" else []
            return doers, done_to or against or of


def _around_flight(scene: Scene, found: Found, doers: list[int], done_to: list[int]) -> tuple[list[int], list[int]]:
    """Who drives out whom: the subject flees, unless the verb is one of driving out or somebody orders it."""
    verb = scene.words[found.head]
    infinitive = any(scene.words[c].tag == "TO" for c in verb.children)
    above = [a for a in scene.parse.ancestors(verb.i) if a.lemma in ORDERING][:1] if infinitive else []
    for order in above:
        ordered = scene.child(order.i, "dobj")
        subject = scene.child(verb.i, "nsubj")
        ordered = ordered if ordered is not None else subject
        return scene.subjects(order.i), scene.listed(ordered) if ordered is not None else done_to
    people = [i for i in done_to if scene.is_people(i)]
    if verb.lemma == "flee" or not done_to:
        return [], doers
    return doers, people or done_to


_SAID = frozenset("suspect suspected alleged apparent reported".split())
"""Words before a noun that doubt it, not do it ("a suspected attack")."""


def _around_noun(scene: Scene, found: Found, row: Trigger) -> tuple[list[int], list[int]]:
    i = found.head
    word = scene.words[i]
    owners = [
        c for c in word.children if c < found.first and scene.words[c].dep in ("poss", "compound", "amod", "nmod")
    ]
    before = [
        c for o in owners for c in scene.listed(o) if scene.words[c].tag != "VBN" and scene.words[c].lemma not in _SAID
    ]
    actors = [c for c in before if _can_act(scene, c) or (scene.words[c].dep == "poss" and scene.is_people(c))]
    blamed = _blamed(scene, i)
    actors += scene.prepositional(i, "by", "from", "involving") or blamed
    targets = scene.prepositional(i, *AGAINST)
    of = scene.prepositional(i, "of")
    if row.frame == "between":
        sides = [
            *actors,
            *scene.prepositional(i, "between", "with", "among", "against", "involving"),
            *_light_subjects(scene, i),
        ]
        if word.dep in ("nsubj", "nsubjpass"):
            sides += scene.prepositional(word.head, "between", "with", "among")
        return sides, []
    if row.kind in OF_IS_TARGET:
        if actors and row.kind == "killing" and not (of or blamed or scene.prepositional(i, "by")):
            actors, targets = [], actors
        targets = [*of, *targets]
    elif row.frame in ("gather", "deed"):
        actors += [c for c in of if scene.is_people(c) and row.frame == "gather"]
    if row.frame in ("hitter", "bomber"):
        verb = scene.words[word.head]
        roles = scene.roles(verb.i) if verb.pos == "VERB" else None
        return ([i] if row.frame == "bomber" else []), list(roles.done_to) if roles and i in roles.doers else targets
    if not actors:
        light = _light_subjects(scene, i)
        if scene.words[word.head].lemma in SUFFERING_VERBS:
            targets = targets or light
        else:
            actors = light
    verb = scene.words[word.head]
    if (
        word.dep == "nsubj"
        and verb.pos == "VERB"
        and verb.lemma in ("target", "hit", "strike", "kill", "injure", "wound", "destroy")
    ):
        targets = [*targets, *scene.roles(verb.i).done_to]
    return actors, targets


_BLAMING = frozenset("accuse blame suspect".split())
_OWNING = frozenset("claim accept admit take assume bear".split())


def _blamed(scene: Scene, i: int) -> list[int]:
    """Who is accused of, blamed for or says to be behind what the noun ``i`` names: "suspects X of the raid", "the raid
    was claimed by X", "X was responsible for the raid"."""
    word = scene.words[i]
    above = scene.words[word.head]
    if above.lemma == "claim" and word.dep in ("nsubjpass", "dobj"):
        return scene.prepositional(above.i, "by") if word.dep == "nsubjpass" else scene.subjects(above.i)
    governor, preposition = scene.words[above.head], above.text.casefold()
    if word.dep != "pobj" or preposition not in ("of", "for", "behind"):
        return []
    if preposition == "behind":
        return scene.subjects(governor.i) if governor.lemma == "be" else []
    if governor.lemma == "responsibility" and scene.words[governor.head].lemma in _OWNING:
        return scene.subjects(governor.head)
    verb = scene.words[governor.head] if governor.dep == "dobj" else governor
    if verb.lemma in _BLAMING:
        accused = scene.child(verb.i, "dobj")
        return scene.listed(accused) if accused is not None else []
    return scene.subjects(governor.i) if governor.lemma == "responsible" else []


def _light_subjects(scene: Scene, i: int) -> list[int]:
    """The subjects of the verb whose object (or "responsibility for" whose complement) is the noun ``i``."""
    word = scene.words[i]
    verb = scene.words[word.head]
    if word.dep == "conj":
        return _light_subjects(scene, word.head)
    if word.dep == "dobj" and verb.pos == "VERB" and verb.lemma in LIGHT_VERBS:
        return list(scene.roles(verb.i).doers)
    if word.dep == "nsubjpass" and verb.lemma in LIGHT_VERBS:
        return list(scene.roles(verb.i).doers)
    if word.dep == "pobj":
        governor, preposition = scene.words[verb.head], verb.text.casefold()
        if governor.lemma in PREPOSITIONAL.get(preposition, ()):
            return scene.subjects(governor.i)
        if preposition == "of" and governor.lemma in SERIES:
            return _light_subjects(scene, governor.i)
    return []


def _around_adjective(scene: Scene, found: Found) -> tuple[list[int], list[int]]:
    word = scene.words[found.head]
    head = scene.words[word.head]
    if word.dep == "amod" and head.pos in ("NOUN", "PROPN", "NUM"):
        return [], [head.i]
    subject = scene.child(found.head, "nsubj")
    if subject is not None:
        return [], scene.listed(subject)
    if head.pos in ("VERB", "AUX"):
        objects = scene.child(head.i, "dobj") if head.lemma in ("leave", "find") else None
        return [], scene.listed(objects) if objects is not None else list(scene.subjects(head.i))
    return [], [head.i] if head.pos in ("NOUN", "NUM", "PROPN") and head.i < found.head else []
