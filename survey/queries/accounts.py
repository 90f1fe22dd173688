"""What a person sees of their own account."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings

from assessment.core.model import pick
from survey.models import Membership, User


@dataclass(frozen=True)
class OwnRole:
    slug: str
    organisation: str
    role_text: str
    team: str


@dataclass(frozen=True)
class AccountPage:
    """`issuer` is what people call the other sign-in, "" where there is none."""

    email: str
    has_password: bool
    two_step: bool
    issuer: str
    connected: bool
    roles: tuple[OwnRole, ...]


def account_page(user: User, language: str) -> AccountPage:
    rows = Membership.objects.filter(user=user).select_related("organisation", "team")
    return AccountPage(
        email=user.email,
        has_password=user.has_usable_password(),
        two_step=Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists(),
        issuer=settings.OIDC_NAME,
        connected=SocialAccount.objects.filter(user=user).exists(),
        roles=tuple(
            OwnRole(
                slug=row.organisation.slug,
                organisation=pick(row.organisation.names, language),
                role_text=row.get_role_display(),
                team=pick(row.team.names, language) if row.team else "",
            )
            for row in rows
        ),
    )
