"""What the respondent's pages show, as frozen rows in one language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.http import Http404

from assessment.core.model import Practice
from survey.models import Answer, Invitation
from survey.models.answer import AnswerState
from survey.models.campaign import State
from survey.queries.language import pick
from survey.questionnaire import Questionnaire, Section, minutes_for, of_campaign


def find_invitation(token: str) -> Invitation:
    """The invitation of a personal link. Raises Http404 for an unknown token."""
    invitation = (
        Invitation.objects.filter(token=token)
        .select_related("campaign__organisation", "team", "sheet")
        .first()
    )
    if invitation is None:
        raise Http404
    return invitation


@dataclass(frozen=True)
class Option:
    number: int
    text: str
    chosen: bool


@dataclass(frozen=True)
class Question:
    """One practice as asked. `state` is rated, na, dk or cleared; `revision` 0 = never saved.

    `options` have no numbers on the page. `na_hint` is "" where “does not apply” is not possible.
    """

    slug: str
    stem: str
    options: tuple[Option, ...]
    na_hint: str
    na_allowed: bool
    state: str
    reason: str
    note: str
    evidence_url: str
    revision: int
    saved_at: datetime | None

    @property
    def answered(self) -> bool:
        return self.state != AnswerState.CLEARED


@dataclass(frozen=True)
class Part:
    """A line of the side list: one section, and how much of it is left."""

    slug: str
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


@dataclass(frozen=True)
class Progress:
    """All parts in order, and what is left of the whole."""

    parts: tuple[Part, ...]
    minutes_left: int
    total: int
    answered: int

    @property
    def parts_done(self) -> int:
        return sum(part.done for part in self.parts)

    @property
    def left(self) -> int:
        return self.total - self.answered


@dataclass(frozen=True)
class Frame:
    """What every page of a questionnaire knows."""

    token: str
    language: str
    organisation: str
    team: str
    campaign: str
    state: str
    mode: str
    form: str
    min_group: int
    deadline: datetime | None
    submitted_at: datetime | None
    minutes: int
    items: int
    sample: bool
    progress: Progress

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN


@dataclass(frozen=True)
class SectionPage:
    """One capability with its questions; `before` and `after` are neighbouring sections or None."""

    slug: str
    name: str
    group: str
    definition: str
    number: int
    sections: int
    questions: tuple[Question, ...]
    before: Part | None
    after: Part | None

    @property
    def answered(self) -> int:
        return sum(question.answered for question in self.questions)


def answers_of(invitation: Invitation) -> dict[str, Answer]:
    """The saved answers of the invitation's sheet by practice."""
    if invitation.sheet_id is None:
        return {}
    rows: QuerySet[Answer] = Answer.objects.filter(sheet_id=invitation.sheet_id)
    return {answer.practice: answer for answer in rows}


def frame(
    invitation: Invitation,
    answers: dict[str, Answer],
    language: str,
    current: str = "",
) -> Frame:
    """The frame of a page; `current` is the section that is open."""
    campaign = invitation.campaign
    asked = of_campaign(campaign)
    sheet = invitation.sheet
    return Frame(
        token=invitation.token,
        language=language,
        organisation=pick(campaign.organisation.names, language),
        team=pick(invitation.team.names, language),
        campaign=pick(campaign.names, language),
        state=campaign.state,
        mode=campaign.mode,
        form=campaign.form,
        min_group=campaign.min_group,
        deadline=campaign.deadline,
        submitted_at=sheet.submitted_at if sheet else None,
        minutes=asked.minutes,
        items=len(asked.practices),
        sample=campaign.organisation.sample,
        progress=progress(asked, answers, language, current),
    )


def progress(
    asked: Questionnaire, answers: dict[str, Answer], language: str, current: str = ""
) -> Progress:
    parts = tuple(_part(section, answers, language, current) for section in asked.sections)
    total = sum(part.total for part in parts)
    answered = sum(part.answered for part in parts)
    return Progress(parts, minutes_for(total - answered), total, answered)


def _part(section: Section, answers: dict[str, Answer], language: str, current: str) -> Part:
    answered = sum(
        practice.slug in answers and answers[practice.slug].state != AnswerState.CLEARED
        for practice in section.practices
    )
    return Part(
        slug=section.slug,
        name=pick(section.name, language),
        group=pick(section.group, language),
        total=len(section.practices),
        answered=answered,
        current=section.slug == current,
    )


def section_page(
    asked: Questionnaire, slug: str, answers: dict[str, Answer], language: str, shown: Progress
) -> SectionPage:
    """One section's questions with what is saved. Raises Http404 for an unknown section."""
    section = asked.by_slug.get(slug)
    if section is None:
        raise Http404
    at = list(asked.by_slug).index(slug)
    return SectionPage(
        slug=slug,
        name=pick(section.name, language),
        group=pick(section.group, language),
        definition=pick(section.definition, language),
        number=at + 1,
        sections=len(asked.sections),
        questions=tuple(
            question(practice, answers.get(practice.slug), language)
            for practice in section.practices
        ),
        before=shown.parts[at - 1] if at > 0 else None,
        after=shown.parts[at + 1] if at + 1 < len(shown.parts) else None,
    )


def question(practice: Practice, answer: Answer | None, language: str) -> Question:
    state = answer.state if answer else AnswerState.CLEARED
    chosen = answer.option if answer else None
    return Question(
        slug=practice.slug,
        stem=pick(practice.stem, language),
        options=tuple(
            Option(number, pick(anchor, language), number == chosen)
            for number, anchor in enumerate(practice.anchors)
        ),
        na_hint=pick(practice.na, language),
        na_allowed=practice.na is not None,
        state=str(state),
        reason=answer.reason if answer else "",
        note=answer.note if answer else "",
        evidence_url=answer.evidence_url if answer else "",
        revision=answer.revision if answer else 0,
        saved_at=answer.saved_at if answer else None,
    )
