"""What a team's report offers to decide: its recommendations, and the moves of its plan."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from reports.contents.shape import Part, TeamReport
from reports.contents.steps_shape import Advice, PlanStep

SHOWN = 6
"""So many offers stand open; the rest of a long list is folded."""


@dataclass(frozen=True)
class Offer:
    """One thing to do. `key` is practice and step, `from_step` and `to_step` answer options;
    `gain_text` is "" for a move of the plan, whose moves gain together."""

    key: str
    practice: str
    name: str
    title: str
    from_step: int | None
    to_step: int
    from_label: str
    to_label: str
    next: str
    gain_text: str
    effort_text: str
    in_plan: bool
    taken: bool


@dataclass(frozen=True)
class OfferGroup:
    """The offers of the core or of a module; those of the plan to `level` come first."""

    name: str
    main: bool
    level: int | None
    offers: tuple[Offer, ...]

    @property
    def first(self) -> tuple[Offer, ...]:
        """What stands open: the plan, and the best steps beside it."""
        planned = sum(offer.in_plan for offer in self.offers)
        return self.offers[: max(planned, SHOWN)]

    @property
    def more(self) -> tuple[Offer, ...]:
        return self.offers[len(self.first) :]


def build_offers(report: TeamReport, taken: Collection[str]) -> tuple[OfferGroup, ...]:
    """Everything that can become an action; `taken` are practices that have one under way."""
    parts = [part for part in (report.core, *report.modules) if part]
    groups = [_group(part, main=part is report.core, taken=taken) for part in parts]
    return tuple(group for group in groups if group.offers)


def asked_for(groups: Collection[OfferGroup], names: Collection[str]) -> set[str]:
    """The keys of the offers that are named, by key or by practice."""
    return {
        offer.key
        for group in groups
        for offer in group.offers
        if offer.key in names or offer.practice in names
    }


def _group(part: Part, *, main: bool, taken: Collection[str]) -> OfferGroup:
    moves = part.plan.steps if part.plan else ()
    planned = [
        _offer(move, move.effort_text, f"{move.from_label} → {move.to_label}", taken, in_plan=True)
        for move in moves
    ]
    there = {offer.practice for offer in planned}
    ranked = [
        _offer(step, step.own_effort_text, step.title, taken, in_plan=False)
        for step in part.advice
        if step.slug not in there
    ]
    level = part.plan.level if part.plan else None
    return OfferGroup(part.name, main, level, (*planned, *ranked))


def _offer(
    step: Advice | PlanStep, effort: str, title: str, taken: Collection[str], *, in_plan: bool
) -> Offer:
    named = title if title.startswith(step.name) else f"{step.name}: {title}"
    return Offer(
        key=f"{step.slug}@{step.to_step}",
        practice=step.slug,
        name=step.name,
        title=named,
        from_step=step.from_step,
        to_step=step.to_step,
        from_label=step.from_label,
        to_label=step.to_label,
        next=step.next,
        gain_text=step.own_gain_text if isinstance(step, Advice) else "",
        effort_text=effort,
        in_plan=in_plan,
        taken=step.slug in taken,
    )
