"""Saving answers: once each, and only while the campaign is open."""

from __future__ import annotations

import uuid
from datetime import timedelta
from itertools import permutations

import pytest

from survey.models import Answer, AnswerChange, AnswerSheet, Invitation
from survey.questionnaire import of_campaign
from survey.services.answering import (
    Draft,
    NotAnswerable,
    Operation,
    reopen_answers,
    submit_answers,
)
from survey.services.campaigns import close_campaign
from survey.services.refusal import Refused
from tests.factories import NOW, answer_all, make_campaign, make_invitation
from tests.survey.operations import PLAIN, WITH_NA, fresh, history, operation, save

pytestmark = pytest.mark.django_db


# --- rows for other tests ----------------------------------------------------------------------


def test_answers_in_bulk_are_those_saved_one_by_one():
    """What `answer_all` writes for all other tests is what the product writes."""
    campaign = make_campaign(form="full")
    bulk, single = make_invitation(campaign), make_invitation(campaign)
    special = {
        "cd_rollback": Draft("na", reason=" not ours "),
        PLAIN.replace("-", "_"): Draft("dk"),
    }
    answer_all(bulk, 3, submit=False, **special)
    asked = of_campaign(campaign)
    for slug in asked.practices:
        draft = special.get(slug.replace("-", "_"), Draft("rated", 3))
        save(single, Operation(slug, draft, 0, uuid.uuid4()))
    assert rows_of(bulk) == rows_of(single)
    assert len(rows_of(bulk)) == 2 * len(asked.practices)


def rows_of(invitation: Invitation) -> list[dict]:
    """Answers and their history, without what names this person's rows."""
    sheet = fresh(invitation).sheet
    changes = AnswerChange.objects.filter(answer__sheet=sheet)
    named = {"id", "sheet_id", "answer_id", "operation_id"}
    found = []
    for row in [*Answer.objects.filter(sheet=sheet), *changes.order_by("answer__practice")]:
        values = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}
        found.append({name: value for name, value in values.items() if name not in named})
    for answer in Answer.objects.filter(sheet=sheet):
        assert answer.changes.get().operation_id == answer.operation_id
    return found


# --- one save ---------------------------------------------------------------------------------


def test_the_first_answer_makes_the_sheet():
    invitation = make_invitation()
    assert AnswerSheet.objects.count() == 0
    done = save(invitation, operation(3))
    assert (done.answer.option, done.answer.revision, done.revision) == (3, 1, 1)
    assert done.states == {PLAIN: "rated"}
    sheet = AnswerSheet.objects.get()
    assert fresh(invitation).sheet == sheet
    assert (sheet.campaign_id, sheet.team_id) == (invitation.campaign_id, invitation.team_id)


def test_a_refused_first_answer_makes_nothing():
    invitation = make_invitation()
    for refused in (operation(9), operation(2, base=1)):
        with pytest.raises(Refused):
            save(invitation, refused)
    assert (AnswerSheet.objects.count(), fresh(invitation).sheet) == (0, None)
    assert save(invitation, operation(2)).revision == 1


def test_each_change_is_a_revision_with_its_line_of_history():
    invitation = make_invitation()
    save(invitation, operation(1))
    later = NOW + timedelta(minutes=1)
    done = save(invitation, operation(4, base=1, note=" seen\r\ntwice "), now=later)
    assert history() == [(1, 1), (2, 4)]
    answer = Answer.objects.get()
    assert (answer.option, answer.revision, answer.saved_at) == (4, 2, later)
    assert (answer.note, answer.operation_id) == ("seen\ntwice", done.answer.operation_id)
    assert answer.model_version == "1.0.0"


def test_saying_the_same_again_writes_nothing():
    invitation = make_invitation()
    save(invitation, operation(1))
    done = save(invitation, operation(1, base=1))
    assert (done.revision, history()) == (1, [(1, 1)])
    # Two people who chose the same have no conflict.
    assert save(invitation, operation(1, base=0)).revision == 1


def test_what_a_state_has_no_place_for_is_dropped():
    invitation = make_invitation()
    save(invitation, operation(1, reason="left over", note="kept"))
    answer = Answer.objects.get()
    assert (answer.reason, answer.note) == ("", "kept")
    save(invitation, operation(3, base=1, state="dk", note="kept"))
    answer.refresh_from_db()
    assert (answer.state, answer.option, answer.note) == ("dk", None, "kept")
    save(invitation, operation(None, base=2, state="cleared", note="kept"))
    answer.refresh_from_db()
    assert (answer.state, answer.option, answer.note) == ("cleared", None, "kept")


