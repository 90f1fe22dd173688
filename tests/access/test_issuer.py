"""Signing in with a running OpenID Connect issuer, from the button to the account and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
import requests

from tests.access.issuer import CLIENT, SECRET, Issuer, issuing
from tests.faults.place import Place
from tests.faults.server import Server, serving

ANN = {"sub": "248289761001", "email": "Ann@Example.org", "email_verified": True, "name": "Ann Li"}
PASSWORD = "correct horse battery staple"


@dataclass(frozen=True)
class WithIssuer(Place):
    """An installation that names an issuer."""

    issuer: str = ""
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        return {
            **super().environment,
            "PLUMBLINE_OIDC_ISSUER": self.issuer,
            "PLUMBLINE_OIDC_CLIENT_ID": CLIENT,
            "PLUMBLINE_OIDC_CLIENT_SECRET": SECRET,
            "PLUMBLINE_OIDC_NAME": "Example ID",
            **self.settings,
        }


class Browser:
    """Follows where it is sent, and fills in forms as a browser without scripts does."""

    def __init__(self, server: Server) -> None:
        self.home = f"http://127.0.0.1:{server.port}"
        self.session = requests.Session()
        self.page = ""
        self.address = ""

    def get(self, path: str) -> str:
        return self._keep(self.session.get(self.home + path, timeout=30))

    def press(self, action: str, **values: str) -> str:
        """Send the form of the page whose action begins so."""
        form = re.search(
            rf'<form[^>]*action="({re.escape(action)}[^"]*)".*?</form>', self.page, re.S
        )
        assert form, f"no form to {action} on {self.address}"
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form[0])
        assert token
        sent = {"csrfmiddlewaretoken": token[1], **values}
        target = form[1].replace("&amp;", "&")
        return self._keep(self.session.post(self.home + target, data=sent, timeout=30))

    def _keep(self, answer: requests.Response) -> str:
        self.page, self.address = answer.text, answer.url.removeprefix(self.home)
        return self.page

    @property
    def signed_in(self) -> bool:
        return self.get("/account/") != "" and self.address == "/account/"


@pytest.fixture(scope="module")
def issuer() -> Iterator[Issuer]:
    with issuing() as running:
        yield running


@pytest.fixture(scope="module")
def place(issuer: Issuer, tmp_path_factory: pytest.TempPathFactory) -> Place:
    folder: Path = tmp_path_factory.mktemp("issuer")
    place = WithIssuer(folder / "data", issuer=issuer.address)
    place.data.mkdir()
    place.manage("migrate", "-v0")
    made = place.run(
        "manage.py",
        "shell",
        stdin="from tests.factories import make_user\n"
        f"user = make_user('ann@example.org')\nuser.set_password({PASSWORD!r})\nuser.save()\n",
    )
    assert made.returncode == 0, made.stderr
    return place


def key(issuer: Issuer) -> str:
    return re.sub("[/:]", "~", issuer.address.removeprefix("http://"))


def expect(issuer: Issuer, browser: Browser, who: dict) -> None:
    """Who signs in at the issuer next, and where it may send a browser back to."""
    issuer.who = who
    issuer.back = f"{browser.home}/accounts/oidc/{key(issuer)}/login/callback/"


def test_an_account_is_connected_once_and_then_opened_by_the_issuer_alone(
    issuer: Issuer, place: Place
):
    with serving(place) as server:
        first = Browser(server)
        expect(issuer, first, ANN)
        # The address alone opens nothing, although the issuer has verified it.
        first.get("/accounts/login/")
        assert "Sign in with Example ID" in first.page
        first.press(f"/accounts/oidc/{key(issuer)}/login/")
        assert "There is an account with your address" in first.page
        assert not first.signed_in
        # Signed in by password, the two are connected in the account page.
        first.get("/accounts/login/")
        first.press("/accounts/login/", login="ann@example.org", password=PASSWORD)
        assert first.signed_in
        assert "Not connected" in first.page
        first.get("/accounts/3rdparty/")
        first.press(f"/accounts/oidc/{key(issuer)}/login/")
        assert "This change needs your password once more." in first.page
        first.press("/accounts/reauthenticate/", password=PASSWORD)
        assert "Connected" in first.get("/account/")
        # Another browser needs the issuer only, also under another address there.
        second = Browser(server)
        expect(issuer, second, {**ANN, "email": "ann.li@elsewhere.example"})
        second.get("/accounts/login/")
        second.press(f"/accounts/oidc/{key(issuer)}/login/")
        assert second.signed_in
        assert "ann@example.org" in second.page
        # Somebody else there is nobody here.
        third = Browser(server)
        expect(issuer, third, {"sub": "1", "email": "eve@example.org", "name": "Eve"})
        third.get("/accounts/login/")
        third.press(f"/accounts/oidc/{key(issuer)}/login/")
        assert "by invitation" in third.page
        assert not third.signed_in
    assert issuer.refused == []


def test_a_stolen_or_foreign_answer_opens_nothing(issuer: Issuer, place: Place):
    with serving(place) as server:
        victim = Browser(server)
        expect(issuer, victim, ANN)
        # A code without the browser that asked for it: no state is known.
        victim.get(f"/accounts/oidc/{key(issuer)}/login/callback/?code=abc&state=xyz")
        assert not victim.signed_in
        # A token that the issuer made for another client.
        issuer.audience = "another client"
        try:
            victim.get("/accounts/login/")
            victim.press(f"/accounts/oidc/{key(issuer)}/login/")
        finally:
            issuer.audience = CLIENT
        assert not victim.signed_in
    # A server that has the wrong secret gets no token, and says so without a fault of its own.
    broken = replace(place, settings={"PLUMBLINE_OIDC_CLIENT_SECRET": "wrong"})
    with serving(broken) as server:
        browser = Browser(server)
        expect(issuer, browser, ANN)
        browser.get("/accounts/login/")
        page = browser.press(f"/accounts/oidc/{key(issuer)}/login/")
        assert "<h1" in page
        assert not browser.signed_in
    assert issuer.refused == ["wrong secret"]
    issuer.refused.clear()
