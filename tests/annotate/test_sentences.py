"""Where sentences begin and where they must not be cut."""

import pytest

from dateline.annotate.sentences import SentenceSplitter
from dateline.model import Block, Document, Span

CASES = [
    "Troops entered the town.|They left at noon.",
    "Gen. Omar Saleh said 3.5 tonnes were seized.|No one was hurt.",
    "The U.S. Navy fired on Feb. 12.|The ship sank.",
    "He fled to the U.S.|The family stayed.",
    'He said: "We stopped them."|The mayor disagreed.',
    "Two men died (Harbour Radio, Feb. 3. Page 2) on Monday.|A third lived.",
    "J. P. Okello was freed.",
    "Fighters of St. Mark left!|Why?|Nobody knows.",
]


@pytest.mark.parametrize("case", CASES)
def test_sentences_begin_where_the_bar_stands(case: str) -> None:
    parts = case.split("|")
    text = " ".join(parts)
    document = Document("d", "c", text, (Block(Span(0, len(text)), "paragraph"),), "", "")
    starts = SentenceSplitter().find_starts(document)
    assert [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True)] == parts


def test_every_block_begins_a_sentence() -> None:
    text = "Derna\nclashes go on"
    document = Document("d", "c", text, (Block(Span(0, 5), "heading"), Block(Span(6, 19), "bullet")), "", "")
    assert SentenceSplitter().find_starts(document) == [0, 6]
