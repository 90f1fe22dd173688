"""How results hang on weights: worked numbers and rules of docs/scoring.md, "Sensitivity"."""

import random
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.core.answers import DK, NA, answer_set, tally
from assessment.core.model import Node
from assessment.core.scoring import score_teams
from assessment.core.seeds import Seeds
from assessment.core.sensitivity import rank_teams, sensitivity, sensitivity_of
from assessment.core.weight_draws import draw_weights, practice_fractions
from tests.assessment.core import reference, t7
from tests.assessment.core.strategies import cases

SEEDS = Seeds("campaign", "team")
many = settings(max_examples=25, deadline=None)


def near(value):
    return pytest.approx(value, abs=1e-9, rel=0)


def scored(answers, tree=t7.T7, min_group=3):
    codes = answers.select([p.slug for p in tree.practices])
    people = np.array([len(codes)])
    return score_teams(tree, tally(codes[np.newaxis], 5, people), min_group)


def team(*steps, tree=t7.T7, number=3):
    """A team whose people all give these answers."""
    slugs = [p.slug for p in tree.practices]
    rows = [(f"r{i}", slug, step) for i in range(number) for slug, step in zip(slugs, steps)]
    return scored(answer_set(rows, slugs), tree)


def test_t7_one_at_a_time():
    found = sensitivity_of(scored(t7.answers()), 7)
    assert [(n.slug, n.parent, n.up, n.down) for n in found.layers] == [
        ("A", None, near(48.8824152542), near(46.8826219512)),
        ("B", None, near(47.1986607143), near(49.1619318182)),
    ]


def test_t7_monte_carlo():
    found = sensitivity_of(scored(t7.answers()), 7).monte_carlo
    assert found.p05 == near(45.2556372089)
    assert found.p50 == near(48.0428111510)
    assert found.p95 == near(50.7129213058)
    assert (found.weakest, found.weakest_share, found.depends_on_weights) == ("B", 1.0, False)


def test_the_seed_is_that_of_the_overall():
    scores = scored(t7.answers())
    assert sensitivity(scores, seeds=SEEDS) == sensitivity_of(scores, SEEDS.of("overall", "mc1"))


def test_draws_go_by_depth_then_practices_in_model_order():
    """Also for practices that hang at different depths."""
    tree = t7.tree(
        t7.node("A", 3, t7.node("a1", 5, t7.practice("p0", 7)), t7.practice("p1", 11)),
        t7.node("B", 13, t7.node("b1", 17, t7.practice("p2", 0))),
    )
    scores = team(2, 2, 2, tree=tree)
    draws = draw_weights(scores.layout, 99, 3)
    generator = random.Random(99)
    for draw in range(3):
        for slug in ("A", "B", "a1", "b1", "p0", "p1", "p2"):
            item = scores.layout.position[slug]
            factor = 1 + 0.30 * (2 * generator.random() - 1)
            assert draws.weights[item, draw] == scores.layout.weights[item] * factor


def test_monte_carlo_against_the_slow_roll_up():
    answers = t7.answers()
    scores = scored(answers)
    layout, draws = scores.layout, draw_weights(scores.layout, 7)
    codes = {p.slug: answers.codes[:, i].tolist() for i, p in enumerate(t7.T7.practices)}

    def drawn(draw):
        weight = dict(zip([i.slug for i in layout.items], draws.weights[:, draw].tolist()))
        scored = codes.keys() - {"p3"} | {n.slug for n in t7.T7.nodes}
        return reference.score(
            t7.T7.roots, codes, scored.__contains__, lambda item: weight[item.slug]
        )

    shares = draws.shares(scores.shown[:, 0])[layout.node_count :]
    fast = (shares * scores.score[layout.node_count :, :1]).sum(axis=0)
    assert shares.sum(axis=0) == near(1)
    assert fast[::40].tolist() == [near(float(drawn(draw))) for draw in range(0, 2000, 40)]


def test_nodes_below_the_layers():
    nodes = {n.slug: n for n in sensitivity_of(scored(t7.answers()), 7).nodes}
    # a1 65.625 and a2 41.25 with shares 0.565 : 0.435 in A, which has 0.6 of the overall.
    up = 0.6 * (0.65 * 65.625 + 0.5 * 41.25) / 1.15 + 0.4 * 40
    assert (nodes["a1"].parent, nodes["a1"].up) == ("A", near(up))
    assert (nodes["b1"].parent, nodes["b1"].up, nodes["b1"].down) == (
        "B",
        near(48.0625),
        near(48.0625),
    )


