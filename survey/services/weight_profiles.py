"""An organisation's weight profiles: made, changed, removed.

A profile that a campaign has opened with is never changed: a change then makes a new one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import RestrictedError
from django.utils.translation import gettext as _

from assessment.core.ahp import Inconsistent, Judged
from assessment.core.seeds import OVERALL
from assessment.core.weights import Profile, ProfileFault, check_custom
from assessment.loading import find_model
from survey.models import Organisation, User, WeightProfile
from survey.models.campaign import State
from survey.models.weight_profile import Method
from survey.queries.judgements import STEPS
from survey.services.audit import record
from survey.services.refusal import Refused
from survey.weighing import content_digest, family_of, judged, trees


class BadWeights(Refused):
    """Numbers that are no custom profile; `faults` says where."""

    def __init__(self, faults: Sequence[ProfileFault]) -> None:
        super().__init__(
            _(
                "Give every part whole numbers per mille, each at least 10, that add up to 1000, "
                "and a reason."
            )
        )
        self.faults = tuple(faults)


class Contradiction(Refused):
    """One person's judgements contradict each other too much to be used."""

    def __init__(self, said: Judged) -> None:
        super().__init__(_("The judgements contradict each other. Nothing was saved."))
        self.said = said


def used(profile: WeightProfile) -> bool:
    """Has a campaign opened with it?"""
    return profile.campaigns.exclude(state=State.DRAFT).exists()


@transaction.atomic
def create_custom(
    *,
    organisation: Organisation,
    by: User | None,
    model_ref: str,
    name: str,
    name_zh: str = "",
    weights: Profile,
    reason: str,
    now: datetime,
) -> WeightProfile:
    """Numbers per mille with a reason. Raises BadWeights."""
    content = _numbers(model_ref, weights, reason)
    return _create(organisation, by, model_ref, name, name_zh, Method.CUSTOM, content, now)


@transaction.atomic
def create_compared(
    *,
    organisation: Organisation,
    by: User | None,
    model_ref: str,
    name: str,
    name_zh: str = "",
    reason: str = "",
    expert: str,
    upper: Sequence[str],
    now: datetime,
) -> WeightProfile:
    """One person's comparison of the top parts; more parts and people are added afterwards.

    `upper` is the upper triangle by rows, each "1" … "9" or "1/2" … "1/9". Raises Contradiction.
    """
    content = {
        "parts": {OVERALL: [_judgement(model_ref, OVERALL, expert, upper)]},
        "reason": reason.strip(),
    }
    return _create(organisation, by, model_ref, name, name_zh, Method.AHP, content, now)


@transaction.atomic
def change_custom(
    *,
    profile: WeightProfile,
    by: User | None,
    name: str,
    name_zh: str = "",
    weights: Profile,
    reason: str,
    now: datetime,
) -> WeightProfile:
    """Other names, numbers or reason. Raises BadWeights."""
    content = _numbers(profile.model_ref, weights, reason)
    return _change(profile, by, content, now, name=name, name_zh=name_zh)


@transaction.atomic
def rename_compared(
    *,
    profile: WeightProfile,
    by: User | None,
    name: str,
    name_zh: str = "",
    reason: str = "",
    now: datetime,
) -> WeightProfile:
    """Other names or another reason for a comparison."""
    profile = _held(profile)
    content = {**profile.content, "reason": reason.strip()}
    return _change(profile, by, content, now, name=name, name_zh=name_zh)


@transaction.atomic
def add_judgement(
    *,
    profile: WeightProfile,
    by: User | None,
    part: str,
    expert: str,
    upper: Sequence[str],
    now: datetime,
) -> WeightProfile:
    """One person's comparison of one part, in place of what they said of it before.

    Raises Contradiction, and Refused for a part that cannot be compared.
    """
    profile = _held(profile)
    mine = _judgement(profile.model_ref, part, expert, upper)
    parts: dict[str, Any] = {**profile.content["parts"]}
    others = list(parts.get(part, []))
    places = [at for at, each in enumerate(others) if each["expert"] == mine["expert"]]
    if places:
        others[places[0]] = mine
    else:
        others.append(mine)
    parts[part] = others
    return _change(profile, by, {**profile.content, "parts": parts}, now)


