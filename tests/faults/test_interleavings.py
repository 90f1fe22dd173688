"""Bar Q13: 2 to 10 writers of one answer; nobody overwrites what they have not seen."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier

import pytest
from django.db import connections, transaction

from survey.models import Answer, AnswerChange, AnswerSheet
from survey.questionnaire import Questionnaire, of_campaign
from survey.services.answering import (
    Conflict,
    Draft,
    Saved,
    begin_sheet,
    save_answer,
)
from tests.factories import NOW, make_campaign, make_invitation
from tests.faults.sizes import SIZE

PRACTICE = "ci-pipeline"
OPTIONS = 5


@dataclass
class Writer:
    """One who looked at some revision, and changes what stood there then."""

    sheet: AnswerSheet
    asked: Questionnaire
    chance: random.Random
    seen: int = 0
    shown: int | None = None
    operation: uuid.UUID | None = None
    wish: int | None = None

    def look(self) -> None:
        answer = Answer.objects.filter(sheet=self.sheet, practice=PRACTICE).first()
        self.seen, self.shown = (answer.revision, answer.option) if answer else (0, None)
        self.operation = None

    def save(self) -> Saved | Conflict:
        """A change of what was seen; the same change again if none was seen since."""
        if self.operation is None:
            self.operation = uuid.uuid4()
            self.wish = self.chance.choice([n for n in range(OPTIONS) if n != self.shown])
        return save_answer(
            sheet=self.sheet,
            asked=self.asked,
            practice=PRACTICE,
            draft=Draft("rated", self.wish),
            base_revision=self.seen,
            operation_id=self.operation,
            now=NOW,
        )


def overwritten(sheet: AnswerSheet, written: list[tuple[int, uuid.UUID]]) -> int:
    """How many saves replaced another revision than the one that their writer had seen.

    `written` are the revision that a writer had seen and its operation, for all that were
    acknowledged as saved. Lines of history that nobody wrote, and answers that are not their last
    line, count too.
    """
    seen = {operation: revision for revision, operation in written}
    lines = list(AnswerChange.objects.filter(answer__sheet=sheet).order_by("revision"))
    wrong = sum(
        line.revision != number or seen.get(line.operation_id) != number - 1
        for number, line in enumerate(lines, 1)
    )
    answer = Answer.objects.filter(sheet=sheet, practice=PRACTICE).first()
    now = (answer.revision, answer.option, answer.operation_id) if answer else None
    last = (lines[-1].revision, lines[-1].option, lines[-1].operation_id) if lines else None
    return wrong + (now != last)


def replay(chance: random.Random, writer: Callable[[], Writer]) -> tuple[int, int]:
    """One interleaving: each writer looks and saves, some twice, in a random order.

    Gives the saves that were told of a conflict, and the silent overwrites.
    """
    writers = [writer() for _ in range(chance.randint(2, 10))]
    steps = []
    for each in writers:
        own = [each.look, each.save, *chance.choice([[], [each.save], [each.look, each.save]])]
        steps.append(own)
    conflicts, written = 0, []
    while any(steps):
        at = chance.choice([number for number, own in enumerate(steps) if own])
        done = steps[at].pop(0)()
        conflicts += isinstance(done, Conflict)
        if isinstance(done, Saved):
            written.append((writers[at].seen, writers[at].operation))
    return conflicts, overwritten(writers[0].sheet, written)


@pytest.mark.django_db
def test_no_order_of_looking_and_saving_overwrites_silently(figures):
    chance, conflicts, wrong = random.Random(13), 0, 0
    invitation = make_invitation(make_campaign(form="full"))
    asked = of_campaign(invitation.campaign)
    for _ in range(SIZE.interleavings):
        with transaction.atomic():
            sheet = begin_sheet(invitation=invitation)
            told, silent = replay(chance, lambda sheet=sheet: Writer(sheet, asked, chance))
            conflicts, wrong = conflicts + told, wrong + silent
            transaction.set_rollback(True)
        invitation.refresh_from_db()
    figures(
        "Q13",
        f"{SIZE.interleavings:,} interleavings of 2 to 10 writers, {conflicts:,} told of a "
        f"conflict, {wrong} silent overwrites",
    )
    assert (wrong, conflicts > 0) == (0, True)


@pytest.mark.django_db(transaction=True)
def test_writers_who_come_at_the_same_moment_do_not_either(figures):
    chance, conflicts, wrong = random.Random(31), 0, 0
    campaign = make_campaign(form="full")
    asked = of_campaign(campaign)
    with ThreadPoolExecutor(10) as pool:
        for _ in range(SIZE.meetings):
            sheet = begin_sheet(invitation=make_invitation(campaign))
            writers = [Writer(sheet, asked, chance) for _ in range(chance.randint(2, 10))]
            done = list(pool.map(_at_once(Barrier(len(writers))), writers))
            conflicts += sum(isinstance(reply, Conflict) for reply in done)
            written = [(w.seen, w.operation) for w, d in zip(writers, done) if isinstance(d, Saved)]
            wrong += overwritten(sheet, written)
    figures(
        "Q13",
        f"{SIZE.meetings} meetings of 2 to 10 writers in threads of their own, {conflicts} told "
        f"of a conflict, {wrong} silent overwrites",
    )
    assert (wrong, conflicts > 0) == (0, True)


def _at_once(barrier: Barrier) -> Callable[[Writer], Saved | Conflict]:
    def come(writer: Writer) -> Saved | Conflict:
        try:
            writer.look()
            barrier.wait(30)
            return writer.save()
        finally:
            connections.close_all()

    return come
