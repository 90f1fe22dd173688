"""Plans: worked numbers of docs/scoring.md, "Plans", and what a plan may never do."""

from dataclasses import replace
from fractions import Fraction

import pytest

from assessment.core.answers import DK, NA, answer_set
from assessment.core.model import Need
from assessment.core.plan_program import Impossible, Program, Row
from assessment.core.plans import budget_plan, level_first_plan, next_level_plan
from assessment.core.result import Step
from tests.assessment.core import t7
from tests.assessment.core.states import agreed, state_of


def near(value):
    return pytest.approx(value, abs=1e-9, rel=0)


def targets(plan):
    return {step.practice: step.to for step in plan.targets}


def test_t7_budget_10():
    plan = budget_plan(state_of(), budget=40)
    assert plan.targets == (Step("p1", 4), Step("p2", 3))
    assert (plan.effort / 4, plan.gain) == (9.25, 6)
    assert (plan.score_after, plan.level_after) == (near(54.0625), 2)


def test_t7_budget_20_beats_step_by_step():
    plan = budget_plan(state_of(), budget=80)
    assert plan.moves == (("p2", 3), ("p2", 4), ("p4", 3), ("p4", 4))
    assert (plan.effort / 4, plan.gain) == (19.25, Fraction("12.9375"))
    assert plan.gain > Fraction("11.8125")


def test_t7_next_level_3():
    plan = next_level_plan(state_of())
    assert targets(plan) == {"p5": 2, "p6": 2}
    assert (plan.effort / 4, plan.gain, plan.level_after) == (17, 7, 3)
    assert plan.score_after == near(55.0625)


def test_t7_level_first_20():
    first = level_first_plan(state_of(), budget=80)
    assert targets(first.plan) == {"p5": 2, "p6": 2, "p2": 3}
    assert (first.plan.effort / 4, first.plan.gain) == (20, Fraction("9.25"))
    assert first.smallest_budget == 68


def test_t7_level_4():
    plan = next_level_plan(state_of(), level=4)
    assert targets(plan) == {"p5": 2, "p6": 3, "p7": 3}
    assert (plan.effort / 4, plan.gain, plan.level_after) == (42.5, 16, 4)


def test_t7_capabilities_and_layers():
    state = state_of()
    assert targets(next_level_plan(state, node="a2")) == {"p4": 3, "p5": 2}
    assert targets(next_level_plan(state, node="b1")) == {"p5": 2, "p6": 2}
    assert targets(next_level_plan(state, node="B")) == {"p5": 2, "p6": 2}
    assert targets(next_level_plan(state, node="a1", level=5)) == {"p1": 4, "p2": 3}


def test_a_budget_below_the_smallest_gives_the_smallest():
    first = level_first_plan(state_of(), budget=67)
    assert (first.plan, first.smallest_budget) == (None, 68)


def test_the_smallest_budget_is_enough():
    first = level_first_plan(state_of(), budget=68)
    assert (targets(first.plan), first.smallest_budget) == ({"p5": 2, "p6": 2}, 68)


def test_no_money_no_moves():
    plan = budget_plan(state_of(), budget=0)
    assert (plan.moves, plan.effort, plan.gain) == ((), 0, 0)
    assert plan.score_after == near(48.0625)


def test_money_for_everything():
    plan = budget_plan(state_of(), budget=10_000)
    assert targets(plan) == dict.fromkeys(("p1", "p2", "p4", "p5", "p6", "p7"), 4)
    assert plan.score_after == near(96.75)  # who was two steps below the rest still is
    assert plan.level_after == 5


def test_there_is_no_level_after_the_top():
    state = state_of(agreed(t7.T7, 4, 4, 4, 4, 4, 4, 4))
    assert state.level == 5
    assert next_level_plan(state) is None
    assert level_first_plan(state, budget=100) is None
    assert budget_plan(state, budget=100).moves == ()


def test_the_short_form_has_no_level_above_its_cap():
    state = state_of(agreed(t7.T7, 2, 2, 2, 2, 2, 2, 2), cap=3)
    assert state.level == 3
    assert next_level_plan(state) is None


def test_nothing_is_planned_where_the_overall_is_not_shown():
    state = state_of(agreed(t7.T7, 1, 1, 1, 1, 1, DK, DK))
    assert not state.scores.overall_shown[0]
    assert budget_plan(state, budget=100) is None
    assert next_level_plan(state, node="a1") is None


def one(*practices):
    return t7.tree(t7.node("A", 1, t7.node("a1", 1, *practices)))


def test_less_effort_goes_before_fewer_moves_however_many_they_are():
    """Both plans gain 125/7 points: one move in 13 quarter-days, or five moves in 12."""
    tree = one(t7.practice("p0", 5), t7.practice("p1", 1), t7.practice("p2", 1))
    own = {("p0", 1): 13, ("p1", 1): 2, ("p1", 2): 2, ("p1", 3): 3, ("p1", 4): 3, ("p2", 1): 2}
    far = {(slug, step): 1000 for slug in ("p0", "p2") for step in (2, 3, 4)}
    plan = budget_plan(state_of(agreed(tree, 0, 0, 0), tree, own_efforts=own | far), budget=13)
    assert plan.gain == Fraction(125, 7)
    assert (targets(plan), plan.effort) == ({"p1": 4, "p2": 1}, 12)


