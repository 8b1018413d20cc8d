"""Amounts of people and things as ranges."""

from __future__ import annotations

import pytest

from dateline.annotate.numbers import find_numbers
from dateline.model import Block, Document, Number, Span
from dateline.pipeline import Coder


def numbers(text: str, coder: Coder) -> tuple[Number, ...]:
    document = Document("d", "c", text, (Block(Span(0, len(text)), "paragraph"),), "", "", language="en")
    return find_numbers(coder.parser.parse(document), coder.tables.nouns)


CASES = [
    ("The blast killed at least 43 traders.", [(43, None, False)]),
    ("Dozens of villagers were wounded in the raid.", [(24, None, False)]),
    ("The mine killed 12 miners and wounded 30 others.", [(12, 12, False), (30, 30, False)]),
    ("Up to 20 herders died in the ambush.", [(None, 20, False)]),
    ("Nearly 300 families fled the valley.", [(300, 300, True)]),
    ("More than 100 nurses marched in the capital.", [(101, None, False)]),
    ("Thirteen soldiers and four attackers were killed.", [(13, 13, False), (4, 4, False)]),
    ("The militia held forty-three fishermen.", [(43, 43, False)]),
    ("Police detained 1,200 students.", [(1200, 1200, False)]),
    ("Two hundred and six sailors were freed.", [(206, 206, False)]),
    ("The raid hit the casino. Ten people were killed.", [(10, 10, False)]),
    ("He said no. Twelve people died.", [(12, 12, False)]),
    ("They outnumber 40 soldiers.", [(40, 40, False)]),
    ("10 July 2015 Three civilians died.", [(3, 3, False)]),
    ("28 June 2016 Seven people died.", [(7, 7, False)]),
    ("Three or more monks died.", [(3, None, False)]),
    ("Three or four monks died.", [(3, 4, False)]),
    ("Between 26 and 30 soldiers were killed.", [(26, 30, False)]),
    ("KOLO, Jan 23 - Six soldiers died in the raid.", [(6, 6, False)]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0][:30] for c in CASES])
def test_range(text: str, expected: list[tuple[int | None, int | None, bool]], coder: Coder) -> None:
    found = numbers(text, coder)
    assert [(n.low, n.high, n.approx) for n in found] == expected
    assert all(n.people for n in found)


def test_a_part_is_marked(coder: Coder) -> None:
    whole, part = numbers("The raid killed 40 people, including 11 children.", coder)
    assert (whole.part, part.part) == (False, True)
    assert part.sort == "child"


@pytest.mark.parametrize(
    "text",
    [
        "The war began in 2014.",
        "Prices rose by 12 percent.",
        "The town lies 30 km from the coast.",
        "They took boys as young as 10 as soldiers.",
        "The raid killed its number two leader.",
        "The 10-year-old was hurt.",
    ],
)
def test_years_and_measures_count_nobody(text: str, coder: Coder) -> None:
    assert not any(n.people for n in numbers(text, coder))
