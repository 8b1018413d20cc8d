"""How many: numerals and vague amounts with the noun they count, as ranges."""

from __future__ import annotations

import re
from typing import Literal

from dateline.knowledge.calendar import MONTHS
from dateline.knowledge.nouns import NounTable
from dateline.model import Number, Parse, Span, Word

Sort = Literal["civilian", "child", "woman", "fighter", "unknown"]

ONES = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen".split()
    )
}
TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "dozen": 12, "score": 20}
VAGUE = {
    "dozens": (24, None),
    "scores": (40, None),
    "hundreds": (200, None),
    "thousands": (2000, None),
    "several": (3, None),
    "few": (2, None),
    "many": (3, None),
    "numerous": (3, None),
}
"""Vague amounts and the ranges that the annotation guide gives them; "many" and "numerous" as "several"."""

AT_LEAST = frozenset(("at least", "more than", "over", "no fewer than", "no less than", "upwards of", "a minimum of"))
AT_MOST = frozenset(("up to", "as many as", "at most", "no more than", "fewer than", "less than", "under"))
ABOUT = frozenset(
    ("about", "around", "some", "nearly", "almost", "approximately", "roughly", "close to", "an estimated")
)
BEYOND = frozenset(("more than", "over", "upwards of"))
"""Words whose bound lies beyond the number: "more than 100" begins at 101."""

_NOT_PEOPLE = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "ORDINAL", "QUANTITY"})
_UNITS = frozenset(
    "percent % km kilometre kilometer mile metre meter year month week day hour minute second dollar euro pound ton"
    " tonne degree mm cm kg ft foot feet am pm gmt time cent".split()
)
_RANGE = re.compile(r"^(\d[\d,]*)[-–](\d[\d,]*)$")
_DIGITS = re.compile(r"^\d{1,3}(?:,\d{3})+$|^\d+$")


def find_numbers(parse: Parse, nouns: NounTable) -> tuple[Number, ...]:
    """The amounts of people and things in text order; times, money, ages and measures are left out."""
    found: list[Number] = []
    i = 0
    while i < len(parse.words):
        read = _read_amount(parse.words, i)
        if read is None:
            i += 1
            continue
        low, high, last = read
        number = _with_noun(parse, nouns, i, last, low, high)
        if number is not None:
            found.append(number)
        i = max(last, i + 1)
    return tuple(found)


def _read_amount(words: tuple[Word, ...], i: int) -> tuple[int | None, int | None, int] | None:
    """The range that the words from ``i`` on name, and the index behind them; None where no amount begins."""
    text = words[i].text.casefold()
    spread = _RANGE.match(text)
    if spread:
        return _digits(spread[1]), _digits(spread[2]), i + 1
    if text in VAGUE:
        return (*VAGUE[text], i + 1)
    if text in ("a", "an") and i + 1 < len(words):
        following = words[i + 1].text.casefold()
        if following in ("dozen", "hundred", "thousand"):
            return SCALES[following], SCALES[following], i + 2
        if following == "few":
            return 2, None, i + 2
        return 1, 1, i + 1
    value, last = _read_cardinal(words, i)
    if value is None or _is_no_amount(words, i, last):
        return None
    upper = _upper_end(words, i, last, value)
    if upper is not None:
        return value, *upper
    if last < len(words) and words[last].text.casefold() in ("dozens", "hundreds", "thousands"):
        return None
    return value, value, last


def _is_no_amount(words: tuple[Word, ...], first: int, last: int) -> bool:
    """Whether the numeral tells an age, a rank or a day: "10-year-old", "as young as 10", "number two", "28 June"."""
    after = "".join(word.text.casefold() for word in words[last : last + 4])
    same = [w.text.casefold() for w in words[max(0, first - 3) : first] if w.sentence == words[first].sentence]
    told = same[-1:] in (["aged"], ["number"]) or same in (["as", "young", "as"], ["as", "old", "as"])
    following = words[last].text.casefold() if last < len(words) else ""
    day = following in MONTHS and following != "may" and bool(_DIGITS.match(words[first].text))
    return after.startswith("-year") or told or day


