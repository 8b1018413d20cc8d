"""Quotations: whether a saying is in quotation marks, which one stands beside it, and where it runs on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.annotate.voice_parts import Reading
from dateline.model import Attribution, Span, Word


def is_direct(reading: Reading, scope: Sequence[Span]) -> bool:
    """Whether what is said stands (nearly) all in quotation marks."""
    if not scope or not any(q.start - 2 <= scope[0].start < q.end for q in reading.quotations):
        return False
    size = sum(s.end - s.start for s in scope)
    inside = 0
    for span in scope:
        for q in reading.quotations:
            inside += max(0, min(span.end, q.end) - max(span.start, q.start))
    return inside * 10 >= size * 6


def whole_quotations(reading: Reading, scope: Sequence[Span]) -> list[Span]:
    """The stretches widened to the quotations they lie in."""
    spans = list(scope)
    for q in reading.quotations:
        touching = [s for s in spans if s.overlaps(q)]
        if touching:
            whole = Span(min(q.start, *(s.start for s in touching)), max(q.end, *(s.end for s in touching)))
            spans = [s for s in spans if s not in touching] + [whole]
    return sorted(spans)


def near_quotation(reading: Reading, verb: Word, start: int) -> list[Span]:
    """A quotation of at least four words that begins or ends within a few words of the saying."""
    first = reading.parse.words[start].start
    for quotation in reading.quotations:
        inside = reading.words(quotation)
        if len([w for w in inside if w.pos != "PUNCT"]) < 4 or not any(w.pos in ("VERB", "AUX") for w in inside):
            continue
        gap = reading.text[verb.end : quotation.start] if quotation.start >= verb.end else None
        short = gap is not None and len(gap.split()) <= 8 and "." not in gap and "\n" not in gap
        if gap is not None and short and (gap.rstrip().endswith((",", ":")) or not gap.strip()):
            return [quotation]
        gap = reading.text[quotation.end : first] if quotation.end <= first else None
        if gap is not None and len(gap.split()) <= 1 and "\n" not in gap:
            return [quotation]
    return []


def extend_quotations(reading: Reading, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, those of quotations widened to the quotations that follow in the same block with no saying of
    their own: "...", said X. "..."."""
    result = list(found)
    for quotation in reading.quotations:
        sentences = {w.sentence for w in reading.words(quotation)}
        inside = all(quotation.covers(_bare(reading, reading.parse.sentences[n].span)) for n in sentences)
        if not sentences or not inside or any(a.covers(quotation.start + 1) for a in result):
            continue
        block = reading.parse.sentences[min(sentences)].block
        before = [n for n, a in enumerate(result) if _is_quotation_before(reading, a, quotation, block)]
        if before:
            last = max(before, key=lambda n: result[n].voice.quote.start)
            result[last] = replace(result[last], scope=(*result[last].scope, quotation))
    return result


def _bare(reading: Reading, span: Span) -> Span:
    """A sentence's span without quotation marks and stops at its ends."""
    start, end = span.start, span.end
    while start < end and reading.text[start] in "\"' ":
        start += 1
    while end > start and reading.text[end - 1] in "\"' .":
        end -= 1
    return Span(start, end)


def _is_quotation_before(reading: Reading, saying: Attribution, quotation: Span, block: int) -> bool:
    sentence = reading.parse.sentence_at(saying.voice.quote.start)
    near = sentence is not None and sentence.block == block and saying.voice.quote.start < quotation.start
    return near and saying.voice.form == "direct"
