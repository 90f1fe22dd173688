"""Documents of all teams, made by the background worker."""

from __future__ import annotations

import logging
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone, translation
from django.utils.translation import gettext
from django_tasks import task

from reports.contents.campaign_report import report_of
from reports.contents.document_choice import Choice, kept_options
from reports.contents.overview import build_overview
from reports.contents.overview_shape import Overview
from reports.contents.shape import ReportHeader, TeamReport
from reports.exports.file_name import file_name
from reports.exports.layout import layout_from
from survey.queries import overview as queries
from survey.queries.documents import branding_of, kept_document, managed_campaign
from survey.queries.results import whole_result
from survey.services import documents as service

log = logging.getLogger(__name__)


def order(person: Any, campaign_id: UUID, choice: Choice, verify: str) -> None:
    """Ask for a document; it and the work for it are in the database together or not at all."""
    with transaction.atomic():
        made = service.ask_document(
            campaign=managed_campaign(person, campaign_id),
            by=person,
            kind=choice.kind,
            language=choice.language,
            options=kept_options(choice, verify),
            now=timezone.now(),
        )
        make_document.enqueue(str(made.pk))


def order_again(person: Any, document_id: UUID) -> None:
    with transaction.atomic():
        found = kept_document(person, document_id)
        service.ask_again(document=found, by=person, now=timezone.now())
        make_document.enqueue(str(found.pk))


@task
def make_document(document_id: str) -> None:
    """Make the file with the rights of whoever asked, as they are now."""
    number = UUID(document_id)
    document = service.begin_document(document_id=number)
    if document is None:
        return
    try:
        if document.asked_by is None:
            raise Http404
        with translation.override(document.language):
            content, name = _made(document)
    except Http404:
        service.fail_document(document_id=number, error=service.NOT_ALLOWED)
    except Exception:
        log.exception("document %s could not be made", number)
        service.fail_document(document_id=number, error=service.WENT_WRONG)
    else:
        service.finish_document(
            document_id=number, content=content, file_name=name, now=timezone.now()
        )


def _made(document: Any) -> tuple[bytes, str]:
    """The file and its name."""
    person, campaign, language = document.asked_by, document.campaign_id, document.language
    found = queries.campaign_overview(person, campaign)
    view = found.view()
    compared = queries.compared(found, view.shown)
    overview = build_overview(found, view, compared, language)
    reports: dict[str, TeamReport] = {}
    for at, slug in enumerate(view.shown, 1):
        reports[slug] = report_of(whole_result(person, campaign, slug, comments=False), language)
        service.report_progress(document_id=document.pk, done=at, steps=len(view.shown) + 1)
    if document.kind == "portfolio":
        from reports.exports.pdf import render_portfolio

        layout = layout_from(document.options, branding_of(campaign))
        content = render_portfolio(overview, list(reports.values()), language, layout)
        return content, _name(overview, "pdf")
    from reports.exports.xlsx.campaign import campaign_book

    return campaign_book(overview, reports, language), _name(overview, "xlsx")


def _name(overview: Overview, extension: str) -> str:
    header = ReportHeader(overview.organisation, overview.organisation, overview.campaign)
    return file_name(header, gettext("all teams"), extension)
