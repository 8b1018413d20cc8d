"""How alike two names are, with the reasons in words: spelling and romanisation forgive, a second name does not.

Measured as an alignment of the names' words, as record linkage does it (Christen 2012, *Data Matching*, ch. 5), with
the edit distance of rapidfuzz and the transliteration of anyascii. No score merges two persons by itself: what uses it
sets a threshold and keeps the reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from anyascii import anyascii
from rapidfuzz.distance import OSA

from dateline.knowledge.actors import ActorTable
from dateline.model import Likeness
from dateline.text import name_key

NameSort = Literal["person", "body"]

TITLES = frozenset(
    "mr mrs ms miss sir dr prof shaikh sheikh shaykh sheik sayyid sayed syed haji hajji mullah maulana maulvi mawlawi"
    " ayatollah imam qari ustad general gen colonel col major maj captain capt lieutenant lt sergeant brigadier"
    " commander president minister senator judge king prince emir".split()
)
"""Words before a person's name that are none of it."""

_PARTICLES = frozenset("al el ul ad an ar as at az ash the de da do du la le van von der di of and for y".split())
_SONS = frozenset("bin ben ibn bint ould ag ogly oglu".split())
_FORMS = (
    ("open joint stock company", "jsc"), ("public joint stock company", "jsc"), ("joint stock company", "jsc"),
    ("limited liability company", "llc"), ("limited liability partnership", "llp"),
    ("public limited company", "plc"), ("societatea cu raspundere limitata", "srl"),
    ("gesellschaft mit beschrankter haftung", "gmbh"), ("sociedad anonima", "sa"), ("societe anonyme", "sa"),
    ("sp z o o", "spzoo"), ("united states", "us"), ("u s", "us"), ("s a", "sa"), ("b v", "bv"), ("n v", "nv"),
    ("a s", "as"), ("l l c", "llc"), ("l p", "lp"), ("s r l", "srl"), ("s l", "sl"), ("p l c", "plc"),
)  # fmt: skip
_LEGAL = frozenset(
    "ag aktiengesellschaft inc incorporated corp corporation ltd limited llc llp lp plc gmbh bv nv sa as ab oy sl srl"
    " jsc ojsc oao ooo zao pao pjsc spzoo co company pte pty kg se spa sarl cjsc".split()
)
"""Legal forms of companies, which news leaves out."""

_ONES = "zero one two three four five six seven eight nine ten eleven twelve".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_NUMBERS = {word: str(n) for n, word in enumerate(_ONES)} | {word: str(20 + 10 * n) for n, word in enumerate(_TENS)}
_NUMBERS |= {word: str(n) for n, word in enumerate(_ORDINALS, 1)} | {"fourty": "40"}
_SPELLED = ((r"isation\b", "ization"), (r"our\b", "or"), (r"\bcentre\b", "center"), (r"\bdefence\b", "defense"))

