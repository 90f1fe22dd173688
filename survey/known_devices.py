"""Browsers from which somebody has signed in before.

Guessing at an account from elsewhere locks sign-in to it for a while. A browser that holds a mark
of that account is counted by itself, so that its owner gets in meanwhile. The mark says nothing to
whoever steals the cookie but "counted by itself": the password is still asked.
"""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string, salted_hmac

COOKIE = "plumbline_device"
SALT = "survey.known_devices"
KEPT = 180 * 24 * 3600
MOST_ACCOUNTS = 5


def device_of(request: HttpRequest, email: str) -> str | None:
    """What failed attempts of this browser at this account are counted under; None if unknown."""
    account = _account(email)
    mark = _marks(request).get(account)
    return f"{account}:{mark}" if mark else None


def remember_device(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """Mark the browser as one of this account; the five newest accounts are kept."""
    account = _account(email)
    marks = _marks(request)
    marks[account] = marks.pop(account, "") or get_random_string(16)
    newest = dict(list(marks.items())[-MOST_ACCOUNTS:])
    response.set_cookie(
        COOKIE,
        signing.dumps(newest, salt=SALT),
        max_age=KEPT,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _account(email: str) -> str:
    """Stands for the address without naming it."""
    return salted_hmac(SALT, email.strip().lower()).hexdigest()[:20]


def _marks(request: HttpRequest) -> dict[str, str]:
    try:
        marks: dict[str, str] = signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KEPT
        )
    except signing.BadSignature:
        return {}
    return marks
