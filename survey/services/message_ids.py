"""The Message-ID of a mail: the same at each try, and recognised when a bounce quotes it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from survey.models import Mail

OURS = re.compile(r"<plumbline\.(\d{1,18})\.([0-9a-f]{20})@[^<>@\s]+>")


def message_id(mail: Mail) -> str:
    """It holds the row's number and a signature, so that nobody can make up a bounce."""
    host = urlsplit(settings.SITE_ADDRESS).hostname or "localhost"
    return f"<plumbline.{mail.pk}.{_signature(mail.pk)}@{host}>"


def mail_number(text: str) -> int | None:
    """The number of our mail whose Message-ID stands in a text; None if there is none."""
    found = OURS.search(text)
    if found is None:
        return None
    number = int(found[1])
    return number if constant_time_compare(found[2], _signature(number)) else None


def _signature(number: int) -> str:
    return salted_hmac("survey.message_id", str(number)).hexdigest()[:20]
