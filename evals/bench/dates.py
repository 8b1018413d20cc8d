"""Time words and their values, end to end from raw text, beside dateparser's search (METRICS: Dates)."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dateline.model import Span
from dateline.pipeline import Coder
from dateline.resolve.dates import resolve_date
from evals.bench.peers import ask_peer
from evals.bench.reading import read_text
from evals.bench.table import Row, f1

DAYS = ("DATE", "TIME")


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression: where it stands and its TIMEX3 value."""

    span: Span
    value: str
    sort: str = "DATE"


def read_timeml(path: Path) -> tuple[str, str, list[Timex]]:
    """The text of a TimeML file, its day of creation and its time expressions."""
    source = re.sub(r"&(?!\w+;|#)", "&amp;", path.read_text(encoding="utf-8"))
    root = ElementTree.fromstring(source)
    created = next(
        (t.get("value") or "" for t in root.iter("TIMEX3") if t.get("functionInDocument") in _CREATION), "1990-01-01"
    )
    found: list[Timex] = []
    parts: list[str] = []

    def walk(element: ElementTree.Element) -> None:
        start = sum(map(len, parts))
        parts.append(element.text or "")
        for child in element:
            walk(child)
            parts.append(child.tail or "")
        if element.tag == "TIMEX3":
            end = sum(map(len, parts))
            found.append(Timex(Span(start, end), element.get("value") or "", element.get("type") or ""))

    body = root.find("TEXT")
    if body is not None:
        walk(body)
    return "".join(parts), created[:10], sorted(found, key=lambda timex: timex.span)


_CREATION = ("CREATION_TIME", "PUBLICATION_TIME")


def our_times(text: str, created: str, coder: Coder) -> list[Timex]:
    """Our time words with the value that TIMEX3 would give to the days they mean."""
    reading = read_text(text, coder, created)
    found: list[Timex] = []
    for time in reading.annotations.times if reading else ():
        document = reading.annotations.document if reading else None
        own = reading.own(time.span) if reading else None
        if own is not None and document is not None:
            words = document.text[time.span.start : time.span.end]
            interval = resolve_date(words, document.published)
            found.append(Timex(own, _value(interval.first, interval.last) if interval else ""))
    return found


def _value(first: date | None, last: date | None) -> str:
    """A TIMEX3 value of an interval: a day, a week, a month or a year; "" for any other."""
    if first is None or last is None:
        return ""
    days = (last - first).days + 1
    if days == 1:
        return first.isoformat()
    if days == 7 and first.weekday() == 0:
        return f"{first.isocalendar().year}-W{first.isocalendar().week:02d}"
    if first.day == 1 and days in (28, 29, 30, 31) and first.month == last.month:
        return f"{first:%Y-%m}"
    if (first.month, first.day, last.month, last.day, first.year) == (1, 1, 12, 31, last.year):
        return str(first.year)
    return ""


def run(corpora: Path, coder: Coder) -> Iterator[Row]:
    """Rows for TimeBank and AQUAINT together: all time expressions, and those that name days or times of day."""
    folder = corpora / "tbaq-cleaned"
    items = [read_timeml(path) for path in sorted(folder.rglob("*.tml"))]
    answers = ask_peer("dateparser", [{"text": text, "published": created} for text, created, _ in items])
    theirs = [[Timex(Span(a["start"], a["end"]), a["value"]) for a in answer] for answer in answers]
    ours = [our_times(text, created, coder) for text, created, _ in items]
    golds = [gold for *_, gold in items]
    for title, kept in (("all", golds), ("days", [[t for t in gold if t.sort in DAYS] for gold in golds])):
        mine, other = _scores(kept, ours), _scores(kept, theirs)
        for measure, value in mine.items():
            published = {"HeidelTime, TempEval": 0.74} if (title, measure) == ("all", "value F1") else {}
            yield Row(f"dates, {title}", "tbaq", measure, value, {"dateparser": other[measure]}, published)


def _scores(gold: Sequence[Sequence[Timex]], ours: Sequence[Sequence[Timex]]) -> dict[str, float]:
    strict = relaxed = value = 0
    for of_gold, of_ours in zip(gold, ours, strict=True):
        free = list(of_ours)
        for timex in of_gold:
            met = next((other for other in free if other.span.overlaps(timex.span)), None)
            if met is not None:
                free.remove(met)
                relaxed += 1
                strict += met.span == timex.span
                value += met.value == timex.value and bool(met.value)
    sizes = sum(map(len, gold)), sum(map(len, ours))
    return {
        "strict F1": f1(strict, *sizes),
        "relaxed F1": f1(relaxed, *sizes),
        "value F1": f1(value, *sizes),
    }
