"""Questions that are for some roles alone: who was not asked has left nothing unanswered."""

import numpy as np
import pytest

from assessment.core.answers import NA, NOT_ASKED, UNANSWERED, answer_set, tally
from assessment.core.evaluation import evaluate
from assessment.core.scoring import practice_states, score_teams, team_tally
from assessment.core.seeds import Seeds
from assessment.core.side_by_side import side_by_side
from assessment.core.waves import waves_of
from assessment.loading import built_in_model


def state(ratings: int, away: int, open_: int, not_asked: int, k: int = 5) -> str:
    """Of one practice, by how many people did what."""
    column = [2] * ratings + [NA] * away + [UNANSWERED] * open_ + [NOT_ASKED] * not_asked
    codes = np.array(column, dtype=np.int8)[np.newaxis, :, np.newaxis]
    scored, not_applicable = practice_states(tally(codes, respondents=np.array([len(column)])), k)
    return "scored" if scored.all() else "away" if not_applicable.all() else "too little"


def test_people_who_were_not_asked_do_not_outvote_those_who_were():
    assert state(5, 0, 0, 20) == "scored"
    assert state(5, 0, 20, 0) == "too little"
    assert state(5, 0, 6, 20) == "too little"


def test_a_question_for_too_few_people_is_out_of_the_calculation():
    assert state(4, 0, 0, 4) == "away"
    assert state(0, 0, 0, 8) == "away"
    assert state(4, 0, 4, 0) == "too little"


def test_those_for_whom_it_does_not_apply_still_decide_among_those_asked():
    assert state(5, 6, 0, 9) == "away"
    assert state(6, 5, 0, 9) == "scored"


def test_the_tally_counts_who_was_asked():
    codes = np.array([[[2, NOT_ASKED], [NA, NOT_ASKED], [UNANSWERED, 3]]], dtype=np.int8)
    counted = tally(codes, respondents=np.array([3]))
    assert counted.asked[:, 0].tolist() == [3, 1]
    assert counted.n_dk[:, 0].tolist() == [1, 0]


def sheets(asked_of: dict[str, int], people: int = 6, option: int = 3):
    """The built-in model's core, where the practices named are asked of the first people alone."""
    tree = built_in_model().core
    names = [f"p{n}" for n in range(people)]
    rows = [
        (who, p.slug, option if at < asked_of.get(p.slug, people) else NOT_ASKED)
        for at, who in enumerate(names)
        for p in tree.practices
    ]
    return tree, answer_set(rows, [p.slug for p in tree.practices])


def test_coverage_is_of_what_was_asked():
    tree, answers = sheets({p.slug: 2 for p in built_in_model().core.practices[:5]})
    scores = score_teams(tree, team_tally(tree, answers.codes), 5)
    assert scores.overall_coverage[0] == 1.0
    assert scores.overall[0] == pytest.approx(75.0)
    result = evaluate(built_in_model(), answers, min_group=5)
    left_out = [row for row in result.core.practices if row.status == "not_applicable"]
    assert [row.slug for row in left_out] == [p.slug for p in tree.practices[:5]]
    assert all(row.counts is None and row.n_dk == 0 for row in left_out)


def test_teams_side_by_side_take_partly_asked_ones_too():
    tree, partly = sheets({built_in_model().core.practices[0].slug: 5}, people=8)
    _tree, whole = sheets({}, people=8)
    teams = [partly, whole, whole, whole]
    found = side_by_side(tree, teams, k=5, consensus=False, seeds=Seeds("c"))
    assert found.people == 32


def test_a_trend_takes_practices_that_only_some_were_asked():
    first = built_in_model().core.practices[0].slug
    tree, before = sheets({first: 6}, people=20, option=1)
    _tree, after = sheets({first: 6}, people=20, option=3)
    waves = waves_of(tree, before, after, 5)
    assert waves.common == tuple(range(len(tree.practices)))
    assert waves.scores(-1) == pytest.approx((25.0, 75.0))
    assert (waves.before.overall_coverage[0], waves.after.overall_coverage[0]) == (1.0, 1.0)
    row = waves.before.layout.node_count
    assert waves.shown[row]
    assert waves.after.score[row, 0] == pytest.approx(75.0)


def test_a_trend_leaves_out_what_too_few_were_asked():
    first = built_in_model().core.practices[0].slug
    tree, before = sheets({first: 2}, people=20, option=1)
    _tree, after = sheets({}, people=20, option=3)
    waves = waves_of(tree, before, after, 5)
    assert waves.common == tuple(range(1, len(tree.practices)))
    assert waves.scores(-1) == pytest.approx((25.0, 75.0))
