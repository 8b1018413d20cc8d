"""Scoring from files and records: reading gold, pairing its documents with ours, a second reading as ours."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.errors import UsageError
from dateline.score.align import Alignment
from dateline.score.match import Record, match_document, span_of
from dateline.score.scores import Scores
from dateline.text import sha256


@dataclass(frozen=True, slots=True)
class Ours:
    """The records that are scored, as they are exported: documents with their text, claims, facts, links."""

    documents: Sequence[Record] = ()
    claims: Sequence[Record] = ()
    facts: Sequence[Record] = ()
    links: Sequence[Record] = ()


def read_gold(path: Path) -> list[Record]:
    """The gold documents of a file, one a line. Raises UsageError for a file or line that is none."""
    found = read_records(path)
    for number, item in enumerate(found, 1):
        if "document" not in item or not isinstance(item.get("claims"), list):
            raise UsageError(f"{path}, line {number}: no gold document; it needs the keys document and claims.")
    return found


def read_records(path: Path) -> list[Record]:
    """The records of a JSONL file. Raises UsageError for a file that cannot be read or a line that is not JSON."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error}); give a JSONL file.") from error
    found: list[Record] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                record = json.loads(line)
            except json.JSONDecodeError as error:
                raise UsageError(
                    f"{path}, line {number}: not JSON ({error.msg}); mend the line or take it out."
                ) from error
            if not isinstance(record, dict):
                raise UsageError(f"{path}, line {number}: no record; a line is one JSON object.")
            found.append(record)
    return found


def read_pairs(pairs: Iterable[str]) -> dict[str, str]:
    """Our document for a gold document, of words such as GOLD=DOCUMENT. Raises UsageError for other words."""
    found = {}
    for words in pairs:
        gold, sign, document = words.partition("=")
        if not (sign and gold and document):
            raise UsageError(f"--pair {words}: write it as GOLD=DOCUMENT, two ids.")
        found[gold] = document
    return found


def score_records(
    gold: Sequence[Record], ours: Ours, pairs: Mapping[str, str] | None = None, texts: Mapping[str, str] | None = None
) -> Scores:
    """The scores of our records against gold; documents are paired by id, by the hash of their input or ``pairs``.

    Where the text that was annotated is known (the gold's own or of ``texts``, by the gold's id), gold follows its
    words through what cleaning moved. Raises UsageError for a wrong pair or where no document is paired.
    """
    pairs, texts = pairs or {}, texts or {}
    coded = [document for document in ours.documents if document.get("text") is not None]
    by_id = {str(document["document"]): document for document in coded}
    by_hash = {document["input_sha256"]: document for document in coded}
    claims, facts = _by_document(ours.claims), _by_document(ours.facts)
    matched, unpaired = [], []
    for item in gold:
        name = str(item["document"])
        if name in pairs and pairs[name] not in by_id:
            raise UsageError(f"--pair {name}={pairs[name]}: no coded report has the id {pairs[name]!r}.")
        document = by_id.get(pairs.get(name, name)) or by_hash.get(item.get("sha256"))
        moved = None if document is None else _on_our_text(item, document, item.get("text") or texts.get(name))
        if document is None or moved is None:
            unpaired.append(name)
            continue
        own = str(document["document"])
        matched.append(match_document(moved, document["text"], claims[own], facts[own]))
    if not matched:
        raise UsageError(f"None of the {len(gold)} gold documents is in the database; code them, or name --pair.")
    return Scores(tuple(matched), tuple(ours.links), tuple(unpaired))


def _by_document(records: Iterable[Record]) -> defaultdict[str, list[Record]]:
    found: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records:
        found[str(record["document"])].append(record)
    return found


def _on_our_text(gold: Record, document: Record, text: str | None) -> Record | None:
    """Gold whose quotes stand in the text we coded; None where they are offsets into another text that we lack."""
    if text is not None:
        moved: Record = Alignment(text, document["text"]).moved_record(dict(gold))
        return moved
    by_offset = any(isinstance(claim.get("quote"), dict) for claim in gold["claims"])
    same = gold.get("sha256") in (None, document.get("text_sha256"), sha256(document["text"]))
    return gold if same or not by_offset else None


def second_reading(items: Sequence[Record], texts: Mapping[str, str]) -> Ours:
    """Another reader's gold in the place of our records; ``texts`` by document, where an item brings none.

    Raises UsageError for a document without a text.
    """
    documents, claims, facts, links = [], [], [], []
    for item in items:
        name = str(item["document"])
        text = item.get("text") or texts.get(name)
        if text is None:
            raise UsageError(f"{name}: its text is not known; name the folder of its corpus with --corpora.")
        documents.append({"document": name, "text": text, "input_sha256": sha256(text)})
        claims += [_as_claim(name, text, claim) for claim in item["claims"]]
        facts += [{**fact, "document": name} for fact in item.get("facts") or ()]
        for link in item.get("links") or ():
            ends = {end: str(link[end]) for end in ("a", "b")}
            ends = {end: value if "#" in value else f"{name}#{value}" for end, value in ends.items()}
            links.append({"kind": link["kind"], **ends})
    return Ours(documents, claims, facts, links)


def _as_claim(document: str, text: str, claim: Record) -> Record:
    quote = span_of(claim["quote"], text, 0)
    if quote is None:
        raise UsageError(f"{document}, {claim['id']}: its quote does not stand in the text; mend the quote.")

    def spanned(record: Record) -> dict[str, Any]:
        span = span_of(record.get("quote"), text, quote.start)
        return {**record, "quote": {"start": span.start, "end": span.end} if span else None}

    trigger = span_of(claim.get("trigger"), text, quote.start) or quote
    row: dict[str, Any] = {"when": None, "place": None, **claim}
    for slot in ("actors", "targets", "counts", "voices"):
        row[slot] = [{"cited": [], **spanned(part)} for part in claim.get(slot) or ()]
    row["means"] = [means if isinstance(means, dict) else {"name": means} for means in claim.get("means") or ()]
    return {
        **row,
        "document": document,
        "claim": f"{document}#{claim['id']}",
        "event": claim.get("event") or f"{document}#{claim['id']}",
        "background": bool(claim.get("background")),
        "quote": {"start": quote.start, "end": quote.end},
        "trigger": {"start": trigger.start, "end": trigger.end},
    }
