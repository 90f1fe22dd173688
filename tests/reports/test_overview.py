"""The contents of a campaign's overview: figures of shown teams, and nothing of the others."""

import json
import re
from dataclasses import asdict, replace

import pytest

from reports.charts.spread import build_team_mark, build_whisker
from reports.contents.overview import build_overview
from tests.reports.overviews import DK, NA, Team, campaign, overview

THREE = {"Ann": Team((1, 1, 1)), "Bob": Team((2, 2, 2)), "Cid": Team((3, 3, 3, 3))}
LANGUAGES = ("en", "zh-hans")


def even(step, people=3, **special):
    """Everybody gives the step, and in `special` (slug with _ for -) another one."""
    own = {slug.replace("_", "-"): (code,) * people for slug, code in special.items()}
    return Team((step,) * people, tuple(own.items()))


def said(page):
    return json.dumps(asdict(page), default=str, ensure_ascii=False)


def test_the_teams_together_are_a_mean_by_respondents_and_a_spread_of_levels():
    """(3 x 25 + 3 x 50 + 4 x 75) / 10."""
    found = overview(THREE).together
    assert found.heading == "The teams together score 52.5 of 100"
    assert (found.teams_text, found.people_text) == ("3 of 3", "10")
    levels = [(level.number, level.count, level.text) for level in found.levels]
    assert levels == [
        (1, 0, "no team"),
        (2, 1, "1 team"),
        (3, 2, "2 teams"),
        (4, 0, "no team"),
        (5, 0, "no team"),
    ]


def test_fewer_than_three_shown_teams_give_no_common_figure():
    page = overview({name: THREE[name] for name in ("Ann", "Bob")})
    assert page.heading == "Too few teams for a common finding"
    assert page.together.heading == "No common figure from fewer than three teams"
    assert (page.together.score_text, page.together.people_text) == ("–", "–")
    assert page.together.levels == ()
    assert (page.weaknesses.blockers, page.weaknesses.low) == ((), ())
    assert page.heat.spread_heading == ""
    assert all(column.spread is None for column in page.heat.columns)
    assert [row.level for row in page.heat.rows] == [2, 3]


