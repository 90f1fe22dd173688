"""What a respondent's browser asks for and sends."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from survey.models import Invitation
from tests.survey.operations import PLAIN
from tests.survey.pages import Page

SECTION = "ci-cd"


def start(invitation: Invitation) -> str:
    return reverse("answer", args=[invitation.token])


def section(invitation: Invitation, slug: str = SECTION) -> str:
    return reverse("answer-section", args=[invitation.token, slug])


def send(
    client: Client,
    invitation: Invitation,
    answer: str,
    base: int | str = 0,
    practice: str = PLAIN,
    **more: object,
) -> HttpResponse:
    """One question, as the script sends it."""
    fields = {
        "question": practice,
        f"answer-{practice}": answer,
        f"base-{practice}": base,
        f"operation-{practice}": more.pop("operation", uuid.uuid4()),
    }
    fields |= {f"{name}-{practice}": value for name, value in more.items()}
    return client.post(section(invitation), fields, headers={"accept": "application/json"})


def answer_page(client: Client, address: str, go: str = "next", **answers: str) -> HttpResponse:
    """Fill in a section's form and press a button; names with _ for -."""
    form = Page(client.get(address)).forms["answers"]
    filled = {name.replace("_", "-"): value for name, value in answers.items()}
    assert filled.keys() <= form.data.keys() | form.choices.keys()
    return client.post(form.action, {**form.data, **filled, "go": go})
