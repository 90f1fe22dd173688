"""Actions through the front door: chosen from a report, moved along, exported, looked back at."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta

import pytest

from survey.models import Action, AuditEntry
from survey.services.actions import Aim, create_action, move_action
from survey.services.campaigns import close_campaign
from survey.services.refusal import Refused
from tests.factories import (
    NOW,
    answer_all,
    give_role,
    make_campaign,
    make_invitation,
    make_organisation,
    make_team,
    make_user,
)

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=100)


@pytest.fixture
def works(client):
    """An owner's browser, the organisation, its team, and a closed campaign of it."""
    owner = make_user("owner@example.org", name="Ann Owner")
    client.force_login(owner)
    organisation = make_organisation("Example works", owner)
    team = make_team(organisation, "Payments")
    return client, organisation, team, closed(organisation, team, 1)


def closed(organisation, team, option, now=NOW, name="Autumn 2026"):
    campaign = make_campaign(organisation, [team], min_group=3, name=name, now=now)
    type(campaign).objects.filter(pk=campaign.pk).update(opened_at=now)
    for _person in range(3):
        answer_all(make_invitation(campaign, team), option)
    return close_campaign(campaign=campaign, now=now + timedelta(days=14))


def take_up(client, campaign, team, **who):
    """Choose the first two offers of a report; returns their keys."""
    address = f"/reports/{campaign.pk}/{team.slug}/actions/"
    html = client.get(address).content.decode()
    keys = [part.split('"')[0] for part in html.split('name="do" value="')[1:]]
    assert len(keys) > 2
    answer = client.post(address, {"do": keys[:2], **who})
    assert answer.status_code == 302, answer.content.decode()
    return keys[:2]


def test_a_link_may_name_the_step_and_a_long_list_is_folded(works):
    client, _organisation, team, campaign = works
    address = f"/reports/{campaign.pk}/{team.slug}/actions/"
    html = client.get(address).content.decode()
    folded = html.partition('<details class="pl-data">')[2]
    assert "checked" not in html
    assert folded.count('name="do"') > 0
    last = folded.rsplit('name="do" value="', 1)[1].split('"')[0]
    practice = last.split("@")[0]
    html = client.get(address, {"do": practice}).content.decode()
    assert f'value="{last}" checked' in html
    assert html.count(" checked") == 1
    assert '<details class="pl-data" open>' in html


def test_steps_of_a_report_become_actions(works):
    client, organisation, team, campaign = works
    report = client.get(f"/reports/{campaign.pk}/{team.slug}/").content.decode()
    assert f"/reports/{campaign.pk}/{team.slug}/actions/" in report
    keys = take_up(client, campaign, team, owner_name="Bo", due="2026-12-01")
    made = Action.objects.order_by("created_at", "pk")
    assert {f"{a.practice}@{a.to_level}" for a in made} == set(keys)
    assert {(a.from_level, a.owner_name, a.due, a.state) for a in made} == {
        (1, "Bo", date(2026, 12, 1), "todo")
    }
    page = client.get(f"/organisations/{organisation.slug}/actions/").content.decode()
    for action in made:
        assert action.title in page.replace("&#x27;", "'")
    # Each is offered once only: what is under way cannot be chosen again.
    again = client.get(f"/reports/{campaign.pk}/{team.slug}/actions/").content.decode()
    assert again.count("disabled") == 2
    answer = client.post(f"/reports/{campaign.pk}/{team.slug}/actions/", {"do": keys})
    assert answer.status_code == 422
    assert Action.objects.count() == 2


def test_nothing_ticked_is_said(works):
    client, _organisation, team, campaign = works
    answer = client.post(f"/reports/{campaign.pk}/{team.slug}/actions/", {})
    assert answer.status_code == 422
    assert "Tick at least one step." in answer.content.decode()
    assert not Action.objects.exists()


def test_an_action_in_own_words_is_changed_moved_and_removed(works):
    client, organisation, _team, _campaign = works
    base = f"/organisations/{organisation.slug}/actions/"
    answer = client.post(base + "new/", {"team": "payments", "title": "Ask the bank"})
    assert answer.status_code == 302
    action = Action.objects.get()
    address = f"/actions/{action.pk}/"
    values = {"title": "Ask both banks", "owner": action.created_by_id, "state": "doing"}
    assert client.post(address, values).status_code == 302
    action.refresh_from_db()
    assert (action.title, str(action.owner), action.state) == (
        "Ask both banks",
        "Ann Owner",
        "doing",
    )
    answer = client.post(address + "state/", {"state": "done", "next": "https://evil.example/"})
    assert answer.headers["Location"] == base
    action.refresh_from_db()
    assert action.state == "done"
    assert action.closed_at is not None
    assert client.post(address + "state/", {"state": "elsewhere"}).status_code == 302
    action.refresh_from_db()
    assert action.state == "done"
    assert client.post(address + "remove/").status_code == 302
    assert not Action.objects.exists()
    lines = AuditEntry.objects.filter(action__startswith="action.").order_by("pk")
    assert [line.action for line in lines] == [
        "action.created",
        "action.changed",
        "action.moved",
        "action.removed",
    ]
    moved = lines[2]
    assert (moved.before, moved.after) == ({"state": "doing"}, {"state": "done"})
    assert moved.actor_name == "Ann Owner"


def test_an_owner_from_outside_is_refused(works):
    _client, _organisation, team, _campaign = works
    with pytest.raises(Refused, match="of this organisation"):
        create_action(team=team, by=None, title="Do it", owner=make_user(), now=NOW)
    assert not Action.objects.exists()


