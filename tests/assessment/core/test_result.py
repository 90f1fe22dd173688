"""Every figure of a result where it belongs: standing, advice, plans, sensitivity, flags."""

from fractions import Fraction

import pytest

from assessment.core.answers import DK, answer_set
from assessment.core.evaluation import evaluate, standing_of
from assessment.core.result import (
    NOT_ENOUGH_DATA,
    FlagCounts,
    LayerNudge,
    NodeResult,
    PlanResult,
    Plans,
    PracticeResult,
    Recommendation,
    Step,
    WeightDraws,
)
from assessment.core.seeds import Seeds
from tests.assessment.core import t7

SEEDS = Seeds("campaign", "team")


def near(value):
    return pytest.approx(value, abs=1e-9, rel=0)


def test_the_figures_of_the_worked_example():
    """The overall, a capability, and practices that are scored and that do not apply."""
    core = evaluate(t7.MODEL, t7.answers(), min_group=3, invited=11, seeds=SEEDS).core
    overall = core.overall
    assert (overall.level_name, overall.provisional) == (t7.text("Foundational"), True)
    assert overall.agreement == near(0.8166666667)
    assert overall.interval == (near(44.8375), near(51.8125))
    assert core.node("a1") == NodeResult(
        slug="a1",
        tier="capability",
        parent="A",
        status="shown",
        score=65.625,
        level=4,
        coverage=1.0,
        weight=50,
        effective_weight=0.3,
        agreement=0.75,
        narrowed=False,
        interval=(near(50.625), near(77.5)),
    )
    assert (core.node("A").parent, core.node("A").tier) == (None, "layer")
    assert core.practice("p2") == PracticeResult(
        "p2", "a1", "scored", 2.0, 50.0, 2, 5, 0, 0, 0.75, 0.4, 0.1125, None
    )
    assert core.practice("p3") == PracticeResult(
        "p3", "a1", "not_applicable", None, None, None, 2, 3, 0, None, None, 0.0, None
    )
    assert core.breadth == {"2": 1.0, "3": 0.6, "4": 0.3, "5": 0.0}


@pytest.mark.parametrize(("invited", "provisional"), [(10, False), (11, True), (None, None)])
def test_provisional_is_what_fewer_than_half_say(invited, provisional):
    result = evaluate(t7.MODEL, t7.answers(), min_group=3, invited=invited)
    assert result.core.overall.provisional is provisional


def test_one_sheet_that_all_agreed_on():
    rows = [("we", f"p{i}", 2) for i in range(1, 8)]
    answers = answer_set(rows, [f"p{i}" for i in range(1, 8)])
    result = evaluate(t7.MODEL, answers, min_group=3, seeds=SEEDS)
    assert (result.mode, result.respondents, result.flags) == ("consensus", 1, None)
    overall = result.core.overall
    assert (overall.score, overall.agreement, overall.interval) == (50.0, None, None)
    assert result.core.node("a1").agreement is None
    row = result.core.practice("p1")
    assert (row.n, row.n_na, row.n_dk, row.counts) == (1, 0, 0, (0, 0, 1, 0, 0))
    assert (row.agreement, row.ad) == (None, None)


def test_a_practice_that_one_sheet_leaves_open_is_counted():
    rows = [("we", f"p{i}", DK if i == 7 else 2) for i in range(1, 8)]
    answers = answer_set(rows, [f"p{i}" for i in range(1, 8)])
    row = evaluate(t7.MODEL, answers).core.practice("p7")
    assert (row.status, row.n_na, row.n_dk) == (NOT_ENOUGH_DATA, 0, 1)


def test_the_recommendations_of_a_result():
    found = evaluate(t7.MODEL, t7.answers(), min_group=3).core.recommendations
    assert [each.practice for each in found] == ["p2", "p1", "p5", "p4", "p7", "p6"]
    assert [each.rank for each in found] == [1, 2, 3, 4, 5, 6]
    assert found[1] == Recommendation(2, "p1", 3, 4, 3.75, 6.25, 0.6, 3.75, 6.25, (), ())
    assert found[4] == Recommendation(
        rank=5,
        practice="p7",
        from_level=2,
        to=3,
        gain=11.0,
        effort=24.5,
        ratio=11 / 24.5,
        own_gain=4.0,
        own_effort=7.5,
        first=(Step("p5", 2), Step("p6", 2)),
        badges=(),
    )
    assert found[5].badges == ("needed_for_next_level",)


