"""The bundled sample of ``make demo``: made-up reports of made-up outlets, every one readable."""

from __future__ import annotations

from pathlib import PurePath

import pytest

from dateline.clean import clean_draft, load_furniture
from dateline.knowledge.tables import read_table, resources_folder
from dateline.model import Document, Raw
from dateline.read.files import find_reports
from dateline.read.readers import read_raw

ENDINGS = {".txt", ".html", ".md", ".eml", ".xml", ".jsonl", ".csv", ".docx"}
FURNITURE = ("Comments are closed", "Most read", "Share on", "Share this", "Share:", "://")


@pytest.fixture(scope="module")
def reports() -> list[tuple[Raw, Document]]:
    """The raws of the sample and their documents; a report that cannot be read fails every test here."""
    furniture = load_furniture()
    raws = find_reports([resources_folder() / "sample"])
    return [(raw, clean_draft(read_raw(raw), raw, furniture)) for raw in raws]


@pytest.fixture(scope="module")
def documents(reports: list[tuple[Raw, Document]]) -> list[Document]:
    """The documents of the sample."""
    return [document for _, document in reports]


def test_sample_is_wide(reports: list[tuple[Raw, Document]], documents: list[Document]) -> None:
    assert len(documents) >= 25
    assert len({document.outlet for document in documents} - {None}) >= 8
    assert len({document.published for document in documents} - {None}) >= 6
    assert {PurePath(raw.path).suffix for raw, _ in reports} == ENDINGS


def test_every_report_has_a_title_and_text(documents: list[Document]) -> None:
    for document in documents:
        assert document.title, document.text[:80]
        assert any(block.kind != "title" for block in document.blocks), document.title
        assert document.language == "en", document.title


def test_one_report_has_no_date(documents: list[Document]) -> None:
    undated = [document for document in documents if document.published is None]
    assert [document.title for document in undated] == ["Note from the field"]
    assert "no publication date" in undated[0].warnings


def test_no_two_reports_are_equal(documents: list[Document]) -> None:
    for values in (
        [document.id for document in documents],
        [document.text_sha256 for document in documents],
        [document.title for document in documents],
    ):
        assert len(set(values)) == len(values)


def test_furniture_is_cleaned_away(documents: list[Document]) -> None:
    for document in documents:
        assert not [words for words in FURNITURE if words in document.text], document.title


def test_no_outlet_is_a_real_one(documents: list[Document]) -> None:
    rows = read_table("outlets.tsv", ("name", "aliases"))
    real = {name.casefold() for row in rows for name in (row["name"], *row["aliases"].split("|")) if name}
    assert not {document.outlet for document in documents if (document.outlet or "").casefold() in real}
