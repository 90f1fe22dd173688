"""Personal links: made, corrected, removed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from survey.models import AnswerSheet, Campaign, Invitation, Mail, Team
from survey.models.campaign import Mode, State
from survey.models.mail import MailState
from survey.services.audit import record_team
from survey.services.campaigns import locked
from survey.services.refusal import Refused

MOST_AT_ONCE = 500
LONGEST_LABEL = 120


@dataclass(frozen=True)
class Person:
    """Somebody to invite: a label or a mail address, or both."""

    team: Team
    label: str = ""
    email: str = ""
    role: str = ""
    language: str = ""


@dataclass(frozen=True)
class Sorted:
    """People to invite: those who get a link, and those who have one already and keep it."""

    fresh: tuple[Person, ...]
    known: tuple[Person, ...]


def invite(
    *, campaign: Campaign, team: Team, labels: Iterable[str], role: str = ""
) -> list[Invitation]:
    """Make a personal link for each label. Raises what `invite_people` raises."""
    people = [Person(team, label=" ".join(label.split()), role=role) for label in labels]
    return invite_people(campaign=campaign, people=people)


@transaction.atomic
def invite_people(
    *, campaign: Campaign, people: Iterable[Person], now: datetime | None = None
) -> list[Invitation]:
    """Make a personal link for each; who has one already keeps it and is left out.

    Raises Refused for a closed campaign, a team that does not take part, too many at once, or a
    second link where the team answers jointly.
    """
    campaign = locked(campaign)
    fresh = sorted_people(campaign, people).fresh
    when = {"created_at": now} if now else {}
    made = Invitation.objects.bulk_create(
        Invitation(
            campaign=campaign,
            team=person.team,
            label=person.label,
            email=person.email,
            role=person.role,
            language=person.language,
            **when,
        )
        for person in fresh
    )
    counts = Counter(person.team for person in fresh)
    for team, links in counts.items():
        roles = {person.role for person in fresh if person.team == team}
        record_team(
            "links.made",
            campaign,
            team,
            after={"links": links, "role": roles.pop() if len(roles) == 1 else ""},
        )
    return made


def sorted_people(campaign: Campaign, people: Iterable[Person]) -> Sorted:
    """Who would get a link, each once. Raises what `invite_people` raises; writes nothing."""
    wanted = [person for person in people if person.label or person.email]
    if campaign.state == State.CLOSED:
        raise Refused(_("The campaign is closed; nobody can be invited any more."))
    taking_part = set(campaign.teams.values_list("pk", flat=True))
    if any(person.team.pk not in taking_part for person in wanted):
        raise Refused(_("This team does not take part in the campaign."))
    if len(wanted) > MOST_AT_ONCE:
        raise Refused(_("At most %(most)s people at once.") % {"most": MOST_AT_ONCE})
    too_long = next((p.label for p in wanted if len(p.label) > LONGEST_LABEL), None)
    if too_long:
        raise Refused(
            _("“%(label)s…” is too long: at most 120 characters a line.") % {"label": too_long[:30]}
        )
    found = _sorted(campaign, wanted)
    if campaign.mode == Mode.CONSENSUS:
        _check_one_a_team(campaign, found.fresh)
    return found


def _sorted(campaign: Campaign, wanted: Sequence[Person]) -> Sorted:
    rows = campaign.invitations.values_list("team", "label", "email")
    labels = {(team, label) for team, label, _email in rows if label}
    emails = {(team, email) for team, _label, email in rows if email}
    fresh: list[Person] = []
    known: list[Person] = []
    for given in wanted:
        person = replace(given, email=given.email.lower())
        label, email = (person.team.pk, person.label), (person.team.pk, person.email)
        if label in labels or email in emails:
            known.append(person)
            continue
        fresh.append(person)
        if person.label:
            labels.add(label)
        if person.email:
            emails.add(email)
    return Sorted(tuple(fresh), tuple(known))


def _check_one_a_team(campaign: Campaign, fresh: Sequence[Person]) -> None:
    links = Counter(campaign.invitations.filter(test=False).values_list("team", flat=True))
    links.update(person.team.pk for person in fresh)
    if any(links[person.team.pk] > 1 for person in fresh):
        raise Refused(_("A team that answers jointly has one link, for its facilitator."))


def removable_teams(campaign: Campaign) -> set[int]:
    """Teams of which links can be removed.

    In an anonymous campaign only those of which nobody has begun, which the board shows anyway:
    otherwise a link that cannot be removed would tell that its person has answered.
    """
    teams = set(campaign.teams.values_list("pk", flat=True))
    if campaign.state == State.CLOSED:
        return set()
    if campaign.mode != Mode.ANONYMOUS:
        return teams
    begun = AnswerSheet.objects.filter(campaign=campaign, test=False)
    return teams - set(begun.values_list("team", flat=True))


def is_removable(invitation: Invitation) -> bool:
    """Can this link be removed?"""
    used = invitation.sheet_id is not None or invitation.answered
    return not used and invitation.team_id in removable_teams(invitation.campaign)


@transaction.atomic
def remove_invitation(*, invitation: Invitation, now: datetime) -> None:
    """Take a link back, with what waits to be mailed. Raises Refused where that would tell, or
    lose, an answer."""
    campaign = locked(invitation.campaign)
    if campaign.state == State.CLOSED:
        raise Refused(_("The campaign is closed; its links stay as they are."))
    if invitation.team_id not in removable_teams(campaign):
        raise Refused(
            _(
                "Somebody of this team has begun to answer. No link of it can be removed any more: "
                "that would tell whose it was."
            )
        )
    invitation = Invitation.objects.select_related("team").get(pk=invitation.pk)
    if invitation.sheet_id is not None or invitation.answered:
        raise Refused(_("This link has been used to answer; it stays."))
    record_team(
        "link.removed",
        campaign,
        invitation.team,
        before={"links": 1},
        at=now,
    )
    invitation.delete()


@transaction.atomic
def change_invitation(
    *, invitation: Invitation, label: str, email: str, language: str, now: datetime
) -> Invitation:
    """Correct whom a link is for; a new address forgets what came back from the old one.

    Raises Refused for a closed campaign, an empty name and address, or one that another link has.
    """
    campaign = locked(invitation.campaign)
    if campaign.state == State.CLOSED:
        raise Refused(_("The campaign is closed; its links stay as they are."))
    label, email = " ".join(label.split()), email.strip().lower()
    if not label and not email:
        raise Refused(_("Give a name or a mail address."))
    others = campaign.invitations.filter(team=invitation.team_id).exclude(pk=invitation.pk)
    if label and others.filter(label=label).exists():
        raise Refused(_("Another link of this team has this name."))
    if email and others.filter(email=email).exists():
        raise Refused(_("Another link of this team has this mail address."))
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if email != invitation.email:
        invitation.bounced_at, invitation.bounce = None, ""
        Mail.objects.filter(invitation=invitation, state=MailState.QUEUED).delete()
    changed = {
        "label": label != invitation.label,
        "address": email != invitation.email,
        "language": language != invitation.language,
    }
    invitation.label, invitation.email, invitation.language = label, email, language
    invitation.save(update_fields=["label", "email", "language", "bounced_at", "bounce"])
    if any(changed.values()):
        record_team(
            "link.corrected",
            campaign,
            invitation.team,
            after={"fields": [name for name, differs in changed.items() if differs]},
            at=now,
        )
    return invitation
