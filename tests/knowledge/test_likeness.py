"""Names that are one and names that are not."""

from __future__ import annotations

import pytest

from dateline.knowledge.actors import load_actors
from dateline.knowledge.likeness import NameSort, compare_known_names, compare_names, same_word, words_of

ONE = [
    ("Muammar Qaddafi", "Moammar Gadhafi", "person"),
    ("Khalifa Haftar", "Khalifa Hifter", "person"),
    ("Fawzi Chouchane", "Fawzi Shushan", "person"),
    ("General Khalifa Haftar", "Haftar, Khalifa", "person"),
    ("Сергей Лавров", "Sergei Lavrov", "person"),
    ("Ahmad J. Karimi", "Ahmad Karimi", "person"),
    ("Lashkar-e-Taiba", "Lashkar-i-Tayyiba", "body"),
    ("44th Brigade", "Forty-Fourth Brigade", "body"),
    ("FLN", "Front of Liberation of Nara", "body"),
    ("Open Joint Stock Company Nara", "OJSC Nara", "body"),
]
TWO = [
    ("Abu Omar al-Shami", "Abu Bakr al-Shami", "person"),
    ("Abu Musab al-Zarqawi", "Abu Musab al-Barnawi", "person"),
    ("Shura Council of Mujahideen in Derna", "Shura Council of Revolutionaries in Benghazi", "body"),
    ("Brigade 44", "Brigade 45", "body"),
    ("Karim", "Karim Abdul Ghafoor Haqqani", "person"),
    ("Nara Front II", "Nara Front", "body"),
]


@pytest.mark.parametrize(("first", "second", "sort"), ONE)
def test_one_name_written_in_two_ways(first: str, second: str, sort: NameSort) -> None:
    assert compare_names(first, second, sort).score >= 0.85
    assert compare_names(second, first, sort).score == compare_names(first, second, sort).score


@pytest.mark.parametrize(("first", "second", "sort"), TWO)
def test_two_names(first: str, second: str, sort: NameSort) -> None:
    likeness = compare_names(first, second, sort)
    assert likeness.score < 0.7
    assert likeness.reasons


def test_the_table_decides_where_it_knows_both() -> None:
    actors = load_actors()
    assert compare_known_names("ISIS", "Daesh", "body", actors).score == 1
    assert compare_known_names("Sudan Liberation Army", "Sudan People's Liberation Army", "body", actors).score == 0
    assert compare_known_names("Nara Front", "Nara Front", "body", actors).score == 1


def test_words_are_plain_and_titles_are_none() -> None:
    assert words_of("Gen. Abd al-Fattah", "person") == ["abd", "fattah"]
    assert words_of("The Mr", "person") == ["the", "mr"]
    assert same_word("qaddafi", "gadhafi") and not same_word("omar", "bakr")
    assert compare_names("", "Omar", "person").score == 0
