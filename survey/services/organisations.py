"""Organisations, their teams and their people."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from survey.models import Membership, Organisation, Team, User
from survey.models.membership import OF_TEAM, Role
from survey.services.audit import record
from survey.services.refusal import Refused

RESERVED_SLUGS = {"new"}


def free_slug(name: str, taken: set[str], fallback: str) -> str:
    """A slug from the name that nobody has; a name without Latin letters gets the fallback."""
    base = slugify(name)[:50].strip("-") or fallback
    if base not in taken | RESERVED_SLUGS:
        return base
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"


@transaction.atomic
def create_organisation(
    *,
    owner: User,
    name: str,
    name_zh: str = "",
    time_zone: str = "",
    teams: Iterable[str] = (),
) -> Organisation:
    """A new organisation with teams of these names; whoever makes it owns it.

    `time_zone` is an IANA name, "" for the server's. Raises Refused if two teams have one name.
    """
    organisation = _with_free_slug(name, name_zh, time_zone)
    Membership.objects.create(user=owner, organisation=organisation, role=Role.OWNER)
    record(
        "organisation.created",
        organisation=organisation,
        subject=name,
        subject_id=organisation.pk,
        after={"name": name, "name_zh": name_zh, "time_zone": time_zone},
    )
    for team in teams:
        create_team(organisation=organisation, name=team)
    return organisation


def _with_free_slug(name: str, name_zh: str, time_zone: str) -> Organisation:
    while True:
        taken = set(Organisation.objects.values_list("slug", flat=True))
        slug = free_slug(name, taken, "organisation")
        try:
            with transaction.atomic():
                return Organisation.objects.create(
                    name=name, name_zh=name_zh, slug=slug, time_zone=time_zone
                )
        except IntegrityError:
            # Somebody took it meanwhile; now it can be seen.
            if not Organisation.objects.filter(slug=slug).exists():
                raise


@transaction.atomic
def create_team(*, organisation: Organisation, name: str, name_zh: str = "") -> Team:
    """A new team. Raises Refused if another one has the name."""
    # Held, so that two who add the same team at once find each other.
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    if organisation.teams.filter(name__iexact=name).exists():
        raise Refused(_("There already is a team of that name."))
    taken = set(organisation.teams.values_list("slug", flat=True))
    slug = free_slug(name, taken, "team")
    team = Team.objects.create(organisation=organisation, name=name, name_zh=name_zh, slug=slug)
    record(
        "team.created",
        organisation=organisation,
        subject=name,
        subject_id=team.pk,
        after={"name": name, "name_zh": name_zh},
    )
    return team


def place_of_role(
    *, by_owner: bool, organisation: Organisation, role: str, team: Team | None
) -> Team | None:
    """The team that goes with the role, None for one of the organisation.

    Raises Refused if the role does not fit, or if only an owner may give it.
    """
    if role in OF_TEAM:
        if team is None or team.organisation_id != organisation.pk:
            raise Refused(_("Choose the team for a team lead or a team member."))
        return team
    if not by_owner:
        raise Refused(_("Only an owner may name owners and managers."))
    return None


@transaction.atomic
def change_role(
    *, by_owner: bool, membership: Membership, role: str, team: Team | None = None
) -> Membership:
    """Give a person another role or another team.

    Raises Refused for the last owner, if the role does not fit, if the person has a role in the
    new place already, or if only an owner may.
    """
    if membership.role not in OF_TEAM and not by_owner:
        raise Refused(_("Only an owner may change the role of owners and managers."))
    organisation = Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    team = place_of_role(by_owner=by_owner, organisation=organisation, role=role, team=team)
    if role != Role.OWNER:
        _another_owner(organisation, membership)
    same = organisation.memberships.filter(user=membership.user_id, team=team)
    if same.exclude(pk=membership.pk).exists():
        raise Refused(_("This person has a role there already. Remove it first."))
    before = _told(membership)
    membership.role, membership.team = role, team
    membership.save(update_fields=["role", "team"])
    record(
        "role.changed",
        organisation=organisation,
        subject=membership.user,
        subject_id=membership.user_id,
        before=before,
        after=_told(membership),
    )
    return membership


def _another_owner(organisation: Organisation, membership: Membership) -> None:
    """Raises Refused if `membership` is the organisation's only owner."""
    others = organisation.memberships.filter(role=Role.OWNER).exclude(pk=membership.pk)
    if membership.role == Role.OWNER and not others.exists():
        raise Refused(_("An organisation needs an owner: name another one first."))


def _told(membership: Membership) -> dict[str, str]:
    return {"role": membership.role, "team": membership.team.name if membership.team else ""}


@transaction.atomic
def remove_member(*, by_owner: bool, membership: Membership) -> None:
    """Take a role away. Raises Refused for the last owner, or if only an owner may."""
    if membership.role not in OF_TEAM and not by_owner:
        raise Refused(_("Only an owner may remove owners and managers."))
    # Held, so that two owners who remove each other at once do not both succeed.
    organisation = Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    _another_owner(organisation, membership)
    record(
        "role.removed",
        organisation=organisation,
        subject=membership.user,
        subject_id=membership.user_id,
        before=_told(membership),
    )
    membership.delete()
