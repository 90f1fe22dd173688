"""Inline drawings: positions as percentages with a point, whatever the locale."""

import json
import re
from dataclasses import replace

import pytest
from django.template import engines
from django.utils import translation

from reports.charts.needed import build_needed
from reports.charts.sticks import build_sticks
from reports.charts.tape import build_tape
from reports.contents.shape import Bar
from tests.reports.reporting import t7_report


def facts(score, before=None):
    return replace(t7_report().core.facts, score=score, previous_score=before)


def test_the_tape_stands_at_the_score():
    tape = build_tape(facts(48.0625))
    assert tape.now == "48.06%"
    assert tape.last == ""
    assert [tick.label for tick in tape.ticks if tick.label] == ["0", "20", "40", "60", "80", "100"]
    assert build_tape(facts(None)) is None


def test_the_label_of_last_time_turns_inward_near_the_end():
    assert (build_tape(facts(50, 74.9)).last_anchor, build_tape(facts(50, 75.1)).last_anchor) == (
        "start",
        "end",
    )


def test_the_range_lies_round_the_score_and_its_label_turns_inward():
    tape = build_tape(replace(facts(48.0625), interval=(44.8375, 51.8125)))
    assert (tape.range_x, tape.range_width, tape.range_anchor) == ("44.84%", "6.98%", "start")
    assert build_tape(replace(facts(80.0), interval=(70.0, 90.0))).range_anchor == "end"
    assert build_tape(replace(facts(48.0), interval=None)).range_x == ""


def test_a_share_and_what_is_needed():
    drawn = build_needed(0.378, 0.5)
    assert (drawn.width, drawn.mark, drawn.mark_anchor) == ("37.80%", "50.00%", "start")
    assert build_needed(0.1, 0.85).mark_anchor == "end"
    assert build_needed(0.1, 0.85).end_anchor == "start"


def bars(*counts):
    return tuple(Bar(i, f"o{i}", "", n, n / sum(counts), "") for i, n in enumerate(counts))


def test_the_tallest_stick_is_full_and_an_empty_one_is_a_line():
    sticks = build_sticks(bars(3, 0, 4))
    assert [stick.height for stick in sticks] == ["49.5", "1.0", "66.0"]
    assert [stick.middle for stick in sticks] == ["16.67%", "50.00%", "83.33%"]


def test_a_comma_locale_does_not_reach_the_attributes():
    template = engines["django"].from_string(
        "{% load drawings %}{% tape facts %}{% bar 8.5 2.25 %}"
    )
    with translation.override("de"):
        drawn = template.render({"facts": facts(48.0625, 12.5)})
    assert 'x1="48.06%"' in drawn
    assert 'width="8.50%"' in drawn
    assert re.findall(r'="[\d]+,[\d]', drawn) == []
    assert "style=" not in drawn


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--", "a & b", "\u2028"])
def test_figures_cannot_leave_their_script_element(text):
    drawn = engines["django"].from_string("{% load drawings %}{% figures_json figures %}")
    html = drawn.render({"figures": {"name": text, "中": "文"}})
    body = html.removeprefix('<script id="figures" type="application/json">')
    body = body.removesuffix("</script>")
    assert set(body) & set("<>&\u2028\u2029") == set()
    assert json.loads(body) == {"name": text, "中": "文"}
    assert "文" in body
