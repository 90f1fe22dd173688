"""An organisation’s portfolio: newest figures, choices, movers, and nothing of hidden teams."""

import json
import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.contrib.auth import get_user

from assessment.core.excerpt import excerpt, from_excerpt
from assessment.core.result import Result
from survey.models import Campaign, TeamResult, Unit
from survey.services.actions import create_action
from survey.services.campaigns import close_campaign, create_campaign, open_campaign
from tests.factories import (
    NOW,
    answer_all,
    answer_in_steps,
    give_role,
    make_campaign,
    make_invitation,
    make_organisation,
    make_team,
    make_user,
)
from tests.survey.pages import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client):
    user = make_user()
    client.force_login(user)
    client.organisation = make_organisation("Example works", user)
    return client


def closed(organisation, teams, at=NOW, name="Autumn", **more):
    """A closed campaign; `teams` are steps by team: one person a step, who gives it everywhere."""
    values = {"model_ref": "engineering-practice", "form": "short", "min_group": 3, **more}
    campaign = create_campaign(
        organisation=organisation, by=None, teams=list(teams), name=name, now=at, **values
    )
    campaign = open_campaign(campaign=campaign, now=at)
    answer_in_steps(campaign, teams, at)
    return close_campaign(campaign=campaign, now=at + timedelta(days=14))


def made(organisation):
    """Four teams in two rounds: one improved, one declined, one unchanged, one too small."""
    names = ("Payments", "Mobile", "Search", "Zebra")
    payments, mobile, search, zebra = (make_team(organisation, name) for name in names)
    first = {payments: (1,) * 6, mobile: (3,) * 6, search: (2,) * 6, zebra: (4, 4)}
    second = {payments: (3,) * 6, mobile: (1,) * 6, search: (2,) * 6, zebra: (0, 4)}
    one = closed(organisation, first, name="First round")
    two = closed(organisation, second, at=NOW + timedelta(days=180), name="Second round")
    return one, two


def address(organisation, query=""):
    return f"/organisations/{organisation.slug}/portfolio/{query}"


