"""What the settings of an organisation and the page of a team show, in one language."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.core.model import pick
from survey.models import AnswerSheet, Invitation, Logo, Organisation, Team
from survey.models.campaign import State


@dataclass(frozen=True)
class UnitRow:
    id: int
    name: str
    plain_name: str
    plain_name_zh: str
    teams: tuple[str, ...]


@dataclass(frozen=True)
class PlacedTeam:
    slug: str
    name: str
    unit: str


@dataclass(frozen=True)
class SettingsRow:
    """`has_logo` says whether there is a picture at the organisation's logo address."""

    slug: str
    name: str
    has_logo: bool
    units: tuple[UnitRow, ...]
    teams: tuple[PlacedTeam, ...]


@dataclass(frozen=True)
class TeamLoss:
    """What removing a team takes with it; `open` names the campaigns that stand in the way."""

    name: str
    people: int
    campaigns: int
    links: int
    answers: int
    actions: int
    open: tuple[str, ...]


def settings_row(organisation: Organisation, language: str) -> SettingsRow:
    teams = list(organisation.teams.select_related("unit"))
    units = organisation.units.all()
    return SettingsRow(
        slug=organisation.slug,
        name=pick(organisation.names, language),
        has_logo=Logo.objects.filter(organisation=organisation).exists(),
        units=tuple(
            UnitRow(
                id=unit.pk,
                name=pick(unit.names, language),
                plain_name=unit.name,
                plain_name_zh=unit.name_zh,
                teams=tuple(pick(t.names, language) for t in teams if t.unit_id == unit.pk),
            )
            for unit in units
        ),
        teams=tuple(
            PlacedTeam(
                slug=team.slug,
                name=pick(team.names, language),
                unit=pick(team.unit.names, language) if team.unit else "",
            )
            for team in teams
        ),
    )


def team_loss(team: Team, language: str) -> TeamLoss:
    going = team.campaigns.filter(state=State.OPEN)
    return TeamLoss(
        name=pick(team.names, language),
        people=team.memberships.count(),
        campaigns=team.campaigns.count(),
        links=Invitation.objects.filter(team=team).count(),
        answers=AnswerSheet.objects.filter(team=team).count(),
        actions=team.actions.count(),
        open=tuple(pick(campaign.names, language) for campaign in going),
    )
