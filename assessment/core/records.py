"""Frozen records to plain JSON values and back.

A record is a frozen dataclass whose fields are numbers, texts, other records, tuples, mappings, or
None. A field whose JSON key is not its name says so: `field(metadata={KEY: "from"})`.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

KEY = "key"
Record = TypeVar("Record")


def to_plain(value: Any) -> Any:
    """The value as dicts, lists, numbers, texts and None; keys in the order of the fields."""
    if is_dataclass(value):
        return {_key(each): to_plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {key: to_plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    return value


def from_plain(kind: type[Record], data: Mapping[str, Any]) -> Record:
    """The record that `to_plain` made these values of.

    Keys that the record does not know are passed over; a missing key takes the field's default.
    Raises KeyError for a missing key without one.
    """
    values: dict[str, Any] = {}
    hashable: Any = kind
    for name, key, has_default, read in _plan(hashable):
        if key in data:
            values[name] = read(data[key])
        elif not has_default:
            raise KeyError(key)
    return kind(**values)


@cache
def _plan(kind: type[Any]) -> tuple[tuple[str, str, bool, Callable[[Any], Any]], ...]:
    """Name, JSON key, whether there is a default, and reader of each field."""
    hints = get_type_hints(kind)
    return tuple(
        (
            each.name,
            _key(each),
            each.default is not MISSING or each.default_factory is not MISSING,
            _reader(hints[each.name]),
        )
        for each in fields(kind)
    )


def _key(each: Any) -> str:
    key: str = each.metadata.get(KEY, each.name)
    return key


def _reader(hint: Any) -> Callable[[Any], Any]:
    """What turns a plain value into one of this type."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        (inner,) = (_reader(each) for each in arguments if each is not type(None))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        item = _reader(arguments[0])
        return lambda value: tuple(item(each) for each in value)
    if isinstance(hint, type) and is_dataclass(hint):
        return lambda value: from_plain(hint, value)
    if origin is not None and issubclass(origin, Mapping):
        entry = _reader(arguments[1])
        return lambda value: {key: entry(each) for key, each in value.items()}
    return lambda value: value
