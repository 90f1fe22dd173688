"""A campaign set up from the first step to its opening with the keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from survey.models import Campaign, Organisation
from tests.factories import make_user

WORDS = {"en": ("Autumn", "开发"), "zh-hans": ("秋季评估", "开发")}


def reach(page: Page, selector: str) -> None:
    """Press Tab until an element has the focus."""
    wanted = page.locator(selector).first
    for _ in range(120):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached with the keyboard")


def save(page: Page, after: str) -> None:
    reach(page, "main form .btn-primary")
    page.keyboard.press("Enter")
    page.wait_for_url(after)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(
    ("scripts", "width", "theme"), [(True, 320, "dark"), (False, 1280, "light")]
)
def test_a_campaign_is_set_up_and_opened_by_keyboard(
    visit, sample_organisation, language, scripts, width, theme
):
    visitor = visit(language=language, scripts=scripts, width=width, theme=theme)
    visitor.sign_in("manager@sample.example", language)
    slug = Organisation.objects.get().slug
    name, role = WORDS[language]
    page = visitor.go(f"/organisations/{slug}/campaigns/new/?lang={language}")

    def sound() -> None:
        # axe runs in the page, where scripts are switched off in one half of these visits.
        assert not scripts or visitor.axe() == []
        assert not scripts or visitor.overflow() == 0

    sound()
    reach(page, "[name=name]")
    page.keyboard.type(name)
    save(page, "**/set-up/who/")
    sound()
    reach(page, "[name=teams]")
    page.keyboard.press("Space")
    save(page, "**/set-up/when/")
    sound()
    reach(page, "[name=reminder_days]")
    page.keyboard.type("7, 2")
    save(page, "**/set-up/weights/")
    sound()
    save(page, "**/set-up/targets/")
    sound()
    reach(page, "[name=target-ci-cd]")
    page.keyboard.type("4")
    save(page, "**/set-up/roles/")
    sound()
    for at, typed in enumerate([role, "Operations"]):
        reach(page, f"[name=role-{at}-en]")
        page.keyboard.type(typed)
    save(page, "**/set-up/roles/")
    page.wait_for_selector("[name=only-ci-cd]")
    page.wait_for_load_state("load")
    sound()
    reach(page, "[name=only-ci-cd][value=operations]")
    page.keyboard.press("Space")
    save(page, "**/set-up/open/")
    sound()
    assert name in page.inner_text("main")
    reach(page, "main form[action$='/open/'] button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/campaigns/*/")
    made = Campaign.objects.get(name=name)
    assert (made.state, made.targets, made.reminder_days) == ("open", {"ci-cd": 4}, [7, 2])
    assert made.show_if == {"ci-cd": ["operations"]}
    assert made.teams.count() == 1


@pytest.mark.parametrize("scripts", [True, False])
def test_from_an_account_to_a_campaign_takes_two_pages(visit, scripts):
    make_user("lead@example.org")
    visitor = visit(scripts=scripts, width=320)
    visitor.sign_in("lead@example.org")
    page = visitor.page
    page.click("main a.btn-primary")
    page.fill("[name=name]", "Works")
    page.fill("[name=teams]", "Payments\nSearch")
    own = page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone") if scripts else ""
    expect(page.locator("[name=time_zone]")).to_have_value(own)
    page.click("main .btn-primary")
    page.wait_for_url("**/campaigns/new/")
    page.fill("[name=name]", "Autumn")
    page.click("main .btn-primary")
    page.wait_for_url("**/set-up/who/")
    assert page.locator("[name=teams]").count() == 2
    organisation = Organisation.objects.get()
    assert organisation.time_zone == own
