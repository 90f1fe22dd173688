"""A campaign's answers -> each team's result, frozen with model, engine version and digests."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from assessment.core import ENGINE_VERSION
from assessment.core.evaluation import Earlier, evaluate
from assessment.core.excerpt import excerpt
from assessment.core.seeds import Seeds
from assessment.loading import ModelFaults, UnknownModel
from survey.models import AnswerSheet, Campaign, CampaignTeam, Invitation, Team, TeamResult
from survey.models.campaign import Mode
from survey.queries.answers import answers_digest, team_answers
from survey.queries.earlier import earlier_result
from survey.queries.evidence import team_findings
from survey.questionnaire import ModelChanged, Questionnaire, of_campaign
from survey.weighing import profile_label, weights_used

TOO_FEW = "too_few"
NO_ANSWERS = "no_answers"


def freeze_results(*, campaign: Campaign, now: datetime) -> None:
    """Write one result a team, with the weights pinned when the campaign opened.

    Nothing is computed from fewer people than the smallest group. Evidence stands beside the
    self-report and replaces nothing of it.

    Raises ModelChanged if the pinned model is not there, EvidenceFaults if evidence that was
    attached to the draft does not fit it.
    """
    asked = of_campaign(campaign)
    # Whoever saves holds their sheet: wait for them, and let nobody save until this has ended.
    list(AnswerSheet.objects.select_for_update().filter(campaign=campaign).order_by("pk"))
    for team in campaign.teams.order_by("pk"):
        _freeze(campaign, team, asked, now)


def _freeze(campaign: Campaign, team: Team, asked: Questionnaire, now: datetime) -> None:
    answers = team_answers(campaign, team, asked)
    answered = len(answers.respondents)
    invited = Invitation.objects.filter(campaign=campaign, team=team, test=False).count()
    digest = answers_digest(answers)
    payload = hidden = ""
    score = level = narrow = None
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
            weights=weights_used(campaign.weights),
            seeds=Seeds(str(campaign.pk), team.slug),
            earlier=None if consensus else _earlier(campaign, team),
            findings=team_findings(campaign, team, asked.model),
        )
        score, level = result.core.overall.score, result.core.overall.level
        document = result.to_json()
        narrow = excerpt(document)
        payload = json.dumps(document, ensure_ascii=False, indent=1)
    if payload:
        pair = CampaignTeam.objects.get(campaign=campaign, team=team)
        pair.looks = [*pair.looks, {"at": now.isoformat(), "min_group": campaign.min_group}]
        pair.save(update_fields=["looks"])
    TeamResult.objects.create(
        campaign=campaign,
        team=team,
        engine=ENGINE_VERSION,
        model_sha256=asked.model.sha256,
        answers_sha256=digest,
        payload=payload,
        excerpt=narrow,
        result_sha256=hashlib.sha256(payload.encode()).hexdigest() if payload else "",
        hidden_reason=hidden,
        score=score,
        level=level,
        answered=answered,
        invited=invited,
        frozen_at=now,
    )


def _earlier(campaign: Campaign, team: Team) -> Earlier | None:
    """The answers of the team's last comparable campaign; None if its model, or an answer,
    is not there any more.

    The waves are compared as groups: once a campaign is closed nothing says who answered both.
    """
    before = earlier_result(campaign, team)
    if before is None:
        return None
    try:
        asked = of_campaign(before.campaign)
    except (ModelChanged, UnknownModel, ModelFaults):
        return None
    answers = team_answers(before.campaign, team, asked)
    if answers_digest(answers) != before.answers_sha256:
        return None
    group = before.campaign.min_group
    return Earlier(answers, answers_sha256=before.answers_sha256, min_group=group)
