"""Saving a whole page of answers, as a browser without scripts sends it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from survey.models import Answer, AnswerChange, Invitation
from survey.questionnaire import Questionnaire
from survey.services.answering import (
    Conflict,
    NotAnswerable,
    Operation,
    answer_question,
    says,
)
from survey.services.drafts import BLANK, tidied
from survey.services.refusal import Refused


@dataclass(frozen=True)
class PageOutcome:
    """What was not saved of a page, by practice: the reason, or somebody's newer answer."""

    refused: dict[str, str] = field(default_factory=dict)
    conflicts: dict[str, Answer] = field(default_factory=dict)

    @property
    def clean(self) -> bool:
        return not self.refused and not self.conflicts


def save_page(
    *,
    invitation: Invitation,
    asked: Questionnaire,
    operations: Sequence[Operation],
    now: datetime,
) -> PageOutcome:
    """Save whatever was changed of a page of answers, each on its own.

    One that is refused keeps no other from being saved. Raises NotAnswerable if none may be.
    """
    outcome = PageOutcome()
    for operation in _changed(invitation, operations):
        try:
            done = answer_question(invitation=invitation, asked=asked, operation=operation, now=now)
        except NotAnswerable:
            raise
        except Refused as refused:
            outcome.refused[operation.practice] = str(refused)
        else:
            if isinstance(done, Conflict):
                outcome.conflicts[operation.practice] = done.answer
    return outcome


def _changed(invitation: Invitation, operations: Sequence[Operation]) -> list[Operation]:
    """Those that differ from what the respondent saw, at the revision that each was based on.

    A question that only somebody else has changed meanwhile is not the respondent's change.
    """
    seen: dict[tuple[str, int], AnswerChange] = {}
    if invitation.sheet_id is not None:
        history = AnswerChange.objects.filter(
            answer__sheet_id=invitation.sheet_id,
            answer__practice__in=[operation.practice for operation in operations],
            revision__in=[operation.base_revision for operation in operations],
        ).select_related("answer")
        seen = {(change.answer.practice, change.revision): change for change in history}
    return [op for op in operations if _differs(op, seen.get((op.practice, op.base_revision)))]


def _differs(operation: Operation, base: AnswerChange | None) -> bool:
    draft = tidied(operation.draft)
    return draft != BLANK if base is None else not says(base, draft)
