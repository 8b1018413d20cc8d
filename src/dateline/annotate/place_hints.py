"""Places that stand inside other names ("Gainesville Police", "Bank of Kentucky"): they hint at where a report is set,
and are never a scene themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.annotate.mentions import LONGEST_PLACE
from dateline.knowledge.gazetteer import Gazetteer
from dateline.model import Mention, Parse, Span, Word

_NAMES = frozenset({"organisation", "facility", "actor", "outlet", "people"})
_BEFORE = frozenset("of in for de at".split())
_LARGE = 15_000
"""People from which a town inside a longer name is taken for that town."""


def find_place_hints(text: str, parse: Parse, mentions: Sequence[Mention], gazetteer: Gazetteer) -> tuple[Span, ...]:
    """The place names inside names of bodies, at their head or after "of" and the like; a body or a person that has
    the whole name of a place is one, too. In text order, without overlap."""
    found: list[Span] = []
    for mention in mentions:
        if mention.kind in _NAMES:
            found += _inside(text, parse.words_in(mention.span), gazetteer)
        elif mention.kind == "person" and gazetteer.knows(text[mention.span.start : mention.span.end]):
            found.append(mention.span)
    return tuple(found)


def _inside(text: str, words: Sequence[Word], gazetteer: Gazetteer) -> Iterator[Span]:
    n = 0
    while n < len(words):
        taken = 1
        if n == 0 or words[n - 1].text.casefold() in _BEFORE or words[n - 1].text == "the":
            for size in range(min(LONGEST_PLACE, len(words) - n), 0, -1):
                span = Span(words[n].start, words[n + size - 1].end)
                after = words[n + size].text if n + size < len(words) else ""
                if (
                    words[n].text[0].isupper()
                    and after != "of"
                    and _is_place(text[span.start : span.end], size == len(words), gazetteer)
                ):
                    yield span
                    taken = size
                    break
        n += taken


def _is_place(name: str, whole: bool, gazetteer: Gazetteer) -> bool:
    """Whether a name inside another is that of a place: a country, province, district or town of some size."""
    if not gazetteer.knows(name):
        return False
    best = [entry for entry in gazetteer.candidates(name) if entry.rank <= 1]
    return any(whole or entry.kind != "settlement" or entry.population >= _LARGE for entry in best)
