"""What the tagger learns from: gold's words as offsets of the text that is read, and no set that may not be shipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.model import Span
from dateline.pipeline import Coder
from tests.builders import make_gold_claim
from training.examples import SHIPPED, _core, gold_example

TITLE, TEXT = "Bomb at Kolo", "A bomb killed two soldiers near Kolo on Friday. The fight was over by noon."


def words(text: str, span: list[int]) -> str:
    return text[span[0] : span[1]]


def test_a_title_that_the_text_lacks_stands_before_it_and_moves_every_offset(coder: Coder) -> None:
    claim = make_gold_claim(
        quote={"start": 0, "end": 46},
        trigger={"start": 2, "end": 6},
        targets=[{"name": "two soldiers", "quote": {"start": 14, "end": 26}}],
        counts=[{"of": "killed", "low": 2, "high": 2, "who": "target", "quote": {"start": 14, "end": 26}}],
        place={"name": "Kolo", "quote": {"start": 32, "end": 36}},
    )
    found = gold_example({"document": "d", "title": TITLE, "claims": [claim]}, TEXT, "own", "train", coder)
    assert found["text"] == f"{TITLE}\n{TEXT}"
    (trigger,) = found["triggers"]
    assert words(found["text"], [trigger["start"], trigger["end"]]) == "bomb"
    told = {(role, words(found["text"], span)) for role, *span in trigger["args"]}
    assert told == {("target", "two soldiers"), ("killed", "two soldiers"), ("place", "Kolo")}
    again = gold_example({"document": "d", "title": TITLE, "claims": []}, found["text"], "own", "train", coder)
    assert again["text"] == found["text"]


@pytest.mark.parametrize(
    ("trigger", "core"),
    [("The fight", "fight"), ("was over", "over"), ("bomb killed", "bomb killed"), ("The", "The")],
)
def test_small_words_at_the_start_of_a_trigger_are_not_learnt(trigger: str, core: str) -> None:
    start = TEXT.index(trigger)
    found = _core(TEXT, Span(start, start + len(trigger)))
    assert TEXT[found.start : found.end] == core


def test_only_sets_that_may_be_shipped_are_learnt_from() -> None:
    assert {"own", "wce", "re3d"} == SHIPPED
    readme = (Path(__file__).parents[2] / "evals" / "standoff" / "README.md").read_text(encoding="utf-8")
    rows = [line for line in readme.splitlines() if line.startswith("| `")]
    allowed = {line.split("`")[1] for line in rows if line.rstrip(" |").split("|")[-1].strip().startswith("yes")}
    assert allowed | {"own"} == SHIPPED
