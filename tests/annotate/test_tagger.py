"""The trained reader: pieces and windows, what its numbers are read as, the shipped file and the errors about it."""

from __future__ import annotations

import hashlib
import shutil
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from dateline.annotate.decode import Run, find_trigger_runs, read_names, read_proposal, runs, words_of
from dateline.annotate.pieces import KINDS, NAMES, ROLES, STATUSES, WINDOW, Pieces, split_pieces, windows
from dateline.annotate.tagger import Tagger, find_model, owned
from dateline.errors import ModelError
from dateline.knowledge.kinds import load_kinds
from dateline.model import Block, Document, Span, Tagging
from dateline.pipeline import Coder

TEXT = "A roadside bomb killed two soldiers near Kolo on Wednesday, the army said."


def document(text: str) -> Document:
    return Document("d", "c", text, (Block(Span(0, len(text)), "paragraph"),), "", "")


def tagging(coder: Coder, text: str) -> Tagging:
    assert coder.tagger is not None
    return coder.tagger.tag(document(text))


# ---------------------------------------------------------------- pieces and windows


def test_the_kinds_of_the_tagger_are_those_of_the_table() -> None:
    assert tuple(sorted(load_kinds())) == KINDS


@pytest.mark.parametrize("length", [0, 1, WINDOW, WINDOW + 1, 1000, 5000])
def test_every_piece_is_owned_by_one_window_that_holds_it(length: int) -> None:
    found = owned(length)
    assert [n for _, _, low, high in found for n in range(low, high)] == list(range(length))
    assert all(first <= low and high <= end <= first + WINDOW for first, end, low, high in found)


def test_windows_overlap_so_that_a_piece_has_context_on_both_sides() -> None:
    found = list(windows(1000))
    assert all(later[0] < earlier[1] for earlier, later in pairwise(found))


def test_pieces_stand_where_they_say_and_know_their_words_case(full_coder: Coder) -> None:
    assert full_coder.tagger is not None
    text = "“GUNMEN” attacked al-Shaddadah; McCoy fled, 12 dead"
    pieces = split_pieces(text, full_coder.tagger._tokenizer)
    cases = dict(zip(pieces.spans, pieces.cases, strict=True))
    of = {word: {cases[a, b] for a, b in cases if a < text.index(word) + len(word) and text.index(word) < b}
          for word in ("GUNMEN", "attacked", "McCoy", "12")}  # fmt: skip
    assert of == {"GUNMEN": {2}, "attacked": {0}, "McCoy": {3}, "12": {4}}


# ---------------------------------------------------------------- numbers to words


def test_runs_open_anew_where_a_piece_begins() -> None:
    inside = np.array([0.9, 0.8, 0.1, 0.7, 0.9], dtype=np.float32)
    begins = np.array([True, False, False, True, True])
    assert [(r.first, r.last) for r in runs(inside, begins, 0.5)] == [(0, 1), (3, 3), (4, 4)]


def test_a_proposal_has_whole_words_and_the_likeliest_kind() -> None:
    text = "Rebels overran Kolo."
    pieces = Pieces((1, 2, 3, 4, 5), ((0, 6), (7, 11), (11, 14), (15, 19), (19, 20)), (1, 0, 0, 1, 4))
    kinds = np.full((5, len(KINDS)), 0.001, dtype=np.float32)
    kinds[:, KINDS.index("takeover")] = 0.9
    statuses = np.full((5, len(STATUSES)), 0.02, dtype=np.float32)
    statuses[:, STATUSES.index("happened")] = 0.8
    roles = np.zeros((5, 2 * len(ROLES)), dtype=np.float32)
    roles[0, 2 * ROLES.index("actor")] = roles[0, 2 * ROLES.index("actor") + 1] = 0.9
    proposal = read_proposal(Run(1, 1, 0.8), pieces, text, kinds, statuses, roles)
    assert text[proposal.trigger.start : proposal.trigger.end] == "overran"
    assert (proposal.kind, proposal.status) == ("takeover", "happened")
    assert [(a.role, text[a.span.start : a.span.end]) for a in proposal.arguments] == [("actor", "Rebels")]


