"""The gate can fail: below a floor, on other gold or tables; and it refuses to lower a floor without a reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evals import gate
from evals.gate import Figure, changed, failures, figures_of, repinned

PINNED: dict[str, Any] = {
    "tables": "t1",
    "sets": {"own, dev": {"gold": "g1", "floors": {"claims": 0.7, "kind": 0.9}}},
    "regressions": [],
}


@pytest.mark.parametrize(
    ("value", "item", "fails"),
    [(0.70, 0.01, False), (0.695, 0.01, False), (0.68, 0.01, True), (0.95, 0.01, False), (0.68, 0.03, False)],
)
def test_a_slot_fails_below_its_floor_by_more_than_one_item(value: float, item: float, fails: bool) -> None:
    assert bool(failures({"claims": Figure(value, item)}, {"claims": 0.7})) is fails


def test_a_slot_that_is_measured_no_more_fails() -> None:
    assert failures({}, {"claims": 0.7}) == ["claims: no figure, the floor is 0.7000"]


def test_other_gold_or_tables_than_the_floors_were_measured_with_are_told() -> None:
    assert changed(PINNED, "t1", {"own, dev": "g1"}) == []
    assert len(changed(PINNED, "t2", {"own, dev": "g2", "own, test": "g1"})) == 3


def test_pinning_raises_floors_and_never_lowers_one_by_noise() -> None:
    today = {"own, dev": {"claims": Figure(0.81239, 0.01), "kind": Figure(0.895, 0.01), "place": Figure(0.5, 0.1)}}
    floors = repinned(PINNED, "t2", {"own, dev": "g2"}, today, None)
    assert floors["sets"]["own, dev"] == {"gold": "g2", "floors": {"claims": 0.8123, "kind": 0.9, "place": 0.5}}
    assert floors["tables"] == "t2"


def test_a_floor_falls_only_with_a_reason_that_is_kept() -> None:
    today = {"own, dev": {"claims": Figure(0.5, 0.01), "kind": Figure(0.9, 0.01)}}
    with pytest.raises(ValueError, match=r"own, dev: claims from 0.7 to 0.5.*--allow-regression"):
        repinned(PINNED, "t1", {"own, dev": "g1"}, today, None)
    floors = repinned(PINNED, "t1", {"own, dev": "g1"}, today, "fewer false claims")
    assert floors["sets"]["own, dev"]["floors"]["claims"] == 0.5
    (kept,) = floors["regressions"]
    assert (kept["slot"], kept["from"], kept["to"], kept["why"]) == ("claims", 0.7, 0.5, "fewer false claims")


def test_floors_of_sets_that_were_not_run_stay() -> None:
    pinned = {**PINNED, "sets": {**PINNED["sets"], "wce": {"gold": "w", "floors": {"claims": 0.8}}}}
    floors = repinned(
        pinned, "t1", {"own, dev": "g1"}, {"own, dev": {"claims": Figure(0.9, 0.1), "kind": Figure(1, 0)}}, None
    )
    assert floors["sets"]["wce"] == {"gold": "w", "floors": {"claims": 0.8}}


def test_the_whole_gate_passes_fails_and_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gold, floors = tmp_path / "dev.jsonl", tmp_path / "floors.json"
    gold.write_text("{}")
    value = [0.8]
    monkeypatch.setattr(gate, "gold_files", lambda with_corpora: {"own, dev": gold})
    monkeypatch.setattr(
        gate, "measure", lambda files, corpora: ("t1", {"own, dev": {"claims": Figure(value[0], 0.01)}})
    )
    words = ["--floors", str(floors)]
    assert gate.main(words) == 1, "without floors nothing is held"
    assert gate.main([*words, "--pin"]) == 0
    assert gate.main(words) == 0
    value[0] = 0.6
    capsys.readouterr()
    assert gate.main(words) == 1
    assert "own, dev, claims: 0.6000, the floor is 0.8000" in capsys.readouterr().err
    assert gate.main([*words, "--pin"]) == 1
    assert json.loads(floors.read_text())["sets"]["own, dev"]["floors"]["claims"] == 0.8
    assert gate.main([*words, "--pin", "--allow-regression", "a better measure"]) == 0
    assert gate.main(words) == 0
    gold.write_text("{} ")
    assert gate.main(words) == 1
    assert "the gold is not that" in capsys.readouterr().err


def test_figures_know_what_one_item_is_worth() -> None:
    from dateline.score.files import score_records, second_reading

    text = "Gunmen shot a man. Troops left."
    claim = {"kind": "attack", "status": "happened", "trigger": "shot", "quote": "Gunmen shot a man", "event": "a"}
    gold: dict[str, Any] = {
        "document": "d",
        "text": text,
        "claims": [
            {**claim, "id": "c1"},
            {**claim, "id": "c2", "kind": "withdrawal", "quote": "Troops left", "trigger": "left", "event": "b"},
        ],
    }
    other = {**gold, "claims": [gold["claims"][0], {**gold["claims"][1], "status": "planned"}]}
    figures = figures_of(score_records([gold], second_reading([other], {})))
    assert figures["claims"] == Figure(1.0, 0.5)
    assert figures["status"].value == 0.5
    assert figures["status, macro"] == Figure(pytest.approx(2 / 3), pytest.approx(2 / 3))  # type: ignore[arg-type]
    assert figures["events, CoNLL"].value == 1.0


def test_end_to_end_counts_what_is_right_for_each_claim_of_gold_found_or_not() -> None:
    from dateline.score.files import score_records, second_reading

    claim = {"kind": "attack", "status": "happened", "trigger": "shot", "quote": "Gunmen shot a man", "event": "a"}
    left = {**claim, "id": "c2", "kind": "withdrawal", "quote": "Troops left", "trigger": "left", "event": "b"}
    gold: dict[str, Any] = {
        "document": "d", "text": "Gunmen shot a man. Troops left.", "claims": [{**claim, "id": "c1"}, left]
    }  # fmt: skip
    half = {**gold, "claims": gold["claims"][:1]}
    figures = figures_of(score_records([gold], second_reading([half], {})))
    assert figures["kind"].value == 1.0
    assert figures["kind, end to end"] == Figure(0.5, 0.5)
