"""Rules and tagger joined: the one place that decides which happenings are told, and what each of the two fills.

The rules propose with reasons, the tagger with scores. Every candidate gets marks (``MARKS``, a readable table whose
weights ``evals/fit_joining.py`` fits on gold); their sum is the log-odds that a careful coder would take it for a
claim, and it is kept from ``ENOUGH`` on. What both see keeps the words of the rules; the other fills what they lack.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from dateline.extract.counts import count_of
from dateline.extract.filters import staged_because
from dateline.extract.quotes import quote_of
from dateline.extract.scene import Scene
from dateline.extract.settings import find_places, find_times
from dateline.knowledge.kinds import Kind
from dateline.model import Count, CountOf, Frame, Proposal, Span, Tagging

MARKS: Mapping[str, float] = {
    "always": -1.63,
    "tagger": 0.29,
    "rules": 0.78,
    "rules alone": 0.09,
    "game, story, drill": -1.8,
    "toll": 0.38,
    "place": 0.37,
    "headline": -1.32,
    "told before": -0.46,
    "beside another": -1.0,
    "not happened": -0.44,
    "violent": 0.24,
    "sure of kind": 0.8,
}
"""What speaks for and against a candidate, in log-odds; fitted by ``python -m evals.fit_joining``."""
ENOUGH = -0.2
"""Log-odds from which a candidate is kept: where F1 over claims is best on the development parts."""
SURE = 4.0
"""Log-odds of the tagger beyond which it is not believed: it was trained on few reports and overrates itself."""

SURE_KIND, SURE_STATUS = 0.6, 0.8
"""How likely a kind or a status must be by the tagger to replace that of the rules."""

SURE_PARTY: Mapping[str, float] = {"actor": 0.75, "target": 0.6}
"""How likely words must be a party by the tagger alone, where the rules name none."""

_COUNTED = get_args(CountOf)
_POINTING = frozenset("the this that these those".split())
_CONTENT = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "ADV", "NUM", "X"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"})
_OPPOSING = frozenset("condemn denounce decry deplore mourn protest commemorate mark investigate".split())
_FLAT = frozenset({"title", "heading"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a happening: a frame, and who proposed it."""

    frame: Frame
    rules: bool
    proposal: Proposal | None


def join_proposals(scene: Scene, frames: Sequence[Frame], tagging: Tagging, kinds: Mapping[str, Kind]) -> list[Frame]:
    """The happenings of a document in text order, from the frames of the rules and the proposals of the tagger."""
    kept: list[Frame] = []
    for candidate in find_candidates(scene, frames, tagging):
        odds = sum(MARKS[mark] * times for mark, times in marks_of(scene, candidate, kept, kinds).items())
        if odds >= ENOUGH:
            kept.append(replace(candidate.frame, score=round(1 / (1 + math.exp(-odds)), 2)))
    return kept


def find_candidates(scene: Scene, frames: Sequence[Frame], tagging: Tagging) -> list[Candidate]:
    """All that may be a happening, in text order."""
    proposals = [p for p in tagging.proposals if _head(scene, p) is not None]
    found: list[Candidate] = []
    taken: set[int] = set()
    for frame in frames:
        met = [n for n, p in enumerate(proposals) if _same_words(frame, p)]
        taken.update(met)
        best = max(
            (proposals[n] for n in met), key=lambda p: (p.trigger.overlaps(frame.trigger), p.score), default=None
        )
        found.append(Candidate(frame if best is None else _agreed(scene, frame, best), True, best))
    for n, proposal in enumerate(proposals):
        if n not in taken:
            found.append(Candidate(_alone(scene, proposal), False, proposal))
    return sorted(found, key=lambda candidate: candidate.frame.trigger)


