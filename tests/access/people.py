"""A cast of people around one organisation, and one of everything that has an address."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from survey.models import (
    Action,
    Campaign,
    Document,
    EvidenceFile,
    Invitation,
    Membership,
    OpenLink,
    Organisation,
    OrganisationInvitation,
    Seat,
    ShareLink,
    Team,
    Unit,
    User,
    WeightProfile,
)
from survey.questionnaire import of_campaign
from survey.services.actions import create_action
from survey.services.campaigns import close_campaign
from survey.services.documents import ask_document
from survey.services.offers import offer_role
from survey.services.open_links import open_team_link
from survey.services.organisation_settings import create_unit, set_logo
from survey.services.seats import take_seat
from survey.services.sharing import share
from survey.services.workshops import open_workshop
from tests.factories import (
    NOW,
    answer_all,
    give_role,
    make_campaign,
    make_compared,
    make_invitation,
    make_organisation,
    make_team,
    make_user,
)
from tests.survey.evidence_files import attach


@dataclass
class World:
    """An organisation with a closed campaign of two teams, and its people by kind."""

    organisation: Organisation
    team: Team
    other_team: Team
    campaign: Campaign
    draft: Campaign
    invitation: Invitation
    membership: Membership
    profile: WeightProfile
    evidence: EvidenceFile
    action: Action
    drafted: Invitation
    open_link: OpenLink
    document: Document
    shared: ShareLink
    badge: ShareLink
    offer: OrganisationInvitation
    unit: Unit
    seat: Seat
    people: dict[str, User] = field(default_factory=dict)

    def value(self, parameter: str, route: str) -> object:
        """What stands for an address's parameter."""
        of_closed = ("/outcomes/", "/documents/", "/share/")
        of_draft = route.startswith("campaigns/") and not any(part in route for part in of_closed)
        if "/workshop/" in route and parameter == "campaign":
            return self.seat.workshop.campaign_id
        return {
            "slug": self.organisation.slug,
            "membership": self.membership.pk,
            "profile": self.profile.pk,
            "campaign": self.draft.pk if of_draft else self.campaign.pk,
            "team": self.team.slug,
            "file": self.evidence.pk,
            "action": self.action.pk,
            "form": "csv",
            "item": "overall",
            "token": self._token(route),
            "invitation": self.drafted.pk,
            "link": self.shared.pk if "/share/" in route else self.open_link.pk,
            "document": self.document.pk,
            "section": "code-standards",
            "practice": "ci-pipeline",
            "offer": self.offer.pk,
            "step": "who",
            "unit": self.unit.pk,
        }[parameter]

    def _token(self, route: str) -> str:
        if route.startswith("join/"):
            return self.offer.token
        if route.startswith("workshop/"):
            return self.seat.workshop.token
        if route.startswith("seat/"):
            return self.seat.token
        if route.startswith("shared/"):
            return self.shared.token
        if route.startswith("badge/"):
            return self.badge.token
        return self.open_link.token if "take-part" in route else self.invitation.token


def make_world(name: str) -> World:
    owner = make_user()
    organisation = make_organisation(name, owner)
    team, other_team = make_team(organisation, "Payments"), make_team(organisation, "Mobile")
    campaign = make_campaign(organisation, [team, other_team])
    for option in (1, 2, 2, 3, 4):
        answer_all(make_invitation(campaign, team), option)
    campaign = close_campaign(campaign=campaign, now=NOW + timedelta(days=14))
    draft = make_campaign(organisation, [other_team], state="draft")
    going = make_campaign(organisation, [team], mode="named")
    joint = make_campaign(organisation, [team], mode="consensus")
    workshop = open_workshop(
        campaign=joint, team=team, by=owner, asked=of_campaign(joint), now=timezone.now()
    )
    links = [
        share(campaign=campaign, team=team, cut=cut, days=90, note="", by=owner, now=timezone.now())
        for cut in ("summary", "badge")
    ]
    extra = give_role(make_user(), organisation, "member", other_team)
    set_logo(organisation=organisation, content=b"\x89PNG\r\n\x1a\n")
    offer = offer_role(
        by=owner,
        by_owner=True,
        organisation=organisation,
        email=f"invited-{organisation.pk}@example.org",
        role="member",
        team=team,
        now=timezone.now(),
    )
    return World(
        offer=offer,
        seat=take_seat(workshop=workshop, now=timezone.now()),
        unit=create_unit(organisation=organisation, name="Research"),
        organisation=organisation,
        team=team,
        other_team=other_team,
        campaign=campaign,
        draft=draft,
        invitation=make_invitation(going, team),
        membership=extra.memberships.get(),
        profile=make_compared(organisation),
        evidence=attach(draft),
        document=ask_document(
            campaign=campaign, by=owner, kind="portfolio", language="en", options={}, now=NOW
        ),
        shared=links[0],
        badge=links[1],
        drafted=make_invitation(draft, other_team),
        open_link=open_team_link(campaign=draft, team=other_team, limit=9, now=NOW),
        action=create_action(team=team, by=owner, title="Name an owner", now=NOW),
        people={
            "owner": owner,
            "manager": give_role(make_user(), organisation, "manager"),
            "lead": give_role(make_user(), organisation, "lead", team),
            "member": give_role(make_user(), organisation, "member", team),
            "colleague": give_role(make_user(), organisation, "lead", other_team),
        },
    )


def browser(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client
