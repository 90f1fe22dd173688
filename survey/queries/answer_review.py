"""What is open before answers are submitted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from survey.models import Answer
from survey.models.answer import AnswerState
from survey.queries.answering import Part, Progress
from survey.queries.printed import PrintedQuestion
from survey.queries.printed_pages import PrintedPage


@dataclass(frozen=True)
class ReviewPart:
    """One page with its open questions and how often “don’t know” was chosen."""

    part: Part
    open: tuple[PrintedQuestion, ...]
    unknown: int


@dataclass(frozen=True)
class Review:
    """All pages; `open` and `unknown` count questions of the whole."""

    parts: tuple[ReviewPart, ...]

    @property
    def open(self) -> int:
        return sum(len(part.open) for part in self.parts)

    @property
    def unknown(self) -> int:
        return sum(part.unknown for part in self.parts)


def review_of(
    pages: Sequence[PrintedPage], shown: Progress, answers: Mapping[str, Answer]
) -> Review:
    """Every page with what is open in it."""
    states = {practice: answer.state for practice, answer in answers.items()}
    return Review(
        tuple(
            ReviewPart(
                part=part,
                open=tuple(
                    question
                    for question in page.questions
                    if states.get(question.slug, AnswerState.CLEARED) == AnswerState.CLEARED
                ),
                unknown=sum(
                    states.get(question.slug) == AnswerState.DK for question in page.questions
                ),
            )
            for page, part in zip(pages, shown.parts, strict=True)
        )
    )
