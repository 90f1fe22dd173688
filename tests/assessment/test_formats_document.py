"""docs/formats.md is true: its examples load, and its lists are those of the code."""

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest

from assessment.core import result
from assessment.core.records import KEY
from assessment.formats import answers as answer_file
from assessment.formats import custom_weights, judgements, profiles, read_answers, read_profile
from assessment.formats import evidence as evidence_file
from assessment.formats.evidence import read_evidence
from assessment.linting import lint
from assessment.loading import building, built_in_model, load_model, read_source, trees, values

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")


def examples(language):
    return re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)


def keys_of_table(heading):
    """What stands in code marks in the first column of the table below a heading."""
    part = re.split("^#", TEXT.split(f"### {heading}\n")[1], maxsplit=1, flags=re.MULTILINE)[0]
    rows = [line for line in part.splitlines() if line.startswith("| `")]
    return [name for row in rows for name in re.findall("`([a-z_0-9]+)`", row.split("|")[1])]


def test_the_model_loads_without_warnings(tmp_path):
    text, *_profiles = examples("yaml")
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


@pytest.mark.parametrize(("at", "weighed"), [(1, {"overall"}), (2, {"problem-solving"})])
def test_the_weight_profiles_are_read(at, weighed, tmp_path):
    path = tmp_path / "profile.yaml"
    path.write_text(examples("yaml")[at], encoding="utf-8")
    assert read_profile(path, built_in_model()).used.parents.keys() == weighed


def test_the_evidence_is_read(tmp_path):
    path = tmp_path / "evidence.json"
    path.write_text(examples("json")[0], encoding="utf-8")
    (check,) = read_evidence(path, built_in_model()).checks
    assert (check.practice, check.at_least, check.confidence) == ("cs-format", 2, 0.7)
    assert json.loads(examples("json")[1])["organisation"]["teams"] == 4


def test_keys_of_profiles_and_evidence_are_listed():
    listed = keys_of_table("Keys of a weight profile")
    known = {*profiles.KEYS, *custom_weights.FAMILY_KEYS, *judgements.FAMILY_KEYS}
    assert sorted(listed) == sorted(known | {*judgements.EXPERT_KEYS})
    listed = keys_of_table("Keys of evidence")
    known = {*evidence_file.KEYS, *evidence_file.REPOSITORY_KEYS, *evidence_file.CHECK_KEYS}
    assert sorted(listed) == sorted(known)


def json_keys(kind):
    return {each.metadata.get(KEY, each.name) for each in fields(kind)}


@pytest.mark.parametrize(
    ("heading", "keys"),
    [
        (
            "Keys of a result",
            {"format", "team"}
            | (json_keys(result.Result) | json_keys(result.TreeResult)) - {"core", "slug"},
        ),
        ("Overall", json_keys(result.Overall)),
        ("Nodes of a result", json_keys(result.NodeResult)),
        ("Practices of a result", json_keys(result.PracticeResult)),
        ("Recommendations", json_keys(result.Recommendation)),
        ("Plans", json_keys(result.PlanResult)),
        ("Sensitivity", json_keys(result.WeightSensitivity)),
        ("Trend", json_keys(result.TrendResult)),
        ("Evidence of a result", json_keys(result.EvidenceResult)),
        ("Practices with evidence", json_keys(result.PracticeEvidence)),
        ("Weights of a result", json_keys(result.WeightsUsed)),
        ("Flags of a result", json_keys(result.FlagCounts)),
    ],
)
def test_keys_of_results_are_listed(heading, keys):
    assert sorted(keys_of_table(heading)) == sorted(keys)


@pytest.mark.parametrize(
    "kind",
    [
        result.Plans,
        result.LayerNudge,
        result.WeightDraws,
        result.NodeChange,
        result.PracticeChange,
        result.EvidenceCheck,
        result.BesideEvidence,
        result.JudgedFamily,
        result.Step,
    ],
)
def test_keys_within_results_are_named(kind):
    part = TEXT.split('<a id="result"></a>')[1]
    assert [key for key in json_keys(kind) if f"`{key}`" not in part] == []
