"""Citations: outlets named in brackets after a passage, wire credits and datelines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.annotate.voice_parts import Reading, trim
from dateline.knowledge.calendar import MONTHS, either
from dateline.knowledge.outlets import is_domain
from dateline.model import Attribution, Cited, Span, Voice
from dateline.text import fold_marks

_MONTH = either(MONTHS) + r"\.?"
_DAYS = r"\d{1,2}(?:st|nd|rd|th)?(?:\s*(?:,|and|&|-|–)\s*\d{1,2}(?:st|nd|rd|th)?)*(?!\d)"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
_DATE = re.compile(
    rf"{_WEEKDAY}(?:(?P<m1>{_MONTH})\s+(?P<d1>{_DAYS})(?:,?\s+(?P<y1>\d{{4}}))?"
    rf"|(?P<d2>{_DAYS})\s+(?P<m2>{_MONTH})(?:,?\s+(?P<y2>\d{{4}}))?"
    r"|(?P<y3>\d{4})-(?P<m3>\d{1,2})-(?P<d3>\d{1,2})"
    r"|(?P<d4>\d{1,2})[./](?P<m4>\d{1,2})[./](?P<y4>\d{4}))(?!\w)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[(\[]([^()\[\]\n]{2,260})[)\]]")
_CREDIT = re.compile(r"(?:^|(?<=[\s.!?\"]))[-–—]+\s?([^\s–—-][^–—\n]{1,40}?)\.?\s*$")
_SOURCE_LINE = re.compile(r"^(?:Sources?|Via|Read more at|Reported by):\s*([^\n]{2,120})$", re.IGNORECASE)
_LEAD = re.compile(r"^(?:via|source|sources|see|from|by|as reported by|reported by|according to|in)[:\s]\s*", re.I)
_SHAPE = re.compile(
    r"(?:[A-Z][\w'!.&-]*\s+)+(?:News|Press|Times|Post|Herald|Tribune|Gazette|Telegraph|Journal|Chronicle|Agency|Radio"
    r"|TV|Television|Daily|Observer|Reporter|Star|Online|Magazine|Newspaper|Portal|Review|Examiner|Sun)"
)
_NO_NAME = frozenset(
    "born died killed updated published aged since until on from in as before after arrested the a an about around"
    " circa c ca or and last first between with by at to of day days file photo who which also".split()
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A citation: where it stands and whom it cites."""

    span: Span
    cited: tuple[Cited, ...]
    whole: bool


def find_citations(reading: Reading, sayings: Sequence[Attribution]) -> list[Attribution]:
    """The citations of a document with the passages they speak for."""
    found: list[Attribution] = []
    blocks = reading.document.blocks
    past: dict[int, int] = {}
    for number, block in enumerate(blocks):
        for citation in _citations_in(reading, block.span):
            scope = _scope(reading, citation, number, past.get(number, block.span.start), sayings)
            if scope and not found and _closes_report(reading, citation):
                body = next(b.span.start for b in blocks if b.kind != "title")
                scope = (trim_start(reading, Span(body, citation.span.start)),)
            past[number] = citation.span.end
            if scope:
                found.append(_attribution(reading, citation, scope))
    return found


def _attribution(reading: Reading, citation: _Found, scope: tuple[Span, ...]) -> Attribution:
    names = tuple(dict.fromkeys(cited.name for cited in citation.cited))
    outlet = reading.outlets.get(names[0])
    source = outlet.name if outlet else None
    quote = reading.document.quote(citation.span)
    return Attribution(Voice(names, source, "parenthetical", "report", "", citation.cited, quote), scope)


# ---------------------------------------------------------------- where they stand


def _citations_in(reading: Reading, block: Span) -> Iterator[_Found]:
    """The citations of one block, in text order."""
    text = reading.text
    body = text[block.start : block.end]
    line = _SOURCE_LINE.match(body)
    if line:
        cited = read_cited(reading, Span(block.start + line.start(1), block.start + line.end(1)))
        if cited:
            yield _Found(Span(block.start, block.start + line.end(1)), cited, whole=True)
            return
    for match in _BRACKETS.finditer(text, block.start, block.end):
        cited = read_cited(reading, Span(match.start(1), match.end(1)))
        if cited:
            yield _Found(Span(match.start(), match.end()), cited, whole=_is_dateline(text, block, match))
    credit = _CREDIT.search(body)
    if credit and reading.outlets.get(credit.group(1)):
        span = Span(block.start + credit.start(1), block.start + credit.end(1))
        cited = read_cited(reading, span)
        if cited:
            yield _Found(Span(block.start + credit.start(), span.end), cited, whole=False)


