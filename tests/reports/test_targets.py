"""Targets and gaps in a team's report: page, documents, and what they never say."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from reports.charts.radar import radar
from reports.exports.pdf import render_pdf
from reports.exports.xlsx.team import team_book
from survey.services.campaigns import close_campaign
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
from tests.reports.reporting import built_in_report, t7_report

# Of the worked example: a1 is at level 4, a2 at level 3, b1 at level 2.


def targets_of(language="en", **targets):
    return t7_report(language, targets=targets).core.targets


def test_nothing_is_shown_without_targets_and_the_method_says_that_they_can_be_set():
    for language, said in (("en", "No targets were set."), ("zh-hans", "本次评估未设目标。")):
        report = t7_report(language)
        assert report.core.targets is None
        assert report.method[-1].text.startswith(said)
        assert not any(row.target_text != "–" for row in report.core.groups[0].capabilities)


def test_each_capability_stands_against_its_target():
    found = targets_of(a1=3, a2=3, b1=4)
    assert found.heading == "One capability is below its target: b1"
    rows = {row.slug: (row.level_text, row.target_text, row.gap_text) for row in found.rows}
    assert rows == {
        # The range of a1 starts above 50, the place of level 3 among the scores.
        "a1": ("4", "3", "above target; effort may be better spent elsewhere"),
        "a2": ("3", "3", "reached"),
        "b1": ("2", "4", "2 levels below"),
    }
    assert found.rows[2].bar_alt == "Level 2, target 4: 2 levels below."


def test_doing_less_is_advised_only_where_the_whole_range_is_above_the_target():
    b1 = targets_of(b1=2).rows[0]
    assert b1.gap_text == "reached"
    a2 = targets_of(a2=2).rows[0]
    (interval,) = (
        row.interval for g in t7_report().core.groups for row in g.capabilities if row.slug == "a2"
    )
    assert (a2.state == "over") == (interval[0] > 25)


@pytest.mark.parametrize(
    ("targets", "english", "chinese"),
    [
        ({"a1": 5}, "One capability is below its target: a1", "一项能力未达目标：a1"),
        (
            {"a1": 5, "b1": 3},
            "Two capabilities are below their target: a1, b1",
            "两项能力未达目标：a1、b1",
        ),
        ({"a2": 3}, "The one target is reached", "唯一一项目标已达到"),
        ({"a1": 4, "a2": 3, "b1": 2}, "All three targets are reached", "三项目标均已达到"),
        ({"a1": 4, "a2": 2}, "Both targets are reached", "两项目标均已达到"),
    ],
)
def test_the_heading_states_the_finding(targets, english, chinese):
    assert targets_of(**targets).heading == english
    assert targets_of("zh-hans", **targets).heading == chinese


def test_with_many_below_the_heading_names_the_furthest():
    report = built_in_report()
    slugs = [row.slug for group in report.core.groups for row in group.capabilities][:5]
    aims = dict.fromkeys(slugs, 4) | {slugs[3]: 5}
    found = built_in_report(targets=aims).core.targets
    furthest = next(row.name for row in found.rows if row.slug == slugs[3])
    assert found.heading.startswith("Five capabilities are below their target, furthest ")
    assert furthest.lower() in found.heading.lower()


def test_a_capability_that_is_hidden_stays_hidden():
    few = built_in_report(steps=(1, 2), targets={"code-review": 3})
    (row,) = few.core.targets.rows
    assert (row.level_text, row.gap_text) == ("–", "level not shown")
    assert few.core.targets.heading == "No capability that has a target can be shown"


def test_the_radar_marks_targets_at_the_place_of_their_level():
    report = t7_report(targets={"a1": 3, "b1": 5})
    *_, drawn = radar(report.core, now="now", last="last", target="target")["data"]
    assert drawn["name"] == "target"
    assert list(drawn["r"]) == [50, None, 100, 50]


@pytest.mark.parametrize(
    ("language", "words", "sheet"),
    [
        ("en", ["Two capabilities are below their target", "2 levels below"], "Targets"),
        ("zh-hans", ["两项能力未达目标", "差2级"], "目标"),
    ],
)
def test_documents_hold_the_same(language, words, sheet):
    report = t7_report(language, targets={"a1": 5, "b1": 4})
    pages = PdfReader(io.BytesIO(render_pdf(report, "full"))).pages
    printed = "".join("".join(page.extract_text() for page in pages).split())
    for said in words:
        assert "".join(said.split()) in printed
    book = load_workbook(io.BytesIO(team_book(report)))
    cells = [cell.value for row in book[sheet].iter_rows(max_row=3) for cell in row]
    assert cells[-4:] == ["b1", 2, 4, report.core.targets.rows[1].gap_text]
    assert sheet not in load_workbook(io.BytesIO(team_book(t7_report(language)))).sheetnames


@pytest.mark.django_db
def test_the_page_shows_gaps_as_a_table_with_bars_that_say_themselves():
    organisation = make_organisation()
    team = make_team(organisation)
    campaign = make_campaign(organisation, [team], min_group=3)
    campaign.targets = {"version-control": 4}
    campaign.save()
    for _ in range(3):
        answer_all(make_invitation(campaign, team))
    close_campaign(campaign=campaign, now=NOW)
    manager = make_user()
    give_role(manager, organisation, "manager")
    client = Client()
    client.force_login(manager)
    address = reverse("team-report", args=[campaign.pk, team.slug])
    english = client.get(address, {"lang": "en"}).content.decode()
    assert "below its target: version control" in english
    assert 'role="img" aria-label="Level ' in english
    chinese = client.get(address, {"lang": "zh-hans"}).content.decode()
    assert "一项能力未达目标：" in chinese
