"""Checks and compiles the gold reports: ``python tools/gold.py check FILE...`` and ``python tools/gold.py compile``."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # a script finds its own folder, not the repository

from dateline.knowledge.kinds import load_kinds  # noqa: E402
from tools.gold_file import Record, read_group  # noqa: E402
from tools.marks import GoldErrors  # noqa: E402

GOLD = ROOT / "evals" / "gold"
SETS = ("train", "dev", "test")
_FIGURES = ("<!-- figures: written by tools/gold.py -->", "<!-- end of figures -->")


def read_groups(paths: Sequence[Path]) -> tuple[list[Record], list[str]]:
    """The records of all files, and one sentence for each file that is wrong."""
    known = load_kinds()
    found: list[Record] = []
    wrong: list[str] = []
    for path in paths:
        try:
            found += read_group(path, known)
        except GoldErrors as troubles:
            wrong += [f"{path.name}, line {error.line}: {error}." for error in troubles.errors]
    for name, times in Counter(record["document"] for record in found).items():
        if times > 1:
            wrong.append(f"{name}: {times} reports have this id; each needs its own.")
    return found, wrong


def read_splits(path: Path) -> dict[str, str]:
    """The set of every group."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#")]
    return {row[0]: row[1] for row in rows[1:]}


def figures(records: Sequence[Record], splits: Mapping[str, str]) -> list[tuple[str, str]]:
    """What the card says of the gold's size, one row a figure."""
    violent = {name for name, kind in load_kinds().items() if kind.violent}
    claims = [claim for record in records for claim in record["claims"]]
    fights = [claim for claim in claims if claim["kind"] in violent]
    told: dict[str, set[str]] = defaultdict(set)
    for record in records:
        for claim in record["claims"]:
            told[claim["event"]].add(record["document"])
    links = [link for record in records for link in record["links"]]
    alone = sum(bool(r["claims"]) and not r["claims"][0]["voices"] for r in records)
    chains = sum(len(c["voices"]) > 1 for c in fights)
    by_set = Counter(splits.get(r["group"], "?") for r in records)
    return [
        ("reports", f"{len(records)} ({', '.join(f'{by_set[name]} {name}' for name in SETS)})"),
        ("groups", str(len({r["group"] for r in records}))),
        ("words", f"{sum(len(r['text'].split()) for r in records):,}"),
        ("claims", f"{len(claims)}, {len(fights)} of them violent"),
        ("happenings", f"{len(told)}, {sum(len(t) >= 3 for t in told.values())} told by three or more reports"),
        ("violent claims with two voices or more", f"{chains} ({chains / max(1, len(fights)):.0%})"),
        ("reports without attribution for their first claim", f"{alone} ({alone / max(1, len(records)):.0%})"),
        ("sentences that must yield nothing", str(sum(len(r["nothing"]) for r in records))),
        ("facts", str(sum(len(r["facts"]) for r in records))),
        ("links", _listed(Counter(link["kind"] for link in links))),
        ("links across reports", str(sum("#" in link["b"] for link in links))),
        ("conflicts", _listed(Counter(r["conflict"] for r in records))),
        ("styles", _listed(Counter(r["style"] for r in records))),
        ("kinds", _listed(Counter(c["kind"] for c in claims))),
        ("statuses", _listed(Counter(c["status"] for c in claims))),
        ("nothing, by sort", _listed(Counter(n["sort"] for r in records for n in r["nothing"]))),
    ]


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items(), key=lambda row: (-row[1], row[0])))


def compiled(records: Sequence[Record], splits: Mapping[str, str]) -> dict[str, str]:
    """The JSONL of each set."""
    lines: dict[str, list[str]] = {name: [] for name in SETS}
    for record in sorted(records, key=lambda r: str(r["document"])):
        lines[splits[record["group"]]].append(json.dumps(record, ensure_ascii=False))
    return {name: "".join(line + "\n" for line in of_set) for name, of_set in lines.items()}


