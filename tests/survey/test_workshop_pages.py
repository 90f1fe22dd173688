"""The screens of a workshop, without scripts: the facilitator's and those of its people."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from survey.models import Answer, Seat, Vote, Workshop
from survey.queries.printed import printed_for
from tests.access.people import browser
from tests.factories import give_role, make_campaign, make_team, make_user
from tests.survey.pages import Page
from tests.survey.workshops import NARROW, SAME, SHARED, WIDE, make_workshop

pytestmark = pytest.mark.django_db
PART = "project-management"
"""Asks SAME and one more."""


def press(client: Client, path: str, **fields: object):
    return client.post(path, fields, follow=True)


def seat_path(seat: Seat, part: str = "") -> str:
    return reverse("seat-section", args=[seat.token, part]) if part else f"/seat/{seat.token}/"


def live(client: Client, path: str, tag: str = ""):
    return client.get(path, {"part": "live"}, headers={"if-none-match": tag} if tag else {})


def test_a_lead_opens_a_workshop_from_the_campaign_and_from_the_organisation():
    campaign = make_campaign(mode="consensus")
    team = campaign.teams.get()
    lead = browser(give_role(make_user(), campaign.organisation, "lead", team))
    path = reverse("workshop", args=[campaign.pk, team.slug])
    for page in (f"/campaigns/{campaign.pk}/", f"/organisations/{campaign.organisation.slug}/"):
        assert path in Page(lead.get(page)).links
    shown = Page(press(lead, path, names_shown="on"))
    workshop = Workshop.objects.get()
    assert workshop.names_shown
    assert "0 people are here" in shown.text
    assert workshop.token in lead.get(path).content.decode()


def test_somebody_takes_a_seat_votes_without_scripts_and_comes_back_to_it():
    going = make_workshop(0)
    person = Client()
    joined = press(person, f"/workshop/{going.workshop.token}/")
    seat = Seat.objects.get()
    assert joined.redirect_chain == [(seat_path(seat), 302)]
    page = Page(person.get(seat_path(seat, PART)))
    # Small capabilities share a page, each with its name and what it means.
    printed = printed_for(going.workshop.campaign, "en")
    for slug in (PART, "team-collaboration", "risk-control", "capability-building"):
        assert printed[slug].name in page.text
        assert printed[slug].definition in page.text
    ballot = page.forms["votes"]
    answers = {**ballot.data, "answer-pm-planning": "2", "answer-pm-tracking": "dk", "go": "next"}
    went_on = person.post(ballot.action, answers)
    assert went_on.headers["Location"] == seat_path(seat, "problem-identification")
    said = Vote.objects.order_by("practice").values_list("practice", "state", "option")
    assert list(said) == [("pm-planning", "rated", 2), ("pm-tracking", "dk", None)]
    kept = Page(person.get(seat_path(seat, PART))).forms["votes"].data
    assert (kept["answer-pm-planning"], kept["answer-pm-tracking"]) == ("2", "dk")
    again = Page(person.get(f"/workshop/{going.workshop.token}/"))
    assert seat_path(seat) in again.links
    other_device = Page(Client().get(seat_path(seat, PART))).forms["votes"].data
    assert other_device["answer-pm-planning"] == "2"


def test_looking_at_a_link_changes_nothing():
    going = make_workshop(1)
    before = Workshop.objects.values().get()
    for path in (
        f"/workshop/{going.workshop.token}/",
        seat_path(going.seats[0]),
        seat_path(going.seats[0], PART),
    ):
        assert Client().get(path).status_code == Client().head(path).status_code == 200
    assert (Workshop.objects.values().get(), Seat.objects.count()) == (before, 1)


def test_nobody_sees_a_vote_before_votes_are_shown():
    plain, voted = make_workshop(3), make_workshop(3)
    voted.all_vote({WIDE: (0, 4, "na")})
    other = make_workshop(3)
    other.all_vote({WIDE: (2, 2, 2)})

    def text(going, client, path):
        """A page without what differs between two workshops anyway."""
        found = live(client, path).content.decode()
        for own in (going.campaign.pk, going.seats[2].token, going.lead):
            found = found.replace(str(own), "")
        return re.sub('name="csrfmiddlewaretoken" value="[^"]+"', "", found)

    for going in (voted, other):
        assert "0 of 3 done" in text(going, going.client(), going.path())
    same = [text(g, g.client(), g.path()) for g in (voted, other)]
    assert same[0] == same[1]
    seats = [text(g, Client(), seat_path(g.seats[2])) for g in (voted, other)]
    assert seats[0] == seats[1]
    assert text(plain, Client(), seat_path(plain.seats[2])) != ""


@pytest.mark.parametrize(
    ("language", "apart", "same", "agreed"),
    [
        ("en", "4 steps apart", "All 3 say the same", "Agreed"),
        ("zh-hans", "相差4级", "3人意见一致", "已商定"),
    ],
)
def test_votes_are_shown_to_all_widest_spread_first_and_agreed_with_a_reason(
    language, apart, same, agreed
):
    going = make_workshop()
    going.all_vote(SHARED)
    client = going.client()
    press(client, going.path("workshop-show"))
    seat = seat_path(going.seats[0])
    text = Page(Client().get(f"{seat}?lang={language}")).text
    assert text.index(apart) < text.index(same)
    path = going.path("workshop-point", WIDE)
    form = Page(client.get(f"{path}?lang={language}")).forms["agreed"]
    press(
        client,
        path,
        **{**form.data, f"answer-{WIDE}": "2", f"note-{WIDE}": "Nights need a hand."},
    )
    text = Page(Client().get(f"{seat}?lang={language}")).text
    assert agreed in text
    assert "Nights need a hand." in text
    assert Answer.objects.get().option == 2


def test_an_agreed_answer_without_a_reason_comes_back_as_it_was_typed():
    going = make_workshop()
    going.all_vote(SHARED)
    client = going.client()
    press(client, going.path("workshop-show"))
    path = going.path("workshop-point", WIDE)
    form = Page(client.get(path)).forms["agreed"]
    refused = client.post(path, {**form.data, f"answer-{WIDE}": "3"})
    assert refused.status_code == 422
    page = Page(refused)
    assert "The votes differed" in page.text
    assert page.forms["agreed"].data[f"answer-{WIDE}"] == "3"
    assert not Answer.objects.exists()


def test_names_stand_beside_votes_only_where_that_was_said():
    named = make_workshop(names=("Ann", "Bo", "Cy"))
    silent = make_workshop()
    for going in (named, silent):
        going.all_vote(SHARED)
        press(going.client(), going.path("workshop-show"))
    text = Page(Client().get(seat_path(named.seats[2]))).text
    assert "Ann" in text
    assert ' who">' in Client().get(seat_path(named.seats[2])).content.decode()
    assert ' who">' not in Client().get(seat_path(silent.seats[2])).content.decode()


def test_a_late_vote_is_refused_in_words_and_the_rest_of_the_page_is_saved():
    going = make_workshop()
    going.all_vote(SHARED)
    person, path = Client(), seat_path(going.seats[0], PART)
    form = Page(person.get(path)).forms["votes"]
    press(going.client(), going.path("workshop-show"))
    late = person.post(path, {**form.data, f"answer-{SAME}": "4", "answer-pm-tracking": "3"})
    assert late.status_code == 422
    assert "were shown before yours arrived" in Page(late).text
    assert Vote.objects.get(practice="pm-tracking").option == 3
    one = person.post(
        path, {"question": SAME, f"answer-{SAME}": "4"}, headers={"accept": "application/json"}
    )
    assert (one.status_code, "before yours" in one.json()["message"]) == (422, True)


def test_a_screen_that_asks_again_costs_little_while_nothing_is_new(django_assert_num_queries):
    going = make_workshop()
    person, path = Client(), seat_path(going.seats[0])
    first = live(person, path)
    assert first.status_code == 200
    with django_assert_num_queries(2):
        assert live(person, path, first.headers["ETag"]).status_code == 304
    going.all_vote(SHARED)
    press(going.client(), going.path("workshop-show"))
    fresh = live(person, path, first.headers["ETag"])
    assert "To talk about" in fresh.content.decode()
    assert "<html" not in fresh.content.decode()


def test_a_page_asks_as_often_for_thirty_people_as_for_three(django_assert_num_queries):
    for people in (3, 30):
        going = make_workshop(people)
        for at in range(people):
            going.vote(at, ci_pipeline=at % 5, cd_automation=1)
        client = going.client()
        press(client, going.path("workshop-show"))
        with django_assert_num_queries(9):
            client.get(going.path())
        with django_assert_num_queries(6):
            Client().get(seat_path(going.seats[0]))


def test_another_lead_sees_numbers_only_until_they_take_over():
    going = make_workshop()
    going.all_vote(SHARED)
    press(going.client(), going.path("workshop-show"))
    owner = browser(going.owner)
    text = Page(owner.get(going.path())).text
    assert "facilitates this workshop" in text
    assert "steps apart" not in text
    assert owner.get(going.path("workshop-point", WIDE)).status_code == 302
    press(owner, going.path())
    assert "steps apart" in Page(owner.get(going.path())).text
    assert str(going.owner) in Page(Client().get(seat_path(going.seats[0]))).text


def test_a_finished_workshop_hands_in_and_can_go_on():
    going = make_workshop()
    going.all_vote({SAME: (1, 1, 1), NARROW: (1, 2, 2)})
    client = going.client()
    press(client, going.path("workshop-show"), section=PART)
    press(client, going.path("workshop-accept"))
    press(client, going.path("workshop-finish"))
    going.link.refresh_from_db()
    assert going.link.sheet.submitted_at is not None
    finished = Page(Client().get(seat_path(going.seats[0])))
    assert "The workshop is finished" in finished.text
    press(client, going.path("workshop-reopen"))
    assert "The workshop is finished" not in Page(Client().get(seat_path(going.seats[0]))).text
    assert going.link.sheet.submitted_at is None


def test_a_workshop_of_another_team_or_of_a_campaign_without_joint_answers_is_nothing():
    going = make_workshop(0)
    other = make_team(going.campaign.organisation)
    alone = make_campaign(going.campaign.organisation, [going.team])
    client = going.client()
    for campaign, team in ((going.campaign, other), (alone, going.team)):
        path = reverse("workshop", args=[campaign.pk, team.slug])
        assert client.get(path).status_code == client.post(path).status_code == 404
    member = browser(give_role(make_user(), going.campaign.organisation, "member", going.team))
    assert member.get(going.path()).status_code == 404
    for path in ("/workshop/nothing/", "/seat/nothing/", "/seat/nothing/part/ci-cd/"):
        assert client.get(path).status_code == 404
