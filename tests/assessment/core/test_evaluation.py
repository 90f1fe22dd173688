"""The whole result: its modes and parts, and its JSON."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings

from assessment.core import ENGINE_VERSION
from assessment.core.answers import DK, NA, answer_set
from assessment.core.evaluation import Earlier, Findings, evaluate
from assessment.core.evidence import Check
from assessment.core.result import (
    FORMAT,
    NOT_ENOUGH_DATA,
    BesideEvidence,
    EvidenceCheck,
    JudgedFamily,
    NodeChange,
    PracticeChange,
    PracticeEvidence,
    Result,
    Step,
    WeightsUsed,
)
from assessment.core.seeds import Seeds
from assessment.core.waves import same_ids
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


# --- Trend, evidence and weights in the result ---


def near(value):
    return pytest.approx(value, abs=1e-9, rel=0)


P1 = Check("p1", at_most=2, confidence=0.8, check="C1")
P5 = Check("p5", at_least=2, confidence=0.7, check="C2")
MIXED = (Check("p2", at_least=4, check="C3"), Check("p2", at_most=1, check="C4"))
AWAY = Check("p3", at_least=1, confidence=0.9, check="C5")
SEEDS = Seeds("campaign", "team")
USED = WeightsUsed(
    "ahp", "d" * 64, {"a1": {"p1": 1}}, {"a1": "why"}, (JudgedFamily("a1", 1, {"p1": 1.0}, 1.0, 0),)
)


def same_people(earlier, later):
    return Earlier(earlier, same_ids(earlier, later), "e" * 64)


def everything(model=t7.MODEL, answers=None, **more):
    answers = answers or t7.answers(t7.WAVE_2)
    return evaluate(
        model,
        answers,
        min_group=3,
        seeds=SEEDS,
        budget=Fraction(10),
        earlier=same_people(t7.answers(), answers),
        findings=Findings((P1, P5, *MIXED, AWAY), ("abcdef0",)),
        profile="by hand:dddddddddddd",
        weights=USED,
        **more,
    )


def test_everything_survives_json():
    result = everything()
    assert through_json(result) == result
    assert (result.profile, result.weights) == ("by hand:dddddddddddd", USED)
    assert result.core.trend is not None
    assert result.core.evidence is not None
    assert result.core.plans.budget is not None


def test_what_was_not_asked_for_is_none():
    content = evaluate(t7.MODEL, t7.answers(), min_group=3).to_json()
    assert [content[key] for key in ("weights", "sensitivity", "trend", "evidence")] == [None] * 4
    assert content["plans"]["budget"] is None


def test_the_trend_of_a_result():
    found = everything().core.trend
    assert (found.answers_sha256, found.method, found.people) == ("e" * 64, "linked", 5)
    assert (found.interval_level, found.common) == (0.9, ("p1", "p2", "p4", "p5", "p6", "p7"))
    assert (found.overall.slug, found.overall.label) == ("overall", "improved")
    assert found.overall.interval == (
        pytest.approx(9.7875, abs=1e-9, rel=0),
        pytest.approx(17.6533835470, abs=1e-9, rel=0),
    )
    assert [node.slug for node in found.nodes] == ["A", "a1", "a2", "B", "b1"]
    assert found.practices[3] == PracticeChange("p5", 18.75, 45.0, 26.25)
    assert found.nodes[0] == NodeChange(
        "A", near(53.4375), near(69.6875), near(16.25), found.nodes[0].interval, "improved"
    )


def test_the_evidence_of_a_result():
    answers = t7.answers()
    findings = Findings((P1, P5, *MIXED, AWAY), ("abcdef0",))
    found = evaluate(t7.MODEL, answers, min_group=3, findings=findings).core.evidence
    assert (found.heads, found.talk, found.not_applicable) == (
        ("abcdef0",),
        ("p1", "p5"),
        ("p3",),
    )
    assert (found.score, found.with_evidence, found.gap) == (48.0625, 46.9375, 1.125)
    assert found.nodes[0] == BesideEvidence("A", near(53.4375), near(51.5625), near(1.875))
    rows = {row.practice: row for row in found.practices}
    assert rows["p1"] == PracticeEvidence(
        "p1", None, 2, False, 3.0, 2.0, 2.2, -1.0, (EvidenceCheck("C1", None, 2, 0.8),)
    )
    assert (rows["p2"].mixed, rows["p2"].bounded, rows["p2"].adjusted) == (True, None, None)
    assert (rows["p3"].mean, rows["p3"].distance) == (None, None)


def test_shares_of_the_weight_with_evidence():
    """p1 weighs 0.1875 and p5 0.12, whose check is not firm."""
    findings = Findings((P1, Check("p5", at_least=2, confidence=0.5, check="C2")))
    found = evaluate(t7.MODEL, t7.answers(), min_group=3, findings=findings).core.evidence
    assert (found.share, found.firm_share) == (near(0.3075), near(0.1875))


def test_evidence_of_a_team_that_is_not_shown():
    answers = answer_set([(who, "p1", 3) for who in "abc"], [f"p{i}" for i in range(1, 8)])
    found = evaluate(t7.MODEL, answers, min_group=3, findings=Findings((P1,))).core.evidence
    assert (found.score, found.with_evidence, found.gap) == (None, None, None)


def test_evidence_changes_nothing_else():
    findings = Findings((P1, P5))
    with_evidence = evaluate(t7.MODEL, t7.answers(), min_group=3, findings=findings)
    without = evaluate(t7.MODEL, t7.answers(), min_group=3)
    told = [
        replace(step, badges=tuple(b for b in step.badges if b != "evidence_disagrees"))
        for step in with_evidence.core.recommendations
    ]
    marked = [
        step.practice
        for step, plain in zip(with_evidence.core.recommendations, told, strict=True)
        if step != plain
    ]
    assert sorted(marked) == ["p1", "p5"]
    core = replace(with_evidence.core, evidence=None, recommendations=tuple(told))
    assert core == without.core


def test_modules_carry_the_same():
    answers = t7.answers(t7.WAVE_2)
    rows = [
        (who, slug, int(answers.codes[i, j]))
        for i, who in enumerate(answers.respondents)
        for j, slug in enumerate(answers.practices)
    ]
    rows += [(who, "q1", 2) for who in answers.respondents]
    both = answer_set(rows, list(WITH_MODULE.practices))
    core, module = everything(), everything(WITH_MODULE, both)
    assert module.core == core.core
    (extra,) = module.modules
    assert extra.plans.next_level.moves == (Step("q1", 3),)
    assert [nudge.slug for nudge in extra.sensitivity.layers] == ["m1"]
    assert (extra.trend.common, extra.trend.overall) == ((), None)
    assert (extra.evidence.score, extra.evidence.practices) == (50.0, ())
    assert through_json(module) == module


def test_an_earlier_wave_of_nobody():
    nobody = answer_set([], list(t7.MODEL.practices))
    found = evaluate(
        t7.MODEL, t7.answers(), min_group=3, seeds=SEEDS, earlier=Earlier(nobody)
    ).core.trend
    assert (found.method, found.people, found.common, found.overall) == ("unlinked", 0, (), None)


def test_an_earlier_wave_keeps_its_own_smallest_group():
    """All five rated four practices, four of them two more."""

    def common(k: int | None) -> tuple[str, ...]:
        earlier = Earlier(t7.answers(), min_group=k)
        later = t7.answers(t7.WAVE_2)
        found = evaluate(t7.MODEL, later, min_group=3, seeds=SEEDS, earlier=earlier)
        return found.core.trend.common

    assert common(None) == common(3) == ("p1", "p2", "p4", "p5", "p6", "p7")
    assert common(5) == ("p1", "p2", "p6", "p7")
    assert common(6) == ()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"earlier": Earlier(t7.answers())}, "a trend needs seeds"),
        (
            {"seeds": SEEDS, "earlier": Earlier(t7.answers(), [("r1", "nobody")])},
            "each link must name one respondent",
        ),
        ({"budget": Fraction(-1)}, "cannot be negative"),
    ],
)
def test_what_cannot_be_evaluated(options, message):
    with pytest.raises(ValueError, match=message):
        evaluate(t7.MODEL, t7.answers(), min_group=3, **options)