def test_views_that_are_split_are_to_be_talked_about_first():
    steps = (0, 0, 0, 4, 4)
    rows = [(f"r{at}", f"p{i}", step) for at, step in enumerate(steps) for i in range(1, 8)]
    answers = answer_set(rows, [f"p{i}" for i in range(1, 8)])
    found = evaluate(t7.MODEL, answers, min_group=3).core.recommendations
    assert {"talk_first" in each.badges for each in found} == {True}


def test_the_plans_of_a_result():
    found = evaluate(t7.MODEL, t7.answers(), min_group=3, budget=Fraction(20)).core.plans
    assert found == Plans(
        next_level=PlanResult(3, None, (Step("p5", 2), Step("p6", 2)), 17.0, 7.0, 55.0625, 3),
        budget=PlanResult(
            None, 20.0, (Step("p2", 4), Step("p4", 4)), 19.25, 12.9375, near(61.0), 2
        ),
        level_first=PlanResult(
            3, 20.0, (Step("p2", 3), Step("p5", 2), Step("p6", 2)), 20.0, 9.25, near(57.3125), 3
        ),
    )


def test_a_budget_of_nothing_buys_nothing():
    found = evaluate(t7.MODEL, t7.answers(), min_group=3, budget=Fraction(0)).core.plans
    assert (found.budget.moves, found.budget.budget, found.level_first) == ((), 0.0, None)


def test_plans_are_left_out_where_they_are_not_wanted():
    result = evaluate(t7.MODEL, t7.answers(), min_group=3, budget=Fraction(20), plans=False)
    assert result.core.plans == Plans()


def test_the_sensitivity_of_a_result():
    found = evaluate(t7.MODEL, t7.answers(), min_group=3, seeds=SEEDS).core.sensitivity
    assert found.layers == (
        LayerNudge("A", near(48.8824152542), near(46.8826219512)),
        LayerNudge("B", near(47.1986607143), near(49.1619318182)),
    )
    assert found.monte_carlo == WeightDraws(
        near(45.2196173518), near(47.9499934539), near(50.6599629904), "B", 1.0
    )


def flag_counts(*kinds):
    """ "s": 4 sixteen times, that is straight-lining; anything else 1 and 3 in turn."""
    tree = t7.tree(t7.node("A", 1, t7.node("a1", 1, *(t7.practice(f"p{i}", 1) for i in range(16)))))
    rows = [
        (f"r{at}", f"p{i}", 4 if kind == "s" else (1, 3)[i % 2])
        for at, kind in enumerate(kinds)
        for i in range(16)
    ]
    answers = answer_set(rows, [f"p{i}" for i in range(16)])
    return evaluate(t7.model_of(tree), answers, min_group=3).flags


def test_the_flags_of_a_result():
    assert flag_counts(*"sss...") == FlagCounts(3, 0, 0, 3, 75.0, 50.0)
    assert flag_counts(*"s.....") == FlagCounts(None, 0, 0, None, None, None)


def test_two_people_who_contradict_themselves_are_fewer_than_k():
    found = evaluate(t7.MODEL, t7.answers(), min_group=3).flags
    assert found == FlagCounts(0, 0, None, None, None, None)


def test_where_a_team_stands():
    state = standing_of(t7.MODEL, t7.answers(), min_group=3)
    assert (state.level, state.cap) == (2, 5)
    assert state.scores.overall.tolist() == [near(48.0625)]
    assert {slug: each.level for slug, each in state.standings.items()} == {
        **{"p1": 3, "p2": 2, "p3": None, "p4": 2, "p5": 1, "p6": 1, "p7": 2}
    }
    assert standing_of(t7.MODEL, t7.answers()).scores.min_group == 5


def test_where_a_team_stands_on_the_short_form():
    tree = t7.tree(
        t7.node("A", 1, t7.node("a1", 1, t7.practice("p0", 1, short=True), t7.practice("p1", 1)))
    )
    answers = answer_set([(who, "p0", 4) for who in "abc"], ["p0", "p1"])
    state = standing_of(t7.model_of(tree), answers, min_group=3, form="short")
    assert (state.level, state.cap, list(state.standings)) == (3, 3, ["p0"])
    with pytest.raises(ValueError, match="unknown form"):
        standing_of(t7.MODEL, t7.answers(), form="medium")
