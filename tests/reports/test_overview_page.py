"""The page of a campaign's overview: who is on it, where it leads, and what it costs."""

import re
from datetime import timedelta
from html import unescape

import pytest

from survey.queries.overview import _compared
from survey.services.campaigns import close_campaign
from tests.factories import (
    NOW,
    answer_in_steps,
    give_role,
    make_campaign,
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
    client.user = user
    return client


def closed(user, teams, **more):
    """A closed campaign; `teams` are steps by name: one person a step, who gives it everywhere."""
    organisation = make_organisation("Example works", user)
    made = {name: make_team(organisation, name) for name in teams}
    campaign = make_campaign(organisation, made.values(), min_group=3, **more)
    answer_in_steps(campaign, {made[name]: steps for name, steps in teams.items()})
    return close_campaign(campaign=campaign, now=NOW + timedelta(days=14))


def address(campaign):
    return f"/campaigns/{campaign.pk}/overview/"


def text_of(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


TEAMS = {"Payments": (1, 2, 2, 1), "Mobile": (2, 2, 3, 2), "Search": (3, 3, 2, 4)}


def test_each_cell_leads_to_its_explanation(manager):
    campaign = closed(manager.user, TEAMS)
    page = Page(manager.get(address(campaign)))
    links = [link for link in page.links if "/why/" in link]
    assert len(links) == 3 * (20 + 5)
    assert links[0].endswith("/mobile/why/algorithm-implementation/")
    for link in {links[0], links[33], links[-1]}:
        assert manager.get(link).status_code == 200
    assert page.styles == 0


def test_nothing_of_a_hidden_team_is_on_the_page(manager):
    more = {"Zebra": (4, 4), "Quince": (0, 4)}
    campaign = closed(manager.user, {**TEAMS, **more})
    html = manager.get(address(campaign)).content.decode()
    rows = re.findall(r"<tr>(?:(?!</tr>).)*?(?:Zebra|Quince)(?:(?!</tr>).)*?</tr>", html, re.S)
    assert [text_of(row) for row in rows] == 2 * [
        "Quince Not shown: fewer than 3 people answered",
        "Zebra Not shown: fewer than 3 people answered",
    ]
    for slug in ("zebra", "quince"):
        assert f"/reports/{campaign.pk}/{slug}/" not in html
    text = text_of(html)
    assert "People in these teams who answered 12" in text
    assert "Three of five teams shown" in text


def test_the_page_is_whole_in_chinese(manager):
    names = {"支付平台": (1, 2, 2, 1), "移动应用": (2, 2, 3, 2), "搜索推荐": (3, 3, 2, 4)}
    campaign = closed(manager.user, names, name="2026年秋季")
    html = manager.get(address(campaign), {"lang": "zh-hans"}).content.decode()
    assert '<html lang="zh-CN"' in html
    assert "三个团队全部显示：" in html
    main = re.search(r"<main.*?</main>", html, re.S).group(0)
    assert re.findall(r"\b[A-Z][a-z]+ [a-z]{3,}\b", text_of(main)) == []


def test_a_campaign_without_results_says_when_they_appear(manager):
    organisation = make_organisation("Example works", manager.user)
    for state in ("draft", "open"):
        campaign = make_campaign(organisation, [make_team(organisation)], state=state)
        html = manager.get(address(campaign)).content.decode()
        assert "Results appear when the campaign is closed." in text_of(html)
        assert "pl-heat" not in html


def test_only_those_who_manage_the_campaign_find_it_and_the_links_to_it(manager, client):
    campaign = closed(manager.user, TEAMS)
    organisation = campaign.organisation
    places = ("/", f"/organisations/{organisation.slug}/", f"/campaigns/{campaign.pk}/")
    for place in places:
        assert address(campaign) in Page(manager.get(place)).links, place
    lead = give_role(make_user(), organisation, "lead", campaign.teams.first())
    client.force_login(lead)
    assert client.get(address(campaign)).status_code == 404
    for place in places:
        assert address(campaign) not in Page(client.get(place)).links, place


@pytest.mark.parametrize("teams", [3, 30])
def test_the_number_of_queries_does_not_depend_on_that_of_teams(
    manager, teams, django_assert_num_queries
):
    """Session, person, campaign, teams, results; the first time also the answers, once."""
    steps = ((1, 2, 2), (2, 2, 3), (3, 3, 2))
    campaign = closed(manager.user, {f"Team {at:02}": steps[at % 3] for at in range(teams)})
    _compared.cache_clear()
    with django_assert_num_queries(8):
        html = manager.get(address(campaign)).content.decode()
    assert html.count('scope="row"><a href="/reports/') == 2 * teams
    with django_assert_num_queries(5):
        manager.get(address(campaign))


def test_no_shared_cache_may_keep_it(manager):
    campaign = closed(manager.user, TEAMS)
    kept = manager.get(address(campaign)).headers["Cache-Control"]
    assert set(kept.split(", ")) == {"private", "no-cache"}
    assert manager.post(address(campaign)).status_code == 405
