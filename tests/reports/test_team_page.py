"""How a report is laid out: what is open, what is folded, who is spoken of."""

from dataclasses import replace

import pytest

from reports.contents.header import one_line
from reports.contents.team_page import build_team_page
from reports.contents.team_report import build_team_report
from reports.formatting import change
from tests.assessment.core import t7
from tests.reports.reporting import built_in_report, header, t7_report, t7_result


def test_five_steps_are_open_and_the_rest_is_folded():
    part = build_team_page(built_in_report()).parts[0]
    assert [step.rank for step in part.advice] == [1, 2, 3, 4, 5]
    assert [step.rank for step in part.more_advice][:2] == [6, 7]
    assert len(part.advice) + len(part.more_advice) == len(part.part.advice)


def test_each_layer_has_its_practices_and_its_columns():
    part = build_team_page(built_in_report()).parts[0]
    assert [layer.name for layer in part.answers] == [row.name for row in part.part.layers]
    assert sum(len(group.practices) for layer in part.answers for group in layer.groups) == 73
    assert part.answers[0].options == ("Not there", "By habit", "Agreed", "Kept up", "Measured")


def test_without_counts_answers_are_told_in_words():
    part = build_team_page(t7_report()).parts[0]
    assert {layer.options for layer in part.answers} == {()}
    assert part.answers[0].groups[0].practices[0].bars_note == (
        "Counts are shown from 6 ratings on; here 5 people rated."
    )


def test_a_module_comes_after_the_core_with_lower_headings():
    core, module = build_team_page(built_in_report()).parts
    assert (core.item, core.main, core.h) == ("overall", True, 2)
    assert (module.item, module.main, module.h) == ("large-model", False, 3)


def test_a_module_that_does_not_apply_is_its_finding_alone():
    report = built_in_report()
    module = report.modules[0]
    nothing = replace(module, facts=replace(module.facts, status="not_applicable"))
    page = build_team_page(replace(report, modules=(nothing,)))
    assert [part.bare for part in page.parts] == [False, True]


def test_a_hidden_report_has_no_parts():
    hidden = build_team_report(header(hidden_reason="too_few"), t7.MODEL, None, "en")
    assert build_team_page(hidden).parts == ()


def test_a_joint_answer_is_one_sheet_and_not_one_person():
    facts = built_in_report(steps=(2,), mode="consensus").core.facts
    assert (facts.answered_text, facts.answered_note) == ("One agreed sheet", "answered jointly")
    facts = t7_report().core.facts
    assert (facts.answered_text, facts.answered_note) == ("5 of 6", "people answered")


def test_a_name_cannot_turn_the_sentence_round_it():
    assert one_line("Pay\u202ements\u2066\n team\x00") == "Payments team"
    report = t7_report(team="\u202eTeam\nA", previous=t7.WAVE_2, title="\u202eSpring")
    assert report.finding.text.startswith("Team A stands at level 2")
    assert report.core.facts.previous_title == "Spring"


def test_a_change_under_other_weights_says_so():
    def notes(profile: str, language: str = "en") -> tuple[str, ...]:
        before = replace(t7_result(t7.WAVE_2), profile=profile)
        last = ("Spring", before)
        report = build_team_report(header(), t7.MODEL, t7_result(), language, last)
        return report.core.facts.notes

    said = "Spring was scored with other weights, so part of a difference may come from that."
    assert notes("default") == tuple(note for note in notes("equal") if note != said)
    assert said in notes("equal")
    assert "“Spring”采用了另一套权重，差异可能部分由此而来。" in notes("equal", "zh-hans")


def test_a_change_that_rounding_would_contradict_shows_both_figures():
    assert change(37.96, 39.04) == "+1.08 (37.96 → 39.04)"
    assert change(37.96, 39.04, "zh-hans") == "+1.08（37.96 → 39.04）"
    assert change(38.04, 39.05, "zh-hans") == "+1.0"


@pytest.mark.parametrize(("language", "builds"), [("en", "As above"), ("zh-hans", "在上一项之上")])
def test_a_statement_that_builds_on_another_does_not_stand_alone(language, builds):
    core = built_in_report(language, steps=(4, 4, 4, 4, 4, 4)).core
    rows = [row for group in core.distribution for row in group.practices]
    alone = [row for row in rows if builds in row.anchor]
    assert len(alone) > 60
    assert not any(row.anchor.startswith(builds) for row in rows)
    review = next(row for row in rows if row.slug == "cr-coverage")
    below = built_in_report(language, steps=(3, 3, 3, 3, 3, 3)).core.distribution
    under = next(r for g in below for r in g.practices if r.slug == "cr-coverage")
    assert review.anchor.startswith(under.anchor)
    joint = built_in_report(language, steps=(4,)).core.distribution
    notes = [row.bars_note for group in joint for row in group.practices]
    assert sum(builds in note for note in notes) > 60
    assert not any(f"{colon}{builds}" in note for colon in (": ", "：") for note in notes)
