"""A faulty and a good file of evidence, and what the report then says, in both languages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from survey.models import Campaign, EvidenceFile, Organisation
from survey.services.answering import Draft
from survey.services.campaigns import close_campaign
from survey.services.outcomes import enter_outcomes
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
from tests.survey.evidence_files import LEAST, MOST, attach, evidence_json

SPLIT = {"cs_format": Draft("rated", 3), "at_unit": Draft("rated", 1)}
SENTENCES = {
    "en": [
        "Answers average step 3, evidence shows step 1 at most.",
        "Answers average step 1, evidence shows step 4 at least.",
    ],
    "zh-hans": ["自评平均3档，证据显示至多1档。", "自评平均1档，证据显示至少4档。"],
}
WRONG = {"en": "there is no practice “cs-formatt”", "zh-hans": "没有实践“cs-formatt”"}


@pytest.fixture
def works() -> Organisation:
    return make_organisation("Works", make_user("owner@example.org"))


@pytest.fixture
def campaign(works) -> Campaign:
    """Open, with five submitted sheets of one team."""
    campaign = make_campaign(works, [make_team(works, "Payments")])
    for option in (1, 2, 2, 3, 4):
        answer_all(make_invitation(campaign), option, **SPLIT)
    return campaign


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (320, False)])
def test_from_a_faulty_file_to_the_section_of_the_report(
    visit, campaign, language, width, scripts, tmp_path
):
    faulty, good = tmp_path / "faulty.json", tmp_path / "good.json"
    faulty.write_bytes(evidence_json({**MOST, "practice": "cs-formatt"}, LEAST))
    good.write_bytes(evidence_json(MOST, LEAST))
    visitor = visit(width=width, scripts=scripts, language=language)
    visitor.sign_in("owner@example.org", language)
    page = visitor.go(f"/campaigns/{campaign.pk}/?lang={language}")
    page.click(f'a[href="/campaigns/{campaign.pk}/evidence/"]')
    page.set_input_files("[name=file]", faulty)
    page.click("main .btn-primary")
    (row,) = page.locator("#faults ~ table tbody tr").all()
    assert row.locator("td").first.text_content() == WRONG[language]
    assert EvidenceFile.objects.count() == 0
    # The answer to a faulty file is 422 by design, and the console says so.
    visitor.complaints[:] = [text for text in visitor.complaints if "422" not in text]
    page.set_input_files("[name=file]", good)
    page.click("main .btn-primary")
    page.wait_for_selector(".ev-files")
    assert page.locator(".ev-files b").all_text_contents() == ["good.json"]
    close_campaign(campaign=campaign, now=NOW + timedelta(days=14))
    page = visitor.go(f"/reports/{campaign.pk}/payments/?lang={language}")
    found = page.locator("#evidence .pl-block > li > div:last-child > p:first-child")
    assert found.all_text_contents() == SENTENCES[language]
    assert visitor.overflow() == 0
    page.click("#evidence .pl-note a")
    assert page.url.endswith("/how-it-is-computed/#evidence")
    assert page.locator("#evidence h2").count() == 1


def test_a_lead_enters_figures_and_reads_them_beside_the_report(visit, works, campaign):
    team = campaign.teams.get()
    give_role(make_user("lead@example.org"), works, "lead", team)
    close_campaign(campaign=campaign, now=NOW + timedelta(days=14))
    visitor = visit(scripts=False, width=320)
    visitor.sign_in("lead@example.org")
    page = visitor.go(f"/reports/{campaign.pk}/payments/")
    page.click("#outcomes a")
    page.select_option("[name=lead_time]", "day_to_week")
    page.fill("[name=rework_rate]", "7.5")
    page.click("main .btn-primary")
    page.wait_for_url(f"**/campaigns/{campaign.pk}/")
    page = visitor.go(f"/reports/{campaign.pk}/payments/")
    assert page.locator("#outcomes tbody td.full").all_text_contents() == [
        "–",
        "a day to a week",
        "–",
        "–",
        "7.5\N{NO-BREAK SPACE}%",
    ]


@pytest.fixture
def pages(works) -> list[tuple[str, bool]]:
    """Every page of evidence and outcomes; True where a faulty upload is to be shown."""
    payments = make_team(works, "Payments")
    split = {**SPLIT, "cc_container": Draft("na", reason="A library.")}
    closed = make_campaign(works, [payments], form="full")
    attach(closed, payments, evidence_json(MOST, LEAST, {**MOST, "practice": "cc-container"}))
    for option in (1, 2, 2, 3, 4):
        answer_all(make_invitation(closed, payments), option, **split)
    close_campaign(campaign=closed, now=NOW + timedelta(days=14))
    enter_outcomes(
        campaign=closed,
        team=payments,
        by=None,
        now=timezone.now(),
        deployment_frequency="day_to_week",
        note="August",
    )
    going = make_campaign(works, [payments, make_team(works, "Mobile")])
    attach(going, payments, name="a-rather-long-name-" * 8 + ".json")
    return [
        (f"/campaigns/{closed.pk}/evidence/", False),
        (f"/campaigns/{going.pk}/evidence/", False),
        (f"/campaigns/{going.pk}/evidence/", True),
        (f"/campaigns/{closed.pk}/outcomes/payments/", False),
        (f"/campaigns/{closed.pk}/", False),
        (f"/reports/{closed.pk}/payments/", False),
    ]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("width", [1280, 320])
def test_pages_of_evidence_are_accessible_and_fit(visit, pages, language, width):
    visitor = visit(width=width, language=language)
    visitor.sign_in("owner@example.org", language)
    faults = []
    for address, faulty in pages:
        page = visitor.go(f"{address}?lang={language}")
        if faulty:
            bad = evidence_json({**MOST, "practice": "cs-formatt"})
            file = {"name": "bad.json", "mimeType": "application/json", "buffer": bad}
            page.set_input_files("[name=file]", files=[file])
            page.click("main .btn-primary")
            page.wait_for_selector("#faults")
            visitor.complaints[:] = [text for text in visitor.complaints if "422" not in text]
        page.wait_for_load_state("load")
        page.evaluate(
            "document.querySelectorAll('main details').forEach((d) => { d.open = true; })"
        )
        assert page.locator("h1").count() == 1, address
        faults += [f"{address} {fault}" for fault in visitor.axe_in_both_themes()]
        if visitor.overflow():
            faults.append(f"{address} is {visitor.overflow()} px too wide")
    assert not faults, "\n".join(faults)
