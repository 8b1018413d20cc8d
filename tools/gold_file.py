"""A gold group's file (evals/gold/HOWTO.md) as gold records, one a report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, get_args

from dateline.model import CountOf, CountWho, FactProperty, Status, VoiceAct, VoiceForm
from dateline.score.documents import LINKS
from dateline.text import sha256
from tools.marks import GoldError, GoldErrors, Mark, read_marks

Record = dict[str, Any]

STYLES = frozenset("wire national local digest communique claim ngo ministry live radio social".split())
STATUSES, COUNTED, WHO, FORMS, ACTS, PROPERTIES = (
    frozenset(get_args(values)) for values in (Status, CountOf, CountWho, VoiceForm, VoiceAct, FactProperty)
)
NOTHING = frozenset(
    "plan threat training anniversary film sport metaphor history opinion habit wish fiction other".split()
)
HEAD = ("title", "outlet", "published", "style")

_CLAIM = re.compile(r"(c\d+) (\w+)(.*)")
_SLOT = re.compile(r"(c\d+)\.(\w+?)(?:=(.*)|( .*))?")
_LINK = re.compile(r">(\w+) ([\w.-]+#)?(c\d+)")
_FACT = re.compile(r"f\d+ (.+?) / (\w+) / (.+?)(?: @(\S*))?")
_VOICE = re.compile(r"(\w+) (\w+)(?: ?=(.+))?")
_CITED = re.compile(r"(.+?) \((\d{4}-\d\d-\d\d)\)")
_NUMBER = re.compile(r"(?:(\d+)([+~])?|\.\.(\d+)|(\d+)\.\.(\d+))")


@dataclass(slots=True)
class _Report:
    """A report while its marks are read."""

    name: str
    head: dict[str, str]
    text: str
    places: Mapping[str, Record]
    claims: dict[str, Record] = field(default_factory=dict)
    links: list[Record] = field(default_factory=list)
    facts: list[Record] = field(default_factory=list)
    nothing: list[Record] = field(default_factory=list)


def read_group(path: Path, kinds: Iterable[str]) -> list[Record]:
    """The gold records of one group's file, in its order: document, group, conflict, style, title, outlet, published,
    text (title, empty line, body), sha256, claims, links, facts, nothing. Quotes are {"start", "end"} in the text.

    Raises GoldErrors with everything that is wrong, by line.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise GoldErrors([GoldError(1, f"cannot be read ({error}); give a UTF-8 text file")]) from error
    starts = [n for n, line in enumerate(lines) if line.startswith("=== ")]
    wrong: list[GoldError] = []
    with _gathering(wrong):
        group, conflict, places = _head(lines[: starts[0] if starts else len(lines)])
    if not starts:
        wrong.append(GoldError(1, 'no report; open each with a line "=== id"'))
    if wrong:
        raise GoldErrors(wrong)
    found: list[Record] = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        with _gathering(wrong):
            report = _report(lines[start:end], start + 1, places, frozenset(kinds), wrong)
            found.append(_record(report, group, conflict))
    if not wrong:
        with _gathering(wrong):
            _check_links(found, starts)
    if wrong:
        raise GoldErrors(wrong)
    return found


@contextmanager
def _gathering(wrong: list[GoldError]) -> Iterator[None]:
    try:
        yield
    except GoldError as error:
        wrong.append(error)


def _head(lines: list[str]) -> tuple[str, str, dict[str, Record]]:
    values: dict[str, str] = {}
    places: dict[str, Record] = {}
    for number, line in enumerate(lines, 1):
        if line.startswith("place "):
            name, sign, where = line[6:].rpartition("=")
            words = where.split()
            if not sign or len(words) not in (0, 1, 3) or (words and not re.fullmatch("[A-Z]{2}", words[0])):
                raise GoldError(number, "write: place NAME = COUNTRY LAT LON, place NAME = COUNTRY, or place NAME =")
            lat, lon = (float(words[1]), float(words[2])) if len(words) == 3 else (None, None)
            if lat is not None and lon is not None and not (abs(lat) <= 90 and abs(lon) <= 180):
                raise GoldError(number, "latitude or longitude out of range")
            places[name.strip()] = {
                "name": name.strip(),
                "country": words[0] if words else None,
                "lat": lat,
                "lon": lon,
            }
        elif line.strip():
            key, _, value = line.partition(":")
            values[key.strip()] = value.strip()
    if set(values) != {"group", "conflict"}:
        raise GoldError(1, f'the head needs "group:" and "conflict:" and no other key; it has {sorted(values)}')
    return values["group"], values["conflict"], places