def marks_of(scene: Scene, candidate: Candidate, kept: Sequence[Frame], kinds: Mapping[str, Kind]) -> dict[str, float]:
    """The marks of a candidate, each with how often it counts, given the happenings kept before it."""
    frame, proposal = candidate.frame, candidate.proposal
    chance = proposal.score if proposal is not None else 0.05
    marks = {
        "always": 1.0,
        "tagger": max(-SURE, min(SURE, math.log((chance + 1e-4) / (1 - chance + 1e-4)))),
        "rules": float(candidate.rules),
        "rules alone": float(proposal is None),
        "game, story, drill": float(_is_staged(scene, frame)),
        "toll": float(bool(frame.counts)),
        "place": float(bool(frame.places)),
        "headline": float(_block_kind(scene, frame) in _FLAT),
        "told before": float(_told_before(scene, frame, kept, kinds)),
        "beside another": float(any(_is_beside(frame, other, kinds) for other in kept)),
        "not happened": float(frame.status != "happened"),
        "violent": float(kinds[frame.kind].violent),
        "sure of kind": proposal.kinds.get(frame.kind, 0.0) if proposal is not None else 0.0,
    }
    return {mark: times for mark, times in marks.items() if times}


def _same_words(frame: Frame, proposal: Proposal) -> bool:
    return any(span.overlaps(proposal.trigger) for span in (frame.trigger, *frame.others))


def _head(scene: Scene, proposal: Proposal) -> int | None:
    """The word that carries the proposal, or None where it has none that means something."""
    head = scene.parse.head_of(proposal.trigger)
    if head is None:
        return None
    inside = scene.parse.words_in(proposal.trigger)
    if head.pos not in _CONTENT:
        head = next((word for word in inside if word.pos in _CONTENT), head)
    return head.i if head.pos in _CONTENT and any(c.isalpha() for c in head.text) else None


def _block_kind(scene: Scene, frame: Frame) -> str:
    sentence = scene.parse.sentence_at(frame.trigger.start)
    return scene.document.blocks[sentence.block].kind if sentence is not None else ""


def _is_staged(scene: Scene, frame: Frame) -> bool:
    """Whether the words around the trigger speak of sport, fiction, a memorial or a drill."""
    inside = scene.parse.words_in(frame.trigger)
    head = scene.parse.head_of(frame.trigger)
    if head is None:
        return False
    trigger = range(inside[0].i, inside[-1].i + 1)
    return staged_because(scene, head.i, trigger, has_victims=bool(frame.counts)) is not None


def _told_before(scene: Scene, frame: Frame, kept: Sequence[Frame], kinds: Mapping[str, Kind]) -> bool:
    """Whether "the attack", or a telling with nothing of its own, can go on about a happening told before."""
    kin = [other for other in kept if _kin(frame, other, kinds) and other.quote.end <= frame.trigger.start]
    head = scene.parse.head_of(frame.trigger)
    if not kin or head is None:
        return False
    text = scene.document.text
    first = scene.words[max(0, head.i - 2) : head.i]
    pointing = head.pos in ("NOUN", "PROPN") and any(word.text.casefold() in _POINTING for word in first)
    own = (*frame.actors, *frame.targets, *frame.places, *(count.span for count in frame.counts))
    before = text[: frame.quote.start].casefold()
    return pointing or all(text[span.start : span.end].casefold() in before for span in own)


def _is_beside(frame: Frame, other: Frame, kinds: Mapping[str, Kind]) -> bool:
    """Whether a happening of the same family stands in the same sentence."""
    return frame.quote.overlaps(other.quote) and _kin(frame, other, kinds)


def _kin(frame: Frame, other: Frame, kinds: Mapping[str, Kind]) -> bool:
    return frame.kind == other.kind or (kinds[frame.kind].violent and kinds[other.kind].violent)


# ---------------------------------------------------------------- slots


def _agreed(scene: Scene, frame: Frame, proposal: Proposal) -> Frame:
    """The frame of the rules as the tagger sees it: where it is sure of them, its kind and status hold; of the parties
    those that both name, else those that one of them names; what the rules lack it fills."""
    same = proposal.trigger.overlaps(frame.trigger)  # else it speaks of what was joined: "killed" beside "plant a bomb"
    return replace(
        frame,
        kind=proposal.kind if same and proposal.kinds[proposal.kind] >= SURE_KIND else frame.kind,
        status=proposal.status if same and proposal.statuses[proposal.status] >= SURE_STATUS else frame.status,
        actors=_both(frame.actors, scene, proposal, "actor"),
        targets=_both(frame.targets, scene, proposal, "target"),
        places=frame.places or tuple(_places(scene, proposal)),
        counts=_both_counts(frame.counts, _counts(scene, proposal)),
        means=frame.means or _spans(proposal, "means"),
        rules=(*frame.rules, f"tagger {proposal.kind} {proposal.score:.2f}"),
    )


