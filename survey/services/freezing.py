"""A campaign's answers -> each team's result, frozen with model, engine version and digests.

Working a result out takes up to a second of a processor a team, and on SQLite nobody else can
save while a transaction writes. So closing works results out first and writes them afterwards;
what has changed in between is worked out again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assessment.core import ENGINE_VERSION
from assessment.core.answers import AnswerSet
from assessment.core.evaluation import Earlier, evaluate
from assessment.core.excerpt import excerpt
from assessment.core.seeds import Seeds
from assessment.loading import ModelFaults, UnknownModel
from survey.models import AnswerSheet, Campaign, CampaignTeam, Invitation, Team, TeamResult
from survey.models.campaign import Mode
from survey.queries.answers import answers_digest, team_answers
from survey.queries.earlier import earlier_result
from survey.queries.evidence import evidence_digests, team_findings
from survey.questionnaire import ModelChanged, Questionnaire, of_campaign
from survey.weighing import profile_label, weights_used

TOO_FEW = "too_few"
NO_ANSWERS = "no_answers"


@dataclass(frozen=True)
class Given:
    """Everything that a team's result is worked out from, besides what the campaign has pinned."""

    answers: AnswerSet
    invited: int
    min_group: int
    mode: str
    earlier: Earlier | None
    evidence: tuple[str, ...]

    @property
    def hidden(self) -> str:
        """Why no figures are worked out; "" if they are."""
        answered = len(self.answers.respondents)
        if answered == 0:
            return NO_ANSWERS
        few = self.mode != Mode.CONSENSUS and answered < self.min_group
        return TOO_FEW if few else ""

    @property
    def key(self) -> tuple[object, ...]:
        """Equal exactly where a result would be equal."""
        before = self.earlier
        return (
            *(self.answers.respondents, self.answers.practices, self.answers.codes.tobytes()),
            *(self.invited, self.min_group, self.mode, self.evidence),
            *((before.answers_sha256, before.min_group) if before else ()),
        )


@dataclass(frozen=True)
class Figures:
    """A result as it is kept. `key` says of what it was worked out."""

    key: tuple[object, ...]
    payload: str
    excerpt: dict[str, Any]
    score: float | None
    level: int | None


def work_out(campaign: Campaign) -> Mapping[int, Figures]:
    """The figures of every team, by its number, that has enough answers now; nothing is written.

    Raises ModelChanged if the pinned model is not there, EvidenceFaults if evidence that was
    attached to the draft does not fit it.
    """
    asked = of_campaign(campaign)
    found: dict[int, Figures] = {}
    for team in campaign.teams.order_by("pk"):
        given = _given(campaign, team, asked)
        if not given.hidden:
            found[team.pk] = _figures(campaign, team, asked, given)
    return found


def freeze_results(*, campaign: Campaign, figures: Mapping[int, Figures], now: datetime) -> None:
    """Write one result a team, with the weights pinned when the campaign opened.

    `figures` were worked out before; those of a team of which anything has changed since are
    worked out again, so that what is frozen is what was saved. Nothing is computed from fewer
    people than the smallest group. Evidence stands beside the self-report and replaces nothing of
    it. Raises what `work_out` raises.
    """
    asked = of_campaign(campaign)
    # Whoever saves holds their sheet: wait for them, and let nobody save until this has ended.
    list(AnswerSheet.objects.select_for_update().filter(campaign=campaign).order_by("pk"))
    for team in campaign.teams.order_by("pk"):
        given = _given(campaign, team, asked)
        ready = figures.get(team.pk)
        if given.hidden:
            ready = None
        elif ready is None or ready.key != given.key:
            ready = _figures(campaign, team, asked, given)
        _freeze(campaign, team, asked, given, ready, now)


def _given(campaign: Campaign, team: Team, asked: Questionnaire) -> Given:
    answers = team_answers(campaign, team, asked)
    consensus = campaign.mode == Mode.CONSENSUS
    return Given(
        answers=answers,
        invited=Invitation.objects.filter(campaign=campaign, team=team, test=False).count(),
        min_group=campaign.min_group,
        mode=str(campaign.mode),
        earlier=None if consensus else _earlier(campaign, team),
        evidence=evidence_digests(campaign, team),
    )


def _figures(campaign: Campaign, team: Team, asked: Questionnaire, given: Given) -> Figures:
    result = evaluate(
        asked.model,
        given.answers,
        min_group=campaign.min_group,
        form=campaign.form,
        invited=max(given.invited, len(given.answers.respondents)),
        answers_sha256=answers_digest(given.answers),
        profile=profile_label(campaign.weights),
        weights=weights_used(campaign.weights),
        seeds=Seeds(str(campaign.pk), team.slug),
        earlier=given.earlier,
        findings=team_findings(campaign, team, asked.model),
    )
    document = result.to_json()
    return Figures(
        key=given.key,
        payload=json.dumps(document, ensure_ascii=False, indent=1),
        excerpt=excerpt(document),
        score=result.core.overall.score,
        level=result.core.overall.level,
    )


def _freeze(
    campaign: Campaign,
    team: Team,
    asked: Questionnaire,
    given: Given,
    figures: Figures | None,
    now: datetime,
) -> None:
    payload = figures.payload if figures else ""
    if figures:
        pair = CampaignTeam.objects.get(campaign=campaign, team=team)
        pair.looks = [*pair.looks, {"at": now.isoformat(), "min_group": campaign.min_group}]
        pair.save(update_fields=["looks"])
    TeamResult.objects.create(
        campaign=campaign,
        team=team,
        engine=ENGINE_VERSION,
        model_sha256=asked.model.sha256,
        answers_sha256=answers_digest(given.answers),
        payload=payload,
        excerpt=figures.excerpt if figures else None,
        result_sha256=hashlib.sha256(payload.encode()).hexdigest() if payload else "",
        hidden_reason=given.hidden,
        score=figures.score if figures else None,
        level=figures.level if figures else None,
        answered=len(given.answers.respondents),
        invited=given.invited,
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
