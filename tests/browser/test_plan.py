"""Moving the budget and playing what-if, with and without scripts; a small group stays hidden."""

from __future__ import annotations

import re

import pytest

from survey.models import TeamResult


@pytest.fixture
def address(sample_organisation: None) -> str:
    result = TeamResult.objects.get(team__slug="payments", campaign__name="Second round")
    return f"/reports/{result.campaign_id}"


def test_the_budget_solves_again_and_what_if_moves_the_score(visit, address):
    visitor = visit()
    visitor.sign_in("lead@sample.example")
    page = visitor.go(f"{address}/payments/")
    page.click("text=Another budget, or what if")
    page.wait_for_selector("#plan")
    days = float(page.input_value("#budget"))
    page.wait_for_selector("[data-part=budget] :text('Level 3, Systematic')")
    before = page.inner_text("[data-part=budget]")
    page.focus("[data-slider]")
    page.keyboard.press("Home")
    page.wait_for_selector("[data-part=budget] :text('No step fits the budget')")
    assert page.input_value("#budget") == "0"
    page.wait_for_selector(f"[data-part=budget] :text('At least {days:g} person-days')")
    page.fill("#budget", "60")
    page.wait_for_function(
        "b => !document.querySelector('[data-part=budget]').innerText.includes('No step')",
        arg=before,
    )
    page.click("summary:has-text('CI/CD')")
    page.select_option("#to-cd-automation", "3")
    outcome = page.wait_for_selector("[data-part='what-if'] .plan-outcome")
    assert re.search(r"\+\d+\.\d", outcome.inner_text())
    assert page.input_value("#to-cd-automation") == "3"
    assert "budget=60" in page.url
    assert "to-cd-automation=3" in page.url
    assert visitor.axe() == []
    hidden = visitor.go(f"{address}/tools/plan/")
    assert hidden.title().startswith("Page not found") or "404" in hidden.inner_text("body")
    visitor.complaints[:] = [text for text in visitor.complaints if "404" not in text]


@pytest.mark.parametrize("width", [320, 1280])
def test_it_works_without_scripts_in_chinese(visit, address, width):
    visitor = visit(scripts=False, language="zh-hans", width=width)
    visitor.sign_in("lead@sample.example", "zh-hans")
    page = visitor.go(f"{address}/payments/plan/?lang=zh-hans")
    page.fill("#budget", "三十")
    page.click("button.btn-primary")
    assert page.inner_text("#budget-error") == "请填写人日数，例如20。"
    page.fill("#budget", "30")
    page.click("button.btn-primary")
    assert "人日" in page.inner_text("[data-part=budget]")
    assert page.locator("[data-slider]").is_hidden()


def test_a_small_group_stays_hidden_everywhere(visit, address):
    visitor = visit()
    visitor.sign_in("manager@sample.example")
    for path in ("", "plan/", "why/overall/"):
        page = visitor.go(f"{address}/tools/{path}")
        assert page.url.endswith("/tools/")
        body = page.inner_text("main")
        assert "fewer than 5 people" in body
        assert not re.search(r"\d+\.\d", body)
    for kind in ("json", "csv"):
        answer = visitor.context.request.get(f"{visitor.base}{address}/tools.{kind}")
        assert answer.status == 404
