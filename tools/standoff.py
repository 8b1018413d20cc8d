"""Gold on texts that are not ours: quotes as words become offsets, and no sentence of the text is kept.

``python tools/standoff.py check GOLD... --texts TEXTS`` tells which quotes stand nowhere in their text;
``python tools/standoff.py add GOLD... --texts TEXTS`` puts the documents into evals/standoff/{train,dev,test}.jsonl
(``--part train``: all into one, so that what is measured stays what it was);
``python tools/standoff.py second GOLD... --texts TEXTS --out FILE`` writes a second reading as offsets.
GOLD is one JSON object a document as in evals/ANNOTATION.md; TEXTS has document, set, group, published, outlet, text.
A group of documents (those that tell the same happenings) goes into one set, drawn by the hash of its name.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # a script finds its own folder, not the repository

from dateline.knowledge.kinds import load_kinds  # noqa: E402
from dateline.score.documents import LINKS  # noqa: E402
from dateline.score.files import read_records  # noqa: E402
from dateline.text import find_words, sha256  # noqa: E402
from tools.gold import SETS  # noqa: E402
from tools.gold_file import ACTS, COUNTED, FORMS, PROPERTIES, STATUSES, WHO, Record, inherit  # noqa: E402

STANDOFF = ROOT / "evals" / "standoff"
KEPT = ("document", "set", "group", "published", "outlet")


def offsets(text: str, words: object, near: tuple[int, int]) -> Record | None:
    """Where the words stand: the first place inside ``near``, else the nearest to it; None if nowhere.

    White space and the shape of quotes are folded. Words that are offsets already are taken as they are.
    """
    if isinstance(words, dict):
        return {"start": words["start"], "end": words["end"]}
    if not isinstance(words, str):
        return None
    inside = find_words(text[near[0] : near[1]], words)
    if inside is not None:
        return {"start": near[0] + inside.start, "end": near[0] + inside.end}
    found = find_words(text, words, near[0])
    return {"start": found.start, "end": found.end} if found else None


def placed(gold: Mapping[str, Any], given: Mapping[str, Any], wrong: list[str]) -> Record:
    """The document's gold with offsets for words; what stands nowhere or is no value of ours goes to ``wrong``."""
    text, name = str(given["text"]), gold["document"]

    def at(words: object, near: tuple[int, int], what: str, may_lack: bool = False) -> Record | None:
        span = offsets(text, words, near)
        if span is None and not (may_lack and words is None):
            wrong.append(f"{name} {what}: {words!r} stands nowhere in the text.")
        return span

    claims = []
    for claim in gold["claims"]:
        where = str(claim["id"])
        quote = at(claim["quote"], (0, len(text)), f"{where} quote")
        near = (quote["start"], quote["end"]) if quote else (0, len(text))
        row = {**claim, "quote": quote, "trigger": at(claim["trigger"], near, f"{where} trigger")}
        for slot in ("actors", "targets", "counts", "means", "voices"):
            parts = [part if isinstance(part, dict) else {"name": part} for part in claim.get(slot) or ()]
            row[slot] = [
                {**p, "quote": at(p.get("quote", p.get("name")), near, f"{where} {slot}", True)} for p in parts
            ]
        for slot in ("when", "place"):
            value = claim.get(slot)
            row[slot] = value and {**value, "quote": at(value.get("quote"), near, f"{where} {slot}", True)}
        wrong += [f"{name} {where}: {trouble}." for trouble in _troubles(row, bool(given.get("published")))]
        claims.append(row)
    inherit(claims)
    facts = [{**f, "quote": at(f["quote"], (0, len(text)), "fact")} for f in gold.get("facts") or ()]
    wrong += [f"{name}: {f['property']} is no property." for f in facts if f["property"] not in PROPERTIES]
    links = gold.get("links") or []
    wrong += [f"{name}: {link['kind']} is no link." for link in links if link["kind"] not in LINKS]
    head = {key: given.get(key) for key in KEPT} | {"sha256": sha256(text)}
    return {**head, "claims": claims, "links": links, "facts": facts}


