"""Scoring this version of the program: gold texts coded anew, a database, or another reader's gold against gold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from dateline.errors import UsageError
from dateline.pipeline import Coder, load_coder, run
from dateline.publish.records import claim_record, document_records, fact_record, link_record
from dateline.score.corpora import find_texts
from dateline.score.files import Ours, read_gold, read_pairs, read_records, score_records, second_reading
from dateline.score.match import Record
from dateline.score.scores import Scores
from dateline.store.store import Store, open_store


def score(
    gold: Path,
    claims: Path | None = None,
    *,
    corpora: Path | None = None,
    store: Store | None = None,
    pairs: Iterable[str] = (),
    coder: Coder | None = None,
) -> Scores:
    """The scores of claims against the gold of a file.

    Scored are the ``claims`` of a file (exported claims, or a second reading in the form of gold); else the claims of
    ``store``; else what this version makes of the gold's texts, which stand in the gold itself or in ``corpora``.
    Raises UsageError where a file is no gold, a text is missing or not the annotated one, or nothing can be paired.
    """
    items = read_gold(gold)
    texts = find_texts(items, corpora) if corpora is not None else {}
    records = None if claims is None else read_records(claims)
    if records and isinstance(records[0].get("claims"), list):
        return score_readers(items, records, texts)
    ours = ours_of(store) if store is not None else code_gold(items, texts, coder or load_coder())
    if records is not None:
        ours = replace(ours, claims=records)
    return score_records(items, ours, read_pairs(pairs), texts)


def score_readers(first: Sequence[Record], second: Sequence[Record], texts: Mapping[str, str]) -> Scores:
    """A second reading scored against the first, over the documents that both have read.

    ``texts`` by document, for gold that brings none. Raises UsageError for a document without a text.
    """
    both = {str(item["document"]) for item in second}
    known = {**texts, **{str(item["document"]): str(item["text"]) for item in first if "text" in item}}
    shared = [item for item in first if item["document"] in both]
    return score_records(shared, second_reading(second, known), None, texts)


def ours_of(store: Store) -> Ours:
    """The records of a database."""
    return Ours(
        document_records(store),
        [claim_record(claim) for claim in store.claims()],
        [fact_record(fact) for fact in store.facts()],
        [link_record(link) for link in store.links()],
    )


def code_gold(gold: Sequence[Record], texts: Mapping[str, str], coder: Coder) -> Ours:
    """What the coder makes of the gold's texts, in a database that is thrown away.

    Raises UsageError where no document has a text.
    """
    with TemporaryDirectory() as folder, open_store(Path(folder) / "gold.db") as store:
        code_texts(gold, texts, coder, store)
        return ours_of(store)


def corpus_row(item: Record, text: str) -> dict[str, object]:
    """A gold document as a row of a corpus: its id and text, and what gold knows of title, outlet and day."""
    row = {"id": item["document"], "text": text} | {key: item.get(key) for key in ("title", "outlet", "published")}
    return {key: value for key, value in row.items() if value is not None}


def code_texts(gold: Sequence[Record], texts: Mapping[str, str], coder: Coder, store: Store) -> None:
    """Codes the gold's texts into ``store``. Raises UsageError where no document has a text."""
    rows = []
    for item in gold:
        text = item.get("text") or texts.get(str(item["document"]))
        if text is not None:
            rows.append(corpus_row(item, text))
    if not rows:
        raise UsageError(
            "The gold holds no texts; name the folder of its corpora with --corpora, or a database with --db."
        )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "gold.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        run([path], store, coder)
