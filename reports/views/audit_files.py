"""The audit log as files, filtered like its page."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from reports.exports.audit_log import csv_lines, json_lines
from reports.views.team import private, reader_language
from survey import access
from survey.forms.audit import AuditFilter
from survey.queries.audit import Raw, raw_entries


@login_required
@require_safe
def audit_csv(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """`?excel=1` puts the mark first that Excel needs."""
    lines = csv_lines(_entries(request, slug), bom="excel" in request.GET)
    return _file(lines, "text/csv; charset=utf-8", f"{slug}-audit.csv")


@login_required
@require_safe
def audit_jsonl(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    return _file(json_lines(_entries(request, slug)), "application/jsonl", f"{slug}-audit.jsonl")


def _entries(request: HttpRequest, slug: str) -> Iterator[Raw]:
    organisation = get_object_or_404(access.managed_organisations(request.user), slug=slug)
    language = reader_language()
    form = AuditFilter(request.GET, organisation=organisation, language=language)
    return raw_entries(request.user, organisation, form.chosen())


def _file(lines: Iterator[str], kind: str, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(lines, content_type=kind)
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    private(response)  # type: ignore[arg-type]
    return response
