"""What an operator does first: an account from the terminal, and a look whether it is alive."""

import pytest
from django.core.management import call_command
from django.test import Client

from survey.models import User


@pytest.mark.django_db
def test_the_first_account_is_made_in_the_terminal_and_can_sign_in(
    monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "hollow-mast-29")
    call_command("createsuperuser", "--noinput", "--email", "Operator@example.org", verbosity=0)
    answer = client.post(
        "/accounts/login/", {"login": "operator@example.org", "password": "hollow-mast-29"}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert list(User.objects.values_list("email", "is_superuser")) == [
        ("operator@example.org", True)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "status"), [("/livez", 200), ("/readyz", 200), ("/models/", 301)])
def test_only_the_health_addresses_answer_over_plain_http(
    settings: object, path: str, status: int
) -> None:
    settings.SECURE_SSL_REDIRECT = True  # type: ignore[attr-defined]
    assert Client().get(path).status_code == status


@pytest.mark.django_db
@pytest.mark.parametrize(("works", "link"), [(True, True), (False, False)])
def test_a_forgotten_password_is_mailed_only_where_mail_works(client, settings, works, link):
    settings.MAIL_WORKS = works
    page = client.get("/accounts/login/").content.decode()
    assert ("/accounts/password/reset/" in page) is link
