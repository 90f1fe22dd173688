"""Evidence beside self-report: worked numbers of docs/scoring.md, "Evidence"."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.core.answers import NA, answer_set, tally
from assessment.core.evidence import Check, beside_evidence
from assessment.core.exact import exact_scores
from assessment.core.model import Scale
from assessment.core.scoring import score_teams
from tests.assessment.core import t7
from tests.assessment.core.states import agreed, scores_of
from tests.assessment.core.strategies import cases

P1 = Check("p1", at_most=2, confidence=0.8)
P5 = Check("p5", at_least=2, confidence=0.7)


def near(value):
    return pytest.approx(value, abs=1e-9, rel=0)


def view(*checks):
    return beside_evidence(scores_of(t7.answers()), checks)


def test_t7_one_check():
    found = view(P1)
    (row,) = found.practices
    assert (row.mean, row.bounded, row.adjusted) == (3, 2, Fraction("2.2"))
    assert found.overall.score == near(48.0625)
    assert found.overall.with_evidence == near(44.3125)
    assert found.overall.gap == near(3.75)


def test_t7_two_checks():
    found = view(P5, P1)
    assert [float(row.adjusted) for row in found.practices] == [near(2.2), near(1.625)]
    assert found.overall.with_evidence == near(46.9375)
    assert found.overall.gap == near(1.125)
    assert [(row.practice, float(row.distance)) for row in found.to_talk_about] == [
        ("p1", -1),
        ("p5", 1.25),
    ]
    assert found.share == found.firm_share == near(0.1875 + 0.12)


def test_t7_nodes():
    found = {each.slug: each for each in view(P5, P1).nodes}
    assert {slug: each.score for slug, each in found.items()} == {
        "A": 53.4375,
        "a1": 65.625,
        "a2": 41.25,
        "B": 40.0,
        "b1": 40.0,
    }
    assert found["a1"].with_evidence == near(53.125)
    assert found["a2"].with_evidence == near(50.0)
    assert found["b1"].gap == 0


def test_no_evidence_no_gap():
    found = view()
    assert (found.overall.score, found.overall.gap, found.share) == (48.0625, 0, 0)
    assert found.practices == found.to_talk_about == ()


def test_a_mean_within_the_bounds_stays():
    (row,) = view(Check("p1", at_least=3), Check("p1", at_most=3)).practices
    assert (row.at_least, row.at_most, row.bounded, row.adjusted) == (3, 3, 3, 3)
    assert not row.is_to_talk_about


def test_a_weak_check_is_shown_and_adjusts_nothing():
    found = view(Check("p1", at_most=0, confidence=0.59))
    (row,) = found.practices
    assert (row.at_most, row.adjusted, len(row.checks)) == (None, 3, 1)
    assert (found.overall.gap, found.firm_share) == (0, 0)
    assert found.share == near(0.1875)
    assert view(Check("p1", at_most=0, confidence=0.6)).overall.gap > 0


def test_the_tightest_bounds_count_and_of_equal_ones_the_most_certain():
    checks = [
        Check("p1", at_most=3, confidence=1.0),
        Check("p1", at_most=2, confidence=0.7),
        Check("p1", at_most=2, confidence=0.9),
        Check("p1", at_most=1, confidence=0.5),
    ]
    (row,) = view(*checks).practices
    assert (row.at_most, row.adjusted) == (2, 3 - Fraction("0.9"))


def test_mixed_evidence_adjusts_nothing():
    found = view(Check("p1", at_least=4), Check("p1", at_most=1))
    (row,) = found.practices
    assert (row.is_mixed, row.bounded, row.adjusted, row.distance) == (True, None, None, None)
    assert (found.overall.gap, found.to_talk_about) == (0, ())
    assert found.firm_share == near(0.1875)


def test_evidence_for_what_does_not_apply_is_listed():
    found = view(Check("p3", at_least=2, confidence=0.9))
    assert [row.practice for row in found.on_not_applicable] == ["p3"]
    assert (found.practices[0].mean, found.overall.gap, found.share) == (None, 0, 0)


def test_a_check_that_cannot_tell_is_no_evidence():
    assert view(Check("p1"), Check("elsewhere", at_least=2)).practices == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"at_least": 1, "at_most": 2},
        {"at_least": 5},
        {"at_most": -1},
        {"at_least": 1, "confidence": 1.1},
    ],
)
def test_wrong_checks_are_refused(wrong):
    with pytest.raises(ValueError, match="p1: a"):
        Check("p1", **wrong)


def test_where_the_overall_is_not_shown():
    answers = agreed(t7.T7, 1, 1, 1, NA, NA, -2, -2)
    found = beside_evidence(scores_of(answers), [P1, Check("p2", at_least=3)])
    assert found.overall is None
    assert [each.slug for each in found.nodes] == ["A", "a1"]
    assert (found.share, [row.practice for row in found.to_talk_about]) == (0, ["p2"])


CHECKS = st.lists(
    st.builds(
        lambda practice, lower, step, q: Check(
            practice, **{"at_least" if lower else "at_most": step}, confidence=q
        ),
        st.sampled_from([f"p{i}" for i in range(8)]),
        st.booleans(),
        st.integers(0, 4),
        st.sampled_from([0.3, 0.5, 0.6, 0.7, 0.9, 1.0]),
    ),
    max_size=8,
)


@settings(max_examples=80, deadline=None)
@given(cases(), CHECKS, st.randoms())
def test_evidence_moves_scores_towards_its_bounds(case, checks, rng):
    tree, rows = case
    scores = scores_of(answer_set(rows, [p.slug for p in tree.practices]), tree)
    found = beside_evidence(scores, checks)
    for row in found.practices:
        if row.bounded is not None:
            low, high = sorted((row.mean, row.bounded))
            assert low <= row.adjusted <= high
            assert row.at_least is None or row.bounded >= row.at_least
            assert row.at_most is None or row.bounded <= row.at_most
    assert 0 <= found.firm_share <= found.share <= 1 + 1e-12
    if found.overall:
        assert 0 <= found.overall.with_evidence <= 100
        assert found.overall.gap == near(found.overall.score - found.overall.with_evidence)
    shuffled = checks[:]
    rng.shuffle(shuffled)
    again = beside_evidence(scores, shuffled)
    assert (again.overall, again.nodes) == (found.overall, found.nodes)


@settings(max_examples=80, deadline=None)
@given(cases())
def test_the_exact_roll_up_is_the_engine_s(case):
    tree, rows = case
    scores = scores_of(answer_set(rows, [p.slug for p in tree.practices]), tree)
    exact = exact_scores(scores)
    nodes = scores.layout.node_count
    for index, value in enumerate((*exact.nodes, *exact.practices)):
        assert (value is not None) == bool(scores.shown[index, 0])
        assert value is None or float(value) == near(float(scores.score[index, 0]))
    assert (exact.overall is not None) == bool(scores.overall_shown[0])
    assert exact.overall is None or float(exact.overall) == near(float(scores.overall[0]))
    assert len(exact.nodes) == nodes


def test_the_exact_scores_of_the_worked_example():
    found = exact_scores(scores_of(t7.answers()))
    assert found.practices == (75, 50, None, Fraction(225, 4), Fraction(75, 4), 25, 55)
    assert found.nodes == (Fraction(855, 16), Fraction(525, 8), Fraction(165, 4), 40, 40)
    assert found.overall == Fraction(769, 16)


def test_on_another_scale_evidence_is_told_and_bounds_nothing():
    halves = Scale("halves", (Fraction(0), Fraction(1, 2), Fraction(1)))
    tree = t7.tree(t7.node("A", 1, t7.node("a1", 1, t7.practice("p1", 1, scale=halves))))
    found = beside_evidence(scores_of(agreed(tree, 2), tree), [P1])
    (row,) = found.practices
    assert (row.at_most, row.mean, row.bounded, row.adjusted) == (2, None, None, None)
    assert (found.overall.score, found.overall.gap) == (100, 0)


def test_of_several_teams_the_one_asked_for_is_judged():
    tree = t7.tree(t7.node("A", 1, t7.node("a1", 1, t7.practice("p1", 1))))
    codes = np.array([[[1]] * 3, [[3]] * 3], dtype=np.int8)
    scores = score_teams(tree, tally(codes), 3)
    assert [exact_scores(scores, at).overall for at in (0, 1)] == [25, 75]
    found = beside_evidence(scores, [P1], 1)
    assert (found.overall.score, found.overall.with_evidence) == (75, near(55))
