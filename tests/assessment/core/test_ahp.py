"""Weights from pairwise judgements: worked numbers of docs/scoring.md, "Weights"."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.core.ahp import (
    RANDOM_INDEX,
    Inconsistent,
    judge,
    judge_together,
    judgements,
    per_mille,
)

THIRD = Fraction(1, 3)
LAYERS = (1, 2, 2, 3, 1, 2, 3, 1, 2, 1)
"""Engineering, technical, management, problem solving, open source."""


def near(value):
    return pytest.approx(value, abs=1e-9, rel=0)


def test_three_items():
    found = judge(judgements((2, 3, 2)))
    assert found.weights == (near(0.539614550221), near(0.296961331212), near(0.163424118566))
    assert found.eigenvalue == near(3.009202712714)
    assert found.ratio == near(0.007933373030)
    assert found.accepted


def test_default_layers():
    found = judge(judgements(LAYERS))
    assert found.weights == tuple(
        near(x)
        for x in (0.302305694882, 0.265409034265, 0.187488299109, 0.140932911003, 0.103864060741)
    )
    assert found.eigenvalue == near(5.081443577152)
    assert found.index == near((5.081443577152 - 5) / 4)
    assert found.ratio == near(0.018179369900)
    assert per_mille(found.weights) == (302, 265, 188, 141, 104)
    assert [5 * round(20 * weight) for weight in found.weights] == [30, 25, 20, 15, 10]


def test_contradictory_judgements_are_refused():
    found = judge(judgements((3, THIRD, 3)))
    assert found.eigenvalue == near(13 / 3)
    assert found.ratio == near(1.149425287356)
    assert not found.accepted


@pytest.mark.parametrize(
    ("upper", "weights"), [((), (1,)), ((9,), (0.9, 0.1)), ((Fraction(1, 4),), (0.2, 0.8))]
)
def test_up_to_two_items_cannot_contradict(upper, weights):
    found = judge(judgements(upper))
    assert found.weights == tuple(near(weight) for weight in weights)
    assert (found.index, found.ratio, found.worst) == (0.0, 0.0, None)


def test_the_worst_pair_is_the_one_turned_round():
    """Weights 4 : 2 : 1 : 1, but the first is called less important than the last."""
    found = judge(judgements((2, 4, Fraction(1, 4), 2, 2, 1)))
    assert not found.accepted
    assert found.worst == (0, 3)


def test_of_equally_bad_pairs_the_first_is_named():
    """With three items all pairs are equally far off, whatever the doubles say."""
    for upper in ((3, THIRD, 3), (2, 3, 2), (9, 2, 7), (5, 5, 3)):
        assert judge(judgements(upper)).worst == (0, 1)


@pytest.mark.parametrize(
    ("upper", "message"),
    [
        ((10,), "scale"),
        ((0,), "scale"),
        ((-2,), "scale"),
        ((Fraction(2, 3),), "scale"),
        ((1, 2), "triangle"),
        ((1,) * 55, "11 items"),
    ],
)
def test_other_judgements_are_refused(upper, message):
    with pytest.raises(ValueError, match=message):
        judgements(upper)


def test_judgements_are_reciprocal():
    matrix = judgements((3, THIRD, Fraction(1, 9)))
    assert matrix[0].tolist() == [1, 3, 1 / 3]
    assert matrix[:, 0].tolist() == [1, 1 / 3, 3]
    assert matrix[2].tolist() == [3, 9, 1]


def test_several_experts_are_joined_by_the_geometric_mean():
    one, other = judgements((2, 4, 2)), judgements((8, 4, Fraction(1, 2)))
    joined = judge_together([one, other])
    # Element by element √(2·8), √(4·4), √(2·½): consistent, 4 : 1 : 1.
    assert joined.weights == (near(2 / 3), near(1 / 6), near(1 / 6))
    assert joined.ratio == near(0)


def test_one_expert_alone_is_as_judged():
    assert judge_together([judgements(LAYERS)]) == judge(judgements(LAYERS))


def test_every_expert_must_pass_alone():
    experts = [judgements((2, 4, 2)), judgements((3, THIRD, 3)), judgements((9, THIRD, 9))]
    with pytest.raises(Inconsistent) as refusal:
        judge_together(experts)
    assert sorted(refusal.value.refused) == [1, 2]
    assert refusal.value.refused[1].ratio == near(1.149425287356)


def test_no_experts_no_weights():
    with pytest.raises(ValueError, match="no judgements"):
        judge_together([])


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ((1 / 3, 1 / 3, 1 / 3), (334, 333, 333)),
        ((0.25, 0.75), (250, 750)),
        ((0.2495, 0.2505, 0.5), (250, 250, 500)),
        ((1 / 6,) * 6, (167, 167, 167, 167, 166, 166)),
        ((1.0,), (1000,)),
    ],
)
def test_largest_remainder(weights, expected):
    assert per_mille(weights) == expected


def test_ties_of_remainders_go_to_the_first_despite_noise():
    noise = 1e-15
    assert per_mille((1 / 3, 1 / 3 + noise, 1 / 3 + 2 * noise)) == (334, 333, 333)


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=30))
def test_per_mille_adds_up_and_is_close(parts):
    weights = [part / sum(parts) for part in parts]
    found = per_mille(weights)
    assert sum(found) == 1000
    assert all(abs(n - 1000 * w) < 1 for n, w in zip(found, weights))


@given(st.lists(st.integers(1, 9), min_size=3, max_size=max(RANDOM_INDEX)))
def test_a_consistent_matrix_gives_its_weights(parts):
    matrix = np.array([[a / b for b in parts] for a in parts])
    found = judge(matrix)
    assert found.weights == tuple(near(part / sum(parts)) for part in parts)
    assert found.eigenvalue == near(len(parts))
    assert found.ratio == near(0)


SAATY = [Fraction(1, n) for n in range(9, 1, -1)] + [Fraction(n) for n in range(1, 10)]


@settings(deadline=None)
@given(st.data())
def test_the_order_of_items_only_orders_the_weights(data):
    size = data.draw(st.integers(3, 6))
    upper = data.draw(
        st.lists(
            st.sampled_from(SAATY), min_size=size * (size - 1) // 2, max_size=size * (size - 1) // 2
        )
    )
    order = data.draw(st.permutations(range(size)))
    matrix = judgements(upper)
    one, other = judge(matrix), judge(matrix[np.ix_(order, order)])
    assert sum(one.weights) == near(1)
    assert other.weights == tuple(near(one.weights[at]) for at in order)
    assert other.ratio == near(one.ratio)


def test_as_many_items_as_there_are_random_indices_can_be_compared():
    most = max(RANDOM_INDEX)
    assert judgements([1] * (most * (most - 1) // 2)).shape == (most, most)
    with pytest.raises(ValueError, match=f"at most {most}"):
        judgements([1] * (most * (most + 1) // 2))
