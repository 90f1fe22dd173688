"""Private votes, shown together, then one agreed answer with its reason."""

import uuid
from datetime import timedelta

import pytest

from survey.models import Answer, AnswerChange, AuditEntry, Invitation, TeamResult, Vote, Workshop
from survey.queries.answering import answers_of
from survey.questionnaire import of_campaign
from survey.services.agreeing import agree, agree_unanimous
from survey.services.answering import Conflict, Draft, NotAnswerable, Operation
from survey.services.campaign_life import pause
from survey.services.campaigns import close_campaign
from survey.services.refusal import Refused
from survey.services.seats import MOST_SEATS, take_seat
from survey.services.workshops import (
    finish_workshop,
    open_workshop,
    reopen_workshop,
    show_votes,
    take_over,
    vote_again,
)
from tests.factories import NOW, make_campaign, make_invitation, make_team, make_user
from tests.survey.workshops import LONELY, NARROW, SAME, SHARED, WIDE, Going, make_workshop

pytestmark = pytest.mark.django_db


def show(going: Going, *practices: str) -> list[str]:
    chosen = practices or tuple(of_campaign(going.campaign).practices)
    return show_votes(workshop=going.workshop, by=going.lead, practices=chosen, now=NOW)


def settle(going: Going, practice: str, draft: Draft, base: int = 0):
    return agree(
        workshop=going.workshop,
        by=going.lead,
        asked=of_campaign(going.campaign),
        operation=Operation(practice, draft, base, uuid.uuid4()),
        now=NOW,
    )


def test_votes_are_shown_together_and_agreed_answers_become_the_joint_sheet():
    going = make_workshop()
    going.all_vote(SHARED)
    assert set(show(going)) == {NARROW, WIDE, SAME}
    settle(going, WIDE, Draft("rated", 2, note="Releases need a hand at night."))
    asked = of_campaign(going.campaign)
    assert agree_unanimous(workshop=going.workshop, by=going.lead, asked=asked, now=NOW) == 1
    finish_workshop(workshop=going.workshop, by=going.lead, now=NOW)
    close_campaign(campaign=going.campaign, now=NOW + timedelta(days=1))
    answers = {row.practice: (row.option, row.note) for row in Answer.objects.all()}
    assert answers == {WIDE: (2, "Releases need a hand at night."), SAME: (1, "")}
    result = TeamResult.objects.get()
    assert (result.answered, result.hidden_reason) == (1, "")
    assert Vote.objects.count() == 9


def test_the_joint_sheet_is_the_one_of_the_teams_only_link():
    campaign = make_campaign(mode="consensus")
    link = make_invitation(campaign, label="Facilitator")
    going = make_workshop(2, campaign=campaign)
    going.all_vote({SAME: (3, 3)})
    show(going)
    settle(going, SAME, Draft("rated", 3))
    assert Invitation.objects.get() == link
    link.refresh_from_db()
    assert answers_of(link)[SAME].option == 3


def test_a_vote_that_comes_after_its_question_is_shown_is_refused_and_the_others_are_kept():
    going = make_workshop()
    going.all_vote({NARROW: (2, 3, 2)})
    show(going, NARROW)
    cast = going.vote(0, ci_pipeline=4, pm_planning=2)
    assert cast.saved == {SAME}
    assert "before yours arrived" in cast.refused[NARROW]
    assert Vote.objects.get(seat=going.seats[0], practice=NARROW).option == 2
    assert going.vote(0, ci_pipeline=2).refused == {}, "what stands already is no late vote"


def test_a_vote_can_be_changed_and_taken_back_until_it_is_shown():
    going = make_workshop()
    going.vote(0, ci_pipeline=1)
    going.vote(0, ci_pipeline="dk")
    assert [(v.state, v.option) for v in Vote.objects.all()] == [("dk", None)]
    going.vote(0, ci_pipeline="cleared")
    assert not Vote.objects.exists()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"ci_pipeline": 9}, "Choose one of the answers shown."),
        ({"ci_pipeline": "na"}, "“Does not apply” is not possible here."),
        ({"ci_pipeline": "perhaps"}, "Choose one of the answers shown."),
        ({"no_such_thing": 1}, "This question is not part of the questionnaire."),
    ],
)
def test_an_impossible_vote_is_refused(said, why):
    going = make_workshop(1)
    cast = going.vote(0, **said)
    assert list(cast.refused.values()) == [why]
    assert not Vote.objects.exists()


def test_a_single_vote_is_never_shown():
    going = make_workshop()
    going.vote(0, pm_tracking=2)
    with pytest.raises(Refused, match="two people"):
        show(going)
    going.vote(1, pm_tracking=3)
    assert show(going) == [LONELY]


def test_voting_again_keeps_the_first_round_and_takes_the_agreed_answer_back():
    going = make_workshop()
    going.all_vote({WIDE: (0, 4, 4)})
    show(going)
    settle(going, WIDE, Draft("rated", 4, note="Most of us."))
    vote_again(
        workshop=going.workshop,
        by=going.lead,
        asked=of_campaign(going.campaign),
        practice=WIDE,
        now=NOW,
    )
    assert Answer.objects.get().state == "cleared"
    assert AnswerChange.objects.count() == 2
    going.all_vote({WIDE: (3, 3, 3)})
    show(going)
    rounds = Vote.objects.order_by("round", "seat").values_list("round", "option")
    assert list(rounds) == [(1, 0), (1, 4), (1, 4), (2, 3), (2, 3), (2, 3)]


