"""How long single answers are kept."""

from __future__ import annotations

from calendar import monthrange
from datetime import datetime

from survey.models import Campaign


def months_kept(campaign: Campaign) -> int | None:
    """Months after closing: the campaign's own, else the organisation's; None keeps them."""
    own: int | None = campaign.retention_months
    return campaign.organisation.retention_months if own is None else own


def kept_until(campaign: Campaign) -> datetime | None:
    """When the single answers of a closed campaign are erased; None if nobody said so."""
    months = months_kept(campaign)
    if campaign.closed_at is None or months is None:
        return None
    return _months_after(campaign.closed_at, months)


def _months_after(start: datetime, months: int) -> datetime:
    """The same day of a later month, or that month's last.

    >>> _months_after(datetime(2026, 8, 31), 6)
    datetime.datetime(2027, 2, 28, 0, 0)
    """
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return start.replace(year=year, month=month, day=min(start.day, monthrange(year, month)[1]))
