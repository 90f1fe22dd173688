"""What closing an anonymous campaign does so that nothing leads from answers to a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from survey.models import Answer, AnswerSheet, Campaign, Invitation, Mail
from survey.models.mail import MailKind

NO_OPERATION = UUID(int=0)
"""Stands for the name that a browser gave to its last save."""


def unlink_answers(*, campaign: Campaign, now: datetime) -> None:
    """Cut every way from an answer to whoever gave it; within the transaction that closes.

    Besides the link of an invitation to its sheet these are times, the history of changes, and the
    order in which rows were written: all submitted answers are written anew, in an order that
    chance decides, as of one moment. Answers that were begun and never submitted go. A role that
    fewer people of a team share than the smallest group goes too, and so do reminders, which say
    who had not answered by then.
    """
    submitted = AnswerSheet.objects.filter(campaign=campaign, submitted_at__isnull=False)
    sheets = list(submitted.order_by("pk"))
    answers = list(Answer.objects.filter(sheet__in=submitted).order_by("sheet", "practice"))
    Invitation.objects.filter(campaign=campaign).update(sheet=None)
    Mail.objects.filter(campaign=campaign, kind=MailKind.REMINDER).delete()
    AnswerSheet.objects.filter(campaign=campaign).delete()
    # A campaign that was opened again: what an earlier closing wrote keeps the time of that one.
    before = {answer.sheet_id for answer in answers if answer.operation_id == NO_OPERATION}
    for sheet in sheets:
        sheet.submitted_at = sheet.submitted_at if sheet.pk in before else now
    # Where questions depend on the role, what was answered tells it anyway, and what was not asked
    # must not turn into what was left open.
    fresh = _fresh(sheets, 0 if campaign.show_if else campaign.min_group)
    AnswerSheet.objects.bulk_create(fresh.values(), batch_size=500)
    Answer.objects.bulk_create(_without_history(answers, fresh), batch_size=500)


def _fresh(sheets: Sequence[AnswerSheet], min_group: int) -> Mapping[UUID, AnswerSheet]:
    """A new sheet for each, by the old one's number.

    Numbers are drawn at random, and new ones keep the order of the old: what is computed from the
    answers, respondent by respondent, stays the same to the last digit.
    """
    share = Counter((sheet.team_id, sheet.role) for sheet in sheets)
    numbers = sorted(uuid4() for _ in sheets)
    return {
        old.pk: AnswerSheet(
            pk=number,
            campaign_id=old.campaign_id,
            team_id=old.team_id,
            role=old.role if share[old.team_id, old.role] >= min_group else "",
            submitted_at=old.submitted_at,
            test=old.test,
        )
        for old, number in zip(sheets, numbers, strict=True)
    }


def _without_history(
    answers: Iterable[Answer], fresh: Mapping[UUID, AnswerSheet]
) -> Iterator[Answer]:
    """The same answers as new rows."""
    for answer in answers:
        answer.pk = None
        answer.sheet = fresh[answer.sheet_id]
        answer.revision = 1
        answer.operation_id = NO_OPERATION
        answer.saved_at = answer.sheet.submitted_at
        yield answer
