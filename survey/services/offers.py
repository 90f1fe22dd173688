"""Invitations to an organisation: a role offered to a mail address, accepted by its holder."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessment.core.model import pick
from survey import access
from survey.acting import acting
from survey.models import Mail, Membership, Organisation, OrganisationInvitation, Team, User
from survey.models.mail import MailKind
from survey.models.membership import OF_TEAM, Role
from survey.services.audit import record
from survey.services.mailing import Letter, queue_mail
from survey.services.organisations import place_of_role
from survey.services.refusal import Refused

HOLDS = timedelta(days=14)


@transaction.atomic
def offer_role(
    *,
    by: User,
    by_owner: bool,
    organisation: Organisation,
    email: str,
    role: str,
    now: datetime,
    team: Team | None = None,
) -> OrganisationInvitation:
    """Offer a role to whoever has this address, for two weeks; mailed where mail works.

    Raises Refused if the role does not fit, if only an owner may give it, if the person has a
    role there already, or if an offer to the address is open.
    """
    team = place_of_role(by_owner=by_owner, organisation=organisation, role=role, team=team)
    email = email.strip().lower()
    held = Membership.objects.filter(user__email=email, organisation=organisation, team=team)
    if held.exists():
        raise Refused(_("This person has a role there already. Change or remove it instead."))
    waiting = organisation.offers.filter(email=email, accepted_at__isnull=True)
    waiting.filter(expires_at__lte=now).delete()
    if waiting.exists():
        raise Refused(_("An invitation to this address is open. Withdraw it first."))
    offer = OrganisationInvitation.objects.create(
        organisation=organisation,
        team=team,
        email=email,
        role=role,
        language=get_language() or "",
        created_at=now,
        created_by=by,
        expires_at=now + HOLDS,
    )
    _recorded("person.invited", offer, now)
    _mailed(offer, now)
    return offer


@transaction.atomic
def renew_offer(*, by_owner: bool, offer: OrganisationInvitation, now: datetime) -> bool:
    """Give the offer two more weeks from now and mail it again; whether a mail was queued."""
    offer = _waiting(offer, by_owner)
    offer.expires_at = now + HOLDS
    offer.save(update_fields=["expires_at"])
    _recorded("person.invited-again", offer, now)
    return _mailed(offer, now)


@transaction.atomic
def withdraw_offer(*, by_owner: bool, offer: OrganisationInvitation, now: datetime) -> None:
    """Take the offer back: its link leads nowhere from now on."""
    offer = _waiting(offer, by_owner)
    Mail.objects.filter(kind=MailKind.OFFER, subject_id=str(offer.pk)).delete()
    _recorded("person.uninvited", offer, now)
    offer.delete()


@transaction.atomic
def accept_offer(*, token: str, user: User, now: datetime) -> Organisation:
    """The holder of the link takes the role. Raises Refused if it no longer holds, or if the
    person has a role in the same place already."""
    # Held, so that two who hold the link do not both accept.
    held = access.open_offers(now).filter(token=token).select_for_update(of=("self",))
    offer = held.select_related("organisation", "team").first()
    if offer is None:
        raise Refused(_("This invitation no longer holds."))
    organisation = offer.organisation
    if Membership.objects.filter(user=user, organisation=organisation, team=offer.team).exists():
        raise Refused(_("You have a role there already. Somebody who manages it can change it."))
    Membership.objects.create(
        user=user, organisation=organisation, team=offer.team, role=offer.role
    )
    offer.accepted_at, offer.accepted_by = now, user
    offer.save(update_fields=["accepted_at", "accepted_by"])
    record(
        "person.joined",
        organisation=organisation,
        subject=user,
        subject_id=user.pk,
        after=_place(offer),
        at=now,
    )
    return organisation


@transaction.atomic
def join(*, token: str, name: str, password: str, language: str, now: datetime) -> User:
    """Make the account of the address that was invited, with the holder's own password, and take
    the role. Raises Refused if the invitation no longer holds or the address has an account."""
    offer = access.open_offers(now).filter(token=token).first()
    if offer is None:
        raise Refused(_("This invitation no longer holds."))
    taken = _("There already is an account with this address. Sign in instead.")
    if User.objects.filter(email=offer.email).exists():
        raise Refused(taken)
    try:
        with transaction.atomic():
            user = User.objects.create_user(offer.email, password, name=name, language=language)
    except IntegrityError as twice:
        raise Refused(taken) from twice
    with acting(user):
        record("account.created", organisation=None, subject=user, subject_id=user.pk, at=now)
        accept_offer(token=token, user=user, now=now)
    return user


def offer_letter(mail: Mail, now: datetime) -> Letter | None:
    """What the invited person reads; None once the offer was withdrawn, accepted or is too old."""
    offers = access.open_offers(now).select_related("organisation", "team", "created_by")
    offer = offers.filter(pk=mail.subject_id).first()
    if offer is None:
        return None
    language = get_language() or "en"
    context = {
        "organisation": pick(offer.organisation.names, language),
        "role": Role(offer.role).label,
        "team": pick(offer.team.names, language) if offer.team else "",
        "by": str(offer.created_by) if offer.created_by else "",
        "until": offer.expires_at,
        "link": settings.SITE_ADDRESS + reverse("offer", args=[offer.token]),
    }
    subject = _("%(organisation)s invites you to Plumbline") % context
    return Letter(subject, "offer", context)


def _waiting(offer: OrganisationInvitation, by_owner: bool) -> OrganisationInvitation:
    if offer.role not in OF_TEAM and not by_owner:
        raise Refused(_("Only an owner may name owners and managers."))
    held = OrganisationInvitation.objects.select_for_update().filter(pk=offer.pk)
    waiting = held.filter(accepted_at__isnull=True).first()
    if waiting is None:
        raise Refused(_("This invitation was accepted or withdrawn meanwhile."))
    return waiting


def _mailed(offer: OrganisationInvitation, now: datetime) -> bool:
    """Put the offer into the outbox; without a mail server its link is handed over by people."""
    return queue_mail(
        Mail(
            organisation=offer.organisation,
            kind=MailKind.OFFER,
            occasion=now.isoformat(timespec="seconds"),
            subject_id=str(offer.pk),
            to=offer.email,
            language=offer.language or settings.LANGUAGE_CODE,
            queued_at=now,
        )
    )


def _place(offer: OrganisationInvitation) -> dict[str, str]:
    return {"role": offer.role, "team": offer.team.name if offer.team else ""}


def _recorded(action: str, offer: OrganisationInvitation, now: datetime) -> None:
    record(
        action,
        organisation=offer.organisation,
        subject=offer.email,
        subject_id=offer.pk,
        after=_place(offer),
        at=now,
    )
