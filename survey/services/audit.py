"""The audit log: one line for each change of state."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from survey.acting import actor
from survey.models import AuditEntry, Campaign, Organisation, Team

LONGEST = 254


def record(
    action: str,
    *,
    organisation: Organisation | None,
    campaign: Campaign | None = None,
    subject: object = "",
    subject_id: object = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
    at: datetime | None = None,
) -> AuditEntry | None:
    """Write a line in the transaction of the change itself, so that both stand or neither.

    `action` is a dotted name whose words stand in `survey.queries.audit_words`; `before` and
    `after` are plain JSON values of the fields that changed. Never pass an answer, a token, a
    respondent's name or mail address, or, in an anonymous campaign, who answered. Where nothing
    has changed (`before` equals `after` and neither is empty) no line is written: None.

    The actor is whoever `survey.acting` names: the signed-in person of the request, or nobody.
    """
    assert connection.in_atomic_block, "an audit line belongs to the transaction of its change"
    before, after = dict(before or {}), dict(after or {})
    if before and before == after:
        return None
    changed = {key for key in before | after if before.get(key) != after.get(key)}
    person = actor()
    return AuditEntry.objects.create(
        organisation=organisation,
        campaign=campaign,
        at=at or timezone.now(),
        actor=person,
        actor_name=str(person)[:LONGEST] if person else "",
        action=action,
        subject=str(subject)[:LONGEST],
        subject_id=str(subject_id),
        before={key: value for key, value in before.items() if key in changed},
        after={key: value for key, value in after.items() if key in changed},
        reason=reason[:500],
    )


def record_campaign(action: str, campaign: Campaign, **changes: Any) -> AuditEntry | None:
    """`record` of what was done to a campaign itself; `changes` are its other arguments."""
    return record(
        action,
        organisation=campaign.organisation,
        campaign=campaign,
        subject=campaign.name,
        subject_id=campaign.pk,
        **changes,
    )


def record_team(action: str, campaign: Campaign, team: Team, **changes: Any) -> AuditEntry | None:
    """`record` of what was done to one team of a campaign; `changes` are its other arguments."""
    return record(
        action,
        organisation=campaign.organisation,
        campaign=campaign,
        subject=team.name,
        subject_id=team.pk,
        **changes,
    )
