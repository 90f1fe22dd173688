"""Invitations to an organisation, from the form to the accepted role."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from survey.models import AuditEntry, Membership, OrganisationInvitation, User
from survey.services.offers import accept_offer, offer_role, withdraw_offer
from survey.services.refusal import Refused
from tests.factories import NOW, PASSWORD, give_role, make_organisation, make_team, make_user

pytestmark = pytest.mark.django_db
NEW = {"name": "Ann Li", "password": "hollow-mast-29"}


@pytest.fixture
def offer() -> OrganisationInvitation:
    owner = make_user()
    organisation = make_organisation(owner=owner)
    return offer_role(
        by=owner,
        by_owner=True,
        organisation=organisation,
        email="Ann@Example.org",
        role="manager",
        now=timezone.now(),
    )


def path(offer: OrganisationInvitation) -> str:
    return f"/join/{offer.token}/"


def test_whoever_holds_the_link_chooses_a_password_and_is_in(client: Client, offer):
    assert "ann@example.org" in client.get(path(offer)).content.decode()
    answer = client.post(path(offer), NEW)
    assert answer.status_code == 302
    user = User.objects.get(email="ann@example.org")
    assert (user.name, user.check_password("hollow-mast-29")) == ("Ann Li", True)
    assert list(user.memberships.values_list("role", "organisation")) == [
        ("manager", offer.organisation_id)
    ]
    assert client.get(f"/organisations/{offer.organisation.slug}/people/").status_code == 200
    assert Client().get(path(offer)).status_code == 410


def test_opening_the_link_changes_nothing(client: Client, offer):
    before = (User.objects.count(), Membership.objects.count(), AuditEntry.objects.count())
    for _attempt in range(5):
        assert client.get(path(offer)).status_code == 200
        assert client.head(path(offer)).status_code == 200
    assert (User.objects.count(), Membership.objects.count(), AuditEntry.objects.count()) == before
    assert not client.session.keys()


def test_a_person_with_an_account_accepts_with_one_click(client: Client, offer):
    user = make_user("ann@example.org")
    assert "already is an account" in client.post(path(offer), NEW).content.decode()
    assert not user.memberships.exists()
    away = client.post(path(offer), {"sign-in": "1"})
    assert away["Location"].startswith("/accounts/login/?next=")
    client.force_login(user)
    client.post(f"{path(offer)}accept/")
    assert user.memberships.get().role == "manager"


def test_an_offer_is_accepted_once_and_only_while_it_holds(offer):
    with pytest.raises(Refused, match="no longer holds"):
        accept_offer(token=offer.token, user=make_user(), now=offer.expires_at)
    accept_offer(token=offer.token, user=make_user(), now=offer.expires_at - timedelta(seconds=1))
    with pytest.raises(Refused, match="no longer holds"):
        accept_offer(token=offer.token, user=make_user(), now=timezone.now())


def test_a_withdrawn_offer_leads_nowhere(client: Client, offer):
    withdraw_offer(by_owner=True, offer=offer, now=timezone.now())
    assert client.get(path(offer)).status_code == 410
    assert client.post(path(offer), NEW).status_code == 410
    assert not User.objects.filter(email="ann@example.org").exists()


def test_only_an_owner_offers_and_withdraws_the_roles_of_the_organisation(client: Client, offer):
    organisation = offer.organisation
    team = make_team(organisation)
    manager = give_role(make_user(), organisation, "manager")
    client.force_login(manager)
    page = f"/organisations/{organisation.slug}/people/"
    client.post(page, {"email": "b@example.org", "role": "owner"})
    client.post(f"{page}invitations/{offer.pk}/withdraw/")
    client.post(page, {"email": "c@example.org", "role": "lead", "team": team.pk})
    assert sorted(organisation.offers.values_list("email", "role")) == [
        ("ann@example.org", "manager"),
        ("c@example.org", "lead"),
    ]
    assert offer.token not in client.get(page).content.decode()


def test_what_cannot_be_offered(offer):
    owner, organisation = offer.created_by, offer.organisation
    elsewhere = make_team(make_organisation("Other"))
    values = {"by": owner, "by_owner": True, "organisation": organisation, "now": timezone.now()}
    with pytest.raises(Refused, match="is open"):
        offer_role(email="ann@example.org", role="owner", **values)
    with pytest.raises(Refused, match="has a role there"):
        offer_role(email=owner.email, role="manager", **values)
    with pytest.raises(Refused, match="Choose the team"):
        offer_role(email="d@example.org", role="lead", team=elsewhere, **values)
    later = {**values, "now": offer.expires_at}
    assert offer_role(email="ann@example.org", role="owner", **later).role == "owner"


def test_the_offer_is_mailed_where_mail_works(settings, client: Client):
    settings.MAIL_WORKS = True
    owner = make_user()
    organisation = make_organisation("Blue works", owner)
    client.force_login(owner)
    page = f"/organisations/{organisation.slug}/people/"
    client.post(page, {"email": "ann@example.org", "role": "manager"})
    offer = organisation.offers.get()
    client.post(f"{page}invitations/{offer.pk}/again/")
    assert [message.to for message in mail.outbox] == [["ann@example.org"]] * len(mail.outbox)
    assert path(offer) in mail.outbox[0].body
    assert "Blue works" in mail.outbox[0].subject
    trail = list(AuditEntry.objects.filter(organisation=organisation).values_list("action"))
    assert ("person.invited",) in trail
    assert ("person.invited-again",) in trail


def test_an_offer_made_long_ago_does_not_hold(client: Client):
    owner = make_user()
    organisation = make_organisation(owner=owner)
    old = offer_role(
        by=owner, by_owner=True, organisation=organisation, email="a@b.org", role="owner", now=NOW
    )
    assert client.get(path(old)).status_code == 410
    assert client.post(path(old), {"name": "A", "password": PASSWORD}).status_code == 410
