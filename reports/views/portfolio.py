"""All teams of an organisation with their newest figures, for those who manage it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from reports.contents.portfolio import build_portfolio
from reports.contents.portfolio_choice import choice_of
from reports.views.team import private, reader_language
from survey.queries import portfolio as queries


@login_required
@require_safe
def portfolio(request: HttpRequest, slug: str) -> HttpResponse:
    choice = choice_of(request.GET.dict(), request.GET.getlist("unit"))
    found = queries.portfolio(request.user, slug, choice.kind)
    page = build_portfolio(found, choice, reader_language())
    return private(render(request, "reports/portfolio.html", {"page": page}))


@login_required
@require_safe
def own_portfolio(request: HttpRequest) -> HttpResponse:
    """The stable address of the portfolio: of the first organisation that the person manages."""
    slug = queries.first_managed(request.user)
    return redirect("portfolio", slug) if slug else redirect("home")
