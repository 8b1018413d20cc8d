"""Chains of voices: who says so at one place of a text, outermost first."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import Attribution, Span, Voice

_RANK = {"block": 0, "parenthetical": 1}
_HEDGES = frozenset(("adverb", "passive"))


def chain_at(attributions: Sequence[Attribution], offset: int, sentence: Span | None = None) -> tuple[Voice, ...]:
    """The voices that speak for the character at ``offset``, outermost first.

    The source of a block comes first, then a citation, then speech, the wider before the narrower (within
    ``sentence``, where one is given, so that a long quotation does not count as wider), a hedge after speech of the
    same width.
    """
    covering = [(n, a) for n, a in enumerate(attributions) if a.covers(offset)]
    covering.sort(key=lambda pair: (*_place(pair[1], sentence), pair[0]))
    chain: list[Voice] = []
    for _, attribution in covering:
        voice = attribution.voice
        if not any(_same_voice(voice, other) for other in chain):
            chain.append(voice)
    return tuple(chain)


def _place(attribution: Attribution, sentence: Span | None) -> tuple[int, int, int]:
    form = attribution.voice.form
    rank = _RANK.get(form, 2)
    return rank, -_width(attribution, sentence) if rank == 2 else 0, int(form in _HEDGES)


def _width(attribution: Attribution, sentence: Span | None) -> int:
    """How many characters a voice speaks for, within the sentence where one is given."""
    if sentence is None:
        return sum(span.end - span.start for span in attribution.scope)
    return sum(max(0, min(s.end, sentence.end) - max(s.start, sentence.start)) for s in attribution.scope)


def _same_voice(a: Voice, b: Voice) -> bool:
    """Whether two links of a chain are one speaker in one act, told twice ("he said, adding that")."""
    return bool(a.names) and (a.names, a.act, a.form) == (b.names, b.act, b.form)
