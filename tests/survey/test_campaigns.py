"""The life of a campaign: what is pinned when it opens and what is frozen when it closes."""

import hashlib
import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from assessment.core import ENGINE_VERSION
from assessment.core.evaluation import evaluate
from assessment.core.seeds import Seeds
from assessment.loading import built_in_model
from survey.models import AnswerChange, AnswerSheet, Campaign, Invitation, TeamResult
from survey.queries.answers import answers_digest, team_answers
from survey.queries.minutes import minutes_of
from survey.questionnaire import ModelChanged, of_campaign
from survey.services.answering import Draft
from survey.services.campaigns import close_campaign, create_campaign, open_campaign
from survey.services.freezing import freeze_results, work_out
from survey.services.invitations import invite
from survey.services.refusal import Refused
from tests.factories import (
    NOW,
    answer_all,
    make_campaign,
    make_invitation,
    make_organisation,
    make_team,
)

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=14)


def test_opening_pins_the_models_content():
    campaign = make_campaign(state="draft")
    assert campaign.model_sha256 == ""
    opened = open_campaign(campaign=campaign, now=NOW)
    assert (opened.state, opened.opened_at) == ("open", NOW)
    assert opened.model_sha256 == built_in_model().sha256


def test_only_a_draft_with_teams_and_time_left_opens():
    campaign = make_campaign()
    with pytest.raises(Refused, match="Only a draft"):
        open_campaign(campaign=campaign, now=NOW)
    organisation = make_organisation("Empty")
    bare = create_campaign(
        organisation=organisation,
        by=None,
        name="x",
        model_ref="engineering-practice",
        teams=[],
        now=NOW,
    )
    with pytest.raises(Refused, match="at least one team"):
        open_campaign(campaign=bare, now=NOW)
    late = make_campaign(state="draft", deadline=NOW - timedelta(days=1))
    with pytest.raises(Refused, match="deadline has passed"):
        open_campaign(campaign=late, now=NOW)


def test_a_campaign_takes_only_its_organisations_teams_and_its_models_modules():
    organisation, other = make_organisation("One"), make_organisation("Two")
    values = {"by": None, "name": "x", "model_ref": "engineering-practice", "now": NOW}
    with pytest.raises(Refused, match="of this organisation"):
        create_campaign(organisation=organisation, teams=[make_team(other)], **values)
    with pytest.raises(Refused, match="no such module"):
        create_campaign(
            organisation=organisation, teams=[make_team(organisation)], modules=["magic"], **values
        )
    assert Campaign.objects.count() == 0
    campaign = create_campaign(
        organisation=organisation,
        teams=iter([make_team(organisation)]),
        modules=iter(["large-model", "large-model"]),
        **values,
    )
    assert campaign.modules == ["large-model"]


def test_closing_freezes_what_the_engine_says_of_the_submitted_answers():
    campaign = make_campaign()
    team = campaign.teams.get()
    for option in (1, 2, 2, 3, 4):
        answer_all(make_invitation(campaign), option)
    answer_all(make_invitation(campaign), 0, submit=False)
    make_invitation(campaign)
    answers = team_answers(campaign, team, of_campaign(campaign))
    close_campaign(campaign=campaign, now=LATER)
    frozen = TeamResult.objects.get()
    assert (frozen.answered, frozen.invited, frozen.hidden_reason) == (5, 7, "")
    expected = evaluate(
        built_in_model(),
        answers,
        form="short",
        invited=7,
        answers_sha256=answers_digest(answers),
        seeds=Seeds(str(campaign.pk), team.slug),
    )
    assert json.loads(frozen.payload) == json.loads(json.dumps(expected.to_json()))
    assert expected.core.overall.score == 60.0
    assert frozen.engine == ENGINE_VERSION
    assert frozen.model_sha256 == built_in_model().sha256
    assert frozen.result_sha256 == hashlib.sha256(frozen.payload.encode()).hexdigest()


def test_nothing_is_computed_from_fewer_than_the_smallest_group():
    campaign = make_campaign()
    for option in (1, 2, 3, 4):
        answer_all(make_invitation(campaign), option)
    close_campaign(campaign=campaign, now=LATER)
    frozen = TeamResult.objects.get()
    assert (frozen.hidden_reason, frozen.payload, frozen.result_sha256) == ("too_few", "", "")
    assert frozen.answered == 4


def test_one_voice_of_an_anonymous_team_is_no_consensus():
    campaign = make_campaign()
    answer_all(make_invitation(campaign), 3)
    close_campaign(campaign=campaign, now=LATER)
    assert TeamResult.objects.get().hidden_reason == "too_few"


