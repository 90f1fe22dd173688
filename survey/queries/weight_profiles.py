"""What the pages of weight profiles show, as frozen rows in one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from assessment.core.ahp import Judged
from assessment.core.model import CapabilityModel, pick
from assessment.core.seeds import OVERALL
from assessment.core.weights import EQUAL, Profile
from assessment.loading import find_model, published_models
from survey import access
from survey.access import Person
from survey.models import Campaign, Organisation, WeightProfile
from survey.models.campaign import State, Weighting
from survey.models.weight_profile import Method
from survey.queries.judgements import pairs, ratio_text, step_text
from survey.weighing import Family, judged, model_families, resolved


@dataclass(frozen=True)
class ProfileRow:
    """One profile in a list; `used` says that a campaign has opened with it."""

    id: int
    name: str
    method: str
    method_text: str
    model: str
    campaigns: int
    used: bool
    created_at: datetime


@dataclass(frozen=True)
class Share:
    """A child's part of its parent's weight; `width` is the bar's, in percent."""

    slug: str
    name: str
    text: str
    width: str
    own_text: str


@dataclass(frozen=True)
class ShareGroup:
    """A parent whose weights the profile sets, `fine` if its children are single practices.

    `own` says that the model's weights are different.
    """

    slug: str
    name: str
    fine: bool
    shares: tuple[Share, ...]
    own: bool


@dataclass(frozen=True)
class Judgement:
    """One person's comparison of a part, in words."""

    expert: str
    ratio: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Part:
    """A part that is compared in pairs; without judgements it keeps the model's weights."""

    slug: str
    name: str
    pairs: int
    judgements: tuple[Judgement, ...]
    ratio: str

    @property
    def last(self) -> bool:
        """Is this the judgement without which there is no profile?"""
        return self.slug == OVERALL and len(self.judgements) == 1


@dataclass(frozen=True)
class CampaignUse:
    id: UUID
    name: str
    state_text: str


@dataclass(frozen=True)
class ProfilePage:
    """One profile; `id` is None for equal weights, which belong to no one."""

    id: int | None
    name: str
    method: str
    method_text: str
    model: str
    model_ref: str
    reason: str
    sha256: str
    created_at: datetime | None
    created_by: str
    used: bool
    campaigns: tuple[CampaignUse, ...]
    groups: tuple[ShareGroup, ...]
    parts: tuple[Part, ...]


def profile_rows(organisation: Organisation, language: str) -> tuple[ProfileRow, ...]:
    """The organisation's profiles, the newest first."""
    rows = organisation.weight_profiles.prefetch_related("campaigns")
    return tuple(_row(row, language) for row in rows)


def _row(profile: WeightProfile, language: str) -> ProfileRow:
    campaigns = list(profile.campaigns.all())
    return ProfileRow(
        id=profile.pk,
        name=pick(profile.names, language),
        method=profile.method,
        method_text=profile.get_method_display(),
        model=model_text(find_model(profile.model_ref), language),
        campaigns=len(campaigns),
        used=any(campaign.state != State.DRAFT for campaign in campaigns),
        created_at=profile.created_at,
    )


def model_choices(language: str) -> tuple[tuple[str, str], ...]:
    """Reference and name of every published model."""
    refs = (f"{slug}@{version}" for slug, version in published_models())
    return tuple((ref, model_text(find_model(ref), language)) for ref in refs)


def model_text(model: CapabilityModel, language: str) -> str:
    return f"{pick(model.name, language)} {model.version}"


def family_name(family: Family, language: str) -> str:
    return pick(family.name, language) if family.name else _("Main parts")


def share_text(share: Fraction | float, language: str) -> str:
    """A share in percent with one decimal, half up."""
    tenths = int(Fraction(share) * 1000 + Fraction(1, 2))
    space = "" if language == "zh-hans" else "\N{NO-BREAK SPACE}"
    return f"{tenths // 10}.{tenths % 10}{space}%"


