"""A gold group's file as records: every slot, and a sentence with its line for whatever is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dateline.knowledge.kinds import load_kinds
from tools.gold import check, compiled, figures
from tools.gold_file import read_group
from tools.marks import GoldErrors

HEAD = """group: kolo
conflict: Mali
place Kolo = ML 14.5 -4.2
place Mali = ML
"""
REPORT = """
=== kolo-1
title: Blast at Kolo
outlet: Courier
published: 2019-03-07
style: wire

"""


def read(tmp_path: Path, *bodies: str) -> list[dict[str, Any]]:
    reports = [REPORT.replace("kolo-1", f"kolo-{n}") + body for n, body in enumerate(bodies, 1)]
    path = tmp_path / "kolo.txt"
    path.write_text(HEAD + "".join(reports), encoding="utf-8")
    return read_group(path, load_kinds())


def errors(tmp_path: Path, *bodies: str) -> list[str]:
    with pytest.raises(GoldErrors) as caught:
        read(tmp_path, *bodies)
    return [f"{error.line} {error}" for error in caught.value.errors]


def test_every_slot_of_a_claim_is_read(tmp_path: Path) -> None:
    body = (
        "[c1 bombing @kolo-blast|[c1.actor=Black Star|The group] hid [c1.means|a mine] that [c1.trigger|killed] "
        "[c1.target;c1.killed=2 target|two men] [c1.within|near] [c1.place|Kolo] on [c1.when=2019-03-06|Wednesday], "
        "[c1.voice1 parenthetical report =Delta Wire (2019-03-07)|(Delta Wire, 7 March)] quoting "
        "[c1.voice2 indirect accuse =army + mayor|the army and the mayor]]. Black Star is dead."
    )
    (record,) = read(tmp_path, body)
    (claim,) = record["claims"]
    text = record["text"]

    def words(span: dict[str, int]) -> str:
        return str(text[span["start"] : span["end"]])

    assert text.startswith("Blast at Kolo\n\nThe group hid")
    assert (claim["kind"], claim["status"], claim["event"]) == ("bombing", "happened", "kolo-blast")
    assert [(p["name"], words(p["quote"])) for p in claim["actors"]] == [("Black Star", "The group")]
    assert [(p["name"], words(p["quote"])) for p in claim["targets"]] == [("two men", "two men")]
    assert (claim["when"]["first"], claim["when"]["last"]) == ("2019-03-06", "2019-03-06")
    assert (claim["place"]["name"], claim["place"]["lat"], claim["place"]["within"]) == ("Kolo", 14.5, "near")
    assert [(c["of"], c["low"], c["high"], c["who"]) for c in claim["counts"]] == [("killed", 2, 2, "target")]
    assert [m["name"] for m in claim["means"]] == ["a mine"]
    first, second = claim["voices"]
    assert (first["form"], first["cited"]) == ("parenthetical", [{"name": "Delta Wire", "date": "2019-03-07"}])
    assert (second["names"], second["act"]) == (["army", "mayor"], "accuse")


@pytest.mark.parametrize(
    ("count", "low", "high", "approx"),
    [
        ("3", 3, 3, False),
        ("3+", 3, None, False),
        ("..20", None, 20, False),
        ("12..15", 12, 15, False),
        ("30~", 30, 30, True),
    ],
)
def test_counts(tmp_path: Path, count: str, low: int | None, high: int | None, approx: bool) -> None:
    (record,) = read(tmp_path, f"[c1 attack @x|[c1.killed={count} civilian|men] were [c1.trigger|shot]].")
    (row,) = record["claims"][0]["counts"]
    assert (row["low"], row["high"], row.get("approx", False)) == (low, high, approx)


def test_without_words_for_the_day_the_first_is_open_and_the_last_the_publication(tmp_path: Path) -> None:
    (record,) = read(tmp_path, "[c1 attack @x|A man was [c1.trigger|shot]].")
    assert record["claims"][0]["when"] == {"first": None, "last": "2019-03-07", "quote": None}


def test_without_words_for_the_day_a_citation_is_the_latest(tmp_path: Path) -> None:
    cited = "[c1.voice1 parenthetical report =Wire (2019-03-05)|(Wire, 5 March)]"
    body = f"[c1 attack @x|A man was [c1.trigger|shot] {cited}]."
    (record,) = read(tmp_path, body)
    assert record["claims"][0]["when"] == {"first": None, "last": "2019-03-05", "quote": None}


def test_claims_of_one_happening_share_the_place_and_day_that_one_tells(tmp_path: Path) -> None:
    one = "[c1 attack @x|A man was [c1.trigger|shot] in [c1.place|Kolo] on [c1.when=2019-03-06|Wednesday]]."
    two = "[c2 attack @x|Two were [c2.trigger|shot], he said]. [c3 attack @y|A dog was [c3.trigger|shot]]."
    (record,) = read(tmp_path, f"{one} {two}")
    first, second, other = record["claims"]
    assert (second["place"], second["when"]) == (first["place"], first["when"])
    assert (other["place"], other["when"]["first"]) == (None, None)


def test_links_facts_and_nothing(tmp_path: Path) -> None:
    one, two = read(
        tmp_path,
        "[c1 attack @x|A man was [c1.trigger|shot]]. [f1 Ali / leader_of / Star @2001-01-01..|Ali leads Star].",
        "[c1 attack denied @x >denies kolo-1#c1|No man was [c1.trigger|shot]]. [none sport|The striker shot wide].",
    )
    assert two["links"] == [{"a": "c1", "b": "kolo-1#c1", "kind": "denies"}]
    fact = one["facts"][0]
    assert (fact["subject"], fact["property"], fact["value"]) == ("Ali", "leader_of", "Star")
    assert (fact["first"], fact["last"]) == ("2001-01-01", None)
    assert [n["sort"] for n in two["nothing"]] == ["sport"]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("[c1 attack @x|A man fell].", "needs a trigger"),
        ("[c1 attack @x|A man] [c1.trigger|fell].", "needs a trigger inside"),
        ("[c1 attack|A man [c1.trigger|fell]].", "no @EVENT"),
        ("[c1 quarrel @x|A man [c1.trigger|fell]].", "no kind"),
        ("[c1 attack doomed @x|A man [c1.trigger|fell]].", "doomed is neither"),
        ("[c2.trigger|fell]", "no mark is the quote of c2"),
        ("[c1 attack @x|A [c1.target=Ali Baba|man] [c1.trigger|fell]].", "must stand in the text"),
        ("[c1 attack @x|A man [c1.trigger|fell] in [c1.place|Gao]].", "place Gao"),
        ("[c1 attack @x|A man [c1.trigger|fell] in [c1.within|near] it].", "within without a place"),
        ("[c1 attack @x|[c1.killed=some target|Men] [c1.trigger|fell]].", "a count is"),
        ("[c1 attack @x|[c1.voice2 indirect report =man|A man] [c1.trigger|fell]].", "numbered 1, 2, 3"),
        ("[c1 attack @x|[c1.voice1 shouted report =man|A man] [c1.trigger|fell]].", "FORM ACT"),
        ("[c1 attack @x|A man [c1.trigger|fell] [c1.when=2019-13-01|then]].", "no day or days"),
        ("[c1 attack @x|A man [c1.trigger|fell] [c1.when=2019-03-02..2019-03-01|then]].", "last day is before"),
        ("[none war|A man [c1 attack @x|[c1.trigger|fell]]].", "the sort is one of"),
        ("[none film|A man [c1 attack @x|[c1.trigger|fell]]].", "overlaps words that are marked"),
        ("[c1 attack @x >denies c4|A man [c1.trigger|fell]].", "no such claim"),
        ("[who|A man]", "not a label"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, body: str, message: str) -> None:
    assert any(message in error for error in errors(tmp_path, body))


def test_all_errors_of_a_file_are_told_with_their_lines(tmp_path: Path) -> None:
    found = errors(tmp_path, "One [who|man].\n\nTwo [c1.trigger|men].", "[none war|Three].")
    assert [error.split()[0] for error in found] == ["12", "14", "21"]


def test_a_wrong_file_fails_the_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.txt"
    path.write_text("group: x\n", encoding="utf-8")
    assert check([path], showing=False) == 1
    assert "bad.txt, line 1" in capsys.readouterr().out
    assert check([tmp_path / "none.txt"], showing=False) == 1


def test_sets_and_figures(tmp_path: Path) -> None:
    records = read(tmp_path, "[c1 attack @x|A man was [c1.trigger|shot]].", "[none sport|The striker shot wide].")
    of_set = compiled(records, {"kolo": "dev"})
    assert of_set["dev"].count("\n") == 2
    assert not of_set["train"] + of_set["test"]
    told = dict(figures(records, {"kolo": "dev"}))
    assert told["reports"] == "2 (0 train, 2 dev, 0 test)"
    assert told["claims"] == "1, 1 of them violent"
    assert told["sentences that must yield nothing"] == "1"
