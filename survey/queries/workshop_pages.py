"""The screens of whoever facilitates a workshop. None of them has a vote that is not shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from survey.models import Vote
from survey.queries.section_page import Question, value_of
from survey.queries.talk_list import Room, TalkList, TalkRow, is_shown, talk_list
from survey.queries.workshops import WorkshopHead


@dataclass(frozen=True)
class SectionVotes:
    """How many have voted on a capability's private questions: numbers only.

    `private` counts its questions whose votes are not shown, `ready` the seats that have voted on
    all of them, `begun` those that have on some, `showable` the questions with two votes or more.
    """

    slug: str
    name: str
    group: str
    private: int
    shown: int
    ready: int
    begun: int
    showable: int

    @property
    def done(self) -> bool:
        return self.private == 0


@dataclass(frozen=True)
class FacilitatorPage:
    """`people` counts seats; `names` are theirs, "" where names are not shown. `lead` may press
    the buttons; whoever else may run the workshop sees numbers and can take over."""

    head: WorkshopHead
    token: str
    lead: bool
    people: int
    names: str
    sections: tuple[SectionVotes, ...]
    talk: TalkList | None
    tag: str

    @property
    def showable(self) -> int:
        return sum(section.showable for section in self.sections)

    @property
    def private(self) -> int:
        return sum(section.private for section in self.sections)

    @property
    def said(self) -> str:
        """What a reader who does not see the screen change is told."""
        people = ngettext("%(n)s person is here", "%(n)s people are here", self.people)
        here = people % {"n": self.people}
        if self.talk is None:
            return here
        return _("%(people)s; %(talk)s") % {"people": here, "talk": self.talk.text}


@dataclass(frozen=True)
class PointPage:
    """One question to agree on. `after` is the next to talk about, None at the end; `question`
    holds what is agreed, or what was typed and could not be saved."""

    head: WorkshopHead
    row: TalkRow
    question: Question
    reason: str
    number: int
    total: int
    after: TalkRow | None

    @property
    def needs_reason(self) -> bool:
        return not self.row.now.votes.unanimous


def facilitator_page(room: Room, head: WorkshopHead, *, lead: bool, tag: str) -> FacilitatorPage:
    return FacilitatorPage(
        head=head,
        token=room.workshop.token,
        lead=lead,
        people=len(room.seats),
        names=_(", ").join(name for name in room.seats.values() if name),
        sections=_sections(room),
        talk=talk_list(room) if lead else None,
        tag=tag,
    )


def _sections(room: Room) -> tuple[SectionVotes, ...]:
    found = []
    for section in room.sections.values():
        slugs = [question.slug for question in section.questions]
        private = [slug for slug in slugs if not is_shown(room, slug)]
        voters = {slug: {v.seat_id for v in _votes(room, slug)} for slug in private}
        everybody = set(room.seats)
        found.append(
            SectionVotes(
                slug=section.slug,
                name=section.name,
                group=section.group,
                private=len(private),
                shown=len(slugs) - len(private),
                ready=len(everybody.intersection(*voters.values())) if private else 0,
                begun=len(set().union(*voters.values())),
                showable=sum(len(who) > 1 for who in voters.values()),
            )
        )
    return tuple(found)


def _votes(room: Room, slug: str) -> Sequence[Vote]:
    return room.rounds.get((slug, room.points[slug].round), ())


def point_page(
    room: Room, head: WorkshopHead, practice: str, typed: Question | None = None
) -> PointPage | None:
    """None where the votes on the question are not shown. Raises Http404 where there is none."""
    if practice not in room.points:
        raise Http404
    talk = talk_list(room)
    row = next((row for row in talk.rows if row.slug == practice), None)
    if row is None:
        return None
    at = talk.rows.index(row)
    later = [*talk.rows[at + 1 :], *talk.rows[:at]]
    answer = room.answers.get(practice)
    value = value_of(answer)
    question = typed or Question(
        printed=row.printed,
        number=row.printed.number,
        value=value,
        revision=answer.revision if answer else 0,
        saved="",
        saved_iso="",
    )
    return PointPage(
        head=head,
        row=row,
        question=question,
        reason=question.value.note or question.value.reason,
        number=at + 1,
        total=len(talk.rows),
        after=next((row for row in later if row.agreed is None), None),
    )
