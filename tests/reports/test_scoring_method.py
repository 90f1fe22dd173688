"""The method page says what the engine does, with the anchors of docs/scoring.md."""

import re
from pathlib import Path

import pytest

from assessment.core.instrument import team_reliability
from assessment.core.result import SCORED
from reports.contents.scoring_method import ANSWERS, build_method
from reports.formatting import number, short
from tests.assessment.core import t7
from tests.reports.reporting import t7_result

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "scoring.md"
HAN = re.compile(r"[\u4e00-\u9fff]")


def section(anchor, language="en"):
    return next(s for s in build_method(language) if s.anchor == anchor)


def test_every_anchor_of_the_page_is_reachable_in_the_document():
    known = set(re.findall(r'<a id="([a-z-]+)">', DOCUMENT.read_text(encoding="utf-8")))
    for step in build_method("en"):
        assert known & {step.anchor, *step.aliases}, step.anchor


def test_the_example_is_the_worked_one():
    rows = [line.split() for line in t7.WAVE_1.strip().splitlines()]
    assert [list(row) for row in ANSWERS] == rows


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_figures_of_the_example_are_the_engines(language):
    result = t7_result().core
    practices = section("practices", language).example
    for row in result.practices:
        if row.status == SCORED:
            assert re.search(rf"{row.slug}\D{{0,3}}{re.escape(short(row.mean, 2))}", practices)
    rolled = section("roll-up", language).example
    for node in result.nodes:
        assert short(node.score, 4) in rolled
    assert short(result.overall.score, 4) in rolled
    agreement = section("agreement", language).example
    for node in result.nodes:
        if node.tier == "capability":
            assert re.search(rf"{node.slug}\D{{0,3}}{short(node.agreement, 3)}", agreement)
    assert short(result.overall.agreement, 4) in agreement
    ranges = section("intervals", language).example
    for interval in (result.overall.interval, *(node.interval for node in result.nodes)):
        assert short(interval[0]) in ranges
        assert short(interval[1]) in ranges
    plan, planned = result.plans.next_level, section("plans", language).example
    assert [move.practice in planned for move in plan.moves] == [True, True]
    for value in (plan.effort, plan.gain, plan.score_after):
        assert short(value, 4) in planned
    nudged = section("sensitivity", language).example
    for row in result.sensitivity.layers:
        assert f"{row.up:.2f}" in nudged
        assert f"{row.down:.2f}" in nudged
    advice = section("advice", language).example
    for step in result.recommendations:
        assert short(step.ratio, 3) in advice


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_figures_of_reliability_are_the_engines(language):
    found = team_reliability(((60, 65, 70, 65), (40, 45, 50, 45), (55, 50, 60, 55)))
    example = section("instrument-quality", language).example
    for value, places in (
        (found.between, 0),
        (found.within, 2),
        (found.icc1, 3),
        (found.icc2, 3),
    ):
        assert number(value, places) in example


def test_both_languages_say_the_same_steps():
    english, chinese = build_method("en"), build_method("zh-hans")
    assert [s.anchor for s in english] == [s.anchor for s in chinese]
    for one, other in zip(english, chinese, strict=True):
        assert (len(one.text), len(one.points), len(one.after)) == (
            len(other.text),
            len(other.points),
            len(other.after),
        )
        assert all(HAN.search(text) for text in (*other.text, *other.points, *other.after))
        assert not any(HAN.search(text) for text in (*one.text, *one.points, *one.after))
