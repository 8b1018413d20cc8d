"""Who says so: every voice of a report with the stretches of text it speaks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.annotate.citations import find_citations
from dateline.annotate.hedges import find_hedges
from dateline.annotate.sayings import find_sayings
from dateline.annotate.voice_blocks import find_blocks, find_headlines
from dateline.annotate.voice_parts import make_reading, without
from dateline.knowledge.cues import CueTable
from dateline.knowledge.outlets import OutletTable
from dateline.model import Attribution, Document, Mention, Parse, Span


def find_voices(
    document: Document, parse: Parse, mentions: Sequence[Mention], cues: CueTable, outlets: OutletTable
) -> tuple[Attribution, ...]:
    """The voices of a document with what they speak for, in the order in which their words stand.

    The report itself, which always speaks first, is left out. Of two voices with the same words the outer one stands
    first.
    """
    reading = make_reading(document, parse, mentions, cues, outlets)
    sayings = find_sayings(reading)
    hedges = find_hedges(reading, sayings)
    speech = [*sayings, *hedges]
    blocks = find_blocks(reading)
    opening = [a.voice.quote.span for a in blocks]
    citations = find_citations(reading, speech)
    found = [*blocks, *citations, *find_headlines(reading, [*speech, *citations])]
    brackets = [_own_words(document, a) for a in citations]
    for saying in speech:
        scope = without(saying.scope, brackets)
        if scope and not any(saying.voice.quote.span.overlaps(span) for span in (*opening, *brackets)):
            found.append(replace(saying, scope=scope))
    return tuple(sorted(_without_doubles(found), key=lambda a: a.voice.quote.start))


def _own_words(document: Document, citation: Attribution) -> Span:
    """The words of a citation that no one says; a dateline's with the place before it."""
    quote = citation.voice.quote.span
    after = citation.scope[0].start
    if after < quote.end:
        return quote
    block = next(b for b in document.blocks if b.span.covers(quote))
    return Span(block.span.start, after)


def _without_doubles(found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, each once."""
    return list(dict.fromkeys(found))
