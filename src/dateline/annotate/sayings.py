"""Sayings: "X said that ...", "..., X said", "X claimed responsibility for ...", "X blamed Y for ...", a quotation."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.annotate.quotations import extend_quotations, is_direct, near_quotation, whole_quotations
from dateline.annotate.saying_nouns import RESPONSIBILITY, read_mistaken_claim, read_noun
from dateline.annotate.voice_parts import (
    SUBJECTS,
    Reading,
    Speaker,
    attribute,
    drop_that,
    read_speaker,
    runs,
    without,
)
from dateline.knowledge.cues import Cue
from dateline.model import Attribution, Span, VoiceAct, VoiceForm, Word

_CLAUSES = ("ccomp", "xcomp")
_CONDITIONS = frozenset(("if", "whether", "unless", "until", "without", "should"))
_MODALS = frozenset("would should may might must will shall could".split())
_NOT_TRAILING = frozenset(
    "respond continue answer reply conclude describe recall highlight detail cite reveal post learn hear read point"
    " quote record document broadcast vow pledge promise swear threaten think fear argue count project charge".split()
)
_MESSAGES = frozenset("interview statement letter call message remark comment".split())
_OUTLET_NOUNS = frozenset(
    "radio television tv newspaper daily weekly magazine station channel broadcaster agency network newswire wire site"
    " website portal paper press news gazette tribune reporter correspondent".split()
)
_HOLDERS = frozenset("decline refuse fail stop avoid want plan expect hesitate need try hope ask force urge".split())


def find_sayings(reading: Reading) -> list[Attribution]:
    """The voices of saying verbs and saying nouns, in text order."""
    found: list[Attribution] = []
    for word in reading.parse.words:
        if word.pos in ("VERB", "AUX", "NOUN") and not reading.quoted(word):
            if word.pos == "NOUN":
                found += read_noun(reading, word, found) or read_mistaken_claim(reading, word)
            else:
                found += _read_verb(reading, word, found)
    return extend_quotations(reading, found)


# ---------------------------------------------------------------- verbs


def _read_verb(reading: Reading, verb: Word, so_far: Sequence[Attribution]) -> list[Attribution]:
    """The voices that one saying verb makes: the speaker's, and before it that of the outlet he told."""
    cue = reading.cues.verb(verb.lemma)
    if cue is None or is_passive(reading, verb):
        return []
    subject = find_subject(reading, verb)
    if subject is None or subject.i == verb.i or _is_unreal(reading, verb):
        return []
    act, quote_end, scope = _complement(reading, verb, subject, cue)
    if sum(len(reading.words(span)) for span in scope) < 2:
        return []
    speaker = read_speaker(reading, subject, so_far)
    if speaker is None:
        return []
    form = _form(reading, verb, scope)
    scope = whole_quotations(reading, scope)
    quote = _quote(reading, speaker, verb, quote_end)
    voices = [attribute(reading, speaker, form, act, verb.text, quote, scope)]
    return [*_outer_voices(reading, verb, form), *voices, *_cited_voices(reading, verb, form, scope, so_far)]


def is_passive(reading: Reading, verb: Word) -> bool:
    """Whether the verb stands in the passive."""
    return bool(reading.children(verb, "auxpass", "nsubjpass"))


def find_subject(reading: Reading, verb: Word) -> Word | None:
    """The subject of a verb, also through "X has accused ... and said", "saying that"."""
    here = verb
    for _ in range(4):
        subjects = reading.children(here, "nsubj", "nsubjpass")
        if subjects:
            return subjects[-1]
        if here.dep in ("conj", "advcl", "xcomp", "parataxis", "dep") and reading.head(here).pos in ("VERB", "AUX"):
            if here.dep == "advcl" and here.tag not in ("VBG", "VBN"):
                return None
            here = reading.head(here)
        elif here.dep == "acl" and reading.head(here).pos in ("NOUN", "PROPN") and here.tag == "VBG":
            return reading.head(here)
        else:
            return None
    return None


