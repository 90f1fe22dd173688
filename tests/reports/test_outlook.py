"""Range, plan, weights and flags: the words say what the engine found."""

from dataclasses import replace

import pytest

from assessment.core.evaluation import evaluate
from assessment.core.result import FlagCounts, WeightDraws
from assessment.loading import built_in_model
from reports.contents.explanation import build_explanation
from reports.contents.reading import reading_of
from reports.contents.steps_shape import PlanStep
from reports.contents.team_report import build_team_report
from reports.contents.weights import build_weights, flags_text
from tests.assessment.core import t7
from tests.reports.reporting import even_answers, header, t7_report, t7_result


def test_the_range_stands_beside_the_score_and_is_explained():
    facts = t7_report().core.facts
    assert facts.interval == pytest.approx((44.8375, 51.8125), abs=1e-9)
    assert facts.interval_text == "44.8–51.8"
    assert facts.notes[0] == (
        "The range 44.8–51.8 (90\N{NO-BREAK SPACE}%) shows how far the score hangs on who "
        "answered, and so how far views inside the team differ."
    )
    rows = {row.slug: row.interval_text for g in t7_report().core.groups for row in g.capabilities}
    assert rows == {"a1": "50.6–77.5", "a2": "34.0–55.0", "b1": "37.5–45.0"}
    page = build_explanation(header(), t7.MODEL, t7_result(), "a1", "en")
    assert page.range_text == "50.6–77.5"


def test_the_plan_of_the_worked_example():
    report = t7_report()
    plan = report.core.plan
    assert plan.heading == "Two practices, about 17 person-days, reach level 3"
    assert plan.steps == (
        PlanStep(
            slug="p5",
            name="p5",
            capability_name="a2",
            from_step=1,
            from_label="By habit",
            to_step=2,
            to_label="Agreed and shared",
            next="p5 2",
            effort=5.0,
            effort_text="5 person-days",
            opens_gate=False,
            gate_text="opens the gate",
        ),
        PlanStep(
            slug="p6",
            name="p6",
            capability_name="b1",
            from_step=1,
            from_label="By habit",
            to_step=2,
            to_label="Agreed and shared",
            next="p6 2",
            effort=12.0,
            effort_text="12 person-days",
            opens_gate=True,
            gate_text="opens the gate",
        ),
    )
    assert (plan.goal, plan.after) == ("Level 3, Systematic", "Score 55.1 (+7.0)")
    assert report.finding.text == (
        "Payments platform stands at level 2, Foundational; p6 is the gate to level 3, and raising "
        "two practices, about 17 person-days, would reach level 3."
    )


def test_a_plan_lists_what_others_need_first_and_its_days_add_up():
    model = built_in_model()
    answers = even_answers(model, (1, 1, 1, 1, 1))
    result = evaluate(model, answers, min_group=3)
    plan = build_team_report(header(), model, result, "en").core.plan
    assert (
        sum(step.effort for step in plan.steps)
        == plan.effort
        == result.core.plans.next_level.effort
    )
    place = {step.slug: index for index, step in enumerate(plan.steps)}
    ends = {move.practice: move.to for move in result.core.plans.next_level.moves}
    assert set(place) == set(ends)
    for slug, index in place.items():
        for need in model.practices[slug].needs:
            if need.slug in place and need.level <= ends[slug]:
                assert place[need.slug] < index, (need.slug, slug)


def test_at_the_top_there_is_no_plan():
    model = built_in_model()
    result = evaluate(model, even_answers(model, (4, 4, 4, 4, 4)), min_group=3)
    report = build_team_report(header(), model, result, "en")
    assert report.core.plan is None
    assert report.finding.text == (
        "Payments platform stands at level 5, Exemplary; there is no level above it."
    )


def weights(result, language="en"):
    return build_weights(reading_of(t7.MODEL, header(), result, result.core, language))


def test_other_weights_move_the_score_by_so_much():
    found = weights(t7_result())
    assert [(row.name, row.down_text, row.up_text) for row in found.nudges] == [
        ("A", "46.9", "48.9"),
        ("B", "49.2", "47.2"),
    ]
    assert (
        found.sentences[1] == "B stays the weakest layer in 100\N{NO-BREAK SPACE}% of these draws."
    )


def test_a_weakest_layer_that_hangs_on_the_weights_is_called_so():
    result = t7_result()
    draws = WeightDraws(45.0, 48.0, 51.0, "B", 0.7999)
    core = replace(result.core, sensitivity=replace(result.core.sensitivity, monte_carlo=draws))
    assert weights(replace(result, core=core)).sentences == (
        "With all weights varied at random by up to 30 %, nine scores in ten lie between 45.0 and "
        "51.0.",
        "Which layer is weakest depends on the weights: B is so in only 80\N{NO-BREAK SPACE}% of "
        "these draws.",
    )


def flagged(**counts):
    values = {"straight_lining": 0, "haste": 0, "contradiction": 0, "flagged": 0}
    scores = {"score": None, "score_without": None}
    return replace(t7_result(), flags=FlagCounts(**{**values, **scores, **counts}))


def test_flags_are_told_without_pointing_at_fewer_than_the_smallest_group():
    assert flags_text(flagged(), "en") == ""
    assert flags_text(replace(t7_result(), flags=None), "en") == ""
    assert flags_text(flagged(flagged=None, contradiction=None), "en") == (
        "The answers of fewer than 3 people contradict themselves, are all alike for long, or were "
        "given in haste. They count like all others."
    )
    assert flags_text(flagged(flagged=4, score=50.0, score_without=47.5), "en") == (
        "The answers of 4 people contradict themselves, are all alike for long, or were given in "
        "haste. They count like all others. Score of all 50.0, without them 47.5."
    )
    assert flags_text(flagged(flagged=4, score=50.0, score_without=47.5), "zh-hans") == (
        "有4人的答案自相矛盾、长段相同或作答过快，仍与其他答案一样计入。全体得分50.0，除去这些人后为47.5。"
    )
