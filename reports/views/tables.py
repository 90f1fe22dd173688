"""A team's figures as files for spreadsheets."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from reports.contents.campaign_report import header_of, report_of
from reports.exports.csv import as_csv, practice_table
from reports.exports.file_name import file_name
from reports.views.team import download, reader_language
from survey.queries.results import team_result, whole_result

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_safe
def team_report_csv(request: HttpRequest, campaign: UUID, team: str) -> HttpResponse:
    """Every practice with its figures; `?excel=1` puts the mark first that Excel needs."""
    found = team_result(request.user, campaign, team)
    if found.result is None:
        raise Http404
    language = reader_language()
    table = practice_table(found.model, found.result, language)
    content = as_csv(table, bom="excel" in request.GET)
    document = HttpResponse(content, content_type="text/csv; charset=utf-8")
    return download(document, file_name(header_of(found, language), gettext("practices"), "csv"))


@login_required
@require_safe
def team_report_xlsx(request: HttpRequest, campaign: UUID, team: str) -> HttpResponse:
    """A workbook of everything that the page shows; a hidden report's says why it is hidden."""
    # Writing workbooks takes a while to import, which only those who export have to pay.
    from reports.exports.xlsx.team import team_book

    found = whole_result(request.user, campaign, team, comments=True)
    report = report_of(found, reader_language())
    document = HttpResponse(team_book(report), content_type=WORKBOOK)
    return download(document, file_name(report.header, gettext("report"), "xlsx"))
