"""Who may import whom: the rules of ARCHITECTURE.md, read from the source with the standard ast module."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src" / "dateline"
STAGES = {"read", "clean", "annotate", "extract", "resolve", "reconcile"}
NOUNS = {"model", "errors", "text", "version"}
ALLOWED = {
    **{stage: NOUNS | {"knowledge", stage} for stage in STAGES},
    "store": NOUNS | {"store"},
    "score": NOUNS | {"score"},
    "publish": NOUNS | {"knowledge", "store", "publish"},
    "knowledge": NOUNS | {"knowledge"},
}


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            if node.module and node.module.split(".")[0] == "dateline":
                names = node.module.split(".")[1:2] or [alias.name for alias in node.names]
                found.update(names)
        elif isinstance(node, ast.Import):
            found.update(alias.name.split(".")[1] for alias in node.names if alias.name.startswith("dateline."))
    return found


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_room_imports_only_what_it_may(path: Path) -> None:
    allowed = ALLOWED.get(room_of(path))
    if allowed is not None:
        assert imported_rooms(path) <= allowed


@pytest.mark.parametrize(("library", "file"), [("spacy", "parser.py"), ("onnxruntime", "tagger.py")])
def test_one_file_alone_imports_a_model_runtime(library: str, file: str) -> None:
    words = (f"import {library}", f"from {library}")
    users = [p for p in SOURCE.rglob("*.py") if any(word in p.read_text() for word in words)]
    assert users == [SOURCE / "annotate" / file]


def test_nothing_that_ships_imports_torch() -> None:
    words = ("import torch", "from torch", "from training", "import training")
    assert [p for p in SOURCE.rglob("*.py") if any(word in p.read_text() for word in words)] == []


def test_the_rule_sees_a_forbidden_import(tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text("from dateline.store.store import Store\nimport dateline.publish.digest\n")
    assert imported_rooms(bad) == {"store", "publish"}
