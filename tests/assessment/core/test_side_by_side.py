"""Several teams' answers together: the order under other weights, the quality of the items."""

from fractions import Fraction

import pytest

from assessment.core.answers import DK, answer_set
from assessment.core.instrument import team_reliability
from assessment.core.model import Scale
from assessment.core.seeds import Seeds
from assessment.core.side_by_side import side_by_side
from tests.assessment.core import t7

TREE = t7.MODEL.core
SLUGS = [practice.slug for practice in TREE.practices]
SEEDS = Seeds("autumn")


def team(*steps):
    """One person a step, who gives it everywhere."""
    rows = [(f"r{at}", slug, step) for at, step in enumerate(steps) for slug in SLUGS]
    return answer_set(rows, SLUGS)


def compare(*teams, k=3, consensus=False):
    return side_by_side(TREE, teams, k=k, consensus=consensus, seeds=SEEDS)


def test_clear_leads_do_not_hang_on_the_weights():
    found = compare(team(1, 1, 1), team(3, 3, 3), team(2, 2, 2))
    assert (found.teams, found.people) == (3, 9)
    assert found.ranking.order == (1, 2, 0)
    assert found.ranking.share == 1.0
    assert not found.ranking.depends_on_weights


def test_what_many_do_not_know_is_named():
    puzzled = answer_set(
        [
            (f"r{at}", slug, DK if slug == SLUGS[0] and at < 5 else 2)
            for at in range(12)
            for slug in SLUGS
        ],
        SLUGS,
    )
    found = compare(puzzled, puzzled, puzzled, puzzled).quality.unknown
    assert [use.practice for use in found.found] == [SLUGS[0]]


def test_one_team_has_no_order():
    assert compare(team(1, 1, 1)).ranking is None
    assert compare().ranking is None


@pytest.mark.parametrize(("teams", "people", "told"), [(9, 27, False), (10, 30, True)])
def test_the_items_are_judged_from_ten_teams_or_thirty_people_on(teams, people, told):
    found = compare(*[team(1, 2, 3)] * teams)
    assert found.people == people
    assert (found.quality is not None) is told


def test_thirty_people_of_two_teams_are_enough():
    found = compare(team(*[1] * 15), team(*[3] * 15))
    assert found.quality is not None
    alike = {item.practice: item.option for item in found.quality.alike.found}
    assert alike == {}


def test_reliability_comes_from_each_persons_own_score():
    groups = [(0, 1, 2, 3), (1, 2, 3, 4), (2, 2, 2, 2)] * 4
    found = compare(*(team(*steps) for steps in groups))
    own = [[25.0 * step for step in steps] for steps in groups]
    assert found.quality.reliability == pytest.approx(team_reliability(own))


def test_agreed_sheets_have_an_order_and_no_quality():
    found = compare(*[team(2)] * 10, team(3), consensus=True)
    assert found.ranking.order[0] == 10
    assert found.quality is None


def test_scales_of_more_steps_are_counted_whole():
    """Everybody is at the top of seven steps or at its middle."""
    seven = Scale("seven", tuple(Fraction(step, 6) for step in range(7)))
    tree = t7.tree(t7.node("A", 1, t7.node("a1", 1, t7.practice("p0", 1, scale=seven))))
    groups = [(6, 6, 3)] * 5 + [(3, 3, 6)] * 5
    teams = [
        answer_set([(f"r{at}", "p0", step) for at, step in enumerate(steps)], ["p0"])
        for steps in groups
    ]
    found = side_by_side(tree, teams, k=3, consensus=False, seeds=SEEDS)
    own = [[100.0 * step / 6 for step in steps] for steps in groups]
    assert found.quality.reliability == pytest.approx(team_reliability(own))
