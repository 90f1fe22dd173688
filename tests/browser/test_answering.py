"""Answering in a real browser: nothing typed is lost, and the page says how things stand."""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import Locator, Page, expect

from survey.models import Answer, AnswerChange
from tests.factories import make_campaign, make_invitation

SECOND = 1000
PATIENT = 20 * SECOND
HERE = "part/ci-cd/"


@pytest.fixture
def invitation():
    return make_invitation(make_campaign(form="full"))


def address(invitation, part: str = HERE, language: str = "en") -> str:
    return f"/answer/{invitation.token}/{part}?lang={language}"


def option(page: Page, question: str, value: str) -> Locator:
    return page.locator(f"#{question} input[type=radio][value='{value}']")


def state(page: Page, question: str) -> Locator:
    return page.locator(f"#{question} [data-state]")


def kept(page: Page) -> int:
    """How much this browser still keeps for the server."""
    count: int = page.evaluate("Object.keys(localStorage).length")
    return count


def nothing_kept(page: Page) -> None:
    """Wait until the server has everything."""
    page.wait_for_function(
        """() => Object.keys(localStorage).every(key => key === "plumbline-answer-keys")""",
        timeout=PATIENT,
    )


def forgive(visitor, *texts: str) -> None:
    """Take out complaints about answers that the test asked for."""
    visitor.complaints[:] = [c for c in visitor.complaints if not any(t in c for t in texts)]


def cut_saves(page: Page) -> None:
    page.route(
        "**/part/**",
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )


def test_each_change_is_saved_on_its_own_and_counted(visit, invitation):
    visitor = visit()
    page = visitor.go(address(invitation))
    option(page, "ci-pipeline", "2").check()
    expect(state(page, "ci-pipeline")).to_contain_text("Saved at")
    expect(page.locator("[data-here]")).to_have_text("1 of 4 answered here")
    expect(page.locator(".pl-side .now .c")).to_have_text("1 of 4")
    page.locator("#ci-pipeline summary").click()
    page.locator("#note-ci-pipeline").press_sequentially("seen twice", delay=10)
    expect(page.locator("#ci-pipeline [data-state] time")).to_be_visible()
    nothing_kept(page)
    answer = Answer.objects.get()
    assert (answer.option, answer.note) == (2, "seen twice")
    # Typing is one change, not one a letter.
    assert AnswerChange.objects.count() == 2
    page.click("#ci-pipeline button[name=clear]")
    nothing_kept(page)
    answer.refresh_from_db()
    assert (answer.state, answer.note) == ("cleared", "seen twice")
    assert page.evaluate("document.activeElement.name") == "answer-ci-pipeline"


def test_does_not_apply_asks_why_and_a_bad_link_is_refused_where_it_stands(visit, invitation):
    visitor = visit()
    page = visitor.go(address(invitation))
    expect(page.locator("#reason-cd-rollback")).to_be_hidden()
    option(page, "cd-rollback", "na").check()
    expect(page.locator("#error-cd-rollback")).to_contain_text("why it does not apply")
    assert Answer.objects.count() == 0
    # Leaving is held up once, so that it is not overlooked.
    page.click("button[value=next]")
    expect(page.locator("[data-foot]")).to_contain_text("One answer on this page is not saved yet")
    page.fill("#reason-cd-rollback", "customers upgrade on their own")
    expect(state(page, "cd-rollback")).to_contain_text("Saved at")
    expect(page.locator("#error-cd-rollback")).to_have_count(0)
    page.locator("#cd-rollback summary").click()
    page.fill("#evidence-cd-rollback", "javascript:alert(1)")
    expect(page.locator("#error-cd-rollback")).to_contain_text("starts with https://")
    page.fill("#evidence-cd-rollback", "https://example.org/notes")
    expect(page.locator("#error-cd-rollback")).to_have_count(0)
    nothing_kept(page)
    answer = Answer.objects.get()
    assert (answer.state, answer.evidence_url) == ("na", "https://example.org/notes")
    forgive(visitor, "422")


