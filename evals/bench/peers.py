"""The tools beside us, each asked in an environment of its own that is made for the run and thrown away with it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

HERE = Path(__file__).resolve().parent
PINS = HERE / "peers.txt"
_KEPT: list[TemporaryDirectory[str]] = []


@cache
def peers_python() -> Path:
    """The interpreter of the peers' environment, made with the pins of peers.txt at the first call.

    ``DATELINE_PEERS`` names a folder where it is made once and kept. Raises CalledProcessError where it cannot be made.
    """
    kept = os.environ.get("DATELINE_PEERS")
    if not kept:
        _KEPT.append(TemporaryDirectory(prefix="peers-"))
    folder = Path(kept or _KEPT[0].name)
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        print("installing the peers", file=sys.stderr)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", PINS], check=True, stdout=sys.stderr)
    return python


def ask_peer(name: str, items: Sequence[Any]) -> list[Any]:
    """A peer's answer to every item, by ``peer_scripts/ask_NAME.py``: JSON lines in, JSON lines out.

    Raises CalledProcessError where the peer fails, ValueError where it does not answer every item.
    """
    script = HERE / "peer_scripts" / f"ask_{name}.py"
    asked = "".join(json.dumps(item) + "\n" for item in items)
    done = subprocess.run([peers_python(), script], input=asked, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stderr[-2000:], file=sys.stderr)
        done.check_returncode()
    answers = [json.loads(line) for line in done.stdout.splitlines() if line.strip()]
    if len(answers) != len(items):
        raise ValueError(f"{name}: {len(answers)} answers to {len(items)} items")
    return answers


def versions() -> list[str]:
    """The peers and their versions, as pinned."""
    lines = PINS.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]
