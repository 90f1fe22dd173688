"""How accounts come into being (django-allauth asks here)."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Only where the operator says so (PLUMBLINE_SIGNUP)."""
        allowed: bool = settings.PLUMBLINE_SIGNUP
        return allowed
