"""Whole pages, as a browser without scripts sends them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from survey.models import Answer, AnswerChange
from survey.questionnaire import of_campaign
from survey.services.answering import submit_answers
from survey.services.campaigns import close_campaign
from tests.factories import NOW, make_campaign, make_invitation, make_organisation
from tests.hostile import TEXTS
from tests.survey.operations import PLAIN, WITH_NA, fresh, operation, save
from tests.survey.pages import Page
from tests.survey.visiting import answer_page, section, send, start

pytestmark = pytest.mark.django_db


@pytest.fixture
def invitation():
    return make_invitation()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_whole_questionnaire_without_scripts(client, language):
    invitation = make_invitation(make_campaign(form="full", modules=["large-model"]))
    page = Page(client.get(start(invitation), {"lang": language}))
    address = next(link for link in page.links if "/part/" in link)
    expected = {}
    for number in range(24):
        response = client.get(address)
        form = Page(response).forms["answers"]
        data = dict(form.data)
        for at, (name, values) in enumerate(form.choices.items()):
            assert name not in form.data
            slug = name.removeprefix("answer-")
            data[name] = values[(number + at) % len(values)]
            if data[name] == "na":
                data[f"reason-{slug}"] = f"理由 {slug}"
            expected[slug] = data[name]
        response = client.post(form.action, {**data, "go": "next"})
        assert response.status_code == 302
        address = response.url
    assert address == reverse("answer-review", args=[invitation.token])
    given = {
        answer.practice: str(answer.option) if answer.state == "rated" else answer.state
        for answer in Answer.objects.all()
    }
    assert given == expected
    assert set(given.values()) == {"0", "1", "2", "3", "4", "na", "dk"}
    form = Page(client.get(address)).forms["submit"]
    assert client.post(form.action, form.data).url == start(invitation)
    assert fresh(invitation).sheet.submitted_at is not None


def test_back_and_next_save_and_lead_to_the_neighbours(client, invitation):
    assert answer_page(client, section(invitation), "next", **{f"answer_{PLAIN}": "1"}).url == (
        section(invitation, "open-source-use")
    )
    response = answer_page(client, section(invitation), "back", **{f"answer_{PLAIN}": "2"})
    assert response.url == section(invitation, "code-standards")
    assert list(AnswerChange.objects.values_list("option", flat=True)) == [1, 2]
    first, last = "algorithm-implementation", "open-source-use"
    assert answer_page(client, section(invitation, first), "back").url == start(invitation)
    review = reverse("answer-review", args=[invitation.token])
    assert answer_page(client, section(invitation, last), "next").url == review
    assert answer_page(client, section(invitation), "stay").url == section(invitation)


def test_what_is_refused_stays_typed_beside_its_reason_and_the_rest_is_saved(client, invitation):
    response = answer_page(
        client,
        section(invitation),
        **{f"answer_{PLAIN}": "3", f"answer_{WITH_NA}": "na", f"note_{WITH_NA}": "typed"},
    )
    assert response.status_code == 422
    page = Page(response)
    assert "Say in a few words why it does not apply" in page.text
    assert "1 answer is not saved yet; everything else is." in page.text
    assert f"error-{WITH_NA}" in page.ids
    assert f"error-{PLAIN}" not in page.ids
    form = page.forms["answers"]
    assert (form.data[f"answer-{WITH_NA}"], form.data[f"note-{WITH_NA}"]) == ("na", "typed")
    assert list(Answer.objects.values_list("practice", "option")) == [(PLAIN, 3)]
    again = {**form.data, f"reason-{WITH_NA}": "no releases", "go": "next"}
    assert client.post(form.action, again).status_code == 302
    assert Answer.objects.get(practice=WITH_NA).reason == "no releases"


def test_clear_clears_one_answer_and_keeps_the_note(client, invitation):
    save(invitation, operation(2, note="kept"))
    form = Page(client.get(section(invitation))).forms["answers"]
    # Return in a field presses the first button of the form, which must not be one of these.
    assert form.buttons[0] == ("go", "stay")
    assert ("clear", PLAIN) in form.buttons
    response = client.post(form.action, {**form.data, f"answer-{WITH_NA}": "4", "clear": PLAIN})
    assert response.url == f"{section(invitation)}#{PLAIN}"
    cleared = Answer.objects.get(practice=PLAIN)
    assert (cleared.state, cleared.note) == ("cleared", "kept")
    assert Answer.objects.get(practice=WITH_NA).option == 4


def test_two_people_see_both_answers_and_one_of_them_chooses(client, invitation):
    save(invitation, operation(0))
    mine = Page(client.get(section(invitation))).forms["answers"]
    save(invitation, operation(1, base=1))
    response = client.post(mine.action, {**mine.data, f"answer-{PLAIN}": "4", "go": "next"})
    anchors = of_campaign(invitation.campaign).practices[PLAIN].anchors
    page = Page(response)
    assert response.status_code == 422
    assert anchors[1]["en"] in page.text
    assert Answer.objects.get().option == 1
    form = page.forms["answers"]
    assert form.data[f"answer-{PLAIN}"] == "4"
    taken = client.post(form.action, {**form.data, "take": PLAIN})
    assert (taken.url, Answer.objects.get().option) == (f"{section(invitation)}#{PLAIN}", 1)
    kept = client.post(form.action, {**form.data, "go": "stay"})
    assert (kept.url, Answer.objects.get().option) == (section(invitation), 4)
    assert AnswerChange.objects.count() == 3


def test_a_form_sent_twice_saves_once(client, invitation):
    form = Page(client.get(section(invitation))).forms["answers"]
    data = {**form.data, f"answer-{PLAIN}": "4", "go": "next"}
    for _ in range(2):
        assert client.post(form.action, data).status_code == 302
    assert AnswerChange.objects.count() == 1


@pytest.mark.parametrize("stage", ["closed", "submitted"])
def test_a_form_that_comes_too_late_keeps_what_was_typed(client, invitation, stage):
    save(invitation, operation(1))
    form = Page(client.get(section(invitation))).forms["answers"]
    if stage == "closed":
        close_campaign(campaign=invitation.campaign, now=NOW)
    else:
        submit_answers(invitation=fresh(invitation), now=NOW)
    typed = {**form.data, f"answer-{PLAIN}": "4", f"note-{PLAIN}": "long thought", "go": "next"}
    response = client.post(form.action, typed)
    page = Page(response)
    assert (response.status_code, stage in page.text) == (409, True)
    assert "What you typed stays on this page, but it is not saved." in page.text
    assert page.forms["answers"].data[f"answer-{PLAIN}"] == "4"
    assert page.forms["answers"].data[f"note-{PLAIN}"] == "long thought"
    # Closing an anonymous campaign drops what was not submitted; nothing typed late is kept there.
    kept = [] if stage == "closed" else [1]
    assert list(AnswerChange.objects.values_list("option", flat=True)) == kept
    assert send(client, fresh(invitation), "4", base=1).status_code == 423


@pytest.mark.parametrize("text", [" ".join(text.split()) for text in TEXTS])
def test_hostile_texts_are_shown_as_they_are(client, text):
    organisation = make_organisation(text)
    campaign = make_campaign(organisation, name=text)
    campaign.teams.update(name=text)
    invitation = make_invitation(campaign)
    save(invitation, operation(2, note=text))
    save(invitation, operation(None, practice=WITH_NA, state="na", reason=text))
    for address in (start(invitation), section(invitation)):
        response = client.get(address)
        page = Page(response)
        assert (page.styles, page.scripts) == (0, 0)
        assert page.text.count(text) >= 2
    form = page.forms["answers"]
    assert (form.data[f"note-{PLAIN}"], form.data[f"reason-{WITH_NA}"]) == (text, text)
    # Sent back unchanged, nothing is a change.
    client.post(form.action, {**form.data, "go": "next"})
    assert AnswerChange.objects.count() == 2
    # Beside a refused question and in a conflict, too.
    wrong = {
        **form.data,
        f"evidence-{PLAIN}": text,
        f"base-{WITH_NA}": "0",
        f"reason-{WITH_NA}": text * 2,
    }
    page = Page(client.post(form.action, {**wrong, "go": "next"}))
    assert (page.styles, page.scripts) == (0, 0)
    assert page.forms["answers"].data[f"evidence-{PLAIN}"] == text
    assert page.text.count(text) >= 5
