"""Single changes of answers, as a browser asks for them."""

from __future__ import annotations

import uuid

from survey.models import AnswerChange, Invitation
from survey.questionnaire import of_campaign
from survey.services.answering import Conflict, Draft, Operation, Saved, answer_question
from tests.factories import NOW

PLAIN, WITH_NA = "ci-pipeline", "cd-automation"
BLANK = Draft("cleared")


def operation(option: int | None = 2, base: int = 0, practice: str = PLAIN, **draft) -> Operation:
    state = draft.pop("state", "rated")
    return Operation(practice, Draft(state, option, **draft), base, uuid.uuid4())


def save(invitation: Invitation, op: Operation, now=NOW) -> Saved | Conflict:
    asked = of_campaign(invitation.campaign)
    return answer_question(invitation=invitation, asked=asked, operation=op, now=now)


def fresh(invitation: Invitation) -> Invitation:
    """As another request would find it."""
    return Invitation.objects.select_related("campaign", "sheet").get(pk=invitation.pk)


def history(practice: str = PLAIN) -> list[tuple[int, int | None]]:
    rows = AnswerChange.objects.filter(answer__practice=practice)
    return list(rows.values_list("revision", "option"))
