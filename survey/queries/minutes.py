"""How long answering takes, by what an organisation's own people needed."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from uuid import UUID

from django.core.cache import cache

from survey.models import AnswerChange, AnswerSheet, Campaign
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
    campaign's smallest group.
    """
    key = f"minutes/{campaign.organisation_id}/{_form(campaign)}/{campaign.min_group}"
    own: int | None = cache.get(key, -1)
    if own == -1:
        own = _median(campaign)
        cache.set(key, own, KEPT)
    return own or asked.minutes


def _form(campaign: Campaign) -> str:
    modules = "+".join(sorted(campaign.modules))
    return f"{campaign.model_slug}@{campaign.model_version}/{campaign.form}/{modules}"


def _median(campaign: Campaign) -> int | None:
    """None from fewer sheets than the smallest group."""
    alike = [
        row.pk
        for row in Campaign.objects.filter(
            organisation_id=campaign.organisation_id,
            model_slug=campaign.model_slug,
            model_version=campaign.model_version,
            form=campaign.form,
        )
        if sorted(row.modules) == sorted(campaign.modules)
    ]
    sheets = AnswerSheet.objects.filter(
        campaign__in=alike, submitted_at__isnull=False, test=False
    ).order_by("-submitted_at")
    saves: dict[UUID, list[datetime]] = defaultdict(list)
    changes = AnswerChange.objects.filter(
        answer__sheet__in=list(sheets.values_list("pk", flat=True)[:NEWEST])
    )
    for sheet, when in changes.order_by().values_list("answer__sheet", "saved_at"):
        saves[sheet].append(when)
    # Answers that were all saved at one moment were made up or entered for somebody.
    times = [spent for spent in map(active, saves.values()) if spent]
    if len(times) < campaign.min_group:
        return None
    return -(-median(times) // timedelta(minutes=1))


def active(saves: list[datetime]) -> timedelta:
    """From the first to the last save, without pauses."""
    ordered = sorted(saves)
    gaps = [after - before for before, after in pairwise(ordered)]
    return sum((gap for gap in gaps if gap <= PAUSE), timedelta())
