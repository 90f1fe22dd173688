"""Beside a campaign's answers: files of evidence, and the outcome figures of its teams."""

from __future__ import annotations

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

from assessment.formats import EvidenceFaults
from survey import access
from survey.forms.evidence import EvidenceForm, OutcomesForm
from survey.models import CampaignTeam
from survey.queries.evidence import evidence_page
from survey.queries.outcomes import outcomes_page, team_outcomes
from survey.services.evidence import attach_evidence, remove_evidence
from survey.services.outcomes import enter_outcomes
from survey.services.refusal import Refused
from survey.views.changing import change_and_tell


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: HttpRequest, campaign: UUID) -> HttpResponse:
    """The files by team; a file with faults is answered with all of them and kept nowhere."""
    rows = access.managed_campaigns(request.user).select_related("organisation")
    found = get_object_or_404(rows, pk=campaign)
    sent, faults = request.method == "POST", None
    form = EvidenceForm(*((request.POST, request.FILES) if sent else ()), campaign=found)
    if sent and form.is_valid():
        file, team = form.cleaned_data["file"], form.cleaned_data["team"]
        try:
            made = attach_evidence(
                campaign=found,
                team=team,
                by=request.user,
                name=file.name,
                data=file.read(),
                now=timezone.now(),
            )
            messages.success(request, _("Attached “%(name)s”.") % {"name": made.name})
            return redirect("evidence", campaign)
        except EvidenceFaults as error:
            faults = error
        except Refused as refused:
            form.add_error("file", str(refused))
    page = evidence_page(found, get_language() or "en")
    context = {"page": page, "form": form, "faults": faults}
    return render(request, "survey/evidence.html", context, status=422 if sent else 200)


@login_required
@require_POST
def remove(request: HttpRequest, campaign: UUID, file: int) -> HttpResponse:
    rows = access.evidence_files(request.user).select_related("campaign")
    found = get_object_or_404(rows, pk=file, campaign_id=campaign)
    done = _("Removed “%(name)s”.") % {"name": found.name}
    return change_and_tell(
        request, partial(remove_evidence, file=found), done, "evidence", campaign
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def outcomes(request: HttpRequest, campaign: UUID, team: str) -> HttpResponse:
    """The five figures of one team, for those who manage the campaign and the team's leads."""
    rows = access.outcome_teams(request.user).select_related("campaign__organisation", "team")
    pair = get_object_or_404(rows, campaign_id=campaign, team__slug=team)
    sent = request.method == "POST"
    known = team_outcomes(pair.campaign, pair.team)
    initial = vars(known.figures) if known else {}
    form = OutcomesForm(request.POST if sent else None, initial=initial)
    if sent and form.is_valid():
        try:
            return _entered(request, pair, form)
        except Refused as refused:
            form.add_error(None, str(refused))
    page = outcomes_page(pair, get_language() or "en", entered=known is not None)
    context = {"page": page, "form": form}
    return render(request, "survey/outcomes.html", context, status=422 if sent else 200)


def _entered(request: HttpRequest, pair: CampaignTeam, form: OutcomesForm) -> HttpResponse:
    made = enter_outcomes(
        campaign=pair.campaign,
        team=pair.team,
        by=request.user,
        now=timezone.now(),
        **form.cleaned_data,
    )
    text = _("The figures are saved.") if made else _("There are no figures any more.")
    messages.success(request, text)
    return redirect("campaign", pair.campaign_id)
