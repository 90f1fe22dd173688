"""Saving answers, one at a time, so that nothing acknowledged is lost or silently overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Subquery
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from survey.models import Answer, AnswerChange, AnswerSheet, Campaign, Invitation
from survey.models.answer import AnswerState
from survey.models.campaign import State
from survey.queries.moments import moment
from survey.questionnaire import Questionnaire
from survey.services.drafts import Draft, check_draft
from survey.services.refusal import Refused
from survey.window import FIELDS, OVER, PAUSED, Window, window_of

__all__ = [
    "Conflict",
    "Draft",
    "NotAnswerable",
    "Operation",
    "Saved",
    "answer_question",
    "begin_sheet",
    "check_draft",
    "check_open",
    "choose_role",
    "reopen_answers",
    "reopen_sheet",
    "save_answer",
    "submit_answers",
    "submit_sheet",
]


class NotAnswerable(Refused):
    """No answer can be changed now, whatever it is: not open yet, closed, or submitted."""


@dataclass(frozen=True)
class Operation:
    """One change as it was asked for; `operation_id` names it however often it arrives.

    `base_revision` is the revision that the respondent saw, 0 if there was none.
    """

    practice: str
    draft: Draft
    base_revision: int
    operation_id: UUID


@dataclass(frozen=True)
class Saved:
    """The answer as it now stands.

    `revision` is the one that this operation made; where `answer.revision` is higher, somebody
    has changed the answer since. `states` are the states of the sheet's answers by practice.
    """

    answer: Answer
    revision: int
    states: Mapping[str, str]


@dataclass(frozen=True)
class Conflict:
    """Somebody saved another answer meanwhile; nothing was written. `answer` is theirs."""

    answer: Answer


@transaction.atomic
def begin_sheet(*, invitation: Invitation, now: datetime | None = None) -> AnswerSheet:
    """The invitation's answer sheet, made when the first answer is saved."""
    if invitation.sheet_id is None:
        invitation.sheet, _made = _begin(invitation, now or timezone.now())
    sheet: AnswerSheet = invitation.sheet
    return sheet


@transaction.atomic
def choose_role(*, invitation: Invitation, role: str, now: datetime) -> AnswerSheet:
    """What the respondent is, which decides about what they are asked; it begins the sheet.

    Answers to questions that are not for the new role are kept, and count again should the person
    choose the former one. Raises Refused for a role that the campaign has not.
    """
    if all(each["slug"] != role for each in invitation.campaign.roles):
        raise Refused(_("Choose one of the roles shown."))
    sheet, made = (invitation.sheet, False) if invitation.sheet else _begin(invitation, now)
    if not made:
        sheet, window, _states = _locked(sheet)
        check_open(window, now, test=sheet.test)
        if sheet.submitted_at is not None:
            raise NotAnswerable(_("These answers are submitted. Reopen them to change one."))
    sheet.role = role
    sheet.save(update_fields=["role"])
    invitation.sheet = sheet
    return sheet


def _begin(invitation: Invitation, now: datetime) -> tuple[AnswerSheet, bool]:
    """The sheet, and whether it is new; within a transaction."""
    # Closing locks this row too, so that no sheet begins while results are being frozen; and two
    # first answers of one person queue here.
    rows = Campaign.objects.select_for_update().values_list(*FIELDS)
    check_open(Window(*rows.get(pk=invitation.campaign_id)), now, test=invitation.test)
    sheet = AnswerSheet.objects.create(
        campaign_id=invitation.campaign_id,
        team_id=invitation.team_id,
        role=invitation.role,
        test=invitation.test,
    )
    fresh = Invitation.objects.filter(pk=invitation.pk, sheet=None, answered=False)
    if fresh.update(sheet=sheet):
        return sheet, True
    sheet.delete()
    begun = AnswerSheet.objects.filter(invitation=invitation.pk).first()
    if begun is None:
        raise NotAnswerable(
            _("Your answers are in and count. They cannot be opened or given once more.")
        )
    return begun, False


def answer_question(
    *, invitation: Invitation, asked: Questionnaire, operation: Operation, now: datetime
) -> Saved | Conflict:
    """Save one answer of an invitation, in one transaction; its first one makes the sheet.

    Raises what `save_answer` raises.
    """
    checked = check_draft(asked, operation.practice, operation.draft)
    version = asked.model.version
    with transaction.atomic():
        if invitation.sheet_id is not None:
            sheet, made = invitation.sheet, False
        else:
            sheet, made = _begin(invitation, now)
        outcome = _save(sheet, operation, checked, version, now, new_sheet=made)
    invitation.sheet = sheet
    return outcome


@transaction.atomic
def save_answer(
    *,
    sheet: AnswerSheet,
    asked: Questionnaire,
    practice: str,
    draft: Draft,
    base_revision: int,
    operation_id: UUID,
    now: datetime,
) -> Saved | Conflict:
    """Save one answer if nobody else has since `base_revision` (0 = there was none).

    The same operation may arrive any number of times and in any order: it takes effect once.
    Raises Refused if the answer is not possible, NotAnswerable if none may be changed now.
    """
    checked = check_draft(asked, practice, draft)
    operation = Operation(practice, draft, base_revision, operation_id)
    return _save(sheet, operation, checked, asked.model.version, now)


