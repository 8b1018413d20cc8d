"""Blocks, title and header lines of plain text and Markdown."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import ReadError
from dateline.model import Draft, Raw
from dateline.read.decode import decode_bytes
from dateline.read.readers import read_raw


def read(text: str | bytes, media_type: str = "text/plain") -> Draft:
    data = text if isinstance(text, bytes) else text.encode()
    return read_raw(Raw(data, media_type, "report.txt", "report.txt"))


def shape(draft: Draft) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in draft.blocks]


def test_headings_stand_over_bullets_and_paragraphs() -> None:
    text = """Militia clashes spread along the river
The army said on Monday that it had retaken two villages near the river from the militia.
North bank
- Two fighters were killed at the bridge.
  - One of them was a commander.
• A third was wounded.
South bank
Residents said that shells had been falling on the market since dawn, and that nobody could leave.
Witnesses named three attackers:
1. A man in uniform fired first.
2. Another threw a grenade."""
    assert shape(read(text)) == [
        ("title", "Militia clashes spread along the river"),
        ("paragraph", "The army said on Monday that it had retaken two villages near the river from the militia."),
        ("heading", "North bank"),
        ("bullet", "Two fighters were killed at the bridge."),
        ("bullet", "One of them was a commander."),
        ("bullet", "A third was wounded."),
        ("heading", "South bank"),
        (
            "paragraph",
            "Residents said that shells had been falling on the market since dawn, and that nobody could leave.",
        ),
        ("paragraph", "Witnesses named three attackers:"),
        ("bullet", "A man in uniform fired first."),
        ("bullet", "Another threw a grenade."),
    ]
    assert [block.level for block in read(text).blocks if block.kind == "bullet"] == [1, 2, 1, 1, 1]


@pytest.mark.parametrize(
    ("line", "title", "byline"),
    [
        ("Rebels seize the port", "Rebels seize the port", None),
        ("Rebels Threaten Europe and the U.S. Jane Q. Doe", "Rebels Threaten Europe and the U.S.", "Jane Q. Doe"),
        ("Who fired on the crowd?", "Who fired on the crowd?", None),
        ("Two soldiers were killed near the port on Monday.", None, None),
    ],
)
def test_first_line_is_the_title_where_it_is_no_sentence(line: str, title: str | None, byline: str | None) -> None:
    draft = read(f"{line}\n\nThe army said that two soldiers had been killed near the port on Monday night.\n")
    assert (draft.title, draft.byline) == (title, byline)


@pytest.mark.parametrize(
    ("header", "published", "outlet", "byline"),
    [
        ("Published: 12 May 2016\nSource: Own Post", date(2016, 5, 12), "Own Post", None),
        ("Thursday, May 12, 2016\nBy Jane Doe", date(2016, 5, 12), None, "Jane Doe"),
        ("Date: 2016-05-12T10:00", date(2016, 5, 12), None, None),
        ("Date: 5/6/2016", None, None, None),
        ("By Monday the town was quiet", None, None, None),
    ],
)
def test_header_lines(header: str, published: date | None, outlet: str | None, byline: str | None) -> None:
    body = "The army said that two soldiers had been killed near the port on the day before."
    draft = read(f"Rebels seize the port\n{header}\n\n{body}\n")
    assert (draft.published, draft.outlet, draft.byline) == (published, outlet, byline)
    assert draft.title == "Rebels seize the port" and draft.blocks[-1].text == body


def test_dateline_with_a_year_gives_the_day() -> None:
    draft = read("BAMAKO, May 12, 2016 (Own Wire) — Two soldiers were killed.\nThe army said so.")
    assert (draft.published, draft.published_quote) == (date(2016, 5, 12), "May 12, 2016")
    assert draft.blocks[0].text.startswith("BAMAKO, May 12, 2016")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Thu Jul 30 2015 Gunmen killed a judge in Kolo on Wednesday. Police fled.", date(2015, 7, 30)),
        ("Date of publication 3 June 2016 Raids killed more than 30 people on Friday.", date(2016, 6, 3)),
        ("Strike in Kolo kills 18 New toll AFP Sunday 14 Sep 2014 An air strike killed 18.", date(2014, 9, 14)),
        ("Updated: Friday, 3 June 2016 The truce holds, the mission said in the evening.", date(2016, 6, 3)),
        ("On Thursday, July 30, 2015, gunmen killed a judge in Kolo, police said then.", None),
        ("The attack of Friday 30 July 2015 killed a judge in Kolo, police said then.", None),
        ("Gunmen killed a judge in Kolo on Thursday 30 July 2015, police said then.", None),
        ("Gunmen killed a judge in Kolo in July. They fled on 30 July 2015, police said.", None),
    ],
)
def test_a_stamp_at_the_head_of_a_text_gives_the_day(text: str, day: date | None) -> None:
    assert read(text).published == day


def test_dates_over_the_parts_of_a_chronology_are_headings() -> None:
    text = "Week in the north\nMay 11, 2016\n- Two soldiers died.\nMay 12, 2016\n- Nobody died."
    draft = read(text)
    assert draft.published is None
    assert [block.kind for block in draft.blocks] == ["title", "heading", "bullet", "heading", "bullet"]


def test_a_sentence_a_line_is_a_paragraph_a_line() -> None:
    text = "Two soldiers were killed near the bridge on Monday.\nThe army said that it would answer.\n" * 4
    assert len(read(text).blocks) == 8


def test_wrapped_lines_are_one_paragraph() -> None:
    text = """Two soldiers were killed on Monday when their patrol came under
fire near the bridge, the army said in a statement on its web
site. Nobody claimed the attack.

Residents said that the shooting had gone on for two hours and
that a house had burned down.
"""
    assert [block.text.count("\n") for block in read(text).blocks] == [2, 1]


def test_markdown() -> None:
    text = "# Port seized\n\nThe **army** said [so](http://x.org)\non Monday.\n\n## North\n\n* Two *died*.\n***\n> End."
    assert shape(read(text, "text/markdown")) == [
        ("title", "Port seized"),
        ("paragraph", "The army said so\non Monday."),
        ("heading", "North"),
        ("bullet", "Two died."),
        ("paragraph", "End."),
    ]


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("Élan".encode(), "Élan", "utf-8"),
        (b"\xef\xbb\xbfBlast", "Blast", "utf-8"),
        ("Blast in Gao".encode("utf-16"), "Blast in Gao", "utf-16"),
        ("Blast in Gao".encode("utf-16-le"), "Blast in Gao", "utf-16-le"),
        ("The army’s “patrol” was hit".encode("cp1252"), "The army’s “patrol” was hit", "cp1252"),
    ],
)
def test_encodings(data: bytes, text: str, encoding: str) -> None:
    assert decode_bytes(data)[:2] == (text, encoding)


def test_wrong_encodings_are_flagged() -> None:
    assert "declared latin-1" in decode_bytes("Gao’s".encode(), "latin-1").warnings[0]
    assert "read as cp1252" in decode_bytes("Gao’s army".encode("cp1252"), "utf-8").warnings[0]
    assert "replaced" in decode_bytes("Gao’s “army” – é".encode() + b"\xe2").warnings[0]


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_give_a_draft_or_a_read_error(data: bytes) -> None:
    for media_type in ("text/plain", "text/markdown", "text/html", "application/x-dateline-record", "message/rfc822"):
        try:
            draft = read(data, media_type)
        except ReadError as error:
            assert str(error).startswith("report.txt") and str(error).endswith(".")
        else:
            assert any(block.text.strip() for block in draft.blocks)
