"""Teams or campaigns side by side, for those who manage the organisation."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.charts.compare import compare_figures
from reports.contents.compare import build_comparison
from reports.views.team import private, reader_language
from survey.queries.comparison import comparison


@login_required
@require_safe
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """`team` may stand in the address several times, `campaign` twice."""
    language = reader_language()
    teams, campaigns = request.GET.getlist("team"), request.GET.getlist("campaign")
    page = build_comparison(comparison(request.user, slug, teams, campaigns), language)
    context = {"page": page, "figures": compare_figures(page, language)}
    return private(render(request, "reports/compare.html", context))
