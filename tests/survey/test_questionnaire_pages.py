"""How the questionnaire is put on pages, and the questions in both languages."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from survey.models import Answer
from survey.queries.printed import PrintedQuestion, PrintedSection
from survey.queries.printed_pages import page_asking, page_at, paged, pages_for
from survey.questionnaire import of_campaign
from tests.factories import make_campaign, make_invitation
from tests.survey.operations import PLAIN, WITH_NA
from tests.survey.pages import Page
from tests.survey.visiting import section, start

pytestmark = pytest.mark.django_db


def printed(slug: str, size: int, group: str = "Layer") -> PrintedSection:
    questions = tuple(
        PrintedQuestion(f"{slug}-{n}", n, "?", "?", (), False, "", ()) for n in range(1, size + 1)
    )
    return PrintedSection(slug, 1, slug.upper(), group, "", questions)


def sizes(*sections: PrintedSection) -> list[list[int]]:
    return [[len(part.questions) for part in page.sections] for page in paged(sections)]


@pytest.mark.parametrize(
    ("asked", "pages"),
    [
        ([1, 1, 1, 1, 1], [[1, 1, 1, 1, 1]]),
        ([1, 1, 1, 2, 2, 1], [[1, 1, 1], [2, 2, 1]]),
        ([3, 4, 3], [[3], [4], [3]]),
        ([6, 1], [[6], [1]]),
        ([1, 4, 1, 4], [[1, 4], [1, 4]]),
        ([7], [[3], [4]]),
        ([12], [[4], [4], [4]]),
        ([1, 7, 1], [[1, 3], [4, 1]]),
    ],
)
def test_small_capabilities_share_a_page_and_long_ones_are_spread(asked, pages):
    assert sizes(*(printed(f"c{at}", size) for at, size in enumerate(asked))) == pages


def test_no_page_spans_two_layers():
    assert sizes(printed("a", 1, "One"), printed("b", 1, "Two")) == [[1], [1]]
    assert paged([]) == ()


def test_pages_of_one_heading_say_which_they_are():
    pages = paged([printed("a", 7), printed("b", 1, "Two"), printed("c", 1, "Two")])
    shown = [(page.slug, page.heading, page.turn, page.turns) for page in pages]
    assert shown == [("a", "A", 1, 2), ("a-4", "A", 2, 2), ("b", "Two", 1, 1)]
    assert page_at(pages, "c") is pages[2]
    assert page_asking(pages, "a-7") is pages[1]
    assert page_asking(pages, "nothing") is None


@pytest.mark.parametrize(
    ("form", "modules", "count"),
    [("short", [], 6), ("full", [], 20), ("full", ["large-model"], 24)],
)
def test_every_question_is_asked_once_and_in_order(form, modules, count):
    campaign = make_campaign(form=form, modules=modules)
    pages = pages_for(campaign, "en")
    assert [question.slug for page in pages for question in page.questions] == list(
        of_campaign(campaign).practices
    )
    assert [page.number for page in pages] == list(range(1, count + 1))
    assert max(len(page.questions) for page in pages) <= 6


def test_a_role_gets_pages_of_what_it_is_asked():
    campaign = make_campaign()
    campaign.roles = [{"slug": "dev", "en": "Developer", "zh-hans": "开发"}]
    campaign.show_if = {"version-control": ["lead"], "code-review": ["lead"]}
    pages = pages_for(campaign, "en", "dev")
    slugs = [[part.slug for part in page.sections] for page in pages if len(page.sections) == 4]
    assert ["code-standards", "automated-testing", "ci-cd", "cloud-containers"] in slugs


@pytest.mark.parametrize(
    ("language", "title", "names"),
    [
        ("en", "Engineering practice, 2 of 2", ["CI/CD", "Version control"]),
        ("zh-hans", None, ["持续集成/持续部署", "版本控制"]),
    ],
)
def test_a_shared_page_keeps_a_heading_for_each_capability(client, language, title, names):
    page = client.get(section(make_invitation()), {"lang": language}).content.decode()
    headings = re.findall(r'<h2 class="pl-h2" id="name-[\w-]+">([^<]+)</h2>', page)
    assert headings[:2] == names
    assert len(headings) == 3
    assert page.count('<p class="ans-about">') == 3
    if title:
        assert f'<h1 class="pl-h1">{title}</h1>' in page
    numbers = [f"Question {n} of 5" if language == "en" else f"第{n}题，共5题" for n in range(1, 6)]
    assert [number for number in numbers if number in page] == numbers


def test_the_address_of_each_capability_still_leads_to_its_questions(client):
    invitation = make_invitation()
    response = client.get(section(invitation, "version-control"))
    assert response.url == f"{section(invitation)}#part-version-control"
    assert "part-version-control" in Page(client.get(section(invitation))).ids
    form = Page(client.get(section(invitation))).forms["answers"]
    # A form that was loaded when the capability had a page of its own.
    kept = {name: value for name, value in form.data.items() if name.endswith("-vc-system")}
    sent = {**kept, "answer-vc-system": "3", "go": "next"}
    response = client.post(section(invitation, "version-control"), sent)
    assert response.url == section(invitation, "open-source-use")
    assert list(Answer.objects.values_list("practice", "option")) == [("vc-system", 3)]


# --- both languages -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "other", "code"), [("en", "zh-hans", "zh-CN"), ("zh-hans", "en", "en")]
)
def test_each_question_is_shown_in_both_languages_on_demand(client, language, other, code):
    invitation = make_invitation()
    practice = of_campaign(invitation.campaign).practices[PLAIN]
    plain = client.get(section(invitation), {"lang": language}).content.decode()
    assert "ans-other" not in plain
    both = client.get(section(invitation), {"both": "yes"}).content.decode()
    second = re.findall(rf'<span class="ans-other" lang="{code}">([^<]+)</span>', both)
    # Five questions with five statements each.
    assert len(second) == 30
    start_of_it = second.index(practice.stem[other])
    assert second[start_of_it + 1] == practice.anchors[0][other]
    # The preference holds on every page, in any language, until it is taken back.
    later = client.get(section(invitation, "code-standards")).content.decode()
    assert later.count('class="ans-other"') == 18
    assert "ans-other" not in client.get(section(invitation), {"both": "no"}).content.decode()
    assert "ans-other" not in client.get(section(invitation)).content.decode()


def test_asking_for_both_languages_without_scripts_saves_the_page_first(client):
    invitation = make_invitation()
    form = Page(client.get(section(invitation))).forms["answers"]
    assert ("both", "yes") in form.buttons
    response = client.post(form.action, {**form.data, f"answer-{PLAIN}": "1", "both": "yes"})
    assert response.url == section(invitation)
    assert Answer.objects.get().option == 1
    form = Page(client.get(section(invitation))).forms["answers"]
    assert client.get(section(invitation)).content.decode().count('class="ans-other"') == 30
    # Also where something on the page is refused.
    response = client.post(form.action, {**form.data, f"answer-{WITH_NA}": "na", "both": "no"})
    assert (response.status_code, b"ans-other" in response.content) == (422, False)


def test_a_made_up_choice_of_languages_changes_nothing(client):
    invitation = make_invitation()
    response = client.get(section(invitation), {"both": "maybe"})
    assert "plumbline_both" not in response.cookies
    assert b"ans-other" not in response.content
    other = Client()
    other.cookies["plumbline_both"] = "<b>"
    assert b"ans-other" not in other.get(section(invitation)).content
    assert other.get(start(invitation)).status_code == 200