def _save(
    sheet: AnswerSheet,
    operation: Operation,
    checked: Draft,
    model_version: str,
    now: datetime,
    *,
    new_sheet: bool = False,
) -> Saved | Conflict:
    answer: Answer | None = None
    states: dict[str, str] = {}
    if not new_sheet:
        sheet, window, states = _locked(sheet)
        if operation.practice in states:
            answer, seen = _answer(sheet, operation)
            if seen is not None:
                return Saved(answer, seen, states)
        check_open(window, now, test=sheet.test)
        if sheet.submitted_at is not None:
            raise NotAnswerable(_("These answers are submitted. Reopen them to change one."))
    if answer is not None and says(answer, checked):
        return Saved(answer, answer.revision, states)
    if operation.base_revision != (answer.revision if answer else 0):
        if answer is None:
            raise Refused(_("This answer changed elsewhere. Load the page again."))
        return Conflict(answer)
    written = _write(
        answer or Answer(sheet=sheet, practice=operation.practice, revision=0),
        operation.operation_id,
        checked,
        model_version,
        now,
    )
    return Saved(written, written.revision, {**states, written.practice: written.state})


def _locked(sheet: AnswerSheet) -> tuple[AnswerSheet, Window, dict[str, str]]:
    """The sheet, held until the transaction ends, its campaign's window, its answers' states."""
    # Closing holds every sheet before it looks, so a save is either in the frozen result or
    # refused here; and saves of different people do not wait for each other. The second query
    # begins after the wait: joined to the first, it would see the campaign as it was before.
    held = AnswerSheet.objects.select_for_update().filter(pk=sheet.pk).first()
    if held is None:
        # Closing an anonymous campaign writes its sheets anew, so that no old number leads there.
        raise NotAnswerable(_("The campaign is closed; answers can no longer be changed."))
    rows = list(
        AnswerSheet.objects.filter(pk=sheet.pk).values_list(
            *(f"campaign__{name}" for name in FIELDS), "answers__practice", "answers__state"
        )
    )
    states = {practice: state for *_campaign, practice, state in rows if practice is not None}
    return held, Window(*rows[0][: len(FIELDS)]), states


def _answer(sheet: AnswerSheet, operation: Operation) -> tuple[Answer, int | None]:
    """The answer to the operation's practice, and the revision that it made if it has been here."""
    seen = AnswerChange.objects.filter(
        answer__sheet=sheet,
        answer__practice=operation.practice,
        operation_id=operation.operation_id,
    )
    answer = Answer.objects.annotate(seen=Subquery(seen.values("revision")[:1])).get(
        sheet=sheet, practice=operation.practice
    )
    return answer, answer.seen


def _write(
    answer: Answer, operation_id: UUID, checked: Draft, model_version: str, now: datetime
) -> Answer:
    """The next revision of an answer, and its line of history."""
    value = {
        "state": checked.state,
        "option": checked.option,
        "reason": checked.reason,
        "note": checked.note,
        "evidence_url": checked.evidence_url,
        "revision": answer.revision + 1,
        "operation_id": operation_id,
        "saved_at": now,
    }
    for name, content in value.items():
        setattr(answer, name, content)
    answer.model_version = model_version
    answer.save()
    AnswerChange.objects.create(answer=answer, **value)
    return answer


def says(answer: Answer | AnswerChange, draft: Draft) -> bool:
    """Does the answer already say what the draft says?"""
    return (
        answer.state == draft.state
        and answer.option == draft.option
        and answer.reason == draft.reason
        and answer.note == draft.note
        and answer.evidence_url == draft.evidence_url
    )


def submit_answers(*, invitation: Invitation, now: datetime) -> None:
    """Hand in the answers of an invitation. Raises what `submit_sheet` raises."""
    check_open(window_of(invitation.campaign), now, test=invitation.test)
    if invitation.sheet is None:
        raise Refused(_("There is no answer to submit yet."))
    submit_sheet(sheet=invitation.sheet, now=now)


@transaction.atomic
def submit_sheet(*, sheet: AnswerSheet, now: datetime) -> AnswerSheet:
    """Hand the answers in. Raises Refused if there is none. Submitting twice changes nothing."""
    sheet, window, states = _locked(sheet)
    check_open(window, now, test=sheet.test)
    if sheet.submitted_at is None:
        if all(state == AnswerState.CLEARED for state in states.values()):
            raise Refused(_("There is no answer to submit yet."))
        sheet.submitted_at = now
        sheet.save(update_fields=["submitted_at"])
    return sheet


def reopen_answers(*, invitation: Invitation, now: datetime | None = None) -> None:
    """Take the answers of an invitation back. Raises what `reopen_sheet` raises."""
    now = now or timezone.now()
    check_open(window_of(invitation.campaign), now, test=invitation.test)
    if invitation.answered:
        raise NotAnswerable(
            _("These answers count in results that were shown; they can no longer be changed.")
        )
    if invitation.sheet is not None:
        reopen_sheet(sheet=invitation.sheet, now=now)


@transaction.atomic
def reopen_sheet(*, sheet: AnswerSheet, now: datetime | None = None) -> AnswerSheet:
    """Take submitted answers back to change them; possible while answers are taken.

    Raises NotAnswerable if they are not.
    """
    sheet, window, _states = _locked(sheet)
    check_open(window, now or timezone.now(), test=sheet.test)
    sheet.submitted_at = None
    sheet.save(update_fields=["submitted_at"])
    return sheet


def check_open(window: Window, now: datetime, *, test: bool = False) -> None:
    """Raises NotAnswerable, with the reason, where no answers are taken now."""
    stage = window.stage(now, test=test)
    if stage == State.DRAFT:
        raise NotAnswerable(_("The campaign has not opened yet."))
    if stage == State.CLOSED:
        raise NotAnswerable(_("The campaign is closed; answers can no longer be changed."))
    if stage == PAUSED:
        raise NotAnswerable(
            _("The campaign is paused. Nothing is lost: what you saved stays as it is.")
        )
    if stage == OVER:
        until = moment(window.until, get_language() or "en")
        raise NotAnswerable(
            _("Answers were taken until %(when)s. Ask whoever runs the campaign for more time.")
            % {"when": until}
        )
