"""A page of answers saved at once, as a browser without scripts sends it."""

from __future__ import annotations

import uuid

import pytest

from survey.models import Answer, AnswerChange, AnswerSheet, Invitation
from survey.questionnaire import of_campaign
from survey.services.answer_pages import PageOutcome, save_page
from survey.services.answering import NotAnswerable, Operation
from survey.services.campaigns import close_campaign
from tests.factories import NOW, make_invitation
from tests.survey.operations import BLANK, PLAIN, WITH_NA, fresh, history, operation, save

pytestmark = pytest.mark.django_db


def save_all(invitation: Invitation, *operations: Operation) -> PageOutcome:
    asked = of_campaign(invitation.campaign)
    return save_page(invitation=invitation, asked=asked, operations=operations, now=NOW)


def test_a_page_saves_what_was_changed_and_nothing_else():
    invitation = make_invitation()
    outcome = save_all(invitation, operation(1), Operation(WITH_NA, BLANK, 0, uuid.uuid4()))
    assert outcome.clean
    assert list(Answer.objects.values_list("practice", "option")) == [(PLAIN, 1)]
    save_all(invitation, operation(1, base=1), operation(3, practice=WITH_NA))
    assert AnswerChange.objects.count() == 2


def test_an_empty_page_does_not_even_make_a_sheet():
    invitation = make_invitation()
    assert save_all(invitation, Operation(PLAIN, BLANK, 0, uuid.uuid4())).clean
    assert AnswerSheet.objects.count() == 0


def test_one_refused_question_keeps_no_other_from_being_saved():
    invitation = make_invitation()
    wrong = operation(None, practice=WITH_NA, state="na")
    outcome = save_all(invitation, wrong, operation(4))
    assert outcome.refused == {
        WITH_NA: "Say in a few words why it does not apply. Until then it is not saved."
    }
    assert list(Answer.objects.values_list("practice", "option")) == [(PLAIN, 4)]


def test_a_question_that_only_somebody_else_changed_is_no_conflict():
    invitation = make_invitation()
    save(invitation, operation(1))
    save(invitation, operation(2, base=1))
    untouched, changed = operation(1, base=1), operation(3, base=1)
    assert save_all(fresh(invitation), untouched).clean
    outcome = save_all(fresh(invitation), changed)
    assert [a.option for a in outcome.conflicts.values()] == [2]
    assert history() == [(1, 1), (2, 2)]


def test_a_page_of_a_closed_campaign_is_refused_as_a_whole():
    invitation = make_invitation()
    close_campaign(campaign=invitation.campaign, now=NOW)
    closed = fresh(invitation)
    with pytest.raises(NotAnswerable, match="closed"):
        save_all(closed, operation(1))
    assert save_all(closed, Operation(PLAIN, BLANK, 0, uuid.uuid4())).clean
