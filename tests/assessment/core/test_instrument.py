"""Quality of the questionnaire: worked numbers of docs/scoring.md, "Instrument quality"."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.answers import DK, NA, tally
from assessment.core.instrument import (
    enough,
    item_consistency,
    own_scores,
    rater_agreement,
    team_reliability,
)
from tests.assessment.core import t7

TEAMS = ((60, 65, 70, 65), (40, 45, 50, 45), (55, 50, 60, 55))
PAIRS = ((0, 0), (1, 2), (2, 2), (3, 3), (4, 3), (2, 1))


def near(value):
    return pytest.approx(value, abs=1e-9, rel=0)


def test_teams_differ_and_their_means_are_reliable():
    found = team_reliability(TEAMS)
    assert (found.teams, found.people, found.size) == (3, 12, near(4))
    assert found.between == near(400)
    assert found.within == near(16.6666666667)
    assert found.icc1 == near(0.8518518519)
    assert found.icc2 == near(0.9583333333)


def test_teams_of_differing_size():
    """Means 10, 20, 30 of 1, 2, 3 people; grand mean 140 / 6."""
    found = team_reliability([(10,), (18, 22), (27, 30, 33), ()])
    between = ((10 - 70 / 3) ** 2 + 2 * (20 - 70 / 3) ** 2 + 3 * (30 - 70 / 3) ** 2) / 2
    within = (0 + 8 + 18) / 3
    size = (6 - (1 + 4 + 9) / 6) / 2
    assert (found.between, found.within, found.size) == (near(between), near(within), near(size))
    assert found.icc1 == near((between - within) / (between + (size - 1) * within))
    assert found.icc2 == near((between - within) / between)


@pytest.mark.parametrize("teams", [[], [(50, 60)], [(50,), (60,)], [(50, 60), ()]])
def test_reliability_needs_two_teams_and_a_pair(teams):
    assert team_reliability(teams) is None


def test_reliability_without_any_differences_is_undefined():
    found = team_reliability([(50, 50), (50, 50)])
    assert (found.between, found.within, found.icc1, found.icc2) == (0, 0, None, None)


def test_equal_means_leave_the_reliability_of_means_undefined():
    """The same scores in another order; in doubles their means differ by 1e-16."""
    found = team_reliability([(0.9, 0.1, 0.7), (0.7, 0.9, 0.1)])
    assert found.between > 0
    assert (found.icc1, found.icc2) == (near(-0.5), None)


@given(
    st.lists(st.lists(st.integers(0, 100), min_size=1, max_size=5), min_size=2, max_size=5),
    st.integers(1, 9),
    st.integers(-50, 50),
    st.randoms(use_true_random=False),
)
def test_reliability_knows_no_order_unit_or_origin(teams, factor, origin, shuffler):
    other = [[factor * score + origin for score in team] for team in teams]
    for team in other:
        shuffler.shuffle(team)
    shuffler.shuffle(other)
    one, two = team_reliability(teams), team_reliability(other)
    assert (one is None) == (two is None)
    if one is not None:
        for name in ("icc1", "icc2"):
            expected = getattr(one, name)
            assert getattr(two, name) == (None if expected is None else pytest.approx(expected))


def test_own_scores_of_a_team():
    """Each person is a team of one; their mean is 47.125."""
    scores = own_scores(t7.T7, tally(t7.answers().codes[:, None, :]))
    assert (scores[0], scores[2]) == (near(41.25), near(54.6875))
    assert sum(scores) / 5 == near(47.125)


def test_people_who_rated_nothing_have_no_score_of_their_own():
    codes = np.array([[[2] * 7], [[DK] * 7], [[NA] * 7], [[4] * 7]], dtype=np.int8)
    assert own_scores(t7.T7, tally(codes)) == (50.0, 100.0)


def test_raters():
    found = rater_agreement(PAIRS)
    assert found.alpha == near(0.8506172840)
    assert (found.reading, found.units) == ("firm", 6)


@pytest.mark.parametrize(
    ("units", "reading"),
    [
        ([(0, 0), (1, 1), (2, 2), (3, 3), (4, 4)], "firm"),
        ([(0, 1), (1, 2), (2, 2), (3, 3), (4, 3), (2, 1)], "tentative"),
        ([(0, 4), (1, 2), (4, 0)], "weak"),
    ],
)
def test_readings_of_alpha(units, reading):
    assert rater_agreement(units).reading == reading


def test_full_agreement_is_one():
    assert rater_agreement([(0, 0), (3, 3), (4, 4)]).alpha == 1.0


def test_a_thing_rated_once_is_left_out():
    units = [*PAIRS, (4, None), (None, None), (0,)]
    assert rater_agreement(units) == rater_agreement(PAIRS)


@pytest.mark.parametrize("units", [[], [(1, None)], [(2, 2), (2, 2)]])
def test_alpha_is_undefined_without_differences(units):
    assert rater_agreement(units) is None


def test_three_raters_by_the_definition():
    """Nominal counts by hand: two values, so every distance is the same and drops out."""
    units = [(0, 0, 1), (1, 1, 1), (0, 0, None)]
    # Pairable values 8: four 0, four 1. Observed 2·2/(3-1) = 2 of 8, expected 2·16 / (8·7).
    assert rater_agreement(units).alpha == near(1 - (2 / 8) / (32 / 56))


@given(
    st.lists(
        st.lists(st.none() | st.integers(0, 4), min_size=2, max_size=4), min_size=1, max_size=8
    ),
    st.randoms(use_true_random=False),
)
def test_alpha_knows_no_order_and_only_ranks(units, shuffler):
    moved = [[None if x is None else 10 * x + 3 for x in unit] for unit in units]
    for unit in moved:
        shuffler.shuffle(unit)
    shuffler.shuffle(moved)
    one, two = rater_agreement(units), rater_agreement(moved)
    assert one == two
    assert one is None or one.alpha <= 1


def test_consistency_of_items():
    rows = t7.answers().codes[:, [0, 1, 5, 6]].tolist()
    assert item_consistency(rows) == near(-1.9047619048)


def test_two_people_and_two_items_are_enough():
    """Variances 2 and 1/2, of the totals 9/2."""
    assert item_consistency([(1, 2), (3, 3)]) == near(8 / 9)


def test_items_that_move_together_are_consistent():
    assert item_consistency([(x, x, x) for x in (0, 2, 3, 4)]) == near(1)


def test_people_who_did_not_rate_all_items_are_left_out():
    rows = t7.answers().codes[:, [0, 1, 5, 6]].tolist()
    assert item_consistency([*rows, (4, None, 4, 4)]) == item_consistency(rows)


@pytest.mark.parametrize(
    "rows", [[], [(1, 2)], [(1,), (2,)], [(1, 3), (3, 1)], [(1, None), (2, 3)]]
)
def test_consistency_is_undefined(rows):
    assert item_consistency(rows) is None


def test_the_order_of_people_and_items_does_not_matter():
    rng = random.Random(2)
    rows = [[rng.randint(0, 4) for _ in range(5)] for _ in range(12)]
    turned = [list(reversed(row)) for row in reversed(rows)]
    assert item_consistency(turned) == item_consistency(rows)


@pytest.mark.parametrize(
    ("teams", "people", "shown"), [(9, 29, False), (10, 10, True), (2, 30, True)]
)
def test_shown_from_ten_teams_or_thirty_people(teams, people, shown):
    assert enough(teams, people) is shown
