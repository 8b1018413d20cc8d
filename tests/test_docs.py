"""What is documented: every command, option, kind and table."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer.main

from dateline.cli import app
from dateline.knowledge.kinds import load_kinds

ROOT = Path(__file__).parents[1]
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
DOCS = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))))


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_command_is_documented(name: str) -> None:
    assert f"dateline {name}" in DOCS


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_options_are_documented(name: str) -> None:
    options = [o for p in COMMANDS[name].params for o in p.opts if o.startswith("--") and o != "--help"]
    assert [o for o in options if o not in DOCS] == []


def test_every_kind_is_in_the_codebook() -> None:
    codebook = (ROOT / "docs" / "CODEBOOK.md").read_text(encoding="utf-8")
    assert [kind for kind in load_kinds() if kind not in codebook] == []


@pytest.mark.parametrize("path", sorted((ROOT / "resources").glob("*.tsv")), ids=lambda path: path.name)
def test_table_has_source_licence_date(path: Path) -> None:
    head = path.read_text(encoding="utf-8")[:1500].lower()
    assert [key for key in ("# source:", "# licence:", "# date:") if key not in head] == []
