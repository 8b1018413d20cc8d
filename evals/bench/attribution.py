"""Who says what, end to end from raw text: source, cue, content, and both joined (METRICS: Attribution)."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.model import Attribution, Span
from dateline.pipeline import Coder
from dateline.text import find_words
from evals.bench.peers import ask_peer
from evals.bench.reading import Reading, read_text
from evals.bench.table import Row, f1

_WORD = re.compile(r"\w+(?:[’'\-.]\w+)*")
PARTS = ("source", "cue", "content")
POLNEAR_PUBLISHED = {
    "source exact": {"textacy": 0.25, "GenderGapTracker": 0.54, "CRF": 0.69, "people": 0.78},
    "cue exact": {"textacy": 0.31, "GenderGapTracker": 0.49, "CRF": 0.68, "people": 0.71},
    "content exact": {"textacy": 0.15, "GenderGapTracker": 0.35, "CRF": 0.45, "people": 0.69},
    "joint J≥.5": {"textacy": 0.23, "GenderGapTracker": 0.47, "CRF": 0.55, "people": 0.76},
}

Words = frozenset[int]


@dataclass(frozen=True, slots=True)
class Saying:
    """One attribution as the words of its source, cue and content; an empty set is a part that is not there."""

    source: Words
    cue: Words
    content: Words


def read_polnear(folder: Path) -> Iterator[tuple[str, list[Saying]]]:
    """The texts of a part of PolNeAR with their attributions, the first annotator's."""
    seen: set[str] = set()
    for path in sorted((folder / "attributions").glob("*.ann")):
        name = path.stem.rsplit("_", 1)[0]
        if name not in seen:
            seen.add(name)
            text = (folder / "text" / f"{name}.txt").read_text(encoding="utf-8")
            yield text, list(_brat(path, text))


def _brat(path: Path, text: str) -> Iterator[Saying]:
    spans: dict[str, list[Span]] = {}
    index = _index(text)
    for line in path.read_text(encoding="utf-8").splitlines():
        name, _, rest = line.partition("\t")
        if name.startswith("T"):
            bounds = rest.split("\t")[0].split(" ", 1)[1]
            spans[name] = [Span(*map(int, part.split())) for part in bounds.split(";")]
        elif name.startswith("E"):
            parts: defaultdict[str, list[Span]] = defaultdict(list)
            for role in rest.split():
                kind, _, mention = role.partition(":")
                parts[kind.rstrip("0123456789").lower()] += spans.get(mention, [])
            yield Saying(*(_words(parts[part], index) for part in PARTS))


def _index(text: str) -> list[Span]:
    return [Span(*match.span()) for match in _WORD.finditer(text)]


def _words(spans: Iterable[Span], index: Sequence[Span]) -> Words:
    return frozenset(n for span in spans for n, word in enumerate(index) if word.overlaps(span))


def our_sayings(text: str, reading: Reading | None) -> list[Saying]:
    """Our attributions over the text as it came."""
    if reading is None:
        return []
    index = _index(text)
    found = []
    for attribution in reading.annotations.attributions:
        spans = _parts(reading.annotations.document.text, attribution)
        parts = [[own for span in part if (own := reading.own(span))] for part in spans]
        saying = Saying(*(_words(part, index) for part in parts))
        found.append(Saying(saying.source, saying.cue, saying.content - saying.source - saying.cue))
    return found


def _parts(text: str, attribution: Attribution) -> tuple[list[Span], list[Span], list[Span]]:
    """The words of the source, the cue and the content; a "that" after the cue is content, as the corpora have it."""
    voice, content = attribution.voice, list(attribution.scope)
    quote = voice.quote.span
    cue = find_words(text, voice.cue, quote.start) if voice.cue else None
    if cue is None or not quote.covers(cue):
        return ([quote] if voice.names else []), [], content
    source = []
    for side in (Span(quote.start, cue.start), Span(cue.end, quote.end)):
        words = _WORD.findall(text[side.start : side.end])
        if words == ["that"]:
            content.insert(0, side)
        elif words and voice.names:
            source.append(side)
    return source, [cue], content


