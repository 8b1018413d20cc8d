"""Sayings: "X said that ...", "..., X said", "X claimed responsibility for ...", "X blamed Y for ...", a quotation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.annotate.voice_parts import (
    SUBJECTS,
    Reading,
    Speaker,
    attribute,
    find_source,
    read_speaker,
    runs,
    trim,
    without,
)
from dateline.knowledge.cues import Cue
from dateline.model import Attribution, Span, VoiceAct, VoiceForm, Word

_CLAUSES = ("ccomp", "xcomp")
_CONDITIONS = frozenset(("if", "whether", "unless", "until", "without", "should"))
_RESPONSIBILITY = frozenset(("responsibility", "credit"))
_MODALS = frozenset("would should may might must will shall could".split())
_NOT_TRAILING = frozenset(
    "respond continue answer reply conclude describe recall highlight detail cite reveal post learn hear read point"
    " quote record document broadcast vow pledge promise swear threaten think fear argue count project charge".split()
)
_HOLDERS = frozenset("decline refuse fail stop avoid want plan expect hesitate need try hope ask force urge".split())


def find_sayings(reading: Reading) -> list[Attribution]:
    """The voices of saying verbs and saying nouns, in text order."""
    found: list[Attribution] = []
    for word in reading.parse.words:
        if word.pos in ("VERB", "AUX", "NOUN") and not reading.quoted(word):
            if word.pos == "NOUN":
                found += _read_noun(reading, word, found) or _read_mistaken_claim(reading, word)
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
    scope = _whole_quotations(reading, scope)
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
    objects = [o for o in reading.children(verb, "dobj") if o.lemma in _RESPONSIBILITY or o.lemma == "involvement"]
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


def drop_that(reading: Reading, spans: list[Span]) -> list[Span]:
    """The stretches without a leading "that", commas and bare marks."""
    kept = []
    for span in spans:
        span = trim(reading, span)
        if reading.text[span.start : span.end].casefold().startswith("that "):
            span = Span(span.start + 5, span.end)
        if span.end > span.start:
            kept.append(span)
    return kept


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
    return _near_quotation(reading, verb, start)


def _trails(verb: Word) -> bool:
    """Whether the verb can end a sentence that tells what is said ("..., police said")."""
    return verb.lemma not in _NOT_TRAILING


def _has_clause(words: Sequence[Word]) -> bool:
    """Whether the words hold a clause with a subject."""
    return len(words) >= 4 and any(w.dep in SUBJECTS or w.dep == "expl" for w in words)


def _near_quotation(reading: Reading, verb: Word, start: int) -> list[Span]:
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


# ---------------------------------------------------------------- forms, quotes and chains


def _form(reading: Reading, verb: Word, scope: Sequence[Span]) -> VoiceForm:
    if reading.kind(verb) == "title":
        return "headline"
    return "direct" if is_direct(reading, scope) else "indirect"


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


def _whole_quotations(reading: Reading, scope: Sequence[Span]) -> list[Span]:
    """The stretches widened to the quotations they lie in."""
    spans = list(scope)
    for q in reading.quotations:
        touching = [s for s in spans if s.overlaps(q)]
        if touching:
            whole = Span(min(q.start, *(s.start for s in touching)), max(q.end, *(s.end for s in touching)))
            spans = [s for s in spans if s not in touching] + [whole]
    return sorted(spans)


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
    """The outlet that was told: "X told AFP that ..." ("told this newspaper" adds none)."""
    if verb.lemma not in ("tell", "inform", "speak"):
        return []
    for child in reading.children(verb, "dobj", "dative", "dep", "oprd", "npadvmod"):
        if child.i < verb.i or child.pos == "PRON":
            continue
        speaker = read_speaker(reading, child, ())
        if speaker and speaker.source in reading.outlets.outlets:
            whole = reading.parse.sentences[verb.sentence].span
            return [attribute(reading, speaker, form, "report", verb.text, speaker.span, [whole])]
    return []


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


# ---------------------------------------------------------------- quotations that run on


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


# ---------------------------------------------------------------- nouns


def _read_noun(reading: Reading, noun: Word, so_far: Sequence[Attribution]) -> list[Attribution]:
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
    scope = _whole_quotations(reading, scope)
    quote = Span(min(noun.start, speaker.span.start), max(noun.end, speaker.span.end))
    return [attribute(reading, speaker, form, cue.act, noun.text, quote, scope)]


def _read_mistaken_claim(reading: Reading, noun: Word) -> list[Attribution]:
    """The voice of "ISIL claims responsibility", which the parser likes to take for a noun phrase."""
    words = reading.sentence_words(noun)
    behind = [w for w in words if w.i > noun.i]
    if noun.text.casefold() not in ("claim", "claims") or not behind or behind[0].lemma not in _RESPONSIBILITY:
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
