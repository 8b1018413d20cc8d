"""What the tagger learns from, as JSON Lines: gold, and silver that our own rules make of unread items.

``python -m training.examples --corpora FOLDER --out FILE`` writes every example of train and dev. A set that may not
train a shipped model (``fakes``, ``wikievents``) is never in train. Silver names come from the tables and the parser;
silver triggers from the rules, over items of ``wikipedia-current-events`` that no gold part holds.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from dateline.clean import clean_draft
from dateline.extract.frames import find_frames
from dateline.knowledge.actors import ARMED_KINDS
from dateline.model import Annotations, Draft, DraftBlock, Frame, Raw, Span
from dateline.pipeline import Coder, annotate_document, load_coder
from dateline.score.corpora import find_texts
from dateline.score.files import read_gold
from dateline.score.match import span_of
from dateline.text import sha256

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = frozenset({"own", "wce", "re3d"})
"""Sets whose licence lets a model trained on them be shipped (``../shared/data/README.md``)."""
SILVER = "wikipedia-current-events/conflict_items_2002_2024.jsonl"
Example = dict[str, Any]

_SORTS = {"person": "person", "organisation": "organisation", "place": "place", "facility": "place", "outlet": "outlet",
          "weapon": "weapon"}  # fmt: skip


def gold_examples(corpora: Path, coder: Coder, part: str) -> Iterator[Example]:
    """The gold of one part as examples, with names found by the tables and the parser."""
    for folder in ("gold", "standoff"):
        items = read_gold(ROOT / "evals" / folder / f"{part}.jsonl")
        texts = find_texts(items, corpora)
        for item in items:
            name = str(item.get("set") or "own")
            text = item.get("text") or texts.get(str(item["document"]))
            if text is None or (part == "train" and name not in SHIPPED):
                continue
            yield gold_example(item, str(text), name, part, coder)


def gold_example(item: Mapping[str, Any], text: str, name: str, part: str, coder: Coder) -> Example:
    """One gold report as an example: a title that its text lacks stands before it, as it does on the road."""
    title = str(item.get("title") or "")
    title = title + "\n" if title and not text.startswith(title) else ""
    shift = len(title)
    triggers: dict[tuple[int, int], Example] = {}
    for claim in item["claims"]:
        quote = span_of(claim["quote"], text, 0)
        near = quote.start if quote else 0
        trigger = span_of(claim.get("trigger"), text, near)
        if trigger is None:
            continue
        trigger = _core(text, trigger)
        row = triggers.setdefault(
            (trigger.start, trigger.end),
            {"start": trigger.start + shift, "end": trigger.end + shift, "kind": claim["kind"],
             "status": claim["status"], "args": []},
        )  # fmt: skip
        for role, words in _arguments(claim):
            span = span_of(words, text, near)
            if span is not None:
                row["args"].append([role, span.start + shift, span.end + shift])
    return {
        "document": item["document"], "set": name, "part": part, "text": title + text,
        "triggers": sorted(triggers.values(), key=lambda t: t["start"]), "names": _names(title + text, coder),
    }  # fmt: skip


_EDGES = re.compile(
    r"(?:(?:the|a|an|this|that|they|it|he|she|we|to|not|no|was|were|is|are|be|been|being|has|have|had|will|would|of|and"
    r"|by|in|on|for|their|his|its|our|with|from|at|into)\b\s*)+|[^\w]+",
    re.IGNORECASE,
)
"""Words at the start of a trigger that carry none of its meaning: the tagger learns the words behind them."""


def _core(text: str, trigger: Span) -> Span:
    """The trigger without the small words at its start, where any other is left."""
    start = trigger.start
    while (edge := _EDGES.match(text, start, trigger.end)) and edge.end() > start:
        start = edge.end()
    return Span(start, trigger.end) if start < trigger.end else trigger


def _arguments(claim: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for slot, role in (("actors", "actor"), ("targets", "target"), ("means", "means")):
        for value in claim.get(slot) or ():
            yield role, value.get("quote") if isinstance(value, dict) else value
    for count in claim.get("counts") or ():
        yield count["of"], count.get("quote")
    for slot, role in (("when", "time"), ("place", "place")):
        if claim.get(slot):
            yield role, claim[slot].get("quote")


def silver_examples(corpora: Path, coder: Coder, wanted: int, known: Iterable[str]) -> Iterator[Example]:
    """Items that no gold holds, with the names and the happenings that the rules see in them."""
    taken = set(known)
    rows = [json.loads(line) for line in (corpora / SILVER).open(encoding="utf-8")]
    order = sorted((sha256(f"silver-{n}"), n) for n in range(len(rows)) if f"wce-{n}" not in taken)
    for _, n in order[:wanted]:
        annotations = _annotate(str(rows[n]["text"]), coder)
        text = annotations.document.text
        yield {
            "document": f"wce-{n}", "set": "silver", "part": "silver", "text": text,
            "triggers": [_silver(frame) for frame in find_frames(annotations, coder.tables)],
            "names": [[m.start, m.end, sort] for m, sort in _named(annotations, coder)],
        }  # fmt: skip


def _silver(frame: Frame) -> Example:
    args = [["actor", a.start, a.end] for a in frame.actors] + [["target", t.start, t.end] for t in frame.targets]
    args += [["place", p.start, p.end] for p in frame.places[:1]] + [["time", t.start, t.end] for t in frame.times[:1]]
    args += [["means", m.start, m.end] for m in frame.means]
    args += [[count.of, count.span.start, count.span.end] for count in frame.counts]
    trigger = {"start": frame.trigger.start, "end": frame.trigger.end, "kind": frame.kind, "status": frame.status}
    return {**trigger, "args": args}


def _annotate(text: str, coder: Coder) -> Annotations:
    """The annotations of a text as the road makes them; white space may have moved."""
    blocks = tuple(DraftBlock(line, "paragraph") for line in text.split("\n") if line.strip())
    raw = Raw(text.encode(), "text/plain", "example", "example")
    document = clean_draft(Draft(blocks, published=date(2020, 1, 1)), raw, coder.furniture)
    return annotate_document(document, coder)


def _names(text: str, coder: Coder) -> list[list[Any]] | None:
    """The named ones of a text as [start, end, sort], or None where cleaning changed more than white space."""
    annotations = _annotate(text, coder)
    here = [n for n, c in enumerate(annotations.document.text) if not c.isspace()]
    there = [n for n, c in enumerate(text) if not c.isspace()]
    if len(here) != len(there):
        return None
    moved = dict(zip(here, there, strict=True))
    return [[moved[m.start], moved[m.end - 1] + 1, sort] for m, sort in _named(annotations, coder)]


def _named(annotations: Annotations, coder: Coder) -> Iterator[tuple[Span, str]]:
    for mention in annotations.mentions:
        sort = _SORTS.get(mention.kind)
        if mention.kind == "actor":
            actor = coder.tables.actors.get(mention.key or "")
            sort = "group" if actor is not None and actor.kind in ARMED_KINDS else "organisation"
        words = annotations.document.text[mention.span.start : mention.span.end]
        if sort is not None and (sort == "weapon" or words != words.lower()):
            yield mention.span, sort


def main(words: Sequence[str] | None = None) -> int:
    """0 when the file is written."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--silver", type=int, default=10_000, help="how many unread items the rules read")
    chosen = parser.parse_args(words)
    coder = load_coder(model=False)  # silver is what the rules see, not an earlier reader
    gold = [row for part in ("train", "dev") for row in gold_examples(chosen.corpora, coder, part)]
    held = {str(d["document"]) for s in ("train", "dev", "test") for d in read_gold(ROOT / f"evals/standoff/{s}.jsonl")}
    unfinished = chosen.out.with_suffix(".part")
    with unfinished.open("w", encoding="utf-8") as file:
        for row in gold:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
        for row in silver_examples(chosen.corpora, coder, chosen.silver, held):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    unfinished.replace(chosen.out)
    print(f"{len(gold)} gold reports, {sum(len(r['triggers']) for r in gold)} triggers")
    return 0


if __name__ == "__main__":
    sys.exit(main())
