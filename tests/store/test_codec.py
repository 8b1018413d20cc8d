"""Values of the model as JSON text and back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from dateline.model import Claim, Document, Event, Fact, Judgement, Link, MadeBy, Span, Statement
from dateline.store.codec import Codec

CODEC = Codec()
SETTINGS = settings(
    max_examples=15, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


@dataclass(frozen=True)
class Old:
    """A class that lost a field and gained one since its text was written."""

    version: str
    day: date | None = None


@pytest.mark.parametrize("cls", [Claim, Fact, Event, Link, Judgement, Document])
def test_any_value_comes_back_the_same(cls: type[Any]) -> None:
    @SETTINGS
    @given(st.from_type(cls))
    def check(value: Any) -> None:
        text = CODEC.to_json(value)
        assume("NaN" not in text)  # is not equal to itself
        back = CODEC.from_json(cls, text)
        assert back == value
        assert Codec().to_json(back) == text

    check()


@pytest.mark.parametrize("value", [Span(3, 9), "dead"])
def test_a_union_of_a_dataclass_and_a_plain_value(value: Span | str) -> None:
    statement = Statement(Span(0, 2), "status", value, Span(0, 9), "is_dead")
    assert CODEC.from_json(Statement, CODEC.to_json(statement)) == statement


def test_unknown_keys_are_passed_over_and_missing_ones_take_the_default() -> None:
    assert CODEC.from_json(Old, '{"gone": 1, "version": "1"}') == Old("1")
    assert CODEC.from_json(MadeBy, '{"version":"1","tables":"t","model":null}') == MadeBy("1", "t", None)


def test_a_field_set_beside_the_text() -> None:
    assert CODEC.from_json(MadeBy, '{"version":"1","tables":"t","model":null}', model="m") == MadeBy("1", "t", "m")


def test_a_type_without_a_form_is_refused() -> None:
    with pytest.raises(TypeError, match="no JSON form"):
        CODEC.turns(bytes)
