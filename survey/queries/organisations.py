"""What the pages of an organisation show, as frozen rows in one language."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from assessment.core.model import pick
from survey import access
from survey.access import Person
from survey.models import Organisation, Team
from survey.models.membership import Role
from survey.queries.campaigns import CampaignRow, campaign_rows
from survey.queries.workshops import WorkshopLink, workshop_links


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
    """One organisation of the person with its campaigns, the newest first.

    `workshops` are those that the person may run in campaigns that are open.
    """

    slug: str
    name: str
    sample: bool
    manages: bool
    campaigns: tuple[CampaignRow, ...]
    workshops: tuple[WorkshopLink, ...]
    teams: tuple[TeamRow, ...]

    @property
    def has_results(self) -> bool:
        return any(campaign.any_shown for campaign in self.campaigns)


def organisation_rows(person: Person, language: str) -> tuple[OrganisationRow, ...]:
    """Every organisation of the person; as many queries for one as for many."""
    managed = set(access.managed_organisations(person).values_list("pk", flat=True))
    return _rows(person, list(access.organisations(person)), managed, language)


def organisation_row(
    person: Person, organisation: Organisation, manages: bool, language: str
) -> OrganisationRow:
    managed = {organisation.pk} if manages else set()
    return _rows(person, [organisation], managed, language)[0]


def _rows(
    person: Person, organisations: Sequence[Organisation], managed: Container[int], language: str
) -> tuple[OrganisationRow, ...]:
    campaigns = campaign_rows(person, organisations, language)
    teams = _teams(organisations, language)
    links = workshop_links(person, language, organisations)
    return tuple(
        OrganisationRow(
            slug=organisation.slug,
            name=pick(organisation.names, language),
            sample=organisation.sample,
            manages=organisation.pk in managed,
            campaigns=campaigns[organisation.pk],
            workshops=tuple(
                link
                for campaign in campaigns[organisation.pk]
                for link in links.get(campaign.id, ())
                if link.open
            ),
            teams=teams[organisation.pk],
        )
        for organisation in organisations
    )


def _teams(organisations: Sequence[Organisation], language: str) -> dict[int, tuple[TeamRow, ...]]:
    """The teams of each organisation, by number, in the order of their names."""
    # Counting groups the rows, and grouped rows do not keep the order of the model.
    rows = (
        Team.objects.filter(organisation__in=organisations)
        .annotate(people=Count("memberships", filter=Q(memberships__role=Role.MEMBER)))
        .prefetch_related("memberships__user")
        .order_by("name", "slug")
    )
    found: dict[int, list[TeamRow]] = {organisation.pk: [] for organisation in organisations}
    for team in rows:
        found[team.organisation_id].append(
            TeamRow(
                slug=team.slug,
                name=pick(team.names, language),
                leads=tuple(str(m.user) for m in team.memberships.all() if m.role == Role.LEAD),
                members=team.people,
            )
        )
    return {pk: tuple(teams) for pk, teams in found.items()}


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
