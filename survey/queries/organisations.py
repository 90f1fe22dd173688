"""What the pages of an organisation show, as frozen rows in one language."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from survey import access
from survey.access import Person
from survey.models import Organisation
from survey.models.membership import Role
from survey.queries.campaigns import CampaignRow, campaign_rows
from survey.queries.language import pick


@dataclass(frozen=True)
class TeamRow:
    slug: str
    name: str
    leads: tuple[str, ...]
    members: int


@dataclass(frozen=True)
class PersonRow:
    membership: int
    email: str
    name: str
    role: str
    role_text: str
    team: str
    is_me: bool


@dataclass(frozen=True)
class OrganisationRow:
    """One organisation of the person with its campaigns, the newest first."""

    slug: str
    name: str
    sample: bool
    manages: bool
    campaigns: tuple[CampaignRow, ...]
    teams: tuple[TeamRow, ...]


def organisation_rows(person: Person, language: str) -> tuple[OrganisationRow, ...]:
    """Every organisation of the person, in three queries and two a organisation."""
    managed = set(access.managed_organisations(person).values_list("pk", flat=True))
    return tuple(
        organisation_row(person, organisation, organisation.pk in managed, language)
        for organisation in access.organisations(person)
    )


def organisation_row(
    person: Person, organisation: Organisation, manages: bool, language: str
) -> OrganisationRow:
    return OrganisationRow(
        slug=organisation.slug,
        name=pick(organisation.names, language),
        sample=organisation.sample,
        manages=manages,
        campaigns=campaign_rows(person, organisation, language),
        teams=_teams(organisation, language),
    )


def _teams(organisation: Organisation, language: str) -> tuple[TeamRow, ...]:
    rows = organisation.teams.annotate(
        people=Count("memberships", filter=Q(memberships__role=Role.MEMBER))
    ).prefetch_related("memberships__user")
    return tuple(
        TeamRow(
            slug=team.slug,
            name=pick(team.names, language),
            leads=tuple(str(m.user) for m in team.memberships.all() if m.role == Role.LEAD),
            members=team.people,
        )
        for team in rows
    )


def people_rows(organisation: Organisation, person: Person, language: str) -> tuple[PersonRow, ...]:
    """Everybody with a role, owners first, then managers, then team by team."""
    order = {role: at for at, role in enumerate(Role.values)}
    rows = list(organisation.memberships.select_related("user", "team"))
    rows.sort(key=lambda m: (m.team_id or 0, order[m.role], m.user.email))
    return tuple(
        PersonRow(
            membership=row.pk,
            email=row.user.email,
            name=row.user.name,
            role=row.role,
            role_text=row.get_role_display(),
            team=pick(row.team.names, language) if row.team else "",
            is_me=row.user_id == person.pk,
        )
        for row in rows
    )