def test_trigger_runs_leave_out_what_is_unlikely() -> None:
    chances = np.array([[0.9, 0.05, 0.05], [0.2, 0.7, 0.1], [0.3, 0.1, 0.6], [0.95, 0.03, 0.02]], dtype=np.float32)
    assert [(r.first, r.last) for r in find_trigger_runs(chances)] == [(1, 2)]


def test_names_are_read_with_their_sort() -> None:
    chances = np.zeros((2, 1 + 2 * len(NAMES)), dtype=np.float32)
    chances[0, 0], chances[1, 1 + 2 * NAMES.index("place")] = 1.0, 0.9
    pieces = Pieces((1, 2), ((0, 2), (3, 7)), (0, 1))
    (name,) = read_names(chances, pieces, "in Kolo")
    assert (name.sort, name.span) == ("place", Span(3, 7))


def test_a_run_never_cuts_a_word() -> None:
    pieces = Pieces((1,), ((3, 5),), (0,))
    assert words_of(Run(0, 0, 1.0), pieces, "an overran post") == Span(3, 10)


# ---------------------------------------------------------------- the shipped model


def test_the_shipped_model_reads_a_plain_sentence(full_coder: Coder) -> None:
    found = tagging(full_coder, TEXT)
    best = max(found.proposals, key=lambda p: p.score)
    assert best.score > 0.5 and best.kind == "bombing" and best.status == "happened"
    told = {(a.role, TEXT[a.span.start : a.span.end]) for a in best.arguments}
    assert ("place", "Kolo") in told
    assert any(role == "killed" and "two soldiers" in words for role, words in told)


def test_the_same_text_gives_the_same_numbers(full_coder: Coder) -> None:
    text = " ".join([TEXT] * 40)
    found = tagging(full_coder, text)
    assert found == Tagger().tag(document(text))
    assert len(found.proposals) >= 20


def test_a_trigger_on_the_border_of_two_windows_is_told_once(full_coder: Coder) -> None:
    told = []
    for shift in range(30):
        text = "On Monday " + "very " * shift + "heavy rain fell. " + f"{TEXT} " * 10
        text += "Rebels firebombed the market in Kolo on Friday. " + f"{TEXT} " * 12
        at = text.index("firebombed")
        told.append(sum(p.trigger.start <= at < p.trigger.end for p in tagging(full_coder, text).proposals))
    assert set(told) == {1}


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "word " * 2_000,
        "• item\n" * 2_000,
        "12 345,6 " * 500,
        "😀 قُتل ثلاثة أشخاص שלום 😀 " * 20,
        "a\x07b\x1b[0m c\u200fd" * 50,
        "x" * 20_000,
    ],
    ids=["empty", "blank", "one long line", "bullets", "numbers", "emoji and right-to-left", "controls", "one word"],
)
def test_odd_text_is_read_without_a_fault(full_coder: Coder, text: str) -> None:
    for proposal in tagging(full_coder, text).proposals:
        assert 0 <= proposal.trigger.start < proposal.trigger.end <= len(text)


def test_a_missing_model_names_what_mends_it(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"cannot be read .*pip install --force-reinstall dateline .*--no-model"):
        Tagger(tmp_path / "tagger-000000000000.zip")


def test_a_damaged_model_is_refused(tmp_path: Path) -> None:
    copy = tmp_path / find_model().name
    shutil.copy(find_model(), copy)
    with copy.open("r+b") as file:
        file.seek(1000)
        file.write(b"damage")
    with pytest.raises(ModelError, match=r"damaged .*--no-model"):
        Tagger(copy)


def test_a_file_that_is_no_model_of_this_version_is_refused(tmp_path: Path) -> None:
    data = b"no archive"
    path = tmp_path / f"tagger-{hashlib.sha256(data).hexdigest()[:12]}.zip"
    path.write_bytes(data)
    with pytest.raises(ModelError, match=r"none of this version .*--no-model"):
        Tagger(path)


def test_the_model_is_small_enough_to_ship() -> None:
    assert find_model().stat().st_size <= 30_000_000
