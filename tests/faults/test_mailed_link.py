"""Bar Q8: a mail scanner that opens a personal link, and sends what it finds, does no harm."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core import serializers
from django.test import Client
from django.urls import reverse

from survey.models import AnswerSheet
from survey.services.answering import Draft
from survey.services.campaigns import close_campaign
from tests.factories import NOW, answer_all, make_campaign, make_invitation
from tests.survey.pages import Form, Page
from tests.survey.visiting import send, start

pytestmark = pytest.mark.django_db
STAGES = {
    "draft": "has not opened yet",
    "open": "Start",
    "begun": "Continue",
    "submitted": "your answers are in",
    "closed": "This campaign is closed",
}


def everything() -> dict[str, str]:
    """Every row of every table, by model."""
    return {
        model._meta.label: serializers.serialize("json", model._default_manager.order_by("pk"))
        for model in apps.get_models()
    }


def sent_by_a_robot(form: Form) -> list[dict[str, str]]:
    """The form as it stands and with the first of every choice, each with every button."""
    chosen = {name: values[0] for name, values in form.choices.items()}
    filled = {name: value or "robot" for name, value in form.data.items()}
    presses = [{}, *({name: value} for name, value in form.buttons)]
    return [{**fields, **press} for fields in (form.data, chosen | filled) for press in presses]


def scan(client: Client, address: str) -> int:
    """Open a link five times by GET and HEAD, then send every form of its page; how many."""
    for _ in range(5):
        for look in (client.get, client.head):
            assert look(address).status_code == 200
    page, count = Page(client.get(address)), 0
    for form in page.forms.values():
        for fields in sent_by_a_robot(form):
            client.post(form.action or address, fields)
            client.get(form.action or address, fields)
            count += 1
    # And whatever else the page leads to, looked at once.
    for link in page.links:
        if link.startswith(("/answer/", "?")):
            client.get(address + link if link.startswith("?") else link)
            client.head(address + link if link.startswith("?") else link)
    return count


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("stage", STAGES)
def test_a_scanned_link_is_as_good_as_new(client, stage, language, figures):
    campaign = make_campaign(state="draft" if stage == "draft" else "open", mode="named")
    invitation = make_invitation(campaign)
    if stage in {"begun", "submitted", "closed"}:
        answer_all(invitation, 2, submit=stage != "begun", ci_pipeline=Draft("cleared"))
    if stage == "closed":
        close_campaign(campaign=campaign, now=NOW)
    before = everything()
    client.get(start(invitation), {"lang": language})
    sent = scan(client, start(invitation))
    figures("Q8", f"{stage}, {language}: 10 visits, {sent} forms sent, nothing changed")
    assert everything() == before
    visitor = Client()
    assert STAGES[stage] in Page(visitor.get(start(invitation))).text
    if stage in {"open", "begun"}:
        reply = send(visitor, invitation, "3", base=1 if stage == "begun" else 0)
        assert reply.status_code == 200


def test_the_robot_would_do_harm_where_a_page_lets_it(client):
    """Otherwise the test above would show nothing."""
    invitation = make_invitation()
    answer_all(invitation, 2, submit=False)
    assert scan(client, reverse("answer-review", args=[invitation.token])) > 0
    assert AnswerSheet.objects.get().submitted_at is not None
