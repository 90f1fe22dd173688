"""What every respondent's page shows: whose questionnaire, and what is left of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessment.core.model import Text, pick
from survey.models import Answer, Campaign, Invitation
from survey.models.answer import AnswerState
from survey.models.campaign import Mode, State
from survey.queries.moments import moment, zone_of
from survey.queries.printed_pages import PrintedPage, pages_for
from survey.questionnaire import asked_of, minutes_for, of_campaign
from survey.window import window_of

SUBMITTED = "submitted"
COUNTED = "counted"


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
    """A line of the side list: one page, its capabilities, and how much of it is left."""

    slug: str
    number: int
    name: str
    names: tuple[str, ...]
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

    `stage` is draft, open, paused, over, submitted, counted or closed; `deadline` is written out
    with its zone, "" for none; `late` whether it has passed; `until` the end of the grace after it.
    `takes` says whether answers are taken at all now; `role` is the name of what the respondent
    is, and `roles` are the choices, by slug and name. `test` answers never count, and
    `back` is then the campaign that they try out.
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
    until: str
    takes: bool
    test: bool
    back: UUID | None
    role: str
    roles: tuple[tuple[str, str], ...]
    submitted: str
    minutes: int
    items: int
    sample: bool
    progress: Progress

    @property
    def is_open(self) -> bool:
        return self.stage == State.OPEN

    @property
    def needs_role(self) -> bool:
        """Has the respondent to say first what they are?"""
        return bool(self.roles) and not self.role


def frame(
    invitation: Invitation,
    answers: Mapping[str, Answer],
    language: str,
    now: datetime,
    current: str = "",
) -> Frame:
    """The frame of a page; `current` is the slug of the page that is open. Raises ModelChanged."""
    campaign = invitation.campaign
    role = role_of(invitation)
    asked = asked_of(of_campaign(campaign), campaign, role)
    submitted_at = invitation.sheet.submitted_at if invitation.sheet else None
    window, zone = window_of(campaign), zone_of(campaign)
    stage = window.stage(now, test=invitation.test)
    roles = _roles(campaign, language)
    return Frame(
        token=invitation.token,
        organisation=pick(campaign.organisation.names, language),
        team=pick(invitation.team.names, language),
        campaign=pick(campaign.names, language),
        stage=_stage(invitation, stage),
        mode=campaign.mode,
        min_group=campaign.min_group,
        deadline=moment(campaign.deadline, language, zone),
        late=bool(campaign.deadline and campaign.deadline <= now),
        until=moment(window.until, language, zone),
        takes=stage == State.OPEN and not invitation.answered,
        test=invitation.test,
        back=campaign.pk if invitation.test else None,
        role=dict(roles).get(role, ""),
        roles=tuple(roles),
        submitted=moment(submitted_at, language),
        minutes=asked.minutes,
        items=len(asked.practices),
        sample=campaign.organisation.sample,
        progress=progress(pages_for(campaign, language, role), states_of(answers), current),
    )


def _stage(invitation: Invitation, stage: str) -> str:
    """The stage of the campaign, as far as this invitation goes."""
    if stage in (State.DRAFT, State.CLOSED):
        return stage
    if invitation.sheet is None:
        return COUNTED if invitation.answered else stage
    return SUBMITTED if invitation.sheet.submitted_at else stage


def role_of(invitation: Invitation) -> str:
    """The slug of what the respondent chose to be, or was invited as; "" for neither."""
    known = {each["slug"] for each in invitation.campaign.roles}
    chosen = invitation.sheet.role if invitation.sheet else ""
    found = chosen or invitation.role
    return found if found in known else ""


def _roles(campaign: Campaign, language: str) -> list[tuple[str, str]]:
    """Slug and name; none where a team answers jointly, and so is asked everything."""
    if campaign.mode == Mode.CONSENSUS:
        return []
    return [(each["slug"], pick(role_names(each), language)) for each in campaign.roles]


def role_names(role: Mapping[str, str]) -> Text:
    return {language: role[language] for language in ("en", "zh-hans") if role.get(language)}


def progress(
    pages: Sequence[PrintedPage], states: Mapping[str, str], current: str = ""
) -> Progress:
    """How far a respondent is; `states` are those of the saved answers by practice."""
    answered = {practice for practice, state in states.items() if state != AnswerState.CLEARED}
    return Progress(
        tuple(
            Part(
                slug=page.slug,
                number=page.number,
                name=page_name(page),
                names=tuple(section.name for section in page.sections),
                group=page.group,
                total=len(page.questions),
                answered=sum(question.slug in answered for question in page.questions),
                current=page.slug == current,
            )
            for page in pages
        )
    )


def page_name(page: PrintedPage) -> str:
    """The heading of a page; with its turn where several have the same one."""
    if page.turns == 1:
        return page.heading
    values = {"name": page.heading, "n": page.turn, "all": page.turns}
    return _("%(name)s, %(n)s of %(all)s") % values
