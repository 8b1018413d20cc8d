"""The digest: plain sentences, marks of doubt, cited words, and nothing of a report's text read as markup."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest

from dateline.model import Responsibility, When
from dateline.publish.digest import digest_html, digest_markdown, make_digest
from dateline.publish.notebook import mark_text, report_html
from dateline.publish.phrases import say_place, say_when
from dateline.publish.selection import Filter
from dateline.publish.sentences import cut_edges, load_wordings, tell_event

TEXT = "The harbour guard lost 2 men in the blast. The Column said 5 men fell. A trench was dug."


def day(number: int, month: int = 2) -> When:
    return When(date(2016, month, number), date(2016, month, number), "day", "words", None)


def told(desk: Any, event: Any) -> str:
    pieces = tell_event(event, [claim for claim in desk.claims if claim.id in event.claims], load_wordings())
    return "".join(piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("kind", "actors", "targets", "status", "sentence"),
    [
        ("bombing", ["ISIS"], ["a camp"], "happened", "ISIS bombed a camp in Derna."),
        ("bombing", [], ["a camp"], "happened", "A camp was bombed in Derna."),
        ("abduction", [], ["two women"], "happened", "Two women were abducted in Derna."),
        ("bombing", [], [], "happened", "There was an explosive device in Derna."),
        ("bombing", ["ISIS"], ["a camp"], "attempted", "ISIS tried to bomb a camp in Derna."),
        ("bombing", ["ISIS"], ["a camp"], "planned", "ISIS planned to bomb a camp in Derna."),
        ("bombing", ["ISIS"], ["a camp"], "threatened", "ISIS threatened to bomb a camp in Derna."),
        ("bombing", ["ISIS"], ["a camp"], "denied", "It is denied that ISIS bombed a camp in Derna."),
        ("shelling", ["the army"], ["a camp"], "ongoing", "The army went on shelling a camp in Derna."),
        ("clash", ["ISIS", "Shura Council"], [], "happened", "ISIS and the Shura Council fought in Derna."),
        ("takeover", ["ISIS"], ["Derna"], "happened", "ISIS seized Derna."),
        ("takeover", ["ISIS"], [], "happened", "ISIS took over Derna."),
        ("airstrike", [], [], "planned", "There were plans for an airstrike in Derna."),
        ("never heard of", ["ISIS"], [], "happened", "ISIS took part in never heard of in Derna: “the blast”."),
    ],
)
def test_sentences(desk: Any, kind: str, actors: list[str], targets: list[str], status: Any, sentence: str) -> None:
    desk.report("r1", TEXT)
    event = desk.event(desk.claim("the blast", kind, actors=actors, targets=targets, status=status))
    assert told(desk, event) == sentence


def test_every_kind_reads_as_a_sentence(desk: Any) -> None:
    desk.report("r1", TEXT)
    for kind in load_wordings():
        for status in ("happened", "ongoing", "attempted", "planned", "threatened", "denied", "hypothetical"):
            for actors, targets in ((["A"], ["B"]), ([], ["B"]), (["A"], []), ([], [])):
                event = desk.event(desk.claim("blast", kind, actors=actors, targets=targets, status=status))
                assert re.fullmatch(r"[A-Z](?!.*  )(?!.*[{}|]).*[^ ]\.", told(desk, event)), kind


def test_doubt_is_marked(desk: Any) -> None:
    desk.report("r1", TEXT)
    claim = desk.claim(
        "A trench was dug", "deployment", actors=["ISIS"], certainty="hedged", place="Sirte", within="west of"
    )
    event = desk.event(claim)
    assert told(desk, event) == "ISIS reportedly moved forces or materiel west of Sirte: “A trench was dug”."
    page = digest_html(make_digest(desk.events, desk.claims, desk.documents.values(), outlines=()))
    assert '<i class="hedge">reportedly</i>' in page


def disputed(desk: Any) -> Any:
    desk.report("r1", TEXT, url="https://x.example/r1")
    a = desk.claim(
        "The harbour guard lost 2 men in the blast", "bombing", trigger="the blast", killed=(2, 2), when=day(3)
    )
    b = desk.claim("The Column said 5 men fell", "bombing", trigger="fell", killed=(5, 5), when=day(3),
                   voices=[desk.voice("Coast Portal"), desk.voice("Column", act="claim_responsibility")])  # fmt: skip
    duty = Responsibility(claimed_by=("Column",))
    desk.event(a, b, killed=(2, 2, 5), disputed=["killed"], duty=duty)
    desk.event(desk.claim("A trench was dug", "deployment", when=When(None, date(2016, 2, 12), "open", "cited", None)))
    desk.event(desk.claim("the blast", "talks", place=None))
    return desk


def test_accounts_stand_side_by_side(desk: Any) -> None:
    made = make_digest(disputed(desk).events, desk.claims, desk.documents.values(), outlines=())
    bullet = made.sections[0].groups[0].bullets[1]
    assert [(row.who, row.how, row.killed) for row in bullet.table] == [
        ("Coast Monitor", "on the report's own authority", "2"),
        ("Column", "claiming responsibility; carried by Coast Portal", "5"),
    ]
    assert "".join(piece.text for piece in bullet.sentence).endswith("2 to 5 killed (disputed).")
    assert bullet.duty == "Claimed by Column" and bullet.notes == (2, 3)
    assert [piece.text for piece in bullet.table[1].quote if piece.on] == ["The Column said 5 men fell"]


def test_order_and_totals(desk: Any) -> None:
    made = make_digest(disputed(desk).events, desk.claims, desk.documents.values(), outlines=())
    assert made.title == "Libya, 3 to 12 February 2016"
    assert [section.country for section in made.sections] == ["Libya", "Place not known"]
    assert [bullet.when for bullet in made.sections[0].groups[0].bullets] == ["by 12 Feb", "3 Feb"]
    totals = made.totals
    assert (totals.events, totals.disputed, totals.killed_low, totals.killed_best, totals.killed_high) == (
        3,
        1,
        2,
        2,
        5,
    )
    assert (totals.reports, totals.reviewed, made.unplaced) == (1, 0, 1)


def test_a_part_of_an_event_is_not_counted_twice(desk: Any) -> None:
    desk.report("r1", TEXT)
    whole = desk.event(desk.claim("the blast", "bombing"), killed=(5, 5, 5))
    desk.event(desk.claim("5 men fell", "killing"), killed=(3, 3, 3), part_of=whole.id)
    assert make_digest(desk.events, desk.claims, [], outlines=()).totals.killed_best == 5


def test_every_source_is_cited_with_its_words(desk: Any) -> None:
    made = make_digest(disputed(desk).events, desk.claims, desk.documents.values(), outlines=())
    assert [source.number for source in made.sources] == [1, 2, 3, 4]
    for source in made.sources:
        assert "".join(piece.text for piece in source.quote) in TEXT
    text = digest_markdown(made)
    assert "[2] [3]" in text and "https://x.example/r1" in text and "0 of 3 reviewed" in text


class Tags(HTMLParser):
    """The tags and outward addresses of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "srcdoc", "xlink:href")]
        assert not [name for name, _ in attrs if name.startswith("on")]