def _troubles(claim: Record, dated: bool) -> Iterator[str]:
    known = load_kinds()
    if claim["kind"] not in known:
        yield f"{claim['kind']} is no kind"
    if claim["status"] not in STATUSES:
        yield f"{claim['status']} is no status"
    for count in claim["counts"]:
        if count["of"] not in COUNTED or count["who"] not in WHO or {"low", "high"} - set(count):
            yield f"{count} is no count"
    for voice in claim["voices"]:
        if voice["form"] not in FORMS or voice["act"] not in ACTS or not isinstance(voice["names"], list):
            yield f"{voice} is no voice"
    if (dated and not claim["when"]) or {"first", "last"} - set(claim["when"] or ("first", "last")):
        yield "no when; write first and last, null where open"
    if not claim.get("event"):
        yield "no event"


def split_of(group: str) -> str:
    """The set that a group is drawn for: train for six of ten, dev and test for two each."""
    drawn = int(sha256(group), 16) % 10
    return "train" if drawn < 6 else "dev" if drawn < 8 else "test"


def add(found: Sequence[Record], folder: Path, part: str | None = None) -> None:
    """Writes the documents into the sets of the folder (or all into one ``part``), in the place of older ones of the
    same name."""
    sets: dict[str, dict[str, Mapping[str, Any]]] = {name: {} for name in SETS}
    for name, documents in sets.items():
        path = folder / f"{name}.jsonl"
        documents.update({str(d["document"]): d for d in (read_records(path) if path.exists() else ())})
    for document in found:
        for documents in sets.values():
            documents.pop(str(document["document"]), None)
        sets[part or split_of(str(document["group"]))][str(document["document"])] = document
    for name, documents in sets.items():
        _write(folder / f"{name}.jsonl", documents.values())


def _write(path: Path, documents: Iterable[Mapping[str, Any]]) -> None:
    rows = sorted(documents, key=lambda d: (str(d["set"]), str(d["document"])))
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def main(words: Sequence[str] | None = None) -> int:
    """The exit code: 0 done, 1 where gold is wrong (nothing is written then)."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("check", "add", "second"):
        command = commands.add_parser(name)
        command.add_argument("gold", nargs="+", type=Path)
        command.add_argument("--texts", required=True, action="append", type=Path)
        if name == "add":
            command.add_argument("--to", default=STANDOFF, type=Path)
            command.add_argument("--part", choices=SETS)
        if name == "second":
            command.add_argument("--out", required=True, type=Path)
    chosen = parser.parse_args(words)
    given = {str(item["document"]): item for path in chosen.texts for item in read_records(path)}
    wrong: list[str] = []
    found: list[Record] = []
    for gold in (item for path in chosen.gold for item in read_records(path)):
        if gold["document"] in given:
            found.append(placed(gold, given[gold["document"]], wrong))
        else:
            wrong.append(f"{gold['document']}: no such text.")
    wrong += _lost_links(found)
    print(f"{len(found)} documents, {sum(len(d['claims']) for d in found)} claims")
    print("\n".join(wrong) or "no error found")
    if not wrong and chosen.command == "add":
        add(found, chosen.to, chosen.part)
    if not wrong and chosen.command == "second":
        _write(chosen.out, found)
    return int(bool(wrong))


def _lost_links(found: Sequence[Record]) -> Iterator[str]:
    known = {(d["document"], c["id"]) for d in found for c in d["claims"]}
    for document in found:
        for end in (end for link in document["links"] for end in (link["a"], link["b"])):
            other, _, claim = str(end).rpartition("#")
            if (other or document["document"], claim) not in known:
                yield f"{document['document']}: link to {end}, which is no claim."


if __name__ == "__main__":
    sys.exit(main())
