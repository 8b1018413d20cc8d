"""Frames to claims: what the words mean once place, days, parties and voices are known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateline.knowledge.load import Tables
from dateline.model import (
    Annotations,
    Certainty,
    Claim,
    Fact,
    Frame,
    MadeBy,
    Means,
    Party,
    Place,
    Quote,
    Span,
    Statement,
    Tally,
    Voice,
    When,
)
from dateline.resolve.chains import chain_at
from dateline.resolve.days import DayReader
from dateline.resolve.names import NameBook
from dateline.resolve.places import PlaceResolver
from dateline.text import content_hash, fold_marks, name_key

_NO_NAMES = frozenset("the a an this that he she they it who his her".split())
BACKGROUND_AFTER = timedelta(days=365)
"""A happening that ended this long before the report is told as background."""

_WITHIN = re.compile(
    r"\b((?:the )?(?:(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)(?:ern)?"
    r"(?: (?:part|side|suburbs?|outskirts|entrance|edge|countryside|coast|approaches))?(?: of| to)?"
    r"|near|outside|close to|around|off|outskirts of|suburbs? of|entrance to|countryside of|border with"
    r"|coast of|some [\w.]+ (?:km|kilomet(?:er|re)s|miles) (?:\w+ )?(?:of|from))(?: the)?"
    r"(?: (?:city|town|village|port) of)?) $",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Readers:
    """What knows a document's names, places and days; built once a document."""

    names: NameBook
    places: PlaceResolver
    days: DayReader


def make_readers(annotations: Annotations, tables: Tables) -> Readers:
    """The readers of one document."""
    document = annotations.document
    outlet = tables.outlets.get(document.outlet) if document.outlet else None
    places = [(m.span, document.text[m.span.start : m.span.end]) for m in annotations.mentions if m.kind == "place"]
    hints = [document.text[span.start : span.end] for span in annotations.place_hints]
    country = outlet.country or None if outlet else None
    return Readers(
        NameBook(
            document.text,
            annotations.parse,
            annotations.mentions,
            tables.actors,
            tables.nouns,
            outlet=document.outlet or "",
            states={country.iso2: country.name for country in tables.gazetteer.countries},
        ),
        PlaceResolver(document.text, places, tables.gazetteer, country, hints),
        DayReader(annotations),
    )


def make_claims(frames: Sequence[Frame], annotations: Annotations, readers: Readers, made_by: MadeBy) -> list[Claim]:
    """The claims of a document in text order, one a frame; frames that say the same with the same voices are one."""
    claims: list[Claim] = []
    for frame in frames:
        claims.append(_claim(frame, annotations, readers, made_by, claims))
    kept: list[Claim] = []
    for claim in claims:
        twin = next((n for n, other in enumerate(kept) if _says_again(claim, other)), None)
        if twin is None:
            kept.append(claim)
        elif _told(claim) > _told(kept[twin]):
            kept[twin] = claim
    kept = [c for c in kept if not _is_headline_of(c, kept, annotations)]
    return list({claim.id: claim for claim in kept}.values())


def _is_headline_of(claim: Claim, claims: Sequence[Claim], annotations: Annotations) -> bool:
    """Whether a title or heading only announces a happening that the text below tells."""
    sentence = annotations.parse.sentence_at(claim.trigger.start)
    if sentence is None or annotations.document.blocks[sentence.block].kind not in ("title", "heading"):
        return False
    below = [other for other in claims if other.quote.start > claim.quote.end]
    if annotations.document.blocks[sentence.block].kind == "title":
        return any(other.kind == claim.kind or {other.kind, claim.kind} <= _ONE_DEED for other in below)
    words = _content_words(claim.quote.text)
    return any(o.kind == claim.kind and len(words & _content_words(o.quote.text)) > 1 for o in below)


_ONE_DEED = frozenset(
    "airstrike shelling bombing suicide_bombing chemical_attack attack killing clash destruction".split()
)
"""Kinds that a title and its text may use for one happening."""


def _content_words(text: str) -> set[str]:
    return {word.casefold()[:6] for word in re.findall(r"\w{4,}", text)}


