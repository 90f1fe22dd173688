"""Files that cannot or must not be read: refused with a line, fast, and without harm."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.loading import ModelFaults, load_model
from assessment.loading.documents import MAX_BYTES
from tests.assessment.loading.samples import SMALL, faults_of, told, varied, written


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (b"", 1, "the file is empty; write the model's keys into it"),
        (b"# nothing\n", 1, "the file is empty; write the model's keys into it"),
        (b"just a text", 1, "a model is not a mapping; the keys here are"),
        (b"format: plumbline/1\nname: {en: \xff\xfe}\n", 2, "the file is not UTF-8; save it as"),
        ("format: plumbline/1\n".encode("utf-16"), 1, "the file is not UTF-8; save it as UTF-8"),
        (b"format: plumbline/1\nslug: a\x00b\n", 2, "the file holds the control character U+0000"),
        (b"format: plumbline/1\nname: {en: a: b}\n", 2, "this is not valid YAML ("),
        (b"format: plumbline/1\n\tslug: a\n", 2, "this is not valid YAML ("),
        (b"format: plumbline/1\n---\nslug: a\n", 2, "this is not valid YAML ("),
        (b"a: 1\nb: &x [1]\n", 2, "YAML anchors and aliases are not read; write the value out"),
        (b"[" * 10_000, 1, "values are nested more than 64 levels deep; make the model smaller"),
        (b"a: " + b"{b: " * 100, 1, "values are nested more than 64 levels deep; make the model"),
        (b"[" + b"1," * 100_001 + b"]", 1, "the file holds more than 100000 values; make the"),
        (b" " * (MAX_BYTES + 1), 1, "the file is larger than 1 MiB; split it into several files"),
    ],
    ids=[
        *("empty", "comment", "scalar", "latin-1", "utf-16", "NUL", "colon", "tab", "documents"),
        *("alias", "deep list", "deep mapping", "many values", "large"),
    ],
)
def test_hostile_files_are_refused(data, line, message, tmp_path):
    path = tmp_path / "model.yaml"
    path.write_bytes(data)
    found = told(path)
    assert found[0][0] == line
    assert found[0][1].startswith(message)


def test_an_alias_bomb_is_refused_before_it_grows(tmp_path):
    text = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join(['*' + before] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    found = told(written(tmp_path, text))
    assert {message for _line, message in found} == {
        "YAML anchors and aliases are not read; write the value out"
    }
    assert len(found) == 9 + 8 * 9


def test_faults_beyond_a_thousand_are_left_out(tmp_path):
    text = SMALL + "".join(f"key{at}: 1\n" for at in range(1200))
    with pytest.raises(ModelFaults) as found:
        load_model(written(tmp_path, text))
    assert (len(found.value.faults), found.value.more) == (1000, True)


def test_more_than_two_thousand_nodes(tmp_path):
    head, practice = SMALL.split("      - slug: p2\n")
    rows = [f"      - slug: q{at}\n{practice}" for at in range(1999)]
    text = head + "".join(rows)
    line = text.splitlines().index("      - slug: q1998") + 1
    assert (line, "the model has more than 2000 nodes; leave some out") in told(
        written(tmp_path, text)
    )


def test_a_missing_file_and_a_folder_without_a_model(tmp_path):
    for path in (tmp_path / "none.yaml", tmp_path):
        (fault,) = faults_of(path)
        assert fault.line == 1
        assert fault.message == "the file cannot be read (No such file or directory)"


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    folder = tmp_path / "model"
    folder.mkdir()
    written(tmp_path, "nodes: []\n", "outside.yaml")
    (folder / "inside.yaml").symlink_to(tmp_path / "outside.yaml")
    text = varied(("tiers: [cap", "include: [inside.yaml]\ntiers: [cap"))
    assert told(written(folder, text)) == [
        (6, "“inside.yaml” is not a YAML file in the model's folder; include files of this folder")
    ]


def test_faults_of_an_included_file_carry_its_name(tmp_path):
    part = written(tmp_path, "nodes:\n  - slug: c2\n    weight: 1\nslug: x\n", "part.yaml")
    text = varied(("tiers: [cap", "include: [part.yaml]\ntiers: [cap"))
    found = faults_of(written(tmp_path, text))
    assert [(fault.file, fault.line, fault.message) for fault in found] == [
        (str(part), 2, "the key “name” is missing or empty"),
        (str(part), 2, "the key “scale” is missing or empty"),
        (str(part), 2, "the key “stem” is missing or empty"),
        (str(part), 2, "the key “anchors” is missing or empty"),
        (str(part), 4, "the key “slug” is not known here"),
    ]


def test_the_second_of_two_equal_slugs_may_stand_in_another_file(tmp_path):
    copied = SMALL[SMALL.index("nodes:") :]
    part = written(tmp_path, copied, "part.yaml")
    text = varied(("tiers: [cap", "include: [part.yaml]\ntiers: [cap"))
    found = faults_of(written(tmp_path, text))
    assert [(fault.file, fault.message.split(", first")[0]) for fault in found] == [
        (str(part), f"the slug “{slug}” is used twice") for slug in ("c1", "p1", "p2")
    ]


PIECES = st.one_of(
    st.sampled_from(
        [
            *("[", "]", "{", "}", ":", "- ", "#", "&a ", "*a", "!!int ", "!", "|", ">", "\t", "\n"),
            *('"', "'", "~", "null", "nodes:", "children:", "include: [x.yaml]", "slug: p1", "0"),
            *("\ud7ff", "\u2028", "\x85", "{en: x}", "---\n", "...\n", "? ", "<<: ", "yes", "-1"),
        ]
    ),
    st.text(max_size=5),
)


@settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.integers(0, len(SMALL)), st.integers(0, 12), PIECES), max_size=4))
def test_whatever_is_written_it_loads_or_has_faults_with_lines(tmp_path, edits):
    text = SMALL
    for at, length, piece in edits:
        text = text[:at] + piece + text[at + length :]
    path = tmp_path / "model.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    faults = None
    try:
        load_model(path)
    except ModelFaults as error:
        faults = error.faults
    lines = 2 + sum(text.count(end) for end in ("\n", "\r", "\u2028", "\x85"))
    assert faults is None or faults
    assert all(1 <= fault.line <= lines for fault in faults or ())
