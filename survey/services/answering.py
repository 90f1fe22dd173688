"""Saving answers, one at a time, so that nothing acknowledged is lost or silently overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from assessment.core.model import Practice
from survey.models import Answer, AnswerChange, AnswerSheet, Campaign, Invitation
from survey.models.answer import NOTE_LENGTH, AnswerState
from survey.models.campaign import State
from survey.questionnaire import Questionnaire
from survey.services.refusal import Refused

URL_LENGTH = 500


@dataclass(frozen=True)
class Draft:
    """What a respondent wants an answer to be.

    `state` is rated, na, dk or cleared; `option` the option's number if rated.
    """

    state: str
    option: int | None = None
    reason: str = ""
    note: str = ""
    evidence_url: str = ""


@dataclass(frozen=True)
class Saved:
    """The answer as it now stands."""

    answer: Answer


@dataclass(frozen=True)
class Conflict:
    """Somebody saved another answer meanwhile; nothing was written. `answer` is theirs."""

    answer: Answer


@transaction.atomic
def begin_sheet(*, invitation: Invitation) -> AnswerSheet:
    """The invitation's answer sheet, made when the first answer is saved."""
    # Closing locks this row too, so that no sheet begins while results are being frozen.
    campaign = Campaign.objects.select_for_update().get(pk=invitation.campaign_id)
    _check_open(campaign.state)
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.sheet_id is None:
        invitation.sheet = AnswerSheet.objects.create(
            campaign_id=invitation.campaign_id, team_id=invitation.team_id, role=invitation.role
        )
        invitation.save(update_fields=["sheet"])
    sheet: AnswerSheet = invitation.sheet
    return sheet


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
    Raises Refused if the answer is not possible, or the sheet may not be changed.
    """
    checked = check_draft(asked, practice, draft)
    sheet = _locked(sheet)
    if sheet.submitted_at is not None:
        raise Refused(_("These answers are submitted. Reopen them to change one."))
    answer = Answer.objects.filter(sheet=sheet, practice=practice).first()
    if answer is not None and answer.changes.filter(operation_id=operation_id).exists():
        return Saved(answer)
    if base_revision != (answer.revision if answer else 0):
        if answer is None:
            raise Refused(_("This answer changed elsewhere. Load the page again."))
        return Conflict(answer)
    if answer is None:
        answer = Answer(sheet=sheet, practice=practice, revision=0)
    elif same(answer, checked):
        return Saved(answer)
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
    for field, content in value.items():
        setattr(answer, field, content)
    answer.model_version = asked.model.version
    answer.save()
    AnswerChange.objects.create(answer=answer, **value)
    return Saved(answer)


def same(answer: Answer, draft: Draft) -> bool:
    """Does the answer already say what the draft says?"""
    return (
        answer.state == draft.state
        and answer.option == draft.option
        and answer.reason == draft.reason
        and answer.note == draft.note
        and answer.evidence_url == draft.evidence_url
    )


def check_draft(asked: Questionnaire, practice: str, draft: Draft) -> Draft:
    """The draft, trimmed. Raises Refused with the reason if it is no possible answer."""
    item = asked.practices.get(practice)
    if item is None:
        raise Refused(_("This question is not part of the questionnaire."))
    _check_choice(item, draft)
    reason, note, url = draft.reason.strip(), draft.note.strip(), draft.evidence_url.strip()
    if draft.state == AnswerState.NA and not reason:
        raise Refused(_("Say in a few words why it does not apply. Until then it is not saved."))
    if max(len(reason), len(note)) > NOTE_LENGTH:
        raise Refused(
            _("At most %(most)s characters, please; this is longer.") % {"most": NOTE_LENGTH}
        )
    if "\x00" in reason + note + url:
        raise Refused(_("The text holds a character that cannot be stored."))
    if url and not _is_web_address(url):
        raise Refused(_("A link to evidence starts with https:// or http:// and names a host."))
    rated = draft.state == AnswerState.RATED
    return Draft(
        state=draft.state,
        option=draft.option if rated else None,
        reason=reason if draft.state == AnswerState.NA else "",
        note=note,
        evidence_url=url,
    )


def _check_choice(item: Practice, draft: Draft) -> None:
    if draft.state not in AnswerState.values:
        raise Refused(_("Choose one of the answers shown."))
    if draft.state == AnswerState.RATED and (
        draft.option is None or not 0 <= draft.option < len(item.scale.values)
    ):
        raise Refused(_("Choose one of the answers shown."))
    if draft.state == AnswerState.NA and item.na is None:
        raise Refused(_("“Does not apply” is not possible here."))


def _is_web_address(url: str) -> bool:
    if len(url) > URL_LENGTH or any(char.isspace() for char in url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


@transaction.atomic
def submit_sheet(*, sheet: AnswerSheet, now: datetime) -> AnswerSheet:
    """Hand the answers in. Raises Refused if there is none. Submitting twice changes nothing."""
    sheet = _locked(sheet)
    if sheet.submitted_at is None:
        if not sheet.answers.exclude(state=AnswerState.CLEARED).exists():
            raise Refused(_("There is no answer to submit yet."))
        sheet.submitted_at = now
        sheet.save(update_fields=["submitted_at"])
    return sheet


@transaction.atomic
def reopen_sheet(*, sheet: AnswerSheet) -> AnswerSheet:
    """Take submitted answers back to change them; possible while the campaign is open."""
    sheet = _locked(sheet)
    sheet.submitted_at = None
    sheet.save(update_fields=["submitted_at"])
    return sheet


def _locked(sheet: AnswerSheet) -> AnswerSheet:
    """The sheet's row, held until the transaction ends, of a campaign that is still open."""
    # Closing holds every sheet before it looks, so a save is either in the frozen result or
    # refused here; and saves of different people do not wait for each other.
    kept = AnswerSheet.objects.select_for_update().get(pk=sheet.pk)
    _check_open(Campaign.objects.values_list("state", flat=True).get(pk=kept.campaign_id))
    return kept


def _check_open(state: str) -> None:
    if state == State.DRAFT:
        raise Refused(_("The campaign has not opened yet."))
    if state == State.CLOSED:
        raise Refused(_("The campaign is closed; answers can no longer be changed."))
