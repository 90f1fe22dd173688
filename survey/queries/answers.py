"""The one bridge from rows to the core: a team's submitted answers as an answer set."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from uuid import UUID

from assessment.core.answers import DK, NA, UNANSWERED, AnswerSet, answer_set
from assessment.core.model import canonical_json
from survey.models import Answer, Campaign, Team
from survey.models.answer import AnswerState
from survey.questionnaire import Questionnaire

Row = tuple[UUID, str, str, int | None]
"""Sheet, practice, state and option of one answer."""
CODES = {AnswerState.NA: NA, AnswerState.DK: DK, AnswerState.CLEARED: UNANSWERED}


def team_answers(campaign: Campaign, team: Team, asked: Questionnaire) -> AnswerSet:
    """Submitted answers of one team; a sheet that was begun and not submitted does not count."""
    rows = Answer.objects.filter(
        sheet__campaign=campaign, sheet__team=team, sheet__submitted_at__isnull=False
    ).values_list("sheet_id", "practice", "state", "option")
    return _answer_set(rows, asked)


def answers_by_team(
    campaign: Campaign, slugs: Collection[str], asked: Questionnaire
) -> dict[str, AnswerSet]:
    """The same for several teams at once, in one query; teams stand in the order of `slugs`."""
    rows = Answer.objects.filter(
        sheet__campaign=campaign,
        sheet__team__slug__in=slugs,
        sheet__submitted_at__isnull=False,
    ).values_list("sheet__team__slug", "sheet_id", "practice", "state", "option")
    found: dict[str, list[Row]] = {slug: [] for slug in slugs}
    for slug, *row in rows:
        found[slug].append(tuple(row))
    return {slug: _answer_set(given, asked) for slug, given in found.items()}


def _answer_set(rows: Iterable[Row], asked: Questionnaire) -> AnswerSet:
    known = asked.practices
    coded = (
        (sheet.hex, practice, option if state == AnswerState.RATED else CODES[state])
        for sheet, practice, state, option in rows
        if practice in known
    )
    return answer_set(coded, list(known))


def answers_digest(answers: AnswerSet) -> str:
    """SHA-256 of the answers as canonical JSON: practices, then one row of codes a respondent."""
    content = {"practices": list(answers.practices), "answers": answers.codes.tolist()}
    return hashlib.sha256(canonical_json(content).encode()).hexdigest()