REFUSED = {
    "unknown practice": (operation(2, practice="nothing"), "not part of the questionnaire"),
    "not in this form": (operation(2, practice="cd-rollback"), "not part of the questionnaire"),
    "option above": (operation(5), "Choose one"),
    "option below": (operation(-1), "Choose one"),
    "no option": (operation(None), "Choose one"),
    "unknown state": (operation(None, state="maybe"), "Choose one"),
    "na without reason": (
        operation(None, practice=WITH_NA, state="na", reason=" \r\n "),
        "why it does not apply",
    ),
    "na not possible": (operation(None, state="na", reason="because"), "not possible here"),
    "long note": (operation(2, note="x" * 2001), "2000 characters"),
    "long reason": (
        operation(None, practice=WITH_NA, state="na", reason="x" * 2001),
        "2000 characters",
    ),
    "nul": (operation(2, note="a\x00b"), "cannot be stored"),
    "script link": (operation(2, evidence_url="javascript:alert(1)"), "starts with https"),
    "data link": (operation(2, evidence_url="data:text/html,x"), "starts with https"),
    "no host": (operation(2, evidence_url="https:///path"), "names a host"),
    "broken link": (operation(2, evidence_url="http://[::1"), "starts with https"),
    "spaced link": (operation(2, evidence_url="https://a b"), "starts with https"),
    "long link": (operation(2, evidence_url="https://a.example/" + "x" * 490), "starts with"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_impossible_drafts_are_refused_with_the_reason(name):
    invitation = make_invitation()
    save(invitation, operation(1, practice="at-unit"))
    refused, why = REFUSED[name]
    with pytest.raises(Refused, match=why):
        save(invitation, refused)
    assert AnswerChange.objects.count() == 1


def test_the_longest_texts_fit():
    link = "https://a.example/" + "x" * 482
    draft = {"state": "na", "reason": "r" * 2000, "note": "n" * 2000, "evidence_url": link}
    save(make_invitation(), operation(None, practice=WITH_NA, **draft))
    answer = Answer.objects.get()
    assert [len(t) for t in (answer.reason, answer.note, answer.evidence_url)] == [2000, 2000, 500]


# --- the same operation again (Q14) -------------------------------------------------------------


@pytest.mark.parametrize("order", sorted(set(permutations([0, 0, 0, 1, 1, 1]))))
def test_three_copies_of_each_save_in_any_order_end_alike(order):
    invitation = make_invitation()
    ops = [operation(1), operation(3, base=1)]
    for index in order:
        try:
            save(fresh(invitation), ops[index])
        except Refused:
            # The second one arrived before there was anything it builds on.
            assert (index, Answer.objects.exists()) == (1, False)
    answer = Answer.objects.get()
    first = order.index(0)
    if 1 in order[first:]:
        assert (answer.option, history()) == (3, [(1, 1), (2, 3)])
    else:
        assert (answer.option, history()) == (1, [(1, 1)])


def test_a_copy_that_comes_late_knows_that_it_was_overtaken():
    invitation = make_invitation()
    mine = operation(1)
    save(invitation, mine)
    save(invitation, operation(4, base=1))
    again = save(invitation, mine)
    assert (again.revision, again.answer.revision, again.answer.option) == (1, 2, 4)
    assert len(history()) == 2


def test_a_copy_is_acknowledged_even_after_submitting():
    invitation = make_invitation()
    mine = operation(1)
    save(invitation, mine)
    submit_answers(invitation=invitation, now=NOW)
    assert save(invitation, mine).revision == 1
    with pytest.raises(NotAnswerable, match="submitted"):
        save(invitation, operation(2, base=1))


def test_one_operation_id_for_two_values_takes_effect_once():
    invitation = make_invitation()
    first = operation(1)
    save(invitation, first)
    second = Operation(PLAIN, Draft("rated", 2), 1, first.operation_id)
    assert save(invitation, second).answer.option == 1
    assert history() == [(1, 1)]


# --- when nothing may be changed --------------------------------------------------------------


def test_nothing_is_answered_before_opening():
    invitation = make_invitation(make_campaign(state="draft"))
    with pytest.raises(NotAnswerable, match="not opened yet"):
        save(invitation, operation(2))
    with pytest.raises(NotAnswerable, match="not opened yet"):
        submit_answers(invitation=invitation, now=NOW)
    assert AnswerSheet.objects.count() == 0


@pytest.mark.parametrize("mode", ["anonymous", "named"])
def test_nothing_is_changed_after_closing(mode):
    invitation = make_invitation(make_campaign(mode=mode))
    save(invitation, operation(1))
    close_campaign(campaign=invitation.campaign, now=NOW)
    closed = fresh(invitation)
    assert (closed.sheet is None) is (mode == "anonymous")
    for attempt in (
        lambda: save(closed, operation(2, base=1)),
        lambda: submit_answers(invitation=closed, now=NOW),
        lambda: reopen_answers(invitation=closed),
    ):
        with pytest.raises(NotAnswerable, match="closed"):
            attempt()
    # What was begun and not submitted goes where nothing may lead to a person any more.
    assert history() == ([] if mode == "anonymous" else [(1, 1)])


def test_submitting_needs_an_answer_and_happens_once():
    invitation = make_invitation()
    with pytest.raises(Refused, match="no answer to submit"):
        submit_answers(invitation=invitation, now=NOW)
    save(invitation, operation(1))
    save(invitation, operation(None, base=1, state="cleared"))
    with pytest.raises(Refused, match="no answer to submit"):
        submit_answers(invitation=invitation, now=NOW)
    save(invitation, operation(None, base=2, state="dk"))
    submit_answers(invitation=invitation, now=NOW)
    submit_answers(invitation=invitation, now=NOW + timedelta(hours=1))
    assert fresh(invitation).sheet.submitted_at == NOW


def test_reopened_answers_can_be_changed_and_submitted_again():
    invitation = make_invitation()
    save(invitation, operation(1))
    submit_answers(invitation=invitation, now=NOW)
    reopen_answers(invitation=invitation)
    assert fresh(invitation).sheet.submitted_at is None
    save(invitation, operation(2, base=1))
    submit_answers(invitation=invitation, now=NOW)
    assert history() == [(1, 1), (2, 2)]
