"""Closing a campaign of 30 teams of 8 people: how long nobody else can save meanwhile."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator

from django.utils import timezone

from assessment.loading import BUILT_IN
from benchmarks.measure import Line
from survey.models import Answer, AnswerSheet, Campaign, Organisation, Team
from survey.questionnaire import of_campaign
from survey.services.campaigns import close_campaign, create_campaign, open_campaign
from survey.services.freezing import work_out

TEAMS, PEOPLE = 30, 8


def lines() -> Iterator[Line]:
    """What is worked out before the transaction, and what remains of closing: the transaction."""
    campaign = many_answers()
    start = time.process_time()
    work_out(campaign)
    before = time.process_time() - start
    start = time.process_time()
    close_campaign(campaign=campaign, now=timezone.now())
    whole = time.process_time() - start
    yield Line(
        f"closing {TEAMS} × {PEOPLE}",
        "the transaction that others wait for",
        max(whole - before, 0.0),
        "working results out before it",
        before,
        "2 s",
    )


def many_answers() -> Campaign:
    """Full forms, handed in, everybody in between of what the others say."""
    organisation = Organisation.objects.create(slug="closing", name="Closing")
    teams = Team.objects.bulk_create(
        Team(organisation=organisation, slug=f"closing-{at}", name=f"Closing {at}")
        for at in range(TEAMS)
    )
    now = timezone.now()
    campaign = create_campaign(
        organisation=organisation, by=None, name="Closing", model_ref=BUILT_IN, teams=teams, now=now
    )
    campaign = open_campaign(campaign=campaign, now=now)
    slugs = list(of_campaign(campaign).practices)
    sheets = AnswerSheet.objects.bulk_create(
        AnswerSheet(campaign=campaign, team=team, submitted_at=now)
        for team in teams
        for _ in range(PEOPLE)
    )
    Answer.objects.bulk_create(
        (
            Answer(
                sheet=sheet,
                practice=slug,
                model_version=campaign.model_version,
                state="rated",
                option=(number + at) % 5,
                revision=1,
                operation_id=uuid.uuid4(),
                saved_at=now,
            )
            for number, sheet in enumerate(sheets)
            for at, slug in enumerate(slugs)
        ),
        batch_size=500,
    )
    return campaign