def _is_dateline(text: str, block: Span, match: re.Match[str]) -> bool:
    """Whether the bracket stands in a dateline: "BAGHDAD (AP) -"."""
    before = text[block.start : match.start()].strip()
    after = text[match.end() : match.end() + 4].lstrip()
    return after[:1] in ("-", "–", "—") and len(before) < 60 and "." not in before.removesuffix(".")


def _scope(
    reading: Reading, citation: _Found, number: int, since: int, sayings: Sequence[Attribution]
) -> tuple[Span, ...]:
    """The passage a citation speaks for: back to the citation before it or to the start of its block, but not past a
    sentence that names an outlet of its own; in a dateline the rest of the report; alone in its block the blocks
    before."""
    blocks = reading.document.blocks
    if citation.whole and (number == 0 or citation.span.start > blocks[number].span.start):
        return (trim_start(reading, Span(citation.span.end, blocks[-1].span.end)),)
    start = max(since, blocks[number].span.start)
    if reading.text[start : citation.span.start].strip(" .*-–—•\n"):
        start = _after_own_source(reading, Span(start, citation.span.start), sayings)
        return (trim_start(reading, Span(start, citation.span.start)),)
    first = number
    while first > 0 and blocks[first - 1].kind in ("paragraph", "bullet"):
        first -= 1
    return (Span(blocks[first].span.start, citation.span.start),) if first < number else ()


def _closes_report(reading: Reading, citation: _Found) -> bool:
    """Whether a citation without a date is the credit at a report's very end, behind a full stop: "... (AP)"."""
    blocks = reading.document.blocks
    before = reading.text[: citation.span.start].rstrip()
    at_end = not reading.text[citation.span.end : blocks[-1].span.end].strip(" .\n")
    dated = any(cited.date is not None for cited in citation.cited)
    return at_end and not dated and blocks[-1].kind == "paragraph" and before.endswith((".", '."', "!", "?"))


def trim_start(reading: Reading, span: Span) -> Span:
    """The span without the marks and spaces at its start, and without spaces at its end."""
    start, end = span.start, span.end
    while start < end and reading.text[start] in " \n.;,*-–—•)":
        start += 1
    while end > start and reading.text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _after_own_source(reading: Reading, passage: Span, sayings: Sequence[Attribution]) -> int:
    """Where the part of a passage begins that the citation at its end can speak for: after the last earlier sentence
    whose speaker is an outlet the table knows."""
    start = passage.start
    last = reading.parse.sentence_at(max(passage.end - 2, passage.start))
    for saying in sayings:
        quote = saying.voice.quote
        sentence = reading.parse.sentence_at(quote.start)
        if sentence is None or not passage.covers(quote.span) or (last and sentence.span == last.span):
            continue
        if saying.voice.source in reading.outlets.outlets:
            start = max(start, sentence.span.end)
    return start


# ---------------------------------------------------------------- whom they cite


def read_cited(reading: Reading, span: Span) -> tuple[Cited, ...]:
    """The outlets with dates that the words inside brackets cite, () where they are no citation.

    A name with a date always counts; a bare one only if the table knows it or it is a web domain.
    """
    found: list[Cited] = []
    for part in _split(reading.text, span, ";"):
        cited = _read_part(reading, part, trusting=";" in reading.text[span.start : span.end])
        if not cited:
            return ()
        found += cited
    dated = _DATE.search(reading.text, span.start, span.end) is not None
    return tuple(found) if dated or any(_is_known(reading, c.name) for c in found) else ()


def _split(text: str, span: Span, mark: str) -> list[Span]:
    parts: list[Span] = []
    start = span.start
    for n in range(span.start, span.end):
        if text[n] == mark:
            parts.append(Span(start, n))
            start = n + 1
    return [*parts, Span(start, span.end)]


