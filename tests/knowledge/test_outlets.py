"""The tables of outlets and of words of saying."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import TableError
from dateline.knowledge.cues import load_cues
from dateline.knowledge.outlets import is_domain, load_outlets

HEAD = "# source: test\n# licence: none\n# date: 2026-11-25\n"
COLUMNS = "name\taliases\tambiguous\tcountry\tkind\tlanguage\tleaning\twire\tsource\n"


def test_table_is_large_and_sound() -> None:
    outlets = load_outlets().outlets
    assert len(outlets) >= 250
    for outlet in outlets.values():
        assert outlet.country == "" or (len(outlet.country) == 2 and outlet.country.isupper())
        assert outlet.ambiguous <= {outlet.name, *outlet.aliases}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("alarabiya.net", "Al Arabiya"),
        ("www.alarabiya.net", "Al Arabiya"),
        ("https://www.reuters.com/world/some-story", "Reuters"),
        ("the guardian", "The Guardian"),
        ("Ma’an News Agency", "Ma'an News Agency"),
        ("AFP", "Agence France-Presse"),
        ("TIME", "Time"),
    ],
)
def test_get(words: str, name: str) -> None:
    outlet = load_outlets().get(words)
    assert outlet is not None
    assert outlet.name == name


def test_unknown_outlet() -> None:
    assert load_outlets().get("The Village Gossip") is None


def test_index_leaves_ordinary_words_alone() -> None:
    text = "Time ran out at Dawn in Fars, Reuters and Al-Manar said."
    found = [hit.key for hit in load_outlets().index.find(text)]
    assert "Time" not in found
    assert "Fars News Agency" not in found
    assert {"Reuters", "Al-Manar"} <= set(found)


def test_is_domain() -> None:
    assert is_domain("oasisnews.net")
    assert not is_domain("Oasis News")
    assert not is_domain("U.S.")


def test_users_rows_replace_ours(tmp_path: Path) -> None:
    row = "Reuters\tRTR\t\tGB\tagency\ten\tindependent\tyes\thttps://example.org\n"
    (tmp_path / "outlets.tsv").write_text(HEAD + COLUMNS + row, encoding="utf-8")
    outlets = load_outlets([tmp_path])
    assert outlets.outlets["Reuters"].aliases == ("RTR",)


def test_wrong_kind_is_named(tmp_path: Path) -> None:
    row = "X\t\t\tGB\tpamphlet\ten\t\tno\thttps://example.org\n"
    (tmp_path / "outlets.tsv").write_text(HEAD + COLUMNS + row, encoding="utf-8")
    with pytest.raises(TableError, match="pamphlet"):
        load_outlets([tmp_path])


def test_cues() -> None:
    cues = load_cues()
    claim, deny, adverb = cues.verb("claim"), cues.verb("deny"), cues.adverb("allegedly")
    assert claim is not None
    assert claim.stance == "distancing"
    assert deny is not None
    assert deny.act == "deny"
    assert adverb is not None
    assert adverb.stance == "distancing"
    assert cues.verb("bake") is None
    assert cues.sort("eyewitness") == "witness"


def test_wrong_act_is_named(tmp_path: Path) -> None:
    (tmp_path / "cues.tsv").write_text(HEAD + "words\tpart\tact\tstance\ttakes\nhum\tverb\tsing\tneutral\tclause\n")
    with pytest.raises(TableError, match="sing"):
        load_cues([tmp_path])
