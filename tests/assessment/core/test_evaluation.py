"""The whole result: its modes and parts, and its JSON."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings

from assessment.core import ENGINE_VERSION
from assessment.core.answers import DK, NA, answer_set
from assessment.core.evaluation import evaluate
from assessment.core.result import FORMAT, NOT_ENOUGH_DATA, Result
from tests.assessment.core import t7
from tests.assessment.core.strategies import cases

MODULE = replace(
    t7.tree(t7.node("m1", 1, t7.practice("q1", 1, na=t7.text("x")))),
    slug="extra",
    tiers=("capability", "practice"),
)
WITH_MODULE = t7.model_of(t7.T7, (MODULE,))


def through_json(result):
    return Result.from_json(json.loads(json.dumps(result.to_json(), allow_nan=False)))


def test_the_worked_example_survives_json():
    result = evaluate(t7.MODEL, t7.answers(), min_group=3, invited=9, answers_sha256="f" * 64)
    assert through_json(result) == result


@settings(max_examples=60, deadline=None)
@given(cases())
def test_every_result_survives_json(case):
    tree, rows = case
    model = t7.model_of(tree, (MODULE,))
    rows = [*rows, *((who, "q1", 3) for who in {who for who, _slug, _code in rows})]
    result = evaluate(model, answer_set(rows, list(model.practices)), min_group=3)
    assert through_json(result) == result


def test_the_head_of_the_json():
    content = evaluate(t7.MODEL, t7.answers(), min_group=3).to_json()
    assert {key: content[key] for key in list(content)[:9]} == {
        "format": FORMAT,
        "engine": ENGINE_VERSION,
        "model": {"slug": "t7", "version": "1.0.0", "sha256": t7.MODEL.sha256},
        "profile": "default",
        "form": "full",
        "min_group": 3,
        "answers_sha256": "",
        "respondents": 5,
        "mode": "individual",
    }


def test_a_module_is_scored_only_if_somebody_answered_it():
    without = evaluate(WITH_MODULE, t7.answers(), min_group=3)
    assert without.modules == ()
    rows = [(who, "q1", NA if who == "a" else DK) for who in "abc"]
    answered = evaluate(WITH_MODULE, answer_set(rows, list(WITH_MODULE.practices)), min_group=3)
    assert [module.slug for module in answered.modules] == ["extra"]
    assert answered.modules[0].overall.status == NOT_ENOUGH_DATA


def test_a_module_never_changes_the_core():
    answers = t7.answers()
    rows = [
        (who, slug, int(answers.codes[i, j]))
        for i, who in enumerate(answers.respondents)
        for j, slug in enumerate(answers.practices)
    ]
    rows += [(who, "q1", 4) for who in answers.respondents]
    whole = evaluate(WITH_MODULE, answer_set(rows, list(WITH_MODULE.practices)), min_group=3)
    assert whole.core == evaluate(t7.MODEL, answers, min_group=3).core
    assert whole.modules[0].overall.score == 100.0


def test_a_module_without_short_practices_is_left_out_of_the_short_form():
    tree = t7.tree(t7.node("A", 1, t7.node("a1", 1, t7.practice("p0", 1, short=True))))
    model = t7.model_of(tree, (MODULE,))
    rows = [(who, slug, 2) for who in "abc" for slug in ("p0", "q1")]
    result = evaluate(model, answer_set(rows, ["p0", "q1"]), min_group=3, form="short")
    assert (result.form, result.modules) == ("short", ())


def test_nobody_answered():
    result = evaluate(t7.MODEL, answer_set([], ["p1"]))
    assert (result.respondents, result.mode) == (0, "individual")
    assert result.core.overall.status == NOT_ENOUGH_DATA
    assert {practice.status for practice in result.core.practices} == {NOT_ENOUGH_DATA}
    assert through_json(result) == result


def test_two_respondents_give_no_figures_at_all():
    rows = [(who, f"p{i}", 2) for who in "ab" for i in range(1, 8)]
    result = evaluate(t7.MODEL, answer_set(rows, [f"p{i}" for i in range(1, 8)]), min_group=3)
    assert result.mode == "individual"
    for row in (result.core.overall, *result.core.nodes, *result.core.practices):
        assert (row.status, row.score, row.agreement) == (NOT_ENOUGH_DATA, None, None)


def test_an_unknown_form_is_refused():
    with pytest.raises(ValueError, match="unknown form"):
        evaluate(t7.MODEL, t7.answers(), form="medium")
