"""The votes of a workshop as they lie: rows -> counts by practice and round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from assessment.core.model import Practice
from assessment.core.votes import Votes
from survey.models import Vote, Workshop
from survey.models.answer import AnswerState
from survey.questionnaire import Questionnaire

Rounds = Mapping[tuple[str, int], Sequence[Vote]]
"""Votes by practice and round."""


def by_round(votes: Iterable[Vote]) -> Rounds:
    found: dict[tuple[str, int], list[Vote]] = defaultdict(list)
    for vote in votes:
        found[vote.practice, vote.round].append(vote)
    return found


def counted(practice: Practice, votes: Iterable[Vote]) -> Votes:
    """How the votes on a practice lie."""
    steps, na, dk = [0] * len(practice.scale.values), 0, 0
    for vote in votes:
        if vote.state == AnswerState.RATED and vote.option is not None:
            steps[vote.option] += 1
        elif vote.state == AnswerState.NA:
            na += 1
        else:
            dk += 1
    return Votes(tuple(steps), na, dk)


def shown_votes(workshop: Workshop, asked: Questionnaire) -> dict[str, Votes]:
    """The present round of every question whose votes are shown, in the order of the model."""
    shown = {p.practice: p.round for p in workshop.points.filter(shown_at__isnull=False)}
    rounds = by_round(Vote.objects.filter(seat__workshop=workshop, practice__in=shown))
    return {
        slug: counted(practice, rounds.get((slug, shown[slug]), ()))
        for slug, practice in asked.practices.items()
        if slug in shown
    }
