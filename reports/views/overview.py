"""All teams of a campaign on one page, for those who manage it."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.contents.overview import build_overview
from reports.views.team import private, reader_language
from survey.queries import overview as queries


@login_required
@require_safe
def campaign_overview(request: HttpRequest, campaign: UUID) -> HttpResponse:
    found = queries.campaign_overview(request.user, campaign)
    view = found.view()
    page = build_overview(found, view, queries.compared(found, view.shown), reader_language())
    return private(render(request, "reports/overview.html", {"page": page}))
