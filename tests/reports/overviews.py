"""Overviews of made-up campaigns, without a database: the short form, k = 3."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from assessment.core.answers import DK, NA, AnswerSet, answer_set
from assessment.core.evaluation import evaluate
from assessment.core.forms import form_of
from assessment.core.result import Result
from assessment.core.seeds import Seeds
from assessment.core.side_by_side import SideBySide, side_by_side
from assessment.loading import built_in_model
from reports.contents.overview import build_overview
from reports.contents.overview_shape import Overview
from survey.queries.overview import CampaignOverview, TeamStanding

__all__ = ["DK", "NA", "Team", "campaign", "overview"]

MODEL = built_in_model()
TREE = form_of(MODEL.core, "short")
SLUGS = [practice.slug for practice in TREE.practices]
CAMPAIGN = UUID("00000000-0000-0000-0000-000000000001")
K = 3


@dataclass(frozen=True)
class Team:
    """One person a step, who gives it everywhere but in `special`: practice to a code a person."""

    steps: tuple[int, ...]
    special: tuple[tuple[str, tuple[int, ...]], ...] = ()

    @property
    def answers(self) -> AnswerSet:
        own = dict(self.special)
        return answer_set(
            [
                (f"r{at:03}", slug, own[slug][at] if slug in own else step)
                for at, step in enumerate(self.steps)
                for slug in SLUGS
            ],
            SLUGS,
        )


@lru_cache(maxsize=256)
def scored(team: Team, consensus: bool) -> Result | None:
    if not consensus and len(team.steps) < K:
        return None
    return evaluate(MODEL, team.answers, min_group=K, form="short", plans=False)


def campaign(teams: Mapping[str, Team], **more: object) -> CampaignOverview:
    """Teams by name; the slug is the name in small letters."""
    consensus = more.get("mode") == "consensus"
    standings = []
    for name, team in teams.items():
        result = scored(team, consensus) if team.steps else None
        hidden = "" if result else "too_few" if team.steps else "no_answers"
        standings.append(
            TeamStanding(
                slug=name.lower(),
                name={"en": name, "zh-hans": f"{name}组"},
                answered=len(team.steps),
                hidden_reason=hidden,
                answers_sha256="",
                result=result,
            )
        )
    values: dict[str, object] = {
        "campaign_id": CAMPAIGN,
        "campaign": {"en": "Autumn", "zh-hans": "秋季"},
        "organisation": {"en": "Works", "zh-hans": "工厂"},
        "closed": "2026-10-26",
        "mode": "anonymous",
        "form": "short",
        "min_group": K,
        "sample": False,
        "model": MODEL,
        "teams": tuple(standings),
    }
    return CampaignOverview(**{**values, **more})  # type: ignore[arg-type]


def overview(teams: Mapping[str, Team], language: str = "en", **more: object) -> Overview:
    found = campaign(teams, **more)
    view = found.view()
    chosen = {name.lower(): team for name, team in teams.items() if name.lower() in view.shown}
    compared: SideBySide | None = None
    if chosen:
        compared = side_by_side(
            TREE,
            [chosen[slug].answers for slug in sorted(chosen)],
            k=K,
            consensus=found.mode == "consensus",
            seeds=Seeds(str(CAMPAIGN)),
        )
    return build_overview(found, view, compared, language)
