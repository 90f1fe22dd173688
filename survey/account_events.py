"""What people change about their own accounts goes into the audit log.

django-allauth writes those changes itself and tells of them by signals; nothing of our own does.
"""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.account.adapter import get_adapter
from allauth.mfa import signals as mfa
from allauth.socialaccount import signals as social
from django.db import transaction
from django.http import HttpRequest

from survey.acting import acting
from survey.models import User
from survey.services.audit import record


def _tell(action: str, user: User, **more: Any) -> None:
    with transaction.atomic(), acting(user):
        record(action, organisation=None, subject=user, subject_id=user.pk, **more)


def signed_up(user: User, **_more: Any) -> None:
    _tell("account.created", user)


def password_changed(user: User, **_more: Any) -> None:
    _tell("account.password-changed", user)


def password_reset(request: HttpRequest, user: User, **_more: Any) -> None:
    get_adapter(request).forget_failed_attempts(request, user)
    _tell("account.password-changed", user, reason="by mail")


def two_step_added(user: User, authenticator: Any, **_more: Any) -> None:
    _tell("account.two-step-added", user, after={"kind": authenticator.type})


def two_step_removed(user: User, authenticator: Any, **_more: Any) -> None:
    _tell("account.two-step-removed", user, before={"kind": authenticator.type})


def two_step_renewed(user: User, authenticator: Any, **_more: Any) -> None:
    _tell("account.recovery-codes-renewed", user)


def connected(sociallogin: Any, **_more: Any) -> None:
    _tell("account.connected", sociallogin.user, after={"issuer": sociallogin.account.provider})


def disconnected(socialaccount: Any, **_more: Any) -> None:
    before = {"issuer": socialaccount.provider}
    _tell("account.disconnected", socialaccount.user, before=before)


def listen() -> None:
    """Called once, when the application is ready."""
    heard = (
        (account.user_signed_up, signed_up),
        (account.password_changed, password_changed),
        (account.password_set, password_changed),
        (account.password_reset, password_reset),
        (mfa.authenticator_added, two_step_added),
        (mfa.authenticator_removed, two_step_removed),
        (mfa.authenticator_reset, two_step_renewed),
        (social.social_account_added, connected),
        (social.social_account_removed, disconnected),
    )
    for signal, receiver in heard:
        signal.connect(receiver, dispatch_uid=receiver.__name__ + str(id(signal)))
