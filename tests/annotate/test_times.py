"""Time words that are found and words that only look like them. Brackets mark what must be found."""

import time
from itertools import pairwise

import pytest

from dateline.annotate.times import find_times
from dateline.model import Block, Document, Span

FOUND = [
    "Two men died on [February 12, 2016] near the port.",
    "The raid of [12 February] failed.",
    "He fled on [Feb. 12] and was caught on [Feb. 14th].",
    "It was dated [12/02/2016], filed [2016-02-12] and read [12.02.2016].",
    "In [March 2011] the camp fell; in [2012] it rose again.",
    "The camp was empty [by the end of 2013].",
    "[Today] the mayor spoke; [yesterday] he hid, and [tonight] he leaves.",
    "Shelling went on [this week], as [last week] and [earlier this month].",
    "A bomb went off [last summer] and another [overnight].",
    "[Wednesday] was calm, but on [Wednesday night] a shell fell.",
    "The talks of [Friday, 7 April], failed, and those of [Tuesday, Feb. 9, 2016] too.",
    "Gunmen came [last Tuesday] and left over [the weekend].",
    "Six were hurt in [the past 24 hours] and more in [recent weeks].",
    "He had arrived [two days earlier], not [three weeks ago].",
    "War has raged [since March 2011], or [since 2011].",
    "It fell [between 3 and 5 May] or [from 1 to 3 June].",
    "(Harbour Radio, [February 9 and 11, 2016])",
    "The siege of [9-11 February 2016] ended on [the morning of 3 May].",
    "The front moved in [the 1990s] and again in [the early eighties].",
    "The truce of [Ramadan] held [until Eid al-Fitr 2016].",
    "The Sun said it on [Sunday].",
    "[Monday]'s attack killed two.",
    "They met [from Saturday to Sunday] and in [mid-February].",
    "The war of [2011-2014] began in [late 2011].",
    "It rained [the day before] and [the next day].",
    "He left on [June 15 last year].",
    "They must leave [by Monday] or [before 3 May].",
    "[Late on Monday] and [early on Tuesday] the guns spoke.",
    "In [April] it rained; [April] was wet.",
    "Four fell in clashes [the day before yesterday].",
    "On [the 9th], rebels left.",
    "In [May] and in [March 2015] nothing moved.",
    "[AUGUST 3, 2014] was the day.",
    "They took it [two days later]; [that night] it burned.",
    "On [Monday, Tuesday] and in [the summer of 2015] they came.",
]
REFUSED = [
    "He may come and they march on.",
    "May the dead rest; March to the sea, they said.",
    "The Sun and the Daily Mirror had 1500 readers.",
    "Some 2012 people fled and 1990 came back.",
    "The second man took a second shot at 12 soldiers.",
    "A total of 2012 people fled.",
    "June Smith told April Jones.",
    "The fall of the town was near.",
    "Route 12/5 and unit 3-4 met; the score was 2-1.",
    "He fired 7.62 mm rounds for 30 minutes.",
    "An overnight stay cost 20 dollars.",
    "The week had been calm.",
    "The ceasefire broke two days after the blast.",
    "Mark Augustin of the Marches said so.",
    "Call 2016-555-0199 now.",
]


def document(text: str) -> Document:
    """A document of one block a line."""
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(Block(Span(start, start + len(line)), "paragraph"))
        start += len(line) + 1
    return Document("d", "c", text, tuple(blocks), "", "")


def found_in(text: str) -> list[str]:
    return [text[time.span.start : time.span.end] for time in find_times(document(text))]


@pytest.mark.parametrize("marked", FOUND)
def test_marked_words_are_found_and_no_others(marked: str) -> None:
    wanted = [part.split("]")[0] for part in marked.split("[")[1:]]
    assert found_in(marked.replace("[", "").replace("]", "")) == wanted


@pytest.mark.parametrize("text", REFUSED)
def test_words_that_name_no_time_are_left(text: str) -> None:
    assert found_in(text) == []


def test_no_words_cross_a_block() -> None:
    assert found_in("Clashes of 12 February\n2016 was worse") == ["12 February"]


def test_curly_marks_and_odd_spaces_do_not_hide_a_date() -> None:
    assert found_in("On 12\u00a0February 2016 he left; New Year’s Eve 2015 was calm.") == [
        "12\u00a0February 2016",
        "New Year’s Eve 2015",
    ]


def test_every_rule_has_a_name_and_spans_do_not_overlap() -> None:
    times = find_times(document("On Monday, 2 May 2016, and yesterday, two days earlier, in the 1990s."))
    assert [t.rule for t in times] == ["day", "today", "later", "decade"]
    assert all(a.span.end <= b.span.start for a, b in pairwise(times))


def test_a_long_text_takes_little_time() -> None:
    text = "On Tuesday the army shelled the hills north of the old port, and three were hurt, a medic said. " * 500
    start = time.process_time()
    assert len(find_times(document(text))) == 500
    assert time.process_time() - start < 1.0
