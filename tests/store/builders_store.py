"""Reports, claims and events for the tests of the store."""

from __future__ import annotations

from datetime import date

from dateline.model import (
    Account,
    Block,
    Cited,
    Claim,
    Display,
    Document,
    Event,
    Fact,
    MadeBy,
    Party,
    Place,
    Quote,
    Raw,
    Report,
    Responsibility,
    Span,
    Tally,
    Toll,
    Voice,
    When,
)
from dateline.text import fold_space, sha256

TEXT = "Gunmen attacked a checkpoint near Tarsin on Monday. Two soldiers died, a medic said."


def quote(words: str, text: str = TEXT) -> Quote:
    """The words where they first stand in the text."""
    start = text.index(words)
    return Quote(start, start + len(words), words)


def claim(id: str, document: str = "1", corpus: str = "wire") -> Claim:
    """A claim with every slot filled."""
    day = date(2020, 3, 2)
    cited = Cited("Tarsin Post", day, quote("a medic"))
    return Claim(
        id=id,
        document=document,
        corpus=corpus,
        kind="attack",
        status="happened",
        quote=quote("Gunmen attacked a checkpoint near Tarsin on Monday."),
        trigger=quote("attacked"),
        actors=(Party("Gunmen", None, quote("Gunmen")),),
        targets=(Party("soldiers", "army", quote("soldiers")),),
        when=When(day, None, "day", "words", quote("Monday")),
        place=Place("Tarsin", 7, "LY", None, None, 31.5, 22.25, "town", "near", "words", quote("Tarsin")),
        counts=(Tally("killed", 2, None, False, "fighter", "soldiers", quote("Two soldiers")),),
        means=(),
        voices=(Voice(("a medic",), "medic", "indirect", "report", "said", (cited,), quote("a medic said")),),
        certainty="reported",
        background=False,
        score=0.75,
        made_by=MadeBy("0.1", "abc", None),
        reasons=("row 1",),
    )


def fact(id: str, document: str = "1", corpus: str = "wire") -> Fact:
    """A fact of the report."""
    return Fact(id, document, corpus, "soldiers", "status", "dead", date(2020, 3, 2), None, (), quote("died"))


def report(
    id: str = "1", text: str = TEXT, claims: tuple[str, ...] = ("c1", "c2"), corpus: str = "wire", title: str = "T"
) -> Report:
    """A coded report of one paragraph with claims of these ids and one fact."""
    document = Document(
        id=id,
        corpus=corpus,
        text=text,
        blocks=(Block(Span(0, len(text)), "paragraph"),),
        input_sha256=sha256("in" + text),
        text_sha256=sha256(text),
        title=title,
        outlet="Tarsin Post",
        published=date(2020, 3, 3),
        language="en",
        extra={"desk": "north"},
    )
    return Report(
        id=id,
        corpus=corpus,
        status="coded",
        raw=Raw(text.encode(), "text/plain", "reports/a.txt", corpus, "line 3", "http://a.test/1", date(2020, 4, 1)),
        input_sha256=document.input_sha256,
        document=document,
        folded_sha256=sha256(fold_space(text)),
        warnings=("no date",),
        claims=tuple(claim(c, id, corpus) for c in claims),
        facts=(fact("f" + id, id, corpus),),
    )


def event(id: str, *claims: str) -> Event:
    """An event of these claims."""
    return Event(
        id=id,
        claims=claims,
        documents=("1",),
        outlets=("Tarsin Post",),
        independent_sources=1,
        part_of=None,
        display=Display("Attack at Tarsin", "attack", None, None),
        accounts={"killed": (Account("2", claims, ("a medic",)),)},
        disputed=(),
        responsibility=Responsibility(accused=("Gunmen",)),
        tolls={"killed": Toll(2, 2, None, "lowest")},
        grading="weak",
        merged_because=("same day",),
    )