def run(corpora: Path, coder: Coder) -> Iterator[Row]:
    """Rows for polnear's development part, textacy beside us in the same run, and for GUM's derived attributions."""
    documents = list(read_polnear(corpora / "polnear" / "dev"))
    index = [_index(text) for text, _ in documents]
    theirs = [
        [Saying(*(_words([Span(*s) for s in saying[part]], words) for part in PARTS)) for saying in answer]
        for answer, words in zip(ask_peer("textacy", [text for text, _ in documents]), index, strict=True)
    ]
    gold = [sayings for _, sayings in documents]
    ours = _scores(gold, [our_sayings(text, read_text(text, coder)) for text, _ in documents])
    peer = _scores(gold, theirs)
    for measure, value in ours.items():
        yield Row(
            "attribution", "polnear dev", measure, value, {"textacy": peer[measure]}, POLNEAR_PUBLISHED.get(measure, {})
        )
    for part in ("other", "news"):
        yield from _gum(corpora / "gum-attribution" / f"gum_{part}_attribution.json", part, coder)


def _gum(path: Path, part: str, coder: Coder) -> Iterator[Row]:
    """GUM's derived attributions tell content and, as one, source and cue: content, and both joined."""
    gold, ours = [], []
    for item in json.loads(path.read_text(encoding="utf-8")).values():
        text, index = item["text"], _index(item["text"])
        gold.append(
            [
                Saying(
                    _words([Span(*s) for s in a["source_cue"]], index),
                    frozenset(),
                    _words([Span(*s) for s in a["content"]], index),
                )
                for a in item["attributions"]
            ]
        )
        ours.append(
            [Saying(s.source | s.cue, frozenset(), s.content) for s in our_sayings(text, read_text(text, coder))]
        )
    scores = _scores(gold, ours)
    for measure in ("source exact", "source overlap", "content exact", "content overlap", "joint J≥.5"):
        yield Row("attribution", f"gum {part}", measure.replace("source", "source and cue"), scores[measure])


def _scores(gold: Sequence[Sequence[Saying]], ours: Sequence[Sequence[Saying]]) -> dict[str, float]:
    tiers: Mapping[str, float] = {"exact": 1.0, "J≥.5": 0.5, "overlap": 1e-9}
    found: dict[str, float] = {}
    for part in PARTS:
        hits: defaultdict[str, int] = defaultdict(int)
        sizes = [0, 0]
        for of_gold, of_ours in zip(gold, ours, strict=True):
            sides = [[w for s in side if (w := getattr(s, part))] for side in (of_gold, of_ours)]
            sizes = [sizes[0] + len(sides[0]), sizes[1] + len(sides[1])]
            for likeness in _matched(sides[0], sides[1]):
                for tier, least in tiers.items():
                    hits[tier] += likeness >= least
        for tier in tiers:
            found[f"{part} {tier}"] = f1(hits[tier], *sizes)
    found["joint J≥.5"] = _joint(gold, ours)
    return {name: value for name, value in found.items() if name.startswith("joint") or not name.endswith("J≥.5")}


def _jaccard(a: Words, b: Words) -> float:
    return len(a & b) / len(a | b) if a or b else 0.0


def _matched(gold: Sequence[Words], ours: Sequence[Words]) -> list[float]:
    """The likenesses of a greedy one-to-one matching, best first."""
    rows = [(_jaccard(g, o), n, m) for n, g in enumerate(gold) for m, o in enumerate(ours) if g & o]
    return [likeness for likeness, *_ in _one_to_one(rows)]


def _one_to_one(rows: Iterable[tuple[float, int, int]]) -> Iterator[tuple[float, int, int]]:
    taken: tuple[set[int], set[int]] = (set(), set())
    for likeness, n, m in sorted(rows, key=lambda row: (-row[0], row[1], row[2])):
        if n not in taken[0] and m not in taken[1]:
            taken[0].add(n)
            taken[1].add(m)
            yield likeness, n, m


def _joint(gold: Sequence[Sequence[Saying]], ours: Sequence[Sequence[Saying]]) -> float:
    """F1 of attributions with both source and content whose two Jaccards reach .5."""
    hits = sizes = 0
    for of_gold, of_ours in zip(gold, ours, strict=True):
        sides = [[s for s in side if s.source and s.content] for side in (of_gold, of_ours)]
        sizes += len(sides[0]) + len(sides[1])
        rows = [
            (min(_jaccard(g.source, o.source), _jaccard(g.content, o.content)), n, m)
            for n, g in enumerate(sides[0])
            for m, o in enumerate(sides[1])
            if g.source & o.source and g.content & o.content
        ]
        hits += sum(likeness >= 0.5 for likeness, *_ in _one_to_one(rows))
    return f1(hits, sizes, 0)
