"""Answers and tallies: the four states of an answer are never mixed up."""

import numpy as np
import pytest

from assessment.core.answers import (
    ABSENT,
    DK,
    NA,
    UNANSWERED,
    AnswerSet,
    answer_set,
    tally,
    tally_long,
)
from tests.assessment.core import t7


def test_people_stand_in_code_point_order():
    rows = [(who, "p1", 1) for who in ("b", "a", "Z", "甲", "10", "9")]
    assert answer_set(rows, ["p1"]).respondents == ("10", "9", "Z", "a", "b", "甲")


def test_a_row_of_an_unknown_practice_is_refused():
    with pytest.raises(KeyError):
        answer_set([("a", "p9", 1)], ["p1"])


def test_dont_know_and_not_applicable_are_answers_and_silence_is_none():
    rows = [("a", "p1", DK), ("b", "p1", NA), ("c", "p1", UNANSWERED)]
    answers = answer_set(rows, ["p1", "p2"])
    assert answers.respondents == ("a", "b")
    assert answers.codes.tolist() == [[DK, UNANSWERED], [NA, UNANSWERED]]


def test_nobody_answered():
    answers = answer_set([], ["p1", "p2"])
    assert (answers.respondents, answers.codes.shape) == ((), (0, 2))


def test_selecting_columns():
    """In the order asked for; a practice that was not asked is unanswered by all."""
    answers = AnswerSet(("a", "b"), ("p1", "p2"), np.array([[1, 2], [3, NA]], dtype=np.int8))
    assert answers.select(["p2", "p9", "p1"]).tolist() == [
        [2, UNANSWERED, 1],
        [NA, UNANSWERED, 3],
    ]


def test_the_tally_of_the_worked_example():
    counted = tally(t7.answers().codes[np.newaxis])
    assert counted.counts[:, :, 0].tolist() == [
        [0, 0, 1, 3, 1],
        [0, 1, 3, 1, 0],
        [0, 2, 0, 0, 0],
        [0, 0, 3, 1, 0],
        [1, 3, 0, 0, 0],
        [1, 3, 1, 0, 0],
        [0, 0, 4, 1, 0],
    ]
    assert counted.n[:, 0].tolist() == [5, 5, 2, 4, 4, 5, 5]
    assert counted.n_na[:, 0].tolist() == [0, 0, 3, 0, 0, 0, 0]
    assert counted.n_dk[:, 0].tolist() == [0, 0, 0, 1, 1, 0, 0]


def test_teams_of_different_size_share_an_array():
    """ABSENT fills the rows of the smaller team and counts nowhere."""
    codes = np.array([[[1, 2], [3, DK]], [[4, NA], [ABSENT, ABSENT]]], dtype=np.int8)
    counted = tally(codes)
    assert counted.respondents.tolist() == [2, 1]
    assert counted.n.tolist() == [[2, 1], [1, 0]]
    assert counted.n_na.tolist() == [[0, 0], [0, 1]]
    assert counted.n_dk.tolist() == [[0, 0], [1, 0]]


def test_people_who_answered_elsewhere_count_as_dont_know():
    codes = np.array([[[1], [UNANSWERED]]], dtype=np.int8)
    assert tally(codes).n_dk[:, 0].tolist() == [0]
    assert tally(codes, respondents=np.array([2])).n_dk[:, 0].tolist() == [1]


@pytest.mark.parametrize("people", [255, 256, 300])
def test_more_people_than_a_byte_counts(people):
    codes = np.full((1, people, 1), 4, dtype=np.int8)
    assert tally(codes).counts[0, 4, 0] == people
    assert tally(np.full_like(codes, NA)).n_na.tolist() == [[people]]


def test_a_long_frame_is_counted_like_an_array():
    """Rows of three teams in any order; one team has fewer people, one did not see a practice."""
    codes = np.array(
        [
            [[4, NA, 2], [1, DK, NA], [NA, 0, 2]],
            [[NA, NA, 3], [2, 3, UNANSWERED], [ABSENT] * 3],
            [[0, UNANSWERED, NA], [DK, UNANSWERED, 4], [1, UNANSWERED, 4]],
        ],
        dtype=np.int8,
    )
    dense = tally(codes)
    team, person, practice = (at.ravel()[::-1] for at in np.indices(codes.shape))
    given = codes[team, person, practice]
    answered = given > UNANSWERED
    long = tally_long(
        team[answered], practice[answered], given[answered], dense.respondents, practices=3
    )
    assert long.counts.tolist() == dense.counts.tolist()
    assert long.n_na.tolist() == dense.n_na.tolist() == [[1, 1, 0], [1, 1, 0], [1, 0, 1]]
    assert long.n_dk.tolist() == dense.n_dk.tolist()
