"""Bootstrap intervals: worked numbers and rules of docs/scoring.md, "Intervals"."""

import itertools
import random
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.core.answers import DK, answer_set, tally
from assessment.core.intervals import resamples_of, team_intervals
from assessment.core.layout import layout_of
from assessment.core.model import FIVE_STEPS, Scale
from assessment.core.resampling import (
    drawn_resamples,
    every_resample,
    exact_quantile,
    interval,
    quantile,
    tail,
)
from assessment.core.scoring import score_teams
from assessment.core.seeds import Seeds
from assessment.core.variants import exact_scores, node_scores, ratings_of
from tests.assessment.core import reference, t7
from tests.assessment.core.strategies import cases

SEEDS = Seeds("campaign", "team")
many = settings(max_examples=40, deadline=None)


def near(value):
    return pytest.approx(value, abs=1e-9, rel=0)


def scored(tree, answers, min_group=3):
    codes = answers.select([p.slug for p in tree.practices])
    options = max(len(p.scale.values) for p in tree.practices)
    people = np.array([len(codes)])
    return score_teams(tree, tally(codes[np.newaxis], options, people), min_group), codes


def intervals(tree, answers, **more):
    scores, codes = scored(tree, answers, more.pop("min_group", 3))
    found = team_intervals(scores, codes, seeds=SEEDS, **more)
    slugs = [item.slug for item in scores.layout.items[: scores.layout.node_count]]
    return found.overall, dict(zip(slugs, found.nodes, strict=True))


def overall_values(resamples):
    scores, codes = scored(t7.T7, t7.answers())
    sums = ratings_of(scores.layout, codes).add_up(resamples.times)
    return node_scores(scores.layout, scores.shown[:, 0], sums)


@pytest.mark.parametrize(
    ("people", "alpha", "share"), [(5, 0.10, 0.008574974191), (5, 0.05, 0.000954100552)]
)
def test_the_tail_is_widened_for_small_teams(people, alpha, share):
    assert tail(people, alpha) == pytest.approx(share, abs=1e-12)


def test_t7():
    overall, nodes = intervals(t7.T7, t7.answers())
    assert overall == (near(44.8375), near(51.8125))
    assert nodes["A"] == (near(46.8125), near(59.6875))
    assert nodes["a1"] == (near(50.625), near(77.5))
    assert nodes["a2"] == (near(34), near(55))
    assert nodes["B"] == nodes["b1"] == (near(37.5), near(45))


def test_the_level_is_told():
    scores, codes = scored(t7.T7, t7.answers())
    assert team_intervals(scores, codes, seeds=SEEDS).level == near(0.9)
    assert team_intervals(scores, codes, seeds=SEEDS, alpha=0.05).level == near(0.95)


def test_t7_at_95_percent():
    assert intervals(t7.T7, t7.answers(), alpha=0.05)[0] == (near(44.0875), near(54.4375))


def test_t7_plain_percentile():
    resamples = every_resample(5)
    found = interval(overall_values(resamples), resamples.weight, 0.05)
    assert found == (near(45.5875), near(50.5625))


def test_t7_by_draws():
    resamples = drawn_resamples(5, 42)
    assert len(resamples.times) == 4000
    found = interval(overall_values(resamples), resamples.weight, tail(5))
    assert found == (near(44.8375), near(51.8125))


@pytest.mark.parametrize("people", range(1, 7))
def test_every_resample_counts_all_ordered_ones(people):
    resamples = every_resample(people)
    assert resamples.weight.sum() == people**people
    assert set(resamples.times.sum(axis=1).tolist()) == {people}
    ordered = {}
    for row in itertools.product(range(people), repeat=min(people, 4)):
        key = tuple(row.count(who) for who in range(people))
        ordered[key] = ordered.get(key, 0) + 1
    if people <= 4:
        kept = zip(map(tuple, resamples.times.tolist()), resamples.weight.tolist(), strict=True)
        assert dict(kept) == ordered


def test_draws_are_used_up_resample_by_resample():
    generator = random.Random(5)
    drawn = [[int(generator.random() * 8) for _ in range(8)] for _ in range(50)]
    expected = [[row.count(who) for who in range(8)] for row in drawn]
    assert drawn_resamples(8, 5, 50).times.tolist() == expected


@many
@given(
    st.lists(st.tuples(st.integers(0, 12), st.integers(1, 9)), min_size=1, max_size=12),
    st.floats(0, 1),
)
def test_a_quantile_with_numbers_is_that_of_the_long_list(pairs, share):
    values = np.array([value for value, _ in pairs], dtype=float)
    weight = np.array([number for _, number in pairs])
    expected = np.quantile(np.repeat(values, weight), share)
    assert quantile(values, weight, share) == pytest.approx(expected, abs=1e-9)
    exact = exact_quantile(values, weight, share, lambda at: [Fraction(pairs[i][0]) for i in at])
    assert float(exact) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(("share", "expected"), [(0, 0), (0.25, 2.5), (0.875, 8.75), (1, 10)])
