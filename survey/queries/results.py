"""A team's frozen result, as reports read it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from uuid import UUID

from django.http import Http404

from assessment.core.benchmark import ReferenceTeam
from assessment.core.model import CapabilityModel, Text
from assessment.core.result import Result
from assessment.loading import ModelFaults, UnknownModel
from survey import access
from survey.access import Person
from survey.models import Campaign, CampaignTeam, Invitation, Team
from survey.models import TeamResult as Frozen
from survey.models.campaign import State
from survey.queries.comments import NO_COMMENTS, Comments, team_comments
from survey.queries.earlier import earlier_result
from survey.queries.moments import day
from survey.queries.outcomes import TeamOutcomes, team_outcomes
from survey.queries.position import reference_teams
from survey.queries.workshop_record import WorkshopRecord, workshop_record
from survey.questionnaire import ModelChanged
from survey.weighing import campaign_model

OPEN = "open"
NO_ANSWERS = "no_answers"


@dataclass(frozen=True)
class TeamResult:
    """One team in one campaign; `result` is None and `payload` empty where nothing is shown.

    Names are by language code, `opened` and `closed` ISO dates or "". `hidden_reason` is open,
    too_few or no_answers. `previous` is the team's last comparable campaign: its title and
    the result. `outcomes` are the team's own figures beside the
    result, which they are no part of; `enters_outcomes` says that the person may enter them.
    `targets` are levels by capability, where any were set.
    `workshop` is what may be told of how a joint answer came about, for the people of the
    organisation alone. `erased` is the ISO date on which single answers were erased, "" while
    they are there.
    `others` are the campaign's other teams among which this one may be placed: none for whoever
    comes by a shared link. `slug` is the organisation's. `comments` are read where asked for.
    """

    campaign_id: UUID
    team_slug: str
    organisation: Text
    team: Text
    campaign: Text
    opened: str
    closed: str
    mode: str
    form: str
    answered: int
    invited: int | None
    min_group: int
    answers_sha256: str
    result_sha256: str
    sample: bool
    hidden_reason: str | None
    model: CapabilityModel
    result: Result | None
    payload: str
    previous: tuple[Text, Result] | None
    outcomes: TeamOutcomes | None
    enters_outcomes: bool
    targets: Mapping[str, int]
    slug: str
    erased: str = ""
    others: tuple[ReferenceTeam, ...] = ()
    workshop: WorkshopRecord | None = None
    comments: Comments = NO_COMMENTS


@lru_cache(maxsize=256)
def parsed(result_sha256: str, payload: str) -> Result:
    """The result of a frozen payload; kept, because frozen results never change."""
    return Result.from_json(json.loads(payload))


def team_result(person: Person, campaign_id: UUID, team_slug: str) -> TeamResult:
    """What the person may read of a team. Raises Http404 if it is not there or not theirs."""
    return _read(person, _pair(person, campaign_id, team_slug))


def whole_result(
    person: Person, campaign_id: UUID, team_slug: str, *, comments: bool
) -> TeamResult:
    """The same with what stands beside a result in its report. Raises what `team_result` raises.

    That is read only here: figures, explanations and plans do without.
    """
    pair = _pair(person, campaign_id, team_slug)
    found, campaign, team = _read(person, pair), pair.campaign, pair.team
    return replace(
        found,
        others=reference_teams(campaign, team),
        comments=team_comments(campaign, team) if comments and found.result else NO_COMMENTS,
        # Reasons are the team's own words: a link that anybody may open does not have them.
        workshop=_workshop(campaign, team) if found.payload else None,
    )


def _pair(person: Person, campaign_id: UUID, team_slug: str) -> CampaignTeam:
    pair = (
        access.campaign_teams(person)
        .filter(campaign_id=campaign_id, team__slug=team_slug)
        .exclude(campaign__state=State.DRAFT)
        .select_related("campaign__organisation", "team")
        .first()
    )
    if pair is None:
        raise Http404
    return pair


def _read(person: Person, pair: CampaignTeam) -> TeamResult:
    enters = access.outcome_teams(person).filter(pk=pair.pk).exists()
    return result_of(pair.campaign, pair.team, enters_outcomes=enters)


def result_of(campaign: Campaign, team: Team, *, enters_outcomes: bool = False) -> TeamResult:
    """The same for whoever is known to be allowed: a shared link, the worker."""
    frozen = Frozen.objects.filter(campaign=campaign, team=team).first()
    payload = frozen.payload if frozen else ""
    return TeamResult(
        campaign_id=campaign.pk,
        team_slug=team.slug,
        organisation=campaign.organisation.names,
        team=team.names,
        campaign=campaign.names,
        opened=day(campaign.opened_at),
        closed=day(campaign.closed_at),
        mode=campaign.mode,
        form=campaign.form,
        answered=frozen.answered if frozen else 0,
        invited=(frozen.invited or None) if frozen else _invited(campaign, team),
        min_group=campaign.min_group,
        answers_sha256=frozen.answers_sha256 if frozen else "",
        result_sha256=frozen.result_sha256 if frozen else "",
        sample=campaign.organisation.sample,
        hidden_reason=(frozen.hidden_reason or None) if frozen else _unfrozen(campaign),
        model=campaign_model(campaign),
        result=parsed(frozen.result_sha256, payload) if frozen and payload else None,
        payload=payload,
        previous=_previous(campaign, team),
        outcomes=team_outcomes(campaign, team),
        enters_outcomes=enters_outcomes,
        targets=campaign.targets,
        slug=campaign.organisation.slug,
        erased=day(campaign.answers_erased_at),
    )


def _workshop(campaign: Campaign, team: Team) -> WorkshopRecord | None:
    try:
        return workshop_record(campaign, team)
    except (ModelChanged, UnknownModel, ModelFaults):
        return None


def _unfrozen(campaign: Campaign) -> str:
    """An open campaign shows nothing yet; a team added to a closed one has no answers."""
    return OPEN if campaign.state == State.OPEN else NO_ANSWERS


def _invited(campaign: Campaign, team: Team) -> int | None:
    return Invitation.objects.filter(campaign=campaign, team=team, test=False).count() or None


def _previous(campaign: Campaign, team: Team) -> tuple[Text, Result] | None:
    earlier = earlier_result(campaign, team)
    if earlier is None:
        return None
    return earlier.campaign.names, parsed(earlier.result_sha256, earlier.payload)
