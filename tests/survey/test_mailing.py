"""Mails: each once, in the person's language, tried again, and what comes back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail as outbox
from django.core.management import call_command

from survey.models import AuditEntry, Invitation, Mail
from survey.services.bounces import note_bounces
from survey.services.campaign_life import set_times
from survey.services.campaigns import close_campaign
from survey.services.invitation_mails import mail_again, mail_invitations
from survey.services.invitations import Person, change_invitation, invite_people
from survey.services.mailing import PAUSES, send_due
from survey.services.message_ids import message_id
from survey.services.refusal import Refused
from tests.factories import answer_all, make_campaign
from tests.survey.mail_server import mail_server

pytestmark = pytest.mark.django_db
# Later than any clock, so that a background task sends nothing that a test does not ask for.
NOW = datetime(2099, 10, 12, 9, 0, tzinfo=UTC)
SOON = NOW + timedelta(days=10)


@pytest.fixture(autouse=True)
def _mail(settings):
    settings.MAIL_WORKS = True
    settings.SITE_ADDRESS = "https://plumbline.example.org"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False


def people(campaign, *given):
    team = campaign.teams.get()
    invite_people(
        campaign=campaign,
        people=[Person(team, *((each,) if isinstance(each, str) else each)) for each in given],
        now=NOW,
    )
    return list(campaign.invitations.order_by("email"))


def mail_all(campaign):
    count = mail_invitations(campaign=campaign, now=NOW)
    send_due(NOW)
    return count


def real_server(settings, server):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = server.port


def test_everybody_with_an_address_is_mailed_once_in_their_language():
    campaign = make_campaign(deadline=SOON)
    _bare, ann, bo = people(
        campaign, ("No mail",), ("Ann", "ann@example.org"), ("", "bo@example.org", "", "zh-hans")
    )
    assert mail_all(campaign) == 2
    assert mail_all(campaign) == 0
    first, second = sorted(outbox.outbox, key=lambda message: message.to)
    assert (first.to, second.to) == ([ann.email], [bo.email])
    assert "Autumn 2026" in first.subject
    link = f"https://plumbline.example.org/answer/{ann.token}/"
    html = first.alternatives[0][0]
    for text in (first.body, html):
        assert link in text
        assert "at least 5 people" in text
        assert "22 October 2099" in text
    assert "style" not in html
    assert first.extra_headers["Auto-Submitted"] == "auto-generated"
    assert 'lang="zh-CN"' in second.alternatives[0][0]
    assert "2099年10月22日" in second.body
    assert set(Mail.objects.values_list("state", "attempts")) == {("sent", 1)}


def test_a_hostile_name_stays_text():
    campaign = make_campaign(name="<script>x</script>\nBcc: all@example.org")
    people(campaign, ("Ann", "ann@example.org"))
    mail_all(campaign)
    (message,) = outbox.outbox
    assert "\n" not in message.subject
    assert "<script>" not in message.alternatives[0][0]
    assert "&lt;script&gt;" in message.alternatives[0][0]


def test_nothing_is_mailed_where_it_makes_no_sense(settings):
    draft = make_campaign(state="draft")
    late = make_campaign(deadline=NOW + timedelta(hours=1))
    for campaign, now, reason in (
        (draft, NOW, "not open yet"),
        (late, NOW + timedelta(hours=2), "deadline has passed"),
    ):
        with pytest.raises(Refused, match=reason):
            mail_invitations(campaign=campaign, now=now)
    settings.MAIL_WORKS = False
    with pytest.raises(Refused, match="sends no mail"):
        mail_invitations(campaign=late, now=NOW)
    assert not Mail.objects.exists()


def test_links_are_still_mailed_in_the_hours_of_grace():
    campaign = make_campaign()
    until = NOW + timedelta(hours=1)
    campaign = set_times(campaign=campaign, deadline=until, grace_hours=24, now=NOW)
    people(campaign, ("Ann", "ann@example.org"))
    assert mail_invitations(campaign=campaign, now=NOW + timedelta(hours=2)) == 1
    with pytest.raises(Refused, match="deadline has passed"):
        mail_invitations(campaign=campaign, now=NOW + timedelta(hours=26))


def test_a_refused_address_is_said_at_once_and_can_be_corrected(settings):
    campaign = make_campaign()
    ann, _bo = people(campaign, ("Ann", "ann@example.org"), ("Bo", "bo@example.org"))
    with mail_server() as server:
        server.refuse["ann@example.org"] = "550 5.1.1 no such user <ann@example.org>"
        real_server(settings, server)
        mail_all(campaign)
        row = Mail.objects.get(to="ann@example.org")
        assert (row.state, row.attempts) == ("failed", 1)
        assert row.error.startswith("550 5.1.1 no such user")
        assert "ann@" not in row.error
        change_invitation(
            invitation=ann, label="Ann", email="anne@example.org", language="", now=NOW
        )
        mail_again(invitation=ann, now=NOW)
        send_due(NOW)
        assert len(server.taken) == 2
        assert "To: anne@example.org" in server.taken[-1]
        with pytest.raises(Refused, match="today"):
            mail_again(invitation=ann, now=NOW)


def test_a_server_that_is_away_is_tried_again_with_growing_pauses(settings):
    campaign = make_campaign()
    people(campaign, ("Ann", "ann@example.org"))
    with mail_server() as server:
        server.refuse["ann@example.org"] = "451 later"
        real_server(settings, server)
        mail_all(campaign)
        for number, pause in enumerate(PAUSES[1:], 2):
            row = Mail.objects.get()
            assert (row.state, row.attempts) == ("queued", number - 1)
            assert send_due(NOW + pause - timedelta(seconds=1)) == 0
            assert Mail.objects.get().attempts == number - 1
            if number == len(PAUSES):
                server.refuse.clear()
            send_due(NOW + pause)
        assert Mail.objects.get().state == "sent"
        assert len(server.taken) == 1
        assert send_due(NOW + timedelta(days=9)) == 0


def test_the_last_try_ends_it(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 9  # nobody listens
    campaign = make_campaign()
    people(campaign, ("Ann", "ann@example.org"))
    mail_all(campaign)
    for pause in PAUSES[1:]:
        send_due(NOW + pause)
    row = Mail.objects.get()
    assert (row.state, row.attempts, row.error) == ("failed", 4, "mail server not reachable")


def test_what_is_no_longer_wanted_is_dropped(settings):
    campaign = make_campaign()
    people(campaign, ("Ann", "ann@example.org"))
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 9
    mail_all(campaign)
    close_campaign(campaign=campaign, now=NOW)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    send_due(NOW + timedelta(days=1))
    assert outbox.outbox == []
    assert not Mail.objects.exists()


def report(message: str, action: str = "failed") -> bytes:
    return (
        "From: MAILER-DAEMON@example.org\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\n"
        f"Final-Recipient: rfc822; ann@example.org\r\nAction: {action}\r\nStatus: 5.1.1\r\n"
        "Diagnostic-Code: smtp; 550 ann@example.org: no such mailbox\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {message}\r\n\r\n--b--\r\n"
    ).encode()


def sent_mail():
    campaign = make_campaign()
    people(campaign, ("Ann", "ann@example.org"))
    mail_all(campaign)
    return Mail.objects.get()


def test_a_bounce_is_noted_at_its_link(tmp_path, capsys):
    mail = sent_mail()
    file = tmp_path / "bounces.mbox"
    entry = b"From MAILER-DAEMON Mon Oct 12 09:00:00 2026\n"
    file.write_bytes(entry + report(message_id(mail)) + b"\n" + entry + report("<other@mx>"))
    call_command("bounces", str(file))
    assert "Read 2 messages; 1 mails" in capsys.readouterr().out
    row = Invitation.objects.get()
    assert row.bounce == "550 …: no such mailbox"
    assert row.bounced_at is not None


@pytest.mark.parametrize("forge", [lambda i: i[:-30] + "0" * 5 + i[-25:], lambda _i: "<x@y>"])
def test_a_made_up_bounce_is_nothing(forge):
    mail = sent_mail()
    assert note_bounces(data=report(forge(message_id(mail))), now=NOW) == (1, 0)


def test_a_delay_is_no_failure():
    mail = sent_mail()
    assert note_bounces(data=report(message_id(mail), "delayed"), now=NOW) == (1, 0)
    assert Invitation.objects.get().bounced_at is None


def test_the_audit_log_says_how_many_and_never_whom():
    campaign = make_campaign(mode="named")
    (ann,) = people(campaign, ("Ann", "ann@example.org"))
    mail_all(campaign)
    answer_all(ann, 2)
    entry = AuditEntry.objects.get(action="links.mailed")
    assert entry.after == {"mails": 1}
    written = str(list(AuditEntry.objects.values()))
    assert "ann@example.org" not in written
    assert ann.token not in written
