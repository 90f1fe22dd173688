"""Frozen records to plain JSON values and back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from assessment.core.records import KEY, from_plain, to_plain


@dataclass(frozen=True)
class Inner:
    begin: int = field(metadata={KEY: "from"})
    share: float | None = None


@dataclass(frozen=True)
class Outer:
    name: str
    pair: tuple[float, float] | None
    inner: Inner | None
    rows: tuple[Inner, ...]
    shares: Mapping[str, float]
    families: Mapping[str, Mapping[str, int]]
    more: tuple[str, ...] = ("as before",)


WHOLE = Outer("x", (1.0, 2.5), Inner(3, 0.5), (Inner(1), Inner(2)), {"a": 0.1}, {"b": {"c": 1}})
EMPTY = Outer("x", None, None, (), {}, {}, ())


def test_keys_stand_in_the_order_of_the_fields():
    assert json.dumps(to_plain(WHOLE)) == json.dumps(
        {
            "name": "x",
            "pair": [1.0, 2.5],
            "inner": {"from": 3, "share": 0.5},
            "rows": [{"from": 1, "share": None}, {"from": 2, "share": None}],
            "shares": {"a": 0.1},
            "families": {"b": {"c": 1}},
            "more": ["as before"],
        }
    )


@pytest.mark.parametrize("record", [WHOLE, EMPTY])
def test_records_are_read_back(record):
    assert from_plain(Outer, json.loads(json.dumps(to_plain(record)))) == record


def test_unknown_keys_are_passed_over_and_missing_ones_take_their_default():
    data = to_plain(WHOLE)
    del data["more"], data["inner"]["share"]
    read = from_plain(Outer, {**data, "later": 1})
    assert (read.more, read.inner) == (("as before",), Inner(3))


def test_a_missing_key_without_a_default_is_told():
    with pytest.raises(KeyError, match="from"):
        from_plain(Inner, {"begin": 3})
