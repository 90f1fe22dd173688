"""Outcome figures of a team beside a campaign, as pages and reports read them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from assessment.core.model import pick
from assessment.core.outcomes import Outcomes
from survey import access
from survey.access import Person
from survey.models import Campaign, CampaignTeam, OutcomeFigures, Team
from survey.queries.moments import day


@dataclass(frozen=True)
class TeamOutcomes:
    """The figures and the ISO date on which they were entered."""

    figures: Outcomes
    entered: str


@dataclass(frozen=True)
class OutcomeTeam:
    """A team whose figures the person may enter; `entered` says whether some are there."""

    slug: str
    name: str
    entered: bool


@dataclass(frozen=True)
class OutcomesPage:
    campaign: UUID
    name: str
    organisation_slug: str
    organisation: str
    sample: bool
    team_slug: str
    team: str
    entered: bool


def team_outcomes(campaign: Campaign, team: Team) -> TeamOutcomes | None:
    """None where nobody has entered any."""
    row = OutcomeFigures.objects.filter(campaign=campaign, team=team).first()
    if row is None:
        return None
    figures = Outcomes(
        deployment_frequency=row.deployment_frequency,
        lead_time=row.lead_time,
        change_failure_rate=_rate(row.change_failure_rate),
        recovery_time=row.recovery_time,
        rework_rate=_rate(row.rework_rate),
        note=row.note,
    )
    return TeamOutcomes(figures, day(row.entered_at))


def _rate(value: object) -> float | None:
    return None if value is None else float(value)  # type: ignore[arg-type]


def outcome_links(person: Person, campaign: Campaign, language: str) -> tuple[OutcomeTeam, ...]:
    """The campaign's teams whose figures the person may enter, in the campaign's order."""
    pairs = access.outcome_teams(person).filter(campaign=campaign).select_related("team")
    entered = set(campaign.outcomes.values_list("team_id", flat=True))
    return tuple(
        OutcomeTeam(pair.team.slug, pick(pair.team.names, language), pair.team_id in entered)
        for pair in pairs
    )


def outcomes_page(pair: CampaignTeam, language: str, *, entered: bool) -> OutcomesPage:
    campaign, team = pair.campaign, pair.team
    return OutcomesPage(
        campaign=campaign.pk,
        name=pick(campaign.names, language),
        organisation_slug=campaign.organisation.slug,
        organisation=pick(campaign.organisation.names, language),
        sample=campaign.organisation.sample,
        team_slug=team.slug,
        team=pick(team.names, language),
        entered=entered,
    )
