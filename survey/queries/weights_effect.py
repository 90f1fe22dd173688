"""What other weights would change: a closed campaign's teams under a profile, as "what if"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import F

from assessment.core.forms import SHORT, SHORT_LEVEL_CAP, form_of
from assessment.core.levels import TOP, staged_levels
from assessment.core.model import CapabilityModel, pick
from assessment.core.scoring import Scores, score_teams, team_tally
from assessment.core.seeds import Seeds
from assessment.core.sensitivity import Ranking, rank_teams, sensitivity
from assessment.core.weights import Profile
from assessment.formatting import number, rounded, signed
from survey import access
from survey.access import Person
from survey.models import Campaign, Organisation, TeamResult
from survey.models.campaign import Mode, State
from survey.queries.answers import answers_by_team, answers_digest
from survey.questionnaire import ModelChanged, Questionnaire, of_campaign
from survey.weighing import campaign_model, weighed_model


@dataclass(frozen=True)
class Weakest:
    """The layer with the lowest score, and the share of draws, in percent, in which it is."""

    name: str
    share: int
    depends: bool


@dataclass(frozen=True)
class TeamEffect:
    """A team with the campaign's own weights and with the profile.

    Levels are None where the model has none. The weakest parts are None with fewer than two.
    """

    slug: str
    name: str
    score: str
    other: str
    change: str
    level: int | None
    other_level: int | None
    weakest: Weakest | None
    other_weakest: Weakest | None


@dataclass(frozen=True)
class Order:
    """The order of the teams by score: is it the same, and in which percent of draws it holds."""

    teams: int
    same: bool
    share: int
    depends: bool


@dataclass(frozen=True)
class Effect:
    """`hidden` teams have no figures, and none are computed for them.

    `erased`: the single answers are, so that nothing can be scored again.
    """

    campaign: UUID
    name: str
    same_weights: bool
    teams: tuple[TeamEffect, ...]
    hidden: int
    order: Order | None
    erased: bool = False


@dataclass(frozen=True)
class _Case:
    """One shown team, scored with the campaign's weights and with the profile."""

    frozen: TeamResult
    own: Scores
    other: Scores


def effect(
    person: Person, organisation: Organisation, ref: str, weights: Profile, language: str
) -> Effect | None:
    """The newest closed campaign of a model under a profile; None if there is none.

    One whose answers are erased comes only after all others.

    Only teams whose result is shown, and only from the answers their result was frozen from.
    """
    slug, version = ref.split("@")
    campaign = (
        access.managed_campaigns(person)
        .filter(
            organisation=organisation,
            state=State.CLOSED,
            model_slug=slug,
            model_version=version,
        )
        .order_by(F("answers_erased_at").asc(nulls_first=True), "-closed_at")
        .first()
    )
    if campaign is None:
        return None
    if campaign.answers_erased_at is not None:
        name = pick(campaign.names, language)
        return Effect(campaign.pk, name, False, (), 0, None, erased=True)
    try:
        asked = of_campaign(campaign)
    except ModelChanged:
        return None
    own = campaign_model(campaign)
    other = weighed_model(ref, weights)
    cases, hidden = _cases(campaign, asked, own, other)
    cap = _cap(campaign)
    return Effect(
        campaign=campaign.pk,
        name=pick(campaign.names, language),
        same_weights=own.core == other.core,
        teams=tuple(_team(campaign, case, cap, language) for case in cases),
        hidden=hidden,
        order=_order(campaign, cases),
    )


def _cap(campaign: Campaign) -> int:
    return SHORT_LEVEL_CAP if campaign.form == SHORT else TOP


def _cases(
    campaign: Campaign, asked: Questionnaire, own: CapabilityModel, other: CapabilityModel
) -> tuple[list[_Case], int]:
    """The teams that are shown, and how many are not."""
    trees = [form_of(model.core, campaign.form) for model in (own, other)]
    k = 1 if campaign.mode == Mode.CONSENSUS else campaign.min_group
    rows = list(campaign.results.select_related("team").order_by("team__slug"))
    shown = [row.team.slug for row in rows if row.payload and row.score is not None]
    answers = answers_by_team(campaign, shown, asked)
    slugs = [practice.slug for practice in trees[0].practices]
    cases = []
    for row in rows:
        given = answers.get(row.team.slug)
        if given is None or answers_digest(given) != row.answers_sha256:
            continue
        counted = team_tally(trees[0], given.select(slugs))
        cases.append(_Case(row, *(score_teams(tree, counted, k) for tree in trees)))
    return cases, len(rows) - len(cases)


def _team(campaign: Campaign, case: _Case, cap: int, language: str) -> TeamEffect:
    team = case.frozen.team
    seeds = Seeds(str(campaign.pk), team.slug)
    score = float(case.own.overall[0])
    other = float(case.other.overall[0]) if case.other.overall_shown[0] else None
    texts = ("–", "–", "–") if other is None else change_texts(score, other)
    return TeamEffect(
        slug=team.slug,
        name=pick(team.names, language),
        score=texts[0] if other is not None else number(score),
        other=texts[1],
        change=texts[2],
        level=int(staged_levels(case.own, cap).overall[0]) or None,
        other_level=int(staged_levels(case.other, cap).overall[0]) or None,
        weakest=_weakest(case.own, seeds, language),
        other_weakest=_weakest(case.other, seeds, language),
    )


def _weakest(scores: Scores, seeds: Seeds, language: str) -> Weakest | None:
    found = sensitivity(scores, seeds=seeds)
    if found is None or found.monte_carlo.weakest is None:
        return None
    drawn = found.monte_carlo
    assert drawn.weakest is not None
    assert drawn.weakest_share is not None
    item = scores.layout.items[scores.layout.position[drawn.weakest]]
    return Weakest(
        pick(item.name, language), _percent(drawn.weakest_share), drawn.depends_on_weights
    )


def _order(campaign: Campaign, cases: Sequence[_Case]) -> Order | None:
    seeds = Seeds(str(campaign.pk))
    own = rank_teams([case.own for case in cases], seeds=seeds)
    other = rank_teams([case.other for case in cases], seeds=seeds)
    if own is None or other is None:
        return None
    return _compared(own, other)


def _compared(own: Ranking, other: Ranking) -> Order:
    return Order(
        teams=len(other.order),
        same=own.order == other.order,
        share=_percent(other.share),
        depends=other.depends_on_weights,
    )


def _percent(share: float) -> int:
    """Whole percent, rounded down, so that what holds in fewer than 80 % never reads as 80."""
    return int(100 * Decimal(str(share)))


def change_texts(score: float, other: float) -> tuple[str, str, str]:
    """Two scores and their difference, taken before rounding.

    One decimal; two where the rounded figures would not add up.
    """
    difference = float(Decimal(other) - Decimal(score))
    for places in (1, 2):
        if rounded(other, places) - rounded(score, places) == rounded(difference, places):
            break
    return number(score, places), number(other, places), signed(difference, places)
