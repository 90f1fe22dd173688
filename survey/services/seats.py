"""Seats of a workshop, and the private votes that they cast."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from survey.models import Campaign, Seat, Vote, Workshop
from survey.models.answer import AnswerState
from survey.models.seat import NAME_LENGTH
from survey.questionnaire import Questionnaire
from survey.services.answering import check_open
from survey.services.drafts import Draft, check_choice
from survey.services.refusal import Refused
from survey.services.workshops import check_going, moved_on
from survey.window import FIELDS, Window

MOST_SEATS = 60


@dataclass(frozen=True)
class Choice:
    """What somebody votes on one practice; the state cleared takes a vote back."""

    practice: str
    state: str
    option: int | None = None


@dataclass(frozen=True)
class Cast:
    """Which votes now stand as they were sent, and why others do not, by practice."""

    saved: frozenset[str]
    refused: dict[str, str]


@transaction.atomic
def take_seat(*, workshop: Workshop, name: str = "", now: datetime) -> Seat:
    """A seat for somebody; `name` is asked only where names are shown.

    Raises Refused where the workshop is finished or full, or the name is missing or taken, and
    NotAnswerable where no answers are taken.
    """
    workshop = _held(workshop, now)
    label = " ".join(name.split())[:NAME_LENGTH] if workshop.names_shown else ""
    if workshop.names_shown and not label:
        raise Refused(_("Write the name by which the others know you."))
    taken = workshop.seats.all()
    if label and taken.filter(name__iexact=label).exists():
        raise Refused(_("Somebody in this workshop has this name. Add something to yours."))
    if taken.count() >= MOST_SEATS:
        raise Refused(_("All %(most)s seats of this workshop are taken.") % {"most": MOST_SEATS})
    seat = Seat.objects.create(workshop=workshop, name=label)
    moved_on(workshop)
    return seat


@transaction.atomic
def cast_votes(
    *, seat: Seat, asked: Questionnaire, choices: Iterable[Choice], now: datetime
) -> Cast:
    """Vote; a later vote takes the place of an earlier one until votes are shown.

    One that comes after its question was shown is refused and the others are saved. Raises
    Refused where the workshop is finished, NotAnswerable where no answers are taken.
    """
    workshop = _held(seat.workshop, now)
    points = {point.practice: point for point in workshop.points.all()}
    mine = {(vote.practice, vote.round): vote for vote in seat.votes.all()}
    saved, refused = set(), {}
    for choice in choices:
        try:
            _check(asked, choice)
            point = points[choice.practice]
            there = mine.get((choice.practice, point.round))
            if not _says(there, choice):
                if point.shown_at is not None:
                    raise Refused(
                        _(
                            "The votes on this question were shown before yours arrived, so it "
                            "does not count. Say it in the talk."
                        )
                    )
                _write(seat, choice, point.round, there)
            saved.add(choice.practice)
        except Refused as why:
            refused[choice.practice] = str(why)
    if saved:
        moved_on(workshop)
    return Cast(frozenset(saved), refused)


def _held(workshop: Workshop, now: datetime) -> Workshop:
    """The workshop, held; everybody's votes queue here, so that showing them finds all or none."""
    workshop = Workshop.objects.select_for_update().get(pk=workshop.pk)
    row = Campaign.objects.values_list(*FIELDS).get(pk=workshop.campaign_id)
    check_open(Window(*row), now)
    check_going(workshop)
    return workshop


def _check(asked: Questionnaire, choice: Choice) -> None:
    item = asked.practices.get(choice.practice)
    if item is None:
        raise Refused(_("This question is not part of the questionnaire."))
    check_choice(item, Draft(choice.state, choice.option))


def _says(vote: Vote | None, choice: Choice) -> bool:
    if vote is None:
        return choice.state == AnswerState.CLEARED
    return (vote.state, vote.option) == (choice.state, choice.option)


def _write(seat: Seat, choice: Choice, round_: int, there: Vote | None) -> None:
    if choice.state == AnswerState.CLEARED:
        if there is not None:
            there.delete()
        return
    vote = there or Vote(seat=seat, practice=choice.practice, round=round_)
    vote.state, vote.option = choice.state, choice.option
    vote.save()
