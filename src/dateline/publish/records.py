"""The records that leave Dateline (RECORDS.md): plain dictionaries, every key always present, lists never null."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from dateline.model import (
    Account,
    Cited,
    Claim,
    Document,
    Event,
    Fact,
    Judgement,
    Link,
    MadeBy,
    Means,
    Party,
    Place,
    Quote,
    ReportStatus,
    Tally,
    Toll,
    Voice,
    When,
)
from dateline.store.store import Store

Record = dict[str, Any]

_BREAKS = re.compile("[\ud800-\udfff\u0085\u2028\u2029]")


def document_record(
    document: Document | None,
    *,
    corpus: str,
    id: str,
    status: ReportStatus,
    reason: str | None = None,
    warnings: Iterable[str] = (),
    path: str | None = None,
    url: str | None = None,
    input_sha256: str | None = None,
) -> Record:
    """The record of one report; where it could not be read, all that the text would tell is null."""
    text = document.text if document else None
    return {
        "document": id,
        "corpus": corpus,
        "input_sha256": input_sha256 or (document.input_sha256 if document else None),
        "text_sha256": document.text_sha256 if document else None,
        "title": document.title if document else None,
        "url": url or (document.url if document else None),
        "path": path or (document.path if document else None),
        "outlet": document.outlet if document else None,
        "published": _day(document.published) if document else None,
        "published_quote": document.published_quote if document else None,
        "language": document.language if document else None,
        "words": None if text is None else len(text.split()),
        "text": text,
        "status": status,
        "reason": reason,
        "warnings": list(dict.fromkeys([*(document.warnings if document else ()), *warnings])),
    }


def document_records(store: Store) -> list[Record]:
    """The records of all reports of a database."""
    return [
        document_record(
            store.document(row.corpus, row.document),
            corpus=row.corpus,
            id=row.document,
            status=row.status,
            reason=row.reason,
            warnings=row.warnings,
            path=row.path,
            url=row.url,
            input_sha256=row.input_sha256,
        )
        for row in store.reports()
    ]


def claim_record(claim: Claim) -> Record:
    """The record of one claim."""
    return {
        "claim": claim.id,
        "document": claim.document,
        "event": claim.event,
        "kind": claim.kind,
        "status": claim.status,
        "quote": _quote(claim.quote),
        "trigger": _quote(claim.trigger),
        "actors": [_party(party) for party in claim.actors],
        "targets": [_party(party) for party in claim.targets],
        "when": _when(claim.when),
        "place": _place(claim.place),
        "counts": [_tally(tally) for tally in claim.counts],
        "means": [_means(means) for means in claim.means],
        "voices": [_voice(voice) for voice in claim.voices],
        "certainty": claim.certainty,
        "background": claim.background,
        "score": claim.score,
        "made_by": _made_by(claim.made_by),
    }


def event_record(event: Event) -> Record:
    """The record of one event, its accounts side by side."""
    display = event.display
    duty = event.responsibility
    return {
        "event": event.id,
        "claims": list(event.claims),
        "documents": list(event.documents),
        "outlets": list(event.outlets),
        "independent_sources": event.independent_sources,
        "part_of": event.part_of,
        "display": {
            "title": display.title,
            "kind": display.kind,
            "when": _when(display.when),
            "place": _place(display.place),
        },
        "accounts": {field: [_account(account) for account in event.accounts[field]] for field in event.accounts},
        "disputed": list(event.disputed),
        "responsibility": {
            "claimed_by": list(duty.claimed_by),
            "accused": list(duty.accused),
            "denied_by": list(duty.denied_by),
        },
        "tolls": {name: _toll(event.tolls[name]) for name in event.tolls},
        "grading": event.grading,
        "merged_because": list(event.merged_because),
        "redirects": list(event.redirects),
    }


def fact_record(fact: Fact) -> Record:
    """The record of one fact about a person or group."""
    return {
        "fact": fact.id,
        "document": fact.document,
        "subject": fact.subject,
        "property": fact.property,
        "value": fact.value,
        "first": _day(fact.first),
        "last": _day(fact.last),
        "voices": [_voice(voice) for voice in fact.voices],
        "quote": _quote(fact.quote),
    }


def link_record(link: Link) -> Record:
    """The record of one relation between two claims."""
    return {"a": link.a, "b": link.b, "kind": link.kind, "field": link.field, "why": link.why}


def judgement_record(judgement: Judgement) -> Record:
    """The record of one verdict of a person."""
    return {
        "judgement": judgement.id,
        "verdict": judgement.verdict,
        "on": list(judgement.on),
        "field": judgement.field,
        "value": judgement.value,
        "who": judgement.who,
        "when": judgement.when,
        "why": judgement.why,
    }


def write_jsonl(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The records as lines of JSON, each with its newline: by document, then in reading order; judgements as given."""
    for row in sort_records(rows):
        text = json.dumps(row, ensure_ascii=False)
        yield _BREAKS.sub(lambda m: f"\\u{ord(m.group()):04x}", text) + "\n"


