"""Several writers on one answer: nobody overwrites what they have not seen (bar Q13)."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from survey.models import Answer, AnswerChange, AnswerSheet
from survey.questionnaire import of_campaign
from survey.services.answering import (
    Conflict,
    Draft,
    NotAnswerable,
    Saved,
    begin_sheet,
    reopen_answers,
    reopen_sheet,
    save_answer,
    submit_sheet,
)
from survey.services.campaigns import close_campaign
from tests.factories import NOW, answer_all, make_campaign, make_invitation
from tests.survey.operations import PLAIN, fresh, history, operation, save

pytestmark = pytest.mark.django_db


def test_the_later_of_two_writers_is_told_and_writes_nothing():
    invitation = make_invitation()
    save(invitation, operation(1))
    theirs = save(fresh(invitation), operation(2, base=1))
    mine = save(invitation, operation(3, base=1))
    assert mine == Conflict(theirs.answer)
    assert history() == [(1, 1), (2, 2)]
    assert save(invitation, operation(3, base=2)).answer.option == 3


writers = st.integers(2, 10)
steps = st.lists(
    st.tuples(st.integers(0, 9), st.sampled_from(["look", "save", "again"]), st.integers(0, 4)),
    max_size=40,
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(writers=writers, steps=steps)
def test_no_interleaving_overwrites_what_its_writer_had_not_seen(db, writers, steps):
    invitation = make_invitation()
    asked = of_campaign(invitation.campaign)
    sheet = begin_sheet(invitation=invitation)
    seen: dict[int, tuple[int, int | None]] = dict.fromkeys(range(writers), (0, None))
    last: dict[int, dict] = {}
    value: tuple[int, int | None] = (0, None)  # revision and option as they should stand
    for number, step, option in steps:
        writer = number % writers
        if step == "look":
            seen[writer] = value
            continue
        if step == "save":
            last[writer] = {
                "draft": Draft("rated", option),
                "base_revision": seen[writer][0],
                "operation_id": uuid.uuid4(),
            }
        if writer not in last:
            continue
        before = value
        done = save_answer(sheet=sheet, asked=asked, practice=PLAIN, now=NOW, **last[writer])
        now = (done.answer.revision, done.answer.option)
        if now != before:
            # Written: only by one who had seen what it replaced.
            assert isinstance(done, Saved)
            assert last[writer]["base_revision"] == before[0]
            assert now == (before[0] + 1, last[writer]["draft"].option)
            value = seen[writer] = now
        elif isinstance(done, Conflict):
            assert last[writer]["draft"].option != before[1]
    kept = AnswerChange.objects.filter(answer__sheet=sheet).values_list("revision", "option")
    assert [revision for revision, _ in kept] == list(range(1, value[0] + 1))
    assert list(kept)[-1:] == ([value] if value[0] else [])


def in_threads(jobs):
    """Run jobs at once, each with a connection of its own; their results in order."""

    def run(job):
        try:
            return job()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_never_overwrite_each_other():
    invitation = make_invitation()
    save(invitation, operation(0))

    def writer():
        """Twelve changes, each on top of what was there when it looked."""
        made = []
        for turn in range(12):
            mine = fresh(invitation)
            base = Answer.objects.get(sheet=mine.sheet, practice=PLAIN)
            change = operation((base.option + 1 + turn % 4) % 5, base=base.revision)
            done = save(mine, change)
            # Saved without being written is also who wants what somebody else just saved.
            if isinstance(done, Saved) and done.answer.operation_id == change.operation_id:
                made.append((base.revision, done.revision))
        return made

    written = [pair for made in in_threads([writer] * 6) for pair in made]
    last = Answer.objects.get().revision
    assert last > 1
    # Every acknowledged save replaced exactly the revision that its writer had seen.
    assert sorted(written) == [(revision, revision + 1) for revision in range(1, last)]
    assert [revision for revision, _ in history()] == list(range(1, last + 1))


@pytest.mark.django_db(transaction=True)
def test_first_answers_at_the_same_time_share_one_sheet():
    invitation = make_invitation()
    practices = list(of_campaign(invitation.campaign).practices)[:8]
    waiting = [fresh(invitation) for _ in practices]
    jobs = [
        lambda mine=mine, slug=slug: save(mine, operation(2, practice=slug))
        for mine, slug in zip(waiting, practices, strict=True)
    ]
    in_threads(jobs)
    sheet = AnswerSheet.objects.get()
    assert sorted(sheet.answers.values_list("practice", flat=True)) == sorted(practices)


@pytest.mark.django_db(transaction=True)
def test_a_save_is_in_the_frozen_result_or_refused_when_the_campaign_closes_meanwhile():
    campaign = make_campaign(mode="consensus")
    invitation = make_invitation(campaign)
    answer_all(invitation, 0)
    reopen_answers(invitation=fresh(invitation))

    def change():
        mine = fresh(invitation)
        for turn in range(1, 30):
            try:
                save(mine, operation(turn % 5, base=turn))
                submit_sheet(sheet=mine.sheet, now=NOW)
                reopen_sheet(sheet=mine.sheet)
            except NotAnswerable:
                return turn
        return 30

    def close():
        return close_campaign(campaign=campaign, now=NOW).state

    turn, state = in_threads([change, close])
    assert state == "closed"
    answer = Answer.objects.get(practice=PLAIN)
    assert answer.revision in {turn, turn + 1}
    with pytest.raises(NotAnswerable):
        save(fresh(invitation), operation(3, base=answer.revision))
    answer.refresh_from_db()
    assert answer.revision in {turn, turn + 1}
