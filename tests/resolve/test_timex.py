"""Time words as TIMEX3, for a report of Friday, 7 April 2017. Brackets mark the words, the values follow in order."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.annotate.times import find_time_words
from dateline.model import Block, Document, Span
from dateline.resolve.timex import Timex, find_timexes

FRIDAY = date(2017, 4, 7)

TOLD = """
The raid began on [Monday].                           | DATE 2017-04-03
The council will meet on [Monday].                    | DATE 2017-04-10
Shells fell [Wednesday night].                        | TIME 2017-04-05TNI
The convoy left at [10:35 a.m.] for the coast.        | TIME 2017-04-07T10:35
It exploded at [9 p.m. Tuesday].                      | TIME 2017-04-04T21:00
Six died [this week] and nine [last month].           | DATE 2017-W14, DATE 2017-03
The war of [the 1990s] came back in [late 2011].      | DATE 199X, DATE 2011
They fled [last summer].                              | DATE 2016-SU
It fell between [1994] and [1997].                    | DATE 1994, DATE 1997
Since [March 2011] the town starves.                  | DATE 2011-03
He was held for [two and a half years].               | DURATION P2.5Y
They fought for [36 hours].                           | DURATION PT36H
The siege went on for [years].                        | DURATION PXY
[The past two months] were worse.                     | DURATION P2M
Patrols pass [every day] and meet [weekly].           | SET P1D, SET P1W
The camp is empty [now]; he had [recently] left it.   | DATE PRESENT_REF, DATE PAST_REF
Nothing is said of [the future].                      | DATE FUTURE_REF
In [the third quarter] 40 died, 12 [a year earlier].  | DATE 2016-Q3, DATE 2015-Q3
It came [two weeks ago].                              | DATE 2017-W12
They shot a 12-year-old boy in the second district.   |
"""


def rows() -> list[tuple[str, str]]:
    return [(a.strip(), b.strip()) for a, b in (line.split("|") for line in TOLD.strip().splitlines())]


@pytest.mark.parametrize(("marked", "values"), rows())
def test_time_words_have_a_timex3_value(marked: str, values: str) -> None:
    spans, text = [], ""
    for part in marked.replace("]", "[").split("["):
        spans.append(Span(len(text), len(text) + len(part)))
        text += part
    block = Block(Span(0, len(text)), "paragraph")
    document = Document("d", "c", text, (block,), "", "", published=FRIDAY)
    wanted = [tuple(value.split(" ")) for value in values.split(", ") if value]
    found = find_timexes(document, find_time_words(document))
    assert found == [Timex(span, *value) for span, value in zip(spans[1::2], wanted, strict=True)]  # type: ignore[arg-type]
