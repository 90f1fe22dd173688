"""The life of a workshop: opened, votes shown, voting once more, finished, opened again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from survey.models import Answer, Campaign, Invitation, Point, Team, User, Vote, Workshop
from survey.models.answer import AnswerState
from survey.models.campaign import Mode
from survey.questionnaire import Questionnaire
from survey.services.answering import (
    Draft,
    Operation,
    answer_question,
    check_open,
    reopen_answers,
    submit_answers,
)
from survey.services.audit import record_team
from survey.services.campaigns import locked
from survey.services.refusal import Refused
from survey.window import window_of

LEAST_VOTES = 2
"""A single vote is never shown: it would be somebody's own, and nothing to compare."""


@transaction.atomic
def open_workshop(
    *,
    campaign: Campaign,
    team: Team,
    by: User,
    asked: Questionnaire,
    names_shown: bool = False,
    now: datetime,
) -> Workshop:
    """Let the team's people vote. `by` is the facilitator.

    Raises Refused where the campaign asks each person alone, the team takes no part or has its
    workshop, and NotAnswerable where no answers are taken.
    """
    campaign = locked(campaign)
    if campaign.mode != Mode.CONSENSUS:
        raise Refused(_("A workshop is for campaigns in which each team answers jointly."))
    if not campaign.teams.filter(pk=team.pk).exists():
        raise Refused(_("This team does not take part in the campaign."))
    check_open(window_of(campaign), now)
    if Workshop.objects.filter(campaign=campaign, team=team).exists():
        raise Refused(_("This team’s workshop is open already."))
    workshop = Workshop.objects.create(
        campaign=campaign, team=team, facilitator=by, names_shown=names_shown, started_at=now
    )
    Point.objects.bulk_create(Point(workshop=workshop, practice=slug) for slug in asked.practices)
    joint_link(workshop, now)
    record_workshop("workshop.opened", workshop, now, after={"names_shown": names_shown})
    return workshop


def joint_link(workshop: Workshop, now: datetime) -> Invitation:
    """The team's only link, whose sheet holds the joint answers; made where there is none.

    Within a transaction that holds the campaign.
    """
    links = Invitation.objects.select_related("campaign", "sheet")
    mine = {"campaign": workshop.campaign, "team": workshop.team}
    found = links.filter(**mine, test=False).order_by("created_at", "pk").first()
    if found is not None:
        return found
    record_workshop("links.made", workshop, now, after={"links": 1})
    return Invitation.objects.create(**mine, created_at=now)


@transaction.atomic
def take_over(*, workshop: Workshop, by: User, now: datetime) -> Workshop:
    """Make somebody else the facilitator, who alone sees votes. Twice changes nothing."""
    workshop = held(workshop)
    if workshop.facilitator_id != by.pk:
        workshop.facilitator = by
        moved_on(workshop, "facilitator")
        record_workshop("workshop.taken_over", workshop, now)
    return workshop


@transaction.atomic
def show_votes(
    *, workshop: Workshop, by: User, practices: Collection[str], now: datetime
) -> list[str]:
    """Show the votes on these questions to everybody at once; returns which were shown.

    Questions on which fewer than two people have voted stay private. Raises Refused where that
    leaves none.
    """
    workshop = held_going(workshop, by, now)
    # No vote lands after this: whoever votes holds the workshop too.
    votes = Vote.objects.filter(seat__workshop=workshop).order_by().values("practice", "round")
    cast = {(row["practice"], row["round"]): row["n"] for row in votes.annotate(n=Count("pk"))}
    private = workshop.points.filter(practice__in=practices, shown_at=None)
    ready = [p for p in private if cast.get((p.practice, p.round), 0) >= LEAST_VOTES]
    if not ready:
        raise Refused(
            _("Nothing to show yet: votes are shown once two people have voted on a question.")
        )
    Point.objects.filter(pk__in=[point.pk for point in ready]).update(shown_at=now)
    moved_on(workshop)
    record_workshop(
        "workshop.votes_shown", workshop, now, before={"shown": 0}, after={"shown": len(ready)}
    )
    return [point.practice for point in ready]


