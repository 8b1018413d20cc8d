"""Whether the words say that a happening happened: from aspect, modals, negation and the words it hangs on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from dateline.extract.scene import Scene
from dateline.extract.triggers import Found
from dateline.model import Status, Word

Unsaid = Literal["unsaid"]
"""The word says nothing of the status: the search goes on."""

PLANNED = frozenset("plan prepare intend schedule expect aim agree decide ready propose set about plot due".split())
THREATENED = frozenset("threaten vow warn promise swear threat vowed warning pledge".split())
ATTEMPTED = frozenset(
    "attempt try fail foil thwart repel repulse prevent avert abort block stop disrupt unsuccessfully".split()
)
DENIED = frozenset("deny denial reject dismiss refute disavow".split())
WANTED = frozenset(
    "want urge demand request wish hope call seek ask appeal encourage incite advocate refuse able".split()
)
"""Verbs whose complement nobody says has happened: what somebody wants is no happening."""
ONGOING = frozenset("continue persist rage resume ongoing keep intensify escalate still remain".split())
DOUBTED = frozenset("possible potential hypothetical future would-be likely feared imminent any".split())

_UP = frozenset({"xcomp", "ccomp", "dobj", "pobj", "prep", "acl", "pcomp", "nsubjpass", "advcl", "amod", "compound"})


def read_status(scene: Scene, found: Found) -> Status | None:
    """What the words claim of the happening, or None where they only want, doubt or negate it."""
    words = scene.words
    head = words[found.head]
    inside = [words[n] for n in range(found.first, found.last)]
    if any(w.lemma in ATTEMPTED for w in inside):
        return "attempted"
    own = _own_status(scene, head)
    if own != "unsaid":
        return own
    governor = head
    for _ in range(4):
        if governor.head == governor.i or governor.dep not in _UP:
            break
        below, governor = governor, words[governor.head]
        if governor.dep == "relcl" and below.dep not in ("dobj", "xcomp", "ccomp"):
            break
        status = _from_governor(scene, governor, below, head)
        if status != "unsaid":
            return status
    if head.pos != "VERB" and words[head.head].lemma in ONGOING and head.dep in ("nsubj", "dobj"):
        return "ongoing"
    return "happened"


def _children(scene: Scene, word: Word) -> Iterable[Word]:
    return (scene.words[c] for c in word.children)


def _own_status(scene: Scene, head: Word) -> Status | Unsaid | None:
    children = list(_children(scene, head))
    texts = {w.text.casefold() for w in children}
    if any(w.dep == "neg" for w in children) or (texts & {"no", "without"} and head.pos != "VERB"):
        return None
    if head.pos == "VERB":
        return _verb_status(children, texts, head)
    lemmas = {w.lemma for w in children if w.dep in ("amod", "compound", "det")} | texts
    if lemmas & {"attempt", "attempted", "fail", "failed", "foil", "foiled", "thwarted", "abortive", "unsuccessful"}:
        return "attempted"
    if lemmas & {"planned", "plan", "upcoming"}:
        return "planned"
    if lemmas & {"threatened"}:
        return "threatened"
    if lemmas & DOUBTED:
        return None
    if lemmas & {"ongoing", "continuing"}:
        return "ongoing"
    return "unsaid"


def _verb_status(children: list[Word], texts: set[str], head: Word) -> Status | Unsaid | None:
    aux = {w.text.casefold() for w in children if w.dep in ("aux", "auxpass")}
    marks = {w.text.casefold() for w in children if w.dep == "mark"}
    if marks & {"if", "unless", "whether"}:
        return None
    if aux & {"will", "shall", "'ll"}:
        return "planned"
    if aux & {"would", "could", "may", "might", "should", "can", "must"}:
        return "hypothetical" if "have" in aux else None
    if head.tag == "VBG" and aux & {"is", "are", "am", "'s", "'re"}:
        return "ongoing"
    if texts & {"still"} and head.tag in ("VBP", "VBZ", "VBG"):
        return "ongoing"
    if head.tag == "VBP" and not aux and "to" in texts:
        return "unsaid"
    return "unsaid"


def _from_governor(scene: Scene, governor: Word, below: Word, head: Word) -> Status | Unsaid | None:
    lemma = governor.lemma
    children = list(_children(scene, governor))
    complement = below.dep in ("xcomp", "ccomp", "dobj", "pobj", "prep", "acl", "pcomp", "nsubjpass")
    if not complement:
        return "unsaid"
    if governor.pos in ("NOUN", "PROPN"):
        return _from_noun(governor, below)
    if governor.pos != "VERB":
        return "unsaid"
    if lemma in DENIED:
        return "denied"
    if lemma == "try" and below.dep != "xcomp":
        return "unsaid"
    if lemma in ATTEMPTED and below.dep in ("xcomp", "dobj", "nsubjpass", "prep", "pcomp", "pobj"):
        return "attempted"
    if lemma in THREATENED and below.dep in ("xcomp", "ccomp", "dobj"):
        return "threatened" if below.dep == "xcomp" or _is_future(scene, below) else "unsaid"
    if lemma in WANTED and below.dep in ("xcomp", "prep", "dobj"):
        return None
    if lemma in PLANNED and below.dep in ("xcomp", "dobj") and not (lemma == "agree" and head.pos == "NOUN"):
        return "planned"
    if lemma in ONGOING and below.dep in ("xcomp", "dobj"):
        return "ongoing"
    if any(w.dep == "neg" for w in children) and below.dep in ("dobj", "xcomp", "nsubjpass"):
        return None
    aux = {w.text.casefold() for w in children if w.dep == "aux"}
    if below.dep in ("dobj", "nsubjpass", "xcomp") and aux & {"will", "shall"}:
        return "planned"
    if below.dep in ("dobj", "nsubjpass", "xcomp") and aux & {"would", "could", "may", "might", "should", "can"}:
        return None
    if below.dep == "xcomp" and lemma == "go" and governor.tag == "VBG":
        return "planned"
    return "unsaid"


def _is_future(scene: Scene, word: Word) -> bool:
    return any(w.text.casefold() in ("will", "would") for w in _children(scene, word) if w.dep == "aux")


def _from_noun(governor: Word, below: Word) -> Status | Unsaid | None:
    lemma = governor.lemma
    if below.dep not in ("acl", "prep", "pobj", "compound"):
        return "unsaid"
    if lemma in ("plan", "plot", "preparation", "intention", "proposal"):
        return "planned"
    if lemma in ("attempt", "bid", "effort"):
        return "attempted"
    if lemma in ("threat", "warning", "vow"):
        return "threatened"
    if lemma in ("denial",):
        return "denied"
    if lemma in ("risk", "fear", "possibility", "call", "demand", "order", "right", "ability", "anniversary", "danger"):
        return None
    return "unsaid"
