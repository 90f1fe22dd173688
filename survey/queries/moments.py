"""How a point in time is written, always with its zone: the one given, or the server's default."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from assessment.formatting import CHINESE
from survey.models import Campaign

BEIJING = "Asia/Shanghai"


def zone_of(campaign: Campaign) -> str:
    """The IANA name of the zone in which a campaign's times are shown and entered."""
    return campaign.time_zone or campaign.organisation.time_zone or settings.TIME_ZONE


def moment(when: datetime | None, language: str, zone: str = "") -> str:
    """Day and time: “26 October 2026, 18:00 (UTC+8)”, “2026年10月26日18:00（北京时间）”."""
    if when is None:
        return ""
    local = timezone.localtime(when, ZoneInfo(zone) if zone else None)
    if language == CHINESE:
        return (
            f"{local.year}年{local.month}月{local.day}日{local:%H:%M}（{_zone(local, language)}）"
        )
    return f"{local.day} {date_format(local, 'F Y')}, {local:%H:%M} ({_zone(local, language)})"


def clock(when: datetime | None, language: str, now: datetime) -> str:
    """The time alone, “18:00 (UTC+8)”, if it is of today; else with the day."""
    if when is None:
        return ""
    local = timezone.localtime(when)
    if local.date() != timezone.localtime(now).date():
        return moment(when, language)
    if language == CHINESE:
        return f"{local:%H:%M}（{_zone(local, language)}）"
    return f"{local:%H:%M} ({_zone(local, language)})"


def day(when: datetime | None) -> str:
    """The ISO date in the server's default time zone; "" for none."""
    zone = ZoneInfo(settings.TIME_ZONE)
    return when.astimezone(zone).date().isoformat() if when else ""


def _zone(local: datetime, language: str) -> str:
    if language == CHINESE and str(local.tzinfo) == BEIJING:
        return "北京时间"
    offset = local.utcoffset() or timedelta()
    minutes = int(offset.total_seconds()) // 60
    if minutes == 0:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes > 0 else "−"
    return f"UTC{sign}{hours}:{rest:02}" if rest else f"UTC{sign}{hours}"
