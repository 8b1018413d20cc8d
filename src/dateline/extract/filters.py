"""What looks like a happening and is none: sport, film, drills, anniversaries, the general and the habitual."""

from __future__ import annotations

import re

from dateline.extract.scene import Scene
from dateline.extract.triggers import Found
from dateline.knowledge.triggers import Trigger
from dateline.model import Sentence

_SCORE = re.compile(r"(?<![\d,.-])\d[-–]\d(?![\d,-])")  # "were massacred 5-0"
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
    if words[found.head].pos == "VERB" and any(words[i].lemma in _ANYONE for i in scene.subjects(found.head)):
        return "general"
    if row.strength == "effect" and _is_accident(scene, sentence):
        return "accident"
    staged = staged_because(scene, found.head, range(found.first, found.last), has_victims=has_victims)
    if staged is not None:
        return staged
    lemmas = {words[i].text.casefold() for i in _near(scene, found.head, range(found.first, found.last))}
    if lemmas & _HABIT and not has_victims and words[found.head].tag in ("NNS", "VBP", "VBZ"):
        return "habit"
    return None


def staged_because(scene: Scene, head: int, trigger: range, *, has_victims: bool) -> str | None:
    """What makes the words a game, a story, a memorial or a drill ("sport", "fiction" ...), or None where nothing does;
    ``head`` is the word that carries them, ``trigger`` all their numbers."""
    near = _near(scene, head, trigger)
    if not has_victims:
        classes = [scene.noun_classes(i) for i in near]
        if near and _SCORE.search(scene.document.text, scene.words[near[0]].start, scene.words[near[-1]].end):
            return "sport"
        for kind in ("sport", "fiction"):
            if any(kind in c for c in classes):
                return kind
    for above in [scene.words[head], *scene.parse.ancestors(head)][:5]:
        if "memorial" in scene.noun_classes(above.i) and above.i != head:
            return "memorial"
        if above.lemma in _DRILL_HEADS and above.i != head and not has_victims:
            return "drill"
    return None


def _near(scene: Scene, head: int, trigger: range) -> list[int]:
    """The words of the sentence within ``REACH`` of the trigger, itself left out."""
    sentence = scene.parse.sentences[scene.words[head].sentence]
    low, high = max(sentence.first, trigger.start - REACH), min(sentence.last, trigger.stop + REACH)
    return [i for i in range(low, high) if i not in trigger and not _is_series_of(scene, i)]
