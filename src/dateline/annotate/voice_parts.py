"""What every finder of voices needs: the document read with its grammar, quotations, and who a noun phrase names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.knowledge.cues import CueTable
from dateline.knowledge.outlets import OutletTable
from dateline.model import Attribution, Document, Mention, Parse, Span, Voice, VoiceAct, VoiceForm, Word
from dateline.text import fold_marks

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
_LOOSE = frozenset(("relcl", "acl", "appos", "advcl", "cc", "conj", "punct", "parataxis", "preconj", "npadvmod"))
_CARRIERS = frozenset(
    "channel newspaper agency website portal station daily network magazine outlet newsletter service page account"
    " broadcaster weekly paper site tabloid television tv radio".split()
)
_NO_ONE = frozenset("i we you one nobody none there what this these those".split())
_PERSONAL = frozenset(("he", "she", "it", "they", "him", "her", "them"))
_SINGLE_QUOTES = re.compile(r"(?<!\w)'(?=\w)((?:[^'\"\n]|(?<=\w)'(?=\w)){15,600}?)'(?!\w)")
_BRANCHES = re.compile(r'"([^"]+)"')


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: names as worded, the source they resolve to, and the words of the whole noun phrase."""

    names: tuple[str, ...]
    source: str | None
    span: Span


@dataclass(frozen=True)
class Reading:
    """A document with its grammar, its names and the tables of saying, made ready for finding voices.

    ``text`` has its quotation marks folded, character for character; ``quotations`` are the stretches in quotation
    marks, the marks included.
    """

    document: Document
    parse: Parse
    mentions: tuple[Mention, ...]
    cues: CueTable
    outlets: OutletTable
    text: str
    quotations: tuple[Span, ...]

    def words(self, span: Span) -> tuple[Word, ...]:
        """The words of a span."""
        return self.parse.words_in(span)

    def sentence_words(self, word: Word) -> tuple[Word, ...]:
        """The words of the sentence that ``word`` stands in."""
        sentence = self.parse.sentences[word.sentence]
        return self.parse.words[sentence.first : sentence.last]

    def children(self, word: Word, *deps: str) -> list[Word]:
        """The dependents of a word that bear one of these labels (all, where none is given)."""
        found = [self.parse.words[i] for i in word.children]
        return [child for child in found if child.dep in deps] if deps else found

    def head(self, word: Word) -> Word:
        """The governor of a word."""
        return self.parse.words[word.head]

    def kind(self, word: Word) -> str:
        """The kind of the block that a word stands in."""
        return self.document.blocks[self.parse.sentences[word.sentence].block].kind

    def quoted(self, word: Word) -> bool:
        """Whether the word stands inside quotation marks."""
        return any(q.start <= word.start < q.end for q in self.quotations)


def make_reading(
    document: Document, parse: Parse, mentions: Sequence[Mention], cues: CueTable, outlets: OutletTable
) -> Reading:
    """A document made ready for finding voices."""
    text = fold_marks(document.text)
    return Reading(document, parse, tuple(mentions), cues, outlets, text, _find_quotations(document, text))


def _find_quotations(document: Document, text: str) -> tuple[Span, ...]:
    """The stretches in quotation marks, paired within a block; one left open runs to the block's end."""
    found: list[Span] = []
    for block in document.blocks:
        start, end = block.span.start, block.span.end
        marks = [n for n in range(start, end) if text[n] == '"']
        if len(marks) % 2:
            marks.append(end - 1)
        found += [Span(a, b + 1) for a, b in zip(marks[::2], marks[1::2], strict=True) if b > a]
        for match in _SINGLE_QUOTES.finditer(text, start, end):
            span = Span(match.start(), match.end())
            if not any(span.overlaps(other) for other in found):
                found.append(span)
    return tuple(sorted(found))


# ---------------------------------------------------------------- who a noun phrase names


def phrase_words(reading: Reading, head: Word, loose: frozenset[str] = _LOOSE) -> list[Word]:
    """The words of the noun phrase under ``head``, without clauses, appositions, conjuncts and times."""
    words = [head]
    queue = [child for child in reading.children(head) if not _is_aside(reading, child, loose)]
    while queue:
        word = queue.pop()
        words.append(word)
        queue += [child for child in reading.children(word) if not _is_aside(reading, child, loose - {"conj", "cc"})]
    words.sort(key=lambda word: word.i)
    run = [head]
    for word in words[words.index(head) + 1 :]:
        if word.i - run[-1].i > 2:
            break
        run.append(word)
    return [word for word in words if word.i < head.i and head.i - word.i < 25] + run


