"""Rules and the trained reader joined: who decides that something happened, and what each of the two fills."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.extract.frames import find_frames
from dateline.extract.joining import MARKS, find_candidates, marks_of
from dateline.extract.scene import Scene
from dateline.model import Annotations, Argument, Block, Document, Frame, Proposal, Span, Status, Tagging
from dateline.pipeline import Coder, annotate_document

BOMB = "A roadside bomb killed two soldiers near Kolo on Wednesday."
SEA = "The boat's crew went to the bottom of the lake off Kolo with forty passengers."


def read(coder: Coder, text: str, *proposals: Proposal) -> Annotations:
    document = Document("d", "c", text, (Block(Span(0, len(text)), "paragraph"),), "", "")
    return replace(annotate_document(document, coder), tagging=Tagging(proposals))


def at(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def proposal(
    text: str, words: str, *args: tuple[str, str], score: float = 0.99, kind: str = "bombing",
    status: Status = "happened", sure: float = 0.95,
) -> Proposal:  # fmt: skip
    told = tuple(Argument(role, at(text, part), 0.9) for role, part in args)
    return Proposal(at(text, words), score, {kind: sure}, {status: 0.9}, told)


def words(text: str, *spans: Span) -> list[str]:
    return [text[span.start : span.end] for span in spans]


def only(frames: list[Frame]) -> Frame:
    assert len(frames) == 1
    return frames[0]


def test_what_both_see_is_one_happening_and_says_so(coder: Coder) -> None:
    frame = only(find_frames(read(coder, BOMB, proposal(BOMB, "bomb", ("target", "two soldiers"))), coder.tables))
    assert frame.kind == "bombing"
    assert [rule.split()[0] for rule in frame.rules if not rule.startswith("joined")] == ["trigger", "tagger"]
    assert words(BOMB, *frame.targets) == ["two soldiers"]


def test_what_the_reader_alone_is_sure_of_is_a_happening_with_its_slots(coder: Coder) -> None:
    found = proposal(
        SEA, "went to the bottom", ("target", "The boat's crew"), ("killed", "forty passengers"), kind="killing"
    )
    frame = only(find_frames(read(coder, SEA, found), coder.tables))
    assert (frame.kind, frame.status) == ("killing", "happened")
    assert words(SEA, *frame.targets, *frame.places) == ["The boat's crew", "Kolo"]
    assert [(c.of, c.low, c.high) for c in frame.counts] == [("killed", 40, 40)]
    assert frame.rules == ("tagger killing 0.99",)
    assert frame.score > 0.5


def test_what_the_reader_is_not_sure_of_is_none(coder: Coder) -> None:
    found = proposal(SEA, "went to the bottom", score=0.2, kind="killing", sure=0.3)
    assert find_frames(read(coder, SEA, found), coder.tables) == []


def test_the_more_the_reader_is_sure_the_higher_the_score(coder: Coder) -> None:
    sure, unsure = (
        only(find_frames(read(coder, BOMB, proposal(BOMB, "bomb", score=score)), coder.tables)).score
        for score in (0.99, 0.6)
    )
    assert sure > unsure


def test_the_readers_status_and_sure_kind_hold(coder: Coder) -> None:
    found = proposal(BOMB, "bomb", kind="attack", status="denied")
    frame = only(find_frames(read(coder, BOMB, found), coder.tables))
    assert (frame.kind, frame.status) == ("attack", "denied")
    unsure = replace(found, kinds={"attack": 0.5, "bombing": 0.4})
    assert only(find_frames(read(coder, BOMB, unsure), coder.tables)).kind == "bombing"


def test_an_actor_that_the_reader_is_not_sure_of_is_left_out(coder: Coder) -> None:
    crew, passengers = at(SEA, "The boat's crew"), at(SEA, "forty passengers")
    arguments = (Argument("actor", crew, 0.5), Argument("target", passengers, 0.7))
    found = replace(proposal(SEA, "went to the bottom", kind="killing"), arguments=arguments)
    frame = only(find_frames(read(coder, SEA, found), coder.tables))
    assert (words(SEA, *frame.actors), words(SEA, *frame.targets)) == ([], ["forty passengers"])


@pytest.mark.parametrize(
    ("text", "actor", "kept"),
    [
        (
            "Thousands of nurses marched through Kolo to protest against the bombing of a school.",
            "Thousands",
            False,
        ),
        ("The bishop condemned the bombing of a school in Kolo.", "The bishop", False),
        ("Black Star carried out the bombing of a school in Kolo.", "Black Star", True),
    ],
)
def test_who_stands_against_a_deed_has_not_done_it(coder: Coder, text: str, actor: str, kept: bool) -> None:
    scene = Scene(read(coder, text), coder.tables.nouns)
    (candidate,) = find_candidates(scene, [], Tagging((proposal(text, "bombing", ("actor", actor)),)))
    assert bool(candidate.frame.actors) is kept


def test_an_unsure_status_leaves_that_of_the_rules(coder: Coder) -> None:
    unsure = replace(proposal(BOMB, "bomb"), statuses={"attempted": 0.6, "happened": 0.4})
    assert only(find_frames(read(coder, BOMB, unsure), coder.tables)).status == "happened"


def test_what_the_reader_says_of_a_joined_word_changes_no_kind(coder: Coder) -> None:
    told = proposal(BOMB, "killed", kind="killing", status="denied")
    frame = only(find_frames(read(coder, BOMB, told), coder.tables))
    assert (frame.kind, frame.status) == ("bombing", "happened")


def test_words_without_meaning_propose_nothing(coder: Coder) -> None:
    scene = Scene(read(coder, SEA), coder.tables.nouns)
    assert find_candidates(scene, [], Tagging((proposal(SEA, "The"), proposal(SEA, "to"))))[:] == []


@pytest.mark.parametrize(
    ("part", "wanted"),
    [("The", []), ("A device at", ["A device"]), ("A device at the gate", ["A device at the gate"])],
)
def test_a_party_is_a_whole_phrase(coder: Coder, part: str, wanted: list[str]) -> None:
    text = "A device at the gate was found and taken apart. The men left."
    scene = Scene(read(coder, text), coder.tables.nouns)
    found = proposal(text, "taken apart", ("target", part), kind="interdiction")
    (candidate,) = find_candidates(scene, [], Tagging((found,)))
    assert words(text, *candidate.frame.targets) == wanted


def test_a_number_is_counted_once_as_what_is_likeliest(coder: Coder) -> None:
    arguments = tuple(
        Argument(role, at(SEA, "forty passengers"), score) for role, score in (("displaced", 0.5), ("killed", 0.8))
    )
    found = replace(proposal(SEA, "went to the bottom", kind="killing"), arguments=arguments)
    frame = only(find_frames(read(coder, SEA, found), coder.tables))
    assert [count.of for count in frame.counts] == ["killed"]


def test_a_second_telling_gets_the_mark_of_one(coder: Coder) -> None:
    text = "Gunmen stormed a hotel in Kolo. The assault lasted an hour."
    told = proposal(text, "stormed", ("target", "a hotel"), kind="attack")
    again = proposal(text, "assault", kind="attack")
    scene = Scene(read(coder, text), coder.tables.nouns)
    first, second = find_candidates(scene, [], Tagging((told, again)))
    assert "told before" not in marks_of(scene, first, [], coder.tables.kinds)
    marks = marks_of(scene, second, [first.frame], coder.tables.kinds)
    assert marks["told before"] == 1.0
    assert set(marks) <= set(MARKS)


@pytest.mark.parametrize(
    ("text", "staged"),
    [
        ("The striker bombarded the goal for an hour of the match.", True),
        ("In the film a bridge is bombarded by rebels.", True),
        ("The visitors bombarded them and won 5-0.", True),
        ("A bridge is bombarded in the premiere of her comedy.", True),
        ("Rebels bombarded the bridge for an hour.", False),
    ],
)
def test_sport_and_stories_are_marked(coder: Coder, text: str, staged: bool) -> None:
    scene = Scene(read(coder, text), coder.tables.nouns)
    (candidate,) = find_candidates(scene, [], Tagging((proposal(text, "bombarded", kind="shelling"),)))
    assert ("game, story, drill" in marks_of(scene, candidate, [], coder.tables.kinds)) is staged


def test_without_a_tagging_the_rules_stand_alone(coder: Coder) -> None:
    annotations = replace(read(coder, BOMB), tagging=None)
    assert only(find_frames(annotations, coder.tables)).rules[0].startswith("trigger ")
