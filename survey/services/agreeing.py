"""The agreed answer to a question whose votes are shown: an answer of the team's joint sheet."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from assessment.core.votes import Votes
from survey.models import Answer, User, Workshop
from survey.models.answer import AnswerState
from survey.queries.ballot import shown_votes
from survey.questionnaire import Questionnaire
from survey.services.answering import Conflict, Draft, Operation, Saved, answer_question
from survey.services.refusal import Refused
from survey.services.workshops import held_going, joint_link, moved_on


@transaction.atomic
def agree(
    *, workshop: Workshop, by: User, asked: Questionnaire, operation: Operation, now: datetime
) -> Saved | Conflict:
    """Save the agreed answer with its reason, which stands in the note, or beside “does not apply”.

    Raises Refused where votes are not shown yet, or differed and no reason is given, and what
    saving an answer raises.
    """
    workshop = held_going(workshop, by, now)
    votes = shown_votes(workshop, asked).get(operation.practice)
    if votes is None:
        raise Refused(_("Show the votes first, then agree."))
    draft = operation.draft
    if draft.state == AnswerState.CLEARED:
        raise Refused(_("Choose one of the answers shown."))
    if not draft.note.strip() and not draft.reason.strip() and not votes.unanimous:
        raise Refused(_("The votes differed: write down in a few words why you agreed on this."))
    link = joint_link(workshop, now)
    done = answer_question(invitation=link, asked=asked, operation=operation, now=now)
    if isinstance(done, Saved):
        moved_on(workshop)
    return done


@transaction.atomic
def agree_unanimous(*, workshop: Workshop, by: User, asked: Questionnaire, now: datetime) -> int:
    """Take every step that everybody chose as agreed; returns how many were.

    Only where votes are shown and nothing is agreed yet. Raises Refused where there is none.
    """
    workshop = held_going(workshop, by, now)
    link = joint_link(workshop, now)
    there = {answer.practice: answer for answer in Answer.objects.filter(sheet=link.sheet_id)}
    taken = 0
    for practice, votes in shown_votes(workshop, asked).items():
        answer = there.get(practice)
        if not open_unanimous(votes, answer):
            continue
        blank = Operation(practice, Draft("rated", votes.agreed_step), 0, uuid4())
        operation = replace(blank, base_revision=answer.revision if answer else 0)
        answer_question(invitation=link, asked=asked, operation=operation, now=now)
        taken += 1
    if not taken:
        raise Refused(_("There is no question left on which everybody voted the same."))
    moved_on(workshop)
    return taken


def open_unanimous(votes: Votes, answer: Answer | None) -> bool:
    """Did everybody choose the same step, and is nothing agreed yet?"""
    agreed = answer is not None and answer.state != AnswerState.CLEARED
    return votes.agreed_step is not None and not agreed
