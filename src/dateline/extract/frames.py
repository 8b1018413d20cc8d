"""Triggers to frames: every happening that the words tell, with those who stand around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from dateline.extract.counts import Bound, find_counts, with_side
from dateline.extract.filters import is_figurative, no_event_because
from dateline.extract.joining import join_proposals
from dateline.extract.needs import meets_need
from dateline.extract.quotes import after_dateline, clause_of, in_dateline, quote_of
from dateline.extract.roles import Cast, cast_roles
from dateline.extract.scene import Scene
from dateline.extract.settings import find_places, find_times
from dateline.extract.status import read_status
from dateline.extract.triggers import Found, find_triggers
from dateline.knowledge.kinds import Kind
from dateline.knowledge.load import Tables
from dateline.knowledge.triggers import Trigger
from dateline.model import Annotations, Count, Frame, Sentence, Span, Status

_DEADLY = frozenset(
    "airstrike shelling bombing suicide_bombing chemical_attack clash attack abuse riot takeover destruction"
    " protest".split()
)
"""Kinds that deaths and injuries of the same sentence belong to."""

_BULLETS = frozenset("•*‣▪–—-")
"""What opens an item of a list, which tells something new."""

_ANAPHORA = frozenset("the this that these those".split())


@dataclass
class Reading:
    """One trigger as one row reads it, gathered step by step before it becomes a frame."""

    found: Found
    row: Trigger
    cast: Cast
    status: Status
    sentence: int
    counts: list[Bound] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    extra: list[int] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The kind of the row."""
        return self.row.kind


def find_frames(annotations: Annotations, tables: Tables) -> list[Frame]:
    """The happenings of a document in text order: spans and counts, nothing resolved. Rules find them, joined by the
    tagger where there is one."""
    scene = Scene(annotations, tables.nouns, tables.actors.states)
    frames = find_by_rules(scene, tables)
    return frames if annotations.tagging is None else join_proposals(scene, frames, annotations.tagging, tables.kinds)


def find_by_rules(scene: Scene, tables: Tables) -> list[Frame]:
    """The happenings that the table of triggers and the grammar find, in text order."""
    by_sentence: dict[int, list[Reading]] = {}
    for found in find_triggers(scene.parse, tables.triggers):
        number = scene.words[found.head].sentence
        reading = _read(scene, found, bool(_counts_of(scene, number)))
        if reading is not None:
            by_sentence.setdefault(number, []).append(reading)
    kept: list[Reading] = []
    for number in sorted(by_sentence):
        readings = _join_in_sentence(scene, by_sentence[number], tables.kinds)
        for count in _counts_of(scene, number):
            _bind(count, readings)
        kept += _join_backwards(scene, readings, kept)
    return [frame for reading in kept if (frame := _frame(scene, reading)) is not None]


def _counts_of(scene: Scene, number: int) -> list[Bound]:
    return find_counts(scene, scene.parse.sentences[number])


def _read(scene: Scene, found: Found, has_counts: bool) -> Reading | None:
    """The first row whose needs are met, rows with needs before rows without, or None."""
    for row in sorted(found.rows, key=lambda row: not row.needs):
        cast = cast_roles(scene, found, row)
        if not meets_need(scene, found, cast, row.needs):
            continue
        if is_figurative(scene, found, (*cast.actors, *cast.targets)):
            return None
        if no_event_because(scene, found, row, has_victims=has_counts) is not None:
            return None
        status = read_status(scene, found)
        if status is None:
            return None
        return Reading(found, row, cast, status, scene.words[found.head].sentence)
    return None


# ---------------------------------------------------------------- joining


