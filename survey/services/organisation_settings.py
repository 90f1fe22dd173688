"""What an organisation is called, how its documents look, and how its teams are grouped."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from survey.models import Logo, Organisation, Team, Unit
from survey.models.campaign import State
from survey.services.audit import record
from survey.services.organisations import free_slug
from survey.services.refusal import Refused

LARGEST_LOGO = 200 * 1024
PICTURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


@transaction.atomic
def change_organisation(*, organisation: Organisation, **values: Any) -> Organisation:
    """Set name, name_zh, time_zone, accent or retention_months."""
    held = Organisation.objects.select_for_update().get(pk=organisation.pk)
    before = {field: getattr(held, field) for field in values}
    for field, value in values.items():
        setattr(held, field, value)
    held.save(update_fields=list(values))
    record(
        "organisation.changed",
        organisation=held,
        subject=held.name,
        subject_id=held.pk,
        before=before,
        after=values,
    )
    return held


@transaction.atomic
def set_logo(*, organisation: Organisation, content: bytes) -> None:
    """Keep a picture for documents; b"" removes it.

    Raises Refused for anything but a PNG or JPEG of at most 200 KB, told by its own bytes: an SVG
    could carry a script.
    """
    if len(content) > LARGEST_LOGO:
        raise Refused(_("The picture is larger than 200 KB."))
    kind = next((kind for start, kind in PICTURES.items() if content.startswith(start)), "")
    if content and not kind:
        raise Refused(_("This is not a PNG or JPEG picture."))
    held = Organisation.objects.select_for_update().get(pk=organisation.pk)
    before = _logo_told(Logo.objects.filter(organisation=held).first())
    made = None
    if content:
        values = {"content": content, "media_type": kind}
        made, _new = Logo.objects.update_or_create(organisation=held, defaults=values)
    else:
        Logo.objects.filter(organisation=held).delete()
    record(
        "organisation.logo-changed",
        organisation=held,
        subject=held.name,
        subject_id=held.pk,
        before=before,
        after=_logo_told(made),
    )


def _logo_told(logo: Logo | None) -> dict[str, Any]:
    if logo is None:
        return {"logo": "", "bytes": 0}
    return {"logo": logo.media_type, "bytes": len(logo.content)}


@transaction.atomic
def create_unit(*, organisation: Organisation, name: str, name_zh: str = "") -> Unit:
    """A new unit. Raises Refused if another one has the name."""
    _free_name(organisation.units.all(), name, _("There already is a unit of that name."))
    taken = set(organisation.units.values_list("slug", flat=True))
    unit = Unit.objects.create(
        organisation=organisation,
        name=name,
        name_zh=name_zh,
        slug=free_slug(name, taken, "unit"),
    )
    _record("unit.created", unit, after={"name": name, "name_zh": name_zh})
    return unit


@transaction.atomic
def change_unit(*, unit: Unit, name: str, name_zh: str = "") -> Unit:
    """Rename it; its address stays. Raises Refused if another one has the name."""
    others = unit.organisation.units.exclude(pk=unit.pk)
    _free_name(others, name, _("There already is a unit of that name."))
    before = {"name": unit.name, "name_zh": unit.name_zh}
    unit.name, unit.name_zh = name, name_zh
    unit.save(update_fields=["name", "name_zh"])
    _record("unit.changed", unit, before=before, after={"name": name, "name_zh": name_zh})
    return unit


@transaction.atomic
def remove_unit(*, unit: Unit) -> None:
    """Its teams stay, outside any unit."""
    before = {"name": unit.name, "teams": sorted(unit.teams.values_list("name", flat=True))}
    _record("unit.removed", unit, before=before)
    unit.delete()


@transaction.atomic
def change_team(*, team: Team, name: str, name_zh: str = "", unit: Unit | None = None) -> Team:
    """Rename a team and put it into a unit; its address stays.

    Raises Refused if another team has the name or the unit is another organisation's.
    """
    others = team.organisation.teams.exclude(pk=team.pk)
    _free_name(others, name, _("There already is a team of that name."))
    if unit is not None and unit.organisation_id != team.organisation_id:
        raise Refused(_("Choose a unit of this organisation."))
    before = _team_told(team)
    team.name, team.name_zh, team.unit = name, name_zh, unit
    team.save(update_fields=["name", "name_zh", "unit"])
    _record("team.changed", team, before=before, after=_team_told(team))
    return team


@transaction.atomic
def remove_team(*, team: Team, typed: str) -> None:
    """Remove a team with everything that belongs to it: roles, links, answers, results, actions.

    Raises Refused if `typed` is not its name, or while a campaign that asks it is open.
    """
    if typed.strip() not in {team.name, team.name_zh} - {""}:
        raise Refused(_("Type the name of the team to remove it."))
    if team.campaigns.filter(state=State.OPEN).exists():
        raise Refused(_("An open campaign asks this team. Close that first."))
    _record("team.removed", team, before=_team_told(team))
    team.delete()


def _free_name(others: Any, name: str, said: str) -> None:
    if others.filter(name__iexact=name).exists():
        raise Refused(said)


def _team_told(team: Team) -> dict[str, str]:
    unit = team.unit.name if team.unit else ""
    return {"name": team.name, "name_zh": team.name_zh, "unit": unit}


def _record(action: str, thing: Unit | Team, **changes: Any) -> None:
    record(
        action,
        organisation=thing.organisation,
        subject=thing.name,
        subject_id=thing.pk,
        **changes,
    )
