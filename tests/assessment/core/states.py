"""Teams as plans, what-if and evidence see them."""

from __future__ import annotations

from assessment.core.answers import AnswerSet, answer_set, tally
from assessment.core.model import Tree
from assessment.core.scoring import Scores, score_teams
from assessment.core.team_state import TeamState, team_state
from tests.assessment.core import t7


def scores_of(answers: AnswerSet, tree: Tree = t7.T7, min_group: int = 3) -> Scores:
    codes = answers.select([practice.slug for practice in tree.practices])
    return score_teams(tree, tally(codes[None]), min_group)


def state_of(
    answers: AnswerSet | None = None, *trees: Tree, ranked: int = 0, min_group: int = 3, **more
) -> TeamState:
    """The state of one team; T7 and its first wave without arguments."""
    given = t7.answers() if answers is None else answers
    scores = [scores_of(given, tree, min_group) for tree in trees or (t7.T7,)]
    return team_state(scores, ranked=ranked, **more)


def agreed(tree: Tree, *steps: int) -> AnswerSet:
    """Three people agree on one code for each practice, in model order."""
    slugs = [practice.slug for practice in tree.practices]
    rows = [(who, slug, code) for who in "abc" for slug, code in zip(slugs, steps, strict=True)]
    return answer_set(rows, slugs)
