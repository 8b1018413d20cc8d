"""Voices that are no saying verb in the active: "according to X", "reportedly", "was reported", "claimed by X"."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.annotate.sayings import is_passive
from dateline.annotate.voice_parts import SUBJECTS, Reading, Speaker, attribute, drop_that, read_speaker, runs, trim
from dateline.model import Attribution, Span, VoiceAct, VoiceForm, Word

_PASSIVES: dict[str, VoiceAct] = {
    "report": "report", "say": "report", "allege": "accuse", "rumour": "report", "rumor": "report",
    "believe": "suspect", "think": "suspect", "suspect": "suspect", "presume": "suspect", "fear": "suspect",
    "assume": "suspect", "understand": "report", "confirm": "confirm", "estimate": "estimate", "blame": "accuse",
    "accuse": "accuse", "claim": "report", "announce": "announce", "state": "report", "quote": "report",
    "deny": "deny", "attribute": "accuse", "verify": "confirm",
}  # fmt: skip
_PARTICIPLES = frozenset("accuse suspect believe think estimate allege report rumour rumor".split())


def find_hedges(reading: Reading, so_far: Sequence[Attribution]) -> list[Attribution]:
    """The according-to phrases, hedging adverbs and passive sayings, in text order."""
    found: list[Attribution] = []
    for word in reading.parse.words:
        if reading.quoted(word):
            continue
        lower = word.text.casefold()
        if lower in ("according", "per"):
            found += _according_to(reading, word, [*so_far, *found])
        elif reading.cues.adverb(lower):
            found += _adverb(reading, word)
        elif word.lemma in _PASSIVES and word.pos in ("VERB", "AUX", "ADJ") and _is_told(reading, word):
            found += _passive(reading, word, so_far)
    return found


# ---------------------------------------------------------------- according to


def _according_to(reading: Reading, word: Word, so_far: Sequence[Attribution]) -> list[Attribution]:
    """ "According to X": the sentence it stands in speaks for X, or the part after a "but" or semicolon."""
    words = reading.sentence_words(word)
    after = [w for w in words if w.i > word.i]
    prep = word
    if word.text.casefold() == "according":
        if not after or after[0].text.casefold() != "to":
            return []
        prep = after[0]
    objects = reading.children(prep, "pobj") or [w for w in after[1:6] if w.pos in ("NOUN", "PROPN")][:1]
    if not objects or (word.text.casefold() == "per" and objects[0].pos != "PROPN"):
        return []
    if reading.cues.sort(objects[0].lemma) is None and objects[0].lemma in ("plan", "law", "schedule", "rule", "will"):
        return []
    speaker = read_speaker(reading, objects[0], so_far)
    if speaker is None:
        return []
    quote = Span(word.start, max(speaker.span.end, prep.end))
    form: VoiceForm = "headline" if reading.kind(word) == "title" else "according_to"
    act: VoiceAct = "estimate" if objects[0].lemma == "estimate" else "report"
    return [attribute(reading, speaker, form, act, f"{word.text} to", quote, [_side(reading, words, quote)])]


def _side(reading: Reading, words: Sequence[Word], quote: Span) -> Span:
    """The part of the sentence that an according-to phrase speaks for."""
    start, end = words[0].start, words[-1].end
    glued = reading.text[quote.start - 1 : quote.start] in tuple(".!?") and reading.text[quote.start].isupper()
    start = quote.start if glued else start
    for n, word in enumerate(words):
        lower = word.text.casefold()
        parts = lower == ";" or (lower in ("but", "while", "whereas", "although", "though") and _opens(words, n))
        if parts and word.end <= quote.start:
            start = word.end
        elif parts and word.start >= quote.end:
            end = word.start
            break
    return trim(reading, Span(start, end))


def _opens(words: Sequence[Word], n: int) -> bool:
    """Whether the joining word at ``n`` opens a clause: after a comma, with a verb of its own behind it."""
    return n > 0 and words[n - 1].text in (",", ";", "-", "–", "—") and any(w.dep in SUBJECTS for w in words[n + 1 :])


# ---------------------------------------------------------------- adverbs


def _adverb(reading: Reading, word: Word) -> list[Attribution]:
    """ "reportedly": its clause's words, in the voice of no one named."""
    cue = reading.cues.adverb(word.text.casefold())
    verb = next((w for w in reading.parse.ancestors(word.i) if w.pos in ("VERB", "AUX")), reading.head(word))
    if cue is None:
        return []
    scope = clause_words(reading, verb)
    form: VoiceForm = "headline" if reading.kind(word) == "title" else "adverb"
    return [attribute(reading, None, form, cue.act, word.text, word.span, runs(scope))] if scope else []


