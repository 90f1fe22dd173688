"""What the engine says beyond a team's standing.

Plans, how the score hangs on weights, what changed since an earlier wave, evidence, and flags.

Turns what the modules of the core compute into the values of a result.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from assessment.core import evidence
from assessment.core.answers import AnswerSet
from assessment.core.flags import flag, flag_effect
from assessment.core.model import Tree
from assessment.core.plans import MovePlan, budget_plan, level_first_plan, next_level_plan
from assessment.core.result import (
    BesideEvidence,
    EvidenceCheck,
    EvidenceResult,
    FlagCounts,
    LayerNudge,
    NodeChange,
    PlanResult,
    Plans,
    PracticeChange,
    PracticeEvidence,
    TrendResult,
    WeightDraws,
    WeightSensitivity,
)
from assessment.core.scoring import Scores
from assessment.core.seeds import Seeds
from assessment.core.sensitivity import sensitivity
from assessment.core.team_state import TeamState
from assessment.core.trend import UNCLEAR, Change, Trend

QUARTERS = 4


def plans_of(state: TeamState, budget: Fraction | None) -> Plans:
    """The plans of one tree; those within a budget (in person-days) only where one is given."""
    target = state.level + 1
    cheapest = next_level_plan(state)
    quarters = None if budget is None else int(budget * QUARTERS)
    within = None if quarters is None else budget_plan(state, budget=quarters)
    first = None if quarters is None else level_first_plan(state, budget=quarters)
    days = None if budget is None else float(budget)
    return Plans(
        next_level=_plan(cheapest, target, None),
        budget=_plan(within, None, days),
        level_first=_plan(first.plan if first else None, target, days),
    )


def _plan(found: MovePlan | None, level: int | None, budget: float | None) -> PlanResult | None:
    if found is None:
        return None
    return PlanResult(
        level=level,
        budget=budget,
        moves=found.targets,
        effort=found.effort / QUARTERS,
        gain=float(found.gain),
        score_after=found.score_after,
        level_after=found.level_after,
    )


def sensitivity_of(scores: Scores, seeds: Seeds) -> WeightSensitivity | None:
    """How one team's overall score hangs on the weights; None where it is not shown."""
    found = sensitivity(scores, seeds=seeds)
    if found is None:
        return None
    drawn = found.monte_carlo
    return WeightSensitivity(
        layers=tuple(LayerNudge(nudge.slug, nudge.up, nudge.down) for nudge in found.layers),
        monte_carlo=WeightDraws(
            drawn.p05, drawn.p50, drawn.p95, drawn.weakest, drawn.weakest_share
        ),
    )


def trend_of(found: Trend, answers_sha256: str) -> TrendResult:
    """What changed in one tree since answers of this digest."""
    return TrendResult(
        answers_sha256=answers_sha256,
        method=found.method,
        people=found.people,
        interval_level=found.level,
        common=found.common,
        overall=None if found.overall is None else _node_change(found.overall),
        nodes=tuple(_node_change(change) for change in found.nodes),
        practices=tuple(
            PracticeChange(change.slug, change.before, change.after, change.delta)
            for change in found.practices
        ),
    )


def _node_change(change: Change) -> NodeChange:
    return NodeChange(
        slug=change.slug,
        before=change.before,
        after=change.after,
        delta=change.delta,
        interval=change.interval,
        label=change.label or UNCLEAR,
    )


def evidence_of(view: evidence.EvidenceView, heads: Sequence[str]) -> EvidenceResult:
    """One tree of a team beside its evidence, found at these commits."""
    overall = view.overall
    return EvidenceResult(
        heads=tuple(heads),
        score=overall.score if overall else None,
        with_evidence=overall.with_evidence if overall else None,
        gap=overall.gap if overall else None,
        share=view.share,
        firm_share=view.firm_share,
        nodes=tuple(
            BesideEvidence(each.slug, each.score, each.with_evidence, each.gap)
            for each in view.nodes
        ),
        practices=tuple(_practice_evidence(each) for each in view.practices),
        talk=tuple(each.practice for each in view.to_talk_about),
        not_applicable=tuple(each.practice for each in view.on_not_applicable),
    )


def _practice_evidence(found: evidence.PracticeEvidence) -> PracticeEvidence:
    return PracticeEvidence(
        practice=found.practice,
        at_least=found.at_least,
        at_most=found.at_most,
        mixed=found.is_mixed,
        mean=_float(found.mean),
        bounded=_float(found.bounded),
        adjusted=_float(found.adjusted),
        distance=_float(found.distance),
        checks=tuple(
            EvidenceCheck(check.check, check.at_least, check.at_most, check.confidence)
            for check in found.checks
        ),
    )


def _float(number: Fraction | None) -> float | None:
    return None if number is None else float(number)


def flags_of(trees: Sequence[Tree], answers: AnswerSet, k: int) -> FlagCounts:
    """Flags over everything that was asked, and the core's score without flagged people."""
    asked = [practice for tree in trees for practice in tree.practices]
    effect = flag_effect(trees[0], answers, flag(answers, asked), k=k)
    pair = effect.may_be_shown
    return FlagCounts(
        straight_lining=effect.straight_lining,
        haste=effect.haste,
        contradiction=effect.contradiction,
        flagged=effect.flagged,
        score=effect.score if pair else None,
        score_without=effect.score_without if pair else None,
    )
