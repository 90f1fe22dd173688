"""The whole job in a real browser: answer by keyboard alone, close, read, take the PDFs away."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from assessment.loading import built_in_model
from survey.models import Answer, AnswerSheet, Campaign
from tests.factories import (
    answer_all,
    give_role,
    make_campaign,
    make_invitation,
    make_organisation,
    make_team,
    make_user,
)

SECTIONS = 20
ITEMS = 73


@pytest.fixture
def campaign():
    """A full form whose other four people have answered."""
    organisation = make_organisation("Example works")
    manager = give_role(make_user("manager@example.org"), organisation, "manager")
    team = make_team(organisation, "Payments platform")
    campaign = make_campaign(organisation, [team], form="full")
    for option in (1, 2, 2, 3):
        answer_all(make_invitation(campaign), option)
    campaign.manager = manager
    return campaign


def tab_to(page: Page, wanted: str, most: int = 80) -> None:
    """Press Tab until the focused element matches a selector."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", wanted):
            return
    raise AssertionError(f"Tab never reached {wanted}")


def answer_section_by_keyboard(page: Page) -> int:
    """Choose the third statement of each question with Tab, space and arrows."""
    names = page.eval_on_selector_all("fieldset.pl-q", "all => all.map(f => f.dataset.question)")
    for name in names:
        tab_to(page, f'[name="answer-{name}"]')
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
    return len(names)


def saved(page: Page) -> None:
    """Wait until every question of the page says that it is saved."""
    page.wait_for_function(
        """() => [...document.querySelectorAll("[data-state]")]
            .every(state => /Saved at|已于|保存/.test(state.textContent))"""
    )


def test_the_whole_form_by_keyboard_alone(visit, campaign):
    invitation = make_invitation(campaign)
    visitor = visit()
    page = visitor.go(f"/answer/{invitation.token}/?lang=en")
    tab_to(page, "a.btn-primary")
    page.keyboard.press("Enter")
    answered = 0
    for number in range(SECTIONS):
        page.wait_for_selector("#answers")
        answered += answer_section_by_keyboard(page)
        saved(page)
        if number == 9:
            page.reload()
            chosen = page.eval_on_selector_all("fieldset.pl-q input:checked", "all => all.length")
            assert chosen == page.locator("fieldset.pl-q").count()
        heading = page.inner_text("h1")
        tab_to(page, "button[value=next]", 120)
        page.keyboard.press("Enter")
        page.wait_for_function("h => document.querySelector('h1').innerText !== h", arg=heading)
    assert answered == ITEMS
    assert page.inner_text("h1") == "Every question is answered"
    tab_to(page, "#submit button", 200)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"/answer/{invitation.token}/$"))
    invitation.refresh_from_db()
    assert invitation.sheet.submitted_at is not None
    rows = Answer.objects.filter(sheet=invitation.sheet).values_list("practice", "option")
    assert dict(rows) == {p.slug: 2 for p in built_in_model().core.practices}
    close_and_read(visit(), campaign, "en", score="50.0")


def close_and_read(visitor, campaign, language: str, *, score: str) -> None:
    """As the manager: close the campaign, read the report, take both PDFs in both languages."""
    visitor.sign_in(campaign.manager.email, language)
    page = visitor.go(f"/campaigns/{campaign.pk}/")
    page.click(".camp-next a[href='#close']")
    page.click("section[aria-labelledby=close] button.btn-primary")
    page.click("main >> text=Payments platform")
    assert score in page.inner_text("main")
    assert Campaign.objects.get(pk=campaign.pk).state == "closed"
    report = page.url.split("?")[0].rstrip("/")
    for printed, words in (("en", "Payments platform"), ("zh-hans", "本报告为自评结果")):
        for cut in ("summary", "full"):
            answer = visitor.context.request.get(f"{report}.pdf?cut={cut}&lang={printed}")
            assert answer.headers["content-type"] == "application/pdf"
            document = PdfReader(BytesIO(answer.body()))
            text = "".join(sheet.extract_text() for sheet in document.pages)
            assert words in text.replace("\n", "")
            assert score in text
            assert "�" not in text


