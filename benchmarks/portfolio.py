"""The portfolio of 200 teams in 12 campaigns, beside a bare view with one query."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from benchmarks.measure import Line
from benchmarks.pages import line
from survey.models import Campaign, Membership, Organisation, Team, TeamResult, Unit, User
from survey.models.campaign import State

TEAMS, CAMPAIGNS, UNITS = 200, 12, 8


def lines() -> Iterator[Line]:
    """Frozen results of the sample, payload and all, stand for those of the many teams."""
    organisation = many_teams()
    client = Client(HTTP_HOST="localhost")
    client.force_login(User.objects.get(memberships__organisation=organisation))
    page = reverse("portfolio", args=[organisation.slug])
    bar = "Q21: 300 ms, 25 queries"
    yield line(f"the portfolio, {TEAMS} × {CAMPAIGNS}", lambda: client.get(page), bar)
    chosen = f"{page}?unit=unit-1&order=score"
    yield line("the portfolio, one unit", lambda: client.get(chosen), bar)


def many_teams() -> Organisation:
    organisation = Organisation.objects.create(slug="many", name="Many teams")
    user = User.objects.create_user("many@example.org", "a long enough password")
    Membership.objects.create(user=user, organisation=organisation, role="owner")
    units = [
        Unit.objects.create(organisation=organisation, slug=f"unit-{at}", name=f"Unit {at}")
        for at in range(UNITS)
    ]
    teams = Team.objects.bulk_create(
        Team(
            organisation=organisation,
            slug=f"team-{at:03}",
            name=f"Team {at:03}",
            unit=units[at % UNITS],
        )
        for at in range(TEAMS)
    )
    frozen = list(TeamResult.objects.exclude(payload="").select_related("campaign"))
    newest = max(frozen, key=lambda row: row.frozen_at).campaign
    for number in range(CAMPAIGNS):
        campaign = _campaign(organisation, newest, number)
        campaign.teams.set(teams)
        TeamResult.objects.bulk_create(
            _result(frozen[at % len(frozen)], campaign, team) for at, team in enumerate(teams)
        )
    return organisation


def _campaign(organisation: Organisation, like: Campaign, number: int) -> Campaign:
    closed = timezone.now() - timedelta(days=90 * (CAMPAIGNS - number))
    return Campaign.objects.create(
        id=uuid.uuid4(),
        organisation=organisation,
        name=f"Round {number}",
        model_slug=like.model_slug,
        model_version=like.model_version,
        model_sha256=like.model_sha256,
        state=State.CLOSED,
        opened_at=closed - timedelta(days=14),
        closed_at=closed,
    )


def _result(like: TeamResult, campaign: Campaign, team: Team) -> TeamResult:
    names = ("engine", "model_sha256", "answers_sha256", "payload", "excerpt", "result_sha256")
    figures = ("score", "level", "answered", "invited", "frozen_at")
    values = {name: getattr(like, name) for name in (*names, *figures)}
    return TeamResult(campaign=campaign, team=team, **values)
