"""A team's report: the page, the PDF and the figures as JSON."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from reports.charts.page_figures import page_figures
from reports.contents.campaign_report import header_of, report_of
from reports.contents.document_choice import chosen
from reports.contents.team_page import build_team_page
from reports.exports.file_name import file_name
from reports.exports.layout import layout_of
from reports.exports.pdf import CUTS, render_pdf
from survey.queries.actions import reached, team_actions
from survey.queries.documents import branding_of
from survey.queries.results import team_result, whole_result

LANGUAGES = ("en", "zh-hans")


def reader_language() -> str:
    """The language of the request: the middleware has taken `?lang=` into account."""
    language = get_language() or LANGUAGES[0]
    return language if language in LANGUAGES else LANGUAGES[0]


def address(campaign: UUID, team: str) -> dict[str, Any]:
    """What the templates build links from."""
    return {"campaign": campaign, "team": team}


@login_required
@require_safe
def team_report(request: HttpRequest, campaign: UUID, team: str) -> HttpResponse:
    found = whole_result(request.user, campaign, team, comments=True)
    page = build_team_page(report_of(found, reader_language()))
    figures = page_figures(
        page, now=gettext("now"), last=gettext("last time"), target=gettext("target level")
    )
    context = {
        "page": page,
        "report": page.report,
        "figures": figures,
        "address": address(campaign, team),
        "enters_outcomes": found.enters_outcomes,
        "organisation_slug": found.slug,
        **decided(request, campaign, team),
    }
    name = "team_report" if page.parts else "hidden_report"
    return private(render(request, f"reports/{name}.html", context))


def decided(request: HttpRequest, campaign: UUID, team: str) -> dict[str, Any]:
    """The actions that the team comes back to, and how many of them got there."""
    today = timezone.localdate()
    actions = team_actions(request.user, campaign, team, reader_language(), today)
    got_there, judged = reached(actions)
    return {"actions": actions, "actions_reached": got_there, "actions_judged": judged}


@login_required
@require_safe
def team_report_pdf(request: HttpRequest, campaign: UUID, team: str) -> HttpResponse:
    """`cut` is summary or full, `lang` the language; `section`, `cover` and `contents` say what
    the full report has (all sections if none is named)."""
    found = whole_result(request.user, campaign, team, comments=True)
    cut = request.GET.get("cut", "summary")
    if cut not in CUTS:
        raise Http404
    report = report_of(found, reader_language())
    kind = gettext("full report") if cut == "full" else gettext("summary")
    verify = request.build_absolute_uri(reverse("verify"))
    layout = layout_of(chosen(request.GET, report.language), branding_of(campaign), verify)
    document = HttpResponse(render_pdf(report, cut, layout), content_type="application/pdf")
    return download(document, file_name(report.header, kind, "pdf"))


@login_required
@require_safe
def team_report_json(request: HttpRequest, campaign: UUID, team: str) -> HttpResponse:
    """The frozen result, byte for byte; its SHA-256 is the report's digest."""
    found = team_result(request.user, campaign, team)
    if not found.payload:
        raise Http404
    header = header_of(found, reader_language())
    document = HttpResponse(found.payload.encode(), content_type="application/json")
    return download(document, file_name(header, gettext("result"), "json"))


def download(response: HttpResponse, name: str) -> HttpResponse:
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return private(response)


def private(response: HttpResponse) -> HttpResponse:
    """Reports are for the person who asked: no shared cache may keep them."""
    patch_cache_control(response, private=True, no_cache=True)
    return response
