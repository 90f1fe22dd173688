"""How accounts come into being, and what is said when something is wrong with one."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from survey.access import open_offers
from survey.known_devices import device_of, remember_device
from survey.middleware import remember
from survey.models import User

log = logging.getLogger(__name__)

OFFER_IN_SESSION = "offer"
"""Where a session keeps the invitation whose holder goes on to sign in at the issuer."""
ADDRESS_STAGE = "allauth.account.stages.EmailVerificationStage"


class AccountAdapter(DefaultAccountAdapter):
    """django-allauth asks here. Messages are our own, so that both languages read alike."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("E-mail address or password is wrong."),
        "email_taken": _("There already is an account with this address. Sign in instead."),
        "enter_current_password": _("Enter the current password."),
        "incorrect_password": _("The password is wrong."),
        "too_many_login_attempts": _("Too many failed attempts. Try again later."),
        "rate_limited": _("Too many attempts. Try again later."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Where the operator says so (PLUMBLINE_SIGNUP), and for whoever holds an invitation."""
        if settings.PLUMBLINE_SIGNUP:
            return True
        token = request.session.get(OFFER_IN_SESSION, "")
        return bool(token) and open_offers(timezone.now()).filter(token=token).exists()

    def get_login_stages(self) -> list[str]:
        ours = "survey.sign_in_steps.ConfirmAddressStage"
        return [ours if stage == ADDRESS_STAGE else stage for stage in super().get_login_stages()]

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt before it is known whether it succeeds, or whether the account exists.

        A device of this account is counted by itself: guessing from elsewhere does not lock it.
        """
        device = device_of(request, credentials.get("email", ""))
        if device is None:
            super().pre_authenticate(request, **credentials)
            return
        self._login_failed_rl_usage = ratelimit.consume(
            request, app="allauth.account", action="login_failed_known_device", key=device
        )
        if not self._login_failed_rl_usage:
            raise self.validation_error("too_many_login_attempts")

    def forget_failed_attempts(self, request: HttpRequest, user: User) -> None:
        """After a new password was set by mail nobody has to wait."""
        self._delete_login_attempts_cached_email(request, email=user.email)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        remember_device(request, response, user.email)
        cookie = settings.LANGUAGE_COOKIE_NAME
        if user.language and cookie not in request.COOKIES:
            remember(response, cookie, user.language)
        return response

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that is away must not tell the asker whether there was a mail to send."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as fault:
            log.error("A mail of the account pages was not sent: %s", type(fault).__name__)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")


class TwoStepAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("The code is wrong, or it was used already. Wait for the next one."),
    }


class IssuerAdapter(DefaultSocialAccountAdapter):
    """Sign-ins of an OpenID Connect issuer: an account belongs to an issuer and a subject there.

    A mail address that the issuer names never opens a local account: its owner signs in here
    and connects the two.
    """

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        """Never, whatever a setting may say."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if sociallogin.is_existing or request.user.is_authenticated:
            return
        addresses = [address.email.lower() for address in sociallogin.email_addresses]
        if User.objects.filter(email__in=addresses).exists():
            page = render(request, "socialaccount/known_address.html", {"name": settings.OIDC_NAME})
            raise ImmediateHttpResponse(page)

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: Any) -> User:
        user: User = super().populate_user(request, sociallogin, data)
        user.email = user.email.lower()
        parts = (data.get("first_name"), data.get("last_name"))
        name = data.get("name") or " ".join(part for part in parts if part)
        user.name = str(name)[: User._meta.get_field("name").max_length]
        return user

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        return reverse("account")


class LongEnough(MinimumLengthValidator):
    """Django's rule with a message that our catalogue has."""

    def get_error_message(self) -> str:
        return _("The password is too short; it needs at least %(least)d characters.") % {
            "least": self.min_length
        }

    def get_help_text(self) -> str:
        return _("At least %(least)d characters.") % {"least": self.min_length}
