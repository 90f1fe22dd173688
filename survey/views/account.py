"""A person's own account."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from survey.forms.account import AccountForm, DeleteForm, SessionsForm
from survey.middleware import remember
from survey.queries.accounts import account_page
from survey.services import accounts as service
from survey.services.refusal import Refused


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    kept = {"name": request.user.name, "language": request.user.language}
    form = AccountForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        user = service.change_account(user=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        response = redirect("account")
        if user.language:
            remember(response, settings.LANGUAGE_COOKIE_NAME, user.language)
        return response
    page = account_page(request.user, get_language() or "en")
    return render(request, "survey/account.html", {"page": page, "form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """End every other session of the person."""
    has_password = request.user.has_usable_password()
    form = SessionsForm(request.POST or None, has_password=has_password)
    if request.method == "POST" and (form.is_valid() or not has_password):
        try:
            password = form.cleaned_data.get("password", "") if has_password else ""
            user = service.end_sessions(user=request.user, password=password)
            update_session_auth_hash(request, user)
            messages.success(request, _("You are signed out everywhere else."))
            return redirect("account")
        except Refused as refused:
            form.add_error("password", str(refused))
    return render(request, "survey/account_sessions.html", {"form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest) -> HttpResponse:
    form = DeleteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            typed = form.cleaned_data["typed"]
            service.delete_account(user=request.user, typed=typed, now=timezone.now())
            logout(request)
            messages.success(request, _("Your account is deleted."))
            return redirect("home")
        except Refused as refused:
            form.add_error("typed", str(refused))
    page = account_page(request.user, get_language() or "en")
    return render(request, "survey/account_delete.html", {"page": page, "form": form})
