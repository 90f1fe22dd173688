"""An organisation's audit log: filtered, newest first, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from assessment.core.model import pick
from survey import access
from survey.access import Person
from survey.models import AuditEntry, Campaign, Organisation
from survey.queries.audit_words import (
    GROUPS,
    action_words,
    field_words,
    person_words,
    reason_words,
    value_words,
)
from survey.queries.moments import moment
from survey.queries.personal import ERASED

PAGE = 50
FROM_TERMINAL = "-"
"""Chooses what no signed-in person did."""


@dataclass(frozen=True)
class Chosen:
    """What of the log is looked at; everything where nothing is said.

    `person` is an account's number, or "-" for the program itself.
    """

    person: str = ""
    group: str = ""
    campaign: UUID | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Change:
    """One field in words; "" where it was, or is, empty."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    when: str
    who: str
    action: str
    subject: str
    campaign: str
    changes: tuple[Change, ...]
    reason: str


@dataclass(frozen=True)
class AuditPage:
    """`older` is where the next page begins, "" on the last one."""

    organisation: str
    slug: str
    lines: tuple[Line, ...]
    older: str


def entries(person: Person, organisation: Organisation, chosen: Chosen) -> QuerySet[AuditEntry]:
    """The lines that the person may read, newest first."""
    rows = access.audit_entries(person).filter(organisation=organisation)
    if chosen.person == FROM_TERMINAL:
        rows = rows.filter(actor__isnull=True).exclude(actor_name=ERASED)
    elif chosen.person:
        rows = rows.filter(actor_id=int(chosen.person))
    if chosen.group:
        nouns = GROUPS[chosen.group][1]
        either = Q(pk__in=[])
        for noun in nouns:
            either |= Q(action__startswith=f"{noun}.")
        rows = rows.filter(either)
    if chosen.campaign:
        rows = rows.filter(campaign_id=chosen.campaign)
    if chosen.first:
        rows = rows.filter(at__gte=_midnight(chosen.first))
    if chosen.last:
        rows = rows.filter(at__lte=timezone.make_aware(datetime.combine(chosen.last, time.max)))
    return rows.order_by("-at", "-pk")


def audit_page(
    person: Person, organisation: Organisation, chosen: Chosen, before: str, language: str
) -> AuditPage:
    """A page of the log; `before` is the `older` of the page before it."""
    rows = entries(person, organisation, chosen).select_related("campaign")
    found = list(_older_than(rows, before)[: PAGE + 1])
    shown = found[:PAGE]
    return AuditPage(
        organisation=pick(organisation.names, language),
        slug=organisation.slug,
        lines=tuple(line_of(row, language) for row in shown),
        older=_place(shown[-1]) if len(found) > PAGE else "",
    )


def _older_than(rows: QuerySet[AuditEntry], before: str) -> QuerySet[AuditEntry]:
    when, _sign, number = before.rpartition("|")
    try:
        at = parse_datetime(when)
    except ValueError:
        at = None
    if at is None or not number.isdigit() or timezone.is_naive(at):
        return rows
    return rows.filter(Q(at__lt=at) | Q(at=at, pk__lt=int(number)))


def _place(row: AuditEntry) -> str:
    return f"{row.at.isoformat()}|{row.pk}"


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def line_of(row: AuditEntry, language: str) -> Line:
    """One entry in words."""
    fields = sorted({*row.before, *row.after})
    return Line(
        when=moment(row.at, language),
        who=person_words(row.actor_name),
        action=action_words(row.action),
        subject=person_words(row.subject) if row.subject == ERASED else row.subject,
        campaign=_campaign(row, language),
        changes=tuple(
            Change(
                field_words(field),
                value_words(field, row.before.get(field)),
                value_words(field, row.after.get(field)),
            )
            for field in fields
        ),
        reason=reason_words(row.reason),
    )


def _campaign(row: AuditEntry, language: str) -> str:
    """The campaign, unless the entry is about it itself."""
    if row.campaign is None or row.subject_id == str(row.campaign_id):
        return ""
    return pick(row.campaign.names, language)


@dataclass(frozen=True)
class Raw:
    """An entry as it is kept, for files. `at` is an ISO time with its offset."""

    at: str
    actor: str
    action: str
    words: str
    subject: str
    subject_id: str
    campaign: str
    before: dict[str, object]
    after: dict[str, object]
    reason: str


def raw_entries(person: Person, organisation: Organisation, chosen: Chosen) -> Iterator[Raw]:
    """Every chosen entry, oldest first, read bit by bit."""
    rows = entries(person, organisation, chosen).select_related("campaign").reverse()
    for row in rows.iterator(chunk_size=1000):
        yield Raw(
            at=row.at.isoformat(),
            actor=row.actor_name,
            action=row.action,
            words=action_words(row.action),
            subject=row.subject,
            subject_id=row.subject_id,
            campaign=row.campaign.name if row.campaign else "",
            before=row.before,
            after=row.after,
            reason=row.reason,
        )


def people_choices(organisation: Organisation) -> list[tuple[str, str]]:
    """Who stands in the log with an account."""
    rows = (
        AuditEntry.objects.filter(organisation=organisation, actor__isnull=False)
        .order_by("actor_name")
        .values_list("actor_id", "actor__name", "actor__email")
        .distinct()
    )
    named = {str(number): name or email for number, name, email in rows}
    return sorted(named.items(), key=lambda each: each[1].lower())


def campaign_choices(organisation: Organisation, language: str) -> list[tuple[str, str]]:
    rows = Campaign.objects.filter(organisation=organisation)
    return [(str(row.pk), pick(row.names, language)) for row in rows]
