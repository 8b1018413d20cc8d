"""HTML pages: the report's blocks, what the page tells of itself, and nothing lost in silence."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.model import Draft, Raw
from dateline.read.readers import read_raw

SENTENCES = [
    "Two soldiers were killed near the northern bridge on Monday, the army said in a statement.",
    "A spokesman for the militia denied that its men had been anywhere near the bridge that day.",
    "Residents told reporters that shells had fallen on the market for more than two hours.",
]


def read(page: str | bytes) -> Draft:
    return read_raw(Raw(page if isinstance(page, bytes) else page.encode(), "text/html", "page.html", "page.html"))


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize(
    ("head", "published", "quote"),
    [
        ('<meta property="article:published_time" content="2016-02-19T18:05:00Z">', date(2016, 2, 19), "2016-02-19T18"),
        ('<meta itemprop="datePublished" content="19 February 2016">', date(2016, 2, 19), "19 February 2016"),
        ('<script type="application/ld+json">{"@graph": [{"datePublished": "2016-02-19"}]}</script>',
         date(2016, 2, 19), "2016-02-19"),
        ('<script type="application/ld+json">{broken</script>', None, None),
    ],
)  # fmt: skip
def test_publication_day_with_its_words(head: str, published: date | None, quote: str | None) -> None:
    draft = read(page(f"<article>{paragraphs(*SENTENCES)}</article>", head))
    assert draft.published == published
    assert (draft.published_quote or "").startswith(quote or "")


@pytest.mark.parametrize(
    ("head", "title", "outlet"),
    [
        ('<meta property="og:site_name" content="Own Post"><title>Bridge falls | Own Post</title>',
         "Bridge falls", "Own Post"),
        ('<meta property="og:title" content="Bridge falls to rebels"><title>Bridge falls - Own Post</title>',
         "Bridge falls to rebels", "Own Post"),
        ("<title>Bridge falls</title>", "Bridge falls", None),
    ],
)  # fmt: skip
def test_title_and_outlet(head: str, title: str, outlet: str | None) -> None:
    draft = read(page(f"<article>{paragraphs(*SENTENCES)}</article>", head))
    assert (draft.title, draft.outlet) == (title, outlet)


def test_bullets_without_a_list_and_headings_without_a_mark_are_kept() -> None:
    body = "<article><h1>Bridge falls</h1>" + paragraphs(SENTENCES[0], "North bank") + f"<li>{SENTENCES[1]}</li>"
    body += f"<li>{SENTENCES[2]}</li><p>South bank</p><li>{SENTENCES[0]} Again.</li></article>"
    assert [block.kind for block in read(page(body, "<title>Bridge falls</title>")).blocks] == [
        "title", "paragraph", "heading", "bullet", "bullet", "heading", "bullet",
    ]  # fmt: skip


@pytest.mark.parametrize("depth", [100, 300, 1000, 5000, 50000])
@pytest.mark.parametrize("tag", ["div", "table><tr><td", "ul><li", "q"])
def test_deep_nests_lose_nothing_and_do_not_crash(depth: int, tag: str) -> None:
    draft = read(page(f"<{tag}>" * depth + paragraphs(*SENTENCES)))
    text = " ".join(block.text for block in draft.blocks)
    assert all(sentence in text for sentence in SENTENCES)


def test_menus_teasers_and_comments_are_left_out() -> None:
    menu = "<nav><a href='/'>Home</a></nav><aside><h3>Most read</h3><ul><li><a href='#'>Ten die</a></li></ul></aside>"
    tail = "<div id='comments'><p>I think that this is a very bad thing, he said.</p></div><footer>All rights</footer>"
    draft = read(page(f"{menu}<article>{paragraphs(*SENTENCES)}</article>{tail}"))
    assert [block.text for block in draft.blocks] == SENTENCES


def test_wrong_declared_encoding_is_read_and_flagged() -> None:
    body = page(paragraphs("The army’s patrol was hit.", *SENTENCES), '<meta charset="utf-8">')
    draft = read(body.encode("cp1252"))
    assert "army’s" in draft.blocks[0].text
    assert "not UTF-8 as declared" in draft.warnings[0]


@pytest.mark.parametrize(
    "odd",
    ["<![if gte mso 9]><p>x", "<?xml version='1.0' encoding='utf-16'?><p>Two.", "<p>a<!-- b", "<![CDATA[x", "<p>\x00T"],
)  # fmt: skip
def test_malformed_markup_is_read(odd: str) -> None:
    draft = read(odd + paragraphs(*SENTENCES))
    assert SENTENCES[2] in " ".join(block.text for block in draft.blocks)