def test_a_quantile_of_two_values_lies_between_them(share, expected):
    values, weight = np.array([10.0, 0.0]), np.array([1, 1])
    exact = exact_quantile(values, weight, share, lambda at: [Fraction((10, 0)[i]) for i in at])
    assert (quantile(values, weight, share), exact) == (expected, Fraction(expected))


def test_an_exact_quantile_is_not_misled_by_noise():
    """In doubles the order of the middle two is the wrong way round."""
    exact = [Fraction(0), Fraction(1, 3), Fraction(1, 3) + Fraction(1, 10**15), Fraction(1)]
    values = np.array([0, 1 / 3 + 1e-12, 1 / 3, 1.0])
    weight = np.array([1, 1, 1, 2])
    for share, expected in ((0.25, exact[1]), (0.5, exact[2])):
        assert exact_quantile(values, weight, share, lambda at: [exact[i] for i in at]) == expected


def brute(tree, answers, people_lists, counts, share, node=None):
    values = [reference.resampled(tree, answers, p, counts, node) for p in people_lists]
    known = [value for value in values if value is not None]
    return (
        near(reference.quantile(known, share)),
        near(reference.quantile(known, 1 - share)),
    )


SPARSE = """
r1 3 2 1 2 0 1 2
r2 3 2 3 2 1 1 2
r3 2 1 2 3 D 2 D
r4 D D D 2 1 0 3
r5 D D D 0 1 1 2
"""
"""Two people who did not rate capability a1 at all."""


@pytest.mark.parametrize("node", [None, "A", "a1", "a2", "b1"])
def test_all_resamples_against_every_ordered_one(node):
    """3125 resamples one by one; those in which nobody rated a1 count only where a1 does not."""
    answers = t7.answers(SPARSE)
    overall, nodes = intervals(t7.T7, answers)
    every = itertools.product(range(5), repeat=5)
    expected = brute(t7.T7, answers, every, lambda slug: True, tail(5), node)
    assert (overall if node is None else nodes[node]) == expected


def test_six_people_are_taken_in_every_way_and_seven_are_drawn():
    six, seven = resamples_of(6, seed=1), resamples_of(7, seed=1)
    assert (len(six.times), int(six.weight.sum())) == (462, 6**6)
    assert (len(seven.times), int(seven.weight.sum())) == (4000, 4000)


def test_more_than_six_people_are_drawn_with_a_seed_for_each_node():
    rng = random.Random(1)
    slugs = [p.slug for p in t7.T7.practices]
    people = [f"r{i}" for i in range(7)]
    rows = [(who, slug, rng.choice([0, 1, 2, 3, 4, DK])) for who in people for slug in slugs]
    answers = answer_set(rows, slugs)
    scores, _ = scored(t7.T7, answers)
    counts = {item.slug: bool(s) for item, s in zip(scores.layout.items, scores.shown[:, 0])}
    overall, nodes = intervals(t7.T7, answers)
    assert counts["a1"]
    for node, found in ((None, overall), ("a1", nodes["a1"])):
        generator = random.Random(SEEDS.of(node or "overall", "ci1"))
        drawn = [[int(generator.random() * 7) for _ in range(7)] for _ in range(4000)]
        assert found == brute(t7.T7, answers, drawn, counts.__getitem__, tail(7), node)


def people_like(number, code=2):
    slugs = [p.slug for p in t7.T7.practices]
    return answer_set([(f"r{i}", slug, code) for i in range(number) for slug in slugs], slugs)


@pytest.mark.parametrize("number", [1, 3, 4])
def test_no_interval_below_five_people(number):
    scores, codes = scored(t7.T7, people_like(number), 1 if number == 1 else 3)
    assert scores.overall_shown[0]
    found = team_intervals(scores, codes, seeds=SEEDS)
    assert found.overall is None
    assert set(found.nodes) == {None}
    assert found.level == near(0.9)


@pytest.mark.parametrize("number", [5, 6, 7, 12])
def test_where_all_agree_the_interval_is_the_score(number):
    overall, nodes = intervals(t7.T7, people_like(number))
    assert overall == (near(50), near(50))
    assert set(nodes.values()) == {(50.0, 50.0)}


def test_what_is_not_shown_has_no_interval():
    table = "\n".join(f"r{i} 3 2 1 2 0 D D" for i in range(5))
    overall, nodes = intervals(t7.T7, t7.answers(table))
    assert overall is None
    assert nodes["B"] is nodes["b1"] is None
    assert nodes["a1"] == (near(57.5), near(57.5))


