"""Single answers go by hand or with time; results stay to the last byte, and pages say so."""

from datetime import UTC, datetime, timedelta

import pytest

from survey.models import Answer, AnswerChange, AnswerSheet, AuditEntry, TeamResult
from survey.queries.retention import kept_until
from survey.services.campaigns import close_campaign, open_campaign
from survey.services.due import JOBS, run_due
from survey.services.refusal import Refused
from survey.services.retention import erase_answers, erase_due, keep_answers
from tests.access.people import browser
from tests.factories import (
    NOW,
    answer_all,
    give_role,
    make_campaign,
    make_custom,
    make_invitation,
    make_organisation,
    make_team,
    make_user,
)

pytestmark = pytest.mark.django_db
CLOSING = NOW + timedelta(days=14)


def closed(organisation=None, team=None, options=(1, 2, 2, 3, 4), **more):
    organisation = organisation or make_organisation()
    campaign = make_campaign(organisation, [team or make_team(organisation)], **more)
    for option in options:
        answer_all(make_invitation(campaign), option)
    return close_campaign(campaign=campaign, now=CLOSING)


def frozen():
    return list(TeamResult.objects.order_by("pk").values())


def test_erasing_leaves_results_and_no_answer():
    campaign = closed(mode="named")
    before = frozen()
    erase_answers(campaign=campaign, now=CLOSING + timedelta(days=1))
    assert frozen() == before
    for rows in (AnswerSheet, Answer, AnswerChange):
        assert not rows.objects.exists()
    assert not campaign.invitations.filter(sheet__isnull=False).exists()
    line = AuditEntry.objects.get(action="answers.erased")
    assert (line.before, line.after, line.reason) == ({"sheets": 5}, {"sheets": 0}, "by hand")


def test_only_a_closed_campaign_is_erased_and_only_once():
    campaign = make_campaign()
    with pytest.raises(Refused, match="Close the campaign first"):
        erase_answers(campaign=campaign, now=NOW)
    campaign = closed()
    erase_answers(campaign=campaign, now=CLOSING)
    with pytest.raises(Refused, match="erased already"):
        erase_answers(campaign=campaign, now=CLOSING)


@pytest.mark.parametrize(
    ("own", "organisations", "until"),
    [
        (None, None, None),
        (None, 6, datetime(2027, 4, 26, 9, tzinfo=UTC)),
        (1, 6, datetime(2026, 11, 26, 9, tzinfo=UTC)),
        (12, None, datetime(2027, 10, 26, 9, tzinfo=UTC)),
    ],
)
def test_the_campaigns_term_comes_before_the_organisations(own, organisations, until):
    campaign = closed()
    campaign.organisation.retention_months = organisations
    campaign.retention_months = own
    assert kept_until(campaign) == until


def test_the_worker_erases_what_is_due_and_nothing_else():
    campaign, other = closed(), closed()
    keep_answers(campaign=campaign, months=1, now=CLOSING)
    assert erase_due in JOBS
    run_due(datetime(2026, 11, 26, 8, 59, tzinfo=UTC))
    assert AnswerSheet.objects.filter(campaign=campaign).count() == 5
    run_due(datetime(2026, 11, 26, 9, 0, tzinfo=UTC))
    assert AnswerSheet.objects.filter(campaign=campaign).count() == 0
    assert AnswerSheet.objects.filter(campaign=other).count() == 5
    assert erase_due(datetime(2026, 11, 26, 9, 1, tzinfo=UTC)) == 0
    assert AuditEntry.objects.get(action="answers.erased").reason == "retention"


def test_pages_that_need_single_answers_say_that_they_are_erased():
    organisation = make_organisation()
    team = make_team(organisation)
    campaign = closed(organisation, team)
    client = browser(give_role(make_user(), organisation, "manager"))
    report = f"/reports/{campaign.pk}/{team.slug}/"
    overview = f"/campaigns/{campaign.pk}/overview/"
    profile = make_custom(
        organisation,
        {
            "overall": {
                "engineering": 300,
                "management": 200,
                "problem-solving": 200,
                "technical": 200,
                "open-source": 100,
            }
        },
    )
    effect = f"/organisations/{organisation.slug}/weights/{profile.pk}/"
    assert b"scored again" in client.get(effect).content
    assert b"Start again" in client.get(f"{report}plan/").content
    erase_answers(campaign=campaign, now=CLOSING)
    assert client.get(report).status_code == 200
    assert client.get(f"{report}.json".replace("/.json", ".json")).content.decode() == (
        TeamResult.objects.get(campaign=campaign).payload
    )
    plan = client.get(f"{report}plan/").content.decode()
    assert "The single answers of this campaign were erased" in plan
    assert "are erased, so they cannot be scored" in client.get(effect).content.decode()
    assert "single answers of this campaign were erased" in client.get(overview).content.decode()


def test_the_next_campaign_shows_the_last_score_and_says_why_there_is_no_range():
    organisation = make_organisation()
    team = make_team(organisation)
    first = closed(organisation, team)
    erase_answers(campaign=first, now=CLOSING)
    later = CLOSING + timedelta(days=90)
    second = make_campaign(organisation, [team], name="Spring 2027", now=later, state="draft")
    second = open_campaign(campaign=second, now=later)
    for option in (2, 2, 3, 3, 4):
        answer_all(make_invitation(second), option)
    second = close_campaign(campaign=second, now=later + timedelta(days=14))
    client = browser(give_role(make_user(), organisation, "manager"))
    page = client.get(f"/reports/{second.pk}/{team.slug}/").content.decode()
    assert "Whether this is more than chance cannot be said" in page


def test_a_manager_erases_by_typing_the_name():
    campaign = closed()
    client = browser(give_role(make_user(), campaign.organisation, "manager"))
    page = f"/campaigns/{campaign.pk}/privacy/"
    assert "Erase the answers of this campaign" in client.get(page).content.decode()
    answer = client.post(f"{page}erase/", {"typed": "Spring"})
    assert (answer.status_code, AnswerSheet.objects.count()) == (422, 5)
    answer = client.post(f"{page}erase/", {"typed": " autumn  2026 "})
    assert (answer.status_code, AnswerSheet.objects.count()) == (302, 0)
    assert "The single answers were erased on" in client.get(page).content.decode()


def test_a_manager_sets_how_long_answers_are_kept():
    campaign = closed()
    client = browser(give_role(make_user(), campaign.organisation, "manager"))
    page = f"/campaigns/{campaign.pk}/privacy/"
    client.post(page, {"months": "12"})
    campaign.refresh_from_db()
    assert campaign.retention_months == 12
    assert "Kept until Oct. 26, 2027" in client.get(page).content.decode() or (
        "Kept until 26 October 2027" in client.get(page).content.decode()
    )
    assert client.post(page, {"months": "0"}).status_code == 422
    client.post(page, {"months": ""})
    campaign.refresh_from_db()
    assert campaign.retention_months is None
