"""How long answering takes, by what an organisation's own people needed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta
from itertools import pairwise
from math import ceil
from statistics import median
from uuid import UUID

from django.core.cache import cache

from survey.models import AnswerChange, AnswerSheet, Campaign
from survey.models.campaign import State
from survey.questionnaire import Questionnaire

PAUSE = timedelta(minutes=5)
"""A longer time between two saves was a pause."""
NEWEST = 60
"""So many sheets say enough, and are read in a moment."""
KEPT = 600
"""Seconds for which a median is kept."""


def minutes_of(campaign: Campaign, asked: Questionnaire) -> int:
    """Minutes for the campaign's form: the organisation's own median, else the model's estimate.

    The median is over sheets of the same questions that were handed in, at least as many as the
    campaign's smallest group, and over what earlier campaigns had kept of theirs when they closed.
    """
    key = f"minutes/{campaign.organisation_id}/{_form(campaign)}/{campaign.min_group}"
    own: int | None = cache.get(key, -1)
    if own == -1:
        own = _median(campaign)
        cache.set(key, own, KEPT)
    return own or asked.minutes


def _form(campaign: Campaign) -> str:
    modules = "+".join(sorted(campaign.modules))
    return f"{campaign.model_ref}/{campaign.form}/{modules}"


def _median(campaign: Campaign) -> int | None:
    """Over the medians that closed campaigns kept, and that of sheets whose times are there."""
    alike = [
        row
        for row in Campaign.objects.filter(
            organisation_id=campaign.organisation_id,
            model_slug=campaign.model_slug,
            model_version=campaign.model_version,
            form=campaign.form,
        )
        if sorted(row.modules) == sorted(campaign.modules)
    ]
    # A median is shown only where its group is no smaller than what this campaign promised.
    found = [
        row.median_minutes
        for row in alike
        if row.median_minutes is not None and row.min_group >= campaign.min_group
    ]
    going = [row.pk for row in alike if row.median_minutes is None or row.state == State.OPEN]
    now = _of_sheets(going, campaign.min_group)
    found += [] if now is None else [now]
    return ceil(median(found)) if found else None


def own_median(campaign: Campaign) -> int | None:
    """Minutes that answering this campaign took; None from fewer sheets than the smallest group."""
    return _of_sheets([campaign.pk], campaign.min_group)


def _of_sheets(campaigns: Collection[UUID], smallest: int) -> int | None:
    """The median of the newest sheets; None from fewer than `smallest`."""
    sheets = AnswerSheet.objects.filter(
        campaign__in=campaigns, submitted_at__isnull=False, test=False
    ).order_by("-submitted_at")
    saves: dict[UUID, list[datetime]] = defaultdict(list)
    changes = AnswerChange.objects.filter(
        answer__sheet__in=list(sheets.values_list("pk", flat=True)[:NEWEST])
    )
    for sheet, when in changes.order_by().values_list("answer__sheet", "saved_at"):
        saves[sheet].append(when)
    # Answers that were all saved at one moment were made up or entered for somebody.
    times = [spent for spent in map(active, saves.values()) if spent]
    if len(times) < smallest:
        return None
    return -(-median(times) // timedelta(minutes=1))


def active(saves: list[datetime]) -> timedelta:
    """From the first to the last save, without pauses."""
    ordered = sorted(saves)
    gaps = [after - before for before, after in pairwise(ordered)]
    return sum((gap for gap in gaps if gap <= PAUSE), timedelta())
