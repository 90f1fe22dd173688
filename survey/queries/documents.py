"""What the page of documents shows: the teams whose report one may take, and what is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from assessment.core.model import pick
from survey import access
from survey.access import Person
from survey.models import Campaign, Document, Organisation
from survey.models.document import DocumentState


@dataclass(frozen=True)
class Branding:
    """How an organisation marks its documents; "" and b"" for nothing."""

    accent: str
    logo: bytes
    logo_type: str


@dataclass(frozen=True)
class DocumentRow:
    """One document that the worker makes or has made; `percent` is how far it is."""

    id: UUID
    kind: str
    language: str
    state: str
    state_text: str
    error: str
    percent: int
    file_name: str
    size: int
    asked_at: datetime
    asked_by: str

    @property
    def under_way(self) -> bool:
        return self.state in {DocumentState.WAITING, DocumentState.MAKING}


@dataclass(frozen=True)
class DocumentsPage:
    """`teams` are (slug, name) of the reports the person may read; `kept` is for managers."""

    campaign_id: UUID
    campaign: str
    organisation: str
    closed: bool
    manages: bool
    teams: tuple[tuple[str, str], ...]
    kept: tuple[DocumentRow, ...]

    @property
    def under_way(self) -> bool:
        return any(row.under_way for row in self.kept)


def documents_page(person: Person, campaign_id: UUID, language: str) -> DocumentsPage:
    """Raises Http404 if the campaign is not the person's to look at."""
    found = access.campaigns(person).select_related("organisation").filter(pk=campaign_id).first()
    if found is None:
        raise Http404
    pairs = access.campaign_teams(person).filter(campaign=found).select_related("team")
    return DocumentsPage(
        campaign_id=found.pk,
        campaign=pick(found.names, language),
        organisation=pick(found.organisation.names, language),
        closed=found.state == "closed",
        manages=access.managed_campaigns(person).filter(pk=found.pk).exists(),
        teams=tuple((pair.team.slug, pick(pair.team.names, language)) for pair in pairs),
        kept=document_rows(person, campaign_id),
    )


def document_rows(person: Person, campaign_id: UUID) -> tuple[DocumentRow, ...]:
    """The newest first; without the files themselves, which may be long."""
    rows = (
        access.documents(person)
        .filter(campaign_id=campaign_id)
        .select_related("asked_by")
        .defer("content")
    )
    return tuple(
        DocumentRow(
            id=row.pk,
            kind=row.kind,
            language=row.language,
            state=row.state,
            state_text=row.get_state_display(),
            error=_(row.error) if row.error else "",
            percent=100 * row.done // max(row.steps, 1),
            file_name=row.file_name,
            size=row.size,
            asked_at=row.asked_at,
            asked_by=str(row.asked_by or ""),
        )
        for row in rows
    )


def managed_campaign(person: Person, campaign_id: UUID) -> Campaign:
    """Raises Http404 if the person does not manage it."""
    rows = access.managed_campaigns(person).select_related("organisation")
    found = rows.filter(pk=campaign_id).first()
    if found is None:
        raise Http404
    return found


def kept_document(person: Person, document_id: UUID) -> Document:
    """Raises Http404 if it is not there or not theirs."""
    rows = access.documents(person).select_related("campaign", "organisation")
    found = rows.filter(pk=document_id).first()
    if found is None:
        raise Http404
    return found


def branding_of(campaign_id: UUID) -> Branding:
    row = Organisation.objects.select_related("logo").get(campaigns=campaign_id)
    logo = getattr(row, "logo", None)
    if logo is None:
        return Branding(row.accent, b"", "")
    return Branding(row.accent, bytes(logo.content), logo.media_type)
