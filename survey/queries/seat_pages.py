"""The screens of whoever has a seat in a workshop: their own votes, and what is shown to all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from survey.models import Seat, Vote
from survey.queries.answering import page_name
from survey.queries.printed import PrintedQuestion
from survey.queries.printed_pages import PrintedPage
from survey.queries.section_page import Question, Value
from survey.queries.talk_list import Room, TalkList, is_shown, talk_list
from survey.queries.workshops import WorkshopHead


@dataclass(frozen=True)
class SeatSection:
    """A capability as somebody has voted on it; `left` counts private questions without a vote."""

    slug: str
    name: str
    group: str
    private: int
    left: int

    @property
    def text(self) -> str:
        if not self.private:
            return _("shown")
        if not self.left:
            return _("voted")
        return ngettext("%(n)s left", "%(n)s left", self.left) % {"n": self.left}


@dataclass(frozen=True)
class SeatPage:
    head: WorkshopHead
    token: str
    name: str
    people: int
    sections: tuple[SeatSection, ...]
    talk: TalkList
    tag: str

    @property
    def left(self) -> int:
        return sum(section.left for section in self.sections)

    @property
    def first_open(self) -> SeatSection | None:
        return next((section for section in self.sections if section.left), None)

    @property
    def said(self) -> str:
        """What a reader who does not see the screen change is told."""
        return self.talk.text


@dataclass(frozen=True)
class BallotPart:
    """A capability of a ballot's page; `name` and `definition` are "" where the page has them."""

    slug: str
    name: str
    definition: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class BallotPage:
    """A page of questions with one's own votes; `shown` are those that take none any more.

    `after` is the heading of the next page, "" on the last.
    """

    head: WorkshopHead
    token: str
    slug: str
    name: str
    group: str
    definition: str
    number: int
    parts: int
    capabilities: tuple[BallotPart, ...]
    shown: int
    after: str
    tag: str

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for part in self.capabilities for question in part.questions)

    @property
    def troubled(self) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.error)


def seat_page(room: Room, head: WorkshopHead, seat: Seat, *, tag: str) -> SeatPage:
    return SeatPage(
        head=head,
        token=seat.token,
        name=seat.name,
        people=len(room.seats),
        sections=_sections(room, seat),
        talk=talk_list(room),
        tag=tag,
    )


def _own(room: Room, seat: Seat) -> dict[str, Vote]:
    """The seat's votes of the present rounds by practice."""
    return {
        slug: vote
        for slug, point in room.points.items()
        for vote in room.rounds.get((slug, point.round), ())
        if vote.seat_id == seat.pk
    }


def _sections(room: Room, seat: Seat) -> tuple[SeatSection, ...]:
    own = _own(room, seat)
    found = []
    for section in room.sections.values():
        private = [q.slug for q in section.questions if not is_shown(room, q.slug)]
        left = sum(slug not in own for slug in private)
        found.append(SeatSection(section.slug, section.name, section.group, len(private), left))
    return tuple(found)


def ballot_page(
    room: Room,
    head: WorkshopHead,
    seat: Seat,
    printed: PrintedPage,
    pages: Sequence[PrintedPage],
    *,
    tag: str,
    troubles: Mapping[str, tuple[Value, str]] | None = None,
) -> BallotPage:
    """One page; `troubles` by practice: what was chosen and could not be saved, and why."""
    own, kept = _own(room, seat), troubles or {}

    def question(asked: PrintedQuestion) -> Question:
        vote = own.get(asked.slug)
        value, error = Value(vote.state, vote.option) if vote else Value(), ""
        if asked.slug in kept:
            value, error = kept[asked.slug]
        return Question(asked, asked.number, value, 0, "", "", error)

    shown = {asked.slug for asked in printed.questions if is_shown(room, asked.slug)}
    return BallotPage(
        head=head,
        token=seat.token,
        slug=printed.slug,
        name=page_name(printed),
        group="" if printed.shared else printed.group,
        definition="" if printed.shared else printed.sections[0].definition,
        number=printed.number,
        parts=len(pages),
        capabilities=tuple(
            BallotPart(
                section.slug,
                section.name if printed.shared else "",
                section.definition if printed.shared else "",
                tuple(
                    question(asked)
                    for asked in section.questions
                    if asked.slug not in shown or asked.slug in kept
                ),
            )
            for section in printed.sections
        ),
        shown=len(shown),
        after=page_name(pages[printed.number]) if printed.number < len(pages) else "",
        tag=tag,
    )
