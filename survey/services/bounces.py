"""Mails that come back: what a mail server reports later is noted at the link.

An operator pipes the reports of the sender's mailbox into `manage.py bounces`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes
from email.message import Message
from email.policy import compat32

from django.db import transaction

from survey.models import Invitation, Mail
from survey.models.campaign import Mode
from survey.models.mail import MailKind, MailState
from survey.services.message_ids import mail_number

LARGEST = 1024 * 1024
"""Bytes of one report that are read."""


def note_bounces(*, data: bytes, now: datetime) -> tuple[int, int]:
    """Note every failure that a report, or a mailbox file of them, speaks of.

    Returns how many reports were read and how many of our mails they say were not delivered. A
    report counts only if it quotes our signed Message-ID; delays are not failures.
    """
    read = noted = 0
    for report in _messages(data):
        read += 1
        failure = _failure(report)
        number = mail_number(_quoted(report))
        if failure and number is not None:
            noted += _note(number, failure, now)
    return read, noted


def _messages(data: bytes) -> Iterator[Message]:
    """One message, or each of an mbox file."""
    if not data.startswith(b"From "):
        parts = [data]
    else:
        # The first line of each is the mailbox file's own.
        parts = [part.partition(b"\n")[2] for part in data.split(b"\nFrom ")]
    for part in parts:
        if part.strip():
            yield message_from_bytes(part[:LARGEST], policy=compat32)


def _failure(report: Message) -> str:
    """What the server says of the failure, on one line; "" for a delay or anything else."""
    for part in report.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        blocks = part.get_payload()
        for block in blocks if isinstance(blocks, list) else ():
            if str(block.get("Action", "")).strip().lower() != "failed":
                continue
            said = str(block.get("Diagnostic-Code") or block.get("Status") or "")
            kind, _sign, text = said.partition(";")
            return " ".join((text if kind.strip().lower() == "smtp" else said).split()) or "failed"
    return ""


def _quoted(report: Message) -> str:
    """The Message-ID of the mail that came back, wherever the report keeps it."""
    for part in report.walk():
        kind = part.get_content_type()
        if kind == "message/rfc822":
            inner = part.get_payload()
            if isinstance(inner, list) and inner:
                return str(inner[0].get("Message-ID", ""))
        if kind == "text/rfc822-headers":
            raw = part.get_payload(decode=True)
            if isinstance(raw, bytes):
                return str(message_from_bytes(raw).get("Message-ID", ""))
    return ""


@transaction.atomic
def _note(number: int, failure: str, now: datetime) -> int:
    mail = Mail.objects.select_related("campaign").filter(pk=number, state=MailState.SENT).first()
    if mail is None:
        return 0
    reason = failure.replace(mail.to, "…")[:300]
    Mail.objects.filter(pk=mail.pk).update(state=MailState.FAILED, error=reason)
    # That a reminder came back would tell that its person had not answered.
    secret = mail.kind == MailKind.REMINDER and mail.campaign.mode == Mode.ANONYMOUS
    if mail.invitation_id and not secret:
        Invitation.objects.filter(pk=mail.invitation_id, email=mail.to).update(
            bounced_at=now, bounce=reason
        )
    return 1
