"""The whole road, top to bottom: bytes to a coded report, reports to a database, claims to events.

Raw -> Draft -> Document -> Annotations -> Frames -> Claims -> Events
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from dateline.annotate.casing import restore_case
from dateline.annotate.mentions import find_mentions
from dateline.annotate.numbers import find_numbers
from dateline.annotate.parser import Parser
from dateline.annotate.place_hints import find_place_hints
from dateline.annotate.tagger import Tagger
from dateline.annotate.times import find_times
from dateline.annotate.voices import find_voices
from dateline.clean import clean_draft, folded_hash, load_furniture
from dateline.errors import DatelineError, SkipReport
from dateline.extract.facts import find_statements
from dateline.extract.frames import find_frames
from dateline.knowledge.load import Tables, load_tables
from dateline.model import Annotations, Claim, Document, Fact, MadeBy, Quote, Raw, Reconciled, Report
from dateline.read.files import find_reports
from dateline.read.readers import read_raw
from dateline.reconcile.events import reconcile
from dateline.resolve.claims import make_claims, make_facts, make_readers
from dateline.store.store import Store
from dateline.text import content_hash
from dateline.version import VERSION

LONGEST_WORDS = 200_000
"""Words a report may have; a longer one is a book or a data dump and is refused."""
LONGEST_BLOCK = 900_000
"""Characters that a paragraph may have: the parser takes no more in one go."""


@dataclass(frozen=True, slots=True)
class Coder:
    """All that coding a report needs, loaded once."""

    tables: Tables
    parser: Parser
    furniture: re.Pattern[str]
    tagger: Tagger | None = None

    @property
    def made_by(self) -> MadeBy:
        """Which program, tables and model the records are made by."""
        return MadeBy(VERSION, self.tables.version, self.tagger.name if self.tagger is not None else None)


def load_coder(table_folders: Iterable[Path] = (), *, model: bool = True) -> Coder:
    """A coder with our tables and the user's laid over them; without ``model`` the rules read alone. Raises TableError,
    ModelError, UsageError."""
    folders = tuple(table_folders)
    return Coder(load_tables(folders), Parser(), load_furniture(folders), Tagger() if model else None)


# ---------------------------------------------------------------- one report


def annotate_document(document: Document, coder: Coder) -> Annotations:
    """The words of a document found and named, nothing decided. Words are looked for in ordinary case."""
    tables = coder.tables
    tagging = coder.tagger.tag(document) if coder.tagger is not None else None
    shown = restore_case(document, tagging.names if tagging is not None else (), tables)
    parse = coder.parser.parse(shown)
    mentions = find_mentions(shown, parse, tables)
    return Annotations(
        document=document,
        parse=parse,
        mentions=mentions,
        numbers=find_numbers(parse, tables.nouns),
        times=find_times(shown),
        attributions=find_voices(shown, parse, mentions, tables.cues, tables.outlets),
        place_hints=find_place_hints(shown.text, parse, mentions, tables.gazetteer),
        tagging=tagging,
    )


def code_document(document: Document, coder: Coder) -> tuple[tuple[Claim, ...], tuple[Fact, ...]]:
    """The claims and the facts of a document, in text order."""
    annotations = annotate_document(document, coder)
    readers = make_readers(annotations, coder.tables)
    frames = find_frames(annotations, coder.tables)
    claims = make_claims(frames, annotations, readers, coder.made_by)
    facts = make_facts(find_statements(annotations, coder.tables), annotations, readers)
    return tuple(claims), tuple(facts)


def read_document(raw: Raw, furniture: re.Pattern[str]) -> Document:
    """The cleaned document of a report's bytes. Raises ReadError, and SkipReport for one that is not English."""
    document = clean_draft(read_raw(raw), raw, furniture)
    if document.language != "en":
        raise SkipReport(
            f"{where(raw)}: the text is not English (it looks like {document.language!r}); it was not coded."
        )
    if len(document.text.split()) > LONGEST_WORDS:
        raise SkipReport(f"{where(raw)}: the text has more than {LONGEST_WORDS} words; split it into reports.")
    if any(block.span.end - block.span.start > LONGEST_BLOCK for block in document.blocks):
        raise SkipReport(f"{where(raw)}: a paragraph has more than {LONGEST_BLOCK} characters; break it up.")
    return document


