"""Settings come from the environment, are documented, and fail loudly."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from plumbline.environment import VARIABLES, Environment

ROOT = Path(__file__).resolve().parents[2]
SECRET = "s" * 40


def env(**values):
    return Environment(ROOT, values)


def test_every_variable_is_documented_with_its_default():
    rows = {}
    for line in (ROOT / "docs" / "operations.md").read_text().splitlines():
        if line.startswith("| `"):
            name, default, meaning = (cell.strip().strip("`") for cell in line.split("|")[1:4])
            rows[name] = (default, meaning)
    assert rows == {v.name: (v.default, v.meaning) for v in VARIABLES}


@pytest.mark.parametrize(
    ("values", "ask", "message"),
    [
        ({"PLUMBLINE_MODE": "prod"}, lambda e: e.production, "local or production"),
        ({"PLUMBLINE_MODE": "production"}, lambda e: e.secret_key(), "production needs one"),
        ({"PLUMBLINE_MODE": "production"}, lambda e: e.hosts, "needs a host name"),
        ({"PLUMBLINE_HOSTS": "*"}, lambda e: e.hosts, "name the hosts"),
        ({"PLUMBLINE_SECRET_KEY": "short"}, lambda e: e.secret_key(), "40 characters"),
        ({"PLUMBLINE_PROXY": "yes", "PLUMBLINE_HTTPS": "no"}, lambda e: e.https, "PLUMBLINE_HTTPS"),
        ({"PLUMBLINE_HTTPS": "true"}, lambda e: e.https, "yes or no"),
    ],
)
def test_contradictions_are_refused(values, ask, message):
    with pytest.raises(ImproperlyConfigured, match=message):
        ask(env(**values))


def test_an_unknown_variable_is_refused():
    with pytest.raises(ImproperlyConfigured, match="PLUMBLINE_SECRT"):
        env(PLUMBLINE_SECRT="x")


def test_production_is_https_unless_told():
    production = {"PLUMBLINE_MODE": "production", "PLUMBLINE_SECRET_KEY": SECRET}
    assert env(**production).https is True
    assert env(**production, PLUMBLINE_HTTPS="no").https is False
    assert env().https is False


def test_local_secret_is_made_once(tmp_path):
    first = env(PLUMBLINE_DATA=str(tmp_path)).secret_key()
    assert len(first) >= 40
    assert env(PLUMBLINE_DATA=str(tmp_path)).secret_key() == first
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_mail_goes_to_the_server_that_is_named():
    given = env(
        PLUMBLINE_MAIL="smtp://me%40example.org:s%2Fcret@mail.example.org:2525",
        PLUMBLINE_MAIL_FROM="plumbline@example.org",
    ).mail()
    assert (given["EMAIL_HOST"], given["EMAIL_PORT"]) == ("mail.example.org", 2525)
    assert (given["EMAIL_HOST_USER"], given["EMAIL_HOST_PASSWORD"]) == ("me@example.org", "s/cret")
    assert (given["EMAIL_USE_TLS"], given["EMAIL_USE_SSL"]) == (True, False)
    assert given["DEFAULT_FROM_EMAIL"] == "plumbline@example.org"
    sealed = env(PLUMBLINE_MAIL="smtps://mail.example.org", PLUMBLINE_MAIL_FROM="a@b.org").mail()
    assert (sealed["EMAIL_PORT"], sealed["EMAIL_USE_SSL"]) == (465, True)
    assert list(env().mail()) == ["EMAIL_BACKEND"]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"PLUMBLINE_MAIL_FROM": "a@b.org"}, "PLUMBLINE_MAIL is not"),
        ({"PLUMBLINE_MAIL": "mail.example.org"}, "must look like"),
        ({"PLUMBLINE_MAIL": "smtp://host:port"}, "must look like"),
        ({"PLUMBLINE_MAIL": "smtp://mail.example.org"}, "must be a mail address"),
    ],
)
def test_contradictory_mail_settings_stop_the_start(values, message):
    with pytest.raises(ImproperlyConfigured, match=message):
        env(**values).mail()


OIDC = {
    "PLUMBLINE_OIDC_ISSUER": "https://login.example.org/realms/main/",
    "PLUMBLINE_OIDC_CLIENT_ID": "plumbline",
    "PLUMBLINE_OIDC_CLIENT_SECRET": "hush",
}


def test_an_issuer_is_told_from_any_other():
    issuer = env(**OIDC).oidc()
    assert (issuer.address, issuer.origin, issuer.key, issuer.name) == (
        "https://login.example.org/realms/main",
        "https://login.example.org",
        "login.example.org~realms~main",
        "login.example.org",
    )
    other = env(**{**OIDC, "PLUMBLINE_OIDC_ISSUER": "https://login.example.org/realms/two"}).oidc()
    assert other.key != issuer.key
    assert env().oidc() is None


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"PLUMBLINE_OIDC_NAME": "Staff"}, "PLUMBLINE_OIDC_ISSUER, PLUMBLINE_OIDC_CLIENT_ID"),
        ({**OIDC, "PLUMBLINE_OIDC_CLIENT_SECRET": ""}, "PLUMBLINE_OIDC_CLIENT_SECRET is missing"),
        ({**OIDC, "PLUMBLINE_OIDC_ISSUER": "http://login.example.org"}, "must look like https"),
        ({**OIDC, "PLUMBLINE_OIDC_ISSUER": "login.example.org"}, "must look like https"),
    ],
)
def test_half_an_issuer_stops_the_start(values, message):
    with pytest.raises(ImproperlyConfigured, match=message):
        env(**values).oidc()


def test_open_sign_up_needs_mail_in_production():
    production = {"PLUMBLINE_MODE": "production", "PLUMBLINE_SIGNUP": "yes"}
    with pytest.raises(ImproperlyConfigured, match="needs PLUMBLINE_MAIL"):
        _ = env(**production).signup
    assert env(**production, PLUMBLINE_MAIL="smtp://mail.example.org").signup is True
    assert env(PLUMBLINE_SIGNUP="yes").signup is True
