"""Several teams together: the mean of shown scores by people, and nothing of hidden teams."""

from itertools import permutations

import pytest

from assessment.core.answers import answer_set
from assessment.core.evaluation import evaluate
from assessment.core.organisation import combine, weighted_mean
from tests.assessment.core import t7

SLUGS = [practice.slug for practice in t7.T7.practices]


def team(people, step):
    """A team whose people all chose the same step everywhere."""
    rows = [(f"r{at}", slug, step) for at in range(people) for slug in SLUGS]
    return evaluate(t7.MODEL, answer_set(rows, SLUGS), min_group=3)


def test_the_mean_counts_people():
    """(3 x 25 + 4 x 50 + 5 x 100) / 12."""
    whole = combine([team(3, 1), team(4, 2), team(5, 4)])
    assert (whole.status, whole.teams, whole.teams_shown, whole.respondents) == ("shown", 3, 3, 12)
    assert whole.score == pytest.approx(775 / 12, abs=1e-9)
    assert whole.levels == {"1": 0, "2": 1, "3": 1, "4": 0, "5": 1}


def test_a_team_that_is_not_shown_leaves_no_trace():
    shown = [team(3, 1), team(4, 2), team(5, 4)]
    one, other = combine([*shown, team(2, 4)]), combine([*shown, team(2, 0)])
    assert one == other
    assert (one.teams, one.teams_shown) == (4, 3)
    assert (one.score, one.respondents) == (combine(shown).score, 12)


def test_fewer_than_three_shown_teams_give_no_figure():
    whole = combine([team(9, 1), team(9, 2), team(2, 2)])
    assert whole.to_json() == {
        "status": "not_enough_data",
        "score": None,
        "teams": 3,
        "teams_shown": 2,
        "respondents": None,
        "levels": None,
    }


def test_a_mean_of_fewer_than_three_teams_is_none():
    assert weighted_mean([(3, 25.0), (4, 50.0)]) is None
    assert weighted_mean([(3, 25.0), (4, 50.0), (5, 100.0)]) == pytest.approx(775 / 12, abs=1e-9)


def test_the_order_of_teams_changes_nothing():
    teams = [team(3, 1), team(4, 2), team(7, 3), team(5, 4)]
    assert len({combine(order).score for order in permutations(teams)}) == 1


def test_without_levels_there_is_no_spread():
    from dataclasses import replace

    plain = t7.model_of(replace(t7.T7, levels=None))
    rows = [(who, slug, 2) for who in "abc" for slug in SLUGS]
    result = evaluate(plain, answer_set(rows, SLUGS), min_group=3)
    assert combine([result] * 3).levels == {}
