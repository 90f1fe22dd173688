"""Organisations, teams and roles."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, connections, transaction

from survey import access
from survey.models import Membership
from survey.services.organisations import (
    change_role,
    create_organisation,
    create_team,
    remove_member,
)
from survey.services.refusal import Refused
from tests.factories import give_role, make_organisation, make_team, make_user

pytestmark = pytest.mark.django_db


def test_whoever_creates_an_organisation_owns_it():
    user = make_user()
    organisation = create_organisation(owner=user, name="Ünïcode Works", name_zh="万码")
    assert organisation.slug == "unicode-works"
    assert list(access.owned_organisations(user)) == [organisation]
    assert organisation.names == {"en": "Ünïcode Works", "zh-hans": "万码"}


def test_names_without_latin_letters_and_reserved_words_get_free_slugs():
    user = make_user()
    slugs = [create_organisation(owner=user, name=n).slug for n in ("万码", "万物", "New", "New")]
    assert slugs == ["organisation", "organisation-2", "new-2", "new-3"]


def test_a_team_name_is_used_once():
    organisation = make_organisation()
    create_team(organisation=organisation, name="Payments")
    with pytest.raises(Refused, match="team of that name"):
        create_team(organisation=organisation, name="payments")


def test_a_role_changes_and_the_last_owner_stays_owner():
    organisation = make_organisation()
    team = make_team(organisation)
    member = give_role(make_user(), organisation, "member", team).memberships.get()
    changed = change_role(by_owner=False, membership=member, role="lead", team=team)
    assert (changed.role, changed.team) == ("lead", team)
    with pytest.raises(Refused, match="Only an owner may name"):
        change_role(by_owner=False, membership=member, role="manager")
    assert change_role(by_owner=True, membership=member, role="manager", team=team).team is None
    last = Membership.objects.get(organisation=organisation, role="owner")
    with pytest.raises(Refused, match="needs an owner"):
        change_role(by_owner=True, membership=last, role="manager")
    with pytest.raises(Refused, match="Only an owner may change"):
        change_role(by_owner=False, membership=last, role="member", team=team)


def test_a_changed_role_fits_its_place_and_is_held_once():
    organisation = make_organisation()
    team, elsewhere = make_team(organisation), make_team(make_organisation("Other"))
    user = give_role(make_user(), organisation, "lead", team)
    give_role(user, organisation, "manager")
    lead = user.memberships.get(role="lead")
    for wrong in (None, elsewhere):
        with pytest.raises(Refused, match="Choose the team"):
            change_role(by_owner=True, membership=lead, role="member", team=wrong)
    with pytest.raises(Refused, match="has a role there already"):
        change_role(by_owner=True, membership=lead, role="owner")


def test_the_last_owner_stays():
    organisation = make_organisation()
    last = Membership.objects.get(organisation=organisation)
    with pytest.raises(Refused, match="needs an owner"):
        remove_member(by_owner=True, membership=last)
    give_role(make_user(), organisation, "owner")
    remove_member(by_owner=True, membership=last)
    assert organisation.memberships.count() == 1


def test_a_removed_right_and_a_disabled_account_take_effect_at_once():
    organisation = make_organisation()
    manager = give_role(make_user(), organisation, "manager")
    assert list(access.managed_organisations(manager)) == [organisation]
    manager.is_active = False
    assert list(access.managed_organisations(manager)) == []
    manager.is_active = True
    remove_member(by_owner=True, membership=manager.memberships.get())
    assert list(access.organisations(manager)) == []


def test_the_database_refuses_a_role_in_the_wrong_place():
    organisation = make_organisation()
    for role, team in (("owner", make_team(organisation)), ("member", None)):
        with pytest.raises(IntegrityError), transaction.atomic():
            give_role(make_user(), organisation, role, team)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has rows to hold")
@pytest.mark.django_db(transaction=True)
def test_two_owners_who_remove_each_other_at_once_do_not_both_succeed():
    for _attempt in range(15):
        one = make_user()
        organisation = make_organisation(owner=one)
        give_role(make_user(), organisation, "owner")
        both_read = Barrier(2)

        def remove(membership: int, both_read: Barrier = both_read) -> str:
            try:
                row = Membership.objects.get(pk=membership)
                both_read.wait()
                remove_member(by_owner=True, membership=row)
                return "removed"
            except Refused:
                return "refused"
            finally:
                connections.close_all()

        owners = list(organisation.memberships.values_list("pk", flat=True))
        with ThreadPoolExecutor(2) as pool:
            assert sorted(pool.map(remove, owners)) == ["refused", "removed"]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has rows to hold")
@pytest.mark.django_db(transaction=True)
def test_two_who_add_the_same_at_once_get_one_team_and_two_organisations():
    owner, organisation = make_user(), make_organisation()
    for attempt in range(15):
        both_ready = Barrier(2)

        def add(kind: str, name: str = f"Team {attempt}", both_ready: Barrier = both_ready) -> str:
            try:
                both_ready.wait()
                if kind == "team":
                    create_team(organisation=organisation, name=name)
                    return "made"
                return create_organisation(owner=owner, name=name).slug
            except Refused:
                return "refused"
            finally:
                connections.close_all()

        with ThreadPoolExecutor(2) as pool:
            assert sorted(pool.map(add, ["team", "team"])) == ["made", "refused"]
            slug = f"team-{attempt}"
            assert sorted(pool.map(add, ["organisation"] * 2)) == [slug, f"{slug}-2"]
