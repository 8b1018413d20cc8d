"""Claims in bins of their score, how far score and truth lie apart, and the plot of it."""

from __future__ import annotations

import pytest

from evals.calibration import bins, error, table

SURE = [(0.95, True)] * 9 + [(0.95, False)]
UNSURE = [(0.25, True)] * 1 + [(0.25, False)] * 3


def test_bins_have_their_mean_score_and_the_share_right() -> None:
    assert bins([*SURE, *UNSURE]) == [(0.25, 4, 0.25), (pytest.approx(0.95), 10, 0.9)]


def test_the_error_is_the_weighted_distance() -> None:
    assert error(bins(UNSURE)) == 0
    assert error(bins([*SURE, *UNSURE])) == pytest.approx(10 * 0.05 / 14)


def test_a_score_of_one_falls_into_the_last_bin() -> None:
    assert bins([(1.0, True)]) == [(1.0, 1, 1.0)]


def test_the_plot_marks_the_score_on_the_bar_of_the_share() -> None:
    row = table(bins(UNSURE)).splitlines()[-1]
    assert row.startswith("| 0.25 | 4 | 0.25 | `██████████|")
