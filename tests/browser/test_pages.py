"""Every page in both languages, light and dark, narrow and wide: accessible, fitting, in policy."""

from __future__ import annotations

import pytest
from django.utils import timezone

from survey.models import Campaign, Invitation, Organisation, TeamResult, User
from survey.questionnaire import of_campaign
from survey.services.answering import begin_sheet, submit_sheet
from survey.services.seats import take_seat
from survey.services.workshops import open_workshop, show_votes
from tests.factories import answer_all, make_campaign
from tests.survey.workshops import SHARED, Going


@pytest.fixture
def pages(sample_organisation: None) -> dict[str, list[str]]:
    """Addresses by who opens them; "" is somebody without an account."""
    result = TeamResult.objects.select_related("campaign").get(
        team__slug="payments", campaign__name="Second round"
    )
    report = f"/reports/{result.campaign_id}/payments/"
    hidden = f"/reports/{result.campaign_id}/tools/"
    organisation = Organisation.objects.get()
    invitations = list(Invitation.objects.filter(campaign__state="open").order_by("team__slug"))
    begun, fresh = (f"/answer/{invitation.token}/" for invitation in invitations)
    begin_sheet(invitation=invitations[0])
    answer_all(invitations[0], 2, submit=False)
    done = Invitation.objects.create(campaign=invitations[0].campaign, team=invitations[0].team)
    submit_sheet(sheet=answer_all(done, 3), now=timezone.now())
    joint = shown_workshop(organisation)
    workshop, seat = f"/campaigns/{joint.campaign.pk}/workshop/", f"/seat/{joint.seats[0].token}/"
    home = f"/organisations/{organisation.slug}/"
    going = f"/campaigns/{invitations[0].campaign_id}/"
    draft = make_campaign(organisation, [done.team], state="draft")
    Campaign.objects.filter(pk=draft.pk).update(
        roles=[{"slug": "dev", "en": "Developer", "zh-hans": "开发"}, {"slug": "ops", "en": "Ops"}],
        show_if={"ci-cd": ["ops"]},
    )
    drafted = f"/campaigns/{draft.pk}/"
    return {
        "": [
            "/",
            "/verify/",
            "/models/",
            "/models/engineering-practice/1.0.0/",
            "/models/engineering-practice/1.0.0/preview/?form=short",
            "/how-it-is-computed/",
            "/accounts/login/",
            "/accounts/signup/",
            "/accounts/password/reset/",
            fresh,
            f"{fresh}part/code-standards/",
            begun,
            f"{begun}part/ci-cd/",
            f"{begun}review/",
            f"/answer/{done.token}/",
            f"/workshop/{joint.workshop.token}/",
            seat,
            f"{seat}part/project-management/",
        ],
        "manager@sample.example": [
            "/",
            f"/organisations/{organisation.slug}/",
            f"/organisations/{organisation.slug}/people/",
            f"/organisations/{organisation.slug}/campaigns/new/",
            "/organisations/new/",
            f"/campaigns/{result.campaign_id}/",
            f"/campaigns/{result.campaign_id}/overview/",
            f"/campaigns/{invitations[0].campaign_id}/overview/",
            f"/campaigns/{invitations[0].campaign_id}/",
            report,
            f"{report}plan/?budget=30&to-cd-automation=3",
            f"{report}why/overall/",
            f"{report}why/ci-cd/",
            f"{report}why/cd-automation/",
            hidden,
            f"{report}share/",
            f"/campaigns/{result.campaign_id}/documents/",
            f"/campaigns/{result.campaign_id}/privacy/",
            f"/campaigns/{result.campaign_id}/reopen/",
            f"{going}people/",
            f"{going}people/add/",
            f"{going}people/codes/",
            f"{going}board/",
            f"{going}preview/",
            f"{going}copy/",
            f"{going}set-up/asked/",
            f"{going}set-up/who/",
            f"{going}set-up/when/",
            f"{drafted}set-up/targets/",
            f"{drafted}set-up/roles/",
            f"{drafted}set-up/open/",
            drafted,
            f"/campaigns/{joint.campaign.pk}/",
            f"{workshop}payments/",
            f"{workshop}payments/points/cd-automation/",
            f"{workshop}search/",
            f"{home}portfolio/",
            f"{home}compare/?team=payments&team=search",
            f"{home}teams/payments/trend/",
            f"{home}audit/",
            f"{home}privacy/",
            "/account/",
            "/account/delete/",
            "/account/sessions/",
            "/accounts/2fa/",
            f"/organisations/{organisation.slug}/settings/",
            f"/organisations/{organisation.slug}/settings/teams/payments/",
            "/accounts/password/change/",
            "/accounts/logout/",
        ],
    }


def shown_workshop(organisation: Organisation) -> Going:
    """A workshop of one team with some votes shown, while another team's is not open yet."""
    teams = list(organisation.teams.filter(slug__in=["payments", "search"]).order_by("slug"))
    campaign = make_campaign(organisation, teams, mode="consensus")
    lead = User.objects.get(email="manager@sample.example")
    now, asked = timezone.now(), of_campaign(campaign)
    workshop = open_workshop(
        campaign=campaign, team=teams[0], by=lead, asked=asked, names_shown=True, now=now
    )
    going = Going(workshop, lead, lead)
    for name in ("Ann", "李雷", "Bo"):
        going.seats.append(take_seat(workshop=workshop, name=name, now=now))
    going.all_vote(SHARED)
    show_votes(workshop=workshop, by=lead, practices=["cd-automation"], now=now)
    return going


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_is_accessible_and_fits(visit, pages, language, width):
    """Bar Q28, and no sideways scrolling (Q29)."""
    faults = []
    for email, addresses in pages.items():
        visitor = visit(width=width, language=language)
        if email:
            visitor.sign_in(email, language)
        for address in addresses:
            mark = "&" if "?" in address else "?"
            visitor.go(f"{address}{mark}lang={language}")
            faults += visitor.faults()
    assert not faults, "\n".join(faults)


def test_a_missing_page_is_in_the_readers_language(visit):
    visitor = visit(language="zh-hans")
    page = visitor.go("/nothing/here/?lang=zh-hans")
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    assert visitor.axe() == []
    visitor.complaints[:] = [text for text in visitor.complaints if "404" not in text]
