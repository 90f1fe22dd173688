"""Organisations, their teams and their people."""

from __future__ import annotations

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from survey.models import Membership, Organisation, Team, User
from survey.models.membership import OF_TEAM, Role
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
def create_organisation(*, owner: User, name: str, name_zh: str = "") -> Organisation:
    """A new organisation; whoever makes it owns it."""
    taken = set(Organisation.objects.values_list("slug", flat=True))
    slug = free_slug(name, taken, "organisation")
    organisation = Organisation.objects.create(name=name, name_zh=name_zh, slug=slug)
    Membership.objects.create(user=owner, organisation=organisation, role=Role.OWNER)
    return organisation


@transaction.atomic
def create_team(*, organisation: Organisation, name: str, name_zh: str = "") -> Team:
    """A new team. Raises Refused if another one has the name."""
    if organisation.teams.filter(name__iexact=name).exists():
        raise Refused(_("There already is a team of that name."))
    taken = set(organisation.teams.values_list("slug", flat=True))
    slug = free_slug(name, taken, "team")
    return Team.objects.create(organisation=organisation, name=name, name_zh=name_zh, slug=slug)


@transaction.atomic
def add_member(
    *,
    by_owner: bool,
    organisation: Organisation,
    email: str,
    role: str,
    team: Team | None = None,
    password: str | None = None,
) -> tuple[Membership, User, bool]:
    """Give a person a role; one without an account gets one with the first password given.

    Returns the membership, the person, and whether the account is new. Raises Refused if the role
    does not fit, if the person has one here already, or if only an owner may give it.
    """
    if role in OF_TEAM:
        if team is None or team.organisation_id != organisation.pk:
            raise Refused(_("Choose the team for a team lead or a team member."))
    else:
        team = None
        if not by_owner:
            raise Refused(_("Only an owner may name owners and managers."))
    user = User.objects.filter(email=email.strip().lower()).first()
    new = user is None
    if user is None:
        if not password:
            raise Refused(_("This person has no account yet: give a first password."))
        user = User.objects.create_user(email, password)
    if Membership.objects.filter(user=user, organisation=organisation, team=team).exists():
        raise Refused(_("This person has a role there already. Remove it first."))
    membership = Membership.objects.create(
        user=user, organisation=organisation, team=team, role=role
    )
    return membership, user, new


@transaction.atomic
def remove_member(*, by_owner: bool, membership: Membership) -> None:
    """Take a role away. Raises Refused for the last owner, or if only an owner may."""
    if membership.role not in OF_TEAM and not by_owner:
        raise Refused(_("Only an owner may remove owners and managers."))
    # Held, so that two owners who remove each other at once do not both succeed.
    organisation = Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    others = organisation.memberships.filter(role=Role.OWNER).exclude(pk=membership.pk)
    if membership.role == Role.OWNER and not others.exists():
        raise Refused(_("An organisation needs an owner: name another one first."))
    membership.delete()
