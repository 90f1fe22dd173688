"""What an organisation keeps of people's answers, and how long: what the privacy pages show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from assessment.core.model import pick
from survey import access
from survey.access import Person
from survey.models import AnswerSheet, Campaign, Organisation
from survey.models.campaign import Mode, State
from survey.queries.personal import Wanted, counts, kinds_of
from survey.queries.retention import kept_until

KINDS: Mapping[str, Any] = {
    "invitation": _("Personal links, which open nothing any more"),
    "mail": _("Mails to the person, waiting or sent"),
    "offer": _("Invitations to the organisation"),
    "action": _("Actions, by whoever sees to them or in their text"),
    "weights": _("Comparisons of weights, or the reason for them"),
    "answer": _("Notes and reasons beside answers, in any campaign"),
    "seat": _("Seats in workshops"),
    "outcomes": _("Notes beside outcome figures"),
    "share": _("Notes on shared links"),
    "evidence": _("Names of files of evidence"),
    "document": _("Documents made for download"),
    "audit": _("Entries of the audit log, which then say “erased person”"),
}


@dataclass(frozen=True)
class KeptAnswers:
    """The single answers of one campaign; `until` and `erased` are None where nobody said so."""

    id: UUID
    name: str
    mode_text: str
    anonymous: bool
    closed: bool
    sheets: int
    own_months: int | None
    months: int | None
    until: datetime | None
    erased: datetime | None


@dataclass(frozen=True)
class PrivacyPage:
    organisation: str
    slug: str
    months: int | None
    campaigns: tuple[KeptAnswers, ...]


@dataclass(frozen=True)
class Found:
    """One kind of place in which a person is named."""

    text: str
    rows: int


def privacy_page(person: Person, organisation: Organisation, language: str) -> PrivacyPage:
    """All campaigns that have opened, the newest first."""
    rows = (
        access.managed_campaigns(person)
        .filter(organisation=organisation)
        .exclude(state=State.DRAFT)
        .select_related("organisation")
    )
    sheets = dict(
        AnswerSheet.objects.filter(campaign__in=rows)
        .order_by()
        .values_list("campaign")
        .annotate(Count("pk"))
    )
    return PrivacyPage(
        organisation=pick(organisation.names, language),
        slug=organisation.slug,
        months=organisation.retention_months,
        campaigns=tuple(_kept(row, sheets.get(row.pk, 0), language) for row in rows),
    )


def kept_answers(campaign: Campaign, language: str) -> KeptAnswers:
    """The same of one campaign."""
    return _kept(campaign, AnswerSheet.objects.filter(campaign=campaign).count(), language)


def _kept(campaign: Campaign, sheets: int, language: str) -> KeptAnswers:
    return KeptAnswers(
        id=campaign.pk,
        name=pick(campaign.names, language),
        mode_text=campaign.get_mode_display(),
        anonymous=campaign.mode == Mode.ANONYMOUS,
        closed=campaign.state == State.CLOSED,
        sheets=sheets,
        own_months=campaign.retention_months,
        months=campaign.organisation.retention_months,
        until=kept_until(campaign),
        erased=campaign.answers_erased_at,
    )


def found_of(organisation: Organisation, who: Wanted) -> tuple[Found, ...]:
    """Where a person is named, in words."""
    rows = counts(organisation, who)
    return tuple(Found(str(KINDS[kind]), rows[kind]) for kind in kinds_of(rows))
