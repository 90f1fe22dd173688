"""A workshop of four browsers: private votes, shown together on every screen without a reload."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from survey.models import Answer, Organisation
from tests.factories import make_campaign

MANAGER = "manager@sample.example"
PART = "project-management"


@pytest.mark.parametrize(
    ("language", "agreed", "said"),
    [("en", "Agreed: ", "Saved"), ("zh-hans", "已商定：", "已保存")],
    ids=["en", "zh-hans"],
)
def test_three_people_vote_in_private_and_agree_with_their_facilitator(
    visit, sample_organisation, language, agreed, said
):
    saved = re.compile(f"^{said}$")
    organisation = Organisation.objects.get()
    team = organisation.teams.get(slug="payments")
    campaign = make_campaign(organisation, [team], mode="consensus", now=timezone.now())
    lead = visit(language=language)
    lead.sign_in(MANAGER, language)
    page = lead.go(f"/campaigns/{campaign.pk}/workshop/payments/?lang={language}")
    page.click("main form button")
    link = page.locator(".pl-copy input").input_value().removeprefix(lead.base)
    people = [visit(width=320, language=language) for _each in range(3)]
    for at, person in enumerate(people):
        own = person.go(f"{link}?lang={language}")
        own.click("main form button")
        person.seat = own.url.removeprefix(person.base)
        own = person.go(f"{person.seat}part/{PART}/?lang={language}")
        for question, option in (("pm-planning", 1), ("pm-tracking", 2 * at)):
            own.check(f"#{question} .pl-opt:nth-child({option + 1}) input")
            own.locator(f"#{question} [data-state]").filter(has_text=saved).wait_for()
        assert person.axe() == []
        assert person.overflow() == 0
        person.go(f"{person.seat}?lang={language}")
    # Seats and votes reach the facilitator without a reload; no vote does.
    page.wait_for_selector(f"#show-{PART}")
    expect(page.locator(".ws-people")).to_contain_text("3")
    assert page.locator(".ws-talk, .ws-bars").count() == 0
    assert lead.axe() == []
    page.click(f"#show-{PART}")
    for person in people:
        person.page.wait_for_selector(".ws-talk li:nth-child(2)")
        first = person.page.locator(".ws-talk li").first
        assert "4" in first.locator(".ws-sum").inner_text(), "the widest spread stands first"
        assert person.axe() == []
        assert person.overflow() == 0
    page.click("#accept")
    page.click(".ws-do a.btn-primary")
    assert lead.axe() == []
    page.check("#agreed .pl-opt:nth-child(3) input")
    page.fill("#agreed textarea", "Boards are kept, not always read.")
    page.click("#agreed .btn-primary")
    for person in people:
        done = person.page.locator(".ws-agreed", has_text="Boards are kept")
        done.wait_for()
        assert done.inner_text().startswith(agreed)
    page.click("#finish")
    people[0].page.wait_for_selector(".pl-rule")
    answers = {
        row.practice: (row.option, row.note)
        for row in Answer.objects.filter(
            sheet__campaign=campaign, sheet__submitted_at__isnull=False
        )
    }
    assert answers == {
        "pm-planning": (1, ""),
        "pm-tracking": (2, "Boards are kept, not always read."),
    }


def test_a_vote_that_does_not_arrive_says_so_and_is_sent_again(visit, sample_organisation):
    organisation = Organisation.objects.get()
    team = organisation.teams.get(slug="payments")
    campaign = make_campaign(organisation, [team], mode="consensus", now=timezone.now())
    lead = visit()
    lead.sign_in(MANAGER)
    page = lead.go(f"/campaigns/{campaign.pk}/workshop/payments/")
    page.click("main form button")
    person = visit(width=320)
    own = person.go(page.locator(".pl-copy input").input_value().removeprefix(lead.base))
    own.click("main form button")
    seat = own.url.removeprefix(person.base)
    own = person.go(f"{seat}part/{PART}/")
    person.context.set_offline(True)
    own.check("#pm-planning .pl-opt:nth-child(2) input")
    state = own.locator("#pm-planning [data-state]")
    state.filter(has_text="no connection").wait_for()
    person.context.set_offline(False)
    state.filter(has_text=re.compile("^Saved$")).wait_for()
    person.complaints[:] = [text for text in person.complaints if "DISCONNECTED" not in text]
    own = person.go(f"{seat}part/{PART}/")
    assert own.locator("#pm-planning .pl-opt:nth-child(2) input").is_checked()
