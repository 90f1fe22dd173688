"""What is open before answers are submitted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from survey.models import Answer
from survey.models.answer import AnswerState
from survey.queries.answering import Part, Progress
from survey.queries.printed import PrintedQuestion, PrintedSection


@dataclass(frozen=True)
class ReviewPart:
    """One section with its open questions and how often “don’t know” was chosen."""

    part: Part
    open: tuple[PrintedQuestion, ...]
    unknown: int


@dataclass(frozen=True)
class Review:
    """All sections; `open` and `unknown` count questions of the whole."""

    parts: tuple[ReviewPart, ...]

    @property
    def open(self) -> int:
        return sum(len(part.open) for part in self.parts)

    @property
    def unknown(self) -> int:
        return sum(part.unknown for part in self.parts)


def review_of(
    sections: Mapping[str, PrintedSection], shown: Progress, answers: Mapping[str, Answer]
) -> Review:
    """Every section with what is open in it."""
    states = {practice: answer.state for practice, answer in answers.items()}
    return Review(
        tuple(
            ReviewPart(
                part=part,
                open=tuple(
                    question
                    for question in section.questions
                    if states.get(question.slug, AnswerState.CLEARED) == AnswerState.CLEARED
                ),
                unknown=sum(
                    states.get(question.slug) == AnswerState.DK for question in section.questions
                ),
            )
            for section, part in zip(sections.values(), shown.parts, strict=True)
        )
    )
