"""Staged levels, gates, and what blocks (docs/scoring.md, "Levels")."""

from fractions import Fraction

import numpy as np
import pytest

from assessment.core.answers import DK, NA, answer_set, tally
from assessment.core.evaluation import evaluate
from assessment.core.layout import layout_of
from assessment.core.levels import achieved, lower_median, staged_levels, whole
from assessment.core.result import SHOWN
from assessment.core.scoring import score_teams
from tests.assessment.core import t7


def levels_of(tree, steps, **more):
    """Three people agree on one step for each practice."""
    slugs = [p.slug for p in tree.practices]
    rows = [(who, slug, step) for who in "abc" for slug, step in zip(slugs, steps, strict=True)]
    return evaluate(t7.model_of(tree), answer_set(rows, slugs), min_group=3, **more).core


def test_t7():
    core = evaluate(t7.MODEL, t7.answers(), min_group=3).core
    assert {p.slug: p.level for p in core.practices if p.level is not None} == {
        "p1": 3,
        "p2": 2,
        "p4": 2,
        "p5": 1,
        "p6": 1,
        "p7": 2,
    }
    assert {c: core.node(c).level for c in ("a1", "a2", "b1")} == {"a1": 4, "a2": 3, "b1": 2}
    assert core.overall.level == 2
    assert core.overall.level_name == {"en": "Foundational"}
    assert core.overall.blocked_by == ("p6",)
    assert core.breadth == {
        "2": 1.0,
        "3": pytest.approx(0.6, abs=1e-12),
        "4": pytest.approx(0.3, abs=1e-12),
        "5": 0.0,
    }


def capability(*weights):
    children = [t7.practice(f"p{i}", w) for i, w in enumerate(weights)]
    return t7.tree(t7.node("A", 1, t7.node("a1", 1, *children)))


@pytest.mark.parametrize(
    ("weights", "steps", "level"),
    [
        ((1,), (0,), 1),
        ((1,), (1,), 2),
        ((1,), (4,), 5),
        ((50, 50), (1, 0), 1),  # exactly half is not largely
        ((51, 49), (1, 0), 2),
        ((85, 15), (2, 0), 2),  # exactly 85 % is not fully
        ((86, 14), (2, 0), 3),
        ((86, 14), (4, 0), 5),
        ((60, 40), (4, 1), 3),  # climbing stops at the first failure
    ],
)
def test_capability_rule(weights, steps, level):
    assert levels_of(capability(*weights), steps).node("a1").level == level


def layers(first, second, gate=False):
    return t7.tree(
        t7.node("A", first, t7.node("a1", 1, t7.practice("p0", 1))),
        t7.node("B", second, t7.node("b1", 1, t7.practice("p1", 1, gate=gate))),
    )


@pytest.mark.parametrize(
    ("tree", "steps", "level", "blocked"),
    [
        (layers(50, 50), (1, 0), 1, ("b1",)),
        (layers(51, 49), (1, 0), 2, ("a1", "b1")),
        (layers(86, 14), (4, 0), 5, ()),
        (layers(86, 14, gate=True), (4, 0), 1, ("p1",)),
        (layers(86, 14, gate=True), (4, 2), 3, ("p1",)),
        (layers(50, 50, gate=True), (4, 3), 4, ("b1",)),
        (layers(60, 40, gate=True), (4, 3), 5, ()),  # a gate never asks for more than step 3
    ],
)
def test_overall_rule(tree, steps, level, blocked):
    overall = levels_of(tree, steps).overall
    assert (overall.level, overall.blocked_by) == (level, blocked)


def test_a_gate_without_data_blocks_above_level_one():
    tree = t7.tree(
        t7.node(
            "A",
            1,
            t7.node("a1", 1, t7.practice("p0", 90), t7.practice("p1", 10, gate=True)),
        )
    )
    overall = levels_of(tree, (4, DK)).overall
    assert (overall.status, overall.level, overall.blocked_by) == (SHOWN, 1, ("p1",))


def test_a_gate_that_does_not_apply_is_out_of_scope():
    tree = t7.tree(
        t7.node(
            "A",
            1,
            t7.node("a1", 1, t7.practice("p0", 90), t7.practice("p1", 10, gate=True)),
        )
    )
    assert levels_of(tree, (4, NA)).overall.level == 5


@pytest.mark.parametrize(("given", "provisional"), [(None, None), (6, False), (7, True)])
def test_provisional_below_half_of_those_invited(given, provisional):
    core = levels_of(capability(1), (2,), invited=given)
    assert core.overall.provisional is provisional


def test_lower_median_goes_to_caution():
    slugs = ["p0"]
    rows = [(f"r{i}", "p0", x) for i, x in enumerate((1, 1, 3, 4))]
    core = evaluate(t7.model_of(capability(1)), answer_set(rows, slugs), min_group=3).core
    assert core.practice("p0").level == 1


def test_short_form_is_capped():
    tree = t7.tree(
        t7.node(
            "A",
            1,
            t7.node("a1", 1, t7.practice("p0", 1, short=True), t7.practice("p1", 1)),
            t7.node("a2", 1, t7.practice("p2", 1)),
        )
    )
    core = levels_of(tree, (4, 0, 0), form="short")
    assert [p.slug for p in core.practices] == ["p0"]
    assert [n.slug for n in core.nodes] == ["A", "a1"]
    assert core.overall.score == 100.0
    assert core.overall.level == 3
    assert core.node("a1").level == 3