def _join_in_sentence(scene: Scene, readings: list[Reading], kinds: Mapping[str, Kind]) -> list[Reading]:
    """The readings of one sentence with effects joined to the happening that caused them, and repeats to the first."""
    effects = [r for r in readings if r.row.strength == "effect"]
    readings = [r for r in readings if r in effects or not any(_is_circumstance(scene, r, e) for e in effects)]
    mains = [r for r in readings if r.row.strength != "effect"]
    kept: list[Reading] = []
    for reading in readings:
        if reading.row.strength == "effect":
            owner = _nearest(scene, reading, [m for m in mains if m.kind in _DEADLY])
            owner = owner or _nearest(scene, reading, [k for k in kept if k.row.strength == "effect"])
        else:
            owner = _twin(scene, reading, kept, kinds)
        if owner is None:
            kept.append(reading)
        else:
            _absorb(owner, reading)
    return kept


def _nearest(scene: Scene, effect: Reading, mains: list[Reading]) -> Reading | None:
    """The happening that an effect belongs to: the nearest in the tree, not across a clause that has its own doer."""
    fitting = []
    for main in mains:
        stopped = main.status == "attempted" and set(main.cast.actors) & set(effect.cast.targets)
        if main.status not in ("happened", "ongoing") and effect.status == "happened" and not stopped:
            continue
        if _is_circumstance(scene, main, effect):
            continue
        if _separate_clauses(scene, main.found.head, effect.found.head) and effect.cast.actors:
            continue
        fitting.append(main)
    return min(fitting, key=lambda m: abs(m.found.head - effect.found.head), default=None)


def _is_circumstance(scene: Scene, main: Reading, effect: Reading) -> bool:
    """Whether a lone "fighting" only says what the dead were doing: "was killed fighting in the ranks of ..."."""
    head = scene.words[main.found.head]
    return (
        main.kind == "clash"
        and head.pos == "VERB"
        and head.head == effect.found.head
        and head.dep in ("xcomp", "advcl", "acl", "dep", "ccomp")
        and len(main.cast.actors) < 2
    )


def _separate_clauses(scene: Scene, a: int, b: int) -> bool:
    """Whether "and" or a semicolon lists the two words' clauses, each with a subject of its own."""
    verb_a, verb_b = clause_of(scene, a), clause_of(scene, b)
    if verb_a == verb_b:
        return False
    later = max(verb_a, verb_b)
    word = scene.words[later]
    return word.dep == "conj" and scene.child(later, "nsubj", "nsubjpass") is not None


def _twin(scene: Scene, reading: Reading, kept: list[Reading], kinds: Mapping[str, Kind]) -> Reading | None:
    """An earlier reading of the sentence that the words tell as the same happening, or None."""
    for other in kept:
        if other.status != reading.status or _separate_clauses(scene, other.found.head, reading.found.head):
            continue
        both_violent = kinds[other.kind].violent and kinds[reading.kind].violent
        if both_violent and _does(scene, other.found.head, reading.found.head):
            return other
        if other.kind == reading.kind and not _own_setting(scene, other, reading):
            return other
        if (
            both_violent
            and {other.kind, reading.kind} <= _DEADLY | {"killing"}
            and not _own_setting(scene, other, reading)
        ):
            return other
    return None


def _does(scene: Scene, noun: int, verb: int) -> bool:
    """Whether one trigger is the subject of the other: "a car bomb exploded" tells one happening by two words."""
    return scene.words[noun].head == verb and scene.words[noun].dep in ("nsubj", "nsubjpass")


def _own_setting(scene: Scene, first: Reading, second: Reading) -> bool:
    """Whether each of two readings has its own doers or victims, so that they are two happenings."""
    for a, b in ((first.cast.actors, second.cast.actors), (first.cast.targets, second.cast.targets)):
        if a and b and not set(a) & set(b) and not any(scene.words[i].pos == "PRON" for i in (*a, *b)):
            return True
    return False


_RANK = {
    k: n for n, k in enumerate(
        "suicide_bombing chemical_attack airstrike shelling bombing clash riot abuse abduction attack destruction"
        " killing".split()
    )
}  # fmt: skip
"""The more telling kind first: where one happening is told by two words, the means decide."""


def _told(reading: Reading) -> int:
    """How many slots a reading fills."""
    return bool(reading.cast.actors) + bool(reading.cast.targets) + bool(reading.counts) + bool(reading.cast.means)