def _says_again(claim: Claim, other: Claim) -> bool:
    """Whether one voice tells the same happening twice: same kind, status, place and parties by name, no other toll or
    day. A headline is told again by the text below it, whoever the text names as its voice."""
    if claim.kind != other.kind or claim.status != other.status:
        return False
    if [v.names for v in claim.voices] != [v.names for v in other.voices]:
        return False
    if not (_names(claim.actors) and _names(claim.targets)):
        return False
    same_place = claim.place is None or other.place is None or claim.place.name == other.place.name
    tolls = {t.of: (t.low, t.high) for t in other.counts}
    same_toll = all(tolls.get(t.of, (t.low, t.high)) == (t.low, t.high) for t in claim.counts)
    days = {(w.first, w.last) for w in (claim.when, other.when) if w is not None and w.basis == "words"}
    parties = _names(claim.actors) == _names(other.actors) and bool(_names(claim.targets) & _names(other.targets))
    return same_place and same_toll and len(days) < 2 and parties


def _names(parties: tuple[Party, ...]) -> set[str]:
    return {name_key(party.name) for party in parties}


def _told(claim: Claim) -> int:
    """How many slots a claim fills: the fullest telling is quoted."""
    slots = (claim.counts, claim.means, claim.place, claim.when and claim.when.basis == "words")
    return sum(bool(slot) for slot in slots)


def _claim(frame: Frame, annotations: Annotations, readers: Readers, made_by: MadeBy, before: list[Claim]) -> Claim:
    document = annotations.document
    sentence = annotations.parse.sentence_at(frame.trigger.start)
    voices = chain_at(annotations.attributions, frame.trigger.start, sentence.span if sentence else None)
    status = "denied" if voices and voices[-1].act == "deny" and frame.status == "happened" else frame.status
    place, place_reasons = _place(frame, annotations, readers, before, voices)
    when = readers.days.when(frame, voices)
    answered = _answered(frame, voices, before)
    if answered is not None and answered.when is not None and (when is None or when.basis == "published"):
        when = answered.when
    elif when is None or when.basis != "words":
        when = _told_day(frame, before) or when
    spot = ",".join(f"{v.quote.start}-{v.quote.end}" for v in voices)
    published = document.published
    return Claim(
        id=content_hash(document.text_sha256, f"{frame.trigger.start}-{frame.trigger.end}", frame.kind, spot),
        document=document.id,
        corpus=document.corpus,
        kind=answered.kind if answered is not None and frame.kind == "attack" else frame.kind,
        status=status,
        quote=document.quote(frame.quote),
        trigger=document.quote(frame.trigger),
        actors=_actors(frame, readers, voices, before),
        targets=tuple(readers.names.resolve_party(span) for span in frame.targets),
        when=when,
        place=place,
        counts=tuple(Tally(c.of, c.low, c.high, c.approx, c.who, c.noun, document.quote(c.span)) for c in frame.counts),
        means=tuple(Means(document.quote(span).text, document.quote(span)) for span in frame.means),
        voices=voices,
        certainty=_certainty(status, voices),
        background=frame.background or _is_old(when, published),
        score=frame.score,
        made_by=made_by,
        reasons=(*frame.rules, *place_reasons),
    )


_TELLING = frozenset(("report", "confirm", "estimate", "accuse", "suspect"))
"""Acts whose speaker tells of others' deeds: who speaks is not who did it."""
_ANSWERING = frozenset(("deny", "accuse", "claim_responsibility"))


_AGENTS = re.compile(
    r"(?:the|these|those|their) (?:attackers?|assailants?|gunm[ae]n|perpetrators?|raiders?|shooters?|killers?|captors?"
    r"|besiegers?|abductors?|kidnappers?|attacking \w+)|they",
    re.IGNORECASE,
)
"""Words that stand for whoever did the deed told just before."""
AGENT_REACH = 400
"""Characters back that such words may find their deed in."""


def _actors(frame: Frame, readers: Readers, voices: tuple[Voice, ...], before: list[Claim]) -> tuple[Party, ...]:
    """Who did it by this telling; who claims responsibility is the doer where the words name no other."""
    speakers = [voice.quote.span for voice in voices if voice.act in _TELLING]
    actors = [span for span in frame.actors if not any(speaker.covers(span) for speaker in speakers)]
    if actors:
        parties = [_speaker(readers.names.resolve_party(span), voices) for span in actors]
        return tuple(party for each in parties for party in _doers(each, before))
    for voice in voices:
        if voice.act == "claim_responsibility" and voice.names:
            return (Party(voice.names[0], voice.source, voice.quote),)
    return ()