def _report(
    lines: list[str], first: int, places: Mapping[str, Record], kinds: frozenset[str], wrong: list[GoldError]
) -> _Report:
    head: dict[str, str] = {}
    at = 1
    while at < len(lines) and lines[at].strip():
        key, _, value = lines[at].partition(":")
        head[key.strip()] = value.strip()
        at += 1
    if tuple(head) != HEAD or head["style"] not in STYLES:
        raise GoldError(first, f"a report opens with {', '.join(HEAD)} in this order; style is one of {sorted(STYLES)}")
    try:
        date.fromisoformat(head["published"])
    except ValueError as error:
        raise GoldError(first, f"published is no day ({error}); write YYYY-MM-DD") from error
    while at < len(lines) and not lines[at].strip():
        at += 1
    title = read_marks(head["title"], first + 1)
    body = read_marks("\n".join(lines[at:]).rstrip("\n"), first + at)
    shift = len(title.text) + 2
    head["title"] = title.text
    report = _Report(lines[0][4:].strip(), head, f"{title.text}\n\n{body.text}", places)
    moved = [Mark(m.label, m.start + shift, m.end + shift, m.line) for m in body.marks]
    marks = [*title.marks, *moved]
    for mark in marks:
        with _gathering(wrong):
            _read_whole(report, mark, kinds)
    for mark in marks:
        with _gathering(wrong):
            _read_slot(report, mark)
    for name in report.claims:
        with _gathering(wrong):
            _check(report, name, next(m.line for m in marks if m.label.startswith(f"{name} ")))
    inherit(report.claims.values())
    return report


def _span(mark: Mark) -> Record:
    return {"start": mark.start, "end": mark.end}


def _read_whole(report: _Report, mark: Mark, kinds: frozenset[str]) -> None:
    """A mark that is a claim's quote, a fact, or a sentence that yields nothing."""
    label, line = mark.label, mark.line
    if label.startswith("none"):
        sort = label[4:].strip()
        if sort not in NOTHING:
            raise GoldError(line, f"none {sort}: the sort is one of {sorted(NOTHING)}")
        report.nothing.append({**_span(mark), "sort": sort})
    elif match := _FACT.fullmatch(label):
        subject, prop, value, days = match.groups()
        if prop not in PROPERTIES:
            raise GoldError(line, f"{label}: the property is one of {sorted(PROPERTIES)}")
        _must_stand(report, subject, line)
        fact = {"subject": subject, "property": prop, "value": value, "quote": _span(mark)}
        report.facts.append({**fact, **_days(days, line)} if days else fact)
    elif match := _CLAIM.fullmatch(label):
        _read_claim(report, mark, match, kinds)
    elif not _SLOT.fullmatch(label):
        raise GoldError(line, f"{label}: not a label; see the table of HOWTO.md")


def _read_claim(report: _Report, mark: Mark, match: re.Match[str], kinds: frozenset[str]) -> None:
    name, kind, rest = match.groups()
    if name in report.claims:
        raise GoldError(mark.line, f"{name} has two quotes; a claim has one")
    if kind not in kinds:
        raise GoldError(mark.line, f"{name}: {kind} is no kind of kinds.tsv")
    for link, other, claim in _LINK.findall(rest):
        if link not in LINKS:
            raise GoldError(mark.line, f"{name}: a link is one of {sorted(LINKS)}")
        report.links.append({"a": name, "b": f"{other}{claim}", "kind": link})
    claim = {"id": name, "kind": kind, "status": "happened", "event": "", "quote": _span(mark), "trigger": None}
    claim |= {"actors": [], "targets": [], "when": None, "place": None, "counts": [], "means": [], "voices": []}
    for word in _LINK.sub("", rest).split():
        if word.startswith("@") and len(word) > 1:
            claim["event"] = word[1:]
        elif word in STATUSES:
            claim["status"] = word
        elif word == "background":
            claim["background"] = True
        else:
            raise GoldError(mark.line, f"{name}: {word} is neither a status, background, @EVENT nor a link")
    if not claim["event"]:
        raise GoldError(mark.line, f"{name}: no @EVENT; give the happening a name")
    report.claims[name] = claim