def _absorb(owner: Reading, other: Reading, backwards: bool = False) -> None:
    """Give what one reading knows to the reading of the same happening; the more telling kind stays."""
    main = other.row.strength != "effect"
    if main and _RANK.get(other.kind, 99) < _RANK.get(owner.kind, 99):
        if backwards:
            owner.row = replace(owner.row, kind=other.kind)
        else:
            owner.found, other.found = other.found, owner.found
            owner.row, other.row = other.row, owner.row
    elif backwards and main and _told(other) > _told(owner):
        owner.found, other.found = other.found, owner.found
        owner.sentence = other.sentence
    actors = owner.cast.actors or other.cast.actors
    targets = owner.cast.targets
    if not main or not targets:
        own = range(owner.found.first, owner.found.last)
        suffering = [i for i in other.cast.targets if i not in owner.cast.actors and i not in own]
        targets = tuple(dict.fromkeys((*targets, *suffering)))
    actors = tuple(i for i in actors if i not in targets)
    means = tuple(dict.fromkeys((*owner.cast.means, *other.cast.means)))
    owner.cast = Cast(actors, targets, means)
    owner.joined.append(other.row.name)
    owner.extra.append(other.found.head)
    owner.counts += other.counts


def _join_backwards(scene: Scene, readings: list[Reading], kept: list[Reading]) -> list[Reading]:
    """The readings that tell a new happening; those that go on about an earlier one are given to it."""
    new: list[Reading] = []
    for reading in readings:
        owner = _antecedent(scene, reading, kept)
        if owner is not None:
            _absorb(owner, reading, backwards=True)
        else:
            new.append(reading)
    return new


def _antecedent(scene: Scene, reading: Reading, kept: list[Reading]) -> Reading | None:
    """The earlier reading that "the attack", or an effect with no setting of its own, goes on about."""
    words = scene.words
    anaphoric = reading.row.pos == "N" and any(
        words[c].dep == "det" and words[c].text.casefold() in _ANAPHORA for c in words[reading.found.head].children
    )
    effect = reading.row.strength == "effect"
    if not (anaphoric or effect) or reading.status not in ("happened", "ongoing"):
        return None
    reach = 1 if effect else 3
    sentence = scene.parse.sentences[reading.sentence]
    if effect and scene.document.text[sentence.span.start :][:1] in _BULLETS:
        return None
    for other in reversed(kept):
        if reading.sentence - other.sentence > reach or other.status not in ("happened", "ongoing"):
            return None
        deadly = (_DEADLY if effect else _DEADLY - {"protest"}) | {"killing"}  # "the attack" is no protest
        family = other.kind in deadly and reading.kind in deadly
        voices = _voices_at(scene, reading)
        if not family or (voices != _voices_at(scene, other) and not (effect and not voices)):
            continue
        if effect and (_names_place(scene, sentence) or reading.cast.actors):
            continue
        if not effect and not _points_back(scene, reading) and _moves_on(scene, other, sentence):
            continue
        return other
    return None


def _voices_at(scene: Scene, reading: Reading) -> frozenset[tuple[str, ...]]:
    """The names of those who speak for the words of a reading."""
    offset = scene.words[reading.found.head].start
    return frozenset(a.voice.names for a in scene.annotations.attributions if a.covers(offset))


def _points_back(scene: Scene, reading: Reading) -> bool:
    """Whether "this" or "that" points to what was just told."""
    return any(scene.words[c].text.casefold() in ("this", "that") for c in scene.words[reading.found.head].children)


def _moves_on(scene: Scene, other: Reading, sentence: Sentence) -> bool:
    """Whether the sentence names a place that the earlier reading's sentence, naming one too, does not."""
    before = scene.parse.sentences[other.sentence]
    return _names_place(scene, before) and bool(_place_names(scene, sentence) - _place_names(scene, before))


def _place_names(scene: Scene, sentence: Sentence) -> set[str]:
    text = scene.document.text
    return {text[m.span.start : m.span.end] for m in scene.mentions_in(sentence.span) if m.kind == "place"}


