"""The first account of a server, made through a link that its log shows."""

from __future__ import annotations

import base64
import struct
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from survey.acting import acting
from survey.models import Organisation, User
from survey.services.audit import record
from survey.services.organisations import create_organisation
from survey.services.refusal import Refused

SALT = "survey.first_run"
HOLDS = timedelta(hours=24)
STAMP = 6


def setup_token(now: datetime) -> str:
    """32 characters that hold until an account exists, for 24 hours at most.

    Nothing is stored: it is a time and its seal with the server's secret.
    """
    stamp = struct.pack(">Q", int(now.timestamp()))[-STAMP:]
    seal = salted_hmac(SALT, stamp.hex(), algorithm="sha256").digest()[: 24 - STAMP]
    return base64.urlsafe_b64encode(stamp + seal).decode()


def setup_holds(token: str, now: datetime) -> bool:
    """Is the link good, and is there nobody yet?"""
    try:
        stamp = base64.urlsafe_b64decode(token)[:STAMP]
        made = datetime.fromtimestamp(int.from_bytes(stamp, "big"), tz=now.tzinfo)
    except (ValueError, OverflowError, OSError):
        return False
    genuine = constant_time_compare(token, setup_token(made))
    fresh = timedelta(0) <= now - made < HOLDS
    return genuine and fresh and not User.objects.exists()


@transaction.atomic
def set_up(
    *,
    token: str,
    email: str,
    name: str,
    password: str,
    organisation: str,
    language: str,
    now: datetime,
) -> tuple[User, Organisation]:
    """Make the first account and its organisation. Raises Refused if the link is dead."""
    if connection.vendor == "postgresql":
        # Two who press the button at once must not both find that nobody is there. SQLite's
        # transactions queue anyway.
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {User._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
    if not setup_holds(token, now):
        raise Refused(_("This link no longer works."))
    user = User.objects.create_user(email, password, name=name, language=language)
    with acting(user):
        record("account.created", organisation=None, subject=user, subject_id=user.pk, at=now)
        made = create_organisation(owner=user, name=organisation)
    return user, made