@many
@given(cases())
def test_one_at_a_time_is_what_scoring_again_gives(case):
    tree, rows = case
    answers = answer_set(rows, [p.slug for p in tree.practices])
    scores = scored(answers, tree)
    found = sensitivity_of(scores, 1)
    assert (found is None) == (not scores.overall_shown[0])
    if found is None:
        return
    codes = {p.slug: answers.codes[:, i].tolist() for i, p in enumerate(tree.practices)}
    items = zip(scores.layout.items, scores.shown[:, 0])
    shown = {item.slug for item, counts in items if counts}

    def again(slug, tenths):
        return reference.score(
            tree.roots,
            codes,
            shown.__contains__,
            lambda item: item.weight * (tenths if item.slug == slug else 10),
        )

    for nudge in (*found.layers, *found.nodes):
        assert nudge.up == near(float(again(nudge.slug, 13)))
        assert nudge.down == near(float(again(nudge.slug, 7)))


@many
@given(cases(), st.integers(2, 40))
def test_only_shares_of_weights_matter(case, factor):
    tree, rows = case
    slugs = [p.slug for p in tree.practices]

    def scaled(item):
        if isinstance(item, Node):
            item = replace(item, children=tuple(scaled(child) for child in item.children))
        return replace(item, weight=item.weight * factor)

    heavy = replace(tree, roots=tuple(scaled(root) for root in tree.roots))
    answers = answer_set(rows, slugs)
    one, two = (sensitivity_of(scored(answers, t), 3) for t in (tree, heavy))
    assert (one is None) == (two is None)
    if one is None:
        return
    first, second = one.monte_carlo, two.monte_carlo
    assert (second.p05, second.p50, second.p95) == (
        near(first.p05),
        near(first.p50),
        near(first.p95),
    )
    assert second.weakest == first.weakest
    assert 0 <= first.p05 <= first.p50 <= first.p95 <= 100 + 1e-9


def test_nothing_without_an_overall():
    answers = answer_set([(w, "p1", 2) for w in "abc"], [p.slug for p in t7.T7.practices])
    assert sensitivity(scored(answers), seeds=SEEDS) is None


def test_one_layer_has_no_weakest():
    tree = t7.tree(t7.node("A", 1, t7.node("a1", 1, t7.practice("p0", 1), t7.practice("p1", 2))))
    found = sensitivity(team(1, 3, tree=tree), seeds=SEEDS).monte_carlo
    assert (found.weakest, found.weakest_share, found.depends_on_weights) == (None, None, False)
    assert found.p05 < found.p50 < found.p95
    even = sensitivity(team(2, 2, tree=tree), seeds=SEEDS).monte_carlo
    assert (even.p05, even.p50, even.p95) == (near(50), near(50), near(50))


def test_layers_that_are_always_equal_tie_to_the_first():
    found = sensitivity(team(2, 2, 2, 2, 2, 2, 2), seeds=SEEDS).monte_carlo
    assert (found.weakest, found.weakest_share) == ("A", 1.0)
    assert (found.p05, found.p95) == (near(50), near(50))


def layers(first, second):
    """Two layers whose two practices each weigh the same."""
    return t7.tree(
        t7.node("A", 1, t7.node("a1", 1, t7.practice("p0", 1), t7.practice("p1", 1))),
        t7.node("B", 1, t7.node("b1", 1, t7.practice("p2", 1), t7.practice("p3", 1))),
    ), (*first, *second)


@pytest.mark.parametrize(
    ("first", "second", "weakest", "depends"),
    [
        ((0, 4), (0, 4), "A", True),  # equal as weighted, either way in half of the draws
        ((2, 2), (0, 4), "A", True),
        ((1, 1), (0, 4), "A", False),
        ((3, 3), (2, 2), "B", False),
    ],
)
def test_a_weakest_layer_may_depend_on_the_weights(first, second, weakest, depends):
    tree, steps = layers(first, second)
    found = sensitivity(team(*steps, tree=tree), seeds=SEEDS).monte_carlo
    assert (found.weakest, found.depends_on_weights) == (weakest, depends)
    assert (found.weakest_share < 0.8) is depends


def test_weakest_share_counts_the_draws():
    tree, steps = layers((2, 2), (0, 4))
    scores = team(*steps, tree=tree)
    draws = draw_weights(scores.layout, 5)
    p2, p3 = (draws.weights[scores.layout.position[slug]] for slug in ("p2", "p3"))
    # A is always 50; B is 100 w3 / (w2 + w3), so A is weakest (ties go to it) where w3 ≥ w2.
    found = sensitivity_of(scores, 5).monte_carlo
    assert found.weakest_share == (p3 >= p2).sum() / 2000


def test_ranking_holds_where_one_team_is_better_in_everything():
    teams = [team(1, 1, 1, 1, 1, 1, 1), team(3, 3, 3, 3, 3, 3, 3), team(2, 2, 2, 2, 2, 2, 2)]
    found = rank_teams(teams, seeds=SEEDS)
    assert (found.order, found.share, found.depends_on_weights) == ((1, 2, 0), 1.0, False)


def test_teams_that_answer_alike_keep_the_given_order():
    teams = [team(1, 2, 3, 4, 3, 2, 1), team(1, 2, 3, 4, 3, 2, 1, number=4)]
    found = rank_teams(teams, seeds=SEEDS)
    assert (found.order, found.share) == ((0, 1), 1.0)


