"""JSON with the lines its values stand at."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.faults import FaultList
from assessment.formats.json_document import read_json


def read(path, text):
    place = path / "x.json"
    place.write_bytes(text if isinstance(text, bytes) else text.encode())
    faults = FaultList()
    return read_json(place, faults, 1024 * 1024), [
        (fault.line, fault.message) for fault in faults.found
    ]


def plain(value):
    """The value as the standard reader would give it, numbers as they are written."""
    if value.pairs is not None:
        return {key.node.value: plain(inner) for key, inner in value.pairs}
    if value.items is not None:
        return [plain(item) for item in value.items]
    kind = value.node.tag.rsplit(":", 1)[1]
    if kind == "str":
        return value.node.value
    return json.loads(value.node.value)


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"))
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
    max_leaves=20,
)


@given(JSON, st.sampled_from([None, 1, "\t"]), st.booleans())
def test_it_reads_what_json_writes(tmp_path_factory, value, indent, ascii_only):
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    found, faults = read(tmp_path_factory.mktemp("json"), text)
    assert faults == []
    assert plain(found) == json.loads(text)


def test_lines_are_those_of_the_file(tmp_path):
    found, _faults = read(tmp_path, '\ufeff{\n "a": 1,\n\n "b": [2,\n  {"c":\n "x"}]}\n')
    ((a, one), (b, items)) = found.pairs
    assert [a.line, one.line, b.line, items.line] == [2, 2, 4, 4]
    two, inner = items.items
    assert [two.line, inner.line, inner.pairs[0][1].line] == [4, 5, 6]


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("", 1, "the file ends early"),
        ('{"a": 1,\n}', 2, "a key in double quotes is missing here"),
        ('{"a" 1}', 1, "“:” is missing here"),
        ("[1\n2]", 2, "“,” is missing here"),
        ("[1, 2", 1, "“,” is missing here"),
        ("[1] 2", 1, "more follows the first value"),
        ("[NaN]", 1, "a value is missing here"),
        ("[01]", 1, "“,” is missing here"),
        ("{'a': 1}", 1, "a key in double quotes is missing here"),
        ('["a\nb"]', 1, "Invalid control character at"),
        ('{"a": "\\ud800"}', 1, "a text holds a control character"),
        ('["\\u0000"]', 1, "a text holds a control character"),
        ("[" * 40 + "]" * 40, 1, "values are nested more than 32 levels deep"),
    ],
)
def test_what_is_no_json(text, line, problem, tmp_path):
    found, faults = read(tmp_path, text)
    assert (found, faults) == (None, [(line, f"this is not valid JSON ({problem})")])


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (b"[1,\n\xff]", 2, "the file is not UTF-8"),
        (b" " * (1024 * 1024 + 1), 1, "the file is larger than 1 MiB"),
    ],
)
def test_bytes_that_are_not_read(data, line, message, tmp_path):
    assert read(tmp_path, data) == (None, [(line, message)])
