"""What the numbers of the tagger's heads say, as words of the text: happenings, their arguments, names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from dateline.annotate.pieces import KINDS, NAMES, ROLES, STATUSES, Pieces
from dateline.model import Argument, Proposal, Span, TaggedName

Numbers = NDArray[np.float32]
_Name = TypeVar("_Name", bound=str)

LEAST = 0.15
"""How likely a piece must be part of a trigger for its words to be proposed at all; who joins decides on the rest."""
FILLED = 0.4
"""How likely a piece must fill a role."""
NAMED = 0.5
"""How likely a piece must be part of a name."""


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces ``first <= n <= last`` that belong together, and how surely."""

    first: int
    last: int
    score: float


def softmax(logits: Numbers) -> Numbers:
    """Logits as probabilities over the last axis."""
    grown = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(grown / grown.sum(-1, keepdims=True), dtype=np.float32)


def sigmoid(logits: Numbers) -> Numbers:
    """Logits as probabilities one by one."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(logits, -30, 30))), dtype=np.float32)


def runs(inside: Numbers, begins: NDArray[np.bool_], least: float) -> Iterator[Run]:
    """Stretches of pieces at least so likely; a piece that begins opens a new one."""
    first: int | None = None
    for n in range(len(inside) + 1):
        open_here = n < len(inside) and inside[n] >= least
        if first is not None and (not open_here or begins[n]):
            yield Run(first, n - 1, float(inside[first:n].max()))
            first = None
        if open_here and first is None:
            first = n


def find_trigger_runs(triggers: Numbers) -> list[Run]:
    """The stretches that may name a happening, from probabilities (pieces, 3): outside, begin, inside."""
    return list(runs(1.0 - triggers[:, 0], triggers[:, 1] > triggers[:, 2], LEAST))


def read_proposal(
    run: Run, pieces: Pieces, text: str, kinds: Numbers, statuses: Numbers, arguments: Numbers
) -> Proposal:
    """The proposal of a run: kinds and statuses (pieces, sorts) averaged over its pieces, ``arguments`` as
    probabilities (pieces, 2 x roles)."""
    here = slice(run.first, run.last + 1)
    found = []
    for n, role in enumerate(ROLES):
        for filled in runs(arguments[:, 2 * n + 1], arguments[:, 2 * n] >= 0.5, FILLED):
            found.append(Argument(role, words_of(filled, pieces, text), round(filled.score, 3)))
    return Proposal(
        trigger=words_of(run, pieces, text),
        score=round(run.score, 3),
        kinds=_shares(KINDS, kinds[here].mean(0)),
        statuses=_shares(STATUSES, statuses[here].mean(0)),
        arguments=tuple(found),
    )


def read_names(names: Numbers, pieces: Pieces, text: str) -> list[TaggedName]:
    """The names of a text from probabilities (pieces, 1 + 2 x sorts): outside, begin and inside each."""
    found = []
    inside = 1.0 - names[:, 0]
    sorts = names[:, 1:].reshape(len(names), len(NAMES), 2)
    best = sorts.sum(-1).argmax(-1) if len(names) else np.zeros(0, dtype=int)
    begins = np.array([sorts[n, best[n], 0] > sorts[n, best[n], 1] for n in range(len(names))], dtype=bool)
    for run in runs(inside, begins, NAMED):
        sort = NAMES[int(sorts[run.first : run.last + 1].sum((0, 2)).argmax())]
        found.append(TaggedName(words_of(run, pieces, text), sort, round(run.score, 3)))
    return found


def words_of(run: Run, pieces: Pieces, text: str) -> Span:
    """The run's stretch of text, widened to whole words."""
    start, end = pieces.spans[run.first][0], pieces.spans[run.last][1]
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return Span(start, end)


def _shares(names: Sequence[_Name], values: Numbers) -> dict[_Name, float]:
    return {name: round(float(value), 4) for name, value in zip(names, values, strict=True) if value >= 0.01}
