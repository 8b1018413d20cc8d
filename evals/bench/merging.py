"""Which mentions are one happening, across reports: ECB+ mentions, and the claims of our gold over FA-KES."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.model import Span
from dateline.pipeline import Coder, code_document
from dateline.reconcile.events import reconcile
from dateline.score.clusters import Agreement, agreements, group
from dateline.score.corpora import find_texts
from dateline.score.files import score_records
from dateline.scored import code_gold
from evals.bench.reading import read_text, standoff_gold
from evals.bench.table import Row

ECB_PUBLISHED = {"lemma": 0.619, "lemma and topic": 0.744, "Barhom 2019": 0.791}


@dataclass(frozen=True, slots=True)
class Mention:
    """An event mention of ECB+: where its words stand, its lemma and its gold chain."""

    key: str
    document: str
    span: Span
    lemma: str
    chain: str


def read_topic(folder: Path) -> tuple[dict[str, str], list[Mention]]:
    """The texts of a subtopic of ECB+, words parted by a space, and its event mentions."""
    tokens: dict[tuple[str, int, int], Span] = {}
    texts: defaultdict[str, str] = defaultdict(str)
    last: dict[str, int] = {}
    for path in sorted(folder.glob("*.conll")):
        for line in path.read_text(encoding="utf-8").splitlines():
            parts = line.split("\t")
            if line.startswith("#") or len(parts) < 4:
                continue
            document, sentence, token, word = parts[0], int(parts[1]), int(parts[2]), parts[3]
            if texts[document]:
                texts[document] += " " if last[document] == sentence else "\n"
            tokens[document, sentence, token] = Span(len(texts[document]), len(texts[document]) + len(word))
            texts[document] += word
            last[document] = sentence
    mentions = []
    for path in sorted(folder.glob("event_mentions_*.json")):
        for item in json.loads(path.read_text(encoding="utf-8")):
            document = item["conll_doc_key"]
            spans = [tokens.get((document, item["sent_id"], n)) for n in item["tokens_number"]]
            known = [span for span in spans if span is not None]
            if known:
                span = Span(known[0].start, known[-1].end)
                lemma = str(item["mention_head_lemma"]).lower()
                mentions.append(Mention(str(item["mention_id"]), document, span, lemma, str(item["coref_chain"])))
    return dict(texts), mentions


def run(corpora: Path, coder: Coder) -> Iterator[Row]:
    """Rows of CoNLL F1: ECB+ beside the same lemma in the subtopic, FA-KES beside the same day and place."""
    ours, lemma = Agreement(), Agreement()
    for folder in sorted((corpora / "ecbplus").iterdir()):
        if folder.is_dir():
            texts, mentions = read_topic(folder)
            gold = group({m.key: m.chain for m in mentions})
            by_lemma = group({m.key: m.lemma for m in mentions})
            by_event = group(_events(texts, mentions, coder))
            ours = sum(agreements(gold, by_event), ours)
            lemma = sum(agreements(gold, by_lemma), lemma)
    peers = {"same lemma": lemma.scores["CoNLL"]}
    yield Row("merging", "ecbplus topics 1–35, by subtopic", "CoNLL F1", ours.scores["CoNLL"], peers, ECB_PUBLISHED)
    yield from _fakes(corpora, coder)


def _events(texts: dict[str, str], mentions: list[Mention], coder: Coder) -> dict[Hashable, Hashable]:
    """The event of the claim whose trigger a mention overlaps; a mention that is no claim of ours stands alone."""
    claims, documents, own = [], [], {}
    for name, text in texts.items():
        reading = read_text(text, coder)
        if reading is None:
            continue
        documents.append(reading.annotations.document)
        for claim in code_document(reading.annotations.document, coder)[0]:
            claims.append(claim)
            own[claim.id] = name, reading.own(claim.trigger.span)
    event_of = {
        claim: event.id for event in reconcile(claims, documents, [], coder.tables).events for claim in event.claims
    }
    found: dict[Hashable, Hashable] = {}
    for mention in mentions:
        met = [
            event_of[claim]
            for claim, (name, span) in own.items()
            if name == mention.document and span is not None and span.overlaps(mention.span) and claim in event_of
        ]
        found[mention.key] = met[0] if met else mention.key
    return found


def _fakes(corpora: Path, coder: Coder) -> Iterator[Row]:
    """The events of matched claims; beside us, claims of one day at one place as gold has them."""
    items = [item for item in standoff_gold() if item.get("set") == "fakes"]
    if not items:
        return
    texts = find_texts(items, corpora)
    scores = score_records(items, code_gold(items, texts, coder), None, texts)
    gold: dict[Hashable, Hashable] = {}
    same: dict[Hashable, Hashable] = {}
    for document in scores.documents:
        for pair in document.pairs:
            key = document.document, str(pair.gold["id"])
            gold[key] = pair.gold["event"]
            when, place = pair.gold.get("when") or {}, pair.gold.get("place") or {}
            same[key] = when.get("last"), place.get("name")
    peer = sum(agreements(group(gold), group(same)), Agreement()).scores
    for measure in ("CoNLL", "B3"):
        peers = {"same day and place (gold)": peer[measure]}
        yield Row("merging", "fakes, our gold", f"{measure} F1", scores.events[measure], peers)
