"""What looks like a happening and is none: sport, film, drills, anniversaries, the general and the habitual."""

from __future__ import annotations

from dateline.extract.scene import Scene
from dateline.extract.triggers import Found
from dateline.knowledge.triggers import Trigger
from dateline.model import Sentence

REACH = 10
"""How many words from the trigger a word of sport or film still speaks about it."""

_HABIT = frozenset(
    "often usually frequently regularly sometimes always never common rampant rife daily routinely".split()
)
_ANYONE = frozenset("those anyone anybody everyone whoever".split())
_MISHAPS = frozenset("collapse crash capsize derail sink drown overturn collide erupt trample".split())
_DRILL_HEADS = frozenset("drill exercise simulation training rehearsal manoeuvre maneuver".split())


def is_figurative(scene: Scene, found: Found, parties: tuple[int, ...]) -> bool:
    """Whether the words speak of prices, proposals or reputations, not of people or things that force can meet."""
    heads = parties or (tuple(scene.subjects(found.head)) if scene.words[found.head].pos == "VERB" else ())
    classes = [scene.noun_classes(i) for i in heads]
    bodily = any(c & {"people", "armed", "base", "property", "supply", "captive"} for c in classes)
    return any("unpeopled" in c for c in classes) and not (
        bodily and len(heads) > 1 and not _abstract_object(scene, found)
    )


def _abstract_object(scene: Scene, found: Found) -> bool:
    objects = scene.roles(found.head).done_to if scene.words[found.head].pos == "VERB" else ()
    return any("unpeopled" in scene.noun_classes(i) for i in objects)


def _is_accident(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence of deaths names a natural cause or a mishap and nobody armed, nor any weapon."""
    numbers = range(sentence.first, sentence.last)
    classes = [scene.noun_classes(i) for i in numbers]
    mishap = any("nature" in c for c in classes) or any(scene.words[i].lemma in _MISHAPS for i in numbers)
    return mishap and not any({"armed"} & c for c in classes) and not any(scene.is_weapon(i) for i in numbers)


def _is_series_of(scene: Scene, i: int) -> bool:
    """Whether the word is the "series" of "a series of raids", not one that is watched."""
    words = scene.words
    return words[i].lemma == "series" and i + 1 < len(words) and words[i + 1].text == "of"


def no_event_because(scene: Scene, found: Found, row: Trigger, *, has_victims: bool) -> str | None:
    """The name of the rule by which the trigger names no particular happening, or None where it may."""
    words = scene.words
    sentence = scene.parse.sentences[words[found.head].sentence]
    low, high = max(sentence.first, found.first - REACH), min(sentence.last, found.last + REACH)
    near = [i for i in range(low, high) if not found.first <= i < found.last and not _is_series_of(scene, i)]
    classes = [scene.noun_classes(i) for i in near]
    if words[found.head].pos == "VERB" and any(words[i].lemma in _ANYONE for i in scene.subjects(found.head)):
        return "general"
    for kind in ("sport", "fiction"):
        if sum(kind in c for c in classes) >= (2 if has_victims else 1) and not has_victims:
            return kind
    if row.strength == "effect" and _is_accident(scene, sentence):
        return "accident"
    ancestors = [words[found.head], *scene.parse.ancestors(found.head)][:5]
    for above in ancestors:
        if "memorial" in scene.noun_classes(above.i) and above.i != found.head:
            return "memorial"
        if above.lemma in _DRILL_HEADS and above.i != found.head and not has_victims:
            return "drill"
    lemmas = {words[i].text.casefold() for i in near}
    if lemmas & _HABIT and not has_victims and words[found.head].tag in ("NNS", "VBP", "VBZ"):
        return "habit"
    return None
