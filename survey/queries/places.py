"""Places that open links still have: people who can answer, though no link is made for them yet."""

from __future__ import annotations

from django.db.models import F, QuerySet, Sum

from survey.models import OpenLink
from survey.models.campaign import Mode, State


def open_places(links: QuerySet[OpenLink]) -> dict[tuple[object, int], int]:
    """By campaign and team, what the links that still take people have left."""
    taking = links.filter(closed_at__isnull=True).exclude(campaign__state=State.CLOSED)
    taking = taking.exclude(campaign__mode=Mode.CONSENSUS)
    counted = taking.order_by().values("campaign_id", "team_id")
    rows = counted.annotate(n=Sum(F("limit") - F("made")))
    return {(row["campaign_id"], row["team_id"]): row["n"] for row in rows}