def _names_place(scene: Scene, sentence: Sentence) -> bool:
    return any(m.kind == "place" for m in scene.mentions_in(sentence.span))


# ---------------------------------------------------------------- counts


def _bind(bound: Bound, readings: list[Reading]) -> None:
    """Give a count to the reading whose words hold its effect, else to the nearest that can have it."""
    fitting = [r for r in readings if _may_hold(r, bound)]
    own = [
        r for r in fitting if bound.effect in (r.found.head, *r.extra) or r.found.first <= bound.effect < r.found.last
    ]
    chosen = min(own or fitting, key=lambda r: abs(r.found.head - bound.effect), default=None)
    if chosen is not None and bound.count.span not in [b.count.span for b in chosen.counts]:
        chosen.counts.append(bound)


_HOLDS: Mapping[str, frozenset[str]] = {
    "killed": _DEADLY | {"killing", "interdiction", "abduction", "siege"},
    "injured": _DEADLY | {"killing", "abuse"},
    "captured": frozenset({"clash", "attack", "takeover", "abduction", "arrest"}),
    "arrested": frozenset({"arrest", "protest", "riot", "interdiction"}),
    "abducted": frozenset({"abduction", "attack"}),
    "displaced": frozenset({"displacement", "clash", "attack", "shelling", "airstrike", "takeover"}),
    "freed": frozenset({"release", "attack"}),
    "missing": frozenset({"abduction", *_DEADLY}),
}


def _may_hold(reading: Reading, bound: Bound) -> bool:
    return reading.kind in _HOLDS[bound.count.of] and reading.status in ("happened", "ongoing", "attempted", "denied")


# ---------------------------------------------------------------- frames


def _frame(scene: Scene, reading: Reading) -> Frame | None:
    """The frame of a reading, or None where the words tell nothing particular."""
    begin = after_dateline(scene, scene.parse.sentences[reading.sentence])
    actors = [phrase for i in reading.cast.actors if not in_dateline(scene, phrase := scene.phrase(i), begin)]
    targets = [scene.phrase(i) for i in reading.cast.targets]
    trigger = reading.found.span(scene.parse)
    actors = [_without_deed(scene, actor, reading.found.head) for actor in actors]
    places = find_places(scene, reading.found.head, [*reading.extra])
    places = [place for place in places if not any(actor.covers(place) for actor in actors)]
    times = find_times(scene, trigger)
    counts = _counts(scene, reading)
    if not (actors or targets or places or times or counts):
        return None
    kind = _kind_by_actor(scene, reading)
    if reading.row.strength == "effect" and kind == "attack" and not (actors or targets or counts):
        return None
    return Frame(
        kind=_by_means(scene, reading, kind),
        status=reading.status,
        trigger=trigger,
        quote=quote_of(scene, reading.found.head, trigger),
        actors=tuple(actors),
        targets=tuple(targets),
        places=tuple(places),
        times=tuple(times),
        counts=tuple(counts),
        means=_means(scene, reading, trigger),
        background=_is_background(scene, reading),
        score=_score(reading, actors, targets, places),
        rules=(f"trigger {reading.row.name} ({kind})", *(f"joined {name}" for name in reading.joined)),
        others=tuple(scene.words[i].span for i in reading.extra),
    )


def _without_deed(scene: Scene, actor: Span, trigger: int) -> Span:
    """The actor's words without the deed that hangs on them: "accused the rebels of the raid"."""
    word = scene.words[trigger]
    preposition = scene.words[word.head]
    if not actor.covers(word.span) or preposition.i <= 0 or preposition.start <= actor.start:
        return actor
    return Span(actor.start, scene.words[preposition.i - 1].end)


_AIR = frozenset({"warplane", "helicopter", "drone", "barrel bomb"})
_GUNS = frozenset({"artillery", "mortar", "rocket", "missile"})


