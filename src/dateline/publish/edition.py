"""What a digest is made of: sections of places, bullets of events, tellings of the disputed, and sources."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.publish.phrases import Lit
from dateline.publish.sentences import Piece
from dateline.publish.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Telling:
    """One voice's account of a disputed event: who speaks, how it came, the words, the numbers."""

    who: str
    how: str
    quote: tuple[Lit, ...]
    killed: str
    injured: str
    note: int


@dataclass(frozen=True, slots=True)
class Bullet:
    """One event of the digest. ``notes`` are numbers of sources; ``table`` is filled for disputed events only."""

    id: str
    when: str
    kind: str
    place: str
    sentence: tuple[Piece, ...]
    notes: tuple[int, ...]
    said_by: tuple[tuple[str, str], ...]
    duty: str
    disputed: tuple[str, ...]
    table: tuple[Telling, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Group:
    """The events of one place, the newest first."""

    place: str
    bullets: tuple[Bullet, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The events of one country, by place."""

    country: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """One entry of the list of sources: the exact words of a report, who is cited for them, and the report."""

    number: int
    cited: str
    quote: tuple[Lit, ...]
    report: str
    url: str | None
    published: str


@dataclass(frozen=True, slots=True)
class Totals:
    """The numbers of a digest's head."""

    events: int
    disputed: int
    killed_low: int
    killed_best: int
    killed_high: int | None
    deaths_told: int
    reports: int
    outlets: int
    reviewed: int


@dataclass(frozen=True, slots=True)
class Digest:
    """All that a digest shows, in the order in which it shows it; the figures are finished SVG."""

    title: str
    totals: Totals
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    map: str
    unplaced: int
    timeline: Timeline
    time_figure: str
