"""The pages of evidence and of outcome figures, as managers and leads use them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from survey.models import EvidenceFile, OutcomeFigures
from survey.services.campaigns import close_campaign
from survey.services.evidence import LARGEST
from survey.services.outcomes import enter_outcomes
from tests.access.people import browser
from tests.factories import (
    NOW,
    give_role,
    make_campaign,
    make_organisation,
    make_team,
    make_user,
)
from tests.survey.evidence_files import MOST, attach, evidence_json
from tests.survey.pages import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return make_user("owner@example.org", name="Olga")


@pytest.fixture
def campaign(owner):
    works = make_organisation("Works", owner)
    return make_campaign(works, [make_team(works, "Payments"), make_team(works, "Mobile")])


def address(campaign):
    return f"/campaigns/{campaign.pk}/evidence/"


def upload(client: Client, campaign, data: bytes, team: str = "payments"):
    file = SimpleUploadedFile("scan.json", data, "application/json")
    return client.post(address(campaign), {"team": campaign.teams.get(slug=team).pk, "file": file})


def test_a_good_file_is_attached_and_listed(owner, campaign):
    client = browser(owner)
    answer = upload(client, campaign, evidence_json())
    assert (answer.status_code, answer.headers["Location"]) == (302, address(campaign))
    page = client.get(address(campaign))
    (payments, mobile) = (
        next(team for team in page.context["page"].teams if team.slug == slug)
        for slug in ("payments", "mobile")
    )
    row = EvidenceFile.objects.get()
    assert [(f.id, f.name, f.checks, f.by) for f in payments.files] == [
        (row.pk, "scan.json", 2, "Olga")
    ]
    assert mobile.files == ()
    assert "2 checks tell something, commit 5f0c2a9d1be7" in Page(page).text


@pytest.mark.parametrize(
    ("language", "wrong", "right"),
    [
        ("en", "there is no practice “cs-formatt”", "did you mean “cs-format”"),
        ("zh-hans", "没有实践“cs-formatt”", "cs-format"),
    ],
)
def test_faults_are_shown_in_the_readers_language(owner, campaign, language, wrong, right):
    client = browser(owner)
    client.get(f"/?lang={language}")
    answer = upload(client, campaign, evidence_json({**MOST, "practice": "cs-formatt"}))
    assert answer.status_code == 422
    (fault,) = answer.context["faults"].faults
    assert (fault.line, fault.message) == (12, wrong)
    assert right in fault.remedy
    text = Page(answer).text
    assert wrong in text
    assert fault.remedy in text
    assert not EvidenceFile.objects.exists()


def test_what_the_form_refuses(owner, campaign):
    client = browser(owner)
    answer = upload(client, campaign, b" " * (LARGEST + 1))
    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "file": ["The file is larger than 1 MiB; shorten it, or split it in two."]
    }
    assert client.post(address(campaign)).context["form"].errors == {
        "team": ["This field is required."],
        "file": ["This field is required."],
    }
    other = make_campaign()
    file = SimpleUploadedFile("scan.json", evidence_json())
    answer = client.post(address(campaign), {"team": other.teams.get().pk, "file": file})
    assert list(answer.context["form"].errors) == ["team"]
    upload(client, campaign, evidence_json())
    again = upload(client, campaign, evidence_json())
    assert (again.status_code, again.context["form"].errors) == (
        422,
        {"file": ["The team has this very file already, as “scan.json”."]},
    )
    assert EvidenceFile.objects.count() == 1


def test_a_file_can_be_removed_until_the_campaign_closes(owner, campaign):
    client = browser(owner)
    payments = campaign.teams.get(slug="payments")
    first = attach(campaign, payments)
    answer = client.post(f"{address(campaign)}{first.pk}/remove/")
    assert (answer.status_code, EvidenceFile.objects.count()) == (302, 0)
    second = attach(campaign, payments)
    close_campaign(campaign=campaign, now=NOW + timedelta(days=1))
    page = client.post(f"{address(campaign)}{second.pk}/remove/", follow=True)
    assert "The campaign is closed. Its evidence stays as it is." in Page(page).text
    assert upload(client, campaign, evidence_json(head="0000001")).status_code == 422
    assert list(EvidenceFile.objects.all()) == [second]
    assert Page(client.get(address(campaign))).forms.keys() <= {""}
    assert "Attach a file" not in Page(page).text


def test_a_file_is_removed_at_its_own_campaign_only(owner, campaign):
    kept = attach(campaign, campaign.teams.get(slug="payments"))
    other = make_campaign(campaign.organisation, [make_team(campaign.organisation)])
    answer = browser(owner).post(f"{address(other)}{kept.pk}/remove/")
    assert (answer.status_code, EvidenceFile.objects.count()) == (404, 1)


def test_the_list_takes_as_many_queries_with_one_file_as_with_thirty(
    owner, campaign, django_assert_num_queries
):
    client, payments = browser(owner), campaign.teams.get(slug="payments")
    for count in range(30):
        attach(campaign, payments, evidence_json(head=f"{count:07}"), by=owner)
        if count in (0, 29):
            with django_assert_num_queries(7):
                client.get(address(campaign))


def figures(campaign, team="payments"):
    return f"/campaigns/{campaign.pk}/outcomes/{team}/"


@pytest.mark.parametrize("kind", ["owner", "lead"])
def test_managers_and_the_teams_lead_enter_figures(owner, campaign, kind):
    payments = campaign.teams.get(slug="payments")
    lead = give_role(make_user(), campaign.organisation, "lead", payments)
    person = {"owner": owner, "lead": lead}[kind]
    client = browser(person)
    form = Page(client.get(figures(campaign))).forms[""]
    values = {**form.data, "lead_time": "day_to_week", "rework_rate": "7.5", "note": "August"}
    answer = client.post(figures(campaign), values)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/campaigns/{campaign.pk}/")
    row = OutcomeFigures.objects.get()
    assert (row.lead_time, row.rework_rate, row.note, row.entered_by, row.team) == (
        "day_to_week",
        Decimal("7.5"),
        "August",
        person,
        payments,
    )
    page = Page(client.get(figures(campaign)))
    assert page.forms[""].data["rework_rate"] == "7.5"
    assert page.forms[""].data["note"].strip() == "August"


def test_bad_figures_are_told_and_not_kept(owner, campaign):
    client = browser(owner)
    answer = client.post(
        figures(campaign), {"lead_time": "soon", "rework_rate": "101", "note": "August"}
    )
    assert (answer.status_code, sorted(answer.context["form"].errors)) == (
        422,
        ["lead_time", "rework_rate"],
    )
    answer = client.post(figures(campaign), {"note": "August"})
    assert answer.context["form"].non_field_errors() == [
        "Give at least one figure; a note alone says nothing."
    ]
    assert not OutcomeFigures.objects.exists()


def test_a_lead_enters_nothing_before_the_campaign_opens(owner):
    works = make_organisation("Works", owner)
    payments = make_team(works, "Payments")
    draft = make_campaign(works, [payments], state="draft")
    lead = give_role(make_user(), works, "lead", payments)
    assert browser(lead).get(figures(draft)).status_code == 404
    assert browser(owner).get(figures(draft)).status_code == 200


def test_the_campaign_page_leads_to_both(owner, campaign):
    payments = campaign.teams.get(slug="payments")
    attach(campaign, payments)
    enter_outcomes(campaign=campaign, team=payments, by=owner, now=NOW, lead_time="under_day")
    page = Page(browser(owner).get(f"/campaigns/{campaign.pk}/"))
    wanted = {address(campaign), figures(campaign), figures(campaign, "mobile")}
    assert wanted <= set(page.links)
    lead = give_role(make_user(), campaign.organisation, "lead", payments)
    links = Page(browser(lead).get(f"/campaigns/{campaign.pk}/")).links
    assert wanted & set(links) == {figures(campaign)}
    member = give_role(make_user(), campaign.organisation, "member", payments)
    answer = browser(member).get(f"/campaigns/{campaign.pk}/")
    assert wanted & set(Page(answer).links) == set()
    assert (answer.context["page"].evidence_files, answer.context["page"].outcomes) == (0, ())
