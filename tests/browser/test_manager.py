"""Monday morning of a manager: all teams, down to one answer, back, compare, decide, export."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from survey.models import Action, TeamResult


@pytest.fixture
def sample(sample_organisation: None) -> TeamResult:
    return TeamResult.objects.get(team__slug="payments", campaign__name="Second round")


def test_from_all_teams_to_one_answer_and_to_what_is_sent_upward(visit, sample):
    visitor = visit()
    visitor.sign_in("manager@sample.example")
    page = visitor.page
    page.click("text=Portfolio of all teams")
    page.wait_for_url("**/portfolio/")
    assert visitor.axe() == []
    assert visitor.overflow() == 0

    # Down: a team, its report, one practice's answers; and back.
    page.click("th a:has-text('Payments platform')")
    page.wait_for_url("**/reports/**")
    score = page.inner_text(".pl-facts")
    assert "55.0" in score
    page.click("text=The answers behind it >> nth=0")
    page.wait_for_url("**/why/**")
    assert page.inner_text("h1")
    page.go_back()
    page.go_back()
    page.wait_for_url("**/portfolio/")

    # Side by side.
    boxes = page.locator("tbody input[type=checkbox]")
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.click("text=Compare the chosen teams")
    page.wait_for_url("**/compare/**")
    assert visitor.axe() == []

    # Three steps of the report become actions.
    visitor.go(f"/reports/{sample.campaign_id}/payments/")
    page.click("text=Turn steps into actions >> nth=0")
    offers = page.locator("input[name=do]:enabled")
    for at in range(3):
        offers.nth(at).check()
    page.fill("[name=owner_name]", "Robin")
    page.fill("[name=due]", "2030-01-31")
    assert visitor.axe() == []
    page.click("text=Write them down")
    page.wait_for_url("**/actions/?team=payments")
    assert page.locator(".ac-card").count() == 3
    assert visitor.axe() == []
    page.click(".ac-card >> nth=0 >> button:has-text('Start')")
    page.wait_for_selector("#col-doing >> text=1")
    written = Action.objects.filter(team__slug="payments")
    assert sorted(written.values_list("state", flat=True)) == ["doing", "todo", "todo"]

    # What goes upward says the same.
    address = f"{visitor.base}/reports/{sample.campaign_id}/payments"
    document = visitor.context.request.get(address + ".pdf?cut=summary&lang=en").body()
    text = "\n".join(sheet.extract_text() for sheet in PdfReader(BytesIO(document)).pages)
    assert "55.0" in text
    workbook = load_workbook(BytesIO(visitor.context.request.get(address + ".xlsx").body()))
    cells = [str(cell) for row in workbook.worksheets[0].values for cell in row]
    assert any(cell.startswith("55.0") for cell in cells)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_board_is_accessible_and_never_scrolls_sideways(visit, sample, language, width):
    visitor = visit(width=width, language=language)
    visitor.sign_in("manager@sample.example", language)
    visitor.go(f"/reports/{sample.campaign_id}/payments/actions/")
    visitor.page.locator("input[name=do]:enabled").nth(0).check()
    assert visitor.faults() == []
    visitor.page.click(".ac-choose .btn-primary")
    visitor.page.wait_for_url("**/actions/?team=payments")
    assert visitor.faults() == []
    visitor.go("/organisations/sample/actions/?view=list")
    assert visitor.faults() == []
    visitor.page.click("tbody a >> nth=0")
    visitor.page.wait_for_url("**/actions/*-*/")
    assert visitor.faults() == []
    visitor.go("/organisations/sample/actions/new/")
    assert visitor.faults() == []


def test_the_board_works_without_scripts(visit, sample):
    visitor = visit(scripts=False)
    visitor.sign_in("lead@sample.example")
    page = visitor.go(f"/reports/{sample.campaign_id}/payments/actions/")
    page.locator("input[name=do]:enabled").nth(0).check()
    page.click("text=Write them down")
    page.click(".ac-card >> button:has-text('Done')")
    assert Action.objects.get(team__slug="payments").state == "done"