_SOUNDS = (
    ("sch", "s"), ("tsch", "c"), ("ch", "s"), ("sh", "s"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"),
    ("ph", "f"), ("zh", "z"), ("ts", "c"), ("tz", "c"), ("dj", "j"), ("q", "g"), ("ck", "k"), ("c", "k"), ("k", "g"),
    ("ou", "u"), ("oo", "u"), ("o", "u"), ("w", "v"), ("ee", "i"), ("ie", "i"), ("iy", "i"), ("ey", "i"),
    ("ei", "i"), ("ai", "i"), ("ay", "i"), ("y", "i"), ("e", "i"), ("j", "i"),
)  # fmt: skip
"""Letters that romanisations of Arabic, Persian and Cyrillic write for one sound."""

_ROMAN = re.compile(r"i{1,3}|iv|vi{0,3}|ix|xi{0,3}|x[iv]x?|xx")
WORD = 0.72
"""How alike two words must be to be the same word."""
EXTRA = 0.13
"""What a word costs that only the longer name has."""


@dataclass(frozen=True, slots=True)
class _Pair:
    first: str
    second: str
    value: float


def compare_names(first: str, second: str, sort: NameSort) -> Likeness:
    """How alike two names are, 0 to 1, and why; two words that stand against each other hold names apart."""
    a, b = words_of(first, sort), words_of(second, sort)
    if not a or not b:
        return Likeness(0.0, ("a name without words",))
    if a == b:
        return Likeness(1.0, ("the same words",))
    if sorted(a) == sorted(b):
        return Likeness(0.9, ("the same words in another order",))
    parted = len(a) != len(b) and abs(sum(map(len, a)) - sum(map(len, b))) <= 1
    if parted and (joined := _alike("".join(a), "".join(b))) >= 0.9:
        return Likeness(joined, ("the same letters, parted otherwise",))
    if sort == "body" and (_is_acronym(first, b) or _is_acronym(second, a)):
        return Likeness(0.85, ("one is the initials of the other",))
    return _aligned(a, b)


def compare_known_names(first: str, second: str, sort: NameSort, actors: ActorTable) -> Likeness:
    """How alike two names are, where two names of our actor table are one actor or are not."""
    a, b = actors.by_name(first), actors.by_name(second)
    if a is None or b is None:
        return compare_names(first, second, sort)
    return Likeness(1.0, (f"both name {a.name}",)) if a == b else Likeness(0.0, (f"{a.name} is not {b.name}",))


def same_word(a: str, b: str) -> bool:
    """Whether two plain words are one, as they are written or as they sound."""
    if a == b:
        return True
    heard = _heard(a), _heard(b)
    if heard[0] == heard[1] and len(heard[0]) >= 4:
        return True
    keys = sound_key(a), sound_key(b)
    return keys[0] == keys[1] and len(keys[0]) >= 3


def words_of(name: str, sort: NameSort) -> list[str]:
    """The words of a name that tell it from others, in plain letters, each once: no titles, articles, legal forms."""
    plain = name_key(anyascii(re.sub(r"(?<=\w)\.(?=\w)", ". ", name)))
    for long, short in _FORMS if sort == "body" else ():
        plain = re.sub(rf"\b{long}\b", short, plain)
    if sort == "body":
        for other, ours in _SPELLED:
            plain = re.sub(other, ours, plain)
    plain = re.sub(r"\b(\d+)(?:st|nd|rd|th)\b", r"\1", plain)
    words = [_NUMBERS.get(word, word) for word in plain.split()]
    drop = _PARTICLES | (TITLES | _SONS if sort == "person" else _LEGAL | {"e", "i"})  # Lashkar-e-Taiba
    kept = [word for word in words if word not in drop]
    return list(dict.fromkeys(_numbered(kept or words)))


def _numbered(words: Sequence[str]) -> list[str]:
    """The words with "40 4" read as 44."""
    found: list[str] = []
    for word in words:
        if found and word.isdigit() and len(word) == 1 and re.fullmatch(r"[2-9]0", found[-1]):
            found[-1] = str(int(found[-1]) + int(word))
        else:
            found.append(word)
    return found


def sound_key(word: str) -> str:
    """The consonants of a word as it sounds, so that romanisations of one name agree: Qaddafi and Gadhafi."""
    heard = _heard(word)
    return heard[:1] + re.sub(r"[aiuh]", "", heard[1:])


def _heard(word: str) -> str:
    """A word as it sounds, with its vowels."""
    for written, sound in _SOUNDS:
        word = word.replace(written, sound)
    return re.sub(r"(.)\1+", r"\1", word)


def _alike(a: str, b: str) -> float:
    """How alike two words are: by letters, and as they sound."""
    if a == b:
        return 1.0
    if len(a) == 1 or len(b) == 1:
        return 0.85 if a[0] == b[0] else 0.0
    letters = OSA.normalized_similarity(a, b)
    if a.isdigit() or b.isdigit():
        return 0.0
    return max(letters, 0.95) if same_word(a, b) else letters


def _aligned(a: Sequence[str], b: Sequence[str]) -> Likeness:
    """The likeness of the best pairing of words, each word once, the surest pairs first."""
    pairs = sorted((_Pair(x, y, _alike(x, y)) for x in a for y in b), key=lambda p: (-p.value, p.first, p.second))
    used_a: set[str] = set()
    used_b: set[str] = set()
    met: list[_Pair] = []
    for pair in pairs:
        if pair.value >= WORD and pair.first not in used_a and pair.second not in used_b:
            used_a.add(pair.first)
            used_b.add(pair.second)
            met.append(pair)
    alone = [[w for w in words if w not in used] for words, used in ((a, used_a), (b, used_b))]
    if not met:
        return Likeness(0.0, ("no word in common",))
    weight = sum(len(p.first) + len(p.second) for p in met)
    value = sum(p.value * (len(p.first) + len(p.second)) for p in met) / weight
    reasons = [f"{p.first} and {p.second} are one word written in two ways" for p in met if p.value < 1]
    if alone[0] and alone[1]:
        share = weight / (weight + sum(map(len, alone[0])) + sum(map(len, alone[1])))
        return Likeness(0.6 * value * share, (f"{' '.join(alone[0])} stands against {' '.join(alone[1])}", *reasons))
    extra = alone[0] or alone[1]
    cost = sum(0.03 if len(word) == 1 else 0.6 if _ROMAN.fullmatch(word) or word.isdigit() else EXTRA for word in extra)
    if extra:
        reasons.append(f"only one has {' '.join(extra)}")
    if extra and len(met) == 1:
        cost += 0.15  # a single word is part of many names
    return Likeness(max(0.0, value - cost), tuple(reasons))


def _is_acronym(short: str, words: Sequence[str]) -> bool:
    letters = short.replace(".", "")
    return len(letters) >= 3 and letters.isupper() and letters.casefold() == "".join(word[0] for word in words)
