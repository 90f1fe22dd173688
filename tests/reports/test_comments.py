"""Notes beside answers in a team's report: of groups alone, never whose, and harmless."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from openpyxl import load_workbook
from pypdf import PdfReader

from survey.services.answering import Draft
from survey.services.campaign_life import reopen
from survey.services.campaigns import close_campaign
from survey.services.sharing import share
from tests.factories import (
    NOW,
    answer_all,
    give_role,
    make_campaign,
    make_invitation,
    make_organisation,
    make_team,
    make_user,
)

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=1)
NOTES = ("=1+1", "<script>alert(1)</script>", "\u202eplain words", "三天才合并一次")
FEW = "only I would write this"


def noted(text):
    return Draft("rated", 2, note=text)


def campaign_of(notes=NOTES, *, min_group=3, **more):
    """A closed campaign of one team: everybody writes on CI pipeline, one on version control."""
    organisation = make_organisation()
    team = make_team(organisation, "Payments")
    campaign = make_campaign(organisation, [team], min_group=min_group, **more)
    for at, text in enumerate(notes):
        own = {"ci_pipeline": noted(text)}
        if at == 0:
            own["vc_branching"] = noted(FEW)
        answer_all(make_invitation(campaign, team), **own)
    close_campaign(campaign=campaign, now=LATER)
    campaign.refresh_from_db()
    return campaign


def reader(campaign, role="manager"):
    team = campaign.teams.get()
    user = give_role(make_user(), campaign.organisation, role, team if role == "lead" else None)
    client = Client()
    client.force_login(user)
    return client, user


def at(name, campaign):
    return reverse(name, args=[campaign.pk, campaign.teams.get().slug])


@pytest.mark.parametrize("role", ["manager", "lead"])
def test_notes_of_a_group_are_shown_and_those_of_a_few_are_not_even_counted(role):
    campaign = campaign_of()
    client, _user = reader(campaign, role)
    html = client.get(at("team-report", campaign), {"lang": "en"}).content.decode()
    assert "What people wrote on one practice" in html
    for text in NOTES:
        assert escape(text.replace("\u202e", "")) in html
    assert "<script>alert" not in html
    assert "\u202e" not in html
    assert FEW not in html
    assert "Fewer than 3 other notes are withheld." in html
    chinese = client.get(at("team-report", campaign), {"lang": "zh-hans"}).content.decode()
    assert "一项实践的作答备注" in chinese
    assert "另有不到3条备注不显示。" in chinese


def test_documents_hold_them_as_plain_text():
    campaign = campaign_of()
    client, _user = reader(campaign)
    book = load_workbook(io.BytesIO(client.get(at("team-report-xlsx", campaign)).content))
    cells = [row[1] for row in book["Notes"].iter_rows(min_row=2, max_row=5)]
    assert sorted(cell.value for cell in cells) == sorted(t.replace("\u202e", "") for t in NOTES)
    assert {cell.data_type for cell in cells} == {"s"}
    pdf = client.get(at("team-report-pdf", campaign), {"cut": "full", "lang": "zh-hans"}).content
    printed = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert "三天才合并一次" in printed
    assert FEW not in printed
    without = {"cut": "full", "section": "layers"}
    pdf = client.get(at("team-report-pdf", campaign), without).content
    assert "三天" not in "".join(p.extract_text() for p in PdfReader(io.BytesIO(pdf)).pages)


def test_too_few_writers_show_nothing():
    campaign = campaign_of(("one", "two", ""))
    client, _user = reader(campaign)
    html = client.get(at("team-report", campaign), {"lang": "en"}).content.decode()
    assert "No notes can be shown" in html
    assert "3 other notes are withheld." in html
    assert not any(text in html for text in (">one<", ">two<", FEW))


def test_shared_links_and_data_files_have_none():
    campaign = campaign_of()
    client, user = reader(campaign)
    link = share(
        campaign=campaign,
        team=campaign.teams.get(),
        cut="full",
        days=7,
        note="",
        by=user,
        now=timezone.now(),
    )
    shared = Client().get(reverse("shared", args=[link.token])).content.decode()
    pdf = Client().get(reverse("shared-pdf", args=[link.token])).content
    printed = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert "Payments" in shared
    files = [client.get(at(f"team-report-{kind}", campaign)) for kind in ("csv", "json")]
    for text in (shared, printed, *(file.content.decode() for file in files)):
        assert "三天" not in text


def test_after_opening_again_none_are_shown_because_new_ones_would_stand_out():
    campaign = campaign_of()
    client, _user = reader(campaign)
    campaign = reopen(campaign=campaign, reason="Two were ill.", now=LATER)
    answer_all(
        make_invitation(campaign, campaign.teams.get()), ci_pipeline=noted("came afterwards")
    )
    close_campaign(campaign=campaign, now=LATER + timedelta(days=1))
    html = client.get(at("team-report", campaign), {"lang": "en"}).content.decode()
    assert "came afterwards" not in html
    assert "三天" not in html


def test_a_joint_sheet_shows_its_notes():
    campaign = campaign_of(("as a team we",), mode="consensus")
    client, _user = reader(campaign)
    html = client.get(at("team-report", campaign), {"lang": "en"}).content.decode()
    assert "as a team we" in html
    assert FEW in html
    assert "The notes of the team’s joint sheet." in html


def test_respondents_are_told_before_they_write():
    campaign = make_campaign(min_group=4)
    token = make_invitation(campaign).token
    start = Client().get(reverse("answer", args=[token]), {"lang": "en"}).content.decode()
    assert "shows notes only where at least 4 people wrote one on the same question" in start
