"""Sharing a report by link: making and revoking links, and what the holder of one sees."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reports.contents.campaign_report import report_of
from reports.contents.overview import build_overview
from reports.contents.team_page import build_team_page
from reports.exports.badge import badge_svg, badge_text
from reports.exports.file_name import file_name
from reports.views.team import download, private, reader_language
from survey.queries import overview as overviews
from survey.queries import sharing as queries
from survey.services import sharing as service
from survey.services.refusal import Refused

HOUR = 3600


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, campaign: UUID, team: str | None = None) -> HttpResponse:
    """The links of one team's report, or of all teams; POST makes one."""
    subject = queries.share_subject(request.user, campaign, team)
    if request.method == "POST":
        days = request.POST.get("days", "")
        try:
            service.share(
                campaign=subject.campaign,
                team=subject.team,
                cut=request.POST.get("cut", ""),
                days=int(days) if days in map(str, service.DAYS) else 0,
                note=request.POST.get("note", ""),
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, _("It is switched on; copy it from below."))
        except Refused as refused:
            messages.error(request, str(refused))
        return redirect(request.path)
    page = queries.share_page(subject, reader_language(), timezone.now())
    context = {
        "page": page,
        "days": service.DAYS,
        "host": f"{request.scheme}://{request.get_host()}",
    }
    return private(render(request, "reports/share.html", context))


@login_required
@require_POST
def revoke(request: HttpRequest, campaign: UUID, link: int) -> HttpResponse:
    found = queries.own_link(request.user, campaign, link)
    service.revoke(link=found, now=timezone.now())
    messages.success(request, _("The link leads nowhere any more."))
    if found.team is None:
        return redirect("share-overview", campaign)
    return redirect("share", campaign, found.team.slug)


@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """The read-only page; whatever is wrong with a link, the answer is the same."""
    now = timezone.now()
    found = queries.shared(token, now)
    if found is None:
        return _unlisted(render(request, "reports/shared_gone.html", status=404))
    if request.method == "GET":
        service.count_opening(link=found.link, now=now)
    language = reader_language()
    context: dict[str, object] = {"token": token, "expires": found.link.expires_at}
    if found.overview is not None:
        view = found.overview.view()
        compared = overviews.compared(found.overview, view.shown)
        context["page"] = build_overview(found.overview, view, compared, language)
        return _unlisted(render(request, "reports/shared_overview.html", context))
    assert found.result is not None
    page = build_team_page(report_of(found.result, language))
    context |= {"page": page, "report": page.report, "full": found.cut == "full"}
    return _unlisted(render(request, "reports/shared_team.html", context))


@require_safe
def shared_pdf(request: HttpRequest, token: str) -> HttpResponse:
    """The same cut as a PDF."""
    from reports.exports.layout import Layout
    from reports.exports.pdf import render_pdf, render_portfolio

    found = queries.shared(token, timezone.now())
    if found is None:
        return _unlisted(render(request, "reports/shared_gone.html", status=404))
    language = reader_language()
    layout = Layout(verify=request.build_absolute_uri(reverse("verify")))
    if found.overview is not None:
        view = found.overview.view()
        compared = overviews.compared(found.overview, view.shown)
        overview = build_overview(found.overview, view, compared, language)
        # The link is for all teams beside each other, not for each one's report.
        content, name = render_portfolio(overview, [], language, layout), "overview.pdf"
    else:
        assert found.result is not None
        report = report_of(found.result, language)
        cut = "full" if found.cut == "full" else "summary"
        content = render_pdf(report, cut, layout)
        name = file_name(report.header, _("report"), "pdf")
    return _unlisted(download(HttpResponse(content, content_type="application/pdf"), name))


@require_safe
def badge(request: HttpRequest, token: str) -> HttpResponse:
    """The picture, in the language of `?lang=`; nothing where it is off or the team is hidden."""
    found = queries.shared(token, timezone.now(), badge=True)
    language = reader_language()
    text = ""
    if found is not None and found.result is not None:
        core = report_of(found.result, language).core
        text = badge_text(core.facts, language) if core else ""
    if not text:
        return _unlisted(HttpResponse(status=404, content_type="text/plain"))
    picture = HttpResponse(badge_svg(text, language), content_type="image/svg+xml")
    patch_cache_control(picture, public=True, max_age=HOUR)
    return picture


def _unlisted(response: HttpResponse) -> HttpResponse:
    """Kept by no cache, listed by no search engine, and the address told to no other site."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
