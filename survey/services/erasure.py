"""Erasing a person: name and mail address go everywhere; what many people gave together stays."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import ForeignKey, Model
from django.utils.translation import gettext as _

from assessment.loading import ModelFaults, UnknownModel, find_model
from survey.models import (
    AuditEntry,
    Invitation,
    Mail,
    Membership,
    Organisation,
    OrganisationInvitation,
    Seat,
    User,
    WeightProfile,
)
from survey.models.campaign import Mode, State
from survey.models.invitation import new_token
from survey.models.membership import Role
from survey.queries.personal import (
    ERASED,
    PLACES,
    Place,
    Wanted,
    of_account,
    rows_naming,
    wanted,
)
from survey.services.audit import record
from survey.services.refusal import Refused
from survey.weighing import content_digest

SHORTEST = 2


@transaction.atomic
def erase_name(*, organisation: Organisation, who: str, now: datetime) -> int:
    """Erase whoever is called so in an organisation, or has this mail address; returns the rows.

    Raises Refused for a text that is too short to be a name, for somebody with a role here, whom
    `erase_member` erases, and where there is nothing to erase.
    """
    sought = wanted(who)
    if len("".join(who.split())) < SHORTEST:
        raise Refused(_("Give a whole name or a mail address."))
    if has_role(organisation, sought):
        raise Refused(_("This person has a role here. Erase them from People and roles."))
    erased = _erase(organisation, sought, now)
    if not erased:
        raise Refused(_("Nobody of that name or address is known here."))
    return erased


def has_role(organisation: Organisation, sought: Wanted) -> bool:
    """Is it the name or the address of somebody with a role in the organisation?"""
    people = User.objects.filter(memberships__organisation=organisation)
    return any(sought.in_value(list(pair)) for pair in people.values_list("email", "name"))


@transaction.atomic
def erase_member(*, organisation: Organisation, user: User, now: datetime) -> None:
    """Erase a person with an account from an organisation.

    The account itself goes too, unless it is used elsewhere. Raises Refused for the last owner.
    """
    _check_owners([organisation], user)
    elsewhere = Membership.objects.filter(user=user).exclude(organisation=organisation).exists()
    _erase(organisation, of_account(user), now, user)
    if not elsewhere and not user.is_superuser:
        _remove_account(user)


@transaction.atomic
def erase_account(*, user: User, now: datetime) -> None:
    """Erase a person from every organisation, and the account. Raises Refused for a last owner."""
    organisations = list(Organisation.objects.filter(memberships__user=user).distinct())
    _check_owners(organisations, user)
    for organisation in organisations:
        _erase(organisation, of_account(user), now, user)
    _remove_account(user)


def _check_owners(organisations: Iterable[Organisation], user: User) -> None:
    for organisation in organisations:
        # Held, so that two owners who leave at once do not both succeed.
        held = Organisation.objects.select_for_update().get(pk=organisation.pk)
        owners = set(held.memberships.filter(role=Role.OWNER).values_list("user", flat=True))
        if owners == {user.pk}:
            raise Refused(
                _("“%(name)s” needs an owner: name another one first.") % {"name": held.name}
            )


def _erase(organisation: Organisation, who: Wanted, now: datetime, user: User | None = None) -> int:
    """Everything in one organisation; returns how many rows named the person."""
    total = sum(_scrub(place, organisation, who) for place in PLACES)
    # Plans name who sees to what. Documents can be made again; what is in them cannot be searched.
    organisation.documents.all().delete()
    if user is not None:
        _let_go(organisation, user)
        organisation.memberships.filter(user=user).delete()
    if total or user is not None:
        line = record(
            "person.erased",
            organisation=organisation,
            subject=ERASED,
            after={"places": total},
            at=now,
        )
        if line is not None and user is not None and line.actor_id == user.pk:
            AuditEntry.objects.filter(pk=line.pk).update(actor=None, actor_name=ERASED)
    return total


def _scrub(place: Place, organisation: Organisation | None, who: Wanted) -> int:
    rows = list(rows_naming(place, organisation, who))
    for row, fields in rows:
        _scrub_row(row, fields, who)
    return len(rows)


def _scrub_row(row: Model, fields: list[str], who: Wanted) -> None:
    """One row that names the person; some kinds have no other purpose and go altogether."""
    if isinstance(row, (Mail, OrganisationInvitation)):
        row.delete()
    elif isinstance(row, Invitation):
        _let_go_link(row)
    elif isinstance(row, Seat):
        # Two seats of a workshop may both be erased, and no two have the same name.
        row.name = ""
        row.save(update_fields=["name"])
    elif isinstance(row, WeightProfile):
        _scrub_profile(row, who)
    else:
        for name in fields:
            _set(row, name, who.replaced(getattr(row, name), ERASED))
        if isinstance(row, AuditEntry) and "subject" in fields:
            row.subject_id = ""
            fields = [*fields, "subject_id"]
        row.save(update_fields=fields)


def _set(row: Model, name: str, value: object) -> None:
    longest = getattr(row._meta.get_field(name), "max_length", None)
    setattr(row, name, value[:longest] if isinstance(value, str) and longest else value)


def _let_go_link(link: Invitation) -> None:
    """The link opens nothing any more, and leads to no answers; submitted ones still count."""
    sheet = link.sheet
    link.label = link.email = link.bounce = ""
    link.sheet, link.bounced_at, link.token = None, None, new_token()
    link.save()
    link.mails.all().delete()
    campaign = link.campaign
    # In an anonymous campaign the count of the board would tell that this person had begun.
    named_open = campaign.state == State.OPEN and campaign.mode != Mode.ANONYMOUS
    if sheet is not None and sheet.submitted_at is None and named_open:
        sheet.delete()


def _scrub_profile(profile: WeightProfile, who: Wanted) -> None:
    """Weights and judgements stay. Nobody else's comparison has the name that is put in."""
    number, name = 1, ERASED
    while name in str(profile.content):
        number += 1
        name = f"{ERASED} {number}"
    profile.content = who.replaced(profile.content, name)
    # Results carry the digest of a profile that was used: it stays theirs.
    if not profile.campaigns.exclude(state=State.DRAFT).exists():
        try:
            model = find_model(profile.model_ref)
            profile.sha256 = content_digest(model, profile.method, profile.content)
        except (UnknownModel, ModelFaults):
            pass
    profile.save(update_fields=["content", "sha256"])


def _let_go(organisation: Organisation, user: User) -> None:
    """Rows of the organisation that point at the account point at nobody."""
    for model, field, path in links_to_accounts():
        model._default_manager.filter(**{path: organisation, field: user}).update(**{field: None})
    AuditEntry.objects.filter(organisation=organisation, actor=user).update(
        actor=None, actor_name=ERASED
    )


def links_to_accounts() -> list[tuple[type[Model], str, str]]:
    """Every column that may point at an account, and the way from its row to the organisation."""
    found = []
    for model in apps.get_app_config("survey").get_models():
        names = {field.name for field in model._meta.get_fields()}
        path = "organisation" if "organisation" in names else "campaign__organisation"
        for field in model._meta.get_fields():
            points = isinstance(field, ForeignKey) and field.related_model is User and field.null
            if points and model is not AuditEntry:
                found.append((model, field.name, path))
    return found


def _remove_account(user: User) -> None:
    """The account with its sessions, and what was recorded of it outside organisations."""
    who = of_account(user)
    for place in PLACES:
        if place.model is AuditEntry:
            _scrub(place, None, who)
    AuditEntry.objects.filter(actor=user).update(actor=None, actor_name=ERASED)
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()
    user.delete()
