"""A team's report in a real browser: charts, themes, phones, no scripts, hostile names."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from survey.services.campaigns import close_campaign
from tests.factories import (
    NOW,
    answer_all,
    make_campaign,
    make_invitation,
    make_organisation,
    make_team,
    make_user,
)

HOSTILE = '<img src=x onerror="document.title=1">%{x}\u202e'
SPOKES = "document.querySelectorAll('.angularaxistick text')"


@pytest.fixture
def report():
    """(mail address of a reader, address of a report); six people answered the short form."""
    user = make_user()
    organisation = make_organisation("Example works", user)
    team = make_team(organisation, HOSTILE)
    for start, name in enumerate(("Spring " + HOSTILE, "Autumn")):
        now = NOW + timedelta(days=200 * start)
        campaign = make_campaign(organisation, [team], min_group=3, name=name)
        for step in (1, 2, 2, 3, 4, start):
            answer_all(make_invitation(campaign, team), step)
        close_campaign(campaign=campaign, now=now + timedelta(days=14))
    return user.email, f"/reports/{campaign.pk}/{team.slug}/"


def drawn(page):
    page.locator(".pl-radar").scroll_into_view_if_needed()
    page.wait_for_selector(".pl-radar .angularaxistick text")
    return page.evaluate(f"[...{SPOKES}].map(text => text.textContent)")


def test_the_radar_bears_the_figures_of_the_table(visit, report):
    visitor = visit(theme="light", width=1280)
    visitor.sign_in(report[0])
    page = visitor.go(report[1])
    names = [re.sub(r"…? [\d.]+$", "", text) for text in drawn(page)]
    values = [text.rsplit(" ", 1)[1] for text in drawn(page)]
    rows = page.locator(".pl-numbered tbody tr:not(.grp)")
    table = rows.evaluate_all(
        "rows => rows.map(row => ['a', 'b'].map(tag => row.querySelector(tag).textContent))"
    )
    assert [value for _, value in table] == values
    assert all(name.startswith(cut) for (name, _), cut in zip(table, names, strict=True))


def test_a_change_of_theme_draws_the_charts_anew_and_is_kept(visit, report):
    visitor = visit(theme="light", width=1280)
    visitor.sign_in(report[0])
    page = visitor.go(report[1])
    drawn(page)
    line = ".pl-radar .scatterlayer .js-line"
    before = page.locator(line).first.evaluate("line => getComputedStyle(line).stroke")
    page.click(".pl-menu summary")
    page.click(".pl-menu button[value=dark]")
    page.wait_for_function(
        "before => getComputedStyle(document.querySelector('.pl-radar .js-line')).stroke != before",
        arg=before,
    )
    after = page.locator(line).first.evaluate("line => getComputedStyle(line).stroke")
    assert (before, after) == ("rgb(36, 80, 109)", "rgb(169, 203, 224)")
    page.reload()
    assert page.evaluate("document.documentElement.dataset.bsTheme") == "dark"


def test_a_phone_shows_numbers_and_the_table_that_explains_them(visit, report):
    visitor = visit(theme="light", width=320)
    visitor.sign_in(report[0])
    page = visitor.go(report[1])
    assert drawn(page) == [str(number) for number in range(1, 21)]
    assert page.locator(".is-tight details[data-fold]").first.get_attribute("open") is not None
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_hovering_over_a_point_shows_names_as_text(visit, report):
    visitor = visit(theme="light", width=1280)
    visitor.sign_in(report[0])
    page = visitor.go(report[1])
    drawn(page)
    page.locator(".pl-radar .scatterlayer .point").first.hover(force=True)
    page.wait_for_selector(".hoverlayer .hovertext")
    assert page.evaluate("document.title").endswith("Plumbline 准绳")
    assert page.locator("main img").count() == 0


def test_without_scripts_the_tables_are_open(visit, report):
    visitor = visit(theme="light", width=1280)
    visitor.sign_in(report[0])
    plain = visit(scripts=False)
    plain.context.add_cookies(visitor.context.cookies())
    page = plain.go(report[1])
    assert page.locator(".pl-radar").is_visible() is False
    folded = page.locator("details[data-fold]")
    assert folded.count() > 0
    assert folded.evaluate_all("tables => tables.every(table => table.open)") is True
