"""Setting a campaign up in short steps: each a page of its own, in any order, until it opens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from survey import access
from survey.forms.campaign import AskedForm, CopyForm, WeightsForm, WhoForm
from survey.forms.campaign_roles import RolesForm
from survey.forms.campaign_targets import TargetsForm
from survey.forms.campaign_times import WhenForm
from survey.models import Campaign
from survey.queries.campaign_setup import STEPS, check, set_up_page, versions
from survey.queries.campaigns import campaign_page
from survey.queries.preview import campaign_preview
from survey.services.campaign_copy import copy_campaign
from survey.services.campaign_life import set_times
from survey.services.campaign_roles import set_roles
from survey.services.campaign_setup import set_asked, set_targets, set_weights, set_who
from survey.services.refusal import Refused

FORMS: Mapping[str, tuple[type[forms.Form], Callable[..., object]]] = {
    "asked": (AskedForm, set_asked),
    "who": (WhoForm, set_who),
    "when": (WhenForm, set_times),
    "weights": (WeightsForm, set_weights),
    "targets": (TargetsForm, set_targets),
    "roles": (RolesForm, set_roles),
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest, campaign: UUID, step: str) -> HttpResponse:
    """One step. Saving a draft leads on to the next, saving an open campaign back to it."""
    found = _managed(request, campaign)
    if step not in STEPS:
        raise Http404
    if step not in FORMS:
        return _check(request, found, step)
    kind, save = FORMS[step]
    form = kind(request.POST or None, campaign=found)
    if request.method == "POST" and form.is_valid():
        had = [role["slug"] for role in found.roles]
        try:
            outcome = save(campaign=found, now=timezone.now(), **form.cleaned_data)
            tell_left(request, outcome if isinstance(outcome, frozenset) else frozenset())
            now_has = [role["slug"] for role in form.cleaned_data.get("roles", ())]
            # Whoever names roles wants to say next what each of them is asked.
            return _onward(request, found, step, stay=step == "roles" and now_has != had)
        except Refused as refused:
            form.add_error(None, str(refused))
    page = set_up_page(found, step, get_language() or "en")
    template = f"survey/set_up/{step if step in {'targets', 'roles', 'asked'} else 'form'}.html"
    context = {"page": page, "form": form}
    return render(request, template, context, status=422 if form.is_bound else 200)


def _managed(request: HttpRequest, campaign: UUID) -> Campaign:
    found: Campaign = get_object_or_404(
        access.managed_campaigns(request.user).select_related("organisation", "profile"),
        pk=campaign,
    )
    return found


def _onward(request: HttpRequest, campaign: Campaign, step: str, *, stay: bool) -> HttpResponse:
    messages.success(request, _("Saved."))
    if stay:
        return redirect("campaign-set-up", campaign.pk, step)
    if campaign.state != "draft":
        return redirect("campaign", campaign.pk)
    names = list(STEPS)
    return redirect("campaign-set-up", campaign.pk, names[names.index(step) + 1])


def tell_left(request: HttpRequest, left: frozenset[str]) -> None:
    """Say what did not fit another questionnaire and was left out."""
    words = {
        "modules": _("A module that this questionnaire has not was left out."),
        "weights": _("The weights belong to another questionnaire; its own count now."),
        "targets": _("Targets of capabilities that are not asked were left out."),
        "roles": _("What was set for roles in capabilities that are not asked was left out."),
    }
    for name in sorted(left):
        messages.warning(request, words[name])


def _check(request: HttpRequest, campaign: Campaign, step: str) -> HttpResponse:
    """Everything on one page: what is missing, and what opening fixes."""
    if request.method == "POST":
        # Opening has an address of its own.
        return redirect("campaign-set-up", campaign.pk, step)
    language = get_language() or "en"
    context = {
        "page": set_up_page(campaign, step, language),
        "campaign": campaign_page(request.user, campaign, language),
        "check": check(campaign, timezone.now(), language),
    }
    return render(request, "survey/set_up/open.html", context)


@login_required
@require_safe
def preview(request: HttpRequest, campaign: UUID) -> HttpResponse:
    """Every question as somebody of a role sees it."""
    found = _managed(request, campaign)
    page = campaign_preview(found, request.GET.get("role", ""), get_language() or "en")
    return render(request, "survey/preview.html", {"page": page})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, campaign: UUID) -> HttpResponse:
    """A new draft like an earlier campaign."""
    found = _managed(request, campaign)
    language = get_language() or "en"
    there = versions(found, language)
    if not there:
        messages.error(request, _("Its questionnaire is not published any more."))
        return redirect("campaign", campaign)
    form = CopyForm(request.POST or None, versions=there)
    if request.method == "POST" and form.is_valid():
        values: dict[str, Any] = form.cleaned_data
        try:
            made, left = copy_campaign(
                template=found, by=request.user, now=timezone.now(), **values
            )
            tell_left(request, left)
            messages.success(request, _("The new campaign is a draft. Look through its steps."))
            return redirect("campaign-set-up", made.pk, "asked")
        except Refused as refused:
            form.add_error(None, str(refused))
    page = campaign_page(request.user, found, language)
    context = {"page": page, "form": form, "newer": len(there) > 1}
    return render(
        request, "survey/campaign_copy.html", context, status=422 if form.is_bound else 200
    )