def test_a_lost_network_shows_within_a_second_and_the_page_goes_on_by_itself(visit, invitation):
    visitor = visit()
    page = visitor.go(address(invitation))
    visitor.context.set_offline(True)
    for question in ("ci-pipeline", "cd-automation", "cd-rollback", "cd-release"):
        option(page, question, "1").check()
        expect(state(page, question)).to_contain_text("No connection", timeout=SECOND)
    assert Answer.objects.count() == 0
    page.click("button[value=next]")
    expect(page.locator("[data-foot]")).to_contain_text("the next page cannot open yet")
    visitor.context.set_offline(False)
    page.wait_for_url("**/part/version-control/", timeout=PATIENT)
    assert Answer.objects.filter(option=1).count() == 4
    assert kept(page) == 0
    forgive(visitor, "INTERNET_DISCONNECTED")


def test_without_a_network_the_page_stays_although_everything_is_saved(visit, invitation):
    visitor = visit()
    page = visitor.go(address(invitation))
    visitor.context.set_offline(True)
    page.click("button[value=next]")
    expect(page.locator("[data-foot]")).to_contain_text("the next page cannot open yet")
    visitor.context.set_offline(False)
    page.wait_for_url("**/part/version-control/", timeout=PATIENT)
    forgive(visitor, "INTERNET_DISCONNECTED")  # it may have tried before the network was back


def test_a_crash_of_the_tab_loses_nothing_that_was_typed(visit, invitation):
    visitor = visit()
    page = visitor.go(address(invitation))
    option(page, "cd-release", "2").check()
    expect(state(page, "cd-release")).to_contain_text("Saved at")
    cut_saves(page)
    option(page, "cd-release", "3").check()
    page.locator("#ci-pipeline summary").click()
    page.fill("#note-ci-pipeline", "half a <thought>")
    expect(state(page, "ci-pipeline")).to_contain_text("No connection")
    with pytest.raises(Exception, match="chrome://crash"):
        page.goto("chrome://crash")
    visitor.page = visitor.context.new_page()
    page = visitor.go(address(invitation, "part/system-design/"))
    # Sent from whatever page is opened next, even one of another part.
    nothing_kept(page)
    rows = Answer.objects.order_by("practice").values_list("practice", "option", "note")
    assert list(rows) == [("cd-release", 3, ""), ("ci-pipeline", None, "half a <thought>")]
    page = visitor.go(address(invitation))
    assert page.input_value("#note-ci-pipeline") == "half a <thought>"
    forgive(visitor, "ERR_FAILED")


def test_a_choice_between_two_answers_outlasts_a_reload(visit, invitation):
    first, second = visit(), visit()
    mine, theirs = first.go(address(invitation)), second.go(address(invitation))
    option(theirs, "ci-pipeline", "1").check()
    expect(state(theirs, "ci-pipeline")).to_contain_text("Saved at")
    option(mine, "ci-pipeline", "4").check()
    expect(mine.locator("#ci-pipeline .ans-rival")).to_be_visible()
    mine.reload()
    expect(mine.locator("#ci-pipeline .ans-rival")).to_be_visible()
    assert option(mine, "ci-pipeline", "4").is_checked()
    assert first.axe() == []
    first.go(address(invitation, "part/version-control/"))
    expect(mine.locator(".ans-elsewhere a")).to_have_text("CI/CD")
    mine.click(".ans-elsewhere a")
    mine.click("#ci-pipeline [data-take]")
    expect(option(mine, "ci-pipeline", "1")).to_be_checked()
    assert kept(mine) == 0
    option(mine, "ci-pipeline", "3").check()
    expect(state(mine, "ci-pipeline")).to_contain_text("Saved at")
    nothing_kept(mine)
    assert list(AnswerChange.objects.values_list("option", flat=True)) == [1, 3]
    forgive(first, "409")


