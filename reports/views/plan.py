"""Plans within a budget and what-if: solved again for every question, nothing is stored."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from reports.contents.campaign_report import header_of
from reports.contents.plan_page import build_plan_page, default_budget
from reports.contents.reading import reading_of
from reports.views.team import address, private, reader_language
from survey.queries.standing import team_standing

RAISED = "to-"


@login_required
@require_safe
def team_plan(request: HttpRequest, campaign: UUID, team: str) -> HttpResponse:
    """`budget` in person-days; `to-<practice>` the step it is raised to; `part` a module's slug."""
    asked = request.GET
    module = asked.get("part", "")
    found, state = team_standing(request.user, campaign, team, module)
    if found.result is not None and found.erased:
        context = {
            "header": header_of(found, reader_language()),
            "address": address(campaign, team),
        }
        return private(render(request, "reports/plan_erased.html", context))
    if found.result is None or state is None:
        return redirect("team-report", campaign, team)
    language = reader_language()
    header = header_of(found, language)
    parts = {part.slug: part for part in found.result.modules}
    part = parts.get(module, found.result.core)
    reading = reading_of(found.model, header, found.result, part, language)
    raised = {key.removeprefix(RAISED): asked[key] for key in asked if key.startswith(RAISED)}
    budget = asked.get("budget", "").strip()[:20] or default_budget(reading)
    page = build_plan_page(reading, state, budget, raised)
    context = {"page": page, "address": address(campaign, team)}
    return private(render(request, "reports/plan.html", context))
