"""Questions that many could not answer or all answer alike, from counts that may be shown."""

from fractions import Fraction

import numpy as np
import pytest

from assessment.core.answers import Tally
from assessment.core.item_use import ItemShare, answered_alike, often_unknown

K = 5


def tally(*teams):
    """One practice; each team is (ratings by option, not applicable, respondents)."""
    counts = np.array([[list(column) for column in zip(*(t[0] for t in teams), strict=True)]])
    return Tally(
        counts.astype(np.int64),
        np.array([[t[1] for t in teams]], dtype=np.int64),
        np.array([t[2] for t in teams], dtype=np.int64),
    )


def rated(count):
    return [0, count, 0, 0, 0]


def unknown(*teams):
    found = often_unknown(tally(*teams), ("p",), K)
    return found.found, found.undecided


def alike(*teams):
    found = answered_alike(tally(*teams), ("p",), K)
    return found.found, found.undecided


def test_more_than_a_quarter_is_found_and_a_quarter_is_not():
    assert unknown((rated(5), 0, 10), (rated(10), 0, 10)) == ((), ())
    found = (ItemShare("p", Fraction(6, 20), 20),)
    assert unknown((rated(4), 0, 10), (rated(10), 0, 10)) == (found, ())


@pytest.mark.parametrize(
    ("teams", "found", "undecided"),
    [
        # One team's small count could be got back from the sum less the other's.
        ([(rated(6), 0, 10), (rated(4), 0, 10)], (), ("p",)),
        # Two teams' counts of 4 and 3 are told together: 7 people.
        (
            [(rated(6), 0, 10), (rated(7), 0, 10), (rated(5), 0, 10)],
            (ItemShare("p", Fraction(12, 30), 30),),
            (),
        ),
        # Together they are still a small count.
        ([(rated(8), 0, 10), (rated(8), 0, 10), (rated(3), 0, 10)], (), ("p",)),
        # The small count of "not applicable" would be given away by that of "don't know".
        ([(rated(3), 1, 10), (rated(3), 1, 10)], (), ("p",)),
        # Whatever the withheld counts are, they are no quarter together.
        ([(rated(9), 0, 10), (rated(8), 0, 10), (rated(10), 0, 10)], (), ()),
    ],
)
def test_withheld_counts_enter_only_together(teams, found, undecided):
    assert unknown(*teams) == (found, undecided)


def test_nine_in_ten_alike_is_found():
    nine = ([0, 0, 9, 1, 0], 0, 10)
    assert alike(nine) == ((ItemShare("p", Fraction(9, 10), 10, 2),), ())
    assert alike(([0, 0, 8, 2, 0], 0, 10)) == ((), ())


@pytest.mark.parametrize(
    ("teams", "found", "undecided"),
    [
        # Five ratings are too few for a histogram, alone ...
        ([(rated(5), 0, 5)], (), ("p",)),
        # ... and beside one that is shown they stay out of the sum,
        ([(rated(10), 0, 10), ([5, 0, 0, 0, 0], 0, 5)], (ItemShare("p", Fraction(1), 10, 1),), ()),
        # ... while two such teams count together.
        (
            [(rated(10), 0, 10), ([5, 0, 0, 0, 0], 0, 5), ([5, 0, 0, 0, 0], 0, 5)],
            (),
            (),
        ),
        # A practice that is not scored in a team counts nowhere: 4 ratings, or too many unknown.
        ([(rated(10), 0, 10), ([4, 0, 0, 0, 0], 0, 4)], (ItemShare("p", Fraction(1), 10, 1),), ()),
        ([([10, 0, 0, 0, 0], 0, 30)], (), ("p",)),
    ],
)
def test_histograms_of_small_groups_are_not_given_away(teams, found, undecided):
    assert alike(*teams) == (found, undecided)


def test_each_practice_is_judged_for_itself():
    """The first is rated by too few, the second by enough; likewise with what is not known."""
    counts = np.zeros((2, 5, 1), dtype=np.int64)
    counts[0, 1], counts[1, 2] = 4, 10
    both = Tally(counts, np.zeros((2, 1), dtype=np.int64), np.array([20]))
    found = answered_alike(both, ("p", "q"), K)
    assert (found.found, found.undecided) == ((ItemShare("q", Fraction(1), 10, 2),), ("p",))
    doubt = often_unknown(both, ("p", "q"), K)
    assert [each.practice for each in doubt.found] == ["p", "q"]
