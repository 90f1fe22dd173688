"""One question at a time, as the script saves it."""

from __future__ import annotations

import re
import uuid

import pytest
from django.test import Client

from survey.models import Answer, AnswerChange, AnswerSheet
from survey.questionnaire import of_campaign
from tests.factories import make_invitation
from tests.survey.operations import PLAIN, WITH_NA
from tests.survey.pages import Page
from tests.survey.visiting import section, send, start

pytestmark = pytest.mark.django_db


@pytest.fixture
def invitation():
    return make_invitation()


def test_a_save_answers_with_revision_and_progress(client, invitation):
    reply = send(client, invitation, "3").json()
    answer = Answer.objects.get()
    assert reply == {
        "revision": 1,
        "saved_at": answer.saved_at.isoformat(),
        "minutes": "About 9 minutes left",
        "parts": "0 of 6 parts done",
        "part": {
            "slug": "ci-cd",
            "done": False,
            "text": "4 left",
            "current_text": "1 of 5",
            "here": "1 of 5 answered here",
        },
    }
    assert (answer.practice, answer.option) == (PLAIN, 3)
    reply = send(client, invitation, "dk", practice=WITH_NA).json()
    assert (reply["parts"], reply["part"]["text"]) == ("0 of 6 parts done", "3 left")
    for practice in ("vc-system", "vc-branching", "cc-container"):
        reply = send(client, invitation, "dk", practice=practice).json()
    assert (reply["parts"], reply["part"]["text"]) == ("1 of 6 parts done", "done")


def test_an_answer_kept_from_another_page_is_saved_where_its_question_is_now(client, invitation):
    """Another role, or another version of the program, puts a question on another page."""
    reply = send(client, invitation, "3", practice="cs-format").json()
    assert (reply["part"]["slug"], reply["part"]["here"]) == (
        "code-standards",
        "1 of 3 answered here",
    )
    assert Answer.objects.get().practice == "cs-format"


def test_replies_are_in_the_readers_language(client, invitation):
    client.get(start(invitation), {"lang": "zh-hans"})
    reply = send(client, invitation, "3").json()
    assert reply["part"]["current_text"] == "1/5"
    assert re.search("[\u4e00-\u9fff]", reply["minutes"] + reply["parts"])
    message = send(client, invitation, "na", practice=WITH_NA).json()["message"]
    assert re.fullmatch("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+", message)


def test_a_conflict_shows_the_other_answer_in_words(client, invitation):
    send(client, invitation, "1")
    reason = "We ship <nothing>."
    send(client, invitation, "na", practice=WITH_NA, reason=reason, note="n", evidence="http://a.b")
    response = send(client, invitation, "2")
    model = of_campaign(invitation.campaign).practices
    assert response.status_code == 409
    saved = Answer.objects.get(practice=PLAIN).saved_at.isoformat()
    assert response.json() == {
        "revision": 1,
        "saved_at": saved,
        "words": [model[PLAIN].anchors[1]["en"]],
        "value": {"answer": "1", "reason": "", "note": "", "evidence": ""},
    }
    other = send(client, invitation, "4", practice=WITH_NA).json()
    assert other["words"] == ["Does not apply", reason, "Note: n", "Evidence: http://a.b"]
    assert other["value"] == {
        "answer": "na",
        "reason": reason,
        "note": "n",
        "evidence": "http://a.b",
    }


def test_a_save_that_was_overtaken_before_its_answer_arrived_is_a_conflict(client, invitation):
    name = uuid.uuid4()
    send(client, invitation, "1", operation=name)
    assert send(client, invitation, "1", operation=name).status_code == 200
    send(client, invitation, "4", base=1)
    again = send(client, invitation, "1", operation=name)
    assert (again.status_code, again.json()["value"]["answer"]) == (409, "4")
    assert AnswerChange.objects.count() == 2


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"answer": "9"}, 422),
        ({"answer": "yes"}, 422),
        ({"answer": "2", "evidence": "javascript:alert(1)"}, 422),
        ({"answer": "2", "operation": "x"}, 400),
        ({"answer": "2", "base": -1}, 400),
        ({"answer": "2", "base": "1e3"}, 400),
        ({"answer": "2", "practice": "nothing"}, 400),
        ({"answer": "2", "practice": "sd-decisions"}, 400),
    ],
)
def test_impossible_and_damaged_saves_write_nothing(client, invitation, fields, status):
    assert send(client, invitation, **fields).status_code == status
    assert AnswerSheet.objects.count() == 0


def test_a_save_needs_the_pages_own_token(invitation):
    client = Client(enforce_csrf_checks=True)
    assert send(client, invitation, "2").status_code == 403
    page = Page(client.get(section(invitation)))
    token = page.forms["answers"].data["csrfmiddlewaretoken"]
    assert send(client, invitation, "2", base=0).status_code == 403
    fields = {**page.forms["answers"].data, f"answer-{PLAIN}": "2", "go": "next"}
    assert client.post(section(invitation), fields).status_code == 302
    with_header = client.post(
        section(invitation),
        {
            "question": PLAIN,
            f"answer-{PLAIN}": "3",
            f"base-{PLAIN}": "1",
            f"operation-{PLAIN}": uuid.uuid4(),
        },
        headers={"accept": "application/json", "x-csrftoken": token},
    )
    assert (with_header.status_code, with_header.json()["revision"]) == (200, 2)
