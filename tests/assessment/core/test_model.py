"""A capability model as a value: its digest, its modules, its texts."""

import pytest

from assessment.core.model import canonical_json, pick
from tests.assessment.core import t7

EXTRA = t7.tree(t7.node("m1", 1, t7.practice("q1", 1)))
MODEL = t7.model_of(t7.T7, (EXTRA,))


def test_canonical_json_is_sorted_has_no_spaces_and_keeps_chinese():
    content = {"b": [1, {"d": None, "c": "级别"}], "a": 0.5}
    assert canonical_json(content) == '{"a":0.5,"b":[1,{"c":"级别","d":null}]}'


@pytest.mark.parametrize(
    ("text", "language", "picked"),
    [
        ({"en": "Level", "zh-hans": "级别"}, "zh-hans", "级别"),
        ({"en": "Level", "zh-hans": "级别"}, "en", "Level"),
        ({"en": "Level"}, "zh-hans", "Level"),
        ({"zh-hans": "级别", "en": "Level"}, "fr", "级别"),
        ({}, "en", ""),
        (None, "en", ""),
    ],
)
def test_a_text_is_picked_by_language(text, language, picked):
    assert pick(text, language) == picked


def test_a_module_is_found_by_its_slug():
    assert MODEL.module("t7") is EXTRA
    with pytest.raises(KeyError, match="other"):
        MODEL.module("other")


def test_items_of_the_core_come_before_those_of_modules():
    assert list(MODEL.practices) == [*(f"p{i}" for i in range(1, 8)), "q1"]
    assert list(MODEL.nodes) == ["A", "a1", "a2", "B", "b1", "m1"]