def test_t7_shares_of_a_capability():
    """A(x) of section 3: a1 (1, 1, 0.625, 0), a2 (1, 0.6, 0, 0), b1 (1, 0.5, 0, 0)."""
    layout = layout_of(t7.T7)
    scores = score_teams(t7.T7, tally(t7.answers().codes[np.newaxis]), 3)
    table = staged_levels(scores)
    shares = {}
    for capability in layout.capabilities:
        steps = [
            achieved(layout, capability, table.practice, scores, step) for step in (1, 2, 3, 4)
        ]
        slug = layout.items[capability].slug
        shares[slug] = [Fraction(int(part[0]), int(total[0])) for part, total in steps]
    assert shares == {
        "a1": [1, 1, Fraction(5, 8), 0],
        "a2": [1, Fraction(3, 5), 0, 0],
        "b1": [1, Fraction(1, 2), 0, 0],
    }


HALF, FULL = 500_000_000_000, 850_000_000_000
"""Of 10¹²: one more is just over the limit, so a score lies within 1e-9 of its lower bound."""


def nearly(steps, over=1):
    """A capability with just over half of its weight at the first step, 85 % at the second."""
    weights = (HALF + over, FULL - HALF + 1, 2 * HALF - FULL - 1 - over)
    return levels_of(capability(*weights), steps).node("a1")


@pytest.mark.parametrize(
    ("level", "steps", "lowest"),
    [
        (2, (1, 0, 0), 12.5),
        (3, (2, 1, 0), 33.75),
        (4, (3, 2, 0), 55),
        (5, (4, 3, 0), 76.25),
    ],
)
def test_lowest_scores_of_capability_levels(level, steps, lowest):
    node = nearly(steps)
    assert (node.level, node.score) == (level, pytest.approx(lowest, abs=1e-9, rel=0))
    assert nearly(steps, over=0).level == level - 1


@pytest.mark.parametrize(
    ("level", "capabilities", "lowest"),
    [
        (2, ((1, 0, 0), (0, 0, 0), (0, 0, 0)), 6.25),
        (3, ((2, 1, 0), (1, 0, 0), (0, 0, 0)), 21.25),
        (4, ((3, 2, 0), (2, 1, 0), (0, 0, 0)), 39.3125),
        (5, ((4, 3, 0), (3, 2, 0), (0, 0, 0)), 57.375),
    ],
)
def test_lowest_scores_of_overall_levels(level, capabilities, lowest):
    """Gates left aside, as in the worked numbers."""
    weights = (HALF + 1, FULL - HALF + 1, 2 * HALF - FULL - 2)
    nodes = [
        t7.node(f"a{at}", weight, *(t7.practice(f"p{at}{i}", w) for i, w in enumerate(weights)))
        for at, weight in enumerate(weights)
    ]
    steps = [step for capability in capabilities for step in capability]
    core = levels_of(t7.tree(t7.node("A", 1, *nodes)), steps)
    assert core.overall.level == core.node("A").level == level
    assert core.overall.score == pytest.approx(lowest, abs=1e-9, rel=0)


def test_practices_above_the_tier_of_levels_reach_no_further_than_level_one():
    """Layers without capabilities: there is a score, and nothing that could be climbed."""
    tree = t7.tree(t7.node("A", 1, t7.practice("p0", 1), t7.practice("p1", 1)))
    core = levels_of(tree, (4, 4))
    assert (core.overall.score, core.overall.level, core.overall.blocked_by) == (100.0, 1, ())
    assert core.breadth == {"2": 0.0, "3": 0.0, "4": 0.0, "5": 0.0}
    assert core.plans.next_level is None


def two_layers(weight_a, weight_b, **more):
    """Two layers of one capability of one practice each."""
    return t7.tree(
        t7.node("A", weight_a, t7.node("a1", 1, t7.practice("p0", 1))),
        t7.node("B", weight_b, t7.node("b1", 1, t7.practice("p1", 1, **more))),
    )


def test_a_level_below_that_is_only_largely_reached_blocks():
    """B(2) = 1, B(3) = B(4) = 0.6: level 4 would be wide enough, level 3 below it is not."""
    core = levels_of(two_layers(60, 40), (3, 1))
    assert (core.node("a1").level, core.node("b1").level) == (4, 2)
    assert (core.overall.level, core.overall.blocked_by) == (3, ("b1",))


def test_a_layer_climbs_on_its_own_capabilities_and_gates():
    core = levels_of(two_layers(40, 60, gate=True), (4, 0))
    assert (core.node("A").level, core.node("B").level, core.overall.level) == (5, 1, 1)
    other = levels_of(two_layers(40, 60, gate=True), (0, 4))
    assert (other.node("A").level, other.node("B").level, other.overall.level) == (1, 5, 2)


def test_a_gate_holds_back_the_layer_that_it_stands_in():
    tree = t7.tree(
        t7.node("A", 50, t7.node("a1", 1, t7.practice("p0", 90), t7.practice("p1", 10, gate=True))),
        t7.node("B", 50, t7.node("b1", 1, t7.practice("p2", 1))),
    )
    core = levels_of(tree, (4, 0, 4))
    assert (core.node("a1").level, core.node("A").level, core.node("B").level) == (5, 1, 5)


def test_the_median_of_each_team_is_its_own():
    codes = np.array([[[step], [step + 1]] for step in range(3)], dtype=np.int8)
    counted = tally(np.array([[[0], [1], [2], [3], [4]], [[4], [4], [3], [3], [0]]], dtype=np.int8))
    assert lower_median(counted).tolist() == [[2, 3]]
    assert lower_median(tally(codes)).tolist() == [[0, 1, 2]]


def test_weights_too_large_for_sixty_four_bits_stay_whole():
    assert whole((2**53 - 1,)).dtype == np.int64
    assert whole((2**53 - 1, 1)).dtype == object
    tree = two_layers(10**40, 10**40 - 1)
    assert levels_of(tree, (1, 0)).overall.level == 2
    assert levels_of(tree, (0, 1)).overall.level == 1
