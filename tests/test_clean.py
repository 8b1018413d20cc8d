"""The last place where text changes: what is mended, what is dropped, what must stay as it is."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.clean import clean_draft, clean_words, find_language, folded_hash, load_furniture
from dateline.errors import ReadError
from dateline.model import BlockKind, Document, Draft, DraftBlock, Raw

FURNITURE = load_furniture()
RAW = Raw(b"bytes", "text/plain", "report.txt", "reports")


def draft(*texts: str, title: str | None = None, kind: BlockKind = "paragraph") -> Draft:
    return Draft(tuple(DraftBlock(text, kind) for text in texts), title=title)


def clean(*texts: str, title: str | None = None) -> Document:
    return clean_draft(draft(*texts, title=title), RAW, FURNITURE)


@pytest.mark.parametrize(
    ("dirty", "plain"),
    [
        ("in Benghazi.According to a source", "in Benghazi. According to a source"),
        ("he said.”The army", "he said.” The army"),
        ("(Own Post, 2016).The army", "(Own Post, 2016). The army"),
        ("in 2015.The army", "in 2015. The army"),
        ("/Yesterday, the army", "Yesterday, the army"),
        ("a  line\n\tbroken\u00a0here ", "a line broken here"),
        ("the pa-\ntrol came", "the patrol came"),
        ("the Al-\nShabaab men", "the Al-Shabaab men"),
        ("a well-\narmed band", "a well-armed band"),
        ("a T-\n72 tank", "a T-72 tank"),
        ("co\u00adoperation \u200bof\ufeff men\x07", "cooperation of men"),
        ("cafe\u0301", "café"),
    ],
)
def test_dirt_is_mended(dirty: str, plain: str) -> None:
    assert clean_words(dirty, dirty) == plain


@pytest.mark.parametrize(
    "text",
    [
        "(alarabiya.net, February 12, 2016)",
        "in the U.S.A. and the U.K., 3.5 km away",
        "see www.Example.Org and Example.Com or jane@Own.Post",
        "the Gen.Staff of St.Petersburg",
        "and/or the 9/11 attacks",
        "no commas at all a monitor said Sunday",
        "“quoted,” he said: ‘yes’ — twice…",
        "-- AFP",
    ],
)
def test_what_must_stay(text: str) -> None:
    assert clean_words(text, text) == text


@pytest.mark.parametrize(
    "block",
    [
        "Comments are closed.", "Share this: Facebook Twitter Email", "Most read", "Read more »", "12 comments",
        "We use cookies to give you a better experience.", "https://example.org/visa/program", "Advertisement",
        "Copyright 2016. All rights reserved.", "Subscribe to our newsletter", "Leave a Reply", "* * *",
        "Related: Ten things about bridges", "Facebook | Twitter | WhatsApp",
    ],
)  # fmt: skip
def test_furniture_is_dropped(block: str) -> None:
    assert clean("Two soldiers died.", block, "A third was hurt.").text == "Two soldiers died.\nA third was hurt."


@pytest.mark.parametrize(
    "block",
    [
        "Comments are closed to nobody but the army, the minister told the crowd.",
        "Read out his name, the crowd shouted.",
        "Share of the blame lies with the militia.",
        "Most people fled.",
        "Top commander killed",
        "Related clashes killed two in Gao",
        "Subscribers of the paper were threatened by the militia.",
        "Print shops were raided.",
        "Photographs of the attack were published by the militia.",
        "Copyright lawyers were among the dead.",
        "Watch tower attacked by gunmen",
        "More dead found in Gao",
        "Videos: the army denies that its men are seen.",
        "Tags on the bodies showed their names.",
    ],
)
def test_what_is_no_furniture(block: str) -> None:
    assert block in clean("Two soldiers died.", block, "A third was hurt.").text


def test_title_given_beside_the_text_is_the_first_block() -> None:
    document = clean("Two soldiers died.", title="Blast  in Gao")
    assert (document.text, document.title) == ("Blast in Gao\nTwo soldiers died.", "Blast in Gao")
    assert [block.kind for block in document.blocks] == ["title", "paragraph"]
    repeated = clean("BLAST IN GAO", "Two soldiers died.", title="Blast in Gao")
    assert [block.kind for block in repeated.blocks] == ["title", "paragraph"]
    assert repeated.text == "BLAST IN GAO\nTwo soldiers died."


def test_hashes_and_id() -> None:
    document = clean("Two soldiers died.")
    assert document.input_sha256 == hashlib.sha256(b"bytes").hexdigest()
    assert document.text_sha256 == hashlib.sha256(document.text.encode()).hexdigest()
    noted = Draft((DraftBlock("Two died.", "paragraph"),), id="x1", extra={"input_sha256": "abc", "desk": "west"})
    cleaned = clean_draft(noted, RAW, FURNITURE)
    assert (cleaned.id, cleaned.input_sha256, dict(cleaned.extra)) == ("x1", "abc", {"desk": "west"})
    assert document.id == clean("Two soldiers died.").id and len(document.id) == 16
    assert folded_hash(clean("Two  died.", "One fled.")) == folded_hash(clean("Two died. One fled."))


def test_warnings() -> None:
    assert clean("Two soldiers died.").warnings == ("no publication date",)
    dated = Draft((DraftBlock("Two died.", "paragraph"),), published=date(2016, 5, 12), warnings=("odd", "odd"))
    assert clean_draft(dated, RAW, FURNITURE).warnings == ("odd",)


def test_nothing_but_furniture_is_refused() -> None:
    with pytest.raises(ReadError, match=r"^report\.txt has no text but menus"):
        clean("Comments are closed.", "Share this")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Boko Haram kills 12 in Maiduguri", "en"),
        ("Abu Omar al-Shishani", "en"),
        ("12 / 2016", None),
        ("Bei einem Anschlag in Kabul wurden zwölf Menschen getötet.", "de"),
        ("Trois soldats ont été tués lundi près de Gao par des hommes armés.", "fr"),
        ("Взрыв в Кабуле", "ru"),
        ("TWO SOLDIERS WERE KILLED BY THE GUERRILLAS NEAR THE BRIDGE ON MONDAY, THE ARMY SAID IN A STATEMENT", "en"),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert find_language(text) == language


@settings(max_examples=80, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=6), st.none() | st.text(max_size=20))
def test_blocks_tile_the_text(texts: list[str], title: str | None) -> None:
    try:
        document = clean(*texts, title=title)
    except ReadError:
        return
    end = -1
    for block in document.blocks:
        words = document.text[block.span.start : block.span.end]
        assert block.span.start == end + 1 and words and words == words.strip() and "\n" not in words
        end = block.span.end
    assert end == len(document.text)
    again = [document.text[b.span.start : b.span.end] for b in document.blocks]
    assert [clean_words(words, "") for words in again] == again