def test_nothing_of_a_report_is_markup(desk: Any) -> None:
    bad = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
    desk.report("r1", f"{bad} blew up", outlet=bad, title=bad, url="javascript:alert(3)")
    claim = desk.claim(f"{bad} blew up", "bombing", trigger="blew up", actors=[bad], targets=[bad], within=bad,
                       killed=(1, 1), voices=[desk.voice(bad)])  # fmt: skip
    desk.event(claim, killed=(1, 1, 1), disputed=["killed"], duty=Responsibility(claimed_by=(bad,)))
    desk.event(claim, killed=(1, 1, 1))
    made = make_digest(desk.events, desk.claims, desk.documents.values(), Filter(), outlines=(), title=bad)
    for page in (digest_html(made), report_html(desk.documents["r1"], desk.claims)):
        tags = Tags()
        tags.feed(page)
        assert "script" not in tags.tags and "img" not in tags.tags
        assert not [link for link in tags.links if not link.startswith("#")]
    assert "<script" not in digest_markdown(made) and "<img" not in digest_markdown(made)


def test_the_page_needs_no_network(desk: Any) -> None:
    page = digest_html(make_digest(disputed(desk).events, desk.claims, desk.documents.values(), outlines=()))
    tags = Tags()
    tags.feed(page)
    assert not {"link", "script", "img", "iframe"} & set(tags.tags) and "url(" not in page and "@import" not in page
    assert set(tags.links) - {link for link in tags.links if link.startswith("#")} == {"https://x.example/r1"}


def test_nothing_to_show() -> None:
    made = make_digest([], [], [], outlines=())
    assert "No events fit" in digest_html(made) and made.map == "" and made.time_figure == ""
    assert digest_markdown(made).startswith("# Events")


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2016, 2, 12), date(2016, 2, 12), "12 Feb"),
        (None, date(2016, 2, 12), "by 12 Feb"),
        (date(2016, 2, 12), None, "since 12 Feb"),
        (date(2016, 2, 9), date(2016, 2, 11), "9 to 11 Feb"),
        (date(2016, 1, 30), date(2016, 2, 2), "30 Jan to 2 Feb"),
        (date(2016, 2, 1), date(2016, 2, 29), "February"),
        (date(2016, 1, 1), date(2016, 12, 31), "2016"),
        (date(2015, 12, 30), date(2016, 1, 2), "30 Dec 2015 to 2 Jan 2016"),
        (None, None, "day not known"),
    ],
)
def test_days_in_words(first: date | None, last: date | None, words: str) -> None:
    assert say_when(When(first, last, "day", "words", None)) == words


@pytest.mark.parametrize(
    ("within", "words"),
    [
        (None, "Derna"),
        ("the western entrance to", "Derna, western entrance"),
        ("west of", "west of Derna"),
        ("the heights above", "heights above Derna"),
        ("close to", "close to Derna"),
        ("the old port", "Derna, old port"),
    ],
)
def test_places_in_words(desk: Any, within: str | None, words: str) -> None:
    assert say_place(desk.place("Derna", within)) == words


@pytest.mark.parametrize(("start", "end"), [(0, 5), (200, 210), (590, 599)])
def test_quotes_are_cut_at_their_edges_only(start: int, end: int) -> None:
    text = "word " * 120
    low, high = cut_edges(text, start, end, 100)
    assert low <= start and end <= high and high - low <= 105
    assert low == 0 or text[low - 1] == " "


def test_the_card_holds_the_whole_text(desk: Any) -> None:
    desk.report("r1", TEXT)
    desk.claim("The Column said 5 men fell", "killing", trigger="fell", killed=(5, 5))
    pieces = mark_text(TEXT, desk.claims)
    assert "".join(piece.text for piece in pieces) == TEXT
    assert [piece.text for piece in pieces if piece.mark == "trigger"] == ["fell"]
    assert mark_text("", []) == []
