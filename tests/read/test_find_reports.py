"""Files, folders, globs and corpora become one Raw a report; nothing odd raises but an input that is not there."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from dateline.errors import ReadError, UsageError
from dateline.model import Draft, Raw
from dateline.read.files import find_reports
from dateline.read.readers import read_raw

PAGE = "<html><body><p>Two soldiers were killed near Gao on Monday, the army said.</p></body></html>"


def write(path: Path, content: str | bytes) -> Path:
    """The path with its folders made and the content written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def reports(*inputs: str | Path) -> list[Raw]:
    return list(find_reports(inputs))


def drafts(*inputs: str | Path) -> list[Draft]:
    return [read_raw(raw) for raw in find_reports(inputs)]


def message(raw: Raw) -> str:
    """The sentence with which a report is refused."""
    with pytest.raises(ReadError) as caught:
        read_raw(raw)
    return str(caught.value)


def test_folder_is_walked_in_order_without_hidden_files_papers_and_page_parts(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    for name in ("b.txt", "a/z.html", "a/.hidden.txt", ".git/c.txt", "README.md", "a/z_files/ad.html", "c.md"):
        write(folder / name, PAGE if name.endswith("html") else "Three people died in the blast.")
    found = reports(folder)
    assert [Path(raw.path).name for raw in found] == ["b.txt", "c.md", "z.html"]
    assert {raw.corpus for raw in found} == {"news"}
    assert [raw.media_type for raw in found] == ["text/plain", "text/markdown", "text/html"]


def test_file_glob_and_repeated_input(tmp_path: Path) -> None:
    first = write(tmp_path / "in" / "one.txt", "A bomb went off.")
    write(tmp_path / "in" / "two.txt", "A bomb went off again.")
    assert [raw.corpus for raw in reports(first)] == ["one.txt"]
    globbed = reports(str(tmp_path / "in" / "*.txt"))
    assert [(Path(raw.path).name, raw.corpus) for raw in globbed] == [("one.txt", "in"), ("two.txt", "in")]
    assert len(reports(first, tmp_path / "in", str(tmp_path / "**" / "*.txt"))) == 2


@pytest.mark.parametrize("name", ["missing.txt", "nothing*.txt"])
def test_input_that_is_not_there_raises_before_anything_is_read(tmp_path: Path, name: str) -> None:
    write(tmp_path / "here.txt", "A bomb went off.")
    with pytest.raises(UsageError, match=r"(is not there|matches no file)"):
        find_reports([tmp_path / "here.txt", tmp_path / name])


def test_json_lines_fail_one_by_one(tmp_path: Path) -> None:
    lines = ['{"id": "a", "text": "One died."}', "", "{broken", '{"id": "c", "title": "No words"}', "[1]"]
    found = reports(write(tmp_path / "set.jsonl", "\n".join(lines)))
    assert [raw.place for raw in found] == ["line 1", "line 3", "line 4", "line 5"]
    assert read_raw(found[0]).id == "a"
    assert "set.jsonl, line 3 is not valid JSON" in message(found[1])
    assert "set.jsonl, line 4 has no text" in message(found[2])
    assert "set.jsonl, line 5 is not a JSON object" in message(found[3])


def test_known_and_unknown_fields_of_a_record(tmp_path: Path) -> None:
    record = {
        "id": 7, "title": "Blast in Gao", "text": "Two died.", "published": "2016-02-03", "outlet": "Own Post",
        "url": "http://example.org/7", "labels": ["x", 1], "desk": "west",
    }  # fmt: skip
    draft = drafts(write(tmp_path / "set.jsonl", json.dumps(record)))[0]
    assert (draft.id, draft.title, draft.outlet, draft.url) == ("7", "Blast in Gao", "Own Post", "http://example.org/7")
    assert (draft.published, draft.published_quote) == (date(2016, 2, 3), "2016-02-03")
    assert draft.extra["desk"] == "west" and draft.extra["labels"] == '["x", 1]'


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (["7/10/2016", "2/22/2015"], [date(2016, 7, 10), date(2015, 2, 22)]),
        (["7/10/2016", "22/2/2015"], [date(2016, 10, 7), date(2015, 2, 22)]),
        (["7/10/2016", "5/5/2015"], [None, date(2015, 5, 5)]),
        (["22/2/2016", "2/22/2015"], [date(2016, 2, 22), date(2015, 2, 22)]),
        (["12 May 2016", "May 3rd, 2016"], [date(2016, 5, 12), date(2016, 5, 3)]),
        (["2016-13-40", "soon"], [None, None]),
    ],
)
def test_order_of_day_and_month_is_seen_over_the_whole_file(
    tmp_path: Path, cells: list[str], days: list[date | None]
) -> None:
    rows = "".join(f'{n},"Two, or three, died.",{cell!r}\n'.replace("'", '"') for n, cell in enumerate(cells))
    found = drafts(write(tmp_path / "set.csv", f"id,article_content,date\n{rows}"))
    assert [draft.published for draft in found] == days
    assert [bool(draft.warnings) for draft in found] == [day is None for day in days]


