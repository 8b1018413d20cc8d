"""Where and when of a happening: the place and time words of its sentence, the nearest in the grammar first."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.extract.scene import Scene
from dateline.model import Mention, Span

_AT = frozenset(
    "in at near around outside inside on off along across throughout into towards toward over between".split()
)
_SETTLEMENTS = frozenset("village town city district suburb port province region neighbourhood neighborhood".split())
_AWAY = frozenset("from to".split())


def find_places(scene: Scene, head: int, more: Sequence[int]) -> list[Span]:
    """The place names that can be the scene of the happening at ``head``, the likeliest first."""
    sentence = scene.parse.sentences[scene.words[head].sentence]
    trigger = scene.words[head].span
    speakers = [
        a.voice.quote.span
        for a in scene.annotations.attributions
        if a.voice.form != "parenthetical" and a.covers(trigger.start) and not a.voice.quote.span.covers(trigger)
    ]
    mentions = [m for m in scene.mentions_in(sentence.span) if m.kind == "place"]
    mentions = [m for m in mentions if not any(speaker.covers(m.span) for speaker in speakers)]
    ranked = sorted(
        ((_distance(scene, mention, (head, *more)), n) for n, mention in enumerate(mentions)),
    )
    return [mentions[n].span for distance, n in ranked if distance is not None]


def _distance(scene: Scene, mention: Mention, heads: tuple[int, ...]) -> tuple[int, int]:
    """How far a place stands from the happening: (0 by a locative, 1 named by a party, 2 away from it; steps)."""
    word = scene.words[mention.head]
    preposition = scene.words[word.head]
    while preposition.pos not in ("ADP", "VERB") and preposition.head != preposition.i:
        preposition = scene.words[preposition.head]
    text = preposition.text.casefold() if preposition.pos == "ADP" else ""
    steps = min(_steps(scene, mention.head, head) for head in heads)
    owner = word.dep in ("poss", "compound", "amod") and scene.is_people(word.head)
    if owner:
        return 3, steps
    if text in _AT or (text == "of" and scene.words[preposition.head].lemma in _SETTLEMENTS):
        return 0, steps
    if text in _AWAY:
        return 2, steps
    return 1, steps


def _steps(scene: Scene, a: int, b: int) -> int:
    """Steps between two words in the tree."""
    above_a = [a, *(w.i for w in scene.parse.ancestors(a))]
    above_b = {i: n for n, i in enumerate([b, *(w.i for w in scene.parse.ancestors(b))])}
    return next((n + above_b[i] for n, i in enumerate(above_a) if i in above_b), 99)


def find_times(scene: Scene, trigger: Span) -> list[Span]:
    """The time words of the trigger's sentence, the nearest to it first."""
    sentence = scene.parse.sentence_at(trigger.start)
    if sentence is None:
        return []
    times = [t.span for t in scene.annotations.times if sentence.span.covers(t.span)]
    cited = [a.voice.quote.span for a in scene.annotations.attributions if a.voice.form == "parenthetical"]
    times = [t for t in times if not any(span.covers(t) for span in cited)]
    return sorted(times, key=lambda t: (max(t.start - trigger.end, trigger.start - t.end, 0), t.start))
