"""Pages and saves in CPU milliseconds and queries, beside a bare view with one query."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from itertools import count

from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks.measure import Line, paired
from plumbline.health import ready
from survey.models import AnswerSheet, Campaign, Invitation, TeamResult, User
from survey.models.campaign import State
from survey.questionnaire import of_campaign
from survey.sample.loading import SIGN_INS

RUNS = 25


def bare() -> object:
    """A view that asks the database one thing and renders nothing."""
    return ready(RequestFactory().get("/readyz"))


def queries(action: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as caught:
        action()
    return len(caught)


def line(name: str, action: Callable[[], object], bar: str) -> Line:
    took, floor = paired(action, bare, RUNS)
    return Line(name, f"{queries(action)} queries", took, "bare view, 1 query", floor, bar)


def lines() -> Iterator[Line]:
    host = {"HTTP_HOST": "localhost"}
    client = Client(**host)
    invitation = Invitation.objects.filter(campaign__state=State.OPEN).first()
    assert invitation is not None
    asked = of_campaign(invitation.campaign)
    section = asked.sections[0]
    page = reverse("answer-section", args=[invitation.token, section.slug])
    # Saves come first, so that the page is one of a sheet that was begun.
    yield line("an autosave", autosave(client, page, section.practices[0].slug), "Q20: 6 ms, 8")
    yield line("a section page", lambda: client.get(page), "Q20: 20 ms, 10 queries")
    client.force_login(User.objects.get(email=SIGN_INS[0].email))
    newest = TeamResult.objects.exclude(payload="").order_by("-campaign__closed_at", "pk").first()
    assert newest is not None
    report = reverse("team-report", args=[newest.campaign_id, newest.team.slug])
    yield line("a team report, warm", lambda: client.get(report), "Q21: 100 ms")
    yield line("the home page", lambda: client.get("/"), "")
    campaign = Campaign.objects.filter(state=State.CLOSED).first()
    assert campaign is not None
    detail = reverse("campaign", args=[campaign.pk])
    yield line("a campaign", lambda: client.get(detail), "")


def autosave(client: Client, page: str, practice: str) -> Callable[[], object]:
    """A save that changes the answer each time."""
    turn = count()

    def save() -> object:
        number = next(turn)
        answer = client.post(
            page,
            {
                "question": practice,
                f"answer-{practice}": str(number % 5),
                f"base-{practice}": number,
                f"operation-{practice}": str(uuid.uuid4()),
            },
            headers={"accept": "application/json"},
        )
        assert answer.status_code == 200, answer.content
        return answer

    AnswerSheet.objects.filter(submitted_at__isnull=True).delete()
    return save
