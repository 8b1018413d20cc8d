"""The nouns of Dateline: frozen values that the stages hand to each other.

The road: ``Raw`` -> ``Draft`` -> ``Document`` -> ``Annotations`` -> ``Frame`` -> ``Claim`` -> ``Event``.
Offsets are half-open code points into ``Document.text``. ``None`` means that the text does not say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Literal

# ---------------------------------------------------------------- vocabularies (ANNOTATION.md, RECORDS.md)

Status = Literal["happened", "ongoing", "attempted", "planned", "threatened", "denied", "hypothetical"]
CountOf = Literal["killed", "injured", "captured", "missing", "displaced", "arrested", "abducted", "freed"]
CountWho = Literal["actor", "target", "civilian", "child", "woman", "fighter", "unknown"]
VoiceForm = Literal["direct", "indirect", "according_to", "adverb", "passive", "parenthetical", "block", "headline"]
VoiceAct = Literal[
    "report",
    "claim_responsibility",
    "deny",
    "accuse",
    "confirm",
    "estimate",
    "announce",
    "order",
    "threaten",
    "suspect",
]
BlockKind = Literal["title", "heading", "paragraph", "bullet"]
DatePrecision = Literal["day", "week", "month", "season", "year", "open"]
DateBasis = Literal["words", "cited", "published", "heading"]
PlacePrecision = Literal["point", "town", "district", "admin1", "country"]
PlaceBasis = Literal["words", "heading", "dateline"]
Certainty = Literal["asserted", "hedged", "reported", "denied"]
FactProperty = Literal["alias", "role", "member_of", "leader_of", "nationality", "born_in", "status", "part_of"]
LinkKind = Literal["contradicts", "denies", "confirms", "updates", "same_origin", "part_of", "possible_same"]
Verdict = Literal["accept", "reject", "edit", "same", "different", "undo"]
Grading = Literal["confirmed", "fair", "weak", "contested", "discounted"]
MentionKind = Literal["actor", "person", "organisation", "people", "place", "facility", "demonym", "outlet", "weapon"]

# ---------------------------------------------------------------- words and where they stand


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text: half-open, in code points."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """Exact words of a document and where they stand: ``document.text[start:end] == text``."""

    start: int
    end: int
    text: str

    @property
    def span(self) -> Span:
        """Where the words stand."""
        return Span(self.start, self.end)


# ---------------------------------------------------------------- read: bytes to text


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes of one report as they came, before anything is understood.

    ``place`` tells where inside ``path`` they stood ("line 12", "entry 3"), "" for a whole file.
    ``corpus`` names the input (a file or folder name); ``(corpus, document)`` is the key of a report.
    """

    data: bytes
    media_type: str
    path: str
    corpus: str
    place: str = ""
    url: str | None = None
    fetched: date | None = None


