"""docs/formats.md is true: its examples load, and its lists are those of the code."""

import re
from pathlib import Path

import pytest

from assessment.formats import answers as answer_file
from assessment.formats import read_answers
from assessment.linting import lint
from assessment.loading import building, built_in_model, load_model, read_source, trees, values

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")


def examples(language):
    return re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)


def keys_of_table(heading):
    """What stands in code marks in the first column of the table below a heading."""
    part = TEXT.split(f"### {heading}\n")[1].strip()
    rows = [line for line in part.split("\n\n")[0].splitlines() if line.startswith("| `")]
    return [name for row in rows for name in re.findall("`([a-z_]+)`", row.split("|")[1])]


def test_the_model_loads_without_warnings(tmp_path):
    (text,) = examples("yaml")
    path = tmp_path / "model.yaml"
    path.write_text(text, encoding="utf-8")
    assert lint(read_source(path)) == ()
    assert [practice.slug for practice in load_model(path).core.practices] == ["cs-format"]


@pytest.mark.parametrize(("at", "respondents"), [(0, ("r1", "r2")), (1, ("r1", "r2"))])
def test_the_answers_are_read(at, respondents, tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text(examples("csv")[at], encoding="utf-8")
    (team,) = read_answers(path, built_in_model()).teams
    assert team.answers.respondents == respondents


def test_keys_of_models_are_listed():
    assert sorted(keys_of_table("Top keys")) == sorted(building.KEYS)
    listed = keys_of_table("Nodes and practices")
    assert sorted(listed) == sorted({*trees.NODE_KEYS, *trees.PRACTICE_KEYS})


def test_limits_are_those_of_the_code():
    assert f"{trees.MAX_NODES:,} nodes, depth {trees.MAX_DEPTH}" in TEXT
    assert f"at most {values.LONGEST:,} characters" in TEXT
    for slug in values.RESERVED:
        assert f"`{slug}`" in TEXT
    for column in answer_file.LONG_COLUMNS:
        assert f"`{column}`" in TEXT
