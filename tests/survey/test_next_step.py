"""Every page of a first campaign leads on: what comes next is said and is the main button."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from assessment.loading import BUILT_IN
from survey.models import Campaign
from survey.services.campaign_life import pause
from survey.services.campaign_setup import set_who
from survey.services.campaigns import close_campaign, create_campaign, open_campaign
from survey.services.open_links import open_team_link
from tests.access.people import browser
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
from tests.survey.pages import Page
from tests.survey.workshops import make_workshop

pytestmark = pytest.mark.django_db
MAIN = re.compile(r'<(?:a|button) class="btn btn-primary"(?: href="([^"]*)")?[^>]*>([^<]*)<')


def main_actions(client: Client, path: str) -> list[tuple[str, str]]:
    """Address and words of every main button of a page."""
    return MAIN.findall(client.get(path).content.decode())


def main_action(client: Client, campaign: Campaign) -> tuple[str, str]:
    """The first main button of a campaign's page; its address from the campaign's on."""
    own = f"/campaigns/{campaign.pk}/"
    address, words = main_actions(client, own)[0]
    chinese = client.get(own, headers={"accept-language": "zh-hans"}).content.decode()
    assert MAIN.findall(chinese)[0][0] == address
    assert words not in Page(client.get(own, headers={"accept-language": "zh-hans"})).text
    return address.removeprefix(own), words


def test_a_campaign_says_at_every_stage_what_comes_next():
    user = make_user()
    organisation = make_organisation("Works", user)
    team = make_team(organisation)
    client = browser(user)
    campaign = create_campaign(
        organisation=organisation, by=user, name="x", model_ref=BUILT_IN, teams=[], now=NOW
    )
    assert main_action(client, campaign) == ("set-up/who/", "Choose teams")
    set_who(campaign=campaign, teams=[team], mode="anonymous", min_group=5, now=NOW)
    assert main_action(client, campaign) == ("people/", "Invite people")
    people = [make_invitation(campaign, team) for _each in range(5)]
    assert main_action(client, campaign) == ("set-up/open/", "Check and open")
    open_campaign(campaign=campaign, now=NOW)
    assert main_action(client, campaign) == ("people/", "People and links")
    answer_all(people[0])
    assert main_action(client, campaign) == ("board/", "Response board")
    for person in people[1:]:
        answer_all(person)
    assert main_action(client, campaign) == ("#close", "Close the campaign")
    close_campaign(campaign=campaign, now=NOW + timedelta(days=1))
    report = f"/reports/{campaign.pk}/{team.slug}/"
    assert main_actions(client, f"/campaigns/{campaign.pk}/") == [(report, "Read the report")]


def test_of_several_teams_the_main_thing_is_all_of_them_together():
    user = make_user()
    organisation = make_organisation("Works", user)
    campaign = make_campaign(organisation, [make_team(organisation), make_team(organisation)])
    for _each in range(5):
        answer_all(make_invitation(campaign, campaign.teams.first()))
    close_campaign(campaign=campaign, now=NOW + timedelta(days=1))
    found = main_actions(browser(user), f"/campaigns/{campaign.pk}/")
    assert [words for _address, words in found] == ["All teams side by side"]


def test_an_open_link_is_an_invitation_and_a_pause_is_ended_before_anything_else():
    user = make_user()
    campaign = make_campaign(make_organisation("Works", user))
    client = browser(user)
    assert main_action(client, campaign) == ("people/", "Invite people")
    open_team_link(campaign=campaign, team=campaign.teams.get(), limit=9, now=NOW)
    assert "9 people can answer" in Page(client.get(f"/campaigns/{campaign.pk}/")).text
    assert "Nobody is invited" not in Page(client.get(f"/campaigns/{campaign.pk}/people/")).text
    assert "0 of 9 have answered" in Page(client.get(f"/campaigns/{campaign.pk}/board/")).text
    assert main_action(client, campaign) == ("people/", "People and links")
    pause(campaign=campaign, now=NOW)
    assert "Next:" not in Page(client.get(f"/campaigns/{campaign.pk}/")).text


def test_a_team_that_answers_jointly_is_led_to_its_workshop_and_from_it_to_closing():
    going = make_workshop(2)
    campaign, client = going.workshop.campaign, browser(going.owner)
    path = f"/campaigns/{campaign.pk}/"
    slug = going.workshop.team.slug
    assert main_action(client, campaign) == (f"workshop/{slug}/", "To the workshop")
    assert "Each person gets a link of their own" not in Page(client.get(path)).text


def test_whoever_only_leads_a_team_is_not_told_to_run_the_campaign():
    campaign = make_campaign()
    lead = browser(give_role(make_user(), campaign.organisation, "lead", campaign.teams.get()))
    assert "Next:" not in Page(lead.get(f"/campaigns/{campaign.pk}/")).text


def test_checking_leads_to_inviting_as_long_as_nobody_is_invited():
    user = make_user()
    campaign = make_campaign(make_organisation("Works", user), state="draft")
    client = browser(user)
    path = f"/campaigns/{campaign.pk}/set-up/open/"
    people = f"/campaigns/{campaign.pk}/people/"
    assert main_actions(client, path) == [(people, "Invite people")]
    make_invitation(campaign)
    assert main_actions(client, path) == [("", "Open now")]
    assert main_actions(client, people) == [(path, "Check and open")]


def test_the_step_that_chooses_teams_cannot_be_skipped_before_it_is_saved():
    user = make_user()
    organisation = make_organisation("Works", user)
    team = make_team(organisation)
    client = browser(user)
    campaign = create_campaign(
        organisation=organisation, by=user, name="x", model_ref=BUILT_IN, teams=[], now=NOW
    )
    path, skip = f"/campaigns/{campaign.pk}/set-up/who/", "Leave the rest as it is"
    assert skip not in Page(client.get(path)).text
    set_who(campaign=campaign, teams=[team], mode="anonymous", min_group=5, now=NOW)
    assert skip in Page(client.get(path)).text


def test_an_organisation_without_teams_shows_nothing_but_the_first_team_to_add():
    user = make_user()
    organisation = make_organisation("Works", user)
    client, path = browser(user), f"/organisations/{organisation.slug}/"
    empty = Page(client.get(path))
    assert "campaigns" not in empty.ids
    assert f"{path}actions/" not in empty.links
    make_team(organisation)
    assert "campaigns" in Page(client.get(path)).ids


def test_a_test_form_leads_back_to_its_campaign_and_a_persons_form_does_not():
    user = make_user()
    campaign = make_campaign(make_organisation("Works", user))
    client, path = browser(user), f"/campaigns/{campaign.pk}/"
    tried = client.post(f"{path}try/", follow=True)
    assert path in Page(tried).links
    person = make_invitation(campaign)
    assert path not in Page(Client().get(f"/answer/{person.token}/")).links


def test_a_facilitator_is_told_what_is_waited_for_and_afterwards_where_the_report_appears():
    empty = make_workshop(0)
    lead = browser(empty.lead)
    path = f"/campaigns/{empty.workshop.campaign_id}/workshop/{empty.workshop.team.slug}/"
    shown = Page(lead.get(path))
    assert "Nobody has opened the link yet" in shown.text
    assert "voted" not in shown.ids


def test_closing_is_not_the_next_thing_while_nothing_could_be_shown():
    user = make_user()
    campaign = make_campaign(make_organisation("Works", user))
    client, path = browser(user), f"/campaigns/{campaign.pk}/"
    answer_all(make_invitation(campaign))
    assert main_action(client, campaign) == ("people/", "People and links")
    page = Page(client.get(path)).text
    assert "no team has the 5 people from which results are shown" in page
    assert f"nothing would be shown of: {campaign.teams.get().name} (1)." in page
    close_campaign(campaign=campaign, now=NOW + timedelta(days=1))
    assert main_actions(client, path) == [(f"{path}reopen/", "Open it again")]
    report = Page(client.get(f"/reports/{campaign.pk}/{campaign.teams.get().slug}/"))
    assert path in report.links


def test_a_draft_with_an_open_link_leads_on_to_opening_it():
    user = make_user()
    campaign = make_campaign(make_organisation("Works", user), state="draft")
    open_team_link(campaign=campaign, team=campaign.teams.get(), limit=9, now=NOW)
    people, path = f"/campaigns/{campaign.pk}/people/", f"/campaigns/{campaign.pk}/set-up/open/"
    client = browser(user)
    assert main_actions(client, people) == [(path, "Check and open")]
    assert main_actions(client, path) == [("", "Open now")]


@pytest.mark.parametrize(
    ("host", "warned"),
    [("localhost:8000", True), ("127.0.0.1", True), ("[::1]:80", True), ("testserver", False)],
)
def test_links_that_only_this_computer_can_open_say_so(settings, host, warned):
    settings.ALLOWED_HOSTS = ["*"]
    user = make_user()
    campaign = make_campaign(make_organisation("Works", user))
    found = browser(user).get(f"/campaigns/{campaign.pk}/people/", headers={"host": host})
    assert ("nobody else can open them" in Page(found).text) == warned


def test_after_the_deadline_too_few_answers_ask_for_more_time_before_closing():
    user = make_user()
    campaign = make_campaign(make_organisation("Works", user))
    row, client = Campaign.objects.filter(pk=campaign.pk), browser(user)
    answer_all(make_invitation(campaign))
    row.update(deadline=NOW)
    assert main_action(client, campaign) == ("set-up/when/", "Give it more time")
    row.update(deadline=None)
    for _each in range(4):
        answer_all(make_invitation(campaign))
    row.update(deadline=NOW)
    assert main_action(client, campaign) == ("#close", "Close the campaign")


def test_open_links_end_when_a_team_is_to_answer_jointly():
    user = make_user()
    campaign = make_campaign(make_organisation("Works", user), state="draft")
    team = campaign.teams.get()
    link = open_team_link(campaign=campaign, team=team, limit=9, now=NOW)
    set_who(campaign=campaign, teams=[team], mode="consensus", min_group=5, now=NOW)
    link.refresh_from_db()
    assert link.closed_at == NOW
    assert "9 people" not in Page(browser(user).get(f"/campaigns/{campaign.pk}/")).text
    link.closed_at = None  # as one that was made before links ended by themselves
    link.save()
    assert "9 people" not in Page(browser(user).get(f"/campaigns/{campaign.pk}/")).text
    Client().post(f"/take-part/{link.token}/", {"mine": "yes"})
    assert not campaign.invitations.exists()
