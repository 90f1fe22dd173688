"""Whom a campaign has invited, as its managers see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from assessment.core.model import pick
from survey.models import Campaign, Invitation, Mail, OpenLink
from survey.models.campaign import Mode, State
from survey.models.mail import MailKind, MailState
from survey.queries.mail_words import error_text


@dataclass(frozen=True)
class PersonRow:
    """A personal link. `status` is "" in anonymous campaigns: nobody is told who has answered.

    `mail` is none, waiting, sent or failed, of the invitation alone: that somebody was reminded
    would tell the same.
    """

    id: UUID
    name: str
    email: str
    token: str
    role: str
    mail: str
    mail_text: str
    status: str
    removable: bool


@dataclass(frozen=True)
class OpenRow:
    """A team's open link that goes on; `left` more personal links can be made by it."""

    id: int
    token: str
    limit: int
    made: int

    @property
    def left(self) -> int:
        return self.limit - self.made


@dataclass(frozen=True)
class TeamPeople:
    id: int
    slug: str
    name: str
    people: tuple[PersonRow, ...]
    open_link: OpenRow | None


@dataclass(frozen=True)
class PeoplePage:
    """`unsent` counts links with an address to which nothing was mailed; `mails` says whether this
    server can mail at all."""

    campaign: UUID
    name: str
    organisation_slug: str
    organisation: str
    sample: bool
    state: str
    mode: str
    min_group: int
    paused: bool
    mails: bool
    teams: tuple[TeamPeople, ...]

    @property
    def closed(self) -> bool:
        return self.state == State.CLOSED

    @property
    def invited(self) -> int:
        return sum(len(team.people) for team in self.teams)

    @property
    def without_link(self) -> int:
        """How many teams have no open link."""
        return sum(team.open_link is None for team in self.teams)

    @property
    def ready(self) -> bool:
        """Whether anybody can answer once the campaign is open."""
        return any(team.people or team.open_link for team in self.teams)

    @property
    def unsent(self) -> int:
        return sum(p.mail == "none" and bool(p.email) for t in self.teams for p in t.people)

    @property
    def failed(self) -> int:
        return sum(p.mail == "failed" for t in self.teams for p in t.people)

    @property
    def can_mail(self) -> bool:
        return self.mails and self.state == State.OPEN and not self.paused


def people_page(
    campaign: Campaign, language: str, *, removable: Collection[int], mails: bool
) -> PeoplePage:
    """Every link by team, in four queries; `removable` are the teams whose links can go."""
    last: dict[UUID, Mail] = {}
    for mail in Mail.objects.filter(campaign=campaign, kind=MailKind.INVITATION).order_by("pk"):
        if mail.invitation_id:
            last[mail.invitation_id] = mail
    people: dict[int, list[PersonRow]] = defaultdict(list)
    rows = campaign.invitations.filter(test=False).select_related("sheet")
    for row in rows.order_by("label", "email", "created_at", "pk"):
        people[row.team_id].append(_person(campaign, row, last.get(row.pk), removable))
    going = {link.team_id: link for link in campaign.open_links.filter(closed_at=None)}
    return PeoplePage(
        campaign=campaign.pk,
        name=pick(campaign.names, language),
        organisation_slug=campaign.organisation.slug,
        organisation=pick(campaign.organisation.names, language),
        sample=campaign.organisation.sample,
        state=campaign.state,
        mode=campaign.mode,
        min_group=campaign.min_group,
        paused=campaign.paused_at is not None,
        mails=mails,
        teams=tuple(
            TeamPeople(
                team.pk,
                team.slug,
                pick(team.names, language),
                tuple(people[team.pk]),
                _open(going.get(team.pk)),
            )
            for team in campaign.teams.all()
        ),
    )


def _person(
    campaign: Campaign, row: Invitation, mail: Mail | None, removable: Collection[int]
) -> PersonRow:
    state, text = _mail_state(row, mail)
    return PersonRow(
        id=row.pk,
        name=row.label or row.email or _nameless(campaign),
        email=row.email,
        token=row.token,
        role=row.role,
        mail=state,
        mail_text=text,
        status=_status(campaign, row),
        removable=row.team_id in removable and row.sheet is None,
    )


def _nameless(campaign: Campaign) -> str:
    """What a link is called that is for nobody in particular."""
    if campaign.mode == Mode.CONSENSUS:
        return _("the team’s joint answer")
    return _("came by the open link")


def _mail_state(row: Invitation, mail: Mail | None) -> tuple[str, str]:
    if row.bounced_at:
        return "failed", error_text(row.bounce)
    if mail is None or mail.to != row.email:
        return "none", ""
    if mail.state == MailState.FAILED:
        return "failed", error_text(mail.error)
    return ("sent", "") if mail.state == MailState.SENT else ("waiting", error_text(mail.error))


def _status(campaign: Campaign, row: Invitation) -> str:
    """not_begun, begun or submitted; nothing at all where answers are anonymous."""
    if campaign.mode == Mode.ANONYMOUS:
        return ""
    if row.sheet is None:
        return "not_begun"
    return "submitted" if row.sheet.submitted_at else "begun"


def _open(link: OpenLink | None) -> OpenRow | None:
    return OpenRow(link.pk, link.token, link.limit, link.made) if link else None


@dataclass(frozen=True)
class JoinPage:
    """What an open link says to whoever follows it.

    `ended` is "", closed or full; `over` says that the campaign itself is closed.
    """

    organisation: str
    team: str
    campaign: str
    mode: str
    min_group: int
    ended: str
    over: bool
    draft: bool
    sample: bool


def join_page(link: OpenLink, language: str) -> JoinPage:
    campaign = link.campaign
    closed = link.closed_at is not None or campaign.state == State.CLOSED
    return JoinPage(
        organisation=pick(campaign.organisation.names, language),
        team=pick(link.team.names, language),
        campaign=pick(campaign.names, language),
        mode=campaign.mode,
        min_group=campaign.min_group,
        ended="closed" if closed else "full" if link.made >= link.limit else "",
        over=campaign.state == State.CLOSED,
        draft=campaign.state == State.DRAFT,
        sample=campaign.organisation.sample,
    )


def find_open_link(token: str) -> OpenLink | None:
    """The open link with this token, whatever its state."""
    if "\x00" in token:
        return None
    related = OpenLink.objects.select_related("campaign__organisation", "team")
    return related.filter(token=token).first()


def found_link(token: str, link: OpenLink) -> Invitation | None:
    """The personal link with this token, if it is of the open link's team and campaign."""
    if "\x00" in token or not token:
        return None
    return Invitation.objects.filter(
        token=token, campaign_id=link.campaign_id, team_id=link.team_id
    ).first()
