"""After an anonymous campaign has closed nothing leads from an answer to a person."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection

from survey.models import Answer, AnswerChange, AnswerSheet, Invitation, TeamResult
from survey.queries.answers import answers_digest, team_answers
from survey.questionnaire import of_campaign
from survey.services.answering import Draft
from survey.services.campaigns import close_campaign
from tests.factories import NOW, answer_all, make_campaign, make_invitation

pytestmark = pytest.mark.django_db
CLOSING = NOW + timedelta(days=14)


def answered(mode="anonymous", people=6, min_group=5):
    """People who answer on different days, one after the other, each with a choice of their own."""
    campaign = make_campaign(mode=mode, min_group=min_group)
    team, asked = campaign.teams.get(), of_campaign(campaign)
    for day in range(people):
        own = {
            slug.replace("-", "_"): Draft("rated", (day + number) % 5)
            for number, slug in enumerate(asked.practices)
        }
        answer_all(make_invitation(campaign, team), at=NOW + timedelta(days=day), **own)
    return campaign


def test_links_times_history_and_operations_go():
    campaign = answered()
    answer_all(make_invitation(campaign), 4, submit=False)
    before = set(AnswerSheet.objects.values_list("pk", flat=True))
    campaign = close_campaign(campaign=campaign, now=CLOSING)
    sheets = AnswerSheet.objects.filter(campaign=campaign)
    assert not Invitation.objects.filter(sheet__isnull=False).exists()
    assert set(sheets.values_list("submitted_at", flat=True)) == {CLOSING}
    assert before.isdisjoint(sheets.values_list("pk", flat=True))
    answers = Answer.objects.all()
    assert set(answers.values_list("saved_at", "revision", "operation_id")) == {
        (CLOSING, 1, uuid.UUID(int=0))
    }
    assert AnswerChange.objects.count() == 0


def test_answers_that_were_never_submitted_go():
    campaign = answered()
    answer_all(make_invitation(campaign), 4, submit=False)
    close_campaign(campaign=campaign, now=CLOSING)
    assert AnswerSheet.objects.filter(campaign=campaign).count() == 6
    assert Answer.objects.count() == 6 * len(of_campaign(campaign).practices)


def test_the_order_of_rows_does_not_tell_who_came_first():
    """The first to answer stands at every place about equally often, in keys and in the table."""
    places = []
    for _ in range(24):
        campaign = answered(people=5, min_group=6)  # too few for a result, which takes long
        first = next(iter(of_campaign(campaign).practices))
        close_campaign(campaign=campaign, now=CLOSING)
        rows = Answer.objects.filter(sheet__campaign=campaign, practice=first).order_by("pk")
        by_key = list(rows.values_list("option", flat=True))
        sheets = "SELECT id FROM survey_answersheet WHERE campaign_id = %s"
        with connection.cursor() as cursor:  # no order asked for: as the rows lie
            cursor.execute(sheets, [campaign.pk.hex])
            stored = [row[0] for row in cursor.fetchall()]
        if stored:
            assert stored == sorted(stored)
        places.append(by_key.index(0))
    # Chance puts all 24 into two places or fewer once in a hundred million.
    assert len(set(places)) > 2


def test_results_are_computed_from_the_same_answers_as_before():
    campaign = answered()
    team, asked = campaign.teams.get(), of_campaign(campaign)
    before = answers_digest(team_answers(campaign, team, asked))
    campaign = close_campaign(campaign=campaign, now=CLOSING)
    result = TeamResult.objects.get(campaign=campaign)
    assert result.answers_sha256 == before
    assert answers_digest(team_answers(campaign, team, asked)) == before


@pytest.mark.parametrize(("share", "kept"), [(5, "dev"), (4, "")])
def test_a_role_that_few_people_share_goes(share, kept):
    campaign = answered(people=7)
    some = list(AnswerSheet.objects.filter(campaign=campaign))[:share]
    AnswerSheet.objects.filter(pk__in=[sheet.pk for sheet in some]).update(role="dev")
    close_campaign(campaign=campaign, now=CLOSING)
    roles = sorted(AnswerSheet.objects.values_list("role", flat=True))
    assert roles == sorted([kept] * share + [""] * (7 - share))


def test_a_named_campaign_keeps_who_said_what():
    campaign = answered("named")
    close_campaign(campaign=campaign, now=CLOSING)
    assert Invitation.objects.filter(sheet__isnull=False).count() == 6
    assert AnswerChange.objects.count() > 0
