"""A person's own account, and the first one of a server."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from survey.models import AuditEntry, Membership, Organisation, User
from survey.services.first_run import setup_holds, setup_token
from tests.factories import PASSWORD, give_role, make_organisation, make_team, make_user

pytestmark = pytest.mark.django_db
FIRST = {
    "organisation": "Example works",
    "name": "Ann Li",
    "email": "Ann@Example.org",
    "password": "hollow-mast-29",
}


def sign_in(user: User, password: str = PASSWORD) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": user.email, "password": password})
    return client


def test_the_set_up_link_makes_the_first_account_once(client: Client):
    out = StringIO()
    call_command("setup_link", stdout=out)
    path = "/setup/" + out.getvalue().strip().split("/setup/")[1]
    assert client.get(path).status_code == 200
    assert not User.objects.exists()
    answer = client.post(path, FIRST)
    organisation = Organisation.objects.get()
    assert answer["Location"] == f"/organisations/{organisation.slug}/"
    assert client.get(f"/organisations/{organisation.slug}/people/").status_code == 200
    owner = Membership.objects.get()
    assert (owner.role, owner.user.email) == ("owner", "ann@example.org")
    for again in (Client().get(path), Client().post(path, {**FIRST, "email": "b@example.org"})):
        assert again.status_code == 410
    assert User.objects.count() == 1
    with pytest.raises(CommandError, match="has an account already"):
        call_command("setup_link")


def test_a_set_up_link_holds_a_day_and_cannot_be_made_up():
    now = timezone.now()
    token = setup_token(now)
    assert len(token) == 32
    assert setup_holds(token, now + timedelta(hours=23, minutes=59))
    assert not setup_holds(token, now + timedelta(hours=24, seconds=1))
    other = "B" if token[-1] != "B" else "C"
    for wrong in (token[:-1] + other, "A" * 32, "", "é", token[:8]):
        assert not setup_holds(wrong, now)


def test_the_start_without_the_sample_shows_the_link():
    out = StringIO()
    call_command("start", "--empty", "--address", "127.0.0.1:8120", stdout=out)
    assert "http://127.0.0.1:8120/setup/" in out.getvalue()
    assert not Organisation.objects.exists()


def test_name_and_language_are_kept_and_come_along_to_a_new_device():
    user = make_user()
    client = sign_in(user)
    answer = client.post("/account/", {"name": "Ann Li", "language": "zh-hans"})
    assert answer.cookies["plumbline_language"].value == "zh-hans"
    user.refresh_from_db()
    assert (user.name, user.language) == ("Ann Li", "zh-hans")
    other = sign_in(user)
    assert other.cookies["plumbline_language"].value == "zh-hans"


def test_signing_out_everywhere_ends_the_other_sessions_only():
    user = make_user()
    here, there = sign_in(user), sign_in(user)
    wrong = here.post("/account/sessions/", {"password": "not it, not at all"})
    assert "The password is wrong" in wrong.content.decode()
    assert there.get("/account/").status_code == 200
    here.post("/account/sessions/", {"password": PASSWORD})
    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302


def test_changing_the_password_ends_the_other_sessions():
    user = make_user()
    here, there = sign_in(user), sign_in(user)
    new = {"oldpassword": PASSWORD, "password1": "hollow-mast-29", "password2": "hollow-mast-29"}
    assert here.post("/accounts/password/change/", new)["Location"] == "/account/"
    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302
    assert AuditEntry.objects.filter(action="account.password-changed", actor=user).exists()


def test_an_account_is_deleted_after_typing_its_address():
    user = make_user("ann@example.org", name="Ann Li")
    organisation = make_organisation()
    give_role(user, organisation, "lead", make_team(organisation))
    client = sign_in(user)
    client.post("/account/", {"name": "Ann B. Li", "language": ""})
    client.post("/account/delete/", {"typed": "ann"})
    assert User.objects.filter(pk=user.pk).exists()
    assert client.post("/account/delete/", {"typed": "Ann@example.org"})["Location"] == "/"
    assert not User.objects.filter(pk=user.pk).exists()
    assert client.get("/account/").status_code == 302
    told = str(list(AuditEntry.objects.values_list("actor_name", "subject", "after", "before")))
    assert "ann@example.org" not in told
    assert "Ann" not in told


def test_the_last_owner_of_an_organisation_stays():
    user = make_user()
    organisation = make_organisation("Blue works", user)
    client = sign_in(user)
    page = client.post("/account/delete/", {"typed": user.email}).content.decode()
    assert "“Blue works” needs an owner" in page
    give_role(make_user(), organisation, "owner")
    client.post("/account/delete/", {"typed": user.email})
    assert not User.objects.filter(pk=user.pk).exists()
