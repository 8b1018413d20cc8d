"""Gold's quotes moved from the text it was annotated on to the text that was coded."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any

from dateline.model import Span

_TOKEN = re.compile(r"\w+|[^\w\s]")


class Alignment:
    """Where the words of one text stand in another that differs by cleaning: lost lines, mended spaces and marks."""

    def __init__(self, before: str, after: str) -> None:
        self._same = before == after
        self._before, self._after = before, after

    @cached_property
    def _tokens(self) -> tuple[list[tuple[int, int]], list[tuple[int, int]], dict[int, int]]:
        old = [match.span() for match in _TOKEN.finditer(self._before)]
        new = [match.span() for match in _TOKEN.finditer(self._after)]
        words = [self._before[a:b] for a, b in old], [self._after[a:b] for a, b in new]
        blocks = SequenceMatcher(None, *words, autojunk=False).get_matching_blocks()
        return old, new, {a + n: b + n for a, b, size in blocks for n in range(size)}

    def moved(self, span: Span) -> Span | None:
        """Where the words of a span stand in the second text, None where none of them does."""
        if self._same:
            return span
        old, new, twin = self._tokens
        kept = [twin[n] for n, (start, end) in enumerate(old) if start < span.end and span.start < end and n in twin]
        return Span(new[kept[0]][0], new[kept[-1]][1]) if kept else None

    def moved_record(self, record: Any) -> Any:
        """A copy of plain data in which every {"start", "end"} is moved, or None where its words are gone."""
        if isinstance(record, dict):
            if "start" in record and "end" in record:
                span = self.moved(Span(record["start"], record["end"]))
                return None if span is None else {**record, "start": span.start, "end": span.end}
            return {key: self.moved_record(value) for key, value in record.items()}
        if isinstance(record, list):
            return [item for item in map(self.moved_record, record) if item is not None]
        return record