def text(response):
    """What is read, with a space between any two elements."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def test_an_excerpt_reads_like_the_full_result(manager):
    made(manager.organisation)
    for row in TeamResult.objects.exclude(payload=""):
        full, short = Result.from_json(json.loads(row.payload)), from_excerpt(row.excerpt)
        assert short.core.overall == full.core.overall
        assert short.core.nodes == full.core.nodes
        assert (short.respondents, short.mode, short.form) == (
            full.respondents,
            full.mode,
            full.form,
        )
        if full.core.trend:
            assert short.core.trend.overall == full.core.trend.overall
            assert short.core.trend.nodes == full.core.trend.nodes
        assert row.excerpt == excerpt(json.loads(row.payload))


def test_the_page_answers_its_questions_at_once(manager):
    made(manager.organisation)
    said = text(manager.get(address(manager.organisation)))
    assert "Where do we stand? 50.0 of 100 on average over 3 teams, from 25.0 to 75.0." in said
    assert "Who moved? Improved: Payments (+50.0); declined: Mobile (−50.0)." in said
    assert "Where should I look? At Mobile: its score fell by 50.0, more than chance." in said
    assert "Three of four teams shown" in said


def test_nothing_of_a_hidden_team_is_in_any_choice(manager):
    organisation = manager.organisation
    _one, two = made(organisation)
    unit = Unit.objects.create(organisation=organisation, slug="a", name="Unit A")
    organisation.teams.filter(slug__in=["payments", "mobile", "search", "zebra"]).update(unit=unit)
    for query in ("", "?unit=a", "?text=z", "?order=score", "?unit=a&text=e"):
        page = Page(manager.get(address(organisation, query)))
        assert "Not shown: fewer than 3 people answered" in page.text
        assert f"/reports/{two.pk}/zebra/" not in page.links
    few = text(manager.get(address(organisation, "?text=pay")))
    assert "No average from fewer than three teams." in few


def test_units_and_text_choose_teams_and_units_roll_up_by_the_same_rule(manager):
    organisation = manager.organisation
    made(organisation)
    a = Unit.objects.create(organisation=organisation, slug="a", name="Unit A")
    b = Unit.objects.create(organisation=organisation, slug="b", name="Unit B")
    organisation.teams.filter(slug__in=["payments", "mobile", "search"]).update(unit=a)
    organisation.teams.filter(slug="zebra").update(unit=b)
    page = Page(manager.get(address(organisation, "?unit=a")))
    assert any(link.endswith("/payments/") for link in page.links)
    assert "Zebra" not in page.text
    only = Page(manager.get(address(organisation, "?unit=b")))
    assert "Payments" not in only.text
    assert "Zebra" in only.text
    nothing = text(manager.get(address(organisation, "?text=nobody")))
    assert "No team matches this choice." in nothing


def test_the_order_is_by_name_unless_chosen_and_then_says_what_it_does_not_tell(manager):
    organisation = manager.organisation
    made(organisation)
    by_name = manager.get(address(organisation))
    assert "who is better" not in text(by_name)
    assert "who is better" in text(manager.get(address(organisation, "?order=score")))
    rows = Page(by_name).links
    names = [x for x in rows if x.endswith("/trend/")]
    assert [x.split("/")[-3] for x in names[:4]] == ["mobile", "payments", "search", "zebra"]
    scored = Page(manager.get(address(organisation, "?order=score"))).links
    names = [x for x in scored if x.endswith("/trend/")]
    assert [x.split("/")[-3] for x in names[:4]] == ["mobile", "search", "payments", "zebra"]


def test_a_short_round_of_one_team_does_not_hide_the_figures_of_the_others(manager):
    organisation = manager.organisation
    made(organisation)
    team = organisation.teams.get(slug="search")
    closed(organisation, {team: (4,) * 3}, at=NOW + timedelta(days=300), form="full", name="Pulse")
    said = text(manager.get(address(organisation)))
    assert "Where do we stand? 50.0 of 100 on average over 3 teams, from 25.0 to 75.0." in said
    other = manager.get(address(organisation, "?kind=engineering-practice@1-full"))
    assert "No average from fewer than three teams." in text(other)


def test_an_organisation_without_results_learns_the_next_step(manager):
    said = text(manager.get(address(manager.organisation)))
    assert "The portfolio fills when the first campaign is closed" in said


@pytest.mark.parametrize("teams", [3, 30])
def test_the_number_of_queries_does_not_depend_on_that_of_teams(
    manager, teams, django_assert_num_queries
):
    organisation = manager.organisation
    steps = ((1, 2, 2), (2, 2, 3), (3, 3, 2))
    many = [make_team(organisation, f"Team {at:02}") for at in range(teams)]
    closed(organisation, {team: steps[at % 3] for at, team in enumerate(many)})
    manager.get(address(organisation))
    with django_assert_num_queries(QUERIES):
        manager.get(address(organisation))


QUERIES = 9
"""Session, person, organisation, campaigns, teams, results, excerpts, units, actions."""


def test_managers_find_it_from_home_and_nobody_else_does(manager, client):
    organisation = manager.organisation
    made(organisation)
    for place in ("/", f"/organisations/{organisation.slug}/"):
        assert address(organisation) in Page(manager.get(place)).links, place
    assert manager.get("/organisation/").headers["Location"] == address(organisation)
    client.force_login(give_role(make_user(), organisation, "lead", organisation.teams.first()))
    assert client.get(address(organisation)).status_code == 404
    assert client.get("/organisation/").headers["Location"] == "/"
    for place in ("/", f"/organisations/{organisation.slug}/"):
        assert address(organisation) not in Page(client.get(place)).links, place


def test_it_says_what_not_to_rely_on(manager):
    made(manager.organisation)
    said = text(manager.get(address(manager.organisation)))
    assert "What should I not rely on? No figures of Zebra: too few people answered." in said
    make_team(manager.organisation, "Younger")
    assert "Not assessed yet: Younger." in text(manager.get(address(manager.organisation)))
    chinese = manager.get(address(manager.organisation, "?lang=zh-hans")).content.decode()
    assert "Zebra作答人数太少，不显示结果。尚未评估：Younger。" in chinese


def test_a_team_whose_whole_range_is_below_all_others_is_where_to_look(manager):
    organisation = manager.organisation
    low, high, middle = (make_team(organisation, name) for name in ("Low", "High", "Middle"))
    closed(organisation, {low: (0, 0, 1, 1, 0), high: (4, 3, 4, 3, 4), middle: (2, 3, 2, 3, 2)})
    said = text(manager.get(address(organisation)))
    assert "Where should I look? At Low: 10.0, with its whole range below" in said
    chinese = manager.get(address(organisation, "?lang=zh-hans")).content.decode()
    assert "Low：10.0分，其得分区间整体低于其他各团队。" in chinese


def test_the_next_thing_to_do_is_a_blocked_gate_until_an_action_is_overdue(manager):
    organisation = manager.organisation
    _one, two = made(organisation)
    page = Page(manager.get(address(organisation)))
    assert "Agree on an action for" in page.text
    assert "No action is under way yet." in page.text
    (chooser,) = [link for link in page.links if "/actions/?do=" in link]
    assert chooser.startswith(f"/reports/{two.pk}/")
    # The gate is ticked already on the page that it leads to.
    assert manager.get(chooser).content.decode().count(" checked>") == 1
    team = organisation.teams.get(slug="mobile")
    create_action(team=team, by=None, title="Write a plan", due=date(2026, 1, 2), now=NOW)
    late = Page(manager.get(address(organisation)))
    assert "One action is overdue. Ask who sees to it what is in the way." in late.text
    assert f"/organisations/{organisation.slug}/actions/?overdue=1" in late.links
    chinese = manager.get(address(organisation, "?lang=zh-hans")).content.decode()
    assert "有一项行动已逾期，先问负责人卡在哪里。" in chinese


def test_the_first_page_has_the_same_answers_while_one_organisation_has_results(manager, client):
    organisation = manager.organisation
    made(organisation)
    home = Page(manager.get("/"))
    assert "At Mobile: its score fell by 50.0, more than chance." in home.text
    assert f"{address(organisation)}#moves" in home.links
    another = make_organisation("Another", get_user(client))
    assert "At Mobile" in text(manager.get("/"))
    close_campaign(campaign=make_campaign(another, [make_team(another)]), now=NOW)
    assert "At Mobile" in text(manager.get("/"))  # nothing is shown of the other one
    shown = make_campaign(another, [make_team(another)])
    for _each in range(5):
        answer_all(make_invitation(shown))
    close_campaign(campaign=shown, now=NOW)
    assert "At Mobile" not in text(manager.get("/"))
    client.force_login(give_role(make_user(), organisation, "lead", organisation.teams.first()))
    assert "What should I not rely on?" not in text(client.get("/"))


def test_the_portfolio_leads_to_what_is_sent_upward(manager):
    organisation = manager.organisation
    _one, two = made(organisation)
    links = Page(manager.get(address(organisation))).links
    documents = f"/campaigns/{two.pk}/documents/?kind=portfolio"
    assert {documents, f"/campaigns/{two.pk}/share/"} <= set(links)
    html = manager.get(documents).content.decode()
    assert re.search(r'value="portfolio"\s+checked', html)


def test_it_is_whole_in_chinese(manager):
    made(manager.organisation)
    html = manager.get(address(manager.organisation, "?lang=zh-hans")).content.decode()
    assert "现在水平如何？" in html
    assert "3个团队平均50.0分（满分100），最低25.0，最高75.0。" in html


def test_a_course_takes_two_campaigns_and_says_what_changed(manager):
    organisation = manager.organisation
    made(organisation)
    path = f"/organisations/{organisation.slug}/teams/payments/trend/"
    said = text(manager.get(path))
    assert "Improved by 50.0 since First round" in said
    assert "improved +50.0 since First round" in said
    hidden = text(manager.get(f"/organisations/{organisation.slug}/teams/zebra/trend/"))
    assert hidden.count("Not shown: fewer than 3 people answered") == 2
    new = make_team(organisation, "New")
    said = text(manager.get(f"/organisations/{organisation.slug}/teams/{new.slug}/trend/"))
    assert "A course begins when the team’s first campaign is closed." in said


def test_a_new_version_of_the_model_marks_a_break(manager):
    organisation = manager.organisation
    one, _two = made(organisation)
    Campaign.objects.filter(pk=one.pk).update(model_version="0.9.0")
    said = text(manager.get(f"/organisations/{organisation.slug}/teams/payments/trend/"))
    assert "Another questionnaire from here on: not connected with what was before." in said


def test_teams_differ_clearly_only_where_their_ranges_do_not_overlap(manager):
    organisation = manager.organisation
    made(organisation)
    path = f"/organisations/{organisation.slug}/compare/"
    said = text(manager.get(path + "?team=payments&team=mobile"))
    assert "Mobile and Payments: 20 of 20 capabilities differ clearly" in said
    three = text(manager.get(path + "?team=payments&team=mobile&team=search"))
    assert "clear difference between Payments and Mobile" in three
    hidden = text(manager.get(path + "?team=payments&team=zebra"))
    assert "Zebra: Not shown: fewer than 3 people answered" in hidden


def test_one_team_or_all_teams_in_two_campaigns(manager):
    organisation = manager.organisation
    one, two = made(organisation)
    path = f"/organisations/{organisation.slug}/compare/?campaign={one.pk}&campaign={two.pk}"
    said = text(manager.get(path + "&team=payments"))
    assert "Payments, First round and Payments, Second round: 20 of 20" in said
    everyone = text(manager.get(path))
    assert "All teams: First round and Second round" in everyone
    assert "Median of 3 teams shown both times" in everyone


def test_choosing_too_little_or_nonsense_shows_the_choice(manager):
    organisation = manager.organisation
    made(organisation)
    for query in ("", "?team=payments", "?team=nobody&campaign=x", "?campaign=&campaign="):
        said = text(manager.get(f"/organisations/{organisation.slug}/compare/{query}"))
        assert "What do you want to compare?" in said
