"""The table of figures: one column a set, every cell an F1 with its interval, readers where a second reading is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.score.files import score_records, second_reading
from evals import figures


def test_a_section_is_put_between_its_marks_and_the_rest_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "BENCH.md"
    page.write_text("# Figures\n\n<!-- a -->\nold\n<!-- z -->\n\nbehind\n")
    monkeypatch.setattr(figures, "BENCH", page)
    figures.write_section(("<!-- a -->", "<!-- z -->"), "new")
    assert page.read_text() == "# Figures\n\n<!-- a -->\nnew\n<!-- z -->\n\nbehind\n"
    figures.write_section(("<!-- b -->", "<!-- y -->"), "more")
    assert page.read_text().endswith("behind\n<!-- b -->\nmore\n<!-- y -->\n")


TEXT = "Gunmen shot a man in Jos. Troops left Bama."


def document(name: str, kind: str = "attack") -> dict[str, object]:
    claim = {
        "id": "c1",
        "kind": kind,
        "status": "happened",
        "event": name,
        "trigger": "shot",
        "quote": "Gunmen shot a man",
    }
    return {"document": name, "text": TEXT, "claims": [claim], "links": [], "facts": []}


def test_cells_hold_f1_and_interval_and_columns_stand_side_by_side() -> None:
    gold = [document("a"), document("b")]
    cells = figures.column(score_records(gold, second_reading([document("a"), document("b", "killing")], {})))
    assert cells["reports"] == cells["claims of gold"] == "2"
    assert cells["claims"] == "1.000 (1.00–1.00)"
    assert cells["kind"].startswith("0.500 (0.00–1.00)")
    assert cells["voices"] == "–"
    lines = figures.table([("one", cells), ("two", {"reports": "9"})]).splitlines()
    assert lines[0] == "| F1 | one | two |"
    assert lines[2] == "| reports | 2 | 9 |"
    assert "| kind | 0.500 (0.00–1.00) | – |" in lines


def test_readers_agree_where_a_second_reading_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "EVALS", tmp_path)
    (tmp_path / "gold").mkdir()
    assert figures.readers("gold", tmp_path) is None
    for name, items in {
        "train": [document("a")],
        "dev": [document("b")],
        "test": [],
        "second": [document("b")],
    }.items():
        (tmp_path / "gold" / f"{name}.jsonl").write_text("".join(json.dumps(item) + "\n" for item in items))
    scores = figures.readers("gold", tmp_path)
    assert scores is not None
    assert [d.document for d in scores.documents] == ["b"]
    assert scores.tallies["claims"].hits == 1
