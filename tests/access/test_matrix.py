"""Who gets an answer where: every address × kind of person, walked from the URL configuration."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.access.addresses import EVERYBODY, RULES, addresses
from tests.access.people import World, browser, make_world
from tests.factories import make_user

pytestmark = pytest.mark.django_db
METHODS = ("head", "post", "put", "patch", "delete", "options", "get")
NO = {404, 405}


def person(world: World, kind: str, outside: World):
    if kind == "stranger":
        return None
    return outside.people["owner"] if kind == "outsider" else world.people[kind]


def test_every_address_has_a_rule_and_every_rule_an_address():
    names = [address.name for address in addresses()]
    assert sorted(set(names)) == sorted(RULES)
    assert len(names) == len(set(names))


def test_the_rules_hold_for_every_kind_of_person():
    world, outside = make_world("Inside"), make_world("Outside")
    for address in addresses():
        path = address.path(world)
        for kind in sorted(EVERYBODY):
            with transaction.atomic():
                answer = visit(browser(person(world, kind, outside)), path)
                transaction.set_rollback(True)
            place = answer.headers.get("Location", "")
            where = (kind, path, answer.status_code)
            if kind in RULES[address.name]:
                assert answer.status_code not in {403, 404}, where
                assert not place.startswith("/accounts/login/"), where
            elif kind == "stranger":
                assert answer.status_code == 302, where
                assert place.startswith("/accounts/login/"), where
            else:
                assert answer.status_code == 404, where


def visit(client: Client, path: str) -> HttpResponse:
    """GET, or POST where an address takes nothing else."""
    answer = client.get(path)
    return client.post(path) if answer.status_code == 405 else answer


def test_no_request_reaches_another_organisation():
    """Bar Q1: every address × method × kind of person × foreign object, 0 of them answered."""
    mine, other = make_world("Older"), make_world("Newer")
    targets = [address for address in addresses() if address.of_an_organisation]
    tried = 0
    # Towards the newer one by every method; back again by the two that pages use.
    for of, to, methods in ((mine, other, METHODS), (other, mine, ("get", "post"))):
        for kind, user in [*of.people.items(), ("nobody", make_user())]:
            client = browser(user)
            for address in targets:
                path = address.path(to)
                for method in methods:
                    answer = getattr(client, method)(path)
                    tried += 1
                    assert answer.status_code in NO, (kind, method, address.name)
    assert tried >= 2000


def test_mixed_addresses_of_two_organisations_are_nothing():
    """A campaign of one organisation with a team, person or report of another."""
    mine, other = make_world("Mine"), make_world("Other")
    client = browser(mine.people["owner"])
    other.team.slug = "elsewhere"
    other.team.save()
    for path in (
        f"/reports/{mine.campaign.pk}/elsewhere/",
        f"/reports/{other.campaign.pk}/{mine.team.slug}/",
        f"/reports/{mine.campaign.pk}/elsewhere.pdf",
        f"/reports/{mine.campaign.pk}/elsewhere/why/overall/",
    ):
        assert client.get(path).status_code == 404, path
    removal = f"/organisations/{mine.organisation.slug}/people/{other.membership.pk}/remove/"
    assert client.post(removal).status_code == 404
    assert other.organisation.memberships.filter(pk=other.membership.pk).exists()


def test_a_removed_right_and_a_disabled_account_end_on_the_next_request():
    world = make_world("Inside")
    path = f"/reports/{world.campaign.pk}/{world.team.slug}/"
    for kind in ("manager", "lead", "member"):
        client = browser(world.people[kind])
        assert client.get(path).status_code == 200
        world.people[kind].memberships.all().delete()
        assert client.get(path).status_code == 404
    owner = world.people["owner"]
    client = browser(owner)
    assert client.get(path).status_code == 200
    owner.is_active = False
    owner.save()
    assert client.get(path).status_code == 302


def test_a_draft_is_seen_by_those_who_manage_it_only():
    world = make_world("Inside")
    path = f"/reports/{world.draft.pk}/{world.other_team.slug}/"
    assert browser(world.people["colleague"]).get(path).status_code == 404
    assert browser(world.people["owner"]).get(path).status_code == 404
