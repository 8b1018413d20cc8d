"""Where old event ids lead to."""

from __future__ import annotations

import pytest

from dateline.store.redirects import make_redirects

Groups = dict[str, list[str]]


@pytest.mark.parametrize(
    ("before", "kept", "after", "found"),
    [
        ({"a": ["1"]}, {}, {"a": ["1"]}, {}),
        ({"a": ["1"], "b": ["2"]}, {}, {"a": ["1", "2"]}, {"b": "a"}),
        ({"a": ["1", "2", "3"]}, {}, {"x": ["1"], "y": ["2", "3"]}, {"a": "y"}),
        ({"a": ["1", "2"]}, {}, {"y": ["1"], "x": ["2"]}, {"a": "x"}),
        ({"a": ["1"]}, {"o": "a"}, {"b": ["1"]}, {"a": "b", "o": "b"}),
        ({"a": ["1"]}, {"o": "a"}, {"o": ["1"]}, {"a": "o"}),
        ({"a": ["1"], "b": ["2"]}, {"o": "a"}, {"b": ["2"]}, {}),
        ({}, {}, {"a": ["1"]}, {}),
    ],
)
def test_old_ids_lead_to_most_of_their_claims(
    before: Groups, kept: dict[str, str], after: Groups, found: dict[str, str]
) -> None:
    assert make_redirects(before, kept, after) == found