def share_groups(model: CapabilityModel, weights: Profile, language: str) -> tuple[ShareGroup, ...]:
    """The parents that a profile names, with their children's shares beside the model's."""
    return tuple(
        _group(family, weights[family.slug], language)
        for family in model_families(model)
        if family.slug in weights
    )


def _group(family: Family, weights: Mapping[str, int], language: str) -> ShareGroup:
    total = sum(weights[child.slug] for child in family.children)
    own_total = sum(child.weight for child in family.children)
    shares = []
    different = False
    for child in family.children:
        share = Fraction(weights[child.slug], total)
        own = Fraction(child.weight, own_total)
        different = different or share != own
        shares.append(
            Share(
                slug=child.slug,
                name=pick(child.name, language),
                text=share_text(share, language),
                width=f"{float(100 * share):.4g}%",
                own_text=share_text(own, language),
            )
        )
    name = family_name(family, language)
    return ShareGroup(family.slug, name, family.fine, tuple(shares), different)


def equal_page(person: Person, organisation: Organisation, ref: str, language: str) -> ProfilePage:
    """Equal weights for one model."""
    model = find_model(ref)
    campaigns = _campaigns(person, organisation).filter(
        weighting=Weighting.EQUAL, model_slug=model.slug, model_version=model.version
    )
    return ProfilePage(
        id=None,
        name=_("Equal weights"),
        method=EQUAL,
        method_text=_("Every part of a whole counts the same."),
        model=model_text(model, language),
        model_ref=ref,
        reason="",
        sha256="",
        created_at=None,
        created_by="",
        used=True,
        campaigns=_uses(campaigns, language),
        groups=share_groups(model, resolved(model, EQUAL, {}), language),
        parts=(),
    )


def profile_page(person: Person, profile: WeightProfile, language: str) -> ProfilePage:
    model = find_model(profile.model_ref)
    weights = resolved(model, profile.method, profile.content)
    campaigns = _campaigns(person, profile.organisation).filter(profile=profile)
    return ProfilePage(
        id=profile.pk,
        name=pick(profile.names, language),
        method=profile.method,
        method_text=profile.get_method_display(),
        model=model_text(model, language),
        model_ref=profile.model_ref,
        reason=profile.content["reason"],
        sha256=profile.sha256,
        created_at=profile.created_at,
        created_by=str(profile.created_by or ""),
        used=any(campaign.state != State.DRAFT for campaign in campaigns),
        campaigns=_uses(campaigns, language),
        groups=share_groups(model, weights, language),
        parts=tuple(_parts(model, profile, language)),
    )


def _campaigns(person: Person, organisation: Organisation) -> QuerySet[Campaign]:
    return access.managed_campaigns(person).filter(organisation=organisation)


def _uses(campaigns: QuerySet[Campaign], language: str) -> tuple[CampaignUse, ...]:
    return tuple(
        CampaignUse(row.pk, pick(row.names, language), row.get_state_display()) for row in campaigns
    )


def _parts(model: CapabilityModel, profile: WeightProfile, language: str) -> Iterator[Part]:
    """Every part that can be compared, those without judgements too."""
    if profile.method != Method.AHP:
        return
    for family in model_families(model):
        if not family.comparable:
            continue
        experts = profile.content["parts"].get(family.slug, [])
        size = len(family.children)
        yield Part(
            slug=family.slug,
            name=family_name(family, language),
            pairs=size * (size - 1) // 2,
            judgements=tuple(_judgement(family, each, language) for each in experts),
            ratio=_ratio(family, judged(experts)) if experts else "",
        )


def _judgement(family: Family, mine: Mapping[str, Any], language: str) -> Judgement:
    lines = tuple(
        (pair.text, step_text(step, pair.first, pair.second))
        for pair, step in zip(pairs(family, language), mine["upper"], strict=True)
    )
    return Judgement(mine["expert"], _ratio(family, judged([mine])), lines)


def _ratio(family: Family, said: Judged) -> str:
    """The consistency ratio; "" for two children, which cannot contradict each other."""
    return ratio_text(said.ratio) if len(family.children) > 2 else ""
