"""Agreement: worked numbers of docs/scoring.md, "Agreement"."""

from fractions import Fraction

import pytest

from assessment.core.agreement import band, exact_spread, index_band
from assessment.core.evaluation import evaluate
from tests.assessment.core import t7


def near(value):
    return pytest.approx(value, abs=1e-9, rel=0)


@pytest.fixture(scope="module")
def core():
    return evaluate(t7.MODEL, t7.answers(), min_group=3).core


def test_rwg(core):
    assert [core.practice(f"p{i}").agreement for i in (1, 2, 4, 5, 6, 7)] == [
        near(x) for x in (0.75, 0.75, 0.875, 0.875, 0.75, 0.9)
    ]
    assert core.practice("p3").agreement is None


def test_average_deviation(core):
    assert [core.practice(p).ad for p in ("p1", "p4", "p7")] == [near(0.4), near(0.25), near(0.2)]


def test_of_several_practices(core):
    assert [core.node(c).agreement for c in ("a1", "a2", "b1")] == [
        near(0.75),
        near(0.875),
        near(0.825),
    ]
    assert core.overall.agreement == near(0.8166666667)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((0, 0, 5, 0, 0), "agree"),
        ((5, 0, 0, 0, 5), "split"),
        ((0, 3, 3, 0, 0), "agree"),  # s² = 0.3, rwg 0.85
        ((0, 3, 3, 2, 0), "mixed"),  # s² = 0.6964, rwg 0.652
        ((2, 2, 2, 0, 0), "mixed"),  # s² = 0.8, rwg 0.6
        ((3, 3, 3, 2, 0), "split"),
        ((0, 1, 1, 1, 0), "mixed"),  # s² = 1, rwg 0.5
        ((0, 2, 1, 3, 0), "mixed"),  # s² = 0.9667, AD 5/6
        ((3, 5, 3, 0, 0), "agree"),  # s² = 0.6, rwg 0.7
    ],
)
def test_bands(counts, expected):
    assert band(counts) == expected


def test_deviations_are_taken_from_the_middle_rating():
    assert exact_spread((1, 1, 1, 1, 1)) == (Fraction(5, 2), Fraction(6, 5))


@pytest.mark.parametrize(
    ("index", "expected"),
    [(0.0, "split"), (0.49, "split"), (0.5, "mixed"), (0.69, "mixed"), (0.7, "agree")],
)
def test_bands_of_an_index(index, expected):
    assert index_band(index) == expected
