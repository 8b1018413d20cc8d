"""On which days a happening can lie: by its words, the citation that carries it, or the report's own date."""

from __future__ import annotations

from datetime import date

from dateline.model import Annotations, Frame, Interval, Quote, Span, Voice, When
from dateline.resolve.dates import bounded_below, resolve_date

_AHEAD = frozenset({"planned", "threatened"})


class DayReader:
    """The days of one document's happenings; ``latest_cited`` is the latest date of any of its citations."""

    def __init__(self, annotations: Annotations) -> None:
        self._annotations = annotations
        self._document = annotations.document
        cited = [c.date for a in annotations.attributions for c in a.voice.cited if c.date is not None]
        self.latest_cited = max(cited, default=None)

    def when(self, frame: Frame, voices: tuple[Voice, ...]) -> When | None:
        """The days of a frame, what they rest on and the words; None where nothing tells."""
        for span in frame.times:
            interval = self.interval(span, ahead=frame.status in _AHEAD)
            if interval is None or (interval.first is None and interval.last is None):
                continue
            quote = self._document.quote(span)
            if self._times_the_telling(span, frame, voices) and interval.last is not None:
                return When(None, interval.last, "open", "words", quote)
            return When(interval.first, interval.last, interval.precision, "words", quote)
        return self._cited(voices) or self._published()

    def interval(self, span: Span, ahead: bool = False) -> Interval | None:
        """The days that time words mean in this report; without a publication date relative words stay open.

        ``ahead`` says that what they date is to come: "will march on Saturday".
        """
        words = self._document.text[span.start : span.end]
        interval = resolve_date(words, self._document.published, ahead=ahead)
        if interval is not None and interval.first is None and interval.last is None and self.latest_cited:
            return bounded_below(words, self.latest_cited) or interval
        return interval

    def around(self, span: Span) -> tuple[date | None, date | None]:
        """The days named inside a stretch of text: the first time words that can be read, else open."""
        for time in self._annotations.times:
            if span.covers(time.span) and (interval := self.interval(time.span)) is not None:
                return interval.first, interval.last
        return None, None

    def _times_the_telling(self, span: Span, frame: Frame, voices: tuple[Voice, ...]) -> bool:
        """Whether the time words date the saying, not the happening: outside what an indirect voice says."""
        for attribution in self._annotations.attributions:
            if attribution.voice in voices and attribution.voice.form == "indirect":
                inside = any(scope.covers(span) for scope in attribution.scope)
                holds = any(scope.covers(frame.trigger) for scope in attribution.scope)
                if holds and not inside:
                    return True
        return False

    def _cited(self, voices: tuple[Voice, ...]) -> When | None:
        dated = [c for voice in voices for c in voice.cited if c.date is not None]
        if not dated:
            return None
        latest = max(dated, key=lambda c: c.date or date.min)
        return When(None, latest.date, "open", "cited", latest.quote)

    def _published(self) -> When | None:
        if self._document.published is None:
            return None
        return When(None, self._document.published, "open", "published", self._published_quote())

    def _published_quote(self) -> Quote | None:
        words = self._document.published_quote
        start = self._document.text.find(words) if words else -1
        return self._document.quote(Span(start, start + len(words))) if words and start >= 0 else None