def sort_records(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The records by document, then reading order, then id; links by their two ends; judgements as given."""
    return sorted(rows, key=_place_in_order)


def _place_in_order(row: Mapping[str, Any]) -> tuple[str, int, int, str, str]:
    if "judgement" in row:
        return ("", 0, 0, "", "")
    if "a" in row:
        return (row["a"], 0, 0, row["b"], f"{row['kind']} {row['field'] or ''}")
    if "event" in row and "claims" in row:
        return (min(row["documents"], default=""), 0, 0, row["event"], "")
    quote = row.get("quote") or {"start": 0}
    start = (row.get("trigger") or quote)["start"]
    return (
        row["document"],
        quote["start"],
        start,
        str(row.get("claim") or row.get("fact") or ""),
        row.get("corpus", ""),
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _quote(quote: Quote | None) -> Record | None:
    return {"start": quote.start, "end": quote.end, "text": quote.text} if quote else None


def _party(party: Party) -> Record:
    return {"name": party.name, "actor": party.actor, "quote": _quote(party.quote)}


def _when(when: When | None) -> Record | None:
    if when is None:
        return None
    return {
        "first": _day(when.first),
        "last": _day(when.last),
        "precision": when.precision,
        "basis": when.basis,
        "quote": _quote(when.quote),
    }


def _place(place: Place | None) -> Record | None:
    if place is None:
        return None
    return {
        "name": place.name,
        "geonames": place.geonames,
        "country": place.country,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision,
        "within": place.within,
        "basis": place.basis,
        "quote": _quote(place.quote),
    }


def _tally(tally: Tally) -> Record:
    return {
        "of": tally.of,
        "low": tally.low,
        "high": tally.high,
        "approx": tally.approx,
        "who": tally.who,
        "noun": tally.noun,
        "quote": _quote(tally.quote),
    }


def _means(means: Means) -> Record:
    return {"name": means.name, "quote": _quote(means.quote)}


def _voice(voice: Voice) -> Record:
    return {
        "names": list(voice.names),
        "source": voice.source,
        "form": voice.form,
        "act": voice.act,
        "cue": voice.cue,
        "cited": [_cited(cited) for cited in voice.cited],
        "quote": _quote(voice.quote),
    }


def _cited(cited: Cited) -> Record:
    return {"name": cited.name, "date": _day(cited.date), "quote": _quote(cited.quote)}


def _made_by(made_by: MadeBy) -> Record:
    return {"version": made_by.version, "tables": made_by.tables, "model": made_by.model}


def _account(account: Account) -> Record:
    return {"value": account.value, "claims": list(account.claims), "voices": list(account.voices)}


def _toll(toll: Toll) -> Record:
    return {"low": toll.low, "best": toll.best, "high": toll.high, "policy": toll.policy}