def test_a_column_that_no_row_speaks_of_is_free():
    program = Program(2)
    program.require((0,), (1,), 1)
    assert program.best([[-1, -1]]) == {0}
    assert program.best([[-1, 1]]) == {0, 1}


def test_a_gate_without_data_has_no_next_level():
    tree = one(t7.practice("p0", 90), t7.practice("p1", 10, gate=True))
    state = state_of(agreed(tree, 1, DK), tree)
    assert next_level_plan(state) is None
    assert next_level_plan(state, node="A") is None
    assert targets(next_level_plan(state, node="a1")) == {"p0": 2}


def test_a_gate_that_does_not_apply_asks_for_nothing():
    tree = one(t7.practice("p0", 90), t7.practice("p1", 10, gate=True, na=t7.text("x")))
    assert targets(next_level_plan(state_of(agreed(tree, 1, NA), tree))) == {"p0": 2}


def test_a_missing_prerequisite_without_gain_is_bought():
    needy = t7.practice("p1", 100, "S", needs=(Need(2, "p0", 2),))
    tree = one(t7.practice("p0", 0, "S"), needy)
    plan = budget_plan(state_of(agreed(tree, 1, 1), tree), budget=16)
    assert plan.moves == (("p0", 2), ("p1", 2))
    assert plan.gain == 25


@pytest.mark.parametrize(("code", "checked"), [(NA, ()), (DK, ("p1",))])
def test_a_prerequisite_is_waived_or_to_be_checked_first(code, checked):
    tree = one(
        t7.practice("p0", 10, na=t7.text("x")),
        t7.practice("p1", 90, needs=(Need(2, "p0", 2),)),
    )
    plan = next_level_plan(state_of(agreed(tree, code, 1), tree))
    assert (plan.moves, plan.check_first) == ((("p1", 2),), checked)


def test_what_a_claimed_step_lacks_comes_before_the_next():
    tree = one(t7.practice("p0", 10), t7.practice("p1", 90, needs=(Need(1, "p0", 1),)))
    plan = next_level_plan(state_of(agreed(tree, 0, 1), tree))
    assert plan.moves == (("p0", 1), ("p1", 2))


def test_core_moves_for_a_module_cost_and_gain_nothing():
    module = one(t7.practice("q1", 1, needs=(Need(2, "p5", 2),)))
    given = t7.answers()
    rows = [
        (who, slug, int(given.codes[i, j]))
        for i, who in enumerate(given.respondents)
        for j, slug in enumerate(given.practices)
    ] + [(who, "q1", 1) for who in given.respondents]
    answers = answer_set(rows, [*given.practices, "q1"])
    plan = next_level_plan(state_of(answers, t7.T7, module, ranked=1))
    assert plan.moves == (("p5", 2), ("q1", 2))
    assert (plan.effort, plan.gain, plan.score_after) == (40, 25, 50.0)
    core = budget_plan(state_of(answers, t7.T7, module), budget=10_000)
    assert "q1" not in targets(core)


def test_ties_go_to_less_effort_then_fewer_moves_then_model_order():
    cheap = one(t7.practice("p0", 1, "M"), t7.practice("p1", 1, "S"))
    assert targets(budget_plan(state_of(agreed(cheap, 1, 1), cheap), budget=20)) == {"p1": 3}
    equal = one(*(t7.practice(f"p{i}", 1, "S") for i in range(3)))
    plan = budget_plan(state_of(agreed(equal, 1, 1, 1), equal), budget=16)
    assert plan.moves == (("p0", 2), ("p1", 2))
    # One dear step gives as much as two cheap ones and costs the same.
    few = one(t7.practice("p0", 1, 2), t7.practice("p1", 1, 2), t7.practice("p2", 2, 4))
    plan = budget_plan(state_of(agreed(few, 1, 1, 1), few), budget=16)
    assert plan.moves == (("p2", 2),)


def test_a_node_without_levels():
    state = state_of()
    with pytest.raises(ValueError, match="p1 is a practice"):
        next_level_plan(state, node="p1")
    with pytest.raises(KeyError):
        next_level_plan(state, node="nowhere")
    other = replace(t7.T7, levels=None)
    assert next_level_plan(state_of(t7.answers(), other)) is None
    assert budget_plan(state_of(t7.answers(), other), budget=40).level_after is None


def test_a_cut_excludes_the_answer_and_no_valid_one():
    row = Row((0, 1, 2, 3), (5, 4, 3, -6), 1)
    broken = frozenset({0, 3})
    cut = row.cut(broken)
    assert row.value(broken) < row.least
    assert cut.value(broken) < cut.least
    for chosen in range(16):
        answer = frozenset(column for column in range(4) if chosen >> column & 1)
        assert row.value(answer) < row.least or cut.value(answer) >= cut.least


def test_bounds_closer_than_the_solver_can_see_are_kept_exactly():
    """Two answers that differ by one part in 10¹⁵: only the exact check tells them apart."""
    huge = 10**15
    program = Program(2)
    program.require((0, 1), (huge, huge + 1), huge + 1)
    assert program.best([[-1, -1]]) == {1}
    program = Program(1)
    program.require((0,), (huge,), huge + 1)
    with pytest.raises(Impossible):
        program.best([[-1]])
