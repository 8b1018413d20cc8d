"""Chains of voices, outermost first."""

from __future__ import annotations

from dateline.model import Attribution, Quote, Span, Voice, VoiceForm
from dateline.resolve.chains import chain_at


def said(name: str, form: VoiceForm, *scope: tuple[int, int]) -> Attribution:
    voice = Voice((name,) if name else (), None, form, "report", "", (), Quote(0, 0, ""))
    return Attribution(voice, tuple(Span(a, b) for a, b in scope))


def names(attributions: list[Attribution], offset: int, sentence: Span | None = None) -> list[str]:
    return ["/".join(v.names) or v.form for v in chain_at(attributions, offset, sentence)]


def test_block_then_citation_then_speech_then_hedge() -> None:
    found = [
        said("", "adverb", (20, 40)),
        said("a medic", "indirect", (20, 40)),
        said("AFP", "parenthetical", (0, 50)),
        said("River Monitor", "block", (0, 500)),
    ]
    assert names(found, 25) == ["River Monitor", "AFP", "a medic", "adverb"]


def test_wider_speech_is_outer() -> None:
    found = [said("a medic", "indirect", (20, 40)), said("AFP", "indirect", (0, 45))]
    assert names(found, 25) == ["AFP", "a medic"]


def test_width_is_measured_in_the_sentence() -> None:
    found = [said("a woman", "direct", (20, 400)), said("AFP", "according_to", (0, 45))]
    assert names(found, 25, Span(0, 45)) == ["AFP", "a woman"]


def test_a_voice_is_silent_outside_its_scope() -> None:
    assert names([said("a medic", "indirect", (20, 40), (60, 70))], 50) == []
    assert names([said("a medic", "indirect", (20, 40), (60, 70))], 65) == ["a medic"]


def test_one_speaker_is_one_link() -> None:
    found = [said("a medic", "indirect", (0, 80)), said("a medic", "indirect", (20, 40))]
    assert names(found, 25) == ["a medic"]
