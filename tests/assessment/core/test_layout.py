"""Positions and exact weights of a tree."""

from dataclasses import replace
from fractions import Fraction

import pytest

from assessment.core.layout import layout_of
from assessment.core.model import FIVE_STEPS, Scale
from tests.assessment.core import t7


@pytest.fixture
def layout():
    return layout_of(t7.T7)


def test_inner_nodes_stand_first_in_pre_order_then_practices(layout):
    assert [item.slug for item in layout.items] == [
        *("A", "a1", "a2", "B", "b1"),
        *("p1", "p2", "p3", "p4", "p5", "p6", "p7"),
    ]
    assert (layout.node_count, layout.practice_count) == (5, 7)
    assert layout.roots == (0, 3)
    assert layout.children == ((1, 2), (5, 6, 7), (8, 9), (4,), (10, 11))
    assert layout.parents == (-1, 0, 0, -1, 3, 1, 1, 1, 2, 2, 4, 4)
    assert layout.depths == (0, 1, 1, 0, 1, *[2] * 7)


def test_it_is_built_once(layout):
    assert layout_of(t7.T7) is layout


def test_tiers(layout):
    assert [layout.tier(at) for at in (0, 1, 5)] == ["layer", "capability", "practice"]


def test_practices_at_different_depths_are_of_the_last_tier():
    tree = t7.tree(t7.practice("p0", 1), t7.node("A", 1, t7.practice("p1", 1)))
    layout = layout_of(tree)
    assert [layout.tier(at) for at in range(3)] == ["layer", "practice", "practice"]


def test_paths_and_what_stands_below(layout):
    assert layout.path(9) == (9, 2, 0)
    assert layout.below(0) == (5, 6, 7, 8, 9)
    assert layout.siblings(3) == (0, 3)
    assert layout.siblings(10) == (10, 11)


def test_capabilities_are_where_levels_are_climbed(layout):
    assert layout.capabilities == (1, 2, 4)
    plain = replace(t7.tree(t7.node("A", 1, t7.node("a1", 1, t7.practice("p1", 1)))), levels=None)
    assert layout_of(plain).capabilities == (1,)


def test_nominal_shares_are_exact(layout):
    assert layout.nominal_share(layout.position["p3"]) == Fraction(60, 100) / 2 * Fraction(20, 100)
    assert layout.nominal_share(layout.position["p3"], layout.position["A"]) == Fraction(1, 10)
    assert sum(layout.nominal_share(at) for at in range(5, 12)) == 1


def test_whole_shares_keep_proportions():
    tree = t7.tree(
        t7.node("A", 1, t7.practice("p0", 1), t7.practice("p1", 2)),
        t7.node("B", 2, t7.practice("p2", 5)),
    )
    layout = layout_of(tree)
    assert layout.whole_shares((2, 3, 4)) == (1, 2, 6)


def test_shares_under_weights_that_are_all_zero_are_zero():
    layout = layout_of(t7.tree(t7.node("A", 1, t7.practice("p0", 0))))
    assert layout.nominal_share(1) == 0


def test_option_values_are_padded_to_the_widest_scale():
    yes_no = Scale("yes-no", (Fraction(0), Fraction(1)))
    tree = t7.tree(
        t7.node("A", 1, t7.practice("p0", 1, scale=yes_no), t7.practice("p1", 1)),
    )
    assert layout_of(tree).option_values.tolist() == [
        [0.0, 1.0, 0.0, 0.0, 0.0],
        [float(value) for value in FIVE_STEPS],
    ]
