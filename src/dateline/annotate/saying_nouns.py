"""Voices of saying nouns: "leaks from the ministry that ...", "the army's claim that ..."."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.annotate.quotations import is_direct, whole_quotations
from dateline.annotate.voice_parts import (
    SUBJECTS,
    Reading,
    Speaker,
    attribute,
    drop_that,
    find_source,
    read_speaker,
    runs,
    trim,
)
from dateline.model import Attribution, Span, VoiceForm, Word

RESPONSIBILITY = frozenset(("responsibility", "credit"))
"""What a group claims."""


def read_noun(reading: Reading, noun: Word, so_far: Sequence[Attribution]) -> list[Attribution]:
    """The voice of a saying noun with its speaker: "leaks from the ministry that ...", "the army's claim that ..."."""
    cue = reading.cues.noun(noun.lemma)
    if cue is None:
        return []
    owner = _owner(reading, noun)
    clause = _said_by_noun(reading, noun)
    if clause is None or owner is None or any(c.dep == "neg" or c.lemma == "no" for c in reading.children(noun)):
        return []
    speaker = read_speaker(reading, owner, so_far)
    if speaker is None:
        return []
    scope = drop_that(reading, runs(w for w in reading.parse.subtree(clause.i)))
    if not scope:
        return []
    form: VoiceForm = "direct" if is_direct(reading, scope) else "indirect"
    scope = whole_quotations(reading, scope)
    quote = Span(min(noun.start, speaker.span.start), max(noun.end, speaker.span.end))
    return [attribute(reading, speaker, form, cue.act, noun.text, quote, scope)]


def read_mistaken_claim(reading: Reading, noun: Word) -> list[Attribution]:
    """The voice of "ISIL claims responsibility", which the parser likes to take for a noun phrase."""
    words = reading.sentence_words(noun)
    behind = [w for w in words if w.i > noun.i]
    if noun.text.casefold() not in ("claim", "claims") or not behind or behind[0].lemma not in RESPONSIBILITY:
        return []
    start = noun.i
    while start > words[0].i and reading.parse.words[start - 1].pos in ("PROPN", "NOUN", "DET", "ADJ", "PART", "NUM"):
        start -= 1
    if start == noun.i or any(
        w.text.casefold() in ("no", "these", "such") for w in reading.parse.words[start : noun.i]
    ):
        return []
    span = trim(reading, Span(reading.parse.words[start].start, reading.parse.words[noun.i - 1].end))
    head = reading.parse.words[noun.i - 1]
    speaker = Speaker((reading.document.text[span.start : span.end],), find_source(reading, head, span), span)
    scope = drop_that(reading, [Span(noun.start, behind[-1].end)])
    quote = Span(span.start, behind[0].end)
    return [attribute(reading, speaker, "indirect", "claim_responsibility", noun.text, quote, scope)]


def _said_by_noun(reading: Reading, noun: Word) -> Word | None:
    """The clause with "that" under a saying noun, or right behind its phrase where the grammar hung it on the verb."""
    for clause in reading.children(noun, "acl", "ccomp", "relcl", "appos"):
        if _has_that(reading, clause):
            return clause
    last = max(w.i for w in reading.parse.subtree(noun.i))
    if last + 1 < len(reading.parse.words):
        mark = reading.parse.words[last + 1]
        clause = reading.head(mark)
        if mark.text.casefold() == "that" and mark.dep == "mark" and _has_that(reading, clause) and clause.i > mark.i:
            return clause
    return None


def _has_that(reading: Reading, clause: Word) -> bool:
    """Whether the clause under a noun is what it says ("the claim that he fell"), not what describes it."""
    marks = [c for c in reading.children(clause, "mark") if c.text.casefold() == "that"]
    return bool(marks) and bool(reading.children(clause, *SUBJECTS))


def _owner(reading: Reading, noun: Word) -> Word | None:
    """Whose saying it is: "by", "from", "of" or a possessive."""
    for prep in reading.children(noun, "prep", "agent"):
        if prep.text.casefold() in ("from", "by", "of"):
            objects = reading.children(prep, "pobj")
            if objects and objects[0].pos in ("NOUN", "PROPN"):
                return objects[0]
    owners = [c for c in reading.children(noun, "poss") if c.pos in ("NOUN", "PROPN")]
    return owners[0] if owners else None