def _both(ruled: tuple[Span, ...], scene: Scene, proposal: Proposal, role: str) -> tuple[Span, ...]:
    """The parties of the rules that the tagger names too; without any, those it is sure of, or the rules'."""
    tagged = _parties(scene, proposal, role)
    shared = tuple(span for span in ruled if any(span.overlaps(other) for other in tagged))
    return shared or _parties(scene, proposal, role, SURE_PARTY[role]) or ruled


def _both_counts(ruled: tuple[Count, ...], tagged: tuple[Count, ...]) -> tuple[Count, ...]:
    """The rules' counts that the tagger sees too; where there are none, the tagger's, else the rules'."""
    return tuple(c for c in ruled if any(c.span.overlaps(other.span) for other in tagged)) or tagged or ruled


def _alone(scene: Scene, proposal: Proposal) -> Frame:
    """The frame of what the tagger alone sees. Where and when go by the grammar first, which is better at them."""
    head = _head(scene, proposal)
    assert head is not None  # find_candidates drops the others
    return Frame(
        kind=proposal.kind,
        status=proposal.status,
        trigger=proposal.trigger,
        quote=quote_of(scene, head, proposal.trigger),
        actors=_parties(scene, proposal, "actor", SURE_PARTY["actor"]),
        targets=_parties(scene, proposal, "target", SURE_PARTY["target"]),
        places=tuple(dict.fromkeys((*find_places(scene, head, ()), *_places(scene, proposal)))),
        times=tuple(find_times(scene, proposal.trigger)),
        counts=_counts(scene, proposal),
        means=_spans(proposal, "means"),
        rules=(f"tagger {proposal.kind} {proposal.score:.2f}",),
    )


def _spans(proposal: Proposal, role: str) -> tuple[Span, ...]:
    return tuple(a.span for a in proposal.arguments if a.role == role)


def _parties(scene: Scene, proposal: Proposal, role: str, least: float = 0.0) -> tuple[Span, ...]:
    """Who the tagger takes for a party, ``least`` so surely, as whole phrases: a lone article or preposition is none,
    and words that end in one ("a device at", "a nurse who") go as far as their noun phrase does."""
    found = []
    for span in (a.span for a in proposal.arguments if a.role == role and a.score >= least):
        head = scene.parse.head_of(span)
        if head is None or head.pos not in _NOMINAL or (role == "actor" and _stands_against(scene, proposal, head.i)):
            continue
        whole = scene.parse.words_in(span)[-1].pos in _NOMINAL
        found.append(span if whole else scene.phrase(head.i))
    return tuple(dict.fromkeys(found))


def _stands_against(scene: Scene, proposal: Proposal, party: int) -> bool:
    """Whether the party is who marches against the deed, condemns or mourns it: the subject of what the deed's noun
    hangs on, and not its doer."""
    deed = _head(scene, proposal)
    if deed is None or scene.words[deed].pos not in ("NOUN", "PROPN"):
        return False
    against = False
    for above in scene.parse.ancestors(deed):
        against = against or above.text.casefold() == "against" or above.lemma in _OPPOSING
        if above.pos == "VERB" and against and party in scene.subjects(above.i):
            return True
    return False


def _places(scene: Scene, proposal: Proposal) -> Iterator[Span]:
    """The places' names in the words that the tagger takes for places, else those words."""
    for span in _spans(proposal, "place"):
        named = [m.span for m in scene.annotations.mentions if m.kind == "place" and m.span.overlaps(span)]
        yield from named[:1] or [span]


def _counts(scene: Scene, proposal: Proposal) -> tuple[Count, ...]:
    """The people counted: of each number in the words of a count what likeliest befell them."""
    found: dict[Span, tuple[float, Count]] = {}
    actors = _spans(proposal, "actor")
    for argument in proposal.arguments:
        if argument.role not in _COUNTED:
            continue
        of: CountOf = argument.role  # type: ignore[assignment]
        for number in scene.annotations.numbers:
            if number.span.overlaps(argument.span) and argument.score > found.get(number.span, (0.0, None))[0]:
                count = count_of(number, of)
                side = count.who == "target" and any(actor.overlaps(number.span) for actor in actors)
                found[number.span] = argument.score, replace(count, who="actor") if side else count
    return tuple(count for _, count in found.values())
