"""Choosing a document of a campaign, and the ones that the worker made."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reports.contents.document_choice import CAMPAIGN_KINDS, TEAM_KINDS, Choice, chosen
from reports.contents.document_page import build_document_page
from reports.exports.making import order, order_again
from reports.views.team import download, private, reader_language
from survey.queries.documents import document_rows, documents_page, kept_document
from survey.services.documents import remove_document
from survey.services.refusal import Refused


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def documents(request: HttpRequest, campaign: UUID) -> HttpResponse:
    """What takes under a second is downloaded at once; the rest is put in line."""
    language = reader_language()
    found = documents_page(request.user, campaign, language)
    choice = chosen(request.POST if request.method == "POST" else request.GET, language)
    if request.method == "POST":
        teams = {slug for slug, _name in found.teams}
        if choice.kind in TEAM_KINDS and choice.team in teams:
            return redirect(_address(campaign, choice))
        if choice.kind not in CAMPAIGN_KINDS or not (found.manages and found.closed):
            raise Http404
        try:
            order(request.user, campaign, choice, request.build_absolute_uri(reverse("verify")))
            messages.success(request, _("The document is being made. It appears below."))
        except Refused as refused:
            messages.error(request, str(refused))
        return redirect(f"{reverse('documents', args=[campaign])}#kept")
    page = build_document_page(found, choice, language)
    return private(render(request, "reports/documents.html", {"page": page}))


def _address(campaign: UUID, choice: Choice) -> str:
    """Where a team's document is made at once."""
    query = QueryDict(mutable=True)
    query["lang"] = choice.language
    extension = choice.kind
    if choice.kind in {"summary", "full"}:
        extension, query["cut"] = "pdf", choice.kind
    if choice.kind == "full":
        query.setlist("section", list(choice.sections))
        query.update({name: "1" for name in ("cover", "contents") if getattr(choice, name)})
    if choice.kind == "csv":
        query["excel"] = "1"
    place = reverse(f"team-report-{extension}", args=[campaign, choice.team])
    return f"{place}?{query.urlencode()}"


@login_required
@require_safe
def progress(request: HttpRequest, campaign: UUID) -> HttpResponse:
    """How far the documents are, for the script of the page."""
    found = documents_page(request.user, campaign, reader_language())
    rows = [
        {"id": str(row.id), "state": row.state, "text": row.state_text, "percent": row.percent}
        for row in document_rows(request.user, found.campaign_id)
    ]
    return private(JsonResponse({"documents": rows}))


@login_required
@require_safe
def document(request: HttpRequest, document: UUID) -> HttpResponse:
    """The file of a document that is ready."""
    found = kept_document(request.user, document)
    if found.content is None or found.state != "ready":
        return redirect(f"{reverse('documents', args=[found.campaign_id])}#kept")
    kind = "application/pdf"
    if found.file_name.endswith(".xlsx"):
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return download(HttpResponse(bytes(found.content), content_type=kind), found.file_name)


@login_required
@require_POST
def again(request: HttpRequest, document: UUID) -> HttpResponse:
    found = kept_document(request.user, document)
    try:
        order_again(request.user, document)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(f"{reverse('documents', args=[found.campaign_id])}#kept")


@login_required
@require_POST
def remove(request: HttpRequest, document: UUID) -> HttpResponse:
    found = kept_document(request.user, document)
    remove_document(document=found, now=timezone.now())
    messages.success(request, _("The document is removed."))
    return redirect("documents", found.campaign_id)