def show(record: Record) -> str:
    """A report's claims as they were understood, for reading."""
    text = record["text"]

    def words(span: Record | None) -> str:
        return " ".join(text[span["start"] : span["end"]].split()) if span else "-"

    lines = [f"== {record['document']} ({record['style']}, {record['outlet']}, {record['published']})"]
    for c in record["claims"]:
        lines.append(f"{c['id']} {c['kind']} {c['status']}{' background' * bool(c.get('background'))} @{c['event']}")
        lines.append(f"   quote    {words(c['quote'])}   [{words(c['trigger'])}]")
        for slot in ("actors", "targets"):
            lines += [f"   {slot[:-1]:8} {p['name']}   [{words(p['quote'])}]" for p in c[slot]]
        when, place = c["when"], c["place"]
        lines.append(f"   when     {when['first']}..{when['last']}   [{words(when['quote'])}]")
        if place:
            lines.append(f"   place    {place['name']} {place['country']} {place.get('within', '')}")
        lines += [
            f"   count    {n['of']} {n['low']}..{n['high']} {n['who']}   [{words(n['quote'])}]" for n in c["counts"]
        ]
        lines += [f"   means    {m['name']}" for m in c["means"]]
        lines += [f"   voice    {v['names']} {v['form']} {v['act']}   [{words(v['quote'])}]" for v in c["voices"]]
    lines += [f"link {link['a']} {link['kind']} {link['b']}" for link in record["links"]]
    lines += [f"fact {f['subject']} / {f['property']} / {f['value']}" for f in record["facts"]]
    lines += [f"none {n['sort']}: {words(n)}" for n in record["nothing"]]
    return "\n".join(lines)


def check(paths: Sequence[Path], showing: bool) -> int:
    """Prints what is wrong with the files (and their claims); 1 where anything is."""
    records, wrong = read_groups(paths)
    for record in records if showing else ():
        print(show(record), end="\n\n")
    for name, value in figures(records, {}):
        print(f"{name}: {value}")
    print("\n".join(wrong) or "no error found")
    return int(bool(wrong))


def write(only_check: bool) -> int:
    """Writes the three sets and the figures of the card, or tells whether they are as the reports say."""
    records, wrong = read_groups(sorted((GOLD / "reports").glob("*.txt")))
    splits = read_splits(GOLD / "splits.tsv")
    groups = {record["group"] for record in records}
    wrong += [f"{group}: no row in splits.tsv; give it a set." for group in sorted(groups - set(splits))]
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        return 1
    card = (GOLD / "CARD.md").read_text(encoding="utf-8")
    before, _, rest = card.partition(_FIGURES[0])
    table = "".join(f"| {name} | {value} |\n" for name, value in figures(records, splits))
    after = rest.partition(_FIGURES[1])[2]
    files = {GOLD / f"{name}.jsonl": text for name, text in compiled(records, splits).items()}
    files[GOLD / "CARD.md"] = f"{before}{_FIGURES[0]}\n| | |\n|---|---|\n{table}{_FIGURES[1]}{after}"
    stale = [path for path, text in files.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        if only_check:
            print(f"{path.name}: not as the reports say; run python tools/gold.py compile.", file=sys.stderr)
        else:
            path.write_text(files[path], encoding="utf-8")
            print(f"written: {path.relative_to(ROOT)}")
    return int(only_check and bool(stale))


def main(words: Sequence[str] | None = None) -> int:
    """The exit code: 0 done, 1 a file is wrong or stale."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser("check", help="tell what is wrong with group files")
    checking.add_argument("files", nargs="+", type=Path)
    checking.add_argument("--show", action="store_true", help="print each claim as it was understood")
    compiling = commands.add_parser("compile", help="write the sets and the card's figures")
    compiling.add_argument("--check", action="store_true", help="write nothing, fail where a file is stale")
    chosen = parser.parse_args(words)
    if chosen.command == "check":
        return check(chosen.files, chosen.show)
    return write(chosen.check)


if __name__ == "__main__":
    sys.exit(main())
