"""PDF, DOCX and e-mail."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from docx import Document as new_docx

from dateline.clean import clean_draft
from dateline.errors import ReadError
from dateline.model import Draft, Raw
from dateline.read.readers import read_raw
from dateline.read.sniff import DOCX


def read(data: bytes, media_type: str) -> Draft:
    return read_raw(Raw(data, media_type, "report", "report"))


def pdf(lines: list[str], trailer: str = "") -> bytes:
    """A one-page PDF with these lines of text, written by hand."""
    words = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
    stream = f"BT /F1 11 Tf 60 700 Td {words}ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>\nstream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out = "%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{o:010d} 00000 n \n" for o in offsets)
    return (out + f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF").encode()


def test_pdf_paragraphs_and_title() -> None:
    draft = read(
        pdf(
            [
                "Bridge falls to the rebels",
                "Two soldiers were killed near the northern bridge on Monday when a pa-",
                "trol came under fire, the army said in a statement that it put on its web",
                "site late at night.",
                "A spokesman for the rebels denied that any of their men had been near the",
                "bridge.",
            ]
        ),
        "application/pdf",
    )
    assert draft.title == "Bridge falls to the rebels"
    assert [block.kind for block in draft.blocks] == ["title", "paragraph", "paragraph"]
    text = clean_draft(draft, Raw(b"", "application/pdf", "report", "report")).text
    assert "when a patrol came under fire" in text and text.endswith("had been near the bridge.")


ENCRYPTED = "/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" + "41" * 32 + ">/U<" + "42" * 32 + ">>>"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (pdf(["Two died."])[:150], "broken PDF"),
        (pdf(["Two died."], ENCRYPTED), "encrypted"),
        (pdf([]), "no text; run text recognition"),
    ],
)
def test_bad_pdf_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(ReadError, match=words):
        read(data, "application/pdf")


def docx() -> bytes:
    file = new_docx()
    file.core_properties.author = "Jane Doe"
    file.add_heading("Bridge falls to the rebels", 0)
    file.add_paragraph("Published: 12 May 2016")
    file.add_paragraph("Two soldiers were killed near the northern bridge on Monday.")
    file.add_heading("North bank", 2)
    file.add_paragraph("A child was hurt.", style="List Bullet")
    file.add_paragraph("So was her father.", style="List Bullet 2")
    table = file.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Killed", "2"
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def test_docx_headings_bullets_and_tables() -> None:
    draft = read(docx(), DOCX)
    assert [(block.kind, block.level) for block in draft.blocks] == [
        ("title", 1), ("paragraph", 0), ("heading", 2), ("bullet", 1), ("bullet", 2), ("paragraph", 0),
    ]  # fmt: skip
    assert (draft.title, draft.byline) == ("Bridge falls to the rebels", "Jane Doe")
    assert draft.published == date(2016, 5, 12)
    assert draft.blocks[-1].text == "Killed; 2"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (docx()[:3000], "broken DOCX"),
        (docx().replace(b"word/document.xml", b"word/docu"), "broken DOCX"),
        (b"\xd0\xcf\x11\xe0old", "encrypted or old Word file"),
    ],
)
def test_bad_docx_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(ReadError, match=words):
        read(data, DOCX)


MAIL = """From: Jane Doe <jane@example.org>
Subject: Fwd: Bridge falls to the rebels
Date: Thu, 12 May 2016 22:10:00 +0200
MIME-Version: 1.0
Content-Type: {kind}; charset="utf-8"

{body}
"""


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/plain", "Two soldiers were killed near the bridge."),
        ("text/html", "<html><body><p>Two soldiers were killed near the bridge.</p></body></html>"),
    ],
)
def test_mail(kind: str, body: str) -> None:
    draft = read(MAIL.format(kind=kind, body=body).encode(), "message/rfc822")
    assert (draft.title, draft.byline, draft.published) == ("Bridge falls to the rebels", "Jane Doe", date(2016, 5, 12))
    assert [block.text for block in draft.blocks] == ["Two soldiers were killed near the bridge."]