@transaction.atomic
def remove_judgement(
    *, profile: WeightProfile, by: User | None, part: str, expert: str, now: datetime
) -> WeightProfile:
    """Take a comparison out. Raises Refused for the last one of the top parts, or none at all."""
    profile = _held(profile)
    parts: dict[str, Any] = {**profile.content["parts"]}
    left = [each for each in parts.get(part, []) if each["expert"] != expert]
    if len(left) == len(parts.get(part, [])):
        raise Refused(_("There is no such comparison."))
    if left:
        parts[part] = left
    elif part == OVERALL:
        raise Refused(_("The profile needs a comparison of the main parts: add another one first."))
    else:
        del parts[part]
    return _change(profile, by, {**profile.content, "parts": parts}, now)


@transaction.atomic
def remove_profile(*, profile: WeightProfile) -> None:
    """Raises Refused if a campaign has it."""
    try:
        profile = _held(profile)
        kept_id = profile.pk
        profile.delete()
    except RestrictedError as kept:
        raise Refused(_("A campaign uses these weights, so they are kept.")) from kept
    record(
        "weights.removed",
        organisation=profile.organisation,
        subject=profile.name,
        subject_id=kept_id,
        before=_described(profile),
    )


def _held(profile: WeightProfile) -> WeightProfile:
    """The row, held until the transaction ends; opening a campaign holds it too."""
    return WeightProfile.objects.select_for_update().get(pk=profile.pk)


def _numbers(model_ref: str, weights: Profile, reason: str) -> dict[str, Any]:
    faults = check_custom(trees(find_model(model_ref)), weights, reason)
    if faults or not weights:
        raise BadWeights(faults)
    return {"weights": {p: dict(shares) for p, shares in weights.items()}, "reason": reason.strip()}


def _judgement(model_ref: str, part: str, expert: str, upper: Sequence[str]) -> dict[str, Any]:
    """One person's judgements as they are kept."""
    name = " ".join(expert.split())
    if not name:
        raise Refused(_("Say whose judgement this is."))
    try:
        family = family_of(find_model(model_ref), part)
    except KeyError as unknown:
        raise Refused(_("This part cannot be compared.")) from unknown
    pairs = len(family.children) * (len(family.children) - 1) // 2
    if not family.comparable:
        raise Refused(_("This part cannot be compared."))
    if len(upper) != pairs:
        raise Refused(_("Compare every pair."))
    if not set(upper) <= set(STEPS):
        raise Refused(_("Choose each judgement from the list."))
    mine = {"expert": name, "upper": list(upper)}
    try:
        judged([mine])
    except Inconsistent as inconsistent:
        raise Contradiction(inconsistent.refused[0]) from inconsistent
    return mine


def _create(
    organisation: Organisation,
    by: User | None,
    model_ref: str,
    name: str,
    name_zh: str,
    method: Method,
    content: Mapping[str, Any],
    now: datetime,
) -> WeightProfile:
    model = find_model(model_ref)
    profile = WeightProfile.objects.create(
        organisation=organisation,
        name=name,
        name_zh=name_zh,
        model_slug=model.slug,
        model_version=model.version,
        method=method,
        content=content,
        sha256=content_digest(model, method, content),
        created_by=by,
        created_at=now,
    )
    record(
        "weights.created",
        organisation=organisation,
        subject=name,
        subject_id=profile.pk,
        after=_described(profile),
        at=now,
    )
    return profile


def _described(profile: WeightProfile) -> dict[str, Any]:
    """What the audit log keeps of a profile: numbers or how many compared, and no expert's name."""
    content = profile.content
    told = {"name": profile.name, "name_zh": profile.name_zh, "sha256": profile.sha256}
    if "weights" in content:
        told["weights"] = content["weights"]
    else:
        told["comparisons"] = {part: len(said) for part, said in content["parts"].items()}
    return {**told, "reason": content["reason"]}


def _change(
    profile: WeightProfile,
    by: User | None,
    content: Mapping[str, Any],
    now: datetime,
    *,
    name: str | None = None,
    name_zh: str | None = None,
) -> WeightProfile:
    """The profile with other content: the same row, or a new one if it has been used."""
    profile = _held(profile)
    name = profile.name if name is None else name
    name_zh = profile.name_zh if name_zh is None else name_zh
    if used(profile):
        method = Method(profile.method)
        return _create(
            profile.organisation, by, profile.model_ref, name, name_zh, method, content, now
        )
    before = _described(profile)
    profile.name, profile.name_zh, profile.content = name, name_zh, dict(content)
    profile.sha256 = content_digest(find_model(profile.model_ref), profile.method, content)
    profile.save(update_fields=["name", "name_zh", "content", "sha256"])
    record(
        "weights.changed",
        organisation=profile.organisation,
        subject=name,
        subject_id=profile.pk,
        before=before,
        after=_described(profile),
        at=now,
    )
    return profile