_FIRST_PERSON = re.compile(r"(?:we|us|i|our(?: \w+)?)", re.IGNORECASE)


def _speaker(party: Party, voices: tuple[Voice, ...]) -> Party:
    """The party; for "we", "I" and "our men" in somebody's words who says so, in these words' place."""
    if party.actor is None and _FIRST_PERSON.fullmatch(party.name) and voices and voices[-1].names:
        return Party(voices[-1].names[0], voices[-1].source, party.quote)
    return party


def _doers(party: Party, before: list[Claim]) -> list[Party]:
    """The party; for "the attackers" and "they" those who did the deed told just before, in these words' place."""
    if party.actor is not None or not _AGENTS.fullmatch(party.name):
        return [party]
    near = [c for c in before if 0 <= party.quote.start - c.trigger.end <= AGENT_REACH and c.actors]
    told = next((c for c in reversed(near) if not any(_AGENTS.fullmatch(p.name) for p in c.actors)), None)
    return [Party(p.name, p.actor, party.quote) for p in told.actors] if told is not None else [party]


def _answered(frame: Frame, voices: tuple[Voice, ...], before: list[Claim]) -> Claim | None:
    """The happening told before that a denial, an accusation or a claim of responsibility speaks about, or None."""
    if frame.places or not (frame.status == "denied" or any(v.act in _ANSWERING for v in voices)):
        return None
    return next((c for c in reversed(before) if {c.kind, frame.kind} <= _ONE_DEED and c.place is not None), None)


def _says_when(claim: Claim) -> bool:
    """Whether the claim's own words name its day."""
    when = claim.when
    return when is not None and when.quote is not None and claim.quote.span.covers(when.quote.span)


DAY_REACH = 350
"""Characters back in which a happening without a day of its own takes that of the happening told there."""


def _told_day(frame: Frame, before: list[Claim]) -> When | None:
    """The days of the happening of the same family told just before, where its words name them, or None."""
    for claim in reversed(before):
        kin = claim.kind == frame.kind or {claim.kind, frame.kind} <= _ONE_DEED
        near = claim.quote.start <= frame.quote.start < claim.quote.end + DAY_REACH
        real = claim.status in ("happened", "ongoing") and frame.status in ("happened", "ongoing", "denied")
        if kin and near and real and _says_when(claim):
            return claim.when
    return None


def _certainty(status: str, voices: tuple[Voice, ...]) -> Certainty:
    if status == "denied":
        return "denied"
    if any(v.form in ("adverb", "passive") or v.act in ("suspect", "accuse", "estimate") for v in voices):
        return "hedged"
    return "reported" if voices else "asserted"


def _is_old(when: When | None, published: date | None) -> bool:
    return bool(when and when.last and published and published - when.last > BACKGROUND_AFTER)


# ---------------------------------------------------------------- where


def _place(
    frame: Frame, annotations: Annotations, readers: Readers, before: list[Claim], voices: tuple[Voice, ...]
) -> tuple[Place | None, tuple[str, ...]]:
    """Where it was and why: by a place of the sentence, the heading above, the passage before, or the dateline."""
    document = annotations.document
    for span in frame.places:
        if place := readers.places.resolve(span, within=_within(document.text, span), basis="words"):
            if place.lat is None:
                place = _in_parent(place, frame.places, readers)
            return _as_worded(place), ("place by its words", *readers.places.reasons(span))
    sentence = annotations.parse.sentence_at(frame.trigger.start)
    if sentence is None:
        return None, ()
    if sentence.heading is not None:
        block = document.blocks[sentence.heading].span
        for mention in annotations.mentions:
            named = mention.kind == "place" and block.covers(mention.span) and _fills(mention.span, block)
            if named and (place := readers.places.resolve(mention.span, basis="heading")):
                return _as_worded(place), ("place by the heading",)
    answered = _answered(frame, voices, before)
    if answered is not None and answered.place is not None:
        return answered.place, ("place of the happening it answers",)
    near = [c for c in before if c.place is not None and _same_block(annotations, c.quote, sentence.block)]
    if near:
        return near[-1].place, ("place by the passage before",)
    dateline = _dateline(annotations)
    if dateline is not None and (place := readers.places.resolve(dateline, basis="dateline")):
        return _as_worded(place), ("place by the dateline",)
    return None, ()