@dataclass(frozen=True, slots=True)
class DraftBlock:
    """One block of a page (title, heading, paragraph, bullet) with its text, not yet cleaned; ``level`` is the
    depth of a heading (1 to 6) or of a bullet (1 is outermost), else 0."""

    text: str
    kind: BlockKind
    level: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader took from a report's bytes: blocks and metadata; nothing cleaned, nothing decided."""

    blocks: tuple[DraftBlock, ...]
    title: str | None = None
    byline: str | None = None
    published: date | None = None
    published_quote: str | None = None
    outlet: str | None = None
    url: str | None = None
    id: str | None = None
    extra: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a document's text."""

    span: Span
    kind: BlockKind
    level: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A cleaned report. ``text`` never changes after this; every offset of the program points into it.

    ``id`` is the id the input gave, else a content hash. ``text`` is the blocks' texts joined by one newline; a title
    that the input gave beside the text is the first block, of kind "title".
    """

    id: str
    corpus: str
    text: str
    blocks: tuple[Block, ...]
    input_sha256: str
    text_sha256: str
    title: str | None = None
    byline: str | None = None
    url: str | None = None
    path: str | None = None
    outlet: str | None = None
    published: date | None = None
    published_quote: str | None = None
    language: str | None = None
    extra: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    warnings: tuple[str, ...] = ()

    def quote(self, span: Span) -> Quote:
        """The exact words at ``span``."""
        return Quote(span.start, span.end, self.text[span.start : span.end])


# ---------------------------------------------------------------- annotate: words found, nothing decided


@dataclass(frozen=True, slots=True)
class Word:
    """One token with its place in the dependency tree (Universal POS, spaCy's English dependency labels).

    ``head`` is the index of its governor in ``Parse.words`` (its own index at a root), ``children`` are ascending;
    ``entity`` is the label of the named entity it lies in, or "".
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    children: tuple[int, ...]
    entity: str
    sentence: int

    @property
    def span(self) -> Span:
        """Where the word stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its span, its words ``first <= i < last`` in ``Parse.words``, the number of the block it stands in,
    and the number of the nearest heading's block above it (None where there is none)."""

    span: Span
    first: int
    last: int
    block: int
    heading: int | None


@dataclass(frozen=True)
class Parse:
    """The words of a document with their grammar, in text order."""

    words: tuple[Word, ...]
    sentences: tuple[Sentence, ...]

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The start offset of every word, for bisection."""
        return tuple(word.start for word in self.words)

    def words_in(self, span: Span) -> tuple[Word, ...]:
        """The words that overlap ``span``, in order."""
        from bisect import bisect_left, bisect_right

        low = bisect_right(self.starts, span.start) - 1
        high = bisect_left(self.starts, span.end)
        return tuple(w for w in self.words[max(low, 0) : high] if w.start < span.end and span.start < w.end)

    def head_of(self, span: Span) -> Word | None:
        """The highest word of ``span`` in the tree: the one whose governor lies outside; None for an empty span."""
        inside = self.words_in(span)
        numbers = {word.i for word in inside}
        for word in inside:
            if word.head not in numbers or word.head == word.i:
                return word
        return inside[0] if inside else None

    def subtree(self, i: int) -> Iterator[Word]:
        """The words under word ``i``, itself included, in text order."""
        found: list[int] = []
        queue = [i]
        while queue:
            number = queue.pop()
            found.append(number)
            queue.extend(self.words[number].children)
        for number in sorted(found):
            yield self.words[number]

    def ancestors(self, i: int) -> Iterator[Word]:
        """The governors of word ``i``, nearest first."""
        word = self.words[i]
        while word.head != word.i:
            word = self.words[word.head]
            yield word

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the character at ``offset``, or None between sentences."""
        from bisect import bisect_right

        n = bisect_right([s.span.start for s in self.sentences], offset) - 1
        if n >= 0 and offset < self.sentences[n].span.end:
            return self.sentences[n]
        return None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name someone or something: an actor of the table, a person, a place, an outlet, a weapon ...

    ``key`` is the id in the table that knows the name (an actor id, an outlet's name, a weapon's name), else None;
    ``head`` is the index of its head word in ``Parse.words``.
    """

    span: Span
    kind: MentionKind
    key: str | None
    head: int


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity of people or things: "at least 43 operatives". ``low``/``high`` None is open; ``noun`` is the head
    noun counted, "" when it is left out ("killed 12 and wounded 30"); ``sort`` is what that noun tells of the people
    (civilian, child, woman, fighter) or "unknown"; ``part`` marks a part of another number ("including 11 children");
    ``head`` is the index of the noun, or of the numeral where there is none; ``span`` covers numeral and noun."""

    low: int | None
    high: int | None
    approx: bool
    noun: str
    sort: Literal["civilian", "child", "woman", "fighter", "unknown"]
    people: bool
    part: bool
    head: int
    span: Span


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Words that name a time. ``rule`` is the name of the rule that found them (for ``explain``)."""

    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Cited:
    """One outlet of a citation with its date: "Al-Wasat Portal, February 12, 2016"."""

    name: str
    date: date | None
    quote: Quote


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says so, once: one link of a chain. ``source`` is an actor id, an outlet's name or a sort of source
    (witness, official, medic ...), or None; ``cue`` the saying word ("claimed"), "" where there is none."""

    names: tuple[str, ...]
    source: str | None
    form: VoiceForm
    act: VoiceAct
    cue: str
    cited: tuple[Cited, ...]
    quote: Quote


@dataclass(frozen=True, slots=True)
class Attribution:
    """A voice and the stretches of text it speaks for."""

    voice: Voice
    scope: tuple[Span, ...]

    def covers(self, offset: int) -> bool:
        """Whether the voice speaks for the character at ``offset``."""
        return any(span.start <= offset < span.end for span in self.scope)


@dataclass(frozen=True, slots=True)
class Argument:
    """Words that the tagger takes for one who has a part in a happening, or for its place, time or means. ``role`` is
    "actor", "target", "place", "time", "means" or what a count is of ("killed"); ``score`` is 0 to 1."""

    role: str
    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """A happening as the tagger sees it: the words that name it, how likely each kind and status is, who and what
    stands around it. ``score`` is how likely the words name a happening at all, 0 to 1."""

    trigger: Span
    score: float
    kinds: Mapping[str, float]
    statuses: Mapping[Status, float]
    arguments: tuple[Argument, ...] = ()

    @property
    def kind(self) -> str:
        """The likeliest kind."""
        return max(self.kinds, key=lambda kind: self.kinds[kind])

    @property
    def status(self) -> Status:
        """The likeliest status."""
        return max(self.statuses, key=lambda status: self.statuses[status])


@dataclass(frozen=True, slots=True)
class TaggedName:
    """A name as the tagger sees it: ``sort`` is "person", "organisation", "group", "place", "outlet" or "weapon"."""

    span: Span
    sort: str
    score: float


@dataclass(frozen=True, slots=True)
class Tagging:
    """All that the tagger proposes for one document, in text order."""

    proposals: tuple[Proposal, ...] = ()
    names: tuple[TaggedName, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotations:
    """All that was found in one document's words, before anything is decided."""

    document: Document
    parse: Parse
    mentions: tuple[Mention, ...]
    numbers: tuple[Number, ...]
    times: tuple[TimeWords, ...]
    attributions: tuple[Attribution, ...]
    place_hints: tuple[Span, ...] = ()
    """Places inside other names: where the report is set, never a scene."""
    tagging: Tagging | None = None
    """What the trained reader proposes; None without a model."""


# ---------------------------------------------------------------- extract: what the words say


@dataclass(frozen=True, slots=True)
class Count:
    """People counted in a happening, as the words tell it."""

    of: CountOf
    low: int | None
    high: int | None
    approx: bool
    who: CountWho
    noun: str
    span: Span


@dataclass(frozen=True, slots=True)
class Frame:
    """One happening as the words of one passage tell it; spans only, nothing resolved.

    ``rules`` names the rows and rules that made it, for ``explain``.
    """

    kind: str
    status: Status
    trigger: Span
    quote: Span
    actors: tuple[Span, ...] = ()
    targets: tuple[Span, ...] = ()
    places: tuple[Span, ...] = ()
    times: tuple[Span, ...] = ()
    counts: tuple[Count, ...] = ()
    means: tuple[Span, ...] = ()
    background: bool = False
    score: float = 0.5
    rules: tuple[str, ...] = ()
    others: tuple[Span, ...] = ()
    """Further words that name the happening, beside the trigger."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A property of a person or group as the words of one passage tell it; spans only. ``value`` is worded where it is
    not a stretch of text ("dead"); ``rule`` names the rule that found it."""

    subject: Span
    property: FactProperty
    value: Span | str
    quote: Span
    rule: str


# ---------------------------------------------------------------- resolve: what the words mean


@dataclass(frozen=True, slots=True)
class Party:
    """An actor or target of a claim: the fullest name in the text, its id in the actor table or None, the words."""

    name: str
    actor: str | None
    quote: Quote


@dataclass(frozen=True, slots=True)
class Interval:
    """The earliest and the latest day that words can mean (inclusive; None is open), how exact they are, and the rule
    that fired."""

    first: date | None
    last: date | None
    precision: DatePrecision
    rule: str


@dataclass(frozen=True, slots=True)
class When:
    """The days on which a happening can lie (inclusive; None is open), what they rest on and the words."""

    first: date | None
    last: date | None
    precision: DatePrecision
    basis: DateBasis
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a happening was: the named place, its gazetteer entry where known, the words. ``within`` keeps words such
    as "the western entrance to". Coordinates in degrees; ``country`` ISO 3166-1 alpha-2; ``geonames`` a GeoNames id."""

    name: str
    geonames: int | None
    country: str | None
    admin1: str | None
    admin2: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision
    within: str | None
    basis: PlaceBasis
    quote: Quote


@dataclass(frozen=True, slots=True)
class Tally:
    """One row of people counted in a claim; ``noun`` is the counted noun as worded ("operatives")."""

    of: CountOf
    low: int | None
    high: int | None
    approx: bool
    who: CountWho
    noun: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Means:
    """A weapon or method of a claim."""

    name: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class MadeBy:
    """Which program, tables and model made a record; ``model`` None where rules alone did."""

    version: str
    tables: str
    model: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One happening as one voice tells it. ``event`` is the id of the event it was merged into, None before that;
    ``reasons`` are the rules that made it, for ``explain`` (stored, not exported)."""

    id: str
    document: str
    corpus: str
    kind: str
    status: Status
    quote: Quote
    trigger: Quote
    actors: tuple[Party, ...]
    targets: tuple[Party, ...]
    when: When | None
    place: Place | None
    counts: tuple[Tally, ...]
    means: tuple[Means, ...]
    voices: tuple[Voice, ...]
    certainty: Certainty
    background: bool
    score: float
    made_by: MadeBy
    event: str | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A property of a person or group that a report states; ``first``/``last`` bound the days it held (None open)."""

    id: str
    document: str
    corpus: str
    subject: str
    property: FactProperty
    value: str
    first: date | None
    last: date | None
    voices: tuple[Voice, ...]
    quote: Quote


# ---------------------------------------------------------------- reconcile: claims to events


@dataclass(frozen=True, slots=True)
class Account:
    """One value of one field of an event, the claims that give it and the voices (as chains of names) behind them."""

    value: str
    claims: tuple[str, ...]
    voices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Toll:
    """Low, best and high number under a named policy; derived, never an account."""

    low: int | None
    best: int | None
    high: int | None
    policy: str


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Who claimed, who is accused, who denied: speech about an event, never an actor by default."""

    claimed_by: tuple[str, ...] = ()
    accused: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Display:
    """How an event is shown: derived by a named policy, never overwriting an account."""

    title: str
    kind: str
    when: When | None
    place: Place | None


@dataclass(frozen=True, slots=True)
class Event:
    """Claims held to tell one happening, every account kept side by side."""

    id: str
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    outlets: tuple[str, ...]
    independent_sources: int
    part_of: str | None
    display: Display
    accounts: Mapping[str, tuple[Account, ...]]
    disputed: tuple[str, ...]
    responsibility: Responsibility
    tolls: Mapping[str, Toll]
    grading: Grading
    merged_because: tuple[str, ...]
    redirects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two claims; ``a`` is the later or the answering one."""

    a: str
    b: str
    kind: LinkKind
    field: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """One row of the append-only log of people's verdicts."""

    id: str
    verdict: Verdict
    on: tuple[str, ...]
    field: str | None
    value: str | None
    who: str
    when: str
    why: str | None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two claims are (0 to 1) and why; the score never comes without its words."""

    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What the claims of many documents amount to: every claim in exactly one event, and the links between claims."""

    events: tuple[Event, ...]
    links: tuple[Link, ...]


# ---------------------------------------------------------------- the outcome of one report

ReportStatus = Literal["coded", "skipped", "failed"]


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one input: its document with claims and facts, or why there is none.

    ``document`` is None where the bytes could not be read; ``id``/``corpus`` are then those the input had ("" id where
    it gave none: the content hash of the bytes is used). ``folded_sha256`` is the hash of the text with white space
    folded: two reports with the same one are the same report.
    """

    id: str
    corpus: str
    status: ReportStatus
    raw: Raw
    input_sha256: str
    document: Document | None = None
    folded_sha256: str | None = None
    reason: str | None = None
    warnings: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    facts: tuple[Fact, ...] = ()
