"""Voices over whole blocks ("X highlighted main news:") and in headlines ("Ministry: three killed")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.annotate.sayings import find_subject
from dateline.annotate.voice_parts import Reading, Speaker, attribute, read_speaker
from dateline.model import Attribution, Sentence, Span

_OPENERS = frozenset(
    "highlight report summarise summarize list outline publish say state announce write follow include describe"
    " compile release note issue provide carry present record document post tell read add give make".split()
)
_BULLET = re.compile(r"\s*[*•·\-–—]\s+|\s*\d{1,2}[.)]\s+")
_HEAD_LEFT = re.compile(r"^([^:\n]{2,60}):\s+(\S.{8,})$")
_HEAD_RIGHT = re.compile(r"^(.{10,}?)(?::|\s[-–—])\s+([^:\n–—]{2,40})$")


def find_blocks(reading: Reading) -> list[Attribution]:
    """The voices over all blocks that follow "X reported the following:"."""
    openers = []
    for sentence in reading.parse.sentences:
        found = _read_opener(reading, sentence)
        if found is not None:
            openers.append((sentence, *found))
    attributions = []
    for n, (sentence, speaker, cue, quote) in enumerate(openers):
        stop = openers[n + 1][0].block if n + 1 < len(openers) else len(reading.document.blocks)
        scope = _following(reading, sentence, stop)
        if scope is not None:
            attributions.append(attribute(reading, speaker, "block", "report", cue, quote, [scope]))
    return attributions


def _read_opener(reading: Reading, sentence: Sentence) -> tuple[Speaker, str, Span] | None:
    """Who speaks in what follows a sentence that ends its block with a colon, with the cue and the quote."""
    block = reading.document.blocks[sentence.block]
    if block.kind == "title" or not reading.text[: block.span.end].rstrip().endswith(":"):
        return None
    if reading.text[sentence.span.end : block.span.end].strip(" :"):
        return None
    words = reading.parse.words[sentence.first : sentence.last]
    end = max((w.end for w in words if w.text != ":"), default=sentence.span.end)
    for word in words:
        if word.lemma not in _OPENERS or word.pos not in ("VERB", "AUX"):
            continue
        subject = find_subject(reading, word)
        if subject is None or subject.i > word.i:
            continue
        speaker = read_speaker(reading, subject, ())
        if speaker is not None and speaker.span.start >= sentence.span.start:
            return speaker, word.text, Span(speaker.span.start, end)
    for word in words:
        if word.text.casefold() == "according" and word.i + 2 < sentence.last:
            objects = [w for w in words if w.i > word.i + 1 and w.dep == "pobj"]
            speaker = read_speaker(reading, objects[0], ()) if objects else None
            if speaker is not None:
                return speaker, "according to", Span(word.start, speaker.span.end)
    return None


def _following(reading: Reading, sentence: Sentence, stop: int) -> Span | None:
    """The blocks an opener speaks for: a list with the headings inside it, else the blocks up to the next heading."""
    blocks = reading.document.blocks
    first = sentence.block + 1
    if first >= stop:
        return None
    listed = [n for n in range(first, stop) if _is_item(reading, n)]
    if listed and all(blocks[n].kind == "heading" or _is_item(reading, n) for n in range(first, listed[0])):
        last = listed[-1]
    elif blocks[first].kind == "paragraph":
        last = first
        while last + 1 < stop and blocks[last + 1].kind == "paragraph":
            last += 1
        inside = [q for q in reading.quotations if blocks[first].span.covers(q)]
        quoted = any(q.start <= blocks[first].span.start + 1 for q in inside)
        last = first if quoted else last
    else:
        return None
    return Span(blocks[first].span.start, blocks[last].span.end)


def _is_item(reading: Reading, number: int) -> bool:
    block = reading.document.blocks[number]
    if block.kind == "bullet":
        return True
    return block.kind == "paragraph" and _BULLET.match(reading.text, block.span.start, block.span.end) is not None


# ---------------------------------------------------------------- headlines


def find_headlines(reading: Reading, so_far: Sequence[Attribution]) -> list[Attribution]:
    """The voices of titles that name who says so beside a colon or a dash."""
    found: list[Attribution] = []
    for block in reading.document.blocks:
        if block.kind != "title":
            continue
        text = reading.text[block.span.start : block.span.end]
        left, right = _HEAD_LEFT.match(text), _HEAD_RIGHT.match(text)
        for match, who, what in ((right, 2, 1), (left, 1, 2)):
            if match is None:
                continue
            start = block.span.start
            name = Span(start + match.start(who), start + match.end(who))
            speaker = _headline_speaker(reading, name, last=who == 2)
            scope = Span(start + match.start(what), start + match.end(what))
            if speaker and not any(a.voice.quote.span.overlaps(name) for a in so_far):
                found.append(attribute(reading, speaker, "headline", "report", "", name, [scope]))
                break
    return found


def _headline_speaker(reading: Reading, span: Span, last: bool) -> Speaker | None:
    """Who the words beside a headline's colon name: an outlet, an actor or a sort of speaker, few words long."""
    words = [w for w in reading.words(span) if w.pos != "PUNCT"]
    if not words or len(words) > 6 or any(w.pos in ("VERB", "AUX") and not w.text[0].isupper() for w in words):
        return None
    text = reading.document.text[span.start : span.end]
    outlet = reading.outlets.get(text)
    sort = reading.cues.sort(words[-1].lemma) or reading.cues.sort(words[-1].text)
    known = next((m.key for m in reading.mentions if m.key and m.kind == "actor" and m.span.covers(span)), None)
    source = outlet.name if outlet else known or sort
    if source is None and not (last and text.isupper() and len(words) == 1):
        return None
    return Speaker((text,), source, span)