def test_csv_rows_fail_one_by_one(tmp_path: Path) -> None:
    path = write(tmp_path / "set.csv", 'id;text\n1;"One\ndied."\n2;\n3;a;b;c\n')
    found = reports(path)
    assert [raw.place for raw in found] == ["row 1", "row 2", "row 3"]
    assert read_raw(found[0]).id == "1"
    assert "set.csv, row 2 has no text" in message(found[1])
    assert "set.csv, row 3 has 4 cells where the header has 2" in message(found[2])


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("x.csv", "id,words\n1,One died.\n", "has no column 'text' (it has: id, words)"),
        ("x.csv", "", "is empty"),
        ("x.jsonl", "", "is empty"),
        ("x.jsonl", '{"value": 1}\n{"value": 2}\n', "holds no reports"),
        ("x.json", '[{"value": 1}]', "holds no reports"),
        ("x.json", "[" * 100_000, "nested too deep"),
        ("x.rss", "<rss><channel></channel></rss>", "feed without entries"),
        ("x.png", b"\x89PNG\r\n", "of a type that is not read (.png)"),
        ("x.txt.gz", b"\x1f\x8bnot really", "cannot be opened"),
        ("x.html", b"<p>word</p>" * 4_800_000, "53 MB, more than the 20 MB"),
        ("x.txt", "", "is empty"),
        ("x.txt", bytes(range(256)) * 20, "binary data"),
        ("x.html", "", "is empty"),
        ("x.html", "<html><script>var x = 1;</script></html>", "has no text outside of menus"),
        ("x.pdf", "", "is empty"),
        ("x.pdf", b"%PDF-1.4\n1 0 obj", "broken PDF"),
        ("x.docx", b"PK\x03\x04 cut", "broken DOCX"),
        ("x.eml", "", "is empty"),
        ("x.eml", "Subject: none\n\n", "has no text part"),
    ],
)
def test_bad_file_is_one_refused_report_with_a_sentence(
    tmp_path: Path, name: str, content: str | bytes, words: str
) -> None:
    path = write(tmp_path / name, content)
    found = reports(path)
    assert len(found) == 1
    said = message(found[0])
    assert words in said and str(path) in said and said.endswith(".")


def test_json_array_and_single_object(tmp_path: Path) -> None:
    many = write(tmp_path / "many.json", '[{"text": "One died."}, {"text": ["Two died.", "Three fled."]}]')
    assert [raw.place for raw in reports(many)] == ["record 1", "record 2"]
    assert [block.text for block in drafts(many)[1].blocks] == ["Two died.", "Three fled."]
    lines = write(tmp_path / "lines.json", '{"_id": "A", "text": "One died."}\n{"_id": "B", "text": "Two died."}\n')
    assert [draft.id for draft in drafts(lines)] == ["A", "B"]
    assert [raw.place for raw in reports(write(tmp_path / "one.json", '{"text": "One died."}'))] == [""]


def test_csv_in_another_encoding_says_so(tmp_path: Path) -> None:
    path = write(tmp_path / "set.csv", "id,text\n1,Two died in Bamako’s café.\n".encode("cp1252"))
    draft = drafts(path)[0]
    assert draft.blocks[0].text == "Two died in Bamako’s café."
    assert draft.warnings == ("the file is not UTF-8; read as cp1252",)


def test_feed_gives_one_report_an_entry(tmp_path: Path) -> None:
    feed = """<?xml version="1.0"?><rss version="2.0"><channel><title>Own Wire</title>
    <item><title>Blast in &lt;b&gt;Gao&lt;/b&gt;</title><link>http://example.org/1</link><guid>g1</guid>
    <pubDate>Tue, 03 May 2016 23:30:00 -0500</pubDate>
    <description>&lt;p&gt;Two died.&lt;/p&gt;
    &lt;ul&gt;&lt;li&gt;One was a child.&lt;/li&gt;&lt;/ul&gt;</description></item>
    <item><title>Empty</title></item></channel></rss>"""
    found = reports(write(tmp_path / "wire.xml", feed))
    assert [raw.place for raw in found] == ["entry 1", "entry 2"]
    draft = read_raw(found[0])
    assert (draft.title, draft.outlet, draft.published) == ("Blast in Gao", "Own Wire", date(2016, 5, 3))
    assert [(block.kind, block.text) for block in draft.blocks] == [
        ("paragraph", "Two died."),
        ("bullet", "One was a child."),
    ]
    assert "entry 2 has no text" in message(found[1])


def test_packed_page_and_content_before_name(tmp_path: Path) -> None:
    packed = write(tmp_path / "page.html.gz", gzip.compress(PAGE.encode()))
    misnamed = write(tmp_path / "page.txt", PAGE)
    assert [raw.media_type for raw in reports(packed, misnamed)] == ["text/html", "text/html"]
    assert "packed corpus" in message(reports(write(tmp_path / "s.csv.gz", gzip.compress(b"id,text\n1,x\n")))[0])
