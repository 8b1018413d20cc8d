"""The command line as a user meets it: one sentence, the right exit code, no traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dateline import cli, pipeline
from dateline.pipeline import Coder

REPORT = "A suicide bomber killed six soldiers at a checkpoint in Mosul on Tuesday, police said."


class Shell:
    """Runs command lines in this process."""

    def __init__(self, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]) -> None:
        self.patch, self.capture = patch, capture
        self.with_model: list[bool] = []

    def __call__(self, *words: str) -> tuple[int, str, str]:
        self.patch.setattr(sys, "argv", ["dateline", *words])
        code = 0
        try:
            cli.main()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
        out, err = self.capture.readouterr()
        assert "Traceback" not in err and "error of the program itself" not in err
        return code, out, err


@pytest.fixture
def shell(coder: Coder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    monkeypatch.chdir(tmp_path)
    shell = Shell(monkeypatch, capsys)

    def load(folders: object = (), *, model: bool = True) -> Coder:  # noqa: ARG001
        shell.with_model.append(model)
        return coder

    monkeypatch.setattr(pipeline, "load_coder", load)
    return shell


def test_without_the_model_the_rules_read_and_it_is_said(shell: Shell) -> None:
    Path("good.txt").write_text(REPORT)
    code, _, err = shell("run", "good.txt", "--no-model")
    assert code == 0 and shell.with_model == [False]
    assert "reading by rules alone (--no-model)" in err
    shell("run", "good.txt")
    assert shell.with_model == [False, True]


def test_scoring_what_is_there_takes_no_model_option(shell: Shell) -> None:
    Path("gold.jsonl").write_text("{}\n")
    code, _, err = shell("score", "gold.jsonl", "--db", "some.db", "--no-model")
    assert code == 2 and "--no-model is for coding gold's own texts" in err


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.txt", b"", "is empty"),
        ("bin.txt", bytes(range(32)) * 90, "binary"),
        ("cut.pdf", b"%PDF-1.4 cut", "broken PDF"),
        ("rows.csv", b"foo,bar\n1,2\n", "no column 'text'"),
    ],
)
def test_bad_file_fails_alone(shell: Shell, name: str, data: bytes, words: str) -> None:
    Path(name).write_bytes(data)
    Path("good.txt").write_text(REPORT)
    code, _, err = shell("run", name, "good.txt")
    assert code == 3
    line = next(line for line in err.splitlines() if line.startswith("failed:"))
    assert name in line and words in line


def test_bad_line_leaves_the_others(shell: Shell) -> None:
    Path("l.jsonl").write_text(f'{{"id": "x", "text": "{REPORT}"}}\nno json\n')
    code, _, err = shell("run", "l.jsonl")
    assert code == 3 and "l.jsonl, line 2 is not valid JSON" in err
    assert shell("export", "claims")[1].count("\n") >= 1


def test_html_nested_deep_is_coded(shell: Shell) -> None:
    Path("deep.html").write_text(f"<html><body>{'<div>' * 5000}<p>{REPORT}</p>{'</div>' * 5000}</body></html>")
    assert shell("run", "deep.html")[0] == 0
    assert "bomber" in shell("export", "claims")[1]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("explain", "zzz"), 2, "no claim or event"),
        (("remove", "zzz"), 2, "no report"),
        (("digest", "--since", "foo"), 2, "--since foo"),
        (("export", "claims", "--kind", "foo"), 2, "no such kind"),
        (("run", "nothere"), 2, "nothere"),
        (("backup", "a.txt"), 2, "is there already"),
        (("check", "--db", "a.txt"), 1, "not a database"),
        (("run", "a.txt", "--db", "a.txt/x.db"), 1, "a.txt"),
    ],
)
def test_wrong_use(shell: Shell, words: tuple[str, ...], code: int, said: str) -> None:
    Path("a.txt").write_text(REPORT)
    assert shell("run", "a.txt")[0] == 0
    found, _, err = shell(*words)
    assert found == code and said in err and err.count("dateline: ") == 1


def test_interrupted_run_says_so(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "run", stop)
    code, _, err = shell("run", "a.txt")
    assert code == 130 and "kept" in err


def test_nothing_heavy_is_imported_for_help() -> None:
    code = "import sys, dateline.cli; print([m for m in ('spacy', 'sqlalchemy', 'trafilatura') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
