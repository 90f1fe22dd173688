"""What teams decide to do: written down, moved along, ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from survey.models import Action, Campaign, Membership, Team, User
from survey.models.action import ActionState
from survey.services.audit import record
from survey.services.refusal import Refused

ENDED = {ActionState.DONE, ActionState.DROPPED}
LONGEST_TITLE = 200


@dataclass(frozen=True)
class Aim:
    """The practice an action is about: answer options from where to where (None: not known)."""

    model_slug: str
    practice: str
    from_level: int | None
    to_level: int | None


@transaction.atomic
def create_action(
    *,
    team: Team,
    by: User | None,
    title: str,
    aim: Aim | None = None,
    campaign: Campaign | None = None,
    note: str = "",
    owner: User | None = None,
    owner_name: str = "",
    due: date | None = None,
    now: datetime,
) -> Action:
    """Write an action down. Raises Refused for an owner from outside, or a practice that an
    action under way already aims at, as high or higher."""
    _check(team, title, owner)
    if aim and _aimed(team, aim):
        raise Refused(_("There already is an action under way for this practice."))
    action = Action.objects.create(
        organisation=team.organisation,
        team=team,
        campaign=campaign,
        model_slug=aim.model_slug if aim else "",
        practice=aim.practice if aim else "",
        from_level=aim.from_level if aim else None,
        to_level=aim.to_level if aim else None,
        title=title.strip()[:LONGEST_TITLE],
        note=note.strip(),
        owner=owner,
        owner_name="" if owner else owner_name.strip(),
        due=due,
        created_at=now,
        created_by=by,
    )
    _log("action.created", action, {}, _values(action), now)
    return action


@transaction.atomic
def change_action(
    *,
    action: Action,
    title: str,
    note: str,
    owner: User | None,
    owner_name: str,
    due: date | None,
    state: str,
    now: datetime,
) -> Action:
    """Change what an action says. Raises Refused for an owner from outside."""
    action = Action.objects.select_for_update().get(pk=action.pk)
    _check(action.team, title, owner)
    before = _values(action)
    action.title, action.note = title.strip()[:LONGEST_TITLE], note.strip()
    action.owner, action.owner_name = owner, "" if owner else owner_name.strip()
    action.due = due
    _set_state(action, state, now)
    action.save()
    _log("action.changed", action, before, _values(action), now)
    return action


@transaction.atomic
def move_action(*, action: Action, state: str, now: datetime) -> Action:
    """Put an action into a state: todo, doing, done or dropped. Raises Refused for another."""
    action = Action.objects.select_for_update().get(pk=action.pk)
    before = _values(action)
    _set_state(action, state, now)
    action.save(update_fields=["state", "closed_at"])
    _log("action.moved", action, before, _values(action), now)
    return action


@transaction.atomic
def remove_action(*, action: Action, now: datetime) -> None:
    """Delete an action, as if it had never been written down."""
    _log("action.removed", action, _values(action), {}, now)
    action.delete()


def _check(team: Team, title: str, owner: User | None) -> None:
    if not title.strip():
        raise Refused(_("Say in a few words what is to be done."))
    people = Membership.objects.filter(organisation=team.organisation_id, user=owner)
    if owner is not None and not people.exists():
        raise Refused(_("Choose somebody of this organisation, or write a name."))


def _aimed(team: Team, aim: Aim) -> bool:
    same = Action.objects.filter(team=team, model_slug=aim.model_slug, practice=aim.practice)
    return any(
        action.to_level is None or aim.to_level is None or action.to_level >= aim.to_level
        for action in same.exclude(state__in=ENDED)
    )


def _set_state(action: Action, state: str, now: datetime) -> None:
    if state not in ActionState.values:
        raise Refused(_("Choose a state from the list."))
    if state != action.state:
        action.state = state
        action.closed_at = now if state in ENDED else None


def _values(action: Action) -> dict[str, Any]:
    """What the audit log keeps: whether there is a note, not what it says."""
    return {
        "title": action.title,
        "team": action.team.name,
        "practice": action.practice,
        "owner": str(action.owner) if action.owner else action.owner_name,
        "due": action.due.isoformat() if action.due else "",
        "state": action.state,
    }


def _log(
    name: str,
    action: Action,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    now: datetime,
) -> None:
    record(
        name,
        organisation=action.organisation,
        campaign=action.campaign,
        subject=action.title,
        subject_id=action.pk,
        before=before,
        after=after,
        at=now,
    )
