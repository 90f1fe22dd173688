"""What happens to a campaign after it opened: pauses, deadlines, another opening, test answers."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from assessment.core.answers import NOT_ASKED
from survey.models import AnswerSheet, AuditEntry, Campaign, Invitation, TeamResult
from survey.queries.answers import team_answers
from survey.questionnaire import asked_of, of_campaign
from survey.services.answering import (
    NotAnswerable,
    begin_sheet,
    choose_role,
    reopen_sheet,
    submit_sheet,
)
from survey.services.campaign_life import pause, reopen, resume, set_times
from survey.services.campaigns import close_campaign, open_campaign
from survey.services.refusal import Refused
from survey.services.trial_answers import fill_test, trial_link
from tests.factories import NOW, answer_all, make_campaign, make_invitation, make_user
from tests.survey.operations import fresh, operation, save
from tests.survey.pages import Page

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=14)
AGAIN = LATER + timedelta(days=1)


def answered(campaign: Campaign, options=(1, 2, 2, 3, 4)) -> list[Invitation]:
    team = campaign.teams.get()
    people = [make_invitation(campaign, team) for _ in options]
    for person, option in zip(people, options, strict=True):
        answer_all(person, option)
    return people


def payload() -> dict:
    return json.loads(TeamResult.objects.get().payload)


def test_a_paused_campaign_takes_nothing_and_loses_nothing():
    invitation = make_invitation()
    save(invitation, operation(2))
    campaign = pause(campaign=invitation.campaign, now=NOW)
    with pytest.raises(NotAnswerable, match="paused"):
        save(fresh(invitation), operation(3, base=1))
    with pytest.raises(NotAnswerable, match="paused"):
        submit_sheet(sheet=fresh(invitation).sheet, now=NOW)
    with pytest.raises(Refused, match="Only an open campaign"):
        pause(campaign=campaign, now=NOW)
    resume(campaign=campaign, now=NOW)
    assert save(fresh(invitation), operation(3, base=1)).revision == 2
    assert {"campaign.paused", "campaign.resumed"} <= set(
        AuditEntry.objects.values_list("action", flat=True)
    )


def test_after_deadline_and_grace_nothing_is_taken():
    campaign = make_campaign(deadline=NOW + timedelta(hours=1))
    campaign = set_times(
        campaign=campaign, deadline=NOW + timedelta(hours=1), grace_hours=2, now=NOW
    )
    invitation = make_invitation(campaign)
    end = NOW + timedelta(hours=3)
    save(invitation, operation(2), now=end - timedelta(seconds=1))
    sheet = fresh(invitation).sheet
    for late in (
        lambda: save(fresh(invitation), operation(3, base=1), now=end),
        lambda: submit_sheet(sheet=sheet, now=end),
        lambda: reopen_sheet(sheet=sheet, now=end),
        lambda: begin_sheet(invitation=make_invitation(campaign), now=end),
    ):
        with pytest.raises(NotAnswerable, match="Answers were taken until"):
            late()
    set_times(campaign=campaign, deadline=end + timedelta(days=1), grace_hours=0, now=end)
    assert save(fresh(invitation), operation(3, base=1), now=end).revision == 2


def test_times_are_checked():
    campaign = make_campaign()
    with pytest.raises(Refused, match="still to come"):
        set_times(campaign=campaign, deadline=NOW, grace_hours=0, now=NOW)
    with pytest.raises(Refused, match="hours of grace"):
        set_times(campaign=campaign, deadline=None, grace_hours=169, now=NOW)
    close_campaign(campaign=campaign, now=LATER)
    with pytest.raises(Refused, match="closed"):
        set_times(campaign=campaign, deadline=None, grace_hours=0, now=LATER)


@pytest.mark.parametrize("mode", ["anonymous", "named", "consensus"])
def test_test_answers_count_nowhere(mode):
    """The frozen result is the same to the byte with and without them."""
    results = []
    for tried in (False, True):
        campaign = make_campaign(mode=mode)
        answered(campaign, (2,) if mode == "consensus" else (1, 2, 2, 3, 4))
        if tried:
            link = trial_link(campaign=campaign, now=NOW)
            fill_test(invitation=link, asked=of_campaign(campaign), now=NOW)
            submit_sheet(sheet=link.sheet, now=NOW)
        answers = team_answers(campaign, campaign.teams.get(), of_campaign(campaign))
        close_campaign(campaign=campaign, now=LATER)
        row = TeamResult.objects.get(campaign=campaign)
        results.append((sorted(answers.codes.tolist()), row.answered, row.invited, row.score))
    assert results[0] == results[1]
    assert not AnswerSheet.objects.filter(test=True).exists()


def test_a_test_link_works_in_a_draft_and_goes_when_it_opens(client):
    campaign = make_campaign(state="draft")
    link = trial_link(campaign=campaign, now=NOW)
    assert trial_link(campaign=campaign, now=NOW) == link
    start = reverse("answer", args=[link.token])
    assert "its answers never count" in Page(client.get(start)).text.lower()
    review = client.post(reverse("answer-fill", args=[link.token]))
    assert review.url == reverse("answer-review", args=[link.token])
    assert fresh(link).sheet.test
    open_campaign(campaign=campaign, now=NOW)
    assert not Invitation.objects.exists()
    assert not AnswerSheet.objects.exists()


def test_a_real_link_cannot_be_filled_with_made_up_answers(client):
    invitation = make_invitation()
    client.post(reverse("answer-fill", args=[invitation.token]))
    assert fresh(invitation).sheet is None


def test_opening_again_removes_results_and_counts_everybody_once(client):
    campaign = make_campaign()
    people = answered(campaign)
    campaign = close_campaign(campaign=campaign, now=LATER)
    with pytest.raises(Refused, match="why"):
        reopen(campaign=campaign, reason=" ", now=AGAIN)
    campaign = reopen(campaign=campaign, reason="Two were on leave", now=AGAIN)
    assert not TeamResult.objects.exists()
    entry = AuditEntry.objects.get(action="campaign.reopened")
    assert entry.reason == "Two were on leave"
    with pytest.raises(NotAnswerable, match="are in and count"):
        begin_sheet(invitation=fresh(people[0]), now=AGAIN)
    page = Page(client.get(reverse("answer", args=[people[0].token])))
    assert "Your answers are in and count" in page.text
    close_campaign(campaign=campaign, now=AGAIN + timedelta(days=1))
    assert TeamResult.objects.get().answered == 5


@pytest.mark.parametrize("mode", ["anonymous", "named"])
def test_one_more_answer_after_figures_were_shown_changes_none(mode):
    """Otherwise the difference of the two results would be that person's answer."""
    campaign = make_campaign(mode=mode)
    answered(campaign)
    campaign = close_campaign(campaign=campaign, now=LATER)
    before = payload()
    campaign = reopen(campaign=campaign, reason="late", now=AGAIN)
    sheet = answer_all(make_invitation(campaign, campaign.teams.get()), 0)
    AnswerSheet.objects.filter(pk=sheet.pk).update(submitted_at=AGAIN)
    campaign = close_campaign(campaign=campaign, now=AGAIN)
    after = payload()
    assert after["overall"]["score"] == before["overall"]["score"]
    assert [p["mean"] for p in after["practices"]] == [p["mean"] for p in before["practices"]]
    assert after["respondents"] == before["respondents"] == 5