def clause_words(reading: Reading, verb: Word) -> list[Word]:
    """The words of the clause under a verb, without joined clauses that have a subject of their own."""
    left: set[int] = set()
    for child in reading.children(verb, "conj", "parataxis", "ccomp"):
        own = bool(reading.children(child, *SUBJECTS))
        if own and (child.dep != "ccomp" or child.i < verb.i):
            left.update(w.i for w in reading.parse.subtree(child.i))
    return [w for w in reading.parse.subtree(verb.i) if w.i not in left]


# ---------------------------------------------------------------- passives


def _passive(reading: Reading, verb: Word, so_far: Sequence[Attribution]) -> list[Attribution]:
    """ "was reported killed", "is believed to have fled", "it was said that", "the attack was claimed by X"."""
    negated = any(c.dep == "neg" for c in reading.children(verb))
    marked = any(c.text.casefold() in ("if", "unless", "until", "whether", "once") for c in reading.children(verb))
    coming = any(c.lemma in ("will", "would", "can", "could", "may", "should") for c in reading.children(verb, "aux"))
    if negated or marked or coming:
        return []
    agent = _agent(reading, verb)
    speaker = read_speaker(reading, agent, so_far) if agent else None
    if agent is not None and speaker is None:
        return []
    act, says = _act(reading, verb, speaker)
    if not says:
        return []
    taken = act == "claim_responsibility"
    scope = [w for w in clause_words(reading, verb) if (taken and w.i == verb.i) or not _is_cue(verb, w)]
    if speaker is not None:
        scope = [w for w in scope if not (speaker.span.start <= w.start < speaker.span.end)]
    aux = [c for c in reading.children(verb, "aux", "auxpass") if c.i < verb.i]
    start = min([verb.start, *(a.start for a in aux)])
    end = speaker.span.end if speaker and speaker.span.end > verb.end else verb.end
    if speaker and act == "claim_responsibility":
        start = min(w.start for w in clause_words(reading, verb))
    form: VoiceForm = "headline" if reading.kind(verb) == "title" else "passive"
    told = drop_that(reading, [Span(min(w.start for w in scope), max(w.end for w in scope))]) if scope else []
    return [attribute(reading, speaker, form, act, verb.text, Span(start, end), told)] if told else []


def _is_told(reading: Reading, verb: Word) -> bool:
    """Whether the verb is a passive, or a participle behind a noun ("people accused of ...", "thought to be dead")."""
    if is_passive(reading, verb):
        return True
    behind = verb.tag == "VBN" and verb.dep == "acl" and verb.lemma in _PARTICIPLES
    return behind and bool(reading.children(verb, "xcomp", "prep", "oprd", "agent"))


def _agent(reading: Reading, verb: Word) -> Word | None:
    for by in reading.children(verb, "agent", "prep"):
        if by.text.casefold() == "by":
            return next(iter(reading.children(by, "pobj")), None)
    return None


def _act(reading: Reading, verb: Word, speaker: Speaker | None) -> tuple[VoiceAct, bool]:
    """The act of a passive saying, and whether it says anything of a happening."""
    subject = next(iter(reading.children(verb, "nsubjpass", "nsubj")), None)
    clausal = bool(reading.children(verb, "ccomp", "xcomp", "oprd", "acomp", "advcl", "dep"))
    lemma = verb.lemma
    if lemma == "claim":
        taken = subject is not None and subject.lemma in ("responsibility", "credit")
        return ("claim_responsibility" if speaker else "report"), speaker is not None or clausal or taken
    if lemma in ("blame", "accuse", "attribute"):
        return "accuse", True
    if lemma in ("fear", "understand", "say", "think", "believe", "state", "quote", "assume", "presume", "announce"):
        return _PASSIVES[lemma], clausal
    return _PASSIVES[lemma], True


def _is_cue(verb: Word, word: Word) -> bool:
    """Whether the word is the passive's own: the verb, its auxiliaries, "it"."""
    if word.i == verb.i or (word.head == verb.i and word.dep in ("aux", "auxpass", "agent", "punct")):
        return True
    return word.head == verb.i and word.text.casefold() == "it" and word.dep in SUBJECTS
