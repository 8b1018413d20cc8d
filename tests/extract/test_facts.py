"""What a report states of persons and groups, one sentence a case: subject / property / value; "-" for nothing."""

from __future__ import annotations

import pytest

from dateline.model import Block, Document, Span
from dateline.pipeline import Coder, code_document

STATED = """
The raid was led by Omar Kareem, an Iraqi engineer.            | Omar Kareem / nationality / Iraqi
Police held Daud Amin, a member of Al-Shabaab.                 | Daud Amin / member_of / Al-Shabaab
Al-Shabaab commander Daud Amin died.                           | Daud Amin / member_of / Al-Shabaab
Al-Shabaab leader Daud Amin spoke.                             | Daud Amin / leader_of / Al-Shabaab
Daud Amin, a leader of Al-Shabaab, spoke.                      | Daud Amin / member_of / Al-Shabaab
The Director of Nara Hospital, Dr. Selim Karam, wept.          | Selim Karam / role / Director of Nara Hospital
The spokesman, Col. John Thomas, said nothing.                 | John Thomas / role / spokesman
The Nara National Front (NNF) denied it.                       | Nara National Front / alias / NNF
The gunman was shot dead by police.                            | -
He is the brother of President Daud Amin.                      | -
Kenyan President Daud Amin spoke.                              | Daud Amin / role / Kenyan President
"""
NOT_STATED = ["nationality / Kenyan", "leader_of / Kenyan"]


def rows() -> list[tuple[str, str]]:
    return [(a.strip(), b.strip()) for a, b in (line.rsplit("|", 1) for line in STATED.strip().splitlines())]


def stated(coder: Coder, text: str) -> list[str]:
    document = Document("d", "c", text, (Block(Span(0, len(text)), "paragraph"),), "", "")
    return [f"{f.subject} / {f.property} / {f.value}" for f in code_document(document, coder)[1]]


@pytest.mark.parametrize(("text", "fact"), rows())
def test_facts(coder: Coder, text: str, fact: str) -> None:
    found = stated(coder, text)
    assert fact in found or (fact == "-" and not any("status" in f or "brother" in f for f in found)), found


def test_a_statesmans_title_tells_no_nationality(coder: Coder) -> None:
    found = stated(coder, "Kenyan President Daud Amin spoke.")
    assert not any(what in fact for fact in found for what in NOT_STATED)
