"""Inviting as managers do it, joining by a team's open link, and the response board."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from survey.models import Invitation, OpenLink
from survey.services.campaigns import close_campaign
from survey.services.invitations import Person, invite_people
from survey.services.open_links import close_team_link, join, open_team_link
from survey.services.refusal import Refused
from tests.access.people import browser
from tests.factories import NOW, answer_all, make_campaign, make_organisation, make_team, make_user
from tests.survey.pages import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return make_user("owner@example.org")


@pytest.fixture
def works(owner):
    return make_organisation("Works", owner)


@pytest.fixture
def campaign(works):
    return make_campaign(works, [make_team(works, "Payments"), make_team(works, "Mobile")])


def at(campaign, rest: str = "people/") -> str:
    return f"/campaigns/{campaign.pk}/{rest}"


def test_a_list_is_previewed_and_made_only_at_the_second_press(owner, campaign):
    client, address = browser(owner), at(campaign, "people/add/")
    text = "Ann, ann@example.org, Payments\nBo, Mobile"
    preview = client.post(address, {"people": text})
    assert "2 links would be made" in Page(preview).text
    assert not Invitation.objects.exists()
    form = next(f for f in Page(preview).forms.values() if ("make", "yes") in f.buttons)
    made = client.post(address, {"people": text, "make": "yes"})
    assert made.headers["Location"] == at(campaign)
    assert form is not None
    assert Invitation.objects.count() == 2
    again = client.post(address, {"people": text + "\nCy, Mobile"})
    assert "2 people have a link already" in Page(again).text
    shown = Page(client.get(at(campaign))).text
    for word in ("Ann", "ann@example.org", "Bo"):
        assert word in shown


def test_a_faulty_list_makes_nothing_even_if_it_is_pressed(owner, campaign):
    answer = browser(owner).post(
        at(campaign, "people/add/"), {"people": "Ann, Payments\nBo, Sales, Mobile", "make": "yes"}
    )
    assert answer.status_code == 422
    assert "line 2" in Page(answer).text
    assert not Invitation.objects.exists()


def test_an_anonymous_campaign_says_of_nobody_whether_they_answered(owner, campaign):
    team = campaign.teams.get(slug="payments")
    invite_people(campaign=campaign, people=[Person(team, "Ann"), Person(team, "Bo")], now=NOW)
    client, ann = browser(owner), campaign.invitations.get(label="Ann")
    before = client.get(at(campaign)).content
    assert b"Correct or remove" in before
    answer_all(ann, 2)
    lines = {
        row.label: client.get(at(campaign, f"people/{row.pk}/")).content.decode()
        for row in campaign.invitations.all()
    }
    # Neither of the two can be removed now, whoever it was.
    for row in campaign.invitations.all():
        assert "No link of it can be removed" in lines[row.label]
        client.post(at(campaign, f"people/{row.pk}/remove/"))
    assert Invitation.objects.count() == 2
    shown = Page(client.get(at(campaign))).text
    assert "submitted" not in shown
    assert "not begun" not in shown


def test_a_named_campaign_says_it_and_keeps_what_was_used(owner, works):
    campaign = make_campaign(works, [make_team(works, "Payments")], mode="named")
    team = campaign.teams.get()
    invite_people(campaign=campaign, people=[Person(team, "Ann"), Person(team, "Bo")], now=NOW)
    answer_all(campaign.invitations.get(label="Ann"), 2)
    client = browser(owner)
    assert "submitted" in Page(client.get(at(campaign))).text
    for row in list(campaign.invitations.all()):
        client.post(at(campaign, f"people/{row.pk}/remove/"))
    assert [row.label for row in Invitation.objects.all()] == ["Ann"]


def test_codes_are_drawn_for_every_link_or_one(owner, campaign):
    team = campaign.teams.get(slug="payments")
    invite_people(campaign=campaign, people=[Person(team, "Ann"), Person(team, "Bo")], now=NOW)
    client = browser(owner)
    assert client.get(at(campaign, "people/codes/?team=payments")).content.count(b"inv-qr") == 2
    one = campaign.invitations.get(label="Ann")
    page = client.get(at(campaign, f"people/codes/?link={one.pk}"))
    assert page.content.count(b"inv-qr") == 1
    assert one.token in page.content.decode()
    assert Page(page).styles == 0


def open_link(campaign, limit: int = 2) -> OpenLink:
    return open_team_link(
        campaign=campaign, team=campaign.teams.get(slug="payments"), limit=limit, now=NOW
    )


def test_every_team_without_an_open_link_gets_one_at_once(owner, campaign):
    link, client = open_link(campaign), browser(owner)
    others = campaign.teams.exclude(slug="payments").count()
    assert others
    page = Page(client.post(at(campaign, "links/"), {"every": "1", "limit": "7"}, follow=True))
    assert ("open link is made" if others == 1 else "open links are made") in page.text
    limits = dict(OpenLink.objects.values_list("team__slug", "limit"))
    assert limits.pop("payments") == link.limit
    assert set(limits.values()) == {7}
    assert len(limits) == others
    for wrong, said in (
        ({"limit": "7"}, "Choose one team, or every team."),
        ({"every": "1", "limit": "0"}, "Choose a limit from 1 to 500 people."),
        ({"every": "1", "team": link.team_id, "limit": "7"}, "Choose one team, or every team."),
    ):
        assert said in Page(client.post(at(campaign, "links/"), wrong, follow=True)).text
    again = Page(client.post(at(campaign, "links/"), {"every": "1", "limit": "7"}, follow=True))
    assert "Every team has an open link." in again.text
    assert OpenLink.objects.count() == others + 1


def test_after_closing_an_open_link_says_so_to_whoever_joined(campaign):
    link, client = open_link(campaign), Client()
    address = f"/take-part/{link.token}/"
    client.post(address, {"mine": "yes"})
    close_campaign(campaign=campaign, now=NOW)
    page = Page(client.get(address)).text
    assert "This campaign is closed. Your answers can no longer be changed." in page
    assert "Keep it" not in page


def test_an_open_link_gives_a_personal_link_to_whoever_says_yes(campaign):
    link = open_link(campaign)
    address, client = f"/take-part/{link.token}/", Client()
    for _ in range(5):
        client.get(address)
        client.head(address)
    for blind in ({}, {"mine": "no"}, {"mine": "robot"}):
        client.post(address, blind)
    assert not Invitation.objects.exists()
    answer = client.post(address, {"mine": "yes"})
    assert answer.headers["Location"] == address
    made = Invitation.objects.get()
    page = Page(client.get(address))
    assert f"/answer/{made.token}/" in page.links
    assert "Keep it" in page.text
    # Another browser knows nothing of it.
    assert made.token not in Client().get(address).content.decode()


def test_the_limit_and_closing_hold(campaign):
    link = open_link(campaign, 1)
    join(link=link, now=NOW)
    with pytest.raises(Refused, match="no more personal links"):
        join(link=link, now=NOW)
    assert "are taken" in Page(Client().get(f"/take-part/{link.token}/")).text
    close_team_link(link=link, now=NOW)
    assert "This link is closed" in Page(Client().get(f"/take-part/{link.token}/")).text
    assert Invitation.objects.count() == 1


def test_a_named_campaign_asks_who_joins(works):
    campaign = make_campaign(works, [make_team(works, "Payments")], mode="named")
    link = open_link(campaign)
    address, client = f"/take-part/{link.token}/", Client()
    client.post(address, {"mine": "yes"})
    assert not Invitation.objects.exists()
    client.post(address, {"mine": "yes", "name": "Ann"})
    assert Invitation.objects.get().label == "Ann"
    assert Client().post(address, {"mine": "yes", "name": "Ann"}).status_code == 409


def test_the_board_counts_by_team_and_names_nobody(owner, campaign, django_assert_num_queries):
    team = campaign.teams.get(slug="payments")
    people = [Person(team, f"Secret {n}") for n in range(4)]
    invite_people(campaign=campaign, people=people, now=NOW)
    client = browser(owner)
    counts = []
    for number in range(2):
        answer_all(campaign.invitations.get(label=f"Secret {number}"), 2)
        with django_assert_num_queries(8):
            page = client.get(at(campaign, "board/"))
        counts.append(page.context["page"].total.submitted)
    assert counts == [1, 2]
    assert "2 of 4 have answered" in Page(page).text
    assert "Secret" not in page.content.decode()
    row = next(t for t in page.context["page"].teams if t.slug == "payments")
    assert (row.invited, row.begun, row.submitted, row.share) == (4, 2, 2, 50)


def test_the_outlook_is_the_pace_of_the_last_week(campaign):
    from zoneinfo import ZoneInfo

    from survey.queries.board import board_page

    team = campaign.teams.get(slug="payments")
    people = [Person(team, f"P {n}") for n in range(20)]
    for invitation in invite_people(campaign=campaign, people=people, now=NOW)[:7]:
        sheet = answer_all(invitation, 2)
        sheet.submitted_at = NOW + timedelta(days=3)
        sheet.save()
    campaign.deadline = NOW + timedelta(days=10)
    page = board_page(
        campaign,
        "en",
        NOW + timedelta(days=7),
        zone=ZoneInfo("UTC"),
        can_remind=False,
        reminders=(),
    )
    # 7 in 7 days, 3 days to go.
    assert "last 7 days about 10 of 20" in page.outlook
    assert [day.submitted for day in page.days] == [0, 0, 0, 7, 7, 7, 7, 7]