def test_another_language_and_an_expired_page_keep_what_was_not_sent(visit, invitation):
    visitor = visit()
    page = visitor.go(address(invitation))
    cut_saves(page)
    option(page, "cd-release", "4").check()
    expect(state(page, "cd-release")).to_contain_text("No connection")
    page.unroute_all()
    page.click(".pl-lang a[hreflang=zh-CN]")
    page.wait_for_url("**lang=zh-hans")
    expect(option(page, "cd-release", "4")).to_be_checked()
    nothing_kept(page)
    assert Answer.objects.get().option == 4
    visitor.context.clear_cookies()
    page.evaluate("document.querySelector('[name=csrfmiddlewaretoken]').value = 'old'")
    option(page, "cd-release", "2").check()
    page.wait_for_selector("#cd-release [data-state].warn")
    assert kept(page) > 0
    page.reload()
    nothing_kept(page)
    assert Answer.objects.get().option == 2
    forgive(visitor, "403", "ERR_FAILED")


def test_keys_answer_only_for_those_who_want_it(visit, invitation):
    visitor = visit()
    page = visitor.go(address(invitation))
    option(page, "ci-pipeline", "0").focus()
    for key in ("4", "0", "?"):
        page.keyboard.press(key)
    assert page.locator("#ci-pipeline input:checked").count() == 0
    assert page.locator("dialog[open]").count() == 0
    page.click("[data-keys-on]")
    option(page, "ci-pipeline", "0").focus()
    page.keyboard.press("4")
    expect(option(page, "ci-pipeline", "3")).to_be_checked()
    expect(state(page, "ci-pipeline")).to_contain_text("Saved at")
    page.reload()
    expect(page.locator("[data-keys-on]")).to_have_attribute("aria-pressed", "true")
    assert page.locator("#cd-rollback .ans-cap").all_inner_texts() == [*"12345", "N", "0"]
    assert page.locator(".ans-cap:not([aria-hidden=true])").count() == 0
    assert visitor.axe() == []
    page.click("[data-keys-on]")
    assert page.locator(".ans-cap").count() == 0
    option(page, "ci-pipeline", "0").focus()
    page.keyboard.press("1")
    expect(option(page, "ci-pipeline", "3")).to_be_checked()


def test_keys_go_between_questions_say_dont_know_and_clear(visit, invitation):
    visitor = visit()
    page = visitor.go(address(invitation))
    page.click("[data-keys-on]")
    page.keyboard.press("j")
    page.keyboard.press("0")
    expect(option(page, "ci-pipeline", "dk")).to_be_checked()
    # This question applies to everybody.
    page.keyboard.press("n")
    expect(option(page, "ci-pipeline", "dk")).to_be_checked()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("5")
    expect(option(page, "cd-automation", "4")).to_be_checked()
    page.keyboard.press("j")
    page.keyboard.press("n")
    expect(option(page, "cd-rollback", "na")).to_be_checked()
    expect(page.locator("#reason-cd-rollback")).to_be_visible()
    page.fill("#reason-cd-rollback", "")
    page.locator("#reason-cd-rollback").press_sequentially("jk10n?")
    page.keyboard.press("Backspace")
    assert page.input_value("#reason-cd-rollback") == "jk10n"
    expect(option(page, "cd-rollback", "na")).to_be_checked()
    option(page, "cd-rollback", "na").focus()
    page.keyboard.press("Control+1")
    page.keyboard.press("Alt+2")
    expect(option(page, "cd-rollback", "na")).to_be_checked()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("k")
    page.keyboard.press("Backspace")
    assert page.locator("#ci-pipeline input:checked").count() == 0
    nothing_kept(page)
    rows = Answer.objects.order_by("practice").values_list("practice", "state", "option")
    assert list(rows) == [
        ("cd-automation", "rated", 4),
        ("cd-rollback", "na", None),
        ("ci-pipeline", "cleared", None),
    ]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_list_of_keys_keeps_the_focus_and_closes_with_escape(visit, invitation, language):
    visitor = visit(language=language)
    page = visitor.go(address(invitation, language=language))
    page.click("[data-keys-on]")
    option(page, "ci-pipeline", "1").focus()
    page.keyboard.press("?")
    expect(page.locator("dialog#keys")).to_be_visible()
    assert visitor.axe() == []
    # Nothing is answered behind it, and Tab stays in it.
    page.keyboard.press("3")
    for _ in range(3):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
    page.keyboard.press("Escape")
    expect(page.locator("dialog#keys")).to_be_hidden()
    assert page.evaluate("document.activeElement.name") == "answer-ci-pipeline"
    assert page.locator("#ci-pipeline input:checked").count() == 0
    page.click("[data-keys-list]")
    page.click("dialog#keys button")
    expect(page.locator("dialog#keys")).to_be_hidden()


