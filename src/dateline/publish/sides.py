"""What sort a side is (state, rebels, civilians ...), by its words, and which event type a coder sheet gives."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, cast, get_args

from dateline.knowledge.kinds import Kind, load_kinds
from dateline.knowledge.tables import read_table
from dateline.publish.countries import Country, load_countries
from dateline.publish.sentences import Wording, load_wordings

Sort = Literal["state", "rebels", "militia", "civilians", "protesters", "rioters"]

ARMED: frozenset[Sort] = frozenset({"state", "rebels", "militia"})

INTER: dict[Sort, str] = {
    "state": "State forces",
    "rebels": "Rebel group",
    "militia": "Political militia",
    "civilians": "Civilians",
    "protesters": "Protesters",
    "rioters": "Rioters",
}


@dataclass(frozen=True, slots=True)
class SheetRule:
    """One row of ``sheet_rules.tsv``: which kinds, sides and words it fits and the types it gives."""

    kinds: tuple[str, ...]
    actor: str
    target: str
    words: re.Pattern[str] | None
    event_type: str
    sub_event_type: str


@dataclass(frozen=True, slots=True)
class SheetRules:
    """All that the coder sheets are decided by, loaded once an export."""

    rules: tuple[SheetRule, ...]
    sorts: tuple[tuple[Sort, re.Pattern[str]], ...]
    kinds: dict[str, Kind]
    countries: dict[str, Country]
    wordings: dict[str, Wording]


def load_rules() -> SheetRules:
    """The rules of ``sheet_rules.tsv`` and ``sheet_sorts.tsv`` with the kinds' defaults and the countries."""
    rules = []
    columns = ("rule", "kinds", "actor", "target", "words", "event_type", "sub_event_type")
    for row in read_table("sheet_rules.tsv", columns):
        for column in ("actor", "target"):
            if row[column] not in ("", "armed", *get_args(Sort)):
                raise row.error(f"{row[column]!r} is no sort of side")
        words = _words(row.list("words")) if row["words"] else None
        rules.append(
            SheetRule(row.list("kinds"), row["actor"], row["target"], words, row["event_type"], row["sub_event_type"])
        )
    sorts: list[tuple[Sort, re.Pattern[str]]] = []
    for row in read_table("sheet_sorts.tsv", ("row", "sort", "words")):
        if row["sort"] not in get_args(Sort):
            raise row.error(f"{row['sort']!r} is no sort of side")
        sorts.append((cast(Sort, row["sort"]), _words(row.list("words"))))
    return SheetRules(tuple(rules), tuple(sorts), load_kinds(), load_countries(), load_wordings())


def sort_of(names: Iterable[str], rules: SheetRules) -> Sort | None:
    """The sort of a side by the words of its names; None where they do not tell."""
    said = " ; ".join(names)
    return next((sort for sort, words in rules.sorts if words.search(said)), None)


def event_types(kind: str, actor: Sort | None, target: Sort | None, words: str, rules: SheetRules) -> tuple[str, str]:
    """ACLED's event type and sub-event type: the first rule that fits, else the kind's default."""
    for rule in rules.rules:
        fits = kind in rule.kinds and _is(actor, rule.actor) and _is(target, rule.target)
        if fits and (rule.words is None or rule.words.search(words)):
            return rule.event_type, rule.sub_event_type
    default = rules.kinds.get(kind)
    return (default.acled_event, default.acled_sub_event) if default else ("", "")


def _is(sort: Sort | None, asked: str) -> bool:
    return not asked or sort == asked or (asked == "armed" and sort in ARMED)


def _words(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + r")\b", re.IGNORECASE)