def code_raw(
    raw: Raw, coder: Coder, *, admit: Callable[[Document], Document | str] = lambda document: document
) -> Report:
    """The outcome of one input. ``admit`` gives the document to code, or why it need not be. Failures are recorded
    here: this is the one place of the road that catches them."""
    try:
        document = read_document(raw, coder.furniture)
        admitted = admit(document)
        if isinstance(admitted, str):
            return _refused(raw, "skipped", admitted, document)
        document = admitted
        claims, facts = code_document(document, coder)
    except SkipReport as error:
        return _refused(raw, "skipped", str(error))
    except DatelineError as error:
        return _refused(raw, "failed", str(error))
    warnings = (*document.warnings, *_place_warnings(claims))
    return Report(
        id=document.id,
        corpus=document.corpus,
        status="coded",
        raw=raw,
        input_sha256=document.input_sha256,
        document=document,
        folded_sha256=folded_hash(document),
        warnings=warnings,
        claims=claims,
        facts=facts,
    )


def where(raw: Raw) -> str:
    """The file of an input and the place in it, for messages."""
    return f"{raw.path}, {raw.place}" if raw.place else raw.path


def _refused(raw: Raw, status: str, reason: str, document: Document | None = None) -> Report:
    sha = document.input_sha256 if document is not None else hashlib.sha256(raw.data).hexdigest()
    name = document.id if document is not None else content_hash(sha, raw.path, raw.place)
    return Report(name, raw.corpus, "skipped" if status == "skipped" else "failed", raw, sha, reason=reason)


def _place_warnings(claims: Iterable[Claim]) -> tuple[str, ...]:
    unknown = dict.fromkeys(c.place.name for c in claims if c.place is not None and c.place.lat is None)
    return tuple(f"place not in the gazetteer: {name}" for name in unknown)


# ---------------------------------------------------------------- many reports


@dataclass
class Outcome:
    """What a run did: reports by what became of them, the reasons of those left out, and how much stands in the
    database now."""

    coded: int = 0
    known: int = 0
    skipped: list[tuple[str, str]] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    warnings: int = 0
    words: int = 0
    claims: int = 0
    events: int = 0
    disputed: int = 0

    @property
    def exit_code(self) -> int:
        """0 where every report was coded, known or rightly skipped, 1 where none could be read, 3 where some failed."""
        if not self.failed:
            return 0
        return 3 if self.coded or self.known or self.skipped else 1


def run(
    inputs: Iterable[str | Path],
    store: Store,
    coder: Coder,
    *,
    seen: Callable[[Report | None, Raw], None] = lambda report, raw: None,
) -> Outcome:
    """What became of every report of the inputs. Each is stored in a transaction of its own as soon as it is coded;
    those already stored are passed over; the events are made anew at the end. ``seen`` is told of each."""
    outcome = Outcome()
    ids: dict[tuple[str, str], str] = {}
    for raw in find_reports(inputs):
        report = _code_new(raw, store, coder, outcome, ids)
        if report is not None:
            store.put_report(report)
        seen(report, raw)
    reconciled = refresh_events(store, coder.tables)
    outcome.claims = sum(len(event.claims) for event in reconciled.events)
    outcome.events = len(reconciled.events)
    outcome.disputed = sum(bool(event.disputed) for event in reconciled.events)
    return outcome