def test_everybody_who_answered_counts_even_if_not_here():
    """A fifth person who answered only elsewhere makes it five people."""
    table = "\n".join(f"r{i} 3 2 1 2 0 1 {i}" for i in range(4))
    assert intervals(t7.T7, t7.answers(table))[0] is None
    overall, _ = intervals(t7.T7, t7.answers(table + "\nr5 D D D D D D D"))
    assert overall is not None


def odd_scales():
    """Values that no double holds exactly, one with a large denominator."""
    thirds = Scale("thirds", (Fraction(0), Fraction(1, 3), Fraction(2, 3), Fraction(1)))
    odd = Scale("odd", (Fraction(0), Fraction(1, 10**17 + 3), Fraction(1)))
    tree = t7.tree(
        t7.node(
            "A",
            1,
            t7.node("a1", 1, t7.practice("p0", 2, scale=thirds), t7.practice("p1", 3)),
            t7.node("a2", 2, t7.practice("p2", 1, scale=odd)),
        )
    )
    slugs = ["p0", "p1", "p2"]
    rows = [(f"r{i}", slug, (i * 2 + j) % 3) for i in range(5) for j, slug in enumerate(slugs)]
    return tree, answer_set(rows, slugs)


def test_large_denominators_are_kept_whole():
    tree, answers = odd_scales()
    scores, codes = scored(tree, answers)
    sums = ratings_of(scores.layout, codes).add_up(np.array([[1, 1, 1, 1, 1], [0, 3, 1, 0, 1]]))
    assert exact_scores(scores.layout, scores.shown[:, 0], sums, [0, 1]) == [
        reference.resampled(tree, answers, people, lambda slug: True)
        for people in ([0, 1, 2, 3, 4], [1, 1, 1, 2, 4])
    ]


def test_other_scales():
    tree, answers = odd_scales()
    overall, nodes = intervals(tree, answers)
    every = list(itertools.product(range(5), repeat=5))
    assert overall == brute(tree, answers, every, lambda slug: True, tail(5))
    assert nodes["a1"] == brute(tree, answers, every, lambda slug: True, tail(5), "a1")


@many
@given(cases())
def test_interval_is_ordered_and_within_bounds(case):
    tree, rows = case
    overall, nodes = intervals(tree, answer_set(rows, [p.slug for p in tree.practices]))
    for found in (overall, *nodes.values()):
        assert found is None or -1e-9 <= found[0] <= found[1] <= 100 + 1e-9


@many
@given(cases(), st.randoms(use_true_random=False))
def test_up_to_six_people_the_order_of_people_does_not_matter(case, shuffler):
    tree, rows = case
    rows = [row for row in rows if row[0] < "r6"]
    people = sorted({who for who, _, _ in rows})
    names = people[:]
    shuffler.shuffle(names)
    renamed = [(names[people.index(who)], slug, code) for who, slug, code in rows]
    slugs = [p.slug for p in tree.practices]
    one, other = (intervals(tree, answer_set(r, slugs)) for r in (rows, renamed))
    for found, expected in zip([one[0], *one[1].values()], [other[0], *other[1].values()]):
        assert (found is None) == (expected is None)
        assert found is None or found == (near(expected[0]), near(expected[1]))


@many
@given(cases())
def test_exact_scores_of_resamples(case):
    """The fractions behind the doubles, for variants in which practices may lack ratings."""
    tree, rows = case
    answers = answer_set(rows, [p.slug for p in tree.practices])
    scores, codes = scored(tree, answers)
    layout, shown = layout_of(tree), scores.shown[:, 0]
    times = drawn_resamples(max(len(codes), 1), 3, 12).times[:, : len(codes)]
    sums = ratings_of(layout, codes).add_up(times)
    values = node_scores(layout, shown, sums)
    known = np.flatnonzero(~np.isnan(values)).tolist()
    counts = {item.slug: bool(s) for item, s in zip(layout.items, shown)}
    expected = [
        reference.resampled(tree, answers, np.repeat(np.arange(len(codes)), times[v]), counts.get)
        for v in range(12)
    ]
    assert [v for v in range(12) if expected[v] is not None] == known
    exact = exact_scores(layout, shown, sums, known)
    assert exact == [expected[v] for v in known]
    assert values[known].tolist() == [near(float(value)) for value in exact]


def test_the_five_steps_are_quarters():
    assert ratings_of(layout_of(t7.T7), t7.answers().codes).denominators == (4,) * 7
    assert FIVE_STEPS[1] == Fraction(1, 4)