def test_an_agreed_answer_needs_shown_votes_and_a_reason_where_they_differed():
    going = make_workshop()
    going.all_vote(SHARED)
    with pytest.raises(Refused, match="Show the votes first"):
        settle(going, WIDE, Draft("rated", 2, note="Because."))
    show(going)
    with pytest.raises(Refused, match="The votes differed"):
        settle(going, WIDE, Draft("rated", 2))
    settle(going, SAME, Draft("rated", 1))
    settle(going, WIDE, Draft("na", reason="We ship a library."))
    answer = Answer.objects.get(practice=WIDE)
    assert (answer.state, answer.reason) == ("na", "We ship a library.")


def test_of_two_agreed_answers_at_once_the_second_sees_the_first():
    going = make_workshop()
    going.all_vote(SHARED)
    show(going)
    settle(going, WIDE, Draft("rated", 2, note="First."))
    second = settle(going, WIDE, Draft("rated", 3, note="Second."))
    assert isinstance(second, Conflict)
    assert Answer.objects.get(practice=WIDE).note == "First."


def test_only_the_facilitator_acts_and_another_lead_takes_over_in_the_open():
    going = make_workshop()
    going.all_vote(SHARED)
    with pytest.raises(Refused, match="Take it over first"):
        show_votes(workshop=going.workshop, by=going.owner, practices=[SAME], now=NOW)
    take_over(workshop=going.workshop, by=going.owner, now=NOW)
    assert show_votes(workshop=going.workshop, by=going.owner, practices=[SAME], now=NOW) == [SAME]
    assert AuditEntry.objects.filter(action="workshop.taken_over").count() == 1


def test_a_finished_workshop_takes_nothing_until_it_is_opened_again():
    going = make_workshop()
    with pytest.raises(Refused, match="no answer to submit"):
        finish_workshop(workshop=going.workshop, by=going.lead, now=NOW)
    going.all_vote(SHARED)
    show(going)
    settle(going, SAME, Draft("rated", 1))
    finish_workshop(workshop=going.workshop, by=going.lead, now=NOW)
    for late in (
        lambda: going.vote(0, pm_tracking=1),
        lambda: take_seat(workshop=going.workshop, now=NOW),
        lambda: settle(going, WIDE, Draft("rated", 1, note="Late.")),
    ):
        with pytest.raises(Refused, match="finished"):
            late()
    reopen_workshop(workshop=going.workshop, by=going.lead, now=NOW)
    settle(going, WIDE, Draft("rated", 1, note="In time."))
    assert Invitation.objects.get().sheet.submitted_at is None


def test_a_paused_and_a_closed_campaign_take_no_votes():
    going = make_workshop()
    going.all_vote(SHARED)
    pause(campaign=going.campaign, now=NOW)
    with pytest.raises(NotAnswerable, match="paused"):
        going.vote(0, pm_tracking=1)
    close_campaign(campaign=going.campaign, now=NOW)
    with pytest.raises(NotAnswerable, match="closed"):
        show(going)
    with pytest.raises(NotAnswerable, match="closed"):
        going.vote(0, pm_tracking=1)


def test_a_workshop_is_for_one_team_that_answers_jointly_and_once():
    alone = make_campaign()
    with pytest.raises(Refused, match="answers jointly"):
        make_workshop(0, campaign=alone)
    going = make_workshop(0)
    values = {"by": going.lead, "asked": of_campaign(going.campaign), "now": NOW}
    with pytest.raises(Refused, match="open already"):
        open_workshop(campaign=going.campaign, team=going.team, **values)
    stranger = make_team(going.campaign.organisation)
    with pytest.raises(Refused, match="does not take part"):
        open_workshop(campaign=going.campaign, team=stranger, **values)
    assert Workshop.objects.count() == 1


def test_names_are_asked_only_where_they_are_shown():
    silent, named = make_workshop(0), make_workshop(0, names=("Ann",))
    assert take_seat(workshop=silent.workshop, name="Ann", now=NOW).name == ""
    with pytest.raises(Refused, match="Write the name"):
        take_seat(workshop=named.workshop, name="  ", now=NOW)
    assert take_seat(workshop=named.workshop, name=" Ann  Lee ", now=NOW).name == "Ann Lee"
    with pytest.raises(Refused, match="has this name"):
        take_seat(workshop=named.workshop, name="ann lee", now=NOW)


def test_a_workshop_has_an_end_of_seats():
    going = make_workshop(MOST_SEATS)
    with pytest.raises(Refused, match="seats of this workshop are taken"):
        take_seat(workshop=going.workshop, now=NOW)


def test_no_vote_name_or_token_stands_in_the_audit_log():
    going = make_workshop(names=("Xiomara Quill", "Bo", "Cy"))
    going.all_vote(SHARED)
    show(going)
    settle(going, WIDE, Draft("rated", 2, note="Rotkehlchen-23"))
    finish_workshop(workshop=going.workshop, by=make_user_lead(going), now=NOW)
    log = "\n".join(str(row) for row in AuditEntry.objects.values())
    actions = {row.action for row in AuditEntry.objects.all()}
    assert {"workshop.opened", "workshop.votes_shown", "workshop.finished"} <= actions
    said = ["Xiomara", "Rotkehlchen", WIDE, "rated", going.workshop.token, going.seats[0].token]
    assert [text for text in said if text in log] == []


def make_user_lead(going: Going):
    """A second lead who takes over."""
    other = make_user()
    take_over(workshop=going.workshop, by=other, now=NOW)
    return other