def follow(page, selector: str) -> None:
    """Click what leads to another page, and wait until all of that is there."""
    with page.expect_navigation():
        page.click(selector)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_whole_form_without_scripts(visit, campaign, language):
    """Half way through the page is loaded anew; nothing that was saved is lost."""
    invitation = make_invitation(campaign)
    visitor = visit(scripts=False, width=390, language=language)
    page = visitor.go(f"/answer/{invitation.token}/?lang={language}")
    follow(page, "a.btn-primary")
    for number in range(SECTIONS):
        for question in page.locator("fieldset.pl-q").all():
            question.locator(".pl-opt input").nth(3).check()
        if number == 4:
            page.locator("fieldset.pl-q .pl-alt input").last.check()
        follow(page, "button[value=next]")
        if number == 9:
            page.goto(f"{visitor.base}/answer/{invitation.token}/")
            follow(page, "a.btn-primary")  # goes on with the first open part
    assert page.locator("#submit").count() == 1
    follow(page, "#submit button")
    sheet = AnswerSheet.objects.get(invitation=invitation)
    assert sheet.submitted_at is not None
    assert sheet.answers.filter(option=3).count() == ITEMS - 1
    assert sheet.answers.filter(state="dk").count() == 1
    close_and_read(visit(scripts=False, language=language), campaign, language, score="55.0")


def test_answers_given_offline_survive_a_crash_of_the_tab(visit, campaign):
    """Bar Q15: the network goes, people go on answering, the tab dies; nothing is lost."""
    invitation = make_invitation(campaign)
    visitor = visit()
    page = visitor.go(f"/answer/{invitation.token}/part/system-design/?lang=en")
    visitor.context.set_offline(True)
    for question in page.locator("fieldset.pl-q").all():
        question.locator(".pl-opt input").nth(1).check()
    page.wait_for_function(
        """() => [...document.querySelectorAll("[data-state]")]
            .every(state => state.textContent.includes("Kept in this browser"))"""
    )
    assert AnswerSheet.objects.filter(invitation=invitation).count() == 0
    page.close()
    visitor.context.set_offline(False)
    visitor.page = visitor.context.new_page()
    page = visitor.go(f"/answer/{invitation.token}/part/system-design/")
    saved(page)
    rows = Answer.objects.filter(sheet__invitation=invitation)
    assert sorted(rows.values_list("practice", "option")) == [
        ("sd-architecture", 1),
        ("sd-decisions", 1),
        ("sd-operability", 1),
        ("sd-scalability", 1),
    ]
    visitor.complaints[:] = [text for text in visitor.complaints if "INTERNET" not in text]


def test_two_tabs_see_both_answers_and_choose(visit, campaign):
    invitation = make_invitation(campaign)
    address = f"/answer/{invitation.token}/part/code-standards/?lang=en"
    first, second = visit(), visit()
    first.go(address)
    second.go(address)
    first.page.locator("fieldset#cs-format .pl-opt input").nth(1).check()
    first.page.wait_for_selector("fieldset#cs-format [data-state]:has-text('Saved at')")
    second.page.locator("fieldset#cs-format .pl-opt input").nth(3).check()
    rival = second.page.wait_for_selector("fieldset#cs-format .ans-rival")
    assert "Some people use a formatter" in rival.inner_text()
    assert Answer.objects.get(practice="cs-format", sheet__invitation=invitation).option == 1
    second.page.click("fieldset#cs-format .ans-rival button:has-text('mine')")
    second.page.wait_for_selector("fieldset#cs-format [data-state]:has-text('Saved at')")
    assert Answer.objects.get(practice="cs-format", sheet__invitation=invitation).option == 3
    # The refused save is an answer of 409, which the console reports as a failed load.
    second.complaints[:] = [text for text in second.complaints if "409" not in text]
