"""Private votes of a workshop: what to talk about first (docs/workshop.md)."""

from fractions import Fraction

from assessment.core.votes import Votes, talking_order


def test_the_widest_spread_comes_first_and_the_unanimous_last():
    votes = {
        "unanimous": Votes((0, 0, 5, 0, 0)),
        "near": Votes((0, 2, 3, 0, 0)),
        "wide": Votes((1, 0, 0, 0, 4)),
        "nobody knows": Votes((0, 0, 0, 0, 0), dk=5),
        "middle": Votes((0, 1, 3, 1, 0)),
    }
    assert talking_order(votes) == ["wide", "middle", "near", "unanimous", "nobody knows"]


def test_of_equal_spreads_a_dispute_about_applying_comes_first_then_the_greater_variance():
    votes = {
        "calm": Votes((0, 1, 4, 0, 0)),
        "torn": Votes((0, 3, 2, 0, 0)),
        "applies?": Votes((0, 1, 3, 0, 0), na=1),
        "torn too": Votes((0, 3, 2, 0, 0)),
    }
    assert talking_order(votes) == ["applies?", "torn", "torn too", "calm"]


def test_one_vote_agrees_with_nobody():
    alone, none = Votes((0, 1, 0, 0, 0)), Votes((0, 0, 0, 0, 0))
    assert (alone.unanimous, alone.agreed_step, alone.spread, alone.variance) == (False, None, 0, 0)
    assert (none.unanimous, none.agreed_step, none.spread, none.variance) == (False, None, 0, 0)
    two = Votes((1, 0, 0, 1, 0), dk=1)
    assert (two.n, two.rated, two.spread, two.variance) == (3, 2, 3, Fraction(9, 2))
    assert Votes((0, 0, 0, 0, 0), na=2).unanimous
    assert Votes((0, 0, 0, 0, 0), na=2).agreed_step is None
