"""The page of errors: each miss and false find in its passage, the worst slot first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from dateline.score.match import Matched, Pair, Record, span_of
from dateline.score.slots import PAIR_SLOTS, Tally

AROUND = 120
STYLE = (
    "body{font:16px/1.5 Georgia,serif;max-width:860px;margin:2em auto;padding:0 1em;color:#1d1c1a;background:#fbfaf6}"
    "h1,h2,small{font-family:system-ui,sans-serif}h2{border-top:2px solid;padding-top:.4em;font-size:1.1em}"
    "mark{background:#f0dfae}del,ins{text-decoration:none}small{color:#6b675f;display:block}p{margin:.3em 0 1em}"
)


def errors_page(documents: Sequence[Matched], tallies: Mapping[str, Tally]) -> str:
    """A self-contained page of HTML; all text of reports is escaped."""
    parts = [
        f"<!doctype html><html lang=en><meta charset=utf-8><title>Errors</title><style>{STYLE}</style><h1>Errors</h1>"
    ]
    parts.append(_section("Missed claims", [_claim(d, c) for d in documents for c in d.missed]))
    parts.append(_section("False claims", [_claim(d, c) for d in documents for c in d.false]))
    f1s = {name: tallies[name].f1 for name in PAIR_SLOTS}
    worst = sorted(PAIR_SLOTS, key=lambda name: 2.0 if f1s[name] is None else float(f1s[name] or 0.0))
    for name in worst:
        rows = [_slot(d, p, name) for d in documents for p in d.pairs if _differs(PAIR_SLOTS[name](p, d.text))]
        f1 = tallies[name].f1
        parts.append(_section(f"{name} (F1 {f1:.3f})" if f1 is not None else name, rows))
    return "\n".join(parts)


def _differs(tally: Tally) -> bool:
    return tally.hits < max(tally.gold, tally.ours)


def _section(title: str, rows: Sequence[str]) -> str:
    return f"<h2>{escape(title)}: {len(rows)}</h2>" + "".join(rows) if rows else ""


def _claim(document: Matched, claim: Record) -> str:
    return (
        f"<small>{escape(document.document)} · {escape(claim['kind'])}, {escape(claim['status'])}</small>"
        + _passage(document.text, claim)
    )


def _slot(document: Matched, pair: Pair, name: str) -> str:
    slot = name.split(",")[0]
    said = f"gold: {escape(_value(pair.gold, slot))}<br>ours: {escape(_value(pair.ours, slot))}"
    return f"<small>{escape(document.document)} · {said}</small>" + _passage(document.text, pair.ours)


def _value(record: Record, slot: str) -> str:
    names = {"whole chains": "voices", "no false voice": "voices"}
    value = record.get(names.get(slot, slot))
    if isinstance(value, list):
        return "; ".join(_short(item) for item in value) or "–"
    return _short(value) if value is not None else "–"


def _short(value: object) -> str:
    if not isinstance(value, dict):
        return str(value)
    if "of" in value:
        return f"{value['of']} {value['low']}..{value['high']} {value['who']}"
    if "form" in value:
        return f"{' and '.join(value['names']) or '–'} ({value['form']}, {value['act']})"
    if "first" in value:
        return f"{value['first']}..{value['last']}"
    return str(value.get("name", value))


def _passage(text: str, claim: Record) -> str:
    span = span_of(claim.get("quote"), text, 0)
    if span is None:
        return "<p>(its quote does not stand in our text)</p>"
    trigger = span_of(claim.get("trigger"), text, span.start)
    before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    quote = escape(text[span.start : span.end])
    if trigger is not None and span.covers(trigger):
        cut = (text[span.start : trigger.start], text[trigger.start : trigger.end], text[trigger.end : span.end])
        quote = f"{escape(cut[0])}<mark>{escape(cut[1])}</mark>{escape(cut[2])}"
    return f"<p>… {escape(before)}<b>{quote}</b>{escape(after)} …</p>"
