"""Reminders: when they are asked for, only to those who have not answered, never twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail as outbox

from survey.models import AuditEntry, Campaign, Mail
from survey.services.campaigns import close_campaign
from survey.services.invitation_mails import mail_invitations
from survey.services.invitations import Person, invite_people
from survey.services.mailing import send_due
from survey.services.refusal import Refused
from survey.services.reminders import remind_due, remind_now
from tests.factories import answer_all, make_campaign

pytestmark = pytest.mark.django_db
# Later than any clock, so that a background task sends nothing that a test does not ask for.
NOW = datetime(2099, 10, 12, 9, 0, tzinfo=UTC)
# 18:00 in Shanghai on 26 October.
DEADLINE = datetime(2099, 10, 26, 10, 0, tzinfo=UTC)


def at(day: int, hour: int = 1, minute: int = 0) -> datetime:
    return datetime(2099, 10, day, hour, minute, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _mail(settings):
    settings.MAIL_WORKS = True


@pytest.fixture
def campaign():
    made = make_campaign(deadline=DEADLINE)
    Campaign.objects.filter(pk=made.pk).update(time_zone="Asia/Shanghai", reminder_days=[7, 2, 0])
    team = made.teams.get()
    names = ("ann", "bo", "cy", "di", "ed")
    invite_people(
        campaign=made, people=[Person(team, n, f"{n}@example.org") for n in names], now=NOW
    )
    mail_invitations(campaign=made, now=NOW)
    send_due(NOW)
    outbox.outbox.clear()
    made.refresh_from_db()
    return made


def look(now: datetime) -> None:
    """What the worker does once a minute."""
    remind_due(now)
    send_due(now)


def reminded() -> list[str]:
    found = sorted(message.to[0].split("@")[0] for message in outbox.outbox)
    outbox.outbox.clear()
    return found


def test_reminders_go_out_at_nine_in_the_campaigns_zone_to_those_who_have_not_answered(campaign):
    answer_all(campaign.invitations.get(label="ann"), 2)
    answer_all(campaign.invitations.get(label="bo"), 2, submit=False)
    look(at(19, 0, 59))
    assert reminded() == []
    look(at(19))
    assert reminded() == ["bo", "cy", "di", "ed"]
    look(at(19, 1, 1))
    look(at(19, 12))
    look(at(20))
    assert reminded() == []
    answer_all(campaign.invitations.get(label="cy"), 2)
    look(at(24, 9))  # the worker was away in the morning
    assert reminded() == ["bo", "di", "ed"]
    look(at(26))
    assert reminded() == ["bo", "di", "ed"]
    look(at(26, 11))
    assert reminded() == []


@pytest.mark.parametrize(
    "change", [{"paused_at": NOW}, {"deadline": at(18)}, {"reminder_days": []}]
)
def test_none_while_paused_late_or_unasked(campaign, change):
    Campaign.objects.update(**change)
    look(at(19))
    assert reminded() == []


def test_none_to_whom_no_link_was_mailed(campaign):
    invite_people(
        campaign=campaign,
        people=[Person(campaign.teams.get(), "new", "new@example.org")],
        now=at(18),
    )
    look(at(19))
    assert "new" not in reminded()


def test_a_later_deadline_brings_reminders_of_its_own(campaign):
    look(at(19))
    assert len(reminded()) == 5
    Campaign.objects.update(deadline=DEADLINE + timedelta(days=7))
    look(at(26))
    assert len(reminded()) == 5


def test_by_hand_at_most_once_a_day_for_a_team_or_all(campaign):
    team = campaign.teams.get()
    answer_all(campaign.invitations.get(label="ann"), 2)
    assert remind_now(campaign=campaign, team=team, now=at(15)) == 4
    send_due(at(15))
    assert reminded() == ["bo", "cy", "di", "ed"]
    for again in ({}, {"team": team}):
        with pytest.raises(Refused, match="today"):
            remind_now(campaign=campaign, now=at(15, 5), **again)
    assert remind_now(campaign=campaign, now=at(16)) == 4


def test_asking_says_the_same_whether_or_not_somebody_had_to_be_reminded(campaign):
    """Otherwise a team of one mailed person would tell whether they have answered."""
    for invitation in campaign.invitations.all():
        answer_all(invitation, 2)
    remind_now(campaign=campaign, now=at(15))
    with pytest.raises(Refused, match="today"):
        remind_now(campaign=campaign, now=at(15, 5))
    assert AuditEntry.objects.get(action="campaign.reminded").after == {}


def test_closing_an_anonymous_campaign_forgets_who_was_reminded(campaign):
    look(at(19))
    assert Mail.objects.filter(kind="reminder").count() == 5
    close_campaign(campaign=campaign, now=at(27))
    look(at(27, 5))
    assert Mail.objects.filter(kind="reminder").count() == 0
    assert Mail.objects.filter(kind="invitation").count() == 5
