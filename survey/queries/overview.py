"""All teams of one campaign beside each other, for those who manage it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.http import Http404

from assessment.core.benchmark import OrganisationView, organisation_view
from assessment.core.forms import form_of
from assessment.core.model import CapabilityModel, Text
from assessment.core.result import Result
from assessment.core.seeds import Seeds
from assessment.core.side_by_side import SideBySide, side_by_side
from assessment.loading import ModelFaults, UnknownModel
from survey import access
from survey.access import Person
from survey.models import Campaign
from survey.models import TeamResult as Frozen
from survey.models.campaign import Mode, State
from survey.queries.answers import answers_by_team
from survey.queries.results import NO_ANSWERS, OPEN, day, parsed
from survey.questionnaire import ModelChanged, of_campaign
from survey.weighing import campaign_model


@dataclass(frozen=True)
class TeamStanding:
    """One team; `result` is None where nothing is shown, and `hidden_reason` says why."""

    slug: str
    name: Text
    answered: int
    hidden_reason: str
    answers_sha256: str
    result: Result | None


@dataclass(frozen=True)
class CampaignOverview:
    """A campaign's teams by name. `closed` is an ISO date, "" while there are no results, `erased`
    the one on which single answers were erased, "" while they are there."""

    campaign_id: UUID
    campaign: Text
    organisation: Text
    closed: str
    mode: str
    form: str
    min_group: int
    sample: bool
    model: CapabilityModel
    teams: tuple[TeamStanding, ...]
    erased: str = ""

    def view(self) -> OrganisationView:
        """Which teams stand side by side, and what they give together."""
        return organisation_view({team.slug: team.result for team in self.teams})


def campaign_overview(person: Person, campaign_id: UUID) -> CampaignOverview:
    """What the person may read of all teams. Raises Http404 if the campaign is not theirs."""
    campaign = (
        access.managed_campaigns(person)
        .select_related("organisation")
        .filter(pk=campaign_id)
        .first()
    )
    if campaign is None:
        raise Http404
    return overview_of(campaign)


def overview_of(campaign: Campaign) -> CampaignOverview:
    """The same for whoever is known to be allowed: a shared link."""
    return CampaignOverview(
        campaign_id=campaign.pk,
        campaign=campaign.names,
        organisation=campaign.organisation.names,
        closed=day(campaign.closed_at),
        mode=campaign.mode,
        form=campaign.form,
        min_group=campaign.min_group,
        sample=campaign.organisation.sample,
        model=campaign_model(campaign),
        teams=_teams(campaign),
        erased=day(campaign.answers_erased_at),
    )


def _teams(campaign: Campaign) -> tuple[TeamStanding, ...]:
    frozen = {row.team_id: row for row in Frozen.objects.filter(campaign=campaign)}
    missing = NO_ANSWERS if campaign.state == State.CLOSED else OPEN
    found = []
    for team in campaign.teams.all():
        row = frozen.get(team.pk)
        found.append(
            TeamStanding(
                slug=team.slug,
                name=team.names,
                answered=row.answered if row else 0,
                hidden_reason=row.hidden_reason if row else missing,
                answers_sha256=row.answers_sha256 if row else "",
                result=parsed(row.result_sha256, row.payload) if row and row.payload else None,
            )
        )
    return tuple(found)


def compared(found: CampaignOverview, shown: tuple[str, ...]) -> SideBySide | None:
    """What the answers of the shown teams say together.

    None without teams, where the answers are erased, and where the questionnaire is not the one
    that was answered.
    """
    slugs = tuple(sorted(shown))
    digests = {team.slug: team.answers_sha256 for team in found.teams}
    if not slugs or found.erased:
        return None
    return _compared(found.campaign_id, slugs, tuple(digests[slug] for slug in slugs))


@lru_cache(maxsize=64)
def _compared(
    campaign_id: UUID, slugs: tuple[str, ...], answers_sha256: tuple[str, ...]
) -> SideBySide | None:
    """Kept, because answers never change once a campaign is closed; the digests stand for them."""
    campaign = Campaign.objects.get(pk=campaign_id)
    try:
        asked = of_campaign(campaign)
    except (ModelChanged, ModelFaults, UnknownModel):
        return None
    answers = answers_by_team(campaign, slugs, asked)
    return side_by_side(
        form_of(asked.model.core, campaign.form),
        list(answers.values()),
        k=campaign.min_group,
        consensus=campaign.mode == Mode.CONSENSUS,
        seeds=Seeds(str(campaign.pk)),
    )