@transaction.atomic
def vote_again(
    *, workshop: Workshop, by: User, asked: Questionnaire, practice: str, now: datetime
) -> None:
    """Begin another round of private votes on one question. The earlier votes are kept; an agreed
    answer is taken back. Raises Refused unless its votes are shown."""
    workshop = held_going(workshop, by, now)
    point = workshop.points.filter(practice=practice, shown_at__isnull=False).first()
    if point is None:
        raise Refused(_("The votes on this question are not shown; everybody can still vote."))
    point.round += 1
    point.shown_at = None
    point.save(update_fields=["round", "shown_at"])
    link = joint_link(workshop, now)
    agreed = Answer.objects.filter(sheet=link.sheet_id, practice=practice).first()
    if agreed is not None and agreed.state != AnswerState.CLEARED:
        taken_back = Draft(str(AnswerState.CLEARED))
        operation = Operation(practice, taken_back, agreed.revision, uuid4())
        answer_question(invitation=link, asked=asked, operation=operation, now=now)
    moved_on(workshop)
    record_workshop(
        "workshop.voting_reopened", workshop, now, before={"shown": 1}, after={"shown": 0}
    )


@transaction.atomic
def finish_workshop(*, workshop: Workshop, by: User, now: datetime) -> None:
    """End voting and hand the joint answers in. Raises Refused if there is none."""
    workshop = held_going(workshop, by, now)
    submit_answers(invitation=joint_link(workshop, now), now=now)
    workshop.finished_at = now
    moved_on(workshop, "finished_at")
    record_workshop(
        "workshop.finished", workshop, now, before={"finished": False}, after={"finished": True}
    )


@transaction.atomic
def reopen_workshop(*, workshop: Workshop, by: User, now: datetime) -> None:
    """Take the joint answers back to go on. Raises NotAnswerable where no answers are taken."""
    workshop = held(workshop)
    check_facilitator(workshop, by)
    check_open(window_of(workshop.campaign), now)
    if workshop.finished_at is None:
        return
    reopen_answers(invitation=joint_link(workshop, now), now=now)
    workshop.finished_at = None
    moved_on(workshop, "finished_at")
    record_workshop(
        "workshop.reopened", workshop, now, before={"finished": True}, after={"finished": False}
    )


def held(workshop: Workshop) -> Workshop:
    """The campaign's row and then the workshop's, held until the transaction ends."""
    campaign = locked(workshop.campaign)
    found = Workshop.objects.select_for_update(of=("self",)).select_related("team")
    workshop = found.get(pk=workshop.pk)
    workshop.campaign = campaign
    return workshop


def held_going(workshop: Workshop, by: User, now: datetime) -> Workshop:
    """The same where its facilitator may go on. Raises Refused otherwise."""
    workshop = held(workshop)
    check_facilitator(workshop, by)
    check_open(window_of(workshop.campaign), now)
    check_going(workshop)
    return workshop


def check_going(workshop: Workshop) -> None:
    if workshop.finished_at is not None:
        raise Refused(_("The workshop is finished. It can be opened again to change something."))


def check_facilitator(workshop: Workshop, by: User) -> None:
    if workshop.facilitator_id != by.pk:
        raise Refused(_("Somebody else facilitates this workshop. Take it over first."))


def moved_on(workshop: Workshop, *fields: str) -> None:
    """Save these fields, and let every screen know that there is something new."""
    workshop.version += 1
    workshop.save(update_fields=["version", *fields])


def record_workshop(
    action: str, workshop: Workshop, now: datetime, **values: dict[str, object]
) -> None:
    """A line of the audit log; it never says what somebody voted, or who."""
    record_team(action, workshop.campaign, workshop.team, at=now, **values)
