"""What stands between the right password and being signed in."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.stages import EmailVerificationStage


class ConfirmAddressStage(EmailVerificationStage):
    """Whoever signed up alone confirms the address first.

    Accounts that were made by invitation, at set-up or in the terminal have no address that waits
    to be confirmed: somebody vouched for them.
    """

    def handle(self) -> tuple[Any, bool]:
        user = self.login.user
        if user is not None:
            waiting = EmailAddress.objects.filter(user_id=user.pk, verified=False)
            if not waiting.exists():
                return None, True
        answer: tuple[Any, bool] = super().handle()
        return answer
