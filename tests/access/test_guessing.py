"""Bar Q7: guessing is throttled, a known device gets in, and nobody learns who has an account."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
UNKNOWN = "nobody@example.org"
CHANGING = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')


class CountingHasher(MD5PasswordHasher):
    """Counts how often a password is hashed, which is what takes a server's time."""

    algorithm = "counting"
    work = 0

    def encode(self, password: str, salt: str) -> str:
        CountingHasher.work += 1
        return super().encode(password, salt)


@pytest.fixture(autouse=True)
def _shared(settings):
    """The real, shared table, as several processes see it."""
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "shared_cache",
        }
    }
    settings.PASSWORD_HASHERS = ["tests.access.test_guessing.CountingHasher"]
    cache.clear()


def attempt(client: Client, email: str, password: str, address: str = "198.51.100.1"):
    fields = {"login": email, "password": password}
    return client.post("/accounts/login/", fields, REMOTE_ADDR=address)


def same(one: HttpResponse, other: HttpResponse, email: str, unknown: str) -> None:
    """Equal status, headers and text, but for the address itself and tokens."""
    assert one.status_code == other.status_code
    timely = {"Expires", "Content-Length"}  # a clock, and the length of the address itself
    ours, theirs = (
        {name: value for name, value in answer.headers.items() if name not in timely}
        for answer in (one, other)
    )
    assert ours == theirs
    texts = [
        CHANGING.sub(b"", answer.content).replace(address.encode(), b"X")
        for answer, address in ((one, email), (other, unknown))
    ]
    assert texts[0] == texts[1]
    assert one.cookies.keys() == other.cookies.keys()


def test_guesses_from_many_places_at_one_account_are_throttled(record_property):
    user = make_user()
    before = CountingHasher.work
    for number in range(100):
        attempt(Client(), user.email, f"guess {number}", f"203.0.113.{number}")
    tried = CountingHasher.work - before
    record_property("checked_of_100", tried)
    assert tried == 5
    blocked = attempt(Client(), user.email, PASSWORD)
    assert "Too many failed attempts" in blocked.content.decode()


def test_guesses_from_one_place_at_many_accounts_are_throttled(record_property):
    users = [make_user() for _number in range(40)]
    before = CountingHasher.work
    for user in users:
        attempt(Client(), user.email, "guess")
    tried = CountingHasher.work - before
    record_property("checked_of_40", tried)
    assert tried == 10


def test_a_known_device_gets_in_while_others_are_throttled():
    user = make_user()
    home = Client()
    assert attempt(home, user.email, PASSWORD).status_code == 302
    home.post("/accounts/logout/")
    for number in range(20):
        attempt(Client(), user.email, f"guess {number}", f"203.0.113.{number}")
    assert attempt(Client(), user.email, PASSWORD).status_code == 200
    assert attempt(home, user.email, PASSWORD).status_code == 302


def test_a_known_device_is_throttled_by_itself_and_for_its_account_only():
    user, other = make_user(), make_user()
    home = Client()
    attempt(home, user.email, PASSWORD)
    home.post("/accounts/logout/")
    before = CountingHasher.work
    for number in range(20):
        attempt(home, user.email, f"guess {number}")
    assert CountingHasher.work - before == 5
    for number in range(20):
        attempt(Client(), other.email, f"guess {number}", f"203.0.113.{number}")
    assert "Too many failed" in attempt(home, other.email, PASSWORD).content.decode()


def test_sign_in_tells_nobody_who_has_an_account():
    user = make_user()
    work = []
    for number in range(8):
        begun = CountingHasher.work
        known = attempt(Client(), user.email, "guess", f"203.0.113.{number}")
        between = CountingHasher.work
        unknown = attempt(Client(), UNKNOWN, "guess", f"198.51.100.{number}")
        work.append((between - begun, CountingHasher.work - between))
        same(known, unknown, user.email, UNKNOWN)
    assert work == [(1, 1)] * 5 + [(0, 0)] * 3


def test_a_forgotten_password_tells_nobody_who_has_an_account(settings, mailoutbox):
    user = make_user()
    answers = [
        Client().post("/accounts/password/reset/", {"email": email})
        for email in (user.email, UNKNOWN)
    ]
    same(*answers, user.email, UNKNOWN)
    assert [message.to for message in mailoutbox] == [[user.email], [UNKNOWN]]


def test_sign_up_tells_nobody_who_has_an_account(settings, mailoutbox):
    settings.PLUMBLINE_SIGNUP, settings.ACCOUNT_EMAIL_VERIFICATION = True, "mandatory"
    user = make_user()
    answers = []
    for email in (user.email, UNKNOWN):
        fields = {"email": email, "password1": "hollow-mast-29", "password2": "hollow-mast-29"}
        answers.append(Client().post("/accounts/signup/", fields))
    same(*answers, user.email, UNKNOWN)
    assert answers[0].status_code == 302
    assert [message.to for message in mailoutbox] == [[user.email], [UNKNOWN]]
    closed = Client()
    settings.PLUMBLINE_SIGNUP = False
    same(*(closed.post("/accounts/signup/", {"email": e}) for e in (user.email, UNKNOWN)), "", "")


def test_a_new_account_waits_for_its_address_and_an_invited_one_does_not(settings, mailoutbox):
    settings.PLUMBLINE_SIGNUP, settings.ACCOUNT_EMAIL_VERIFICATION = True, "mandatory"
    client = Client()
    fields = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    client.post("/accounts/signup/", fields)
    assert client.get("/account/").status_code == 302
    link = re.search(r"/accounts/confirm-email/\S+", mailoutbox[0].body)
    assert link
    assert client.get(link.group()).status_code == 200
    client.post(link.group())
    attempt(client, "new@example.org", PASSWORD)
    assert client.get("/account/").status_code == 200
    invited = Client()
    attempt(invited, make_user().email, PASSWORD)
    assert invited.get("/account/").status_code == 200
