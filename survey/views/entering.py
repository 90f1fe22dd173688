"""The first account of a server, and accepting an invitation to an organisation.

Opening either link changes nothing; only the button does.
"""

from __future__ import annotations

from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.core.internal.ratelimit import consume
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from survey.accounts import OFFER_IN_SESSION
from survey.forms.account import JoinForm, SetupForm
from survey.known_devices import remember_device
from survey.models import User
from survey.queries.offers import offer_page
from survey.services import first_run
from survey.services import offers as service
from survey.services.refusal import Refused

GONE = 410


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def setup(request: HttpRequest, token: str) -> HttpResponse:
    if not first_run.setup_holds(token, timezone.now()):
        return render(request, "survey/setup_gone.html", status=GONE)
    form = SetupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user, organisation = first_run.set_up(
                token=token,
                language=get_language() or "",
                now=timezone.now(),
                **form.cleaned_data,
            )
        except Refused:
            return render(request, "survey/setup_gone.html", status=GONE)
        return _signed_in(request, user, redirect("organisation", organisation.slug))
    return render(request, "survey/setup.html", {"form": form})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest, token: str) -> HttpResponse:
    """See an invitation; without an account, make one and accept."""
    page = offer_page(token, timezone.now(), get_language() or "en")
    if page is None:
        return render(request, "survey/offer_gone.html", status=GONE)
    if "sign-in" in request.POST:
        return _sign_in_first(request, token)
    form = JoinForm(request.POST or None)
    if request.method == "POST" and not request.user.is_authenticated and form.is_valid():
        if not consume(request, app="allauth.account", action="signup"):
            form.add_error(None, _("Too many attempts. Try again later."))
        else:
            try:
                user = service.join(
                    token=token,
                    language=get_language() or "",
                    now=timezone.now(),
                    **form.cleaned_data,
                )
                messages.success(request, _("Welcome. You are in."))
                return _signed_in(request, user, redirect("home"))
            except Refused as refused:
                form.add_error(None, str(refused))
    context = {"page": page, "form": form, "issuer": settings.OIDC_NAME}
    return render(request, "survey/offer.html", context)


@login_required
@require_POST
def offer_accept(request: HttpRequest, token: str) -> HttpResponse:
    try:
        made = service.accept_offer(token=token, user=request.user, now=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("offer", token)
    request.session.pop(OFFER_IN_SESSION, None)
    messages.success(request, _("Welcome. You are in."))
    return redirect("organisation", made.slug)


def _sign_in_first(request: HttpRequest, token: str) -> HttpResponse:
    """To the sign-in page and back; the session keeps that its holder was invited."""
    request.session[OFFER_IN_SESSION] = token
    back = urlencode({"next": reverse("offer", args=[token])})
    return redirect(f"{reverse('account_login')}?{back}")


def _signed_in(request: HttpRequest, user: User, response: HttpResponse) -> HttpResponse:
    """Sign in whoever has just chosen a password."""
    get_adapter(request).login(request, user)
    record_authentication(request, user, "password", email=user.email)
    remember_device(request, response, user.email)
    return response
