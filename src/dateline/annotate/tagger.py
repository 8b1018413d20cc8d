"""The trained reader: what it takes for a happening, its arguments and names. It alone may import ONNX Runtime."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Sequence
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from dateline.annotate.decode import (
    Numbers,
    Run,
    find_trigger_runs,
    read_names,
    read_proposal,
    sigmoid,
    softmax,
)
from dateline.annotate.pieces import KINDS, NAMES, ROLES, STATUSES, Pieces, load_tokenizer, split_pieces, windows
from dateline.errors import ModelError
from dateline.model import Document, Proposal, Tagging

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

MENDING = "run: pip install --force-reinstall dateline (in a clone: git checkout -- models), or use --no-model"
_CLS, _SEP, _NO_LETTER = 101, 102, 4
_SIZES = {
    "vectors": 384, "trigger": 3, "kind": len(KINDS), "status": len(STATUSES), "names": 1 + 2 * len(NAMES),
    "roles": 2 * len(ROLES),
}  # fmt: skip
"""How wide each output of the two graphs is."""


class Tagger:
    """The loaded model. ``name`` is that of its file with its hash, by which records tell what made them."""

    def __init__(self, path: Path | None = None) -> None:
        """Loads the shipped model, or the one at ``path``. Raises ModelError where it is missing or damaged."""
        path = path or find_model()
        self.name = path.stem
        try:
            data = path.read_bytes()
        except OSError as error:
            raise ModelError(f"The tagger {path} cannot be read ({error.strerror}); {MENDING}.") from error
        if hashlib.sha256(data).hexdigest()[:12] != path.stem.removeprefix("tagger-"):
            raise ModelError(f"The tagger {path} is damaged (its hash is not that of its name); {MENDING}.")
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                self._words = _session(archive.read("words.onnx"))
                self._arguments = _session(archive.read("arguments.onnx"))
                self._tokenizer = load_tokenizer(archive.read("tokenizer.json").decode())
        except (zipfile.BadZipFile, KeyError, ValueError) as error:
            raise ModelError(f"The tagger {path} is none of this version ({error}); {MENDING}.") from error

    def tag(self, document: Document) -> Tagging:
        """What the model proposes for a document, in text order."""
        pieces = split_pieces(document.text, self._tokenizer)
        proposals: list[Proposal] = []
        names: list[Numbers] = []
        for first, end, low, high in owned(len(pieces)):
            vectors, trigger, kind, status, named = self._read(pieces, first, end)
            names.append(softmax(named[low - first : high - first]))
            runs = [run for run in find_trigger_runs(softmax(trigger)) if low <= run.first + first < high]
            if not runs:
                continue
            kinds, statuses = softmax(kind), softmax(status)
            window = Pieces(pieces.ids[first:end], pieces.spans[first:end], pieces.cases[first:end])
            for run, filled in zip(runs, self._fill(vectors, runs), strict=True):
                found = read_proposal(run, window, document.text, kinds, statuses, filled)
                if not proposals or proposals[-1].trigger.end <= found.trigger.start:
                    proposals.append(found)
        if not names:
            return Tagging()
        return Tagging(tuple(proposals), tuple(read_names(np.concatenate(names), pieces, document.text)))

    def _read(self, pieces: Pieces, first: int, end: int) -> tuple[Numbers, Numbers, Numbers, Numbers, Numbers]:
        """The vectors (with the marks at both ends) and the logits (without) of one window."""
        ids = np.array([[_CLS, *pieces.ids[first:end], _SEP]], dtype=np.int64)
        cases = np.array([[_NO_LETTER, *pieces.cases[first:end], _NO_LETTER]], dtype=np.int64)
        out = self._words.run(None, {"ids": ids, "cases": cases, "mask": np.ones_like(ids)})
        vectors, *logits = (np.asarray(part[0]) for part in out)
        trigger, kind, status, names = (part[1:-1] for part in logits)
        return vectors, trigger, kind, status, names

    def _fill(self, vectors: Numbers, runs: Sequence[Run]) -> Numbers:
        """How likely each piece of a window fills each role of each of its runs: (runs, pieces, 2 x roles)."""
        low = np.array([run.first + 1 for run in runs], dtype=np.int64)  # the window's first vector is a mark
        high = np.array([run.last + 1 for run in runs], dtype=np.int64)
        (roles,) = self._arguments.run(None, {"vectors": vectors, "first": low, "last": high})
        return sigmoid(np.asarray(roles)[:, 1:-1])


def owned(length: int) -> list[tuple[int, int, int, int]]:
    """The windows of a text of so many pieces, each with the stretch ``low <= n < high`` that it is the best to read:
    neighbours share an overlap half and half."""
    found = list(windows(length))
    made = []
    for n, (first, end) in enumerate(found):
        low = 0 if n == 0 else (first + found[n - 1][1]) // 2
        high = length if n + 1 == len(found) else (found[n + 1][0] + end) // 2
        made.append((first, end, low, high))
    return made if length else []


def find_model() -> Path:
    """The shipped model's file. Raises ModelError where there is none."""
    here = Path(str(files("dateline")))
    for folder in (here / "models", here.parents[1] / "models"):
        found = sorted(folder.glob("tagger-*.zip"))
        if len(found) > 1:
            raise ModelError(f"{folder} holds {len(found)} taggers; leave the one that belongs to this version.")
        if found:
            return found[0]
    raise ModelError(f"The tagger is missing; {MENDING}.")


def _session(data: bytes) -> InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # sums in one order: the same input gives the same bytes
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # On processors without VNNI, sums of 8-bit products would saturate and scores differ; this keeps them exact there.
    options.add_session_config_entry("session.x64quantprecision", "1")
    session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
    for out in session.get_outputs():
        if out.shape[-1] != _SIZES[out.name]:
            raise ValueError(f"its {out.name} has {out.shape[-1]} sorts, not {_SIZES[out.name]}")
    return session