def test_a_practice_has_one_action_under_way(works):
    _client, _organisation, team, campaign = works
    aim = Aim(campaign.model_slug, "cs-format", 1, 2)
    first = create_action(team=team, by=None, title="Format", aim=aim, now=NOW)
    with pytest.raises(Refused, match="already"):
        create_action(team=team, by=None, title="Format again", aim=aim, now=NOW)
    higher = Aim(campaign.model_slug, "cs-format", 1, 3)
    create_action(team=team, by=None, title="Format further", aim=higher, now=NOW)
    move_action(action=first, state="done", now=NOW)
    assert Action.objects.count() == 2


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (2, "the practice got there"),
        (1, "it has not moved"),
        (0, "it has gone back"),
    ],
)
def test_the_next_campaign_says_what_became_of_it(works, later, words):
    client, organisation, team, campaign = works
    aim = Aim(campaign.model_slug, "cs-format", 1, 2)
    create_action(
        team=team, by=None, title="Format by a tool", aim=aim, campaign=campaign, now=LATER
    )
    page = client.get(f"/organisations/{organisation.slug}/actions/").content.decode()
    assert "Spring 2027" not in page
    after = closed(organisation, team, later, LATER + timedelta(days=60), name="Spring 2027")
    page = client.get(f"/organisations/{organisation.slug}/actions/").content.decode()
    assert f"Spring 2027: {words}" in " ".join(page.split())
    report = client.get(f"/reports/{after.pk}/{team.slug}/").content.decode()
    assert "What you decided last time" in report
    assert f"Spring 2027: {words}" in " ".join(report.split())
    # The report of the campaign that it came from does not speak of it.
    first = client.get(f"/reports/{campaign.pk}/{team.slug}/").content.decode()
    assert "What you decided last time" not in first


def test_moved_but_not_all_the_way(works):
    client, organisation, team, campaign = works
    aim = Aim(campaign.model_slug, "cs-format", 1, 3)
    create_action(team=team, by=None, title="Far", aim=aim, campaign=campaign, now=LATER)
    closed(organisation, team, 2, LATER + timedelta(days=60), name="Spring 2027")
    page = client.get(f"/organisations/{organisation.slug}/actions/?view=list").content.decode()
    assert "Spring 2027: it moved, but not all the way" in " ".join(page.split())


def test_filters_and_overdue(works):
    client, organisation, team, _campaign = works
    owner = team.organisation.memberships.get().user
    other = make_team(organisation, "Mobile")
    yesterday = date.today() - timedelta(days=1)  # noqa: DTZ011
    create_action(team=team, by=None, title="Late one", owner=owner, due=yesterday, now=NOW)
    create_action(team=other, by=None, title="Other one", now=NOW)
    base = f"/organisations/{organisation.slug}/actions/"
    page = client.get(base).content.decode()
    assert "was due on" in page
    assert "1 is past its date" in page
    for query, title, left_out in (
        ("?team=mobile", "Other one", "Late one"),
        ("?mine=1", "Late one", "Other one"),
        ("?overdue=1", "Late one", "Other one"),
    ):
        page = client.get(base + query).content.decode()
        assert title in page
        assert left_out not in page


def test_members_see_their_own_teams_actions_only(works, client):
    _client, organisation, team, _campaign = works
    other = make_team(organisation, "Mobile")
    create_action(team=team, by=None, title="Of payments", now=NOW)
    hidden = create_action(team=other, by=None, title="Of mobile", now=NOW)
    client.force_login(give_role(make_user(), organisation, "member", team))
    page = client.get(f"/organisations/{organisation.slug}/actions/").content.decode()
    assert "Of payments" in page
    assert "Of mobile" not in page
    assert client.get(f"/actions/{hidden.pk}/").status_code == 404
    assert client.post(f"/actions/{hidden.pk}/state/", {"state": "done"}).status_code == 404
    csv_ = client.get(f"/organisations/{organisation.slug}/actions/export/csv/").content
    assert b"Of mobile" not in csv_


def test_exports_open_where_they_are_meant_to(works):
    client, organisation, team, campaign = works
    create_action(
        team=team,
        by=None,
        title="=cmd()",
        note="two\nlines",
        aim=Aim(campaign.model_slug, "cs-format", 1, 2),
        campaign=campaign,
        due=date(2026, 12, 1),
        now=NOW,
    )
    base = f"/organisations/{organisation.slug}/actions/export/"

    def rows(form):
        text = client.get(base + form + "/").content.decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text)))

    (plain,) = rows("csv")
    assert (plain["title"], plain["practice"], plain["from"], plain["to"], plain["due"]) == (
        "'=cmd()",
        "cs-format",
        "1",
        "2",
        "2026-12-01",
    )
    (gitlab,) = rows("gitlab")
    assert list(gitlab) == ["title", "description", "due_date"]
    assert gitlab["description"].startswith("two\nlines\n\nPractice: ")
    (jira,) = rows("jira")
    assert (jira["Due Date"], jira["Issue Type"]) == ("2026-12-01", "Task")
    (issue,) = map(json.loads, client.get(base + "github/").content.decode().splitlines())
    assert issue["title"] == "=cmd()"
    assert "Team: Payments" in issue["body"]
    assert client.get(base + "excel/").content.startswith("\ufeff".encode())
    assert client.get(base + "other/").status_code == 404


def test_as_many_queries_for_thirty_actions_as_for_one(works, django_assert_num_queries):
    client, organisation, team, campaign = works
    base = f"/organisations/{organisation.slug}/actions/"
    aim = Aim(campaign.model_slug, "cs-format", 1, 2)
    create_action(team=team, by=None, title="One", aim=aim, now=NOW)
    client.get(base)
    with django_assert_num_queries(8):
        client.get(base)
    for number in range(29):
        create_action(team=team, by=None, title=f"Action {number}", now=NOW)
    with django_assert_num_queries(8):
        client.get(base)