def _code_new(raw: Raw, store: Store, coder: Coder, outcome: Outcome, ids: dict[tuple[str, str], str]) -> Report | None:
    """The report to store, or None where it stands in the database already; the outcome is counted. ``ids`` are those
    this run has met with the hash of their input: an id that stands twice over different texts would lose one."""
    already: list[str] = []

    def admit(document: Document) -> Document | str:
        met = ids.setdefault((document.corpus, document.id), document.input_sha256)
        if met != document.input_sha256:
            warning = f"the id {document.id!r} stands in this input over another text too"
            name = f"{document.id}-{document.input_sha256[:6]}"
            document = replace(document, id=name, warnings=(*document.warnings, warning))
        if store.known(document.corpus, document.id) == document.input_sha256:
            already.append(document.id)
            return "already in the database"
        twin = store.same_text(folded_hash(document))
        if twin is not None and twin != (document.corpus, document.id):
            return f"{where(raw)}: the same text as report {twin[1]} of {twin[0]}; it was not coded again."
        return document

    report = code_raw(raw, coder, admit=admit)
    if already:
        outcome.known += 1
        return None
    if report.status == "coded" and report.document is not None:
        outcome.coded += 1
        outcome.words += len(report.document.text.split())
        outcome.warnings += bool(report.warnings)
    else:
        rows = outcome.skipped if report.status == "skipped" else outcome.failed
        rows.append((where(raw), report.reason or ""))
    return report


def refresh_events(store: Store, tables: Tables) -> Reconciled:
    """The events of all stored claims and verdicts, made anew and stored."""
    reconciled = reconcile(store.claims(), list(store.documents()), store.judgements(), tables)
    store.put_events(reconciled)
    return reconciled


@dataclass(frozen=True, slots=True)
class Change:
    """What coding a stored report anew changed: claims that came and went, by kind and words."""

    corpus: str
    document: str
    added: tuple[Claim, ...]
    removed: tuple[Claim, ...]


def recode(store: Store, coder: Coder, *, seen: Callable[[str], None] = lambda name: None) -> Iterator[Change]:
    """What changed in each stored report that was read and coded anew; the events are made anew at the end."""
    for row in store.reports():
        raw = store.raw(row.corpus, row.document)
        if raw is None or row.status == "skipped":
            continue
        before = {c.id: c for c in store.claims((row.corpus, row.document))}
        report = code_raw(raw, coder)
        if report.status == "failed" and row.status == "coded":
            continue
        if (report.corpus, report.id) != (row.corpus, row.document):
            report = replace(report, id=row.document, corpus=row.corpus)
        store.put_report(report)
        after = {c.id: c for c in report.claims}
        added = tuple(c for i, c in after.items() if i not in before)
        removed = tuple(c for i, c in before.items() if i not in after)
        seen(row.document)
        if added or removed:
            yield Change(row.corpus, row.document, added, removed)
    refresh_events(store, coder.tables)


def check_quotes(store: Store) -> tuple[int, list[str]]:
    """How many quotes stand in the database, and a sentence for each that its document's text does not bear out."""
    wrong: list[str] = []
    count = 0
    texts = {(d.corpus, d.id): d.text for d in store.documents()}
    items: list[Claim | Fact] = [*store.claims(), *store.facts()]
    for item in items:
        text = texts.get((item.corpus, item.document), "")
        for quote in quotes_of(item):
            count += 1
            if text[quote.start : quote.end] != quote.text:
                wrong.append(f"{item.document}, {item.id}: {quote.text!r} does not stand at {quote.start}-{quote.end}.")
    return count, wrong


def quotes_of(item: Claim | Fact) -> Iterator[Quote]:
    """Every quote of a claim or a fact, voices and citations included."""
    yield item.quote
    for voice in item.voices:
        yield voice.quote
        yield from (cited.quote for cited in voice.cited)
    if isinstance(item, Claim):
        yield item.trigger
        yield from (party.quote for party in (*item.actors, *item.targets))
        yield from (tally.quote for tally in item.counts)
        yield from (means.quote for means in item.means)
        yield from (slot.quote for slot in (item.when, item.place) if slot is not None and slot.quote is not None)
