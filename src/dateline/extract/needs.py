"""What a weak trigger needs around it before it names a happening: one small check a name in the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from dateline.extract.roles import Cast
from dateline.extract.scene import Scene
from dateline.extract.triggers import Found

Check = Callable[[Scene, Found, Cast], bool]


def meets_need(scene: Scene, found: Found, cast: Cast, need: str) -> bool:
    """Whether the trigger's surroundings give what its row needs; a row without a need is always met."""
    return not need or CHECKS[need](scene, found, cast)


def _is(scene: Scene, heads: tuple[int, ...], *classes: str) -> bool:
    return any(scene.classes(i) & set(classes) for i in heads)


def _armed(scene: Scene, heads: tuple[int, ...]) -> bool:
    return _is(scene, heads, "armed") or any(scene.is_state(i) for i in heads)


def _people(scene: Scene, heads: tuple[int, ...]) -> bool:
    return any(scene.is_people(i) for i in heads)


def _governor(scene: Scene, found: Found) -> str:
    return scene.words[scene.words[found.head].head].lemma


def _near(scene: Scene, found: Found, *classes: str, reach: int = 6) -> bool:
    """Whether a noun of one of the classes stands within a few words of the trigger, in its sentence."""
    sentence = scene.parse.sentences[scene.words[found.head].sentence]
    low, high = max(sentence.first, found.first - reach), min(sentence.last, found.last + reach)
    return any(scene.classes(i) & set(classes) for i in range(low, high) if not found.first <= i < found.last)


def _warlike(scene: Scene, found: Found, cast: Cast) -> bool:
    word = scene.words[found.head]
    left = {scene.words[c].lemma for c in word.children if c < found.head}
    if left & {"hunger", "labour", "labor", "general", "worker", "lightning", "rail", "teacher", "pilot"} or (
        word.head == found.head - 1 and _governor(scene, found) == "on"
    ):
        return False
    if _is(scene, cast.actors, "nature") or _is(scene, cast.targets, "unpeopled"):
        return False
    on = scene.prepositional(found.head, "on", "against", "in", "at")
    return (
        _armed(scene, cast.actors)
        or bool(cast.means)
        or (
            _is(scene, (*cast.targets, *on), "base", "armed", "property")
            and _near(scene, found, "armed", "supply", "authority")
        )
    )


def _hits(scene: Scene, found: Found, cast: Cast) -> bool:
    word = scene.words[found.head]
    verb = scene.words[word.head]
    if word.dep in ("nsubj", "nsubjpass") and verb.pos == "VERB":
        return verb.lemma in HITTING
    agent = verb.dep in ("agent", "prep") and verb.text.casefold() in ("by", "in", "from")
    return word.dep == "pobj" and agent and scene.words[verb.head].lemma in HITTING


HITTING = frozenset(
    "hit strike kill wound injure destroy land explode detonate fall slam target attack damage maim tear rip crash set"
    " blow go leave impact smash pierce pound rain storm ram claim drive approach open walk shoot throw cause"
    " trigger".split()
)


def _agreed(scene: Scene, found: Found, cast: Cast) -> bool:
    verbs = {
        "agree",
        "sign",
        "reach",
        "announce",
        "declare",
        "broker",
        "begin",
        "take",
        "enter",
        "violate",
        "accept",
        "extend",
        "hold",
        "come",
        "break",
        "conclude",
    }
    return _governor(scene, found) in verbs or len(cast.actors) > 1


def _held(scene: Scene, found: Found, cast: Cast) -> bool:
    verbs = {
        "hold",
        "begin",
        "start",
        "resume",
        "open",
        "end",
        "collapse",
        "attend",
        "take",
        "host",
        "conclude",
        "stall",
        "fail",
        "pay",
    }
    return _governor(scene, found) in verbs or len(cast.actors) > 1


def _imposed(scene: Scene, found: Found, cast: Cast) -> bool:
    verbs = {
        "impose",
        "declare",
        "announce",
        "extend",
        "introduce",
        "place",
        "lift",
        "enforce",
        "order",
        "issue",
        "approve",
        "tighten",
        "put",
    }
    alone = scene.words[found.head].dep == "ROOT"  # a bulletin's "Curfew from dusk to dawn in ..."
    return _governor(scene, found) in verbs or bool(cast.targets) or alone


def _official(scene: Scene, found: Found, cast: Cast) -> bool:
    actors = cast.actors
    several = len(actors) > 1 or any(
        scene.words[i].tag in ("NNS", "NNPS") or any(scene.words[c].dep == "conj" for c in scene.words[i].children)
        for i in actors
    )
    return several and (_is(scene, actors, "office", "authority") or any(scene.is_state(i) for i in actors))


def _taken(scene: Scene, found: Found, cast: Cast) -> bool:
    places = [i for i in cast.targets if (m := scene.mention(i)) is not None and m.kind in ("place", "facility")]
    named = bool(places) or _is(scene, cast.targets, "base")
    referred = any(scene.words[i].text.casefold() in ("they", "it", "we") for i in cast.actors)
    return named and (not cast.actors or _armed(scene, cast.actors) or referred)


_POLICE = frozenset("police policeman policemen officer gendarme guard guards detective agent".split())
_GOODS = frozenset(
    "aid food ration rations rice wheat flour bread grain meal water medicine medicines drug kit kits blanket tarpaulin"
    " tent supply supplies relief parcel parcels fuel vaccine clothes clothing assistance".split()
)
"""What is given to people in need."""
_ACCORDS = frozenset(
    "accord agreement deal treaty pact protocol truce ceasefire memorandum declaration annex roadmap charter".split()
)


