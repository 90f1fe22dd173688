"""Shared links: read-only, for a while, to be revoked, and nothing more than the page shows."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from survey.models import AuditEntry, ShareLink
from tests.factories import give_role, make_user
from tests.reports.published import publish

pytestmark = pytest.mark.django_db


def share(client, made, **more):
    client.force_login(more.pop("by", made.owner))
    client.post(f"{made.report}/share/", {"cut": "summary", "days": "30", **more})
    client.logout()
    return ShareLink.objects.first()


@pytest.mark.parametrize("cut", ["summary", "full"])
def test_a_stranger_reads_the_shared_report_and_finds_no_way_on(client, cut):
    made = publish()
    link = share(client, made, cut=cut)
    answer = client.get(f"/shared/{link.token}/")
    html = answer.content.decode()
    assert "Payments stands at" in html
    assert ("How the 24 practices were answered" in html) == (cut == "full")
    places = set(re.findall(r'href="(/[^"?#]*)', html))
    own = {f"/shared/{link.token}/report.pdf", "/how-it-is-computed/"}
    assert {place for place in places if not place.startswith("/static/")} == own
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert client.get(f"/shared/{link.token}/report.pdf").content.startswith(b"%PDF")


def test_all_teams_are_shared_with_small_groups_hidden(client):
    made = publish()
    client.force_login(made.owner)
    client.post(f"/campaigns/{made.campaign.pk}/share/", {"cut": "overview", "days": "7"})
    client.logout()
    link = ShareLink.objects.get()
    html = client.get(f"/shared/{link.token}/").content.decode()
    assert "Not shown: fewer than 3 people answered" in html
    assert "/reports/" not in html
    assert client.get(f"/shared/{link.token}/report.pdf").content.startswith(b"%PDF")


def test_a_hidden_report_stays_hidden_when_shared(client):
    made = publish()
    client.force_login(made.owner)
    client.post(
        f"/reports/{made.campaign.pk}/{made.tiny.slug}/share/", {"cut": "full", "days": "7"}
    )
    html = client.get(f"/shared/{ShareLink.objects.get().token}/").content.decode()
    assert "Nothing is shown from fewer than 3 people" in html
    assert "pl-big" not in html


def test_expired_revoked_and_unknown_links_get_the_same_answer(client):
    made = publish()
    expired, revoked = share(client, made), share(client, made, note="Board")
    ShareLink.objects.filter(pk=expired.pk).update(expires_at=timezone.now() - timedelta(1))
    client.force_login(made.owner)
    client.post(f"/campaigns/{made.campaign.pk}/share/{revoked.pk}/revoke/")
    client.logout()
    answers = [client.get(f"/shared/{t}/") for t in (expired.token, revoked.token, "x" * 32)]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    pages = {re.sub(r"[\w-]{32}", "", answer.content.decode()) for answer in answers}
    assert len(pages) == 1
    assert client.get(f"/shared/{revoked.token}/report.pdf").status_code == 404


def test_openings_are_counted_for_those_who_share(client):
    made = publish()
    link = share(client, made, note="For the board")
    for _ in range(2):
        client.get(f"/shared/{link.token}/")
    client.head(f"/shared/{link.token}/")
    client.force_login(made.lead)
    html = client.get(f"{made.report}/share/").content.decode()
    assert "opened 2 times" in html
    assert "For the board" in html


def test_the_lead_may_share_and_a_member_may_not(client):
    made = publish()
    link = share(client, made, by=made.lead)
    assert link.created_by == made.lead
    client.force_login(made.member)
    assert client.post(f"{made.report}/share/", {"cut": "full", "days": "7"}).status_code == 404
    revoke = f"/campaigns/{made.campaign.pk}/share/{link.pk}/revoke/"
    assert client.post(revoke).status_code == 404
    other = give_role(make_user(), made.organisation, "lead", made.tiny)
    client.force_login(other)
    assert client.post(revoke).status_code == 404


def test_the_log_knows_of_sharing_but_never_the_token(client):
    made = publish()
    link = share(client, made)
    client.force_login(made.owner)
    client.post(f"/campaigns/{made.campaign.pk}/share/{link.pk}/revoke/")
    entries = AuditEntry.objects.filter(action__startswith="share.")
    assert {entry.action for entry in entries} == {"share.created", "share.revoked"}
    assert link.token not in "".join(f"{vars(entry)}" for entry in entries)


def test_what_is_not_offered_is_refused(client):
    made = publish()
    for wrong in ({"days": "3650"}, {"days": ""}, {"cut": "overview"}, {"cut": "poster"}):
        assert share(client, made, **wrong) is None


def test_a_badge_shows_the_level_in_both_languages_until_it_is_switched_off(client):
    made = publish()
    badge = share(client, made, cut="badge")
    address = f"/badge/{badge.token}.svg"
    english = client.get(address, {"lang": "en"})
    assert "level 3, Systematic" in english.content.decode()
    assert english.headers["Content-Type"] == "image/svg+xml"
    assert "max-age=3600" in english.headers["Cache-Control"]
    assert "3级（" in client.get(address, {"lang": "zh-hans"}).content.decode()
    assert client.get(f"/shared/{badge.token}/").status_code == 404
    client.force_login(made.owner)
    assert address in client.get(f"{made.report}/share/").content.decode()
    client.post(f"/campaigns/{made.campaign.pk}/share/{badge.pk}/revoke/")
    assert client.get(address).status_code == 404


def test_a_hidden_team_has_no_badge(client):
    made = publish()
    client.force_login(made.owner)
    client.post(f"/reports/{made.campaign.pk}/{made.tiny.slug}/share/", {"cut": "badge"})
    assert client.get(f"/badge/{ShareLink.objects.get().token}.svg").status_code == 404
