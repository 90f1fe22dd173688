"""A campaign's answers -> each team's result, frozen with model, engine version and digests."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from assessment.core import ENGINE_VERSION
from assessment.core.evaluation import evaluate
from assessment.core.seeds import Seeds
from survey.models import AnswerSheet, Campaign, Invitation, Team, TeamResult
from survey.models.campaign import Mode
from survey.queries.answers import answers_digest, team_answers
from survey.questionnaire import Questionnaire, of_campaign
from survey.weighing import profile_label

TOO_FEW = "too_few"
NO_ANSWERS = "no_answers"


def freeze_results(*, campaign: Campaign, now: datetime) -> None:
    """Write one result a team, with the weights pinned when the campaign opened.

    Nothing is computed from fewer people than the smallest group.

    Raises ModelChanged if the pinned model is not there.
    """
    asked = of_campaign(campaign)
    # Whoever saves holds their sheet: wait for them, and let nobody save until this has ended.
    list(AnswerSheet.objects.select_for_update().filter(campaign=campaign).order_by("pk"))
    for team in campaign.teams.order_by("pk"):
        _freeze(campaign, team, asked, now)


def _freeze(campaign: Campaign, team: Team, asked: Questionnaire, now: datetime) -> None:
    answers = team_answers(campaign, team, asked)
    answered = len(answers.respondents)
    invited = Invitation.objects.filter(campaign=campaign, team=team).count()
    digest = answers_digest(answers)
    payload = hidden = ""
    score = level = None
    consensus = campaign.mode == Mode.CONSENSUS
    if answered == 0:
        hidden = NO_ANSWERS
    elif not consensus and answered < campaign.min_group:
        hidden = TOO_FEW
    else:
        result = evaluate(
            asked.model,
            answers,
            min_group=campaign.min_group,
            form=campaign.form,
            invited=max(invited, answered),
            answers_sha256=digest,
            profile=profile_label(campaign.weights),
            seeds=Seeds(str(campaign.pk), team.slug),
        )
        score, level = result.core.overall.score, result.core.overall.level
        payload = json.dumps(result.to_json(), ensure_ascii=False, indent=1)
    TeamResult.objects.create(
        campaign=campaign,
        team=team,
        engine=ENGINE_VERSION,
        model_sha256=asked.model.sha256,
        answers_sha256=digest,
        payload=payload,
        result_sha256=hashlib.sha256(payload.encode()).hexdigest() if payload else "",
        hidden_reason=hidden,
        score=score,
        level=level,
        answered=answered,
        invited=invited,
        frozen_at=now,
    )