def _read_slot(report: _Report, mark: Mark) -> None:
    match = _SLOT.fullmatch(mark.label)
    if not match:
        return
    name, slot, named, rest = match.group(1), match.group(2), match.group(3), (match.group(4) or "").strip()
    claim = report.claims.get(name)
    if claim is None:
        raise GoldError(mark.line, f"{mark.label}: no mark is the quote of {name}")
    words = " ".join(report.text[mark.start : mark.end].split())
    if slot in COUNTED:
        claim["counts"].append({"of": slot, **_count(named or "", mark.line), "quote": _span(mark)})
    elif slot.startswith("voice") and slot[5:].isdigit():
        claim["voices"].append((int(slot[5:]), _voice(report, f"{rest} ={named}" if named else rest, mark)))
    elif rest:
        raise GoldError(mark.line, f"{mark.label}: nothing may follow {slot} but =")
    elif slot in ("actor", "target"):
        _must_stand(report, named or words, mark.line)
        claim[f"{slot}s"].append({"name": named or words, "quote": _span(mark)})
    elif slot == "means":
        claim["means"].append({"name": named or words, "quote": _span(mark)})
    elif slot in ("trigger", "when", "place"):
        if claim[slot] is not None:
            raise GoldError(mark.line, f"{name} has two marks for {slot}")
        claim[slot] = _single(report, slot, named, words, mark)
    elif slot == "within":
        claim["within"] = "; ".join(filter(None, (claim.get("within"), words)))
    else:
        raise GoldError(mark.line, f"{mark.label}: {slot} is no slot; see the table of HOWTO.md")


def _single(report: _Report, slot: str, named: str | None, words: str, mark: Mark) -> Record:
    if slot == "trigger":
        return _span(mark)
    if slot == "when":
        return {**_days(named or "", mark.line), "quote": _span(mark)}
    place = report.places.get(named or words)
    if place is None:
        raise GoldError(
            mark.line, f'{named or words}: the file\'s head must say "place {named or words} = COUNTRY ..."'
        )
    return {**place, "quote": _span(mark)}


def _days(words: str, line: int) -> Record:
    first, dots, last = words.partition("..")
    try:
        days = [date.fromisoformat(day).isoformat() if day else None for day in (first, last if dots else first)]
    except ValueError as error:
        raise GoldError(line, f"{words}: no day or days; write YYYY-MM-DD, FIRST..LAST, ..LAST or FIRST..") from error
    if days == [None, None] or (days[0] and days[1] and days[0] > days[1]):
        raise GoldError(line, f"{words}: no day, or the last day is before the first")
    return {"first": days[0], "last": days[1]}


def _count(words: str, line: int) -> Record:
    number, _, who = words.partition(" ")
    match = _NUMBER.fullmatch(number)
    if not match or who not in WHO:
        raise GoldError(line, f"{words}: a count is 3, 3+, ..20, 12..15 or 30~, then one of {sorted(WHO)}")
    one, sign, most, low, high = match.groups()
    if most or low:
        return {"low": int(low) if low else None, "high": int(most or high), "who": who}
    row: Record = {"low": int(one), "high": None if sign == "+" else int(one), "who": who}
    return {**row, "approx": True} if sign == "~" else row


