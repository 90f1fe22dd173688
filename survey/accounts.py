"""How accounts come into being, and what is said when something is wrong with one."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):
    """django-allauth asks here. Messages are our own, so that both languages read alike."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("E-mail address or password is wrong."),
        "enter_current_password": _("Enter the current password."),
        "incorrect_password": _("The password is wrong."),
        "too_many_login_attempts": _("Too many failed attempts. Try again later."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Only where the operator says so (PLUMBLINE_SIGNUP)."""
        allowed: bool = settings.PLUMBLINE_SIGNUP
        return allowed


class LongEnough(MinimumLengthValidator):
    """Django's rule with a message that our catalogue has."""

    def get_error_message(self) -> str:
        return _("The password is too short; it needs at least %(least)d characters.") % {
            "least": self.min_length
        }

    def get_help_text(self) -> str:
        return _("At least %(least)d characters.") % {"least": self.min_length}
