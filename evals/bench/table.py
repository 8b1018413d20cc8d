"""The rows of the bench and how they are printed: a figure of ours beside the others' in the same run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Row:
    """One measure of one task on one set; ``peers`` are figures of others taken in the same run, ``published`` those
    that others report on their own split."""

    task: str
    data: str
    measure: str
    ours: float
    peers: Mapping[str, float] = field(default_factory=dict)
    published: Mapping[str, float] = field(default_factory=dict)
    digits: int = 3


def as_markdown(rows: Iterable[Row], absent: Sequence[str]) -> str:
    """The table in Markdown, and a line that names the sets that were not there."""
    lines = ["| task | data | measure | ours | beside us, in the same run | published |", "|---|---|---|---|---|---|"]
    for row in rows:
        beside = "; ".join(f"{name} {value:.{row.digits}f}" for name, value in row.peers.items())
        published = "; ".join(f"{name} {value:.{row.digits}f}" for name, value in row.published.items())
        lines.append(
            f"| {row.task} | {row.data} | {row.measure} | {row.ours:.{row.digits}f} | {beside} | {published} |"
        )
    if absent:
        lines += ["", f"Absent and not measured: {', '.join(absent)}."]
    return "\n".join(lines)


def f1(hits: float, gold: float, ours: float) -> float:
    """F1 from hits and the sizes of both sides, 0 where both are empty."""
    return 2 * hits / (gold + ours) if gold + ours else 0.0