def test_a_joint_answer_is_shown_as_consensus():
    campaign = make_campaign(mode="consensus")
    answer_all(make_invitation(campaign), 3)
    close_campaign(campaign=campaign, now=LATER)
    payload = json.loads(TeamResult.objects.get().payload)
    assert payload["mode"] == "consensus"
    assert payload["overall"]["score"] == 75.0
    assert payload["overall"]["agreement"] is None


def test_a_team_without_answers_says_so():
    campaign = make_campaign()
    close_campaign(campaign=campaign, now=LATER)
    assert TeamResult.objects.get().hidden_reason == "no_answers"


def test_closing_an_anonymous_campaign_cuts_links_from_answers():
    campaign = make_campaign()
    sheet = answer_all(make_invitation(campaign), 3)
    close_campaign(campaign=campaign, now=LATER)
    assert Invitation.objects.get().sheet is None
    kept = AnswerSheet.objects.get()
    assert kept.pk != sheet.pk
    assert [answer.option for answer in kept.answers.all()] == [3] * 24


def test_closing_a_named_campaign_keeps_them():
    campaign = make_campaign(mode="named")
    sheet = answer_all(make_invitation(campaign), 3)
    close_campaign(campaign=campaign, now=LATER)
    assert Invitation.objects.get().sheet == sheet


def test_closing_twice_is_refused_and_changes_nothing():
    campaign = make_campaign()
    answer_all(make_invitation(campaign), 3)
    close_campaign(campaign=campaign, now=LATER)
    before = list(TeamResult.objects.values())
    with pytest.raises(Refused, match="Only an open campaign"):
        close_campaign(campaign=campaign, now=LATER + timedelta(days=1))
    assert list(TeamResult.objects.values()) == before


def test_a_changed_model_stops_closing_and_nothing_is_half_written():
    campaign = make_campaign()
    for option in range(5):
        answer_all(make_invitation(campaign), option)
    Campaign.objects.update(model_sha256="0" * 64)
    campaign.refresh_from_db()
    with pytest.raises(ModelChanged):
        of_campaign(campaign)
    with pytest.raises(Refused, match=r"engineering-practice@1\.0\.0"):
        close_campaign(campaign=campaign, now=LATER)
    campaign.refresh_from_db()
    assert campaign.state == "open"
    assert TeamResult.objects.count() == 0


def test_a_module_is_frozen_beside_the_core():
    campaign = make_campaign(form="full", modules=["large-model"])
    for _ in range(5):
        answer_all(make_invitation(campaign), 2, lm_serving=Draft("rated", 4))
    close_campaign(campaign=campaign, now=LATER)
    payload = json.loads(TeamResult.objects.get().payload)
    assert payload["overall"]["score"] == 50.0
    assert [module["slug"] for module in payload["modules"]] == ["large-model"]
    # lm-application weighs 0.25 and lm-serving 0.30 of it: 50 points more.
    assert payload["modules"][0]["overall"]["score"] == pytest.approx(53.75, abs=1e-9)


