"""Who may do what: the only place that decides.

Each function gives the rows that a person may see or change for one purpose; a view looks its
object up among these, so that whatever is not allowed does not exist (404, never 403). Roles are
read anew on each request: a right that was taken away is gone on the next one.
"""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from survey.models import (
    Action,
    AuditEntry,
    Campaign,
    CampaignTeam,
    Document,
    EvidenceFile,
    Organisation,
    OrganisationInvitation,
    ShareLink,
    Team,
    User,
    WeightProfile,
)
from survey.models.campaign import Mode
from survey.models.membership import Role

Person = User | AnonymousUser


def organisations(person: Person) -> QuerySet[Organisation]:
    """Organisations the person belongs to in any role."""
    return _organisations(person, [Role.OWNER, Role.MANAGER, Role.LEAD, Role.MEMBER])


def managed_organisations(person: Person) -> QuerySet[Organisation]:
    """Where the person may change teams, people and campaigns."""
    return _organisations(person, [Role.OWNER, Role.MANAGER])


def owned_organisations(person: Person) -> QuerySet[Organisation]:
    """Where the person may name owners and managers."""
    return _organisations(person, [Role.OWNER])


def _organisations(person: Person, roles: list[Role]) -> QuerySet[Organisation]:
    if not person.is_authenticated or not person.is_active:
        return Organisation.objects.none()
    mine = Q(memberships__user=person, memberships__role__in=roles)
    return Organisation.objects.filter(mine).distinct()


def managed_campaigns(person: Person) -> QuerySet[Campaign]:
    """Campaigns the person may set up, open and close."""
    return Campaign.objects.filter(organisation__in=managed_organisations(person))


def weight_profiles(person: Person) -> QuerySet[WeightProfile]:
    """Weight profiles the person may look at and change."""
    return WeightProfile.objects.filter(organisation__in=managed_organisations(person))


def evidence_files(person: Person) -> QuerySet[EvidenceFile]:
    """Files of evidence the person may see and remove."""
    return EvidenceFile.objects.filter(campaign__in=managed_campaigns(person))


def campaigns(person: Person) -> QuerySet[Campaign]:
    """Campaigns the person may look at: managed ones, and those of the person's own teams."""
    if not person.is_authenticated or not person.is_active:
        return Campaign.objects.none()
    own = Q(teams__memberships__user=person) & ~Q(state="draft")
    managed = Q(organisation__in=managed_organisations(person))
    return Campaign.objects.filter(managed | own).distinct()


def campaign_teams(person: Person) -> QuerySet[CampaignTeam]:
    """Pairs of campaign and team whose report the person may read."""
    if not person.is_authenticated or not person.is_active:
        return CampaignTeam.objects.none()
    own = Q(team__memberships__user=person) & ~Q(campaign__state="draft")
    managed = Q(campaign__organisation__in=managed_organisations(person))
    return CampaignTeam.objects.filter(managed | own).distinct()


def outcome_teams(person: Person) -> QuerySet[CampaignTeam]:
    """Pairs of campaign and team whose outcome figures the person may enter."""
    if not person.is_authenticated or not person.is_active:
        return CampaignTeam.objects.none()
    leads = Q(team__memberships__user=person, team__memberships__role=Role.LEAD)
    managed = Q(campaign__organisation__in=managed_organisations(person))
    return CampaignTeam.objects.filter(managed | leads & ~Q(campaign__state="draft")).distinct()


def workshop_teams(person: Person) -> QuerySet[CampaignTeam]:
    """Pairs of campaign and team whose workshop the person may run: managers and the team lead,
    where teams answer jointly. Who facilitates sees votes; the others may take over."""
    joint = outcome_teams(person).filter(campaign__mode=Mode.CONSENSUS)
    return joint.exclude(campaign__state="draft")


def teams(person: Person) -> QuerySet[Team]:
    """Teams whose actions the person may see and change and whose course they may read: managed
    ones and the person's own."""
    if not person.is_authenticated or not person.is_active:
        return Team.objects.none()
    managed = Q(organisation__in=managed_organisations(person))
    return Team.objects.filter(managed | Q(memberships__user=person)).distinct()


def actions(person: Person) -> QuerySet[Action]:
    """Actions the person may see and change."""
    return Action.objects.filter(team__in=teams(person))


def open_offers(now: datetime) -> QuerySet[OrganisationInvitation]:
    """Invitations to an organisation that can be accepted now by whoever holds their token."""
    return OrganisationInvitation.objects.filter(accepted_at__isnull=True, expires_at__gt=now)


def audit_entries(person: Person) -> QuerySet[AuditEntry]:
    """Lines of the audit log that the person may read."""
    return AuditEntry.objects.filter(organisation__in=managed_organisations(person))


def documents(person: Person) -> QuerySet[Document]:
    """Kept documents the person may download and remove: they hold figures of every team."""
    return Document.objects.filter(campaign__in=managed_campaigns(person))


def shared_teams(person: Person) -> QuerySet[CampaignTeam]:
    """Pairs of campaign and team whose report the person may share: managers and the team lead."""
    return outcome_teams(person).exclude(campaign__state="draft")


def share_links(person: Person) -> QuerySet[ShareLink]:
    """Links the person may see and revoke: those of managed campaigns and of teams they lead."""
    if not person.is_authenticated or not person.is_active:
        return ShareLink.objects.none()
    leads = Q(team__memberships__user=person, team__memberships__role=Role.LEAD)
    managed = Q(campaign__in=managed_campaigns(person))
    return ShareLink.objects.filter(managed | leads).distinct()


def open_share_links(now: datetime) -> QuerySet[ShareLink]:
    """Links that whoever holds their token may open now."""
    lasting = Q(expires_at__isnull=True) | Q(expires_at__gt=now)
    return ShareLink.objects.filter(lasting, revoked_at__isnull=True)
