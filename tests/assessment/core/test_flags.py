"""Careless and contradictory answers (docs/scoring.md, "Flags")."""

import numpy as np
import pytest

from assessment.core.answers import DK, NA, UNANSWERED, answer_set
from assessment.core.flags import (
    Flags,
    contradictions,
    flag,
    flag_effect,
    is_hasty,
    longest_run,
)
from assessment.core.model import Need
from tests.assessment.core import t7
from tests.assessment.core.states import scores_of


def codes(*values):
    return np.array(values, dtype=np.int8)


@pytest.mark.parametrize(
    ("given", "run"),
    [
        ((2,) * 15, 15),
        ((2,) * 14 + (3,), 14),
        ((2,) * 8 + (NA,) + (2,) * 8, 8),
        ((2,) * 8 + (DK,) + (2,) * 8, 8),
        ((2,) * 8 + (UNANSWERED,) + (2,) * 9, 9),
        ((NA,) * 20, 0),
        ((0, 0, 0, 1), 3),
        ((), 0),
    ],
)
def test_longest_run(given, run):
    assert longest_run(codes(*given)) == run


@pytest.mark.parametrize(
    ("seconds", "hasty"),
    [
        ((), False),
        ((2.9,), True),
        ((3,), False),
        ((1, 1, 9), True),
        ((1, 4, 9), False),
        ((2, 2, 4, 9), False),
        ((2, 2.9, 3, 9), True),
        ((2.9, 3.1), False),
        ((2.9, 3.0), True),
    ],
)
def test_haste_is_a_median_below_three_seconds(seconds, hasty):
    assert is_hasty(seconds) is hasty


P0, P1 = t7.practice("p0", 1), t7.practice("p1", 1, needs=(Need(3, "p0", 2),))


@pytest.mark.parametrize(
    ("own", "found"),
    [
        ((1, 3), ("p1",)),
        ((2, 3), ()),
        ((1, 2), ()),
        ((0, 4), ("p1",)),
        ((NA, 4), ()),
        ((DK, 4), ()),
        ((UNANSWERED, 4), ()),
        ((1, NA), ()),
    ],
)
def test_contradictions(own, found):
    assert contradictions(codes(*own), [P0, P1]) == found


def test_a_prerequisite_that_was_not_asked_is_not_denied():
    assert contradictions(codes(4), [P1]) == ()


def wide(count=16, k=3):
    children = [t7.practice(f"p{i}", 1) for i in range(count)]
    return t7.tree(t7.node("A", 1, t7.node("a1", 1, *children)))


TREE = wide()
SLUGS = [p.slug for p in TREE.practices]


def people(*kinds):
    """ "s": all 4; anything else: 1 and 3 in turn."""
    rows = []
    for i, kind in enumerate(kinds):
        given = [4] * 16 if kind == "s" else [1, 3] * 8
        rows += [(f"r{i}", slug, code) for slug, code in zip(SLUGS, given, strict=True)]
    return answer_set(rows, SLUGS)


def test_who_is_flagged():
    answers = people("s", "", "", "")
    found = flag(answers, TREE.practices, seconds={"r1": [1, 2, 3], "r2": [9, 9]})
    assert found == Flags(("r0",), ("r1",), ())
    assert found.flagged == {"r0", "r1"}
    assert flag(answers, TREE.practices).haste == ()


def test_t7_contradicts_itself():
    """p6 at 2 needs p5 at 2, p7 at 3 needs p6 at 2, p4 at 3 needs p1 at 3."""
    found = flag(t7.answers(), t7.T7.practices)
    assert found == Flags((), (), ("r3", "r4"))


def test_the_order_of_items_is_the_model_s():
    answers = people("s", "")
    turned = answer_set(
        [
            (who, slug, int(answers.codes[i, j]))
            for i, who in enumerate(answers.respondents)
            for j, slug in enumerate(answers.practices)
        ],
        list(reversed(SLUGS)),
    )
    assert flag(turned, TREE.practices) == flag(answers, TREE.practices)


def test_with_and_without():
    answers = people("s", "s", "s", "", "", "")
    effect = flag_effect(TREE, answers, flag(answers, TREE.practices), k=3)
    assert (effect.score, effect.score_without) == (75.0, 50.0)
    assert (effect.straight_lining, effect.haste, effect.flagged) == (3, 0, 3)
    assert effect.may_be_shown


def test_the_difference_must_not_tell_what_a_few_said():
    answers = people("s", "", "", "")
    effect = flag_effect(TREE, answers, flag(answers, TREE.practices), k=3)
    assert effect.score_without == 50.0
    assert (effect.flagged, effect.straight_lining, effect.contradiction) == (None, None, 0)
    assert not effect.may_be_shown


def test_too_few_would_remain():
    answers = people("s", "s", "s", "", "")
    effect = flag_effect(TREE, answers, flag(answers, TREE.practices), k=3)
    assert (effect.flagged, effect.score_without, effect.may_be_shown) == (3, None, False)


def test_nobody_is_flagged():
    answers = people("", "", "")
    effect = flag_effect(TREE, answers, flag(answers, TREE.practices), k=3)
    assert effect.score == float(scores_of(answers, TREE).overall[0])
    assert (effect.flagged, effect.score_without, effect.may_be_shown) == (0, None, False)