def _by_means(scene: Scene, reading: Reading, kind: str) -> str:
    """The kind as the means decide it: jets make an attack an airstrike, mortars a shelling."""
    keys = {m.key for i in reading.cast.means if (m := scene.mention(i)) is not None}
    if kind == "airstrike" and reading.row.words in (("strike",), ("hit",)) and keys & _GUNS and not keys & _AIR:
        return "shelling"
    if kind in ("attack", "killing", "bombing", "shelling", "destruction") and reading.row.kind != "interdiction":
        if keys & {"chlorine", "sarin"} and kind != "destruction":
            return "chemical_attack"
        if keys & _AIR and kind != "destruction":
            return "airstrike"
        if keys & _GUNS and kind in ("attack", "killing"):
            return "shelling"
        if keys & {"suicide vest"} and kind in ("attack", "bombing"):
            return "suicide_bombing"
        if keys & {"IED", "car bomb", "landmine", "grenade"} and kind in ("attack", "killing"):
            return "bombing"
    return kind


_ASSAILANTS = frozenset("gunman gunmen shooter sniper attacker assailant knifeman".split())


def _kind_by_actor(scene: Scene, reading: Reading) -> str:
    """The kind of the row; a bombing by a state, its forces or its aircraft is an airstrike, and a killing by gunmen an
    attack: its means are told."""
    if reading.kind == "killing" and any(scene.words[i].lemma in _ASSAILANTS for i in reading.cast.actors):
        return "attack"
    if reading.kind != "bombing" or reading.row.words not in (("bombing",), ("bomb",), ("bombardment",)):
        return reading.kind
    return "airstrike" if any(scene.is_state_side(i) for i in reading.cast.actors) else "bombing"


_WARS = frozenset("war conflict uprising revolution insurgency revolt rebellion unrest".split())


def _is_background(scene: Scene, reading: Reading) -> bool:
    """Whether the toll is that of a whole war ("the war has killed ...", "... have died since 2011")."""
    sentence = scene.parse.sentences[reading.sentence]
    big = any((b.count.low or 0) >= 1000 for b in reading.counts)
    text = scene.document.text
    since = any(
        sentence.span.covers(t.span) and text[t.span.start : t.span.end].casefold().startswith("since")
        for t in scene.annotations.times
    )
    wars = any(scene.words[i].lemma in _WARS for i in range(sentence.first, sentence.last))
    return reading.row.strength == "effect" and ((big and wars) or (since and (wars or big)))


def _means(scene: Scene, reading: Reading, trigger: Span) -> tuple[Span, ...]:
    """The weapons named around the trigger and inside it ("planting an IED")."""
    spans = [_weapon_span(scene, i) for i in reading.cast.means]
    spans += [m.span for m in scene.mentions_in(trigger) if m.kind == "weapon"]
    return tuple(dict.fromkeys(spans))


def _weapon_span(scene: Scene, i: int) -> Span:
    mention = scene.mention(i)
    return mention.span if mention is not None else scene.words[i].span


def _counts(scene: Scene, reading: Reading) -> list[Count]:
    """The counts bound to a reading; a killed or abducted single person counts as one where no number is told."""
    counts = [with_side(b, set(reading.cast.actors)) for b in reading.counts]
    deadly = reading.row.name == "kill/V" or "kill/V" in reading.joined
    if deadly and not any(count.of == "killed" for count in counts):
        for i in reading.cast.targets[:3]:
            word = scene.words[i]
            single = word.tag in ("NN", "NNP") and not scene.is_event_noun(i)
            mention = scene.mention(i)
            if single and (mention is None or mention.kind == "person"):
                counts.append(Count("killed", 1, 1, False, "target", word.text, scene.phrase(i)))
    return counts


def _score(reading: Reading, actors: list[Span], targets: list[Span], places: list[Span]) -> float:
    """How sure the rules are, 0 to 1: a main trigger, its parties and its place each add; uncalibrated."""
    score = {"main": 0.55, "weak": 0.45, "effect": 0.5}[reading.row.strength]
    score += 0.1 * bool(actors) + 0.1 * bool(targets) + 0.1 * bool(places) + 0.1 * bool(reading.counts)
    return round(min(score, 0.95), 2)
