"""Figures: the numbers of the report, no markup but line breaks, nothing a policy would refuse."""

import json
import re

import pytest

from reports.charts.distribution import distribution, reach_of
from reports.charts.gain_effort import build_scatter
from reports.charts.page_figures import page_figures
from reports.charts.radar import radar
from reports.charts.theme import PALETTES, label, template
from reports.contents.gain_effort_shape import Point
from reports.contents.team_page import build_team_page
from tests.assessment.core import t7
from tests.reports.reporting import HOSTILE, built_in_report, t7_report


def test_the_radar_shows_each_capabilitys_score_from_the_top_clockwise():
    core = built_in_report().core
    figure = radar(core, now="now", last="last time")
    rows = [row for group in core.groups for row in group.capabilities]
    trace, axis = figure["data"][0], figure["layout"]["polar"]["angularaxis"]
    assert list(trace["r"])[:-1] == [round(row.score, 2) for row in rows]
    assert trace["r"][0] == trace["r"][-1]
    assert (axis["rotation"], axis["direction"]) == (90, "clockwise")
    assert list(axis["tickvals"]) == [18 * index for index in range(20)]
    assert axis["ticktext"][0] == f"{rows[0].name} {rows[0].score_text}"
    assert len(figure["data"]) == 1


def test_last_time_is_a_second_series_with_another_dash():
    core = t7_report(previous=t7.WAVE_2).core
    figure = radar(core, now="now", last="last time")
    assert [trace["name"] for trace in figure["data"]] == ["now", "last time"]
    styles = template("light", "en")["data"]["scatterpolar"]
    assert [style["line"].get("dash") for style in styles] == [None, "dot", "dash"]


def test_two_capabilities_make_no_radar():
    core = t7_report().core
    assert len([row for group in core.groups for row in group.capabilities]) == 3
    assert radar(core, now="now", last="last") is not None
    less = core.__class__(**{**core.__dict__, "groups": core.groups[:1]})
    assert radar(less, now="now", last="last") is None


def test_bars_hold_the_counts_and_hidden_practices_are_left_out():
    core = built_in_report().core
    reach = reach_of(core.distribution)
    figure = distribution(core.distribution, reach)
    rows = [row for group in core.distribution for row in group.practices if row.bars]
    assert len(rows) == 73
    for option, trace in enumerate(figure["data"]):
        assert [round(share) for share in trace["x"]] == [
            round(100 * row.bars[option].share) for row in rows
        ]
    few = t7_report().core.distribution  # five people, counts from six on
    assert distribution(few, reach_of(few)) is None


def test_bars_stand_around_the_middle_of_the_scale():
    core = built_in_report().core
    reach = reach_of(core.distribution)
    traces = distribution(core.distribution, reach)["data"]
    rows = [row for group in core.distribution for row in group.practices if row.bars]
    for at in range(len(rows)):
        ends = [traces[0]["base"][at]]
        for trace in traces:
            assert trace["base"][at] == pytest.approx(ends[-1], abs=0.02)  # no gap, no overlap
            ends.append(trace["base"][at] + trace["x"][at])
        assert ends[-1] - ends[0] == pytest.approx(100, abs=0.05)
        # Half of the middle statement on either side.
        assert traces[2]["base"][at] == pytest.approx(-traces[2]["x"][at] / 2, abs=0.02)
        assert -reach[0] <= ends[0]
        assert ends[-1] <= reach[1]


def test_figures_carry_no_colours_and_are_small():
    figures = page_figures(build_team_page(built_in_report()), now="now", last="last time")
    text = json.dumps(figures["figures"])
    assert re.findall(r"#[0-9a-f]{6}|rgba", text) == []
    assert len(text) < 120_000
    assert list(figures["figures"]) == [
        "radar-overall",
        *(f"answers-overall-{index}" for index in range(5)),
        "radar-large-model",
        "answers-large-model-0",
    ]


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_never_markup(name):
    report = t7_report(previous=t7.WAVE_2, title=name, team=name)
    figures = page_figures(build_team_page(report), now=name, last=name)
    for text in re.findall(r"<[^>]*>", json.dumps(figures["figures"], ensure_ascii=False)):
        assert text in ("<br>", "<extra>", "</extra>")  # a break, and plotly's empty second box


def test_a_long_name_is_cut_by_its_width():
    assert label("Continuous integration", 30) == "Continuous integration"
    assert label("Continuous integration", 10) == "Continuou…"
    assert label("持续集成流水线", 10) == "持续集成…"
    assert label("a<b>c", 10) == "a&lt;b&gt;c"


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_numbers_on_the_ramp_can_be_read_and_the_ramp_keeps_its_order_in_grey(theme):
    palette = PALETTES[theme]
    greys = [luminance(colour) for colour in palette.ramp]
    assert greys == sorted(greys, reverse=theme == "light")
    for fill, text in zip(palette.ramp, palette.on_ramp, strict=True):
        low, high = sorted((luminance(fill), luminance(text)))
        assert (high + 0.05) / (low + 0.05) >= 4.5


def test_gain_against_effort_starts_at_zero_and_numbers_the_steps_by_rank():
    picture = t7_report().core.gain_effort
    drawn = build_scatter(picture.points)
    assert [mark.label for mark in drawn.efforts] == ["0", "5", "10", "15", "20", "25"]
    assert [mark.label for mark in drawn.gains] == ["0", "5", "10", "15"]
    numbers = sorted(int(n) for dot in drawn.dots for n in dot.number.split(", "))
    assert numbers == [step.rank for step in t7_report().core.advice]
    assert picture.heading == "P7 gains most, p2 asks least"


def test_steps_of_equal_gain_and_effort_share_a_dot():
    points = (Point(1, 2.0, 5.0, "a"), Point(2, 2.0, 5.0, "b"), Point(3, 1.0, 5.0, "c"))
    assert [(dot.number, dot.text) for dot in build_scatter(points).dots] == [
        ("1, 2", "a\nb"),
        ("3", "c"),
    ]


def test_numbers_of_close_dots_do_not_cover_each_other():
    points = [Point(rank, 2 + rank / 100, 5.0, "") for rank in range(1, 5)]
    dots = build_scatter((*points, Point(5, 9.0, 40.0, ""))).dots
    assert len({(dot.dx, dot.dy) for dot in dots[:4]}) == 4


def test_the_number_of_the_step_that_takes_most_stays_inside():
    points = (Point(1, 2.0, 5.0, ""), Point(2, 2.0, 40.0, ""))
    last = build_scatter(points).dots[-1]
    assert (last.number, last.anchor) == ("2", "end")
