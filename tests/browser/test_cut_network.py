"""Bar Q15: the network goes while somebody answers, then the tab crashes; nothing is lost."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from playwright.sync_api import Error, Page, expect

from survey.models import Answer, AnswerChange
from survey.questionnaire import of_campaign
from tests.factories import make_campaign, make_invitation
from tests.faults.full_file import LONG, full_file, save_until_refused
from tests.faults.sizes import SIZE

QUESTIONS = 20
PATIENT = 40_000
OPTIONS = 5


def crash(page: Page) -> None:
    """As if its process was ended; pages that share the process go with it."""
    try:
        page.goto("chrome://crash", timeout=3000)
    except Error:
        return
    raise AssertionError("the page is still there")


def test_twenty_answers_outlive_a_cut_network_and_a_crash(visit):
    invitation = make_invitation(make_campaign(form="full"))
    visitor, wanted, pages = visit(), {}, []
    sections = iter(of_campaign(invitation.campaign).sections)
    while len(wanted) < QUESTIONS:
        section = next(sections)
        # Without a network no further page opens, so the parts are open in tabs beforehand.
        page = visitor.context.new_page()
        page.goto(f"{visitor.base}/answer/{invitation.token}/part/{section.slug}/")
        slugs = [practice.slug for practice in section.practices][: QUESTIONS - len(wanted)]
        pages.append((page, slugs))
        wanted |= {slug: (len(wanted) + n) % OPTIONS for n, slug in enumerate(slugs)}
    visitor.context.set_offline(True)
    for page, slugs in pages:
        for slug in slugs:
            page.locator(f"#{slug} input[type=radio][value='{wanted[slug]}']").check()
            expect(page.locator(f"#{slug} [data-state]")).to_contain_text("No connection")
    page, slugs = pages[-1]
    page.locator(f"#{slugs[0]} summary").click()
    page.fill(f"#note-{slugs[0]}", "typed without a network")
    page.wait_for_timeout(SIZE.cut_seconds * 1000)
    assert Answer.objects.count() == 0
    for page, _slugs in pages:
        crash(page)
    for page, _slugs in pages:
        page.close()
    visitor.context.set_offline(False)
    # The link again, as one opens it after a crash: its start page sends what was left.
    visitor.page = visitor.context.new_page()
    page = visitor.go(f"/answer/{invitation.token}/")
    page.wait_for_function("() => Object.keys(localStorage).length === 0", timeout=PATIENT)
    found = dict(Answer.objects.values_list("practice", "option"))
    lost = sum(found.get(slug) != option for slug, option in wanted.items())
    notes = list(Answer.objects.exclude(note="").values_list("practice", "note"))
    print(
        f"\nQ15: {len(wanted)} answers without a network for {SIZE.cut_seconds} s, {len(pages)} "
        f"tabs crashed: {lost} lost"
    )
    assert (found, notes) == (wanted, [(slugs[0], "typed without a network")])
    # One line of history each, and one for the note that was added later.
    assert AnswerChange.objects.count() == QUESTIONS + 1
    visitor.complaints.clear()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite can be told this")
def test_a_full_disk_shows_at_the_question_and_the_answer_is_sent_again(visit):
    """Bar Q17, as the page shows it."""
    invitation = make_invitation(make_campaign(form="full"))
    visitor = visit()
    page = visitor.go(f"/answer/{invitation.token}/part/ci-cd/")
    state = page.locator("#cd-release [data-state]")
    with full_file():
        save_until_refused(Client(), invitation)
        page.locator("#cd-release summary").click()
        page.fill("#note-cd-release", LONG)
        expect(state).to_contain_text("The server cannot save at the moment. Kept in this browser")
        assert not Answer.objects.filter(practice="cd-release").exists()
        assert page.evaluate("Object.keys(localStorage).length") > 0
    page.wait_for_function("() => Object.keys(localStorage).length === 0", timeout=PATIENT)
    expect(state).not_to_contain_text("cannot save")
    assert Answer.objects.get(practice="cd-release").note == LONG
    visitor.complaints[:] = [text for text in visitor.complaints if "503" not in text]