def test_teams_that_no_weights_tell_apart_keep_the_given_order():
    """All practices are at 2 in both; in one of them some do not apply."""
    teams = [team(2, 2, NA, 2, 2, 2, 2), team(2, 2, 2, 2, 2, 2, 2), team(2, 2, 2, NA, 2, 2, 2)]
    found = rank_teams(teams, seeds=SEEDS)
    assert (found.order, found.share) == ((0, 1, 2), 1.0)


def test_ranking_share_counts_the_draws():
    tree, _ = layers((), ())
    teams = [team(2, 2, 2, 2, tree=tree), team(2, 2, 0, 4, tree=tree), team(1, 1, 1, 1, tree=tree)]
    found = rank_teams(teams, seeds=SEEDS)
    layout = teams[0].layout
    draws = draw_weights(layout, SEEDS.of("overall", "mc1"))
    p2, p3 = (draws.weights[layout.position[slug]] for slug in ("p2", "p3"))
    assert found.order == (0, 1, 2)
    assert found.share == (p3 <= p2).sum() / 2000
    assert found.depends_on_weights is True


def test_teams_that_are_not_shown_are_not_ranked():
    hidden = answer_set([(w, "p1", 2) for w in "abc"], [p.slug for p in t7.T7.practices])
    low, high = team(1, 1, 1, 1, 1, 1, 1), team(3, 3, 3, 3, 3, 3, 3)
    assert rank_teams([low, scored(hidden), high], seeds=SEEDS).order == (2, 0)
    assert rank_teams([low, scored(hidden)], seeds=SEEDS) is None


@many
@given(st.permutations(range(4)))
def test_ranking_does_not_hang_on_the_order_given(order):
    teams = [
        team(*steps) for steps in ((1, 2, 3, 1, 2, 3, 1), (4, 0, 1, 2, 2, 1, 3), (3,) * 7, (0,) * 7)
    ]
    one = rank_teams(teams, seeds=SEEDS)
    other = rank_teams([teams[at] for at in order], seeds=SEEDS)
    assert [order[at] for at in other.order] == list(one.order)
    assert other.share == one.share


def test_factors_stay_within_thirty_percent():
    draws = draw_weights(scored(t7.answers()).layout, 7)
    factors = draws.weights / np.array(draws.layout.weights)[:, np.newaxis]
    assert 0.7 - 1e-12 <= factors.min() < 0.71
    assert 1.29 < factors.max() <= 1.3 + 1e-12
    assert draws.number == 2000
    assert draws.exact(0)[0] == Fraction(float(draws.weights[0, 0]))


def test_a_node_outside_the_score_is_not_varied():
    """a1 has too little data; what comes after it is varied all the same."""
    tree = t7.tree(
        t7.node(
            "A",
            1,
            t7.node("a1", 30, t7.practice("p0", 1)),
            t7.node("a2", 70, t7.practice("p1", 1)),
        ),
        t7.node("B", 2, t7.node("b1", 1, t7.practice("p2", 1))),
    )
    scores = team(DK, 1, 3, tree=tree)
    found = sensitivity_of(scores, 7)
    assert [n.slug for n in found.layers] == ["A", "B"]
    assert [n.slug for n in found.nodes] == ["a2", "b1"]
    layout, shares = scores.layout, draw_weights(scores.layout, 7).shares(scores.shown[:, 0])
    assert not shares[[layout.position["a1"], layout.position["p0"]]].any()
    assert shares[layout.node_count :].sum(axis=0) == near(1)


def test_below_a_layer_that_is_not_shown_nothing_has_a_share():
    scores = team(3, 3, 3, 3, 3, 3, 3)
    layout, shown = scores.layout, scores.shown[:, 0].copy()
    shown[layout.position["A"]] = False
    shares = draw_weights(layout, 7).shares(shown)
    inside = {item.slug for item, share in zip(layout.items, shares) if share.any()}
    assert inside == {"B", "b1", "p6", "p7"}


def test_a_practice_may_stand_beside_the_layers():
    tree = t7.tree(t7.node("A", 1, t7.node("a1", 1, t7.practice("p0", 1))), t7.practice("p1", 1))
    found = sensitivity(team(3, 1, tree=tree), seeds=SEEDS)
    assert [n.slug for n in found.layers] == ["A", "p1"]
    assert (found.monte_carlo.weakest, found.monte_carlo.weakest_share) == ("p1", 1.0)


def test_the_fractions_behind_the_scores():
    scores = scored(t7.answers())
    found = {
        scores.layout.items[item].slug: score for item, score in practice_fractions(scores).items()
    }
    assert found == {
        **{"p1": 75, "p2": 50, "p4": Fraction(225, 4)},
        **{"p5": Fraction(75, 4), "p6": 25, "p7": 55},
    }
