"""The page of errors: each miss and false find in its passage, the worst slot first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from dateline.score.documents import ends_of, is_same_fact, noises
from dateline.score.match import Matched, Pair, Record, span_of
from dateline.score.slots import PAIR_SLOTS, Tally, unmatched

AROUND = 120
STYLE = (
    "body{font:16px/1.5 Georgia,serif;max-width:860px;margin:2em auto;padding:0 1em;color:#1d1c1a;background:#fbfaf6}"
    "h1,h2,small{font-family:system-ui,sans-serif}h2{border-top:2px solid;padding-top:.4em;font-size:1.1em}"
    "table{border-collapse:collapse;font:14px system-ui,sans-serif}td,th{text-align:left;padding:.15em 1.2em .15em 0}"
    "mark{background:#f0dfae}del,ins{text-decoration:none}small{color:#6b675f;display:block}p{margin:.3em 0 1em}"
)


@dataclass(frozen=True, slots=True)
class _Section:
    """What went wrong with one slot: its name, its F1, and a passage for each miss and false find."""

    name: str
    f1: float | None
    rows: Sequence[str]


def errors_page(documents: Sequence[Matched], tallies: Mapping[str, Tally]) -> str:
    """A self-contained page of HTML: an overview and then each slot's errors, the worst slot first; all text of
    reports is escaped."""
    sections = sorted(_sections(documents, tallies), key=lambda s: (2.0 if s.f1 is None else s.f1, s.name))
    told = [section for section in sections if section.rows]
    rows = "".join(
        f'<tr><td><a href="#s{n}">{escape(s.name)}</a><td>{_figure(s.f1)}<td>{len(s.rows)}' for n, s in enumerate(told)
    )
    parts = [
        f'<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content="width=device-width">'
        f"<title>Errors</title><style>{STYLE}</style><h1>Errors</h1>"
        f"<p>{len(documents)} reports. Missed: in gold and not in ours; false: in ours and not in gold.</p>"
        f"<table><tr><th>slot, the worst first<th>F1<th>errors{rows}</table>"
    ]
    for n, section in enumerate(told):
        title = f"{section.name}, F1 {_figure(section.f1)}: {len(section.rows)}"
        parts.append(f'<h2 id="s{n}">{escape(title)}</h2>' + "".join(section.rows))
    return "\n".join(parts)


def _sections(documents: Sequence[Matched], tallies: Mapping[str, Tally]) -> list[_Section]:
    def f1(name: str) -> float | None:
        return tallies[name].f1 if name in tallies else None

    found = [
        _Section("claims missed", f1("claims"), [_claim(d, c) for d in documents for c in d.missed]),
        _Section("claims false", f1("claims"), [_claim(d, c) for d in documents for c in d.false]),
        _Section("silence broken", f1("silence where nothing is said"), [r for d in documents for r in _noises(d)]),
        _Section("facts", f1("facts"), [row for d in documents for row in _facts(d)]),
        _Section("contradictions apart", f1("contradictions in one event"), _apart(documents)),
    ]
    for name, of_pair in PAIR_SLOTS.items():
        rows = [_slot(d, p, name) for d in documents for p in d.pairs if _differs(of_pair(p, d.text))]
        found.append(_Section(name, f1(name), rows))
    return found


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _noises(document: Matched) -> list[str]:
    """Claims of ours inside sentences that must yield nothing."""
    return [
        f"<small>{escape(document.document)} · {escape(span['sort'])} taken for {escape(claim['kind'])}</small>"
        + _passage(document.text, claim)
        for span in document.gold.get("nothing") or ()
        for claim in noises(document, span)
    ]


def _facts(document: Matched) -> list[str]:
    missed, false = unmatched(document.gold.get("facts") or (), document.facts, is_same_fact)
    return [_fact(document, fact, "missed") for fact in missed] + [_fact(document, fact, "false") for fact in false]


def _fact(document: Matched, fact: Record, what: str) -> str:
    words = f"{what}: {fact['subject']} / {fact['property']} / {fact['value']}"
    return f"<small>{escape(document.document)} · {escape(words)}</small>" + _passage(document.text, fact)


def _apart(documents: Sequence[Matched]) -> list[str]:
    """Contradictions and denials of gold between matched claims that we hold to be two events."""
    ours = {(d.document, str(p.gold["id"])): (d, p) for d in documents for p in d.pairs}
    rows = []
    for document in documents:
        for link in document.gold.get("links") or ():
            ends = [ours.get(end) for end in ends_of(document, link)]
            if link["kind"] not in ("contradicts", "denies") or None in ends:
                continue
            (one, a), (two, b) = [end for end in ends if end is not None]
            if a.ours["event"] != b.ours["event"]:
                rows.append(
                    f"<small>{escape(one.document)} {escape(str(link['kind']))} {escape(two.document)}</small>"
                    + _passage(one.text, a.ours)
                    + _passage(two.text, b.ours)
                )
    return rows


def _differs(tally: Tally) -> bool:
    return tally.hits < max(tally.gold, tally.ours)


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
