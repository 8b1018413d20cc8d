"""The words that tell a happening: its sentence or clause, without a dateline before it or a citation behind it."""

from __future__ import annotations

import re

from dateline.extract.scene import Scene
from dateline.model import Sentence, Span
from dateline.text import fold_marks

LONG_SENTENCE = 320
"""Characters from which a frame quotes its clause instead of its sentence."""

_DATELINE = re.compile(r"[^\W\d_][\w .'/-]{2,40}, [\w. ]{3,20}(?:\([^)]{2,40}\)\s*)?[-–—]+\s+")


def after_dateline(scene: Scene, sentence: Sentence) -> int:
    """Where the sentence begins behind "GAO, Jan 18 (Wire) -"."""
    match = _DATELINE.match(fold_marks(scene.document.text), sentence.span.start, sentence.span.end)
    return match.end() if match else sentence.span.start


def in_dateline(scene: Scene, phrase: Span, begin: int) -> bool:
    """Whether a phrase of the sentence stands before the text that its dateline opens."""
    sentence = scene.parse.sentence_at(begin)
    return sentence is not None and sentence.span.start <= phrase.start < begin


def clause_of(scene: Scene, i: int) -> int:
    """The verb of the clause that word ``i`` stands in."""
    here = scene.words[i]
    while here.pos not in ("VERB", "AUX") and here.head != here.i:
        here = scene.words[here.head]
    return here.i


def quote_of(scene: Scene, head: int, trigger: Span) -> Span:
    """The sentence of word ``head`` that tells the happening, without a citation at its end; of a long one the
    trigger's clause."""
    sentence = scene.parse.sentences[scene.words[head].sentence]
    start, end = after_dateline(scene, sentence), sentence.span.end
    for attribution in scene.annotations.attributions:
        voice = attribution.voice
        if voice.form == "parenthetical" and trigger.end <= voice.quote.start < end:
            end = min(end, voice.quote.start)
    if end - start > LONG_SENTENCE:
        clause = [w for w in scene.parse.subtree(clause_of(scene, head)) if w.start < end]
        covered = Span(min(w.start for w in clause), max(w.end for w in clause))
        if covered.covers(trigger):
            start, end = max(start, covered.start), min(end, covered.end)
    text = scene.document.text
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
