"""Invitations to an organisation, as its managers and as the invited person see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assessment.core.model import pick
from survey import access
from survey.models import Mail, Organisation, OrganisationInvitation
from survey.models.mail import MailKind, MailState
from survey.models.membership import OF_TEAM


@dataclass(frozen=True)
class OfferRow:
    """One that was not accepted yet. `mail` is "sent", "queued", "failed", or "" without mail."""

    id: int
    email: str
    role_text: str
    team: str
    of_team: bool
    token: str
    expires_at: datetime
    expired: bool
    mail: str


@dataclass(frozen=True)
class OfferPage:
    """What the invited person sees. `email` is the address that was invited."""

    token: str
    organisation: str
    role_text: str
    team: str
    by: str
    email: str
    expires_at: datetime


def offer_rows(organisation: Organisation, now: datetime, language: str) -> tuple[OfferRow, ...]:
    """Invitations that wait, the newest first."""
    rows = list(
        organisation.offers.filter(accepted_at__isnull=True)
        .select_related("team")
        .order_by("-created_at", "-pk")
    )
    mails = Mail.objects.filter(
        kind=MailKind.OFFER, subject_id__in=[str(row.pk) for row in rows]
    ).order_by("queued_at", "pk")
    states = {mail.subject_id: mail.state for mail in mails}
    return tuple(
        OfferRow(
            id=row.pk,
            email=row.email,
            role_text=row.get_role_display(),
            team=pick(row.team.names, language) if row.team else "",
            of_team=row.role in OF_TEAM,
            token=row.token,
            expires_at=row.expires_at,
            expired=row.expires_at <= now,
            mail=MailState(states[str(row.pk)]).value if str(row.pk) in states else "",
        )
        for row in rows
    )


def offer_page(token: str, now: datetime, language: str) -> OfferPage | None:
    """None if the token leads nowhere (any more)."""
    offers = access.open_offers(now).select_related("organisation", "team", "created_by")
    offer: OrganisationInvitation | None = offers.filter(token=token).first()
    if offer is None:
        return None
    return OfferPage(
        token=offer.token,
        organisation=pick(offer.organisation.names, language),
        role_text=offer.get_role_display(),
        team=pick(offer.team.names, language) if offer.team else "",
        by=str(offer.created_by) if offer.created_by else "",
        email=offer.email,
        expires_at=offer.expires_at,
    )
