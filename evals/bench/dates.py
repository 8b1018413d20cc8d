"""Time words and their values, end to end from raw text, beside dateparser's search (METRICS: Dates)."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from dateline.annotate.times import find_time_words
from dateline.model import Span
from dateline.pipeline import Coder
from dateline.resolve.timex import Timex, TimexSort, find_timexes
from evals.bench.peers import ask_peer
from evals.bench.reading import read_text
from evals.bench.table import Row, f1

DAYS = ("DATE", "TIME")
_SORTS: dict[str, TimexSort] = {"DATE": "DATE", "TIME": "TIME", "DURATION": "DURATION", "SET": "SET"}


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
            found.append(Timex(Span(start, end), _SORTS[element.get("type") or "DATE"], element.get("value") or ""))

    body = root.find("TEXT")
    if body is not None:
        walk(body)
    return "".join(parts), created[:10], sorted(found, key=lambda timex: timex.span)


_CREATION = ("CREATION_TIME", "PUBLICATION_TIME")


def our_times(text: str, created: str, coder: Coder) -> list[Timex]:
    """Our TIMEX3 of a text, where they stand in the text as it came."""
    reading = read_text(text, coder, created)
    if reading is None:
        return []
    document = reading.annotations.document
    found = find_timexes(document, find_time_words(document))
    return [replace(timex, span=own) for timex in found if (own := reading.own(timex.span)) is not None]


def run(corpora: Path, coder: Coder) -> Iterator[Row]:
    """Rows for TimeBank and AQUAINT together: all time expressions, and those that name days or times of day."""
    folder = corpora / "tbaq-cleaned"
    items = [read_timeml(path) for path in sorted(folder.rglob("*.tml"))]
    answers = ask_peer("dateparser", [{"text": text, "published": created} for text, created, _ in items])
    theirs = [[Timex(Span(a["start"], a["end"]), "DATE", a["value"]) for a in answer] for answer in answers]
    ours = [our_times(text, created, coder) for text, created, _ in items]
    golds = [gold for *_, gold in items]
    of_days = [[[t for t in times if t.sort in DAYS] for times in every] for every in (golds, ours)]
    for title, (kept, said) in {"all": (golds, ours), "days": (of_days[0], of_days[1])}.items():
        mine, other = _scores(kept, said), _scores(kept, theirs)
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
