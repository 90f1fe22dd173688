"""The one bridge from rows to the core: a team's submitted answers as an answer set."""

from __future__ import annotations

import hashlib

from assessment.core.answers import DK, NA, UNANSWERED, AnswerSet, answer_set
from assessment.core.model import canonical_json
from survey.models import Answer, Campaign, Team
from survey.models.answer import AnswerState
from survey.questionnaire import Questionnaire

CODES = {AnswerState.NA: NA, AnswerState.DK: DK, AnswerState.CLEARED: UNANSWERED}


def team_answers(campaign: Campaign, team: Team, asked: Questionnaire) -> AnswerSet:
    """Submitted answers of one team; a sheet that was begun and not submitted does not count."""
    rows = Answer.objects.filter(
        sheet__campaign=campaign, sheet__team=team, sheet__submitted_at__isnull=False
    ).values_list("sheet_id", "practice", "state", "option")
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
