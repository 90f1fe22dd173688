"""A team's own outcome figures beside a campaign: entered, changed, removed; never scored."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from assessment.core.outcomes import Outcomes
from survey.models import Campaign, OutcomeFigures, Team, User
from survey.services.audit import record_team
from survey.services.refusal import Refused

LONGEST_NOTE = 2000


@transaction.atomic
def enter_outcomes(
    *,
    campaign: Campaign,
    team: Team,
    by: User | None,
    now: datetime,
    deployment_frequency: str = "",
    lead_time: str = "",
    change_failure_rate: Decimal | None = None,
    recovery_time: str = "",
    rework_rate: Decimal | None = None,
    note: str = "",
) -> OutcomeFigures | None:
    """Keep the figures in place of earlier ones; with all of them empty, remove these.

    They are no part of a result, so that they may also be entered after the campaign has closed.
    Raises Refused for a team that takes no part, an unknown choice, a rate that is not per cent
    with one decimal, a long note, or a note without a figure.
    """
    if not campaign.teams.filter(pk=team.pk).exists():
        raise Refused(_("This team takes no part in the campaign."))
    note = note.strip()
    if len(note) > LONGEST_NOTE:
        raise Refused(_("The note is longer than %(n)s characters.") % {"n": LONGEST_NOTE})
    values = {
        "deployment_frequency": deployment_frequency,
        "lead_time": lead_time,
        "change_failure_rate": _rate(change_failure_rate),
        "recovery_time": recovery_time,
        "rework_rate": _rate(rework_rate),
        "note": note,
    }
    try:
        figures = Outcomes(**values)  # type: ignore[arg-type]
    except ValueError as error:
        raise Refused(_("Choose from the list, and give rates from 0 to 100.")) from error
    rows = OutcomeFigures.objects.filter(campaign=campaign, team=team)
    if not figures.has_figures:
        if note:
            raise Refused(_("Give at least one figure; a note alone says nothing."))
        _record(campaign, team, before=_figures(rows.first()), after={}, now=now)
        rows.delete()
        return None
    before = _figures(rows.first())
    made, _new = OutcomeFigures.objects.update_or_create(
        campaign=campaign,
        team=team,
        defaults={**values, "entered_by": by, "entered_at": now},
    )
    _record(campaign, team, before=before, after=_figures(made), now=now)
    return made


FIGURES = (
    "deployment_frequency",
    "lead_time",
    "change_failure_rate",
    "recovery_time",
    "rework_rate",
    "note",
)


def _figures(row: OutcomeFigures | None) -> dict[str, str]:
    """What is filled in, as the audit log keeps it."""
    values = {field: getattr(row, field, None) for field in FIGURES}
    return {field: str(value) for field, value in values.items() if value not in (None, "")}


def _record(
    campaign: Campaign, team: Team, *, before: dict[str, str], after: dict[str, str], now: datetime
) -> None:
    if not before and not after:
        return
    record_team(
        "outcomes.entered" if after else "outcomes.removed",
        campaign,
        team,
        before=before,
        after=after,
        at=now,
    )


def _rate(value: Decimal | None) -> Decimal | None:
    if value is not None and (not value.is_finite() or value != round(value, 1)):
        raise Refused(_("Give rates with at most one decimal."))
    return value
