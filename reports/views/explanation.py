"""Why a number is what it is, and the method behind all of them."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from reports.contents.campaign_report import header_of
from reports.contents.explanation import build_explanation
from reports.contents.scoring_method import build_method
from reports.views.team import address, private, reader_language
from survey.queries.results import team_result


@login_required
@require_safe
def explanation(request: HttpRequest, campaign: UUID, team: str, item: str) -> HttpResponse:
    """One item of a result: the overall, a module, a node or a practice."""
    found = team_result(request.user, campaign, team)
    if found.result is None:
        return redirect("team-report", campaign, team)
    language = reader_language()
    header = header_of(found, language)
    try:
        page = build_explanation(header, found.model, found.result, item, language)
    except KeyError as unknown:
        raise Http404 from unknown
    context = {"page": page, "header": header, "address": address(campaign, team)}
    return private(render(request, "reports/explanation.html", context))


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """How everything is computed; open to anybody, since it holds nobody's data."""
    sections = build_method(reader_language())
    return render(request, "reports/method.html", {"sections": sections})