def _is_unreal(reading: Reading, verb: Word) -> bool:
    """Whether the saying is negated, conditional, asked for or yet to come."""
    here = verb
    for _ in range(3):
        children = reading.children(here)
        lower = {child.text.casefold() for child in children if child.dep in ("neg", "aux", "mark", "advmod")}
        if any(child.dep == "neg" for child in children) or lower & {"never", "n't"}:
            return True
        if lower & _CONDITIONS or (lower & _MODALS and here.i == verb.i):
            return True
        if here.dep == "xcomp" and here.i == verb.i and reading.head(verb).lemma in _HOLDERS:
            return True
        if here.tag == "VB" and here.i == verb.i and any(c.text.casefold() == "to" for c in children):
            return reading.head(verb).lemma not in ("come", "go", "appear", "seem", "continue")
        if here.dep not in ("conj", "xcomp") or reading.head(here).pos not in ("VERB", "AUX"):
            return False
        if any(c.dep in SUBJECTS for c in children):
            return False
        here = reading.head(here)
    return False


def _complement(reading: Reading, verb: Word, subject: Word, cue: Cue) -> tuple[VoiceAct, int, list[Span]]:
    """The act of a saying, where its cue words end, and the stretches of text said; none where nothing is said."""
    if verb.lemma == "claim" and any(o.lemma in ("life", "victim") for o in reading.children(verb, "dobj")):
        return cue.act, verb.end, []
    responsible = _responsibility(reading, verb)
    if responsible is not None:
        return responsible
    if "accusation" in cue.takes:
        return _accusation(reading, verb, cue)
    clauses = [c for c in reading.children(verb, *_CLAUSES) if c.dep == "ccomp" or _takes_infinitive(reading, c, cue)]
    if "command" in cue.takes:
        return _command(reading, verb, cue)
    if "clause" in cue.takes or "infinitive" in cue.takes:
        for clause in clauses:
            scope = _clause_scope(reading, verb, subject, clause)
            if scope:
                return _clause_act(reading, verb, clause, cue), _cue_end(reading, verb, scope), scope
        told = [o for o in reading.children(verb, "dobj") if o.i > verb.i and o.pos == "NOUN"]
        scope = [] if told and verb.lemma != "tell" else _trailing_scope(reading, verb, subject)
        if scope:
            return cue.act, verb.end, scope
    if "object" in cue.takes:
        objects = reading.children(verb, "dobj")
        if objects and objects[0].pos in ("NOUN", "PROPN") and objects[0].i > verb.i and objects[0].entity != "PERSON":
            return cue.act, verb.end, runs(_after(reading, verb))
    return cue.act, verb.end, []


def _takes_infinitive(reading: Reading, clause: Word, cue: Cue) -> bool:
    to = any(c.tag == "TO" for c in reading.children(clause, "aux"))
    gerund = clause.tag == "VBG" and "object" in cue.takes
    return clause.dep == "xcomp" and (gerund or (to and "infinitive" in cue.takes))


def _clause_act(reading: Reading, verb: Word, clause: Word, cue: Cue) -> VoiceAct:
    """The act of a saying with a clause: "the rebels claim they shot down a jet" claims responsibility."""
    own = [c for c in reading.children(clause, "nsubj") if c.text.casefold() in ("it", "they", "he", "she")]
    done = bool(reading.children(clause, "dobj")) and not reading.children(clause, "neg")
    past = clause.tag in ("VBD", "VBN") or any(c.lemma == "have" for c in reading.children(clause, "aux"))
    return "claim_responsibility" if verb.lemma == "claim" and own and done and past else cue.act


def _command(reading: Reading, verb: Word, cue: Cue) -> tuple[VoiceAct, int, list[Span]]:
    """ "ordered X to withdraw", "ordered that ...": all that follows the verb."""
    told = reading.children(verb, *_CLAUSES)
    return cue.act, verb.end, runs([verb, *_after(reading, verb)]) if told else []


