"""A small newsroom for the tests of this room: made-up reports, claims found in them by their words, and events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import pytest

from dateline.model import (
    Certainty,
    Claim,
    CountOf,
    Display,
    Document,
    Event,
    MadeBy,
    Party,
    Place,
    PlacePrecision,
    Quote,
    Responsibility,
    Status,
    Tally,
    Toll,
    Voice,
    VoiceAct,
    VoiceForm,
    When,
)

TOWNS: dict[str, tuple[str, str | None, float | None, float | None, PlacePrecision]] = {
    "Derna": ("LY", "Darnah", 32.76, 22.64, "town"),
    "Sirte": ("LY", "Surt", 31.2, 16.59, "town"),
    "Taiz": ("YE", "Taizz", 13.58, 44.02, "town"),
    "Borno": ("NG", "Borno", 12.2, 13.1, "admin1"),
    "Yemen": ("YE", None, 15.5, 47.5, "country"),
    "Nowhere Hill": ("LY", None, None, None, "point"),
}


@dataclass
class Desk:
    """Builders; every claim and event made is kept."""

    documents: dict[str, Document] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def report(
        self, id: str, text: str, outlet: str | None = "Coast Monitor", title: str = "The week", **more: str
    ) -> None:
        self.documents[id] = Document(
            id,
            "made",
            text,
            (),
            "in",
            "out",
            title=title,
            outlet=outlet,
            published=date(2016, 2, 19),
            url=more.get("url"),
        )

    def words(self, report: str, words: str) -> Quote:
        start = self.documents[report].text.index(words)
        return Quote(start, start + len(words), words)

    def place(self, name: str, within: str | None = None) -> Place:
        country, admin1, lat, lon, precision = TOWNS[name]
        return Place(name, None, country, admin1, None, lat, lon, precision, within, "words", Quote(0, 1, "x"))

    def voice(self, *names: str, act: VoiceAct = "report", form: VoiceForm = "indirect") -> Voice:
        return Voice(names, names[0] if names else None, form, act, "", (), Quote(0, 1, "x"))

    def claim(
        self,
        quote: str,
        kind: str = "attack",
        *,
        trigger: str | None = None,
        report: str = "r1",
        actors: Sequence[str] = (),
        targets: Sequence[str] = (),
        when: When | None = None,
        place: str | None = "Derna",
        within: str | None = None,
        killed: tuple[int | None, int | None] | None = None,
        of: CountOf = "killed",
        voices: Sequence[Voice] = (),
        status: Status = "happened",
        certainty: Certainty = "asserted",
    ) -> Claim:
        words = self.words(report, quote)
        counts = (Tally(of, *killed, False, "target", "", words),) if killed else ()
        claim = Claim(
            f"c{len(self.claims):03}",
            report,
            "made",
            kind,
            status,
            words,
            self.words(report, trigger or quote),
            tuple(Party(name, None, words) for name in actors),
            tuple(Party(name, None, words) for name in targets),
            when,
            self.place(place, within) if place else None,
            counts,
            (),
            tuple(voices),
            certainty,
            False,
            0.5,
            MadeBy("0", "t", None),
        )
        self.claims.append(claim)
        return claim

    def event(
        self,
        *claims: Claim,
        killed: tuple[int | None, int | None, int | None] | None = None,
        disputed: Sequence[str] = (),
        duty: Responsibility | None = None,
        part_of: str | None = None,
    ) -> Event:
        first = claims[0]
        event = Event(
            f"e{first.id}",
            tuple(claim.id for claim in claims),
            tuple(sorted({claim.document for claim in claims})),
            tuple(sorted({name for claim in claims for voice in claim.voices for name in voice.names})),
            len(claims),
            part_of,
            Display("", first.kind, first.when, first.place),
            {},
            tuple(disputed),
            duty or Responsibility(),
            {"killed": Toll(*killed, "cautious")} if killed else {},
            "fair",
            (),
        )
        self.events.append(event)
        return event


def day(month: int, number: int, year: int = 2016) -> When:
    return When(date(year, month, number), date(year, month, number), "day", "words", None)


def by(month: int, number: int, year: int = 2016) -> When:
    return When(None, date(year, month, number), "open", "cited", None)


@pytest.fixture
def desk() -> Desk:
    return Desk()