def test_the_database_refuses_a_result_without_figures_and_without_a_reason():
    campaign = make_campaign()
    row = {
        "campaign": campaign,
        "team": campaign.teams.get(),
        "engine": "1",
        "model_sha256": "a",
        "answers_sha256": "b",
        "answered": 0,
        "invited": 0,
        "frozen_at": NOW,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        TeamResult.objects.create(**row)
    assert TeamResult.objects.create(**row, hidden_reason="no_answers").pk


def test_inviting_twice_keeps_the_first_link():
    campaign = make_campaign()
    team = campaign.teams.get()
    first = invite(campaign=campaign, team=team, labels=["Ann", " Ann ", "", "Bo  Li"])
    assert [row.label for row in first] == ["Ann", "Bo Li"]
    again = invite(campaign=campaign, team=team, labels=["Bo Li", "Cy"])
    assert [row.label for row in again] == ["Cy"]
    assert len({row.token for row in campaign.invitations.all()}) == 3


def test_inviting_is_refused_where_it_makes_no_sense():
    campaign = make_campaign()
    team = campaign.teams.get()
    with pytest.raises(Refused, match="does not take part"):
        invite(campaign=campaign, team=make_team(campaign.organisation), labels=["Ann"])
    with pytest.raises(Refused, match="At most 500"):
        invite(campaign=campaign, team=team, labels=[f"p{n}" for n in range(501)])
    with pytest.raises(Refused, match="too long"):
        invite(campaign=campaign, team=team, labels=["x" * 121])
    close_campaign(campaign=campaign, now=LATER)
    with pytest.raises(Refused, match="closed"):
        invite(campaign=campaign, team=team, labels=["Ann"])
    joint = make_campaign(mode="consensus")
    with pytest.raises(Refused, match="one link"):
        invite(campaign=joint, team=joint.teams.get(), labels=["Ann", "Bo"])
    assert Invitation.objects.count() == 0


def test_a_second_campaign_says_what_changed_since_the_first():
    organisation = make_organisation("Twice")
    team = make_team(organisation)
    first = make_campaign(organisation, [team])
    for option in (1, 1, 2, 1, 2):
        answer_all(make_invitation(first, team), option)
    close_campaign(campaign=first, now=LATER)
    second = open_campaign(
        campaign=make_campaign(organisation, [team], state="draft"), now=LATER + timedelta(days=90)
    )
    for option in (3, 3, 3, 2, 3):
        answer_all(make_invitation(second, team), option)
    close_campaign(campaign=second, now=LATER + timedelta(days=100))
    before, after = (json.loads(row.payload) for row in TeamResult.objects.order_by("pk"))
    assert before["trend"] is None
    overall = after["trend"]["overall"]
    assert (overall["before"], overall["after"], overall["delta"]) == (35.0, 70.0, 35.0)
    assert overall["label"] == "improved"
    assert (after["trend"]["method"], after["trend"]["people"]) == ("unlinked", 5)
    assert after["trend"]["answers_sha256"] == before["answers_sha256"]


def test_other_forms_and_joint_answers_are_not_compared():
    organisation = make_organisation("Mixed")
    team = make_team(organisation)
    joint = make_campaign(organisation, [team], mode="consensus")
    answer_all(make_invitation(joint, team), 2)
    close_campaign(campaign=joint, now=LATER)
    later = open_campaign(
        campaign=make_campaign(organisation, [team], state="draft"), now=LATER + timedelta(days=9)
    )
    for option in range(5):
        answer_all(make_invitation(later, team), option)
    close_campaign(campaign=later, now=LATER + timedelta(days=10))
    assert json.loads(TeamResult.objects.get(campaign=later).payload)["trend"] is None


def test_closing_keeps_how_long_answering_took_before_it_forgets_when():
    organisation = make_organisation("Slow")
    campaign = make_campaign(organisation)
    for pace in (10, 20, 30, 40, 50):
        sheet = answer_all(make_invitation(campaign), 2)
        changes = AnswerChange.objects.filter(answer__sheet=sheet).order_by("pk")
        for at, change in enumerate(changes):
            AnswerChange.objects.filter(pk=change.pk).update(
                saved_at=NOW + timedelta(seconds=pace * at)
            )
    campaign = close_campaign(campaign=campaign, now=LATER)
    assert not AnswerChange.objects.filter(answer__sheet__campaign=campaign).exists()
    # 23 gaps of 30 seconds in the middle.
    assert campaign.median_minutes == 12
    following = make_campaign(organisation, name="Next")
    assert minutes_of(following, of_campaign(following)) == 12
    stricter = make_campaign(organisation, name="Stricter", min_group=6)
    assert minutes_of(stricter, of_campaign(stricter)) == of_campaign(stricter).minutes


def test_too_few_people_leave_no_minutes_behind():
    campaign = make_campaign()
    answer_all(make_invitation(campaign), 2)
    assert close_campaign(campaign=campaign, now=LATER).median_minutes is None


def test_what_was_saved_while_results_were_worked_out_is_in_them():
    """Results are worked out before the transaction that closes; none of them may be stale."""
    organisation = make_organisation("Busy")
    changed, same = make_team(organisation), make_team(organisation)
    campaign = make_campaign(organisation, [changed, same])
    for team in (changed, same):
        for option in (2, 2, 2, 2, 2):
            answer_all(make_invitation(campaign, team), option)
    early = work_out(campaign)
    answer_all(make_invitation(campaign, changed), 4)
    with transaction.atomic():
        freeze_results(campaign=campaign, figures=early, now=LATER)
    rows = {row.team_id: row for row in TeamResult.objects.all()}
    assert (rows[changed.pk].answered, rows[same.pk].answered) == (6, 5)
    assert json.loads(rows[changed.pk].payload)["respondents"] == 6
    assert rows[same.pk].payload == early[same.pk].payload
    assert rows[changed.pk].answers_sha256 != rows[same.pk].answers_sha256