def _responsibility(reading: Reading, verb: Word) -> tuple[VoiceAct, int, list[Span]] | None:
    """The act, the end of the cue and the scope of "claimed responsibility for ..."; None for another verb."""
    if verb.lemma not in ("claim", "take", "assume", "deny"):
        return None
    objects = [o for o in reading.children(verb, "dobj") if o.lemma in RESPONSIBILITY or o.lemma == "involvement"]
    if not objects:
        return None
    act: VoiceAct = "deny" if verb.lemma == "deny" else "claim_responsibility"
    preps = [p for p in (*reading.children(objects[0], "prep"), *reading.children(verb, "prep")) if _is_for(p)]
    end = preps[0].end if preps else objects[0].end
    return act, end, runs([verb, *_after(reading, verb)])


def _is_for(word: Word) -> bool:
    return word.text.casefold() in ("for", "in")


def _accusation(reading: Reading, verb: Word, cue: Cue) -> tuple[VoiceAct, int, list[Span]]:
    """ "blamed X for Y", "accused X of Y": all that follows the verb."""
    preps = [p for p in _after(reading, verb) if p.text.casefold() in ("for", "of", "on") and p.dep in ("prep", "mark")]
    objects = reading.children(verb, "dobj")
    if not preps or not objects:
        return cue.act, verb.end, []
    return cue.act, verb.end, runs([verb, *_after(reading, verb)])


def _after(reading: Reading, verb: Word) -> list[Word]:
    """The words under a verb that follow it, without verbs joined to it and what hangs on those."""
    joined: set[int] = set()
    for child in reading.children(verb, "conj"):
        joined.update(w.i for w in reading.parse.subtree(child.i))
    for child in reading.children(verb, "cc", "punct"):
        joined.add(child.i)
    return [w for w in reading.parse.subtree(verb.i) if w.i > verb.i and w.i not in joined]


def _rest(reading: Reading, verb: Word) -> list[Word]:
    """The words behind a saying that the grammar hung on a later verb which is no saying itself: said, too."""
    governor = reading.head(verb)
    if governor.i <= verb.i or verb.dep not in ("ccomp", "advcl", "parataxis", "csubj", "dep"):
        return []
    if reading.cues.verb(governor.lemma) or any(c.tag == "IN" for c in reading.children(verb, "mark")):
        return []
    under = {w.i for w in reading.parse.subtree(verb.i)}
    return [w for w in reading.sentence_words(verb) if w.i > verb.i and w.i not in under]


def _clause_scope(reading: Reading, verb: Word, subject: Word, clause: Word) -> list[Span]:
    """The stretches of a clausal complement: whole, without the saying itself."""
    own = {w.i for w in reading.parse.subtree(subject.i)} if subject.head == verb.i else {subject.i}
    under = [w for w in reading.parse.subtree(clause.i) if w.i != verb.i and w.i not in own]
    if not under or clause.i == verb.i:
        return []
    if clause.i < verb.i and not _trails(verb) and not is_direct(reading, runs(under)):
        return []
    first = under[0]
    if clause.i > verb.i:
        start = min((w.i for w in under if w.i > verb.i), default=clause.i)
        words = [w for w in (*_after(reading, verb), *_rest(reading, verb)) if w.i >= start]
        return drop_that(reading, runs(words))
    before = [w for w in reading.sentence_words(verb) if first.i <= w.i < min(verb.i, *own)]
    after = [w for w in under if w.i > verb.i]
    return drop_that(reading, [*runs(before), *runs(after)])


def _trailing_scope(reading: Reading, verb: Word, subject: Word) -> list[Span]:
    """What stands before "..., X said." where the grammar did not see it as the complement; or a quotation beside."""
    words = reading.sentence_words(verb)
    own = [w.i for w in reading.parse.subtree(subject.i) if subject.head == verb.i] or [subject.i]
    start = min(verb.i, *own)
    before = [w for w in words if w.i < start]
    behind = [w for w in words if w.i > max(verb.i, *own) and w.pos != "PUNCT"]
    if (
        before
        and before[-1].text in (",", '"', "”", "'", "’")
        and len(behind) <= 8
        and _has_clause(before)
        and _trails(verb)
    ):
        return drop_that(reading, [Span(before[0].start, before[-1].end)])
    return near_quotation(reading, verb, start)


def _trails(verb: Word) -> bool:
    """Whether the verb can end a sentence that tells what is said ("..., police said")."""
    return verb.lemma not in _NOT_TRAILING


