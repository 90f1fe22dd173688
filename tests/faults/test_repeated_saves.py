"""Bar Q14: what arrives three times, in whatever order, takes effect once."""

from __future__ import annotations

import random
import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from survey.models import Answer, AnswerChange, AnswerSheet
from tests.factories import make_campaign, make_invitation
from tests.faults.sizes import SIZE
from tests.survey.operations import PLAIN
from tests.survey.pages import Page
from tests.survey.visiting import section, send

pytestmark = pytest.mark.django_db
COPIES = 3
PRACTICES = (PLAIN, "cd-automation", "cd-rollback", "cd-release")
answers = st.one_of(
    st.sampled_from(["0", "1", "2", "3", "4", "dk", ""]).map(lambda answer: {"answer": answer}),
    st.text("理由 why.", min_size=1, max_size=9)
    .filter(str.strip)
    .map(lambda reason: {"answer": "na", "reason": reason, "practice": "cd-rollback"}),
)
notes = st.text("备注 note\n", max_size=12)


@st.composite
def wishes(draw: st.DrawFn) -> list[dict]:
    """Up to three changes of each of four questions, every one different from the one before."""
    found: list[dict] = []
    for practice in PRACTICES:
        before: tuple = ()
        for _ in range(draw(st.integers(1, 3))):
            wish = {"practice": practice, "note": draw(notes), **draw(answers)}
            if wish["practice"] != practice:
                wish = {"practice": practice, "note": wish["note"], "answer": "dk"}
            now = (wish["answer"], wish.get("reason", "").strip(), wish["note"].strip())
            if now != before:
                found.append(wish)
            before = now
    return found


def in_order(wanted: list[dict], order: random.Random) -> list[int]:
    """Three copies of each, shuffled; the first copy of a change never before what it builds on.

    A browser sends a change only once the one before it was acknowledged; later copies of either
    come whenever they like.
    """
    copies = list(range(len(wanted))) * COPIES
    order.shuffle(copies)
    placed: list[int] = []
    for index in copies:
        earlier = [
            number
            for number in range(index)
            if wanted[number]["practice"] == wanted[index]["practice"] and number not in placed
        ]
        placed += [*earlier, index]
    return placed


@settings(
    max_examples=SIZE.mixtures,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(wanted=wishes(), order=st.randoms(use_true_random=False))
def test_each_save_sent_three_times_in_any_order_takes_effect_once(db, wanted, order):
    invitation, client = make_invitation(make_campaign(form="full")), Client()
    base, revision = [], dict.fromkeys(PRACTICES, 0)
    for wish in wanted:
        base.append(revision[wish["practice"]])
        revision[wish["practice"]] += 1
    names = [uuid.uuid4() for _ in wanted]
    for index in in_order(wanted, order):
        wish = {name: value for name, value in wanted[index].items() if value or name == "answer"}
        reply = send(client, invitation, **wish, base=base[index], operation=names[index])
        # A late copy whose answer was changed since must not look saved.
        assert reply.status_code in {200, 409}
    written = AnswerChange.objects.filter(answer__sheet__invitation=invitation)
    assert sorted(written.values_list("operation_id", flat=True)) == sorted(names)
    for practice in PRACTICES:
        last = max(n for n, wish in enumerate(wanted) if wish["practice"] == practice)
        answer = Answer.objects.get(sheet__invitation=invitation, practice=practice)
        assert (answer.operation_id, answer.revision) == (names[last], revision[practice])
        assert answer.note == wanted[last]["note"].strip()


def test_a_page_sent_three_times_without_scripts_takes_effect_once(client):
    invitation = make_invitation(make_campaign(form="full"))
    form = Page(client.get(section(invitation))).forms["answers"]
    data = {**form.data, **dict.fromkeys(form.choices, "3"), "go": "next"}
    for _ in range(COPIES):
        assert client.post(section(invitation), data).status_code == 302
    assert list(AnswerChange.objects.values_list("revision", "option")) == [(1, 3)] * 4


@pytest.mark.django_db(transaction=True)
def test_three_copies_that_arrive_at_the_same_moment_take_effect_once():
    invitation = make_invitation(make_campaign(form="full"))
    barrier, name = Barrier(COPIES), uuid.uuid4()

    def copy(_number: int) -> tuple[int, int]:
        try:
            barrier.wait(30)
            reply = send(Client(), invitation, "3", operation=name)
            return reply.status_code, reply.json()["revision"]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(COPIES) as pool:
        assert list(pool.map(copy, range(COPIES))) == [(200, 1)] * COPIES
    assert (AnswerSheet.objects.count(), AnswerChange.objects.count()) == (1, 1)
