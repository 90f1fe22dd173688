"""Documents that take longer than a request: asked for, made by the worker, kept for a while."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from survey.models import Campaign, Document, User
from survey.models.document import DocumentState
from survey.services.audit import record
from survey.services.refusal import Refused

KEPT = timedelta(days=30)
PATIENCE = timedelta(hours=1)
MOST_WAITING = 5
LARGEST = 50 * 1024 * 1024
UNDER_WAY = (DocumentState.WAITING, DocumentState.MAKING)

NOT_MADE = gettext_noop("It was not made within an hour. Is the background worker running?")
NOT_ALLOWED = gettext_noop("Whoever asked for it may not read these results any more.")
WENT_WRONG = gettext_noop("Something went wrong while making it; the server’s log says what.")
TOO_LARGE = gettext_noop("It would be larger than 50 MB. Ask for the teams one by one.")


@transaction.atomic
def ask_document(
    *,
    campaign: Campaign,
    by: User,
    kind: str,
    language: str,
    options: Mapping[str, object],
    now: datetime,
) -> Document:
    """Put a document in line. Raises Refused while too many of the campaign's are under way."""
    waiting = Document.objects.filter(campaign=campaign, state__in=UNDER_WAY).count()
    if waiting >= MOST_WAITING:
        raise Refused(_("Other documents of this campaign are being made. Wait for them first."))
    made = Document.objects.create(
        organisation=campaign.organisation,
        campaign=campaign,
        kind=kind,
        language=language,
        options=dict(options),
        asked_at=now,
        asked_by=by,
    )
    _record("document.asked", made, now)
    return made


@transaction.atomic
def ask_again(*, document: Document, by: User, now: datetime) -> Document:
    """Put a failed document in line once more, for whoever asks now."""
    document = Document.objects.select_for_update().get(pk=document.pk)
    if document.state != DocumentState.FAILED:
        raise Refused(_("Only a document that failed can be tried again."))
    document.state, document.error, document.done = DocumentState.WAITING, "", 0
    document.asked_by, document.asked_at = by, now
    document.save(update_fields=["state", "error", "done", "asked_by", "asked_at"])
    _record("document.asked", document, now)
    return document


def begin_document(*, document_id: UUID) -> Document | None:
    """The document for the worker to make; None if it is gone or somebody makes it already."""
    taken = Document.objects.filter(pk=document_id, state=DocumentState.WAITING).update(
        state=DocumentState.MAKING, done=0
    )
    if not taken:
        return None
    return Document.objects.select_related("asked_by").get(pk=document_id)


def report_progress(*, document_id: UUID, done: int, steps: int) -> None:
    Document.objects.filter(pk=document_id, state=DocumentState.MAKING).update(
        done=done, steps=max(steps, 1)
    )


def finish_document(*, document_id: UUID, content: bytes, file_name: str, now: datetime) -> None:
    """Keep the file. One that was removed meanwhile stays removed."""
    if len(content) > LARGEST:
        fail_document(document_id=document_id, error=TOO_LARGE)
        return
    Document.objects.filter(pk=document_id, state=DocumentState.MAKING).update(
        state=DocumentState.READY,
        content=content,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        file_name=file_name[:200],
        ready_at=now,
    )


def fail_document(*, document_id: UUID, error: str) -> None:
    """`error` is one of the messages above; they are translated where they are shown."""
    Document.objects.filter(pk=document_id, state__in=UNDER_WAY).update(
        state=DocumentState.FAILED, error=error
    )


@transaction.atomic
def remove_document(*, document: Document, now: datetime) -> None:
    _record("document.removed", document, now, gone=True)
    document.delete()


def expire_documents(now: datetime) -> None:
    """Remove what was kept long enough, and give up what nobody made."""
    Document.objects.filter(asked_at__lt=now - KEPT).delete()
    Document.objects.filter(state__in=UNDER_WAY, asked_at__lt=now - PATIENCE).update(
        state=DocumentState.FAILED, error=NOT_MADE
    )


def _record(action: str, document: Document, now: datetime, *, gone: bool = False) -> None:
    told = {"kind": document.kind, "language": document.language}
    record(
        action,
        organisation=document.organisation,
        campaign=document.campaign,
        subject=document.campaign,
        subject_id=document.pk,
        before=told if gone else None,
        after=None if gone else told,
        at=now,
    )