def _upper_end(words: tuple[Word, ...], first: int, last: int, low: int) -> tuple[int | None, int] | None:
    """The upper end of a range and the index behind it: "26 and 30" after "between", "three or four", "3 or more"
    (which has none); None where the numeral stands alone."""
    if last + 1 >= len(words) or words[last].sentence != words[last + 1].sentence:
        return None
    joint, before = words[last].text.casefold(), words[first - 1].text.casefold() if first else ""
    if joint == "or" and words[last + 1].text.casefold() == "more":
        return None, last + 2
    if joint == "or" or (joint == "and" and before == "between"):
        high, end = _read_cardinal(words, last + 1)
        scaled = any(word.text.casefold() in SCALES for word in words[last + 1 : end])
        if high is not None and low < high and not scaled:
            return high, end
    return None


def _read_cardinal(words: tuple[Word, ...], i: int) -> tuple[int | None, int]:
    """The value of "1,200", "forty-three", "two hundred and six", "1.2 million" and the index behind it."""
    total = 0
    current: float | None = None
    here = i
    sentence = words[i].sentence
    while here < len(words) and words[here].sentence == sentence:
        text = words[here].text.casefold()
        if _DIGITS.match(text):
            if current is not None:
                break
            current = _digits(text)
        elif (
            re.fullmatch(r"\d+\.\d+", text)
            and here + 1 < len(words)
            and words[here + 1].lemma in ("million", "thousand")
        ):
            current = float(text)
        elif (part := _small(text)) is not None:
            if here > i and _DIGITS.match(words[here - 1].text):
                break  # "2015 Three civilians": two numbers
            current = (current or 0) + part
        elif text in SCALES and current is not None:
            current *= SCALES[text]
            if SCALES[text] >= 1000:
                total, current = total + round(current), 0
        elif text in ("hundred", "thousand", "dozen") and here == i:
            return None, i
        elif text in ("-", "and") and current is not None and _goes_on(words, here, text, current):
            pass
        else:
            break
        here += 1
    if current is None:
        return None, i
    return total + round(current), here


def _goes_on(words: tuple[Word, ...], here: int, joint: str, current: float) -> bool:
    """Whether a hyphen or "and" goes on with the numeral ("forty-three", "two hundred and six")."""
    if here + 1 >= len(words):
        return False
    following = _small(words[here + 1].text.casefold())
    if following is None:
        return False
    tied = words[here - 1].end == words[here].start and words[here].end == words[here + 1].start
    return (joint == "-" and tied and current >= 20 and following < 10) or (
        joint == "and" and current >= 100 and current % 100 == 0
    )


def _small(text: str) -> int | None:
    if text in ONES:
        return ONES[text]
    if text in TENS:
        return TENS[text]
    tens, _, ones = text.partition("-")
    return TENS[tens] + ONES[ones] if tens in TENS and ones in ONES else None


def _digits(text: str) -> int:
    return int(text.replace(",", ""))


def _with_noun(
    parse: Parse, nouns: NounTable, first: int, last: int, low: int | None, high: int | None
) -> Number | None:
    """The amount with its noun, side words and bounds; None where it counts no people or things."""
    words = parse.words
    noun = _noun_of(parse, first, last)
    head = words[noun] if noun is not None else words[last - 1]
    if (
        words[first].text.casefold() in ("a", "an")
        and last == first + 1
        and (noun is None or head.tag not in ("NN", "NNP"))
    ):
        return None
    if (noun is None or not _is_people(nouns, head)) and words[first].entity in _NOT_PEOPLE:
        return None
    if head.lemma in _UNITS or (last < len(words) and words[last].text.casefold() in _UNITS | {"%", "-"}):
        return None
    if noun is None and (head.dep not in _LONE or head.tag not in ("CD", "NNS", "JJ")):
        return None
    if noun is None and _is_year(words[first], last - first):
        return None
    before, start = _words_before(words, first)
    approx = before in ABOUT
    if before in AT_LEAST and low is not None:
        low, high = (low + 1 if before in BEYOND else low), None
    elif before in AT_MOST:
        low, high = None, low
    end = max(last - 1, noun) if noun is not None else last - 1
    return Number(
        low=low,
        high=high,
        approx=approx,
        noun=head.text if noun is not None else "",
        sort=_sort_of(parse, nouns, first, noun),
        people=noun is None or _is_people(nouns, head),
        part=_is_part(words, start),
        head=head.i,
        span=Span(words[start].start, words[end].end),
    )