def _voice(report: _Report, words: str, mark: Mark) -> Record:
    match = _VOICE.fullmatch(words)
    if not match or match[1] not in FORMS or match[2] not in ACTS:
        raise GoldError(mark.line, f"{mark.label}: write FORM ACT =NAME + NAME; {sorted(FORMS)}; {sorted(ACTS)}")
    cited: list[Record] = []
    for part in re.split(r" \+ ", match[3]) if match[3] else ():
        dated = _CITED.fullmatch(part)
        cited.append({"name": dated[1] if dated else part.strip(), "date": dated[2] if dated else None})
        _must_stand(report, str(cited[-1]["name"]), mark.line)
    voice: Record = {"names": [c["name"] for c in cited], "form": match[1], "act": match[2]}
    if match[1] == "parenthetical" or any(c["date"] for c in cited):
        voice["cited"] = cited
    return {**voice, "quote": _span(mark)}


def _must_stand(report: _Report, name: str, line: int) -> None:
    if " ".join(name.split()).casefold() not in " ".join(report.text.split()).casefold():
        raise GoldError(line, f"{name}: a name must stand in the text as it is written there")


def _check(report: _Report, name: str, line: int) -> None:
    """What no single mark can show: a trigger inside its quote, voices without gaps, nothing said where we say none."""
    claim = report.claims[name]
    quote, trigger = claim["quote"], claim["trigger"]
    voices = sorted(claim["voices"], key=lambda numbered: int(numbered[0]))
    claim["voices"] = [voice for _, voice in voices]
    claim["when"] = claim["when"] or {"first": None, "last": _told_by(report, claim), "quote": None}
    within = claim.pop("within", None)
    if within and claim["place"] is None:
        raise GoldError(line, f"{name}: within without a place")
    if within:
        claim["place"]["within"] = within
    if trigger is None or not (quote["start"] <= trigger["start"] and trigger["end"] <= quote["end"]):
        raise GoldError(line, f"{name}: it needs a trigger inside its quote")
    if [number for number, _ in voices] != list(range(1, len(voices) + 1)):
        raise GoldError(line, f"{name}: its voices are numbered 1, 2, 3 without gaps or repeats")
    if any(span["start"] < quote["end"] and quote["start"] < span["end"] for span in report.nothing):
        raise GoldError(line, f"{name}: its quote overlaps words that are marked as yielding nothing")


def inherit(claims: Iterable[Record]) -> None:
    """Gives claims of one happening in one report the place and the days that one of them tells, where they tell none:
    a report says them once for all."""
    told: dict[tuple[str, str], Record] = {}
    for claim in claims:
        for slot in ("place", "when"):
            if claim[slot] and claim[slot]["quote"]:
                told.setdefault((claim["event"], slot), claim[slot])
    for claim in claims:
        for slot in ("place", "when"):
            if not claim[slot] or not claim[slot]["quote"]:
                claim[slot] = told.get((claim["event"], slot), claim[slot])


def _told_by(report: _Report, claim: Record) -> str:
    """The latest day where no words tell it: that of the latest citation, else of publication."""
    cited = [cited["date"] for voice in claim["voices"] for cited in voice.get("cited", ()) if cited["date"]]
    return max(cited, default=report.head["published"])


def _record(report: _Report, group: str, conflict: str) -> Record:
    return {
        "document": report.name,
        "group": group,
        "conflict": conflict,
        "style": report.head["style"],
        "title": report.head["title"],
        "outlet": report.head["outlet"],
        "published": report.head["published"],
        "sha256": sha256(report.text),
        "text": report.text,
        "claims": [report.claims[name] for name in sorted(report.claims, key=lambda name: int(name[1:]))],
        "links": report.links,
        "facts": report.facts,
        "nothing": report.nothing,
    }


def _check_links(records: list[Record], starts: list[int]) -> None:
    known = {(r["document"], c["id"]) for r in records for c in r["claims"]}
    for record, start in zip(records, starts, strict=True):
        for link in record["links"]:
            document, _, claim = link["b"].rpartition("#")
            if (document or record["document"], claim) not in known:
                raise GoldError(
                    start + 1, f"{record['document']}: {link['kind']} {link['b']}: no such claim in the group"
                )
