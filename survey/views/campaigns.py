"""Campaigns: set up, invite, open, close."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from survey import access
from survey.forms.campaign import AskedForm
from survey.models.campaign import Mode
from survey.queries.campaign_setup import templates
from survey.queries.campaigns import campaign_page
from survey.queries.organisations import organisation_row
from survey.services import campaigns as service
from survey.services.refusal import Refused
from survey.views.changing import change_and_tell


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """The first step of setting a campaign up makes the draft."""
    organisation = get_object_or_404(access.managed_organisations(request.user), slug=slug)
    form = AskedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = service.create_campaign(
                organisation=organisation,
                by=request.user,
                now=timezone.now(),
                **form.cleaned_data,
            )
            return redirect("campaign-set-up", made.pk, "who")
        except Refused as refused:
            form.add_error(None, str(refused))
    language = get_language() or "en"
    context = {
        "form": form,
        "organisation": organisation_row(request.user, organisation, True, language),
        "templates": templates(organisation, language),
    }
    return render(
        request, "survey/campaign_new.html", context, status=422 if form.is_bound else 200
    )


@login_required
@require_safe
def detail(request: HttpRequest, campaign: UUID) -> HttpResponse:
    found = get_object_or_404(
        access.campaigns(request.user).select_related("organisation"), pk=campaign
    )
    page = campaign_page(request.user, found, get_language() or "en")
    return render(request, "survey/campaign.html", {"page": page})


@login_required
@require_POST
def open_(request: HttpRequest, campaign: UUID) -> HttpResponse:
    found = get_object_or_404(access.managed_campaigns(request.user), pk=campaign)
    act = partial(service.open_campaign, campaign=found, now=timezone.now())
    done = _("The campaign is open. Everybody with a link can answer.")
    if found.mode == Mode.CONSENSUS:
        done = _("The campaign is open.")
    return change_and_tell(request, act, done, "campaign", campaign)


@login_required
@require_POST
def close(request: HttpRequest, campaign: UUID) -> HttpResponse:
    found = get_object_or_404(access.managed_campaigns(request.user), pk=campaign)
    act = partial(service.close_campaign, campaign=found, now=timezone.now())
    return change_and_tell(
        request, act, _("The campaign is closed and its results are frozen."), "campaign", campaign
    )
