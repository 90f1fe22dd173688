"""Votes that are shown, in the order in which to talk about them, with what was agreed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessment.core.votes import Votes, talking_order
from survey.models import Answer, Point, Vote, Workshop
from survey.models.answer import AnswerState
from survey.queries.ballot import Rounds, by_round, counted
from survey.queries.printed import PrintedQuestion, PrintedSection, printed_for
from survey.queries.workshops import joint_answers
from survey.questionnaire import Questionnaire, of_campaign


@dataclass(frozen=True)
class VoteBar:
    """One statement and who chose it; `share` is per cent of the votes, `names` "" unless shown."""

    text: str
    count: int
    share: int
    names: str


@dataclass(frozen=True)
class VoteRound:
    """One round of votes on a question, in words and bars; bars of 0 are left out of `chosen`."""

    number: int
    votes: Votes
    bars: tuple[VoteBar, ...]

    @property
    def chosen(self) -> tuple[VoteBar, ...]:
        return tuple(bar for bar in self.bars if bar.count)

    @property
    def summary(self) -> str:
        """How far apart the votes lie."""
        n = self.votes.n
        if self.votes.unanimous:
            return _("All %(n)s say the same") % {"n": n}
        if self.votes.spread:
            text = ngettext("%(n)s step apart", "%(n)s steps apart", self.votes.spread)
            return text % {"n": self.votes.spread}
        if self.votes.na and self.votes.rated:
            return _("Some say that it does not apply")
        return _("Some don’t know")


@dataclass(frozen=True)
class Agreed:
    """The agreed answer in words, and why."""

    text: str
    reason: str


@dataclass(frozen=True)
class TalkRow:
    """One question whose votes are shown; `earlier` are its rounds before, the last one first."""

    printed: PrintedQuestion
    section: str
    now: VoteRound
    earlier: tuple[VoteRound, ...]
    agreed: Agreed | None

    @property
    def slug(self) -> str:
        return self.printed.slug


@dataclass(frozen=True)
class TalkList:
    """What to talk about, the widest spread first. `unanimous` counts the questions on which
    everybody chose the same step and nothing is agreed yet."""

    rows: tuple[TalkRow, ...]
    total: int

    @property
    def agreed(self) -> int:
        return sum(row.agreed is not None for row in self.rows)

    @property
    def unanimous(self) -> int:
        return sum(r.now.votes.agreed_step is not None and r.agreed is None for r in self.rows)

    @property
    def open(self) -> tuple[TalkRow, ...]:
        return tuple(row for row in self.rows if row.agreed is None)

    @property
    def text(self) -> str:
        """How far the talk is."""
        counts = {"agreed": self.agreed, "shown": len(self.rows), "all": self.total}
        return _("%(shown)s of %(all)s questions shown, %(agreed)s agreed.") % counts


@dataclass(frozen=True)
class Room:
    """Everything of a workshop, read at once; pages are made of it and show only what they may."""

    workshop: Workshop
    sections: Mapping[str, PrintedSection]
    asked: Questionnaire
    points: Mapping[str, Point]
    seats: Mapping[int, str]
    rounds: Rounds
    answers: Mapping[str, Answer]


def room_of(workshop: Workshop, language: str) -> Room:
    """In five queries. `seats` are names by number, "" where names are not shown.

    Raises ModelChanged where the questionnaire is not there any more.
    """
    return Room(
        workshop=workshop,
        sections=printed_for(workshop.campaign, language),
        asked=of_campaign(workshop.campaign),
        points={point.practice: point for point in workshop.points.all()},
        seats=dict(workshop.seats.values_list("pk", "name")),
        rounds=by_round(Vote.objects.filter(seat__workshop=workshop).order_by("seat", "pk")),
        answers=joint_answers(workshop),
    )


def talk_list(room: Room) -> TalkList:
    rows = {
        question.slug: _row(room, section, question)
        for section in room.sections.values()
        for question in section.questions
        if is_shown(room, question.slug)
    }
    order = talking_order({slug: row.now.votes for slug, row in rows.items()})
    return TalkList(tuple(rows[slug] for slug in order), total=len(room.points))


def is_shown(room: Room, practice: str) -> bool:
    point = room.points.get(practice)
    return point is not None and point.shown_at is not None


def _row(room: Room, section: PrintedSection, question: PrintedQuestion) -> TalkRow:
    now = room.points[question.slug].round
    rounds = [_round(room, question, number) for number in range(now, 0, -1)]
    return TalkRow(
        printed=question,
        section=section.name,
        now=rounds[0],
        earlier=tuple(rounds[1:]),
        agreed=agreed_words(question, room.answers.get(question.slug)),
    )


def _round(room: Room, question: PrintedQuestion, number: int) -> VoteRound:
    votes = room.rounds.get((question.slug, number), ())
    lie = counted(room.asked.practices[question.slug], votes)

    def bar(text: str, state: str, option: int | None) -> VoteBar:
        chosen = [vote for vote in votes if (vote.state, vote.option) == (state, option)]
        share = round(100 * len(chosen) / lie.n) if lie.n else 0
        return VoteBar(text, len(chosen), share, _names(room, chosen))

    steps = [bar(each.text, AnswerState.RATED, each.number) for each in question.options]
    others = [
        bar(_("Does not apply"), AnswerState.NA, None),
        bar(_("Don’t know"), AnswerState.DK, None),
    ]
    return VoteRound(number, lie, (*steps, *(each for each in others if each.count)))


def _names(room: Room, votes: Sequence[Vote]) -> str:
    names = [room.seats.get(vote.seat_id, "") for vote in votes]
    return _(", ").join(name for name in names if name)


def agreed_words(question: PrintedQuestion, answer: Answer | None) -> Agreed | None:
    """None where nothing is agreed."""
    if answer is None or answer.state == AnswerState.CLEARED:
        return None
    if answer.state == AnswerState.RATED and answer.option is not None:
        return Agreed(question.options[answer.option].text, answer.note)
    if answer.state == AnswerState.NA:
        return Agreed(_("Does not apply"), answer.reason)
    return Agreed(_("Don’t know"), answer.note)
