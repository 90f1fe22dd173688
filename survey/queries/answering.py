"""What every respondent's page shows: whose questionnaire, and what is left of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessment.core.model import pick
from survey.models import Answer, Invitation
from survey.models.answer import AnswerState
from survey.models.campaign import State
from survey.queries.moments import moment
from survey.queries.printed import PrintedSection, printed_for
from survey.questionnaire import minutes_for, of_campaign

SUBMITTED = "submitted"


class UnknownLink(Http404):
    """Nobody was invited with this token."""


def find_invitation(token: str) -> Invitation:
    """The invitation of a personal link. Raises UnknownLink."""
    invitation = (
        Invitation.objects.filter(token=token)
        .select_related("campaign__organisation", "team", "sheet")
        .first()
        if "\x00" not in token
        else None
    )
    if invitation is None:
        raise UnknownLink
    return invitation


def answers_of(invitation: Invitation) -> dict[str, Answer]:
    """The saved answers of the invitation's sheet by practice."""
    if invitation.sheet_id is None:
        return {}
    return {row.practice: row for row in Answer.objects.filter(sheet_id=invitation.sheet_id)}


def states_of(answers: Mapping[str, Answer]) -> dict[str, str]:
    """The state of each answer by practice."""
    return {practice: answer.state for practice, answer in answers.items()}


@dataclass(frozen=True)
class Part:
    """A line of the side list: one section, and how much of it is left."""

    slug: str
    number: int
    name: str
    group: str
    total: int
    answered: int
    current: bool

    @property
    def left(self) -> int:
        return self.total - self.answered

    @property
    def done(self) -> bool:
        return self.left == 0

    @property
    def count_text(self) -> str:
        """How far it is, in words."""
        if self.current:
            return _("%(done)s of %(all)s") % {"done": self.answered, "all": self.total}
        if self.done:
            return _("done")
        return ngettext("%(n)s left", "%(n)s left", self.left) % {"n": self.left}

    @property
    def here_text(self) -> str:
        """How far this page is."""
        count = {"done": self.answered, "all": self.total}
        return _("%(done)s of %(all)s answered here") % count


@dataclass(frozen=True)
class Progress:
    """All parts in order, and what is left of the whole."""

    parts: tuple[Part, ...]

    @property
    def total(self) -> int:
        return sum(part.total for part in self.parts)

    @property
    def answered(self) -> int:
        return sum(part.answered for part in self.parts)

    @property
    def left(self) -> int:
        return self.total - self.answered

    @property
    def begun(self) -> bool:
        return self.answered > 0

    @property
    def first_open(self) -> Part | None:
        return next((part for part in self.parts if not part.done), None)

    @property
    def minutes_text(self) -> str:
        minutes = minutes_for(self.left)
        if minutes == 0:
            return _("Everything answered")
        text = ngettext("About %(n)s minute left", "About %(n)s minutes left", minutes)
        return text % {"n": minutes}

    @property
    def parts_text(self) -> str:
        done = sum(part.done for part in self.parts)
        return _("%(done)s of %(all)s parts done") % {"done": done, "all": len(self.parts)}


@dataclass(frozen=True)
class Frame:
    """What every page of a questionnaire knows.

    `stage` is draft, open, submitted or closed; `deadline` is written out with its zone, "" for
    none; `late` whether it has passed.
    """

    token: str
    organisation: str
    team: str
    campaign: str
    stage: str
    mode: str
    min_group: int
    deadline: str
    late: bool
    submitted: str
    minutes: int
    items: int
    sample: bool
    progress: Progress

    @property
    def is_open(self) -> bool:
        return self.stage == State.OPEN


def frame(
    invitation: Invitation,
    answers: Mapping[str, Answer],
    language: str,
    now: datetime,
    current: str = "",
) -> Frame:
    """The frame of a page; `current` is the section that is open. Raises ModelChanged."""
    campaign = invitation.campaign
    asked = of_campaign(campaign)
    submitted_at = invitation.sheet.submitted_at if invitation.sheet else None
    return Frame(
        token=invitation.token,
        organisation=pick(campaign.organisation.names, language),
        team=pick(invitation.team.names, language),
        campaign=pick(campaign.names, language),
        stage=SUBMITTED if submitted_at and campaign.state == State.OPEN else campaign.state,
        mode=campaign.mode,
        min_group=campaign.min_group,
        deadline=moment(campaign.deadline, language),
        late=bool(campaign.deadline and campaign.deadline <= now),
        submitted=moment(submitted_at, language),
        minutes=asked.minutes,
        items=len(asked.practices),
        sample=campaign.organisation.sample,
        progress=progress(printed_for(campaign, language), states_of(answers), current),
    )


def progress(
    sections: Mapping[str, PrintedSection], states: Mapping[str, str], current: str = ""
) -> Progress:
    """How far a respondent is; `states` are those of the saved answers by practice."""
    answered = {practice for practice, state in states.items() if state != AnswerState.CLEARED}
    return Progress(
        tuple(
            Part(
                slug=section.slug,
                number=section.number,
                name=section.name,
                group=section.group,
                total=len(section.questions),
                answered=sum(question.slug in answered for question in section.questions),
                current=section.slug == current,
            )
            for section in sections.values()
        )
    )
