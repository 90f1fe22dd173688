"""The outbox: mails that are to be sent once, and sending them.

A mail is a row. A background task sends what waits, and the worker looks again each minute, so
that a mail outlives a restart and a mail server that is away. Its text is made at the moment of
sending; what is no longer wanted then is dropped.
"""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.module_loading import import_string
from django_tasks import task

from survey.models import Mail
from survey.models.mail import MailKind, MailState
from survey.queries.mail_words import UNREACHABLE, UNWRITTEN
from survey.services.message_ids import message_id

log = logging.getLogger(__name__)

PAUSES = (timedelta(0), timedelta(minutes=5), timedelta(hours=1), timedelta(hours=6))
"""When each try is due, from the moment a mail was queued: the first at once, then three more.
Each lies further from the one before than a try can last, so that two workers never make one."""

LETTERS = {
    MailKind.INVITATION: "survey.services.letters.invitation_letter",
    MailKind.REMINDER: "survey.services.letters.reminder_letter",
    MailKind.OFFER: "survey.services.offers.offer_letter",
    MailKind.ACTION: "survey.services.action_mails.action_letter",
}
"""By kind, what makes a mail's text: a function of the mail and the moment that gives a Letter, or
None where the mail is no longer wanted. It runs with the mail's language active."""


@dataclass(frozen=True)
class Letter:
    """`template` names `emails/<template>.txt` and `.html`, which get `context` and `address`."""

    subject: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)


def mail_works() -> bool:
    """Has the operator named a mail server? Without one nothing is queued."""
    works: bool = settings.MAIL_WORKS
    return works


def queue_mails(mails: Iterable[Mail]) -> int:
    """Keep mails to be sent in the transaction of what they are about; how many are new.

    One that has its invitation or subject, kind and occasion in common with an earlier one is left
    out. Without a mail server nothing is kept.
    """
    if not mail_works():
        return 0
    wanted = list(mails)
    there = Mail.objects.filter(organisation__in={mail.organisation_id for mail in wanted})
    before = there.count()
    Mail.objects.bulk_create(wanted, ignore_conflicts=True)
    made = there.count() - before
    if made:
        send_waiting.enqueue()
    return made


def queue_mail(mail: Mail) -> bool:
    """`queue_mails` of one; whether it is new."""
    return queue_mails([mail]) == 1


@task()
def send_waiting() -> int:
    """Send every mail whose next try is due; how many were sent."""
    return send_due(timezone.now())


def send_due(now: datetime) -> int:
    """Send every mail whose next try is due at `now`; how many were sent."""
    waiting = Mail.objects.none()
    for attempts, pause in enumerate(PAUSES):
        waiting |= Mail.objects.filter(attempts=attempts, queued_at__lte=now - pause)
    due = list(waiting.filter(state=MailState.QUEUED).order_by("queued_at", "pk"))
    if not due:
        return 0
    connection = get_connection()
    try:
        return sum(_try(mail, connection, now) for mail in due)
    finally:
        connection.close()


def _try(mail: Mail, connection: BaseEmailBackend, now: datetime) -> bool:
    """One try; whether the mail went out. Never raises: the next mail has its own chance."""
    claimed = Mail.objects.filter(pk=mail.pk, state=MailState.QUEUED, attempts=mail.attempts)
    if not claimed.update(attempts=F("attempts") + 1):
        return False
    mail.attempts += 1
    try:
        message = _message(mail, now)
        if message is None:
            mail.delete()
            return False
        message.connection = connection
        message.send()
    except smtplib.SMTPRecipientsRefused as refused:
        code, text = next(iter(refused.recipients.values()))
        _failed(mail, _said(code, text), for_good=code >= 500)
        return False
    except Exception as fault:
        log.warning("mail %s not sent, try %s: %s", mail.pk, mail.attempts, type(fault).__name__)
        connection.close()
        for_good = isinstance(fault, smtplib.SMTPDataError) and fault.smtp_code >= 500
        _failed(mail, _reason(fault), for_good=for_good)
        return False
    Mail.objects.filter(pk=mail.pk).update(state=MailState.SENT, sent_at=now, error="")
    return True


def _message(mail: Mail, now: datetime) -> EmailMultiAlternatives | None:
    with translation.override(mail.language or settings.LANGUAGE_CODE):
        letter = import_string(LETTERS[MailKind(mail.kind)])(mail, now)
        if letter is None:
            return None
        context = {
            "address": settings.SITE_ADDRESS,
            "language": translation.get_language(),
            **letter.context,
        }
        message = EmailMultiAlternatives(
            subject=" ".join(letter.subject.split()),
            body=render_to_string(f"emails/{letter.template}.txt", context),
            to=[mail.to],
            headers={"Auto-Submitted": "auto-generated", "Message-ID": message_id(mail)},
        )
        html = render_to_string(f"emails/{letter.template}.html", context)
        message.attach_alternative(html, "text/html")
        return message


def _failed(mail: Mail, reason: str, *, for_good: bool) -> None:
    """Note why; the last try, or a refusal that will not change, ends it."""
    ended = for_good or mail.attempts >= len(PAUSES)
    Mail.objects.filter(pk=mail.pk, state=MailState.QUEUED).update(
        state=MailState.FAILED if ended else MailState.QUEUED,
        error=reason.replace(mail.to, "…")[:300],
    )


def _reason(fault: Exception) -> str:
    if isinstance(fault, smtplib.SMTPResponseException):
        return _said(fault.smtp_code, fault.smtp_error)
    if isinstance(fault, smtplib.SMTPException | OSError):
        return UNREACHABLE
    return UNWRITTEN


def _said(code: int, text: bytes | str) -> str:
    """What the mail server said, on one line."""
    said = text.decode(errors="replace") if isinstance(text, bytes) else text
    return " ".join(f"{code} {said}".split())
