"""What-if equals the exact gains and the engine's own levels (docs/scoring.md, "What-if")."""

from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assessment.core.answers import DK, NA, answer_set
from assessment.core.evaluation import evaluate
from assessment.core.planning import TOP_STEP
from assessment.core.what_if import Gate, what_if
from tests.assessment.core import t7
from tests.assessment.core.states import agreed, scores_of, state_of
from tests.assessment.core.strategies import cases


def near(value):
    return pytest.approx(value, abs=1e-9, rel=0)


def test_nothing_raised_changes_nothing():
    outcome = what_if(state_of(), {})
    result = evaluate(t7.MODEL, t7.answers(), min_group=3).core
    assert (outcome.moves, outcome.missing, outcome.gain, outcome.effort) == ((), (), 0, 0)
    assert (outcome.score, outcome.level) == (result.overall.score, result.overall.level)
    assert outcome.blocked_by == result.overall.blocked_by == ("p6",)
    assert [(n.slug, n.score, n.level) for n in outcome.nodes] == [
        (n.slug, n.score, n.level) for n in result.nodes
    ]


def test_t7_next_level():
    outcome = what_if(state_of(), {"p5": 2, "p6": 2})
    assert outcome.moves == (("p5", 2), ("p6", 2))
    assert outcome.missing == ()
    assert outcome.score == near(55.0625)
    assert (outcome.gain, outcome.effort, outcome.level) == (7, 68, 3)
    assert {n.slug: n.level for n in outcome.nodes} == {"A": 3, "a1": 4, "a2": 3, "B": 3, "b1": 3}
    assert outcome.gates == (Gate("p6", 2, 3, is_open=False),)
    assert outcome.blocked_by == ("p6", "a2", "b1")


def test_t7_several_steps_add_up():
    outcome = what_if(state_of(), {"p2": 4, "p4": 4})
    assert outcome.moves == (("p2", 3), ("p2", 4), ("p4", 3), ("p4", 4))
    assert outcome.gain == Fraction("12.9375")
    assert outcome.score == near(48.0625 + 12.9375)
    assert outcome.effort == 77


def test_what_is_needed_first_is_named_and_not_done():
    outcome = what_if(state_of(), {"p7": 3})
    assert outcome.moves == (("p7", 3),)
    assert outcome.missing == (("p5", 2), ("p6", 2))
    assert (outcome.gain, outcome.effort) == (4, 30)


def test_gates_at_the_top_ask_for_nothing_more():
    outcome = what_if(state_of(), dict.fromkeys(("p1", "p2", "p4", "p5", "p6", "p7"), 4))
    assert outcome.level == 5
    assert outcome.gates == (Gate("p6", 4, None, is_open=True),)
    assert outcome.blocked_by == ()


def test_a_gate_without_data_stays_shut_and_one_that_does_not_apply_is_left_out():
    tree = t7.tree(
        t7.node(
            "A",
            1,
            t7.node(
                "a1",
                1,
                t7.practice("p0", 80),
                t7.practice("p1", 10, gate=True),
                t7.practice("p2", 10, gate=True, na=t7.text("x")),
            ),
        )
    )
    outcome = what_if(state_of(agreed(tree, 1, DK, NA), tree), {"p0": 3})
    assert outcome.gates == (Gate("p1", None, 1, is_open=False),)
    assert (outcome.level, outcome.blocked_by) == (1, ("p1",))


def test_own_estimates_and_the_size_factor_change_the_effort():
    state = state_of(size_factor=Fraction(2), own_efforts={("p5", 2): 7})
    assert what_if(state, {"p5": 2}).effort == 7
    assert what_if(state, {"p5": 3}).effort == 7 + 60


def test_a_module_is_scored_on_its_own():
    module = t7.tree(t7.node("m", 1, t7.node("m1", 1, t7.practice("q1", 1))))
    given = t7.answers()
    rows = [
        (who, slug, int(given.codes[i, j]))
        for i, who in enumerate(given.respondents)
        for j, slug in enumerate(given.practices)
    ] + [(who, "q1", 1) for who in given.respondents]
    answers = answer_set(rows, [*given.practices, "q1"])
    state = state_of(answers, t7.T7, module, ranked=1)
    outcome = what_if(state, {"q1": 2, "p5": 2})
    assert (outcome.score, outcome.gain, outcome.effort) == (50.0, 25, 40)


@pytest.mark.parametrize(
    ("targets", "error", "message"),
    [
        ({"p9": 2}, KeyError, "p9"),
        ({"p1": 2}, ValueError, "p1 stands at 3; it can be raised to 4 at most"),
        ({"p1": 5}, ValueError, "p1 stands at 3; it can be raised to 4 at most"),
        ({"p3": 2}, ValueError, "p3 has no level, so it cannot be raised"),
    ],
)
def test_what_cannot_be_raised_is_refused(targets, error, message):
    with pytest.raises(error, match=message):
        what_if(state_of(), targets)


def raised(rows, slug, now, target):
    """The answers themselves, after everyone below each step went up one."""
    for step in range(now + 1, target + 1):
        rows = [
            (who, name, code + 1 if name == slug and 0 <= code < step else code)
            for who, name, code in rows
        ]
    return rows


@settings(max_examples=60, deadline=None)
@given(cases(), st.data())
def test_what_if_equals_the_exact_gain_and_the_raised_answers(case, data):
    tree, rows = case
    slugs = [p.slug for p in tree.practices]
    state = state_of(answer_set(rows, slugs), tree)
    levels = {s: x.level for s, x in state.standings.items() if x.level is not None}
    assume(levels)
    chosen = data.draw(st.sets(st.sampled_from(sorted(levels)), min_size=1))
    targets = {slug: data.draw(st.integers(levels[slug], TOP_STEP)) for slug in sorted(chosen)}
    outcome = what_if(state, targets)
    for slug, target in targets.items():
        rows = raised(rows, slug, levels[slug], target)
    after = evaluate(t7.model_of(tree), answer_set(rows, slugs), min_group=3).core
    assert (outcome.score, outcome.level) == (after.overall.score, after.overall.level)
    assert outcome.blocked_by == after.overall.blocked_by
    assert [(n.slug, n.score, n.level) for n in outcome.nodes] == [
        (n.slug, n.score, n.level) for n in after.nodes
    ]
    for slug, target in targets.items():
        assert after.practice(slug).level == target
    if outcome.score is not None:
        before = float(scores_of(answer_set(case[1], slugs), tree).overall[0])
        assert outcome.score == near(before + float(outcome.gain))


def test_without_a_level_gates_ask_for_nothing():
    tree = t7.tree(
        t7.node("A", 1, t7.node("a1", 1, t7.practice("p0", 1, gate=True), t7.practice("p1", 2)))
    )
    outcome = what_if(state_of(agreed(tree, 1, DK), tree), {})
    assert (outcome.level, outcome.gates) == (None, (Gate("p0", 1, None, is_open=True),))
