"""Actors are found by any of their names, and a wrong row is refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import TableError
from dateline.knowledge.actors import COLUMNS, ActorTable, load_actors

HEAD = "\t".join(COLUMNS) + "\n"


@pytest.fixture(scope="module")
def actors() -> ActorTable:
    return load_actors()


def found(actors: ActorTable, text: str) -> list[tuple[str, str]]:
    return [(text[hit.span.start : hit.span.end], hit.key) for hit in actors.index.find(text)]


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("ISIS held the road.", "ISIS", "isis"),
        ("Daesh held the road.", "Daesh", "isis"),
        ("It was Da’esh again.", "Da’esh", "isis"),
        ("ISIL's men fled.", "ISIL", "isis"),
        ("The Islamic State in Khorasan said so.", "Islamic State in Khorasan", "isis-khorasan"),
        ("Fighters of al Qaida left.", "al Qaida", "al-qaeda"),
        ("AQAP denied it.", "AQAP", "aqap"),
    ],
)
def test_found_in_text(actors: ActorTable, text: str, words: str, actor: str) -> None:
    assert (words, actor) in found(actors, text)


@pytest.mark.parametrize(
    "text",
    [
        "The army moved at the front, near the base.",
        "She is here and that is all.",
        "The group took power in the state.",
        "A police chief led the party.",
    ],
)
def test_common_words_name_nobody(actors: ActorTable, text: str) -> None:
    assert found(actors, text) == []


@pytest.mark.parametrize(
    ("country", "kind", "actor"),
    [("SY", "government", "sy-gov"), ("ua", "state_force", "ua-forces"), ("LY", "police", "ly-police")],
)
def test_of_country(actors: ActorTable, country: str, kind: str, actor: str) -> None:
    got = actors.of_country(country, kind)
    assert got is not None and got.id == actor


def test_of_no_country(actors: ActorTable) -> None:
    assert actors.of_country("ZZ", "government") is None
    assert actors.get("no-such-actor") is None
    assert actors.by_name("no such actor") is None


def test_the_councils_of_derna_and_benghazi_are_two(actors: ActorTable) -> None:
    got = [actors.by_name(f"{town} Shura Council") for town in ("Derna", "Benghazi")]
    known = [actor.id for actor in got if actor is not None]
    assert len(known) == len(set(known))


def test_every_row_is_sound(actors: ActorTable) -> None:
    rows = list(actors)
    assert len(rows) >= 300
    assert all(actor.id == actor.id.lower() and " " not in actor.id and actor.name for actor in rows)
    assert all(not actor.country or (len(actor.country) == 2 and actor.country.isupper()) for actor in rows)
    assert all(any(c.isupper() for c in n) for actor in rows for n in (actor.name, *actor.aliases))


def test_no_actor_is_its_own_forebear(actors: ActorTable) -> None:
    for actor in actors:
        seen: set[str] = set()
        here = actor
        while here.parent:
            assert here.id not in seen
            seen.add(here.id)
            parent = actors.get(here.parent)
            assert parent is not None
            here = parent


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("x-band\tX Band\t\trebel\t\tno-such\tme", "no-such"),
        ("x-band\tX Band\tISIS\trebel\t\t\tme", "ISIS"),
        ("x-band\tX Band\t\trebel\tQQ\t\tme", "QQ"),
    ],
)
def test_wrong_rows_are_refused(tmp_path: Path, row: str, message: str) -> None:
    (tmp_path / "actors.tsv").write_text(HEAD + row + "\n")
    with pytest.raises(TableError, match=f"line 2.*{message}"):
        load_actors([tmp_path])


@pytest.mark.parametrize(
    ("cells", "message"), [("no-such\t", "the successor 'no-such'"), ("\tsince 1990", "the years 'since 1990'")]
)
def test_wrong_successors_and_years_are_refused(tmp_path: Path, cells: str, message: str) -> None:
    head = HEAD.replace("source", "successor\tyears\tsource")
    (tmp_path / "actors.tsv").write_text(f"{head}x-band\tX Band\t\trebel\t\t\t{cells}\tme\n")
    with pytest.raises(TableError, match=f"line 2.*{message}"):
        load_actors([tmp_path])


def test_what_a_body_became_is_known() -> None:
    actors = load_actors()
    nusra = actors.by_name("Al-Nusra Front")
    assert nusra is not None and (nusra.successor, nusra.years) == ("hts", "2012-2017")


def test_a_users_row_is_laid_over(tmp_path: Path) -> None:
    (tmp_path / "actors.tsv").write_text(HEAD + "x-band\tGrey Heron Band\tGHB\trebel\tLY\t\tme\n")
    actor = load_actors([tmp_path]).by_name("the GHB".removeprefix("the "))
    assert actor is not None and (actor.id, actor.country) == ("x-band", "LY")