def test_rows_stand_in_the_order_given_and_hidden_ones_say_why():
    teams = {
        "Ann": even(1, 5),
        "Bob": even(2, 4),
        "Cid": even(3, 2),
        "Dan": even(3, 4),
        "Eve": Team(()),
        "Fay": even(2, 6),
        "Guy": Team((DK,) * 9, ()),
    }
    rows = overview(teams).heat.rows
    assert [(row.name, row.shown, row.reason) for row in rows] == [
        ("Ann", True, ""),
        ("Bob", True, ""),
        ("Cid", False, "Not shown: fewer than 3 people answered"),
        ("Dan", True, ""),
        ("Eve", False, "Not shown: nobody answered"),
        ("Fay", True, ""),
        ("Guy", False, "Not shown: there is no score of the whole"),
    ]
    assert [row.answered_text for row in rows] == [
        *("5 answered", "4 answered", "", "4 answered", "", "6 answered", ""),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("step", [0, 2, 4])
def test_nothing_of_a_hidden_team_is_on_the_page(language, step):
    """Whatever the people of hidden teams say, the page is the same to the last letter."""
    shown = {"Ann": even(1, 11), "Bob": even(2, 12), "Cid": even(3, 13)}

    def page(*steps):
        bent = Team(steps[:2], (("vc-system", (4 - steps[0],) * 2),))
        small = Team(steps[:2], (("cr-coverage", (steps[0],) * 2),))
        return overview({**shown, "Dan": bent, "Eve": small}, language)

    one, other = page(step, step, step), page(3, 1, 2)
    assert [row.shown for row in one.heat.rows] == [True, True, True, False, False]
    assert said(one) == said(other)
    for row in one.heat.rows[3:]:
        assert (row.cells, row.layers, row.score, row.level) == ((), (), None, None)


def test_a_cell_tells_level_score_split_and_what_is_missing():
    apart = (0, 0, 0, 4, 4, 4)
    teams = {
        "Ann": Team((2,) * 6, (("cr-coverage", apart), ("dp-cleaning", (NA,) * 6))),
        "Bob": Team((2,) * 6, (("cr-coverage", (DK,) * 5 + (2,)),)),
        "Cid": even(3, 6),
    }
    heat = overview(teams).heat
    cells = [{cell.slug: cell for cell in row.cells} for row in heat.rows]
    assert cells[0]["ci-cd"].text == "Ann, CI/CD: level 3, score 50"
    assert cells[0]["code-review"].text == "Ann, Code review: level 1, score 50, answers split"
    assert cells[0]["code-review"].split
    assert cells[0]["data-processing"].text == "Ann, Data processing: does not apply"
    assert cells[1]["code-review"].text == "Bob, Code review: not shown: too few answers"
    assert (cells[1]["code-review"].level, cells[1]["code-review"].score_text) == (None, "–")
    assert cells[2]["code-review"].text == "Cid, Code review: level 3, score 75"
    assert (heat.has_split, heat.has_na, heat.has_few) == (True, True, True)
    assert [group.name for group in heat.groups] == [column.name for column in heat.layers]
    assert len(heat.columns) == len(heat.rows[0].cells) == 20
    assert len(heat.layers) == len(heat.rows[0].layers) == 5


def test_a_spread_is_lowest_median_and_highest():
    columns = {column.slug: column for column in overview(THREE).heat.columns}
    assert columns["ci-cd"].spread == (25.0, 50.0, 75.0)
    assert columns["ci-cd"].spread_text == "lowest 25.0, median 50.0, highest 75.0"
    assert columns["ci-cd"].median_text == "50"


def test_drawings_stand_where_the_figures_are():
    """100 stands 10 px from the upper edge, 0 at 96 px; a line runs from 0 to 100 %."""
    drawn = build_whisker((0.0, 50.0, 100.0))
    assert (drawn.low, drawn.middle, drawn.high) == ("96.0", "53.0", "10.0")
    assert (drawn.bob, drawn.half) == ("49.0", "53.0")
    mark = build_team_mark(52.5, (47.25, 57.0))
    assert (mark.score, mark.low, mark.high) == ("52.50%", "47.25%", "57.00%")
    assert build_team_mark(52.5, None).low == ""


def test_a_gate_that_blocks_most_teams_is_named():
    low = even(2, vc_system=0)
    page = overview({"Ann": low, "Bob": low, "Cid": low, "Dan": low, "Eve": even(1, vc_system=2)})
    blockers = page.weaknesses.blockers
    assert page.weaknesses.heading == "Four of five teams are blocked by version control system"
    assert [(item.slug, item.count, item.capability_name) for item in blockers] == [
        ("vc-system", 4, "Version control")
    ]
    assert blockers[0].teams_text == "4 of 5 teams: Ann, Bob, Cid and Dan"


def test_half_of_the_teams_are_not_most():
    low = even(2, vc_system=0)
    met = even(1, vc_system=2)
    found = overview({"Ann": low, "Bob": low, "Cid": met, "Dan": met}).weaknesses
    assert found.heading == "No single gate blocks most teams"
    assert found.blockers_note == (
        "No gate practice keeps more than half of the teams from their next level."
    )


def test_teams_at_the_top_of_the_form_have_nothing_to_reach():
    found = overview({name: even(4) for name in ("Ann", "Bob", "Cid")}).weaknesses
    assert found.heading == "No single gate blocks most teams"
    assert found.blockers_note == "No shown team has a level above it to reach."


def test_capabilities_are_named_from_the_lowest_mean_by_respondents():
    """CI/CD of both practices: (3 x 0 + 3 x 50 + 4 x 75) / 10; the others 52.5."""
    teams = {**THREE, "Ann": even(1, ci_pipeline=0, cd_automation=0)}
    page = overview(teams)
    first = page.weaknesses.low[0]
    assert (first.slug, first.score_text) == ("ci-cd", "45.0")
    assert first.spread_text == "0.0 to 75.0 in 3 teams"
    assert len(page.weaknesses.low) == 5
    assert page.heading.endswith("CI/CD weakest")


def test_the_order_of_teams_is_never_told_only_whether_it_hangs_on_the_weights():
    assert overview(THREE).weights_text == (
        "The order of the teams does not depend on the weights: it stays the same in 100\u00a0% of "
        "2000 draws in which every weight varies by up to 30 %."
    )
    close = {
        "Ann": even(2, vc_system=3, cs_format=1),
        "Bob": even(2, alg_correct_code=3, sd_architecture=1),
        "Cid": even(2, pm_planning=3, rc_identification=1),
    }
    text = overview(close).weights_text
    assert text.startswith("The order of the teams depends on the weights: it stays the same in ")
    assert text.endswith("Do not rank these teams.")
    assert text == overview(close).weights_text


def test_before_there_are_enough_teams_the_instrument_says_what_is_missing():
    found = overview(THREE).instrument
    assert found.note == (
        "This takes 10 teams or 30 people that may be shown; there are 3 teams and 10 people."
    )
    assert (found.sentences, found.lists) == ((), ())


def test_the_instrument_in_plain_words():
    """Ten teams of three: half at 25, half at 75, nobody apart from the own team."""
    teams = {
        f"T{at}": even(1 + 2 * (at % 2), cr_coverage=DK if at < 3 else 2, vc_system=4)
        for at in range(10)
    }
    found = overview(teams).instrument
    assert found.note == "From the answers of 30 people in the 10 teams that are shown."
    assert found.sentences[1] == (
        "Are team means reliable? Yes: 1.00 of 1, where 0.70 is aimed at."
    )
    unknown, alike = found.lists
    assert unknown.heading == "One question that many could not answer"
    assert [(item.slug, item.text) for item in unknown.items] == [
        ("cr-coverage", "30\u00a0% of 30 people")
    ]
    assert [(item.slug, item.text) for item in alike.items] == [
        ("cr-coverage", "100\u00a0% of 21 ratings: “Agreed and shared”"),
        ("vc-system", "100\u00a0% of 30 ratings: “Measured and improved”"),
    ]


def test_teams_that_do_not_differ_are_called_so():
    teams = {f"T{at}": Team((0, 2, 4)) for at in range(10)}
    found = overview(teams).instrument
    assert found.sentences == (
        "Do teams differ? No: people of one team differ as much as people of different teams.",
    )
    assert found.figures == (("ICC(1)", "−0.50"), ("ICC(2)", "–"))


def test_agreed_sheets_are_all_shown_and_not_judged():
    teams = {"Ann": Team((1,)), "Bob": Team((2,)), "Cid": Team((3,))}
    page = overview(teams, mode="consensus")
    assert page.together.heading == "The teams together score 50.0 of 100"
    assert [row.answered_text for row in page.heat.rows] == ["one agreed sheet"] * 3
    assert page.instrument.note == (
        "Each team gave one agreed sheet, so there are no people’s own answers to compare."
    )


def test_before_the_campaign_is_closed_there_is_nothing_but_the_word():
    page = overview(THREE, closed="")
    assert (page.heading, page.lede) == (
        "No results yet",
        "Results appear when the campaign is closed.",
    )
    assert (page.together, page.heat, page.weaknesses, page.instrument) == (None,) * 4
    assert page.weights_text == ""


def test_another_questionnaire_on_disk_is_no_reason_to_fail():
    found = campaign(THREE)
    page = build_overview(found, found.view(), None, "en")
    assert page.weights_text == page.instrument.note
    assert page.weights_text.startswith("The questionnaire on this server is not the one")
    assert page.together.score_text == "52.5"


def test_names_cannot_turn_a_sentence_round():
    found = campaign(THREE)
    teams = tuple(replace(team, name={"en": "A\u202enn\nB"}) for team in found.teams)
    page = build_overview(replace(found, teams=teams), found.view(), None, "en")
    assert {row.name for row in page.heat.rows} == {"Ann B"}


def test_the_chinese_page_is_whole():
    low = even(2, 4, vc_system=0, cr_coverage=DK)
    teams = {f"甲{at}": low for at in range(10)} | {"乙": Team((1, 1))}
    page = overview(teams, "zh-hans")
    assert page.weaknesses.heading == "十个团队全部受阻于审查覆盖"
    assert page.instrument.lists[0].items[0].text == "40人中100%"
    text = re.sub(r'"(slug|state|campaign_id)": "[^"]*"', "", said(page))
    text = re.sub(r'"[a-z_]+":', "", text)
    assert re.findall(r"[A-Za-z]{4,}(?: [A-Za-z]+)+", text) == []
    assert "  " not in page.lede
