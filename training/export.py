"""Writes the trained tagger as one file: ONNX graphs with 8-bit weights and the vocabulary, named by its hash.

``python -m training.export --trained FOLDER [--out FOLDER] [--fp32]``
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from dateline.annotate.pieces import CASES
from training.encoder import find_encoder
from training.network import WIDTH, Network

ROOT = Path(__file__).resolve().parents[1]
WORDS, ARGUMENTS, VOCABULARY = "words.onnx", "arguments.onnx", "tokenizer.json"
LARGEST = 30_000_000
"""Bytes that the file may have."""


def export(network: Network, encoder: Path, folder: Path, *, eight_bits: bool = True) -> Path:
    """The file ``tagger-HASH.zip`` in ``folder``. Raises SystemExit where it is too large."""
    network.eval()
    with tempfile.TemporaryDirectory() as scratch:
        full, small, arguments = (Path(scratch) / name for name in ("full.onnx", WORDS, ARGUMENTS))
        _words_graph(network, full)
        if eight_bits:
            quantize_dynamic(full, small, per_channel=True, weight_type=QuantType.QInt8)
        else:
            full.rename(small)
        _arguments_graph(network, arguments)
        packed = Path(scratch) / "tagger.zip"
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for path, name in ((small, WORDS), (arguments, ARGUMENTS), (encoder / VOCABULARY, VOCABULARY)):
                entry = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))  # the same weights give the same bytes
                archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
        data = packed.read_bytes()
    if eight_bits and len(data) > LARGEST:
        raise SystemExit(f"The tagger takes {len(data):,} bytes; at most {LARGEST:,} may be shipped.")
    target = folder / f"tagger-{hashlib.sha256(data).hexdigest()[:12]}.zip"
    folder.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return target


def _words_graph(network: Network, path: Path) -> None:
    ids = torch.ones((1, 7), dtype=torch.int64)
    cases = torch.randint(0, CASES, (1, 7))
    names = ["vectors", "trigger", "kind", "status", "names"]
    axes = {name: {0: "batch", 1: "length"} for name in ("ids", "cases", "mask", *names)}
    torch.onnx.export(
        network.words, (ids, cases, torch.ones_like(ids)), str(path), input_names=["ids", "cases", "mask"],
        output_names=names, dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip


def _arguments_graph(network: Network, path: Path) -> None:
    first, last = torch.tensor([1, 3]), torch.tensor([2, 4])
    axes = {"vectors": {0: "length"}, "first": {0: "triggers"}, "last": {0: "triggers"}}
    torch.onnx.export(
        network.arguments, (torch.randn(9, WIDTH), first, last), str(path), input_names=["vectors", "first", "last"],
        output_names=["roles"], dynamic_axes={**axes, "roles": {0: "triggers", 1: "length"}}, opset_version=17,
        dynamo=False,
    )  # fmt: skip


def main(words: Sequence[str] | None = None) -> int:
    """0 when the file is written and the older one is gone."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trained", type=Path, required=True)
    parser.add_argument("--out", type=Path, help="models/, or a folder that must be named with --fp32")
    parser.add_argument("--fp32", action="store_true", help="full numbers, to compare")
    chosen = parser.parse_args(words)
    if chosen.fp32 and chosen.out is None:
        parser.error("--fp32 needs --out: full numbers are for comparing and never shipped")
    out = chosen.out or ROOT / "models"
    network = Network()
    network.load_state_dict(torch.load(chosen.trained / "network.pt", weights_only=True))
    path = export(network, find_encoder(), out, eight_bits=not chosen.fp32)
    for other in out.glob("tagger-*.zip"):
        if other != path and not chosen.fp32:
            other.unlink()
    print(f"{path} {path.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
