"""Mails about actions past their date: to whoever sees to them, weekly, never after the end."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail as outbox

from survey.models import Mail
from survey.services.action_mails import remind_of_actions
from survey.services.actions import create_action, move_action
from survey.services.mailing import send_due
from tests.factories import make_organisation, make_team, make_user

pytestmark = pytest.mark.django_db
# Later than any clock, so that a background task sends nothing that a test does not ask for.
NOW = datetime(2099, 10, 12, 9, 0, tzinfo=UTC)
DUE = date(2099, 10, 11)


@pytest.fixture(autouse=True)
def _mail(settings):
    settings.MAIL_WORKS = True


@pytest.fixture
def action():
    owner = make_user("ann@example.org", language="zh-hans")
    team = make_team(make_organisation("Example works", owner), "Payments")
    return create_action(team=team, by=owner, title="Name owners", owner=owner, due=DUE, now=NOW)


def look(now):
    remind_of_actions(now)
    send_due(now)
    sent = [(message.to, message.subject) for message in outbox.outbox]
    outbox.outbox.clear()
    return sent


def test_once_when_it_is_late_and_again_after_a_week(action):
    assert look(NOW - timedelta(days=1)) == []
    ((to, subject),) = look(NOW)
    assert to == ["ann@example.org"]
    assert "Name owners" in subject
    for hours in (1, 24, 24 * 6):
        assert look(NOW + timedelta(hours=hours)) == []
    assert len(look(NOW + timedelta(days=7))) == 1
    assert Mail.objects.filter(kind="action", language="zh-hans").count() == 2


def test_the_mail_leads_to_the_action_and_says_why(action):
    remind_of_actions(NOW)
    send_due(NOW)
    (message,) = outbox.outbox
    assert f"/actions/{action.pk}/" in message.body
    assert "Payments" in message.body


def test_an_action_that_has_ended_meanwhile_is_not_mailed(action):
    remind_of_actions(NOW)
    move_action(action=action, state="done", now=NOW)
    send_due(NOW)
    assert outbox.outbox == []
    assert look(NOW + timedelta(days=7)) == []


def test_nothing_is_kept_without_a_mail_server(action, settings):
    settings.MAIL_WORKS = False
    remind_of_actions(NOW)
    assert not Mail.objects.exists()