def test_enough_new_answers_change_the_figures():
    campaign = make_campaign()
    answered(campaign)
    campaign = close_campaign(campaign=campaign, now=LATER)
    campaign = reopen(campaign=campaign, reason="late", now=AGAIN)
    for person in answered(campaign, (4, 4, 4, 4, 4)):
        AnswerSheet.objects.filter(invitation=person).update(submitted_at=AGAIN)
    close_campaign(campaign=campaign, now=AGAIN)
    assert payload()["respondents"] == 10


def test_named_answers_that_were_counted_can_no_longer_be_changed(client):
    campaign = make_campaign(mode="named")
    people = answered(campaign)
    campaign = close_campaign(campaign=campaign, now=LATER)
    reopen(campaign=campaign, reason="late", now=AGAIN)
    client.post(reverse("answer-reopen", args=[people[0].token]))
    assert fresh(people[0]).sheet.submitted_at is not None


def test_a_respondent_is_asked_what_is_for_the_role(client):
    campaign = make_campaign()
    Campaign.objects.update(
        roles=[{"slug": "dev", "en": "Developer"}, {"slug": "ops", "en": "Operations"}],
        show_if={"ci-cd": ["ops"]},
    )
    invitation = fresh(make_invitation(Campaign.objects.get(pk=campaign.pk)))
    start = reverse("answer", args=[invitation.token])
    assert "What do you mostly work as?" in Page(client.get(start)).text
    part = reverse("answer-section", args=[invitation.token, "ci-cd"])
    client.post(reverse("answer-role", args=[invitation.token]), {"role": "dev"})
    assert fresh(invitation).sheet.role == "dev"
    assert client.get(part).status_code == 404
    client.post(reverse("answer-role", args=[invitation.token]), {"role": "ops"})
    assert client.get(part).status_code == 200
    with pytest.raises(Refused, match="roles shown"):
        choose_role(invitation=fresh(invitation), role="boss", now=NOW)


def test_what_was_not_asked_is_no_missing_answer():
    campaign = make_campaign()
    Campaign.objects.update(
        roles=[{"slug": "dev", "en": "Developer"}, {"slug": "ops", "en": "Operations"}],
        show_if={"ci-cd": ["ops"]},
    )
    campaign = Campaign.objects.get(pk=campaign.pk)
    asked = of_campaign(campaign)
    for role in ["dev"] * 6 + ["ops"] * 2:
        invitation = fresh(make_invitation(campaign))
        choose_role(invitation=invitation, role=role, now=NOW)
        for slug in asked_of(asked, campaign, role).practices:
            save(fresh(invitation), operation(3, practice=slug))
        submit_sheet(sheet=fresh(invitation).sheet, now=NOW)
    answers = team_answers(campaign, campaign.teams.get(), asked)
    assert (answers.codes == NOT_ASKED).sum() == 6 * 2
    close_campaign(campaign=campaign, now=LATER)
    result = payload()
    assert result["overall"]["coverage"] == 1.0
    again = team_answers(Campaign.objects.get(), campaign.teams.get(), asked)
    assert sorted(again.codes.tolist()) == sorted(answers.codes.tolist())


def test_a_closed_campaign_shows_level_and_score_and_leads_back_to_opening():
    owner = make_user()
    campaign = make_campaign()
    campaign.organisation.memberships.update(user=owner)
    answered(campaign)
    close_campaign(campaign=campaign, now=LATER)
    browser = Client()
    browser.force_login(owner)
    page = Page(browser.get(reverse("campaign", args=[campaign.pk])))
    row = TeamResult.objects.get()
    assert f"{row.score:.1f}" in page.text
    assert reverse("campaign-reopen", args=[campaign.pk]) in page.links
