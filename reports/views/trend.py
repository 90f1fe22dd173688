"""One team over all its campaigns, for those who may read its reports."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.charts.trend import trend_figures
from reports.contents.trend import build_trend
from reports.views.team import private, reader_language
from survey.queries.history import team_history


@login_required
@require_safe
def trend(request: HttpRequest, slug: str, team: str) -> HttpResponse:
    language = reader_language()
    page = build_trend(team_history(request.user, slug, team), language)
    context = {"page": page, "figures": trend_figures(page, language)}
    return private(render(request, "reports/trend.html", context))