_LONE = frozenset({"dobj", "nsubj", "nsubjpass", "conj", "pobj", "attr", "ROOT", "appos"})


def _noun_of(parse: Parse, first: int, last: int) -> int | None:
    """The index of the noun that the numeral counts, or None where it is left out."""
    words = parse.words
    numeral = words[last - 1]
    head = words[numeral.head]
    if (
        numeral.dep in ("nummod", "det", "amod", "quantmod", "compound", "predet")
        and head.i >= last
        and head.i - last < 8
    ):
        if head.pos == "NUM" and head.head != head.i and words[head.head].pos in ("NOUN", "PROPN"):
            return head.head
        return head.i
    if last + 1 < len(words) and words[last].text.casefold() == "of":
        inside = [c for c in words[last].children if words[c].dep == "pobj" and words[c].pos in ("NOUN", "PROPN")]
        if inside and words[first].text.casefold() in VAGUE | SCALES | {"one": 1, "two": 2, "three": 3, "four": 4}:
            return inside[0]
    here = last
    while (
        here < len(words) and here < last + 4 and words[here].pos == "ADJ" and words[here].sentence == numeral.sentence
    ):
        here += 1
    if here < len(words) and words[here].tag in ("NNS", "NN") and words[here].sentence == numeral.sentence:
        return here if numeral.dep != "pobj" or words[here].dep in ("pobj", "nsubj", "dobj") else None
    return None


def _is_people(nouns: NounTable, word: Word) -> bool:
    classes = nouns.classes(word.lemma) | nouns.classes(word.text.casefold())
    return bool(classes & {"people", "captive"}) or ("armed" in classes and word.pos == "NOUN")


def _is_year(word: Word, length: int) -> bool:
    return length == 1 and bool(re.fullmatch(r"(?:19|20)\d\d", word.text))


def _words_before(words: tuple[Word, ...], first: int) -> tuple[str, int]:
    """The bounding words before a numeral ("at least", "some") and the index where they begin; "" without any."""
    for size in (3, 2, 1):
        start = first - size
        if start >= 0 and words[start].sentence == words[first].sentence:
            phrase = " ".join(w.text.casefold() for w in words[start:first])
            if phrase in AT_LEAST | AT_MOST | ABOUT:
                return phrase, start
    return "", first


def _is_part(words: tuple[Word, ...], start: int) -> bool:
    """Whether the amount is a part of another: "including 11 children", "11 of them"."""
    before = [w.text.casefold() for w in words[max(0, start - 6) : start] if w.sentence == words[start].sentence]
    for n, text in enumerate(before):
        if text in ("including", "among") and "." not in before[n:]:
            return True
    after = [w.text.casefold() for w in words[start : start + 4]]
    return "of them" in " ".join(after)


def _sort_of(parse: Parse, nouns: NounTable, first: int, noun: int | None) -> Sort:
    """What the noun, or a word of the counted phrase, tells of the people."""
    if noun is None:
        return "unknown"
    for word in reversed(parse.words[first : noun + 1]):
        classes = nouns.classes(word.lemma) | nouns.classes(word.text.casefold())
        for sort in ("child", "woman", "civilian", "fighter"):
            if f"{sort}_sort" in classes:
                return sort
    return "unknown"
