"""What a respondent's browser sends: one question from a script, or a whole page without one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import QueryDict

from survey.models.answer import AnswerState
from survey.services.answering import Operation
from survey.services.drafts import Draft

NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)
CHOICES = {"": AnswerState.CLEARED, "na": AnswerState.NA, "dk": AnswerState.DK}


def read_page(data: QueryDict, practices: Iterable[str]) -> tuple[Operation, ...]:
    """The questions of a page as they were sent. Raises BadRequest for a damaged form.

    The button “clear” names a question to be cleared; “take” one to be left as it is saved.
    """
    cleared, left = data.get("clear"), data.get("take")
    found = []
    for practice in practices:
        if f"operation-{practice}" in data and practice != left:
            found.append(read_question(data, practice, clear=practice == cleared))
    return tuple(found)


def read_question(data: QueryDict, practice: str, *, clear: bool = False) -> Operation:
    """One question as it was sent. Raises BadRequest if revision or operation are damaged."""
    base = data.get(f"base-{practice}", "")
    try:
        operation_id = UUID(data.get(f"operation-{practice}", ""))
    except ValueError as damaged:
        raise BadRequest("operation is no UUID") from damaged
    if not NUMBER.fullmatch(base):
        raise BadRequest("base is no revision")
    return Operation(practice, _draft(data, practice, clear), int(base), operation_id)


def _draft(data: QueryDict, practice: str, clear: bool) -> Draft:
    answer = "" if clear else data.get(f"answer-{practice}", "")
    rated = NUMBER.fullmatch(answer)
    return Draft(
        # What is neither is passed on as it is; the service says that it cannot be.
        state=str(AnswerState.RATED if rated else CHOICES.get(answer, answer)),
        option=int(answer) if rated else None,
        reason=data.get(f"reason-{practice}", ""),
        note=data.get(f"note-{practice}", ""),
        evidence_url=data.get(f"evidence-{practice}", ""),
    )
