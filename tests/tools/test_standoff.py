"""Stand-off gold: words become offsets, no sentence is kept, nothing is written where a quote stands nowhere."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests.builders import make_gold_claim
from tools.standoff import main, offsets, split_of

TEXT = "A man was shot. In Kolo\na man was shot again, police said."


def gold(**changes: object) -> dict[str, Any]:
    claim = make_gold_claim(
        quote="In Kolo a man was shot again, police said.",
        trigger="shot",
        targets=[{"name": "a man", "quote": "a man"}],
        when={"first": None, "last": "2019-03-07", "quote": None},
        place={"name": "Kolo", "country": "ML", "lat": 14.5, "lon": -4.2, "quote": "Kolo"},
        counts=[{"of": "killed", "low": 1, "high": 1, "who": "target", "quote": "a man"}],
        means=["shot"],
        voices=[{"names": ["police"], "form": "indirect", "act": "report", "quote": "police said"}],
    )
    return {"document": "d1", "claims": [{**claim, **changes}], "links": [], "facts": []}


def run(tmp_path: Path, item: dict[str, Any], command: str = "add") -> tuple[int, Path]:
    texts, source = tmp_path / "texts.jsonl", tmp_path / "gold.jsonl"
    given = {"document": "d1", "set": "mine", "group": "g1", "text": TEXT, "published": "2019-03-07"}
    texts.write_text(json.dumps(given))
    source.write_text(json.dumps(item))
    words = [command, str(source), "--texts", str(texts)]
    code = main([*words, "--to", str(tmp_path)] if command == "add" else words)
    return code, tmp_path / f"{split_of('g1')}.jsonl"


@pytest.mark.parametrize(
    ("words", "near", "start"),
    [
        ("shot", (16, 60), 34),
        ("shot", (0, 15), 10),
        ("In Kolo a man", (0, 5), 16),
        ("shots", (0, 60), None),
        (None, (0, 9), None),
    ],
)
def test_words_stand_inside_the_quote_or_nearest_to_it(
    words: str | None, near: tuple[int, int], start: int | None
) -> None:
    found = offsets(TEXT, words, near)
    assert (found and found["start"]) == start


def test_the_compiled_document_holds_offsets_and_no_sentence(tmp_path: Path) -> None:
    code, out = run(tmp_path, gold())
    assert code == 0
    document = json.loads(out.read_text())
    claim = document["claims"][0]
    assert TEXT[claim["trigger"]["start"] : claim["trigger"]["end"]] == "shot"
    assert claim["trigger"]["start"] == 34
    assert document["sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert "was shot" not in out.read_text()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"trigger": "stabbed"}, "'stabbed' stands nowhere"),
        ({"kind": "quarrel"}, "quarrel is no kind"),
        ({"when": None}, "no when"),
        ({"counts": [{"of": "killed", "low": 1, "who": "target"}]}, "is no count"),
        ({"voices": [{"names": ["police"], "form": "shouted", "act": "report"}]}, "is no voice"),
    ],
)
def test_wrong_gold_is_told_and_not_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], changes: dict[str, object], message: str
) -> None:
    code, out = run(tmp_path, gold(**changes))
    assert code == 1
    assert not out.exists()
    assert message in capsys.readouterr().out


def test_a_document_is_replaced_and_a_group_stays_in_its_set(tmp_path: Path) -> None:
    run(tmp_path, gold())
    _, out = run(tmp_path, gold(kind="killing"))
    documents = [json.loads(line) for name in ("train", "dev", "test") for line in (tmp_path / f"{name}.jsonl").open()]
    assert [d["claims"][0]["kind"] for d in documents] == ["killing"]
    assert out.read_text()
    assert {split_of(f"g{n}") for n in range(40)} == {"train", "dev", "test"}


def test_documents_can_all_be_put_into_one_part(tmp_path: Path) -> None:
    run(tmp_path, gold())
    source, texts = tmp_path / "gold.jsonl", tmp_path / "texts.jsonl"
    assert main(["add", str(source), "--texts", str(texts), "--to", str(tmp_path), "--part", "train"]) == 0
    kept = {name: (tmp_path / f"{name}.jsonl").read_text() for name in ("train", "dev", "test")}
    assert json.loads(kept["train"])["document"] == "d1"
    assert not kept["dev"] and not kept["test"]


def test_a_link_to_no_claim_and_a_missing_text_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, {**gold(), "links": [{"a": "c1", "b": "d2#c1", "kind": "denies"}]}, "check")[0] == 1
    assert run(tmp_path, {**gold(), "document": "d2"}, "check")[0] == 1
    told = capsys.readouterr().out
    assert "d2#c1, which is no claim" in told
    assert "d2: no such text" in told
