"""Evidence beside self-report and the outcome panel, on the page and in the full PDF."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from openpyxl import load_workbook

from assessment.core.evaluation import Findings, evaluate
from assessment.core.evidence import Check
from assessment.core.outcomes import SOURCE, Outcomes
from reports.contents.evidence_shape import EvidencePractice, Figure
from reports.contents.outcomes import build_outcomes
from reports.contents.scoring_method import build_method
from reports.contents.team_report import build_team_report
from reports.exports.pdf import render_pdf
from reports.exports.xlsx.team import team_book
from reports.formatting import short
from survey.services.answering import Draft
from survey.services.campaigns import close_campaign
from survey.services.outcomes import enter_outcomes
from tests.assessment.core import t7
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
from tests.reports.reporting import SEEDS, header, t7_report
from tests.survey.evidence_files import attach

CHECKS = (
    Check("p1", at_most=2, confidence=0.8, check="C1"),
    Check("p5", at_least=2, confidence=0.7, check="C2"),
)
OTHERS = (
    Check("p3", at_least=1, confidence=0.9, check="C3"),
    Check("p4", at_least=3, confidence=0.6, check="C4"),
    Check("p4", at_most=1, confidence=0.6, check="C5"),
    Check("p7", at_most=0, confidence=0.5, check="C6"),
)


def report(*checks: Check, language: str = "en"):
    result = evaluate(t7.MODEL, t7.answers(), min_group=3, seeds=SEEDS, findings=Findings(checks))
    return build_team_report(header(), t7.MODEL, result, language)


def test_without_evidence_there_is_no_section():
    assert t7_report().core.evidence is None


def test_the_worked_example():
    section = report(*CHECKS).core.evidence
    assert section.heading == "Evidence and answers lie a step or more apart on two practices"
    assert section.summary == (
        "Score 48.1, with evidence 46.9 (gap +1.1); evidence covers 31\N{NO-BREAK SPACE}% of the "
        "weight."
    )
    assert section.figures == (
        Figure("Score as people answered", "48.1"),
        Figure("Score with evidence", "46.9"),
        Figure("Gap", "+1.1"),
        Figure("Weight with any evidence", "31\N{NO-BREAK SPACE}%"),
        Figure("Weight with firm evidence", "31\N{NO-BREAK SPACE}%"),
    )
    p1 = EvidencePractice(
        slug="p1",
        name="p1",
        capability_name="a1",
        mean_text="3",
        bound_text="step 2 at most",
        adjusted_text="2.2",
        found="answers average step 3, evidence shows step 2 at most",
        sentence="Answers average step 3, evidence shows step 2 at most.",
        anchor="Step 2 reads: p1 2",
        checks=("C1: step 2 at most, confidence 0.8",),
    )
    p5 = EvidencePractice(
        slug="p5",
        name="p5",
        capability_name="a2",
        mean_text="0.75",
        bound_text="step 2 at least",
        adjusted_text="1.63",
        found="answers average step 0.75, evidence shows step 2 at least",
        sentence="Answers average step 0.75, evidence shows step 2 at least.",
        anchor="Step 2 reads: p5 2",
        checks=("C2: step 2 at least, confidence 0.7",),
    )
    assert [(each.title, each.practices) for each in section.lists] == [
        ("People said more than evidence shows", (p1,)),
        ("Evidence shows more than people said", (p5,)),
    ]
    assert section.all == (p1, p5)


def test_what_contradicts_itself_is_soft_or_does_not_apply():
    section = report(*OTHERS).core.evidence
    assert section.heading == "Evidence and answers nowhere lie a step or more apart"
    assert [
        (each.title, [(row.slug, row.sentence) for row in each.practices]) for each in section.lists
    ] == [
        (
            "Evidence that contradicts itself and changes nothing",
            [("p4", "Evidence shows step 3 at least and 1 at most.")],
        ),
        (
            "Called not applicable, yet there is evidence",
            [("p3", "Evidence shows step 1 at least.")],
        ),
    ]
    rows = {row.slug: (row.mean_text, row.bound_text, row.adjusted_text) for row in section.all}
    assert rows == {
        "p3": ("–", "step 1 at least", "–"),
        "p4": ("2.25", "step 3 at least and 1 at most", "–"),
        "p7": ("2.2", "nothing firm", "2.2"),
    }


def test_evidence_changes_nothing_else_in_the_report():
    with_it, without = report(*CHECKS), t7_report()
    advice = tuple(unmarked(step) for step in with_it.core.advice)
    core = replace(with_it.core, evidence=None, advice=advice)
    assert replace(with_it, core=core) == without


def unmarked(step):
    kept = tuple(badge for badge in step.badges if badge.code != "evidence_disagrees")
    return replace(step, badges=kept)


@pytest.mark.parametrize(
    ("language", "words"), [("en", "evidence disagrees"), ("zh-hans", "证据与自评不符")]
)
def test_a_step_says_that_evidence_disagrees_wherever_it_is_read(language, words):
    found = report(*CHECKS, language=language)
    marked = {step.slug for step in found.core.advice if words in [b.text for b in step.badges]}
    assert marked == {"p1", "p5"}
    printed = _text(render_pdf(found, "full"))
    assert printed.count("".join(words.split())) == 2
    book = load_workbook(io.BytesIO(team_book(found)))
    sheet = book[{"en": "Recommendations", "zh-hans": "改进建议"}[language]]
    cells = [str(cell.value) for row in sheet for cell in row]
    assert sum(words in cell for cell in cells) == 2


def test_a_result_carries_the_badge_and_one_without_it_is_marked_all_the_same():
    result = evaluate(t7.MODEL, t7.answers(), min_group=3, findings=Findings(CHECKS))
    of = {item.practice: item.badges for item in result.core.recommendations}
    assert {slug for slug, badges in of.items() if "evidence_disagrees" in badges} == {"p1", "p5"}
    older = replace(
        result.core,
        recommendations=tuple(
            replace(item, badges=tuple(b for b in item.badges if b != "evidence_disagrees"))
            for item in result.core.recommendations
        ),
    )
    read = build_team_report(header(), t7.MODEL, replace(result, core=older), "en")
    marked = [step.slug for step in read.core.advice if unmarked(step) != step]
    assert sorted(marked) == ["p1", "p5"]


def test_evidence_that_speaks_of_no_practice_says_so():
    section = report().core.evidence
    assert (section.heading, section.lists, section.all) == (
        "The evidence speaks of no practice here",
        (),
        (),
    )


def test_chinese_has_the_same_figures():
    section = report(*CHECKS, language="zh-hans").core.evidence
    assert section.heading == "两项实践的证据与自评相差一档及以上"
    assert [figure.text for figure in section.figures] == ["48.1", "46.9", "+1.1", "31%", "31%"]
    assert section.lists[0].practices[0].sentence == "自评平均3档，证据显示至多2档。"


def test_the_panel_of_outcomes():
    figures = Outcomes("day_to_week", "", 12.5, "under_day", 0.0, "August")
    panel = build_outcomes(figures, "2026-10-12", "en")
    assert panel.label == "Outcomes, not scored"
    assert panel.clusters == tuple(
        f"{name} ({share}\N{NO-BREAK SPACE}%)"
        for name, share in (("Elite", 19), ("High", 22), ("Medium", 35), ("Low", 25))
    )
    assert [(row.name, row.own, [cell for _name, cell in row.cells]) for row in panel.rows] == [
        (
            "Deployment frequency",
            "once a day to once a week",
            [
                "on demand, several a day",
                "once a day to once a week",
                "once a week to once a month",
                "once a month to once in six months",
            ],
        ),
        (
            "Lead time for changes",
            "–",
            ["less than a day", "a day to a week", "a week to a month", "a month to six months"],
        ),
        (
            "Change failure rate",
            "12.5\N{NO-BREAK SPACE}%",
            [f"{n}\N{NO-BREAK SPACE}%" for n in (5, 20, 10, 40)],
        ),
        (
            "Recovery time",
            "less than a day",
            ["less than an hour", "less than a day", "less than a day", "a week to a month"],
        ),
        ("Rework rate", "0\N{NO-BREAK SPACE}%", ["–"] * 4),
    ]
    assert panel.entered == "Entered by the team or its managers on 12 October 2026"
    assert (panel.team_note, panel.source) == ("August", f"Source of the clusters: {SOURCE}")


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_full_pdf_grows_by_both(language):
    plain = report(language=language)
    plain = replace(plain, core=replace(plain.core, evidence=None))
    panel = build_outcomes(Outcomes(lead_time="under_day"), "2026-10-12", language)
    both = replace(report(*CHECKS, *OTHERS, language=language), outcomes=panel)
    texts = [_text(render_pdf(each, "full")) for each in (plain, both)]
    evidence = both.core.evidence
    wanted = [
        evidence.heading,
        evidence.lists[0].title,
        evidence.lists[0].practices[0].sentence,
        panel.heading,
        panel.rows[1].own,
    ]
    for part in wanted:
        bare = "".join(part.split())
        assert (bare in texts[0], bare in texts[1]) == (False, True), part


def _text(document: bytes) -> str:
    import io

    from pypdf import PdfReader

    pages = PdfReader(io.BytesIO(document)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


@pytest.fixture
def works():
    """A closed campaign with evidence, its owner, and a member of its team."""
    owner = make_user()
    organisation = make_organisation("Works", owner)
    team = make_team(organisation, "Payments")
    campaign = make_campaign(organisation, [team])
    attach(campaign)
    split = {"cs_format": Draft("rated", 3), "at_unit": Draft("rated", 1)}
    for option in (1, 2, 2, 3, 4):
        answer_all(make_invitation(campaign), option, **split)
    close_campaign(campaign=campaign, now=NOW + timedelta(days=14))
    return campaign, owner, give_role(make_user(), organisation, "member", team)


def page_of(person, campaign, language="en"):
    client = Client()
    client.force_login(person)
    return client.get(f"/reports/{campaign.pk}/payments/?lang={language}")


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_page_shows_evidence_and_leads_to_the_method(works, language):
    campaign, owner, _member = works
    answer = page_of(owner, campaign, language)
    html, section = answer.content.decode(), answer.context["report"].core.evidence
    assert html.count('id="evidence"') == 1
    assert 'href="/how-it-is-computed/#evidence"' in html
    for text in (section.heading, *(row.sentence for row in section.all)):
        assert text in html
    assert [row.slug for row in section.all] == ["cs-format", "at-unit"]


@pytest.mark.django_db
def test_outcomes_are_on_the_page_but_not_in_the_result(works):
    campaign, owner, member = works
    empty = "No figures of what the team delivers yet"
    assert empty in page_of(owner, campaign).content.decode()
    assert 'id="outcomes"' not in page_of(member, campaign).content.decode()
    client = Client()
    client.force_login(owner)
    address = f"/reports/{campaign.pk}/payments.json"
    before = client.get(address).content
    enter_outcomes(
        campaign=campaign,
        team=campaign.teams.get(),
        by=owner,
        now=NOW,
        change_failure_rate=Decimal("12.5"),
        note="<b>August</b>\nonly",
    )
    assert client.get(address).content == before
    for person, link in ((owner, True), (member, False)):
        html = page_of(person, campaign).content.decode()
        assert "Not scored" in html
        assert "12.5\N{NO-BREAK SPACE}%" in html
        assert "&lt;b&gt;August&lt;/b&gt; only" in html
        assert SOURCE in html
        assert (f"/campaigns/{campaign.pk}/outcomes/payments/" in html) is link


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_method_tells_the_engines_figures(language):
    found = evaluate(
        t7.MODEL, t7.answers(), min_group=3, seeds=SEEDS, findings=Findings(CHECKS)
    ).core.evidence
    example = next(s for s in build_method(language) if s.anchor == "evidence").example
    values = [found.with_evidence, found.gap, 100 * found.share]
    for row in found.practices:
        values += [row.mean, row.adjusted]
    for value in values:
        assert short(value, 4) in example