def _objects(scene: Scene, found: Found) -> set[str]:
    """The lemmas of what the verb is done to, with what it is measured of ("nine lorries of bread")."""
    objects = scene.roles(found.head).done_to
    return {scene.words[n].lemma for i in objects for n in (i, *scene.prepositional(i, "of"))}


def _held_by(scene: Scene, found: Found, cast: Cast) -> str:
    """Who holds persons: "police", "armed", or "" where nobody armed does or no person is held."""
    if not _people(scene, cast.targets) or not _armed(scene, cast.actors):
        return ""
    return "police" if any(scene.words[i].lemma in _POLICE for i in cast.actors) else "armed"


def _carrier(scene: Scene, found: Found, cast: Cast) -> bool:
    """Whether what is hit carries arms or supplies: "a vessel carrying weapons", "a lorry loaded with explosives"."""
    for i in cast.targets:
        for c in scene.words[i].children:
            if scene.words[c].lemma in ("carry", "transport", "load", "lade", "smuggle", "ship", "bring"):
                cargo = [*scene.roles(c).done_to, *scene.prepositional(c, "with")]
                if _is(scene, tuple(cargo), "supply", "armed") or any("supply" in scene.noun_classes(g) for g in cargo):
                    return True
    return False


def _forces_move(scene: Scene, found: Found, cast: Cast) -> bool:
    done_to = tuple(scene.roles(found.head).done_to)
    if done_to:
        return _is(scene, done_to, "force") and (not cast.actors or _armed(scene, cast.actors))
    return _armed(scene, cast.actors) and bool(scene.prepositional(found.head, "to", "into", "toward", "towards"))


CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "armed": lambda s, f, c: not c.actors or _armed(s, c.actors),
        "warlike": _warlike,
        "aircraft": lambda s, f, c: _near(s, f, "armed") and bool(c.means or c.actors),
        "hits": _hits,
        "people": lambda s, f, c: _people(s, c.targets) and not _is(s, c.actors, "nature"),
        "animate": lambda s, f, c: (_people(s, c.targets) or not c.targets) and not _is(s, c.actors, "nature"),
        "animate_subject": lambda s, f, c: _people(s, c.actors),
        "violent": lambda s, f, c: True,
        "violent_or_many": lambda s, f, c: True,
        "place": _taken,
        "armed_place": lambda s, f, c: (
            any((m := s.mention(i)) is not None and m.kind == "place" for i in c.targets) and _armed(s, c.actors)
        ),
        "property": lambda s, f, c: _is(s, c.targets, "property", "base") and not _is(s, c.actors, "nature"),
        "weapon_object": lambda s, f, c: _is(s, c.targets, "supply") and not _is(s, c.actors, "nature"),
        "captive": lambda s, f, c: (
            _is(s, c.targets, "captive", "people", "armed")
            and not any((m := s.mention(i)) is not None and m.kind == "place" for i in c.targets)
        ),
        "people_any": lambda s, f, c: _people(s, c.targets) or _people(s, c.actors),
        "place_or_base": lambda s, f, c: (
            any((m := s.mention(i)) is not None and m.kind in ("place", "facility") for i in c.targets)
            or _is(s, c.targets, "base", "armed")
        ),
        "imposed": _imposed,
        "goods": lambda s, f, c: bool(_objects(s, f)) and not _people(s, c.targets) and not _is(s, c.actors, "nature"),
        "aid_goods": lambda s, f, c: bool(_objects(s, f) & _GOODS) and bool(s.subjects(f.head)),
        "accord": lambda s, f, c: bool(_objects(s, f) & _ACCORDS),
        "held_by_armed": lambda s, f, c: _held_by(s, f, c) == "armed",
        "held_by_police": lambda s, f, c: _held_by(s, f, c) == "police",
        "civilians_move": lambda s, f, c: _people(s, c.targets) and not _is(s, c.targets, "armed", "office"),
        "authority": lambda s, f, c: (
            (_is(s, c.actors, "authority", "office") or any(s.is_state(i) for i in c.actors)) and bool(c.targets)
        ),
        "person_or_court": lambda s, f, c: _near(s, f, "people", "office", "armed", reach=8) or _people(s, c.targets),
        "forces": lambda s, f, c: (
            _is(s, tuple(s.roles(f.head).done_to), "force") and (not c.actors or _armed(s, c.actors))
        ),
        "forces_move": _forces_move,
        "carrier": _carrier,
        "people_moved": lambda s, f, c: _people(s, c.targets),
        "leaves_base": lambda s, f, c: (
            _is(s, tuple(s.roles(f.head).done_to), "base") and (_armed(s, c.actors) or not c.actors)
        ),
        "role": lambda s, f, c: _near(s, f, "office", reach=10) and (_people(s, c.targets) or _people(s, c.actors)),
        "agreed": _agreed,
        "held": _held,
        "official": _official,
        "speaker": lambda s, f, c: _is(s, c.actors, "authority", "office") or any(s.is_state(i) for i in c.actors),
        "violent_complement": lambda s, f, c: _people(s, c.actors) and _near(s, f, "armed", "base"),
        "armed_object": lambda s, f, c: _is(s, c.targets, "armed") and _armed(s, c.actors),
        "fire_at": lambda s, f, c: _armed(s, c.actors) and bool(c.targets) and _people(s, c.targets),
        "armed_or_weapon": lambda s, f, c: (
            (_armed(s, c.actors) or bool(c.means))
            and (_people(s, c.targets) or _is(s, c.targets, "base", "property", "armed"))
        ),
        "found": lambda s, f, c: _governor(s, f) in ("find", "discover", "recover", "exhume", "unearth", "dump"),
    }
)