def _read_part(reading: Reading, part: Span, trusting: bool) -> list[Cited]:
    """The outlets of one part between semicolons: a name and its dates, or bare names between commas."""
    part = trim(reading, part)
    dates = list(_DATE.finditer(reading.text, part.start, part.end))
    if not dates:
        return _read_bare(reading, part, trusting)
    if reading.text[dates[-1].end() : part.end].strip(" ,."):
        return []
    name_span = _strip_lead(reading, trim(reading, Span(part.start, dates[0].start())))
    names = [name_span]
    if "," in reading.text[name_span.start : name_span.end]:
        names = [trim(reading, s) for s in _split(reading.text, name_span, ",")]
        if not all(_is_known(reading, _words(reading, s)) for s in names):
            names = [name_span]
    if not all(_looks_like_name(reading, span) for span in names):
        return []
    published = reading.document.published
    days: list[date | None] = [day for match in dates for day in _days(match, _year(dates), published)]
    quote = reading.document.quote(part)
    return [Cited(_words(reading, span), day, quote) for span in names for day in days or [None]]


def _read_bare(reading: Reading, part: Span, trusting: bool) -> list[Cited]:
    """Names without a date: each must be an outlet or a domain; in a list with dated ones, look like a name."""
    part = _strip_lead(reading, part)
    whole = _words(reading, part)
    if _is_known(reading, whole) or (trusting and _looks_like_name(reading, part)):
        return [Cited(whole, None, reading.document.quote(part))]
    cells = re.finditer(r"[^,/&]+?(?=\s*(?:,|/|&|\band\b|\bvia\b|$))", reading.text[part.start : part.end])
    spans = [trim(reading, Span(part.start + m.start(), part.start + m.end())) for m in cells]
    spans = [_strip_and(reading, s) for s in spans if reading.text[s.start : s.end].strip() not in ("", "and")]
    if spans and all(_is_known(reading, _words(reading, s)) for s in spans):
        return [Cited(_words(reading, s), None, reading.document.quote(s)) for s in spans]
    return []


def _words(reading: Reading, span: Span) -> str:
    return reading.document.text[span.start : span.end]


def _strip_and(reading: Reading, span: Span) -> Span:
    match = re.compile(r"(?:(?:and|via)\s+)").match(reading.text, span.start, span.end)
    return Span(match.end(), span.end) if match else span


def _strip_lead(reading: Reading, span: Span) -> Span:
    """The span without "via", "source:" before a name."""
    match = _LEAD.match(reading.text[span.start : span.end])
    return Span(span.start + match.end(), span.end) if match else span


def _is_known(reading: Reading, name: str) -> bool:
    return reading.outlets.get(name) is not None or is_domain(name) or _SHAPE.fullmatch(name) is not None


def _looks_like_name(reading: Reading, span: Span) -> bool:
    """Whether the words before a date can be an outlet's name and not a bare place, a verb or a weekday."""
    name = _words(reading, span)
    if _is_known(reading, name):
        return True
    words = fold_marks(name).split()
    if not words or len(words) > 9 or any(ch in name for ch in "?!:") or words[0].casefold() in _NO_NAME:
        return False
    if any(m.kind == "place" and m.span.start <= span.start and m.span.end >= span.end for m in reading.mentions):
        return False
    parsed = reading.words(span)
    if any(w.pos in ("VERB", "AUX") and not w.text[0].isupper() for w in parsed) and len(words) > 1:
        return False
    capitals = sum(word[0].isupper() or word[0].isdigit() for word in words)
    return capitals * 2 >= len(words) if len(words) > 1 else words[0][0].isalpha()


def _year(dates: Sequence[re.Match[str]]) -> int | None:
    """The year that the dates of one citation share: the last one written."""
    years = [m.group(g) for m in dates for g in ("y1", "y2", "y3", "y4") if m.group(g)]
    return int(years[-1]) if years else None


def _days(match: re.Match[str], year: int | None, published: date | None) -> list[date]:
    """The days that one written date names: "February 9 and 11, 2016" names two. Where no year is told they are the
    last such days before the report was published; none where that is not known either."""
    group = match.groupdict()
    own = next((group[g] for g in ("y1", "y2", "y3", "y4") if group[g]), None)
    year = int(own) if own else year
    month = group["m1"] or group["m2"] or group["m3"] or group["m4"]
    days = group["d1"] or group["d2"] or group["d3"] or group["d4"]
    number = int(month) if month.isdigit() else MONTHS[month.rstrip(".").casefold()]
    found = [_day(year, number, int(day), published) for day in re.findall(r"\d{1,2}", days)]
    return [day for day in found if day is not None]


def _day(year: int | None, month: int, day: int, published: date | None) -> date | None:
    """The day; without a year the last such day up to the publication; None where the calendar has none."""
    try:
        if year is not None:
            return date(year, month, day)
        if published is None:
            return None
        found = date(published.year, month, day)
        return found if found <= published else date(published.year - 1, month, day)
    except ValueError:
        return None
