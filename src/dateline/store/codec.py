"""Frozen dataclasses as JSON text and back, driven by their type hints.

A dataclass becomes an object of its fields in their order, a tuple a list, a date its ISO form. A key that a class no
longer has is passed over and a missing one takes the field's default, so that old rows stay readable.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Turn = Callable[[Any], Any]
"""One direction of a conversion."""


def _same(value: Any) -> Any:
    return value


class Codec:
    """How values of the model are written and read; what a class needs is worked out once and kept in the object."""

    def __init__(self) -> None:
        self._turns: dict[Any, tuple[Turn, Turn]] = {}

    def to_json(self, value: Any) -> str:
        """The JSON text of a dataclass value, the same text for the same value."""
        return json.dumps(self.turns(type(value))[0](value), separators=(",", ":"))

    def from_json(self, cls: type[T], text: str, /, **others: Any) -> T:
        """The value of class ``cls`` that the text holds; ``others`` are plain fields to set beside it."""
        data = json.loads(text)
        data.update(others)
        value: T = self.turns(cls)[1](data)
        return value

    def turns(self, hint: Any) -> tuple[Turn, Turn]:
        """The two functions for values of a type: value to JSON's plain values, and back."""
        if hint not in self._turns:
            self._turns[hint] = self._make_turns(hint)
        return self._turns[hint]

    def _make_turns(self, hint: Any) -> tuple[Turn, Turn]:
        origin, args = get_origin(hint), get_args(hint)
        if hint in (str, int, float, bool, NoneType) or origin is Literal:
            return _same, _same
        if hint is date:
            return date.isoformat, date.fromisoformat
        if origin in (Union, UnionType):
            return self._union(args)
        if origin is tuple:
            return self._tuple(args)
        if isinstance(origin, type) and issubclass(origin, Mapping) and args[0] is str:
            return self._mapping(args[1])
        if is_dataclass(hint):
            return self._dataclass(hint)
        raise TypeError(f"no JSON form for {hint!r}")

    def _union(self, args: tuple[Any, ...]) -> tuple[Turn, Turn]:
        """Plain values stay; at most one member may need turning, told by its Python type and its JSON type."""
        turned = [arg for arg in args if self.turns(arg)[0] is not _same]
        if not turned:
            return _same, _same
        others = [arg for arg in args if arg not in turned]
        if len(turned) > 1 or (others != [NoneType] and not is_dataclass(turned[0])):
            raise TypeError(f"no JSON form for a union of {args!r}")
        write, read = self.turns(turned[0])
        if others == [NoneType]:
            return (
                lambda value: None if value is None else write(value),
                lambda data: None if data is None else read(data),
            )
        cls = turned[0]
        return (
            lambda value: write(value) if isinstance(value, cls) else value,
            lambda data: read(data) if isinstance(data, dict) else data,
        )

    def _tuple(self, args: tuple[Any, ...]) -> tuple[Turn, Turn]:
        if len(args) == 2 and args[1] is Ellipsis:
            write, read = self.turns(args[0])
            if write is _same:
                return list, tuple
            return lambda value: [write(item) for item in value], lambda data: tuple([read(item) for item in data])
        pairs = [self.turns(arg) for arg in args]
        return (
            lambda value: [pair[0](item) for pair, item in zip(pairs, value, strict=True)],
            lambda data: tuple([pair[1](item) for pair, item in zip(pairs, data, strict=True)]),
        )

    def _mapping(self, hint: Any) -> tuple[Turn, Turn]:
        write, read = self.turns(hint)
        return (
            lambda value: {key: write(item) for key, item in value.items()},
            lambda data: MappingProxyType({key: read(item) for key, item in data.items()}),
        )

    def _dataclass(self, cls: Any) -> tuple[Turn, Turn]:
        hints = get_type_hints(cls)
        parts = [(field.name, *self.turns(hints[field.name])) for field in fields(cls)]
        names = [name for name, _, _ in parts]
        turned = [(name, read) for name, _, read in parts if read is not _same]

        def write(value: Any) -> dict[str, Any]:
            return {name: turn(getattr(value, name)) for name, turn, _ in parts}

        def read(data: dict[str, Any]) -> Any:
            if len(data) != len(names) or list(data) != names:
                data = {name: data[name] for name in names if name in data}
            for name, turn in turned:
                if name in data:
                    data[name] = turn(data[name])
            return cls(**data)

        return write, read