def _is_aside(reading: Reading, word: Word, loose: frozenset[str]) -> bool:
    if word.dep in loose and not (word.dep == "punct" and word.text in ("-", "/")):
        return not (word.dep == "appos" and _is_tight(reading, word))
    if word.dep == "prep":
        objects = reading.children(word, "pobj")
        return not objects or any(o.entity in ("DATE", "TIME") for o in objects) or word.text.casefold() == "like"
    return False


def _is_tight(reading: Reading, word: Word) -> bool:
    """Whether an apposition follows its head with no comma ("spokesman Peter Cook")."""
    first = min(w.i for w in reading.parse.subtree(word.i))
    return first > 0 and reading.parse.words[first - 1].text not in (",", "-", "--", "–", "—", "(", ":")


def read_speaker(reading: Reading, head: Word, so_far: Sequence[Attribution]) -> Speaker | None:
    """Who the noun phrase under ``head`` names, a pronoun followed to its antecedent; None where no one can be meant
    ("I", "no group", "nobody")."""
    lower = head.text.casefold()
    if lower in _NO_ONE or (lower == "that" and head.tag != "WDT"):
        return None
    if any(child.text.casefold() in ("no", "neither") for child in reading.children(head, "det", "neg")):
        return None
    if head.tag in ("WP", "WDT", "WRB"):
        return _antecedent_of_relative(reading, head, so_far)
    if lower in _PERSONAL:
        return _antecedent(reading, head, so_far)
    heads = [head, *_conjuncts(reading, head)]
    parts = [phrase_words(reading, part) for part in heads]
    spans = [trim(reading, Span(part[0].start, part[-1].end)) for part in parts]
    whole = Span(min(s.start for s in spans), max(s.end for s in spans))
    names = tuple(name for h, s in zip(heads, spans, strict=True) for name in _name(reading, h, s))
    if head.lemma in ("report", "rumour", "rumor") and all(c.dep in ("amod", "det") for c in reading.children(head)):
        names = ()
    return Speaker(tuple(dict.fromkeys(names)), find_source(reading, head, spans[0]), whole)


def trim(reading: Reading, span: Span) -> Span:
    """The span without white space, commas and stray marks at its ends."""
    start, end = span.start, span.end
    while start < end and reading.text[start] in " \n\t,;:*/-–—•)(":
        start += 1
    while reading.text[start - 1 : start] == "-" and reading.text[start - 2 : start - 1].isalnum():
        start = reading.text.rfind(" ", 0, start) + 1
    while end > start and reading.text[end - 1] in " \n\t,;:–—-(":
        end -= 1
    opened = reading.text.rfind("(", start, end)
    if opened > start and ")" not in reading.text[opened:end]:
        end = opened
        while reading.text[end - 1].isspace():
            end -= 1
    return Span(start, end)


def _conjuncts(reading: Reading, head: Word) -> list[Word]:
    found: list[Word] = []
    here = head
    while True:
        following = [c for c in reading.children(here, "conj") if c.pos in ("NOUN", "PROPN", "PRON")]
        if not following or len(found) > 4:
            return found
        here = following[0]
        found.append(here)


def _name(reading: Reading, head: Word, span: Span) -> tuple[str, ...]:
    """The name as worded; of "the newspaper X" the outlet's own name alone."""
    text = reading.document.text[span.start : span.end]
    if any(w.lemma in _CARRIERS for w in reading.words(span)):
        quoted = _BRANCHES.search(reading.text[span.start : span.end])
        if quoted:
            return (text[quoted.start(1) : quoted.end(1)],)
        known = [hit for hit in reading.outlets.index.find(text) if "'s" not in fold_marks(text)[hit.span.end :][:2]]
        if known:
            hit = known[-1]
            return (text[hit.span.start : hit.span.end],)
    bare = text.strip("\"'“”‘’")
    return (bare if head.text in bare else text,)


def find_source(reading: Reading, head: Word, span: Span) -> str | None:
    """What a speaker's words resolve to: an outlet's name, an actor's id, a sort of speaker, or None."""
    text = reading.document.text[span.start : span.end]
    hits = reading.outlets.index.find(text)
    carrier = any(w.lemma in _CARRIERS for w in reading.words(span))
    for hit in hits:
        if carrier or hit.span.start + span.start <= head.start < hit.span.end + span.start:
            return hit.key
    inside = [m for m in reading.mentions if span.covers(m.span) and m.key and m.kind in ("actor", "outlet")]
    for mention in inside:
        if mention.span.start <= head.start < mention.span.end:
            return mention.key
    sort = reading.cues.sort(head.lemma) or reading.cues.sort(head.text)
    if head.pos == "PROPN" and sort == "social_media":
        sort = "media"
    if sort is None:
        left = [w for w in reading.words(span) if w.i < head.i and w.dep in ("compound", "amod", "nmod")]
        sort = next((s for s in (reading.cues.sort(w.lemma) for w in reversed(left)) if s), None)
    if sort in ("source", "group", "report") and inside:
        return inside[0].key
    return sort or (inside[0].key if inside else None)


