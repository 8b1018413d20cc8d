"""The model's card belongs to the model that ships, and is filled in."""

from __future__ import annotations

import re
from pathlib import Path

CARD = (Path(__file__).parents[1] / "models" / "CARD.md").read_text(encoding="utf-8")


def test_no_field_of_the_card_is_left_open() -> None:
    assert re.findall(r"^[A-Z]{3,}$", CARD, re.MULTILINE) == []


def test_the_card_names_what_it_learnt_from() -> None:
    for name in ("Dateline gold, train", "wikipedia-current-events", "re3d", "Never seen"):
        assert name in CARD