def _has_clause(words: Sequence[Word]) -> bool:
    """Whether the words hold a clause with a subject."""
    return len(words) >= 4 and any(w.dep in SUBJECTS or w.dep == "expl" for w in words)


# ---------------------------------------------------------------- forms, quotes and chains


def _form(reading: Reading, verb: Word, scope: Sequence[Span]) -> VoiceForm:
    if reading.kind(verb) == "title":
        return "headline"
    return "direct" if is_direct(reading, scope) else "indirect"


def _cue_end(reading: Reading, verb: Word, scope: Sequence[Span]) -> int:
    """Where the cue words end: a following "that" is one of them."""
    follows = [w for w in reading.parse.words[verb.i + 1 : verb.i + 2] if w.text.casefold() == "that"]
    return follows[0].end if follows and scope and scope[0].start > verb.start else verb.end


def _quote(reading: Reading, speaker: Speaker, verb: Word, end: int) -> Span:
    """The speaker's words and the cue, in one stretch of one sentence."""
    start = min(speaker.span.start, verb.start)
    end = max(end, speaker.span.end) if speaker.span.start > verb.start else end
    sentence = reading.parse.sentences[verb.sentence].span
    if end - start > 220 or not sentence.covers(Span(start, end)):
        return Span(verb.start, max(end, verb.end))
    return Span(start, end)


def _outer_voices(reading: Reading, verb: Word, form: VoiceForm) -> list[Attribution]:
    """The outlet or body that was told and passes it on: "X told AFP that ...", "X said on state television"; "told
    this newspaper" and "told reporters" add none."""
    for hearer in _hearers(reading, verb):
        speaker = read_speaker(reading, hearer, ())
        if speaker and speaker.names and _passes_on(reading, hearer, speaker):
            whole = reading.parse.sentences[verb.sentence].span
            return [attribute(reading, speaker, form, "report", verb.text, speaker.span, [whole])]
    return []


def _hearers(reading: Reading, verb: Word) -> list[Word]:
    """The nouns after a saying verb that can be who was told: its objects, and those of "on", "to" and of "an
    interview with" or "a statement to"."""
    found: list[Word] = []
    if verb.lemma in ("tell", "inform", "speak"):
        found += [c for c in reading.children(verb, "dobj", "dative", "dep", "oprd", "npadvmod") if c.pos != "PRON"]
    for preposition, noun in _prepositions(reading, verb):
        if preposition.lemma in ("on", "to", "with"):
            found.append(noun)
        if noun.lemma in _MESSAGES:
            found += [inner for p, inner in _prepositions(reading, noun) if p.lemma in ("with", "to")]
    return [word for word in found if word.i > verb.i]


def _prepositions(reading: Reading, head: Word) -> list[tuple[Word, Word]]:
    """The prepositions of a word, each with its noun."""
    return [(p, noun) for p in reading.children(head, "prep") for noun in reading.children(p, "pobj")]


def _passes_on(reading: Reading, hearer: Word, speaker: Speaker) -> bool:
    """Whether who was told is an outlet by our table or by its words, and not the report itself."""
    if speaker.source in reading.outlets.outlets:
        return True
    words = reading.words(speaker.span)
    if any(w.text.casefold() in ("this", "our", "these") for w in words) or hearer.tag == "NNS":
        return False
    return any(w.lemma.casefold() in _OUTLET_NOUNS for w in words)


def _cited_voices(
    reading: Reading, verb: Word, form: VoiceForm, scope: Sequence[Span], so_far: Sequence[Attribution]
) -> list[Attribution]:
    """Those whom the speaker cites: "AFP reported, citing a medic"."""
    for word in reading.sentence_words(verb):
        if word.lemma not in ("cite", "quote") or word.tag != "VBG":
            continue
        objects = reading.children(word, "dobj")
        speaker = read_speaker(reading, objects[0], so_far) if objects else None
        if speaker is not None:
            quote = Span(word.start, speaker.span.end)
            inner = drop_that(reading, without(scope, [quote]))
            return [attribute(reading, speaker, form, "report", word.text, quote, inner)] if inner else []
    return []