def _antecedent(reading: Reading, head: Word, so_far: Sequence[Attribution]) -> Speaker:
    """The speaker a personal pronoun stands for: the nearest earlier one that agrees, else the subject before it."""
    lower = head.text.casefold()
    past = [a.voice for a in so_far if a.voice.names and a.voice.form not in ("parenthetical", "block")]
    past = [v for v in past if v.quote.end <= head.start and v.quote.text not in v.names]
    block = reading.parse.sentences[head.sentence].block
    near = [v for v in past if block - reading.parse.sentences[_sentence_of(reading, v)].block <= 3]
    last = max(near, key=lambda voice: voice.quote.start, default=None)
    found = _subject_before(reading, head, lower, so_far)
    if last is not None and (found is None or found.start < last.quote.end):
        return Speaker(last.names, last.source, head.span)
    if found is not None:
        words = phrase_words(reading, found)
        span = trim(reading, Span(words[0].start, words[-1].end))
        return Speaker(_name(reading, found, span), find_source(reading, found, span), head.span)
    return Speaker((reading.document.text[head.start : head.end],), None, head.span)


def _sentence_of(reading: Reading, voice: Voice) -> int:
    words = reading.words(voice.quote.span)
    return words[0].sentence if words else 0


def _subject_before(reading: Reading, head: Word, lower: str, so_far: Sequence[Attribution]) -> Word | None:
    """The nearest subject before a pronoun, this sentence or the one before, that is a person (he, she) or not (it),
    and not itself told by someone."""
    first = reading.parse.sentences[max(head.sentence - 1, 0)].first
    for i in range(head.i - 1, first - 1, -1):
        word = reading.parse.words[i]
        if word.dep not in ("nsubj", "nsubjpass") or word.pos not in ("PROPN", "NOUN"):
            continue
        if reading.quoted(word) or any(a.covers(word.start) for a in so_far):
            continue
        person = word.entity == "PERSON" or reading.cues.sort(word.lemma) is not None
        if (lower in ("he", "she") and person) or lower == "they" or (lower == "it" and word.entity != "PERSON"):
            return word
    return None


def _antecedent_of_relative(reading: Reading, head: Word, so_far: Sequence[Attribution]) -> Speaker | None:
    """The noun that "who" or "which" refers to."""
    for word in reading.parse.ancestors(head.i):
        if word.dep == "relcl":
            noun = reading.head(word)
            speaker = read_speaker(reading, noun, so_far) if noun.pos in ("NOUN", "PROPN") else None
            return Speaker(speaker.names, speaker.source, head.span) if speaker else None
    return None


# ---------------------------------------------------------------- making an attribution


def attribute(
    reading: Reading,
    speaker: Speaker | None,
    form: VoiceForm,
    act: VoiceAct,
    cue: str,
    quote: Span,
    scope: Iterable[Span],
) -> Attribution:
    """A voice with its scope; ``speaker`` None is a voice without a name."""
    names = speaker.names if speaker else ()
    source = speaker.source if speaker else None
    voice = Voice(names, source, form, act, cue, (), reading.document.quote(quote))
    return Attribution(voice, tuple(sorted(scope)))


def without(scope: Iterable[Span], cut: Iterable[Span]) -> tuple[Span, ...]:
    """The stretches of ``scope`` with the stretches of ``cut`` taken out."""
    spans = list(scope)
    for hole in cut:
        parts = [p for s in spans for p in (Span(s.start, min(s.end, hole.start)), Span(max(s.start, hole.end), s.end))]
        spans = [p for p in parts if p.end > p.start] if any(hole.overlaps(s) for s in spans) else spans
    return tuple(spans)


def runs(words: Iterable[Word]) -> list[Span]:
    """Stretches of neighbouring words as spans, stretches of bare punctuation left out."""
    found: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.i):
        if found and word.i == found[-1][-1].i + 1:
            found[-1].append(word)
        else:
            found.append([word])
    return [Span(run[0].start, run[-1].end) for run in found if any(word.pos != "PUNCT" for word in run)]


def drop_that(reading: Reading, spans: Sequence[Span]) -> list[Span]:
    """The stretches without a leading "that", commas and bare marks."""
    kept = []
    for span in spans:
        span = trim(reading, span)
        if reading.text[span.start : span.end].casefold().startswith("that "):
            span = Span(span.start + 5, span.end)
        if span.end > span.start:
            kept.append(span)
    return kept