@pytest.mark.parametrize("width", [320, 1280])
def test_both_languages_stand_together_and_what_was_typed_stays(visit, width):
    invitation = make_invitation(make_campaign(form="short"))
    visitor = visit(width=width)
    page = visitor.go(address(invitation))
    option(page, "ci-pipeline", "2").check()
    page.click("button[name=both]")
    page.wait_for_url("**both=yes")
    expect(page.locator(".ans-other[lang=zh-CN]")).to_have_count(30)
    expect(option(page, "ci-pipeline", "2")).to_be_checked()
    nothing_kept(page)
    assert Answer.objects.get().option == 2
    assert visitor.axe() == []
    assert visitor.overflow() <= 0
    page.click("button[value=next]")
    page.wait_for_url("**/part/open-source-use/")
    expect(page.locator(".ans-other").first).to_be_visible()
    page = visitor.go(f"/answer/{invitation.token}/part/ci-cd/")
    # Two answers to choose between are told in the reader's language alone.
    Answer.objects.update(option=1, revision=5)
    option(page, "ci-pipeline", "4").check()
    mine = page.locator("#ci-pipeline [data-mine]")
    expect(mine).to_contain_text("pipeline time")
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in mine.inner_text())
    forgive(visitor, "409")


def test_answers_that_come_after_the_close_are_not_lost_silently(visit, invitation):
    visitor = visit()
    page = visitor.go(address(invitation))
    cut_saves(page)
    option(page, "cd-release", "4").check()
    expect(state(page, "cd-release")).to_contain_text("No connection")
    invitation.campaign.__class__.objects.update(state="closed", closed_at="2030-01-01T00:00Z")
    page.unroute_all()
    page = visitor.go(address(invitation, ""))
    expect(page.locator(".ans-elsewhere")).to_contain_text("The campaign is closed")
    assert kept(page) > 0
    forgive(visitor, "ERR_FAILED", "423")


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_page_that_comes_back_with_reasons_is_accessible(visit, invitation, language, width):
    visitor = visit(width=width, language=language)
    page = visitor.go(address(invitation, language=language))
    page.evaluate(
        """() => {
            document.querySelector("#cd-automation input[value=na]").checked = true;
            document.querySelector("#evidence-cd-release").value = "ftp://example.org";
            HTMLFormElement.prototype.submit.call(document.querySelector("#answers"));
        }"""
    )
    page.wait_for_selector(".ans-summary")
    assert page.locator(".ans-error").count() == 2
    assert visitor.axe() == []
    assert visitor.overflow() <= 0
    forgive(visitor, "422")


@pytest.mark.parametrize(("form", "both"), [("full", "no"), ("short", "no"), ("short", "yes")])
def test_the_page_is_light_and_holds_still(visit, form, both):
    """Bar Q25: 120 KB with compressed files (the page itself as it is), layout shift 0.05."""
    visitor = visit()
    visitor.page.add_init_script(
        """window.shift = 0;
        new PerformanceObserver(list => {
            for (const entry of list.getEntries())
                if (!entry.hadRecentInput) window.shift += entry.value;
        }).observe({type: "layout-shift", buffered: true});"""
    )
    invitation = make_invitation(make_campaign(form=form))
    page = visitor.go(f"{address(invitation)}&both={both}")
    page.wait_for_timeout(500)
    assert page.evaluate("window.shift") <= 0.05
    names = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    assert not [name for name in names if "plotly" in name]
    loaded = {name.split("?")[0].rsplit("/", 1)[1] for name in names}
    assert loaded >= {"bootstrap.min.css", "answer.css", "answer.js", "answer-line.js"}
    files = [visitor.context.request.get(name).body() for name in names]
    weight = sum(len(gzip.compress(file)) for file in files) + len(page.content().encode())
    print(f"first visit: {weight / 1000:.0f} KB in {len(files) + 1} files")
    assert weight <= 120_000
