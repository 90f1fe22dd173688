"""One page of the questionnaire: its questions with what is saved and what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from survey.models import Answer
from survey.models.answer import NOTE_LENGTH, AnswerState
from survey.queries.answering import Part, Progress
from survey.queries.moments import clock
from survey.queries.printed import PrintedOption, PrintedQuestion, PrintedSection
from survey.queries.printed_pages import PrintedPage


@dataclass(frozen=True)
class Value:
    """What an answer says. `state` is rated, na, dk or cleared; `option` its number if rated."""

    state: str = str(AnswerState.CLEARED)
    option: int | None = None
    reason: str = ""
    note: str = ""
    evidence_url: str = ""

    @property
    def choice(self) -> str:
        """As the radio group names it: an option's number, na, dk or "" for none."""
        if self.state == AnswerState.RATED:
            return str(self.option)
        return "" if self.state == AnswerState.CLEARED else self.state


@dataclass(frozen=True)
class Trouble:
    """Why something typed on a page is not saved; both values in words where somebody else's
    answer came in between."""

    typed: Value
    message: str = ""
    newer: Answer | None = None


@dataclass(frozen=True)
class Rival:
    """Two answers to one question, in words, line by line; theirs was saved at a time."""

    mine: tuple[str, ...]
    theirs: tuple[str, ...]
    saved: str
    saved_iso: str


@dataclass(frozen=True)
class Question:
    """One question with its present value. `revision` 0 = never saved.

    `number` counts on the page. `error` says why what stands here is not saved; `rival` is set
    where somebody else's answer came in between. `other` is the question in the second language,
    None where the reader wants one language.
    """

    printed: PrintedQuestion
    number: int
    value: Value
    revision: int
    saved: str
    saved_iso: str
    error: str = ""
    rival: Rival | None = None
    other: PrintedQuestion | None = None
    note_length: int = NOTE_LENGTH
    operation_id: UUID = field(default_factory=uuid4)

    @property
    def slug(self) -> str:
        return self.printed.slug

    @property
    def answered(self) -> bool:
        return self.value.state != AnswerState.CLEARED

    @property
    def more_open(self) -> bool:
        """Whether note and link are unfolded."""
        return bool(self.value.note or self.value.evidence_url)

    @property
    def options(self) -> list[tuple[PrintedOption, bool, str]]:
        """Each option with whether it is chosen, and its text in the second language or ""."""
        others = [option.text for option in self.other.options] if self.other else []
        return [
            (option, option.number == self.value.option, others[at] if others else "")
            for at, option in enumerate(self.printed.options)
        ]


@dataclass(frozen=True)
class Capability:
    """A capability of the page with its questions."""

    printed: PrintedSection
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class SectionPage:
    """The capabilities of a page with their questions; `before` and `after` are the neighbouring
    pages or None. `both` says whether both languages are shown."""

    printed: PrintedPage
    capabilities: tuple[Capability, ...]
    both: bool
    part: Part
    parts: int
    before: Part | None
    after: Part | None

    @property
    def troubled(self) -> tuple[Question, ...]:
        asked = (question for each in self.capabilities for question in each.questions)
        return tuple(question for question in asked if question.error or question.rival)


def section_page(
    page: PrintedPage,
    answers: Mapping[str, Answer],
    language: str,
    now: datetime,
    shown: Progress,
    troubles: Mapping[str, Trouble] | None = None,
    others: Mapping[str, PrintedQuestion] | None = None,
) -> SectionPage:
    """A page's questions; `troubles` by practice are what was typed and could not be saved.

    `others` are the questions in the second language, None where the reader wants one.
    """
    at = page.number - 1
    kept, second, number = troubles or {}, others or {}, count(1)
    return SectionPage(
        printed=page,
        capabilities=tuple(
            Capability(
                section,
                tuple(
                    replace(
                        _question(each, answers.get(each.slug), language, now, kept.get(each.slug)),
                        number=next(number),
                        other=second.get(each.slug),
                    )
                    for each in section.questions
                ),
            )
            for section in page.sections
        ),
        both=others is not None,
        part=shown.parts[at],
        parts=len(shown.parts),
        before=shown.parts[at - 1] if at > 0 else None,
        after=shown.parts[at + 1] if at + 1 < len(shown.parts) else None,
    )


def _question(
    printed: PrintedQuestion,
    answer: Answer | None,
    language: str,
    now: datetime,
    trouble: Trouble | None,
) -> Question:
    newer = trouble.newer if trouble else None
    return Question(
        printed=printed,
        number=printed.number,
        value=trouble.typed if trouble else value_of(answer),
        revision=answer.revision if answer else 0,
        saved=clock(answer.saved_at, language, now) if answer else "",
        saved_iso=answer.saved_at.isoformat() if answer else "",
        error=trouble.message if trouble else "",
        rival=_rival(printed, trouble.typed, newer, language, now) if trouble and newer else None,
    )


def _rival(
    printed: PrintedQuestion, mine: Value, newer: Answer, language: str, now: datetime
) -> Rival:
    return Rival(
        mine=in_words(printed, mine),
        theirs=in_words(printed, value_of(newer)),
        saved=clock(newer.saved_at, language, now),
        saved_iso=newer.saved_at.isoformat(),
    )


def value_of(answer: Answer | None) -> Value:
    """What a saved answer says; the blank value for none."""
    if answer is None:
        return Value()
    return Value(answer.state, answer.option, answer.reason, answer.note, answer.evidence_url)


def in_words(printed: PrintedQuestion, value: Value) -> tuple[str, ...]:
    """What was answered, line by line, as the respondent reads it: never as a number."""
    if value.state == AnswerState.RATED and value.option is not None:
        lines = [printed.options[value.option].text]
    elif value.state == AnswerState.NA:
        lines = [_("Does not apply"), value.reason]
    elif value.state == AnswerState.DK:
        lines = [_("Don’t know")]
    else:
        lines = [_("No answer")]
    if value.note:
        lines.append(_("Note: %(text)s") % {"text": value.note})
    if value.evidence_url:
        lines.append(_("Evidence: %(text)s") % {"text": value.evidence_url})
    return tuple(line for line in lines if line)
