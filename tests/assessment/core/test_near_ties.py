"""Orders and weakest layers where much hangs on little: other practices shown, near ties."""

from fractions import Fraction

from assessment.core.answers import NA
from assessment.core.model import Scale
from assessment.core.seeds import Seeds
from assessment.core.sensitivity import rank_teams, sensitivity_of
from assessment.core.weight_draws import draw_weights
from tests.assessment.core import t7
from tests.assessment.core.states import agreed, scores_of

SEEDS = Seeds("campaign", "team")


def team(*steps, tree=t7.T7):
    return scores_of(agreed(tree, *steps), tree)


def test_the_order_is_that_of_the_overall():
    """The first is better in the first capability, and worse on the whole."""
    teams = [team(4, 4, 4, 0, 0, 0, 0), team(0, 0, 0, 4, 4, 4, 4)]
    assert rank_teams(teams, seeds=SEEDS).order == (1, 0)


def test_teams_that_show_different_practices_have_their_own_shares():
    teams = [team(2, NA, NA, 3, 2, 2, 2), team(4, 1, 0, 2, 2, 2, 2)]
    layout = teams[0].layout
    draws = draw_weights(layout, SEEDS.of("overall", "mc1"))
    first, second = (
        (draws.shares(one.shown[:, 0])[layout.node_count :] * one.score[layout.node_count :]).sum(
            axis=0
        )
        for one in teams
    )
    found = rank_teams(teams, seeds=SEEDS)
    assert found.order == (0, 1)
    assert found.share == (first > second).sum() / 2000 < 1


NEARLY = Scale("nearly", (Fraction(1, 2), Fraction(1, 2) + Fraction(1, 10**12), Fraction(1)))
"""Doubles cannot tell its first two options apart in a weighted mean."""


def nearly(*weights):
    """Two layers of two practices whose scores differ by less than doubles can tell."""
    slugs = iter(("p0", "p1", "p2", "p3"))
    inner = [[t7.practice(next(slugs), w, scale=NEARLY) for w in pair] for pair in weights]
    return t7.tree(
        t7.node("A", 1, t7.node("a1", 1, *inner[0])), t7.node("B", 1, t7.node("b1", 1, *inner[1]))
    )


def test_a_weakest_layer_that_doubles_cannot_tell_is_found_in_fractions():
    tree = nearly((1, 1), (1, 1))
    scores = team(0, 1, 1, 0, tree=tree)
    draws = draw_weights(scores.layout, 5)
    w = {slug: draws.weights[scores.layout.position[slug]] for slug in ("p0", "p1", "p2", "p3")}
    # A is above 50 by p1's share, B by p2's; ties go to A.
    lower = w["p1"] * w["p3"] <= w["p0"] * w["p2"]
    found = sensitivity_of(scores, 5).monte_carlo
    assert (found.weakest, found.weakest_share) == ("A", lower.sum() / 2000)


def test_an_order_that_doubles_cannot_tell_is_found_in_fractions():
    tree = nearly((2, 1), (2, 1))
    teams = [team(0, 1, 0, 0, tree=tree), team(0, 0, 0, 1, tree=tree)]
    layout = teams[0].layout
    draws = draw_weights(layout, SEEDS.of("overall", "mc1"))
    shares = draws.shares(teams[0].shown[:, 0])
    ahead = shares[layout.position["p1"]] >= shares[layout.position["p3"]]
    found = rank_teams(teams, seeds=SEEDS)
    assert (found.order, found.share) == ((0, 1), ahead.sum() / 2000)
