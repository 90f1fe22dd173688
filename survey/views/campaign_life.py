"""A campaign that is under way: paused, opened again; and its form tried out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from survey import access
from survey.forms.campaign_times import ReopenForm
from survey.models import Campaign
from survey.queries.campaigns import campaign_page
from survey.services import campaign_life as service
from survey.services.refusal import Refused
from survey.services.trial_answers import remove_trials, trial_link
from survey.views.changing import change_and_tell


def _managed(request: HttpRequest, campaign: UUID) -> Campaign:
    found: Campaign = get_object_or_404(
        access.managed_campaigns(request.user).select_related("organisation"), pk=campaign
    )
    return found


def _done(
    request: HttpRequest, campaign: UUID, change: Callable[..., object], done: str
) -> HttpResponse:
    found = _managed(request, campaign)
    act = partial(change, campaign=found, now=timezone.now())
    return change_and_tell(request, act, done, "campaign", campaign)


@login_required
@require_POST
def pause(request: HttpRequest, campaign: UUID) -> HttpResponse:
    text = _("The campaign is paused. Nobody can answer until it goes on; nothing is lost.")
    return _done(request, campaign, service.pause, text)


@login_required
@require_POST
def resume(request: HttpRequest, campaign: UUID) -> HttpResponse:
    return _done(request, campaign, service.resume, _("The campaign goes on."))


@login_required
@require_POST
def remove_trial(request: HttpRequest, campaign: UUID) -> HttpResponse:
    return _done(request, campaign, remove_trials, _("The test answers are removed."))


@login_required
@require_POST
def trial(request: HttpRequest, campaign: UUID) -> HttpResponse:
    """Open the form as a respondent sees it, to try it out."""
    found = _managed(request, campaign)
    try:
        link = trial_link(campaign=found, now=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("campaign", campaign)
    return redirect("answer", link.token)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: HttpRequest, campaign: UUID) -> HttpResponse:
    """Says what is lost and asks for the reason first."""
    found = _managed(request, campaign)
    form = ReopenForm(request.POST or None, campaign=found)
    if request.method == "POST" and form.is_valid():
        try:
            service.reopen(campaign=found, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("The campaign is open again."))
            return redirect("campaign", campaign)
        except Refused as refused:
            form.add_error(None, str(refused))
    page = campaign_page(request.user, found, get_language() or "en")
    status = 422 if form.is_bound else 200
    return render(
        request, "survey/campaign_reopen.html", {"page": page, "form": form}, status=status
    )
