"""Sign-ins of an OpenID Connect issuer, from its answer on."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.socialaccount.helpers import complete_social_login
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from survey.models import User
from tests.factories import make_user

pytestmark = pytest.mark.django_db
ISSUER = "login.example.org~realms~main"


def arrive(subject: str, email: str, issuer: str = ISSUER, user: User | None = None):
    """Somebody comes back from the issuer, which says that the address is theirs."""
    request: HttpRequest = RequestFactory().get("/accounts/oidc/x/login/callback/")
    SessionMiddleware(lambda r: HttpResponse()).process_request(request)
    MessageMiddleware(lambda r: HttpResponse()).process_request(request)
    request.user = user or AnonymousUser()
    request.session.save()
    login = SocialLogin(
        user=User(email=email, name="Ann Li"),
        account=SocialAccount(provider=issuer, uid=subject),
        email_addresses=[EmailAddress(email=email, verified=True, primary=True)],
    )
    login.state = {"process": "login"}
    with context.request_context(request):
        return complete_social_login(request, login), request


def test_a_known_address_does_not_open_a_local_account():
    user = make_user("ann@example.org")
    answer, request = arrive("subject-1", "Ann@Example.org")
    assert "There is an account with your address" in answer.content.decode()
    assert not request.user.is_authenticated
    assert not SocialAccount.objects.filter(user=user).exists()


def test_a_connected_subject_signs_in_and_the_same_one_of_another_issuer_does_not():
    user = make_user("ann@example.org")
    SocialAccount.objects.create(user=user, provider=ISSUER, uid="subject-1")
    _answer, request = arrive("subject-1", "else@example.org")
    assert request.user == user
    _answer, request = arrive("subject-1", "else@example.org", "other.example.org")
    assert not request.user.is_authenticated


def test_nobody_gets_an_account_where_sign_up_is_closed(settings):
    answer, request = arrive("subject-2", "new@example.org")
    assert "by invitation" in answer.content.decode()
    assert not User.objects.exists()
    settings.PLUMBLINE_SIGNUP = True
    _answer, request = arrive("subject-2", "new@example.org")
    assert (request.user.email, request.user.name) == ("new@example.org", "Ann Li")
    assert SocialAccount.objects.get().uid == "subject-2"


def test_the_policy_lets_a_form_go_on_to_the_issuer_only_where_one_is_named(client):
    policy = client.get("/accounts/login/")["Content-Security-Policy"]
    assert "form-action 'self';" in policy + ";"
    assert "Sign in with" not in client.get("/accounts/login/").content.decode()
