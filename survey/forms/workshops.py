"""What the screens of a workshop send: a name, private votes, an agreed answer with its reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from survey.forms.answering import CHOICES, NUMBER, read_question
from survey.models.answer import AnswerState
from survey.models.seat import NAME_LENGTH
from survey.services.answering import Operation
from survey.services.seats import Choice


class SeatForm(forms.Form):
    """A name, where the others see names."""

    name = forms.CharField(
        label=_("The name by which the others know you"), max_length=NAME_LENGTH, required=True
    )

    def __init__(self, *args: object, named: bool, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        if not named:
            del self.fields["name"]


class OpenWorkshopForm(forms.Form):
    """What is decided before people come."""

    names_shown = forms.BooleanField(
        label=_("Show who voted what once votes are shown"),
        help_text=_(
            "Everybody then gives a name. Leave it off where people may hold back before others."
        ),
        required=False,
    )


def read_votes(data: QueryDict, practices: Iterable[str]) -> tuple[Choice, ...]:
    """The votes of a page; the button “clear” takes one back. What was not asked is left out."""
    cleared = data.get("clear")
    found = []
    for practice in practices:
        answer = data.get(f"answer-{practice}")
        if practice == cleared:
            answer = ""
        if answer is not None:
            found.append(_choice(practice, answer))
    return tuple(found)


def _choice(practice: str, answer: str) -> Choice:
    if NUMBER.fullmatch(answer):
        return Choice(practice, str(AnswerState.RATED), int(answer))
    # What is neither is passed on as it is; the service says that it cannot be.
    return Choice(practice, str(CHOICES.get(answer, answer)))


def read_agreed(data: QueryDict, practice: str) -> Operation:
    """The agreed answer. One field holds the reason; beside “does not apply” that is why.

    Raises BadRequest for a damaged form.
    """
    operation = read_question(data, practice)
    draft = operation.draft
    if draft.state == AnswerState.NA:
        return replace(operation, draft=replace(draft, reason=draft.note, note=""))
    return operation
