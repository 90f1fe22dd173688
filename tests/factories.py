"""Rows for tests, made through the services that the product uses."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import count

from assessment.loading import BUILT_IN
from survey.models import (
    Answer,
    AnswerChange,
    AnswerSheet,
    Campaign,
    Invitation,
    Membership,
    Organisation,
    Team,
    User,
    WeightProfile,
)
from survey.models.campaign import State
from survey.questionnaire import of_campaign
from survey.services.answering import Draft, begin_sheet, check_draft, submit_sheet
from survey.services.campaigns import create_campaign, open_campaign
from survey.services.invitations import invite
from survey.services.organisations import create_organisation, create_team
from survey.services.weight_profiles import create_compared, create_custom

NOW = datetime(2026, 10, 12, 9, 0, tzinfo=UTC)
PASSWORD = "a long enough password"
LAYERS = ("1", "2", "1/2", "3", "1", "1/2", "3", "1/2", "2", "4")
"""Consistent judgements of technical, management, problem solving, engineering, open source."""
number = count(1)


def make_user(email: str = "", **more: object) -> User:
    return User.objects.create_user(email or f"person{next(number)}@example.org", PASSWORD, **more)


def make_organisation(name: str = "Example works", owner: User | None = None) -> Organisation:
    return create_organisation(owner=owner or make_user(), name=name)


def make_team(organisation: Organisation, name: str = "") -> Team:
    return create_team(organisation=organisation, name=name or f"Team {next(number)}")


def give_role(user: User, organisation: Organisation, role: str, team: Team | None = None) -> User:
    Membership.objects.create(user=user, organisation=organisation, role=role, team=team)
    return user


def make_campaign(
    organisation: Organisation | None = None,
    teams: Iterable[Team] = (),
    *,
    state: str = State.OPEN,
    **more: object,
) -> Campaign:
    """A campaign of the built-in model, open unless said otherwise; `more` is for the service."""
    organisation = organisation or make_organisation()
    values = {"name": "Autumn 2026", "model_ref": BUILT_IN, "form": "short", "now": NOW, **more}
    campaign = create_campaign(
        organisation=organisation,
        by=None,
        teams=list(teams) or [make_team(organisation)],
        **values,  # type: ignore[arg-type]
    )
    return open_campaign(campaign=campaign, now=NOW) if state == State.OPEN else campaign


def make_custom(organisation: Organisation, weights: dict, **more: object) -> WeightProfile:
    """Weights as numbers per mille, for the built-in model."""
    values = {"name": "Ours", "reason": "We sell software.", "by": None, "now": NOW, **more}
    return create_custom(
        organisation=organisation,
        model_ref=BUILT_IN,
        weights=weights,
        **values,  # type: ignore[arg-type]
    )


def make_compared(
    organisation: Organisation, upper: Iterable[str] = LAYERS, **more: object
) -> WeightProfile:
    """Weights from one comparison of the layers of the built-in model."""
    values = {"name": "Board", "expert": "Ann", "by": None, "now": NOW, **more}
    return create_compared(
        organisation=organisation,
        model_ref=BUILT_IN,
        upper=list(upper),
        **values,  # type: ignore[arg-type]
    )


def make_invitation(
    campaign: Campaign | None = None, team: Team | None = None, label: str = ""
) -> Invitation:
    campaign = campaign or make_campaign()
    team = team or campaign.teams.first()
    assert team is not None
    return invite(campaign=campaign, team=team, labels=[label or f"Person {next(number)}"])[0]


def answer_all(
    invitation: Invitation,
    option: int = 2,
    *,
    submit: bool = True,
    at: datetime = NOW,
    **special: Draft,
) -> AnswerSheet:
    """Answer every question with one option, but those in `special` (slug with _ for -).

    The rows are those of saving one answer after the other, which takes half a second a person;
    `test_answers_in_bulk_are_those_saved_one_by_one` holds the two together.
    """
    asked = of_campaign(invitation.campaign)
    sheet = begin_sheet(invitation=invitation)
    values = []
    for slug in asked.practices:
        draft = special.get(slug.replace("-", "_"), Draft("rated", option))
        said = asdict(check_draft(asked, slug, draft))
        values.append((slug, {**said, "revision": 1, "operation_id": uuid.uuid4(), "saved_at": at}))
    answers = Answer.objects.bulk_create(
        Answer(sheet=sheet, practice=slug, model_version=asked.model.version, **value)
        for slug, value in values
    )
    AnswerChange.objects.bulk_create(
        AnswerChange(answer=answer, **value)
        for answer, (_slug, value) in zip(answers, values, strict=True)
    )
    return submit_sheet(sheet=sheet, now=at) if submit else sheet


def answer_in_steps(
    campaign: Campaign, teams: Mapping[Team, Iterable[int]], at: datetime = NOW
) -> None:
    """Submitted answers in bulk: one person a step, who gives it to every question."""
    slugs = list(of_campaign(campaign).practices)
    sheets = [
        (AnswerSheet(campaign=campaign, team=team, submitted_at=at), step)
        for team, steps in teams.items()
        for step in steps
    ]
    AnswerSheet.objects.bulk_create([sheet for sheet, _step in sheets])
    Answer.objects.bulk_create(
        Answer(
            sheet=sheet,
            practice=slug,
            model_version=campaign.model_version,
            state="rated",
            option=step,
            revision=1,
            operation_id=uuid.uuid4(),
            saved_at=at,
        )
        for sheet, step in sheets
        for slug in slugs
    )
