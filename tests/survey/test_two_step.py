"""Two-step sign-in: switched on, asked for, and got past with a recovery code."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

from survey.models import AuditEntry
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db


def code_of(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def confirm(client: Client) -> None:
    """The password once more, which a change of the sign-in asks for."""
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


def sign_in(client: Client, email: str):
    return client.post("/accounts/login/", {"login": email, "password": PASSWORD})


def test_the_second_step_is_asked_for_once_it_is_on(django_capture_on_commit_callbacks):
    user = make_user()
    client = Client()
    sign_in(client, user.email)
    assert "/accounts/reauthenticate/" in client.get("/accounts/2fa/totp/activate/")["Location"]
    confirm(client)
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    secret = re.search(r"<code>(\w+)</code>", page).group(1)
    wrong = client.post("/accounts/2fa/totp/activate/", {"code": "12345"})
    assert "The code is wrong" in wrong.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    assert kinds == {"totp", "recovery_codes"}
    assert AuditEntry.objects.filter(action="account.two-step-added").exists()
    codes = re.findall(
        r"<li><code>(\w+)</code>", client.get("/accounts/2fa/recovery-codes/").content.decode()
    )
    assert len(codes) == 10
    other = Client()
    assert sign_in(other, user.email)["Location"] == "/accounts/2fa/authenticate/"
    assert other.get("/account/").status_code == 302
    assert (
        "The code is wrong"
        in other.post("/accounts/2fa/authenticate/", {"code": "000000"}).content.decode()
    )
    assert other.post("/accounts/2fa/authenticate/", {"code": codes[0]})["Location"] == "/"
    assert other.get("/account/").status_code == 200
    again = Client()
    sign_in(again, user.email)
    assert again.post("/accounts/2fa/authenticate/", {"code": codes[0]}).status_code == 200


def test_every_page_of_it_is_ours(client: Client):
    user = make_user()
    sign_in(client, user.email)
    confirm(client)
    for path in ("", "totp/activate/"):
        assert "Two-step sign-in" in client.get(f"/accounts/2fa/{path}").content.decode()
    assert client.get("/accounts/email/")["Location"] == "/account/"
    assert "Connected sign-ins" in client.get("/accounts/3rdparty/").content.decode()