def _in_parent(place: Place, spans: Sequence[Span], readers: Readers) -> Place:
    """A place that no gazetteer knows, at the province or country that the same sentence names, precision and all."""
    for span in spans:
        parent = readers.places.resolve(span)
        if parent is not None and parent.lat is not None and parent.precision in ("admin1", "district", "country"):
            return replace(
                place,
                country=parent.country,
                admin1=parent.admin1,
                lat=parent.lat,
                lon=parent.lon,
                precision=parent.precision,
            )
    return place


def _as_worded(place: Place) -> Place:
    """The place under the name that the report gives it, where that is a whole name."""
    worded = place.quote.text.split(",")[0].strip()
    return replace(place, name=worded) if worded[:1].isupper() and not worded.isupper() else place


def _fills(span: Span, block: Span) -> bool:
    return span.end - span.start >= 0.6 * (block.end - block.start)


def _same_block(annotations: Annotations, quote: Quote, block: int) -> bool:
    return annotations.document.blocks[block].span.covers(quote.span)


def _dateline(annotations: Annotations) -> Span | None:
    """The place of "BENGHAZI, Feb 12 (Wire) -" at the head of the first paragraph, or None."""
    document = annotations.document
    for block in document.blocks:
        if block.kind == "paragraph":
            mention = next((m for m in annotations.mentions if m.span.start == block.span.start), None)
            head = fold_marks(document.text[block.span.start : block.span.start + 80])
            if mention is not None and mention.kind == "place" and re.match(r"[^.]{2,70}?(?: -+ |—|–|\) -)", head):
                return mention.span
            return None
    return None


def _within(text: str, span: Span) -> str | None:
    """The words before a place that tell where beside or inside it: "the western entrance to", "near"."""
    match = _WITHIN.search(text[max(0, span.start - 60) : span.start])
    return match.group(1).strip() if match else None


# ---------------------------------------------------------------- facts


def make_facts(statements: Sequence[Statement], annotations: Annotations, readers: Readers) -> list[Fact]:
    """The facts of a document in text order: statements and in-text aliases with full names, voices and days."""
    document = annotations.document
    found: dict[tuple[str, str, str], Fact] = {}
    for name, alias, span in readers.names.aliases():
        _keep(found, annotations, name, Statement(span, "alias", alias, span, "alias"), alias, (None, None))
    for statement in statements:
        subject = readers.names.resolve_party(statement.subject).name
        if isinstance(statement.value, Span):
            value = readers.names.resolve_party(statement.value).name if _is_party(statement) else None
            value = value or document.text[statement.value.start : statement.value.end]
        else:
            value = statement.value
        if name_key(subject) != name_key(value) and _is_name(subject):
            _keep(found, annotations, subject, statement, value, readers.days.around(statement.quote))
    return sorted(found.values(), key=lambda fact: (fact.quote, fact.property, fact.value))


def _is_name(subject: str) -> bool:
    """Whether a fact's subject is named, and not a pronoun or "the suspect"."""
    words = subject.split()
    if words and words[0].casefold() in _NO_NAMES:
        words = words[1:]
    return any(word[0].isupper() for word in words)


def _is_party(statement: Statement) -> bool:
    return statement.property in ("member_of", "leader_of", "part_of")


def _keep(
    found: dict[tuple[str, str, str], Fact],
    annotations: Annotations,
    subject: str,
    statement: Statement,
    value: str,
    days: tuple[date | None, date | None],
) -> None:
    key = (name_key(subject), statement.property, name_key(value))
    if key in found:
        return
    document = annotations.document
    voices = chain_at(annotations.attributions, statement.quote.start, None)
    found[key] = Fact(
        id=content_hash(document.text_sha256, *key, str(statement.quote.start)),
        document=document.id,
        corpus=document.corpus,
        subject=subject,
        property=statement.property,
        value=value,
        first=days[0],
        last=days[1],
        voices=voices,
        quote=document.quote(statement.quote),
    )
