"""Evidence beside self-report (docs/scoring.md, "Evidence").

Evidence never replaces what people said: it bounds what it can speak about, and the report shows
both, their gap, and what to talk about.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessment.core.exact import exact_scores
from assessment.core.planning import TOP_STEP
from assessment.core.scoring import Scores, effective_weights

FIRM = Fraction(6, 10)
"""A check of less confidence is shown and adjusts nothing."""
TALK = 1
"""A practice this many steps away from what evidence allows is one to talk about."""


@dataclass(frozen=True)
class Check:
    """What one check says of a practice: it is at least, or at most, at a step.

    Neither bound: the check could not tell. `confidence` is 0–1, a decimal number that is compared
    as it is written. Raises ValueError for two bounds, a step outside 0–4 or a confidence outside
    0–1.
    """

    practice: str
    at_least: int | None = None
    at_most: int | None = None
    confidence: float = 1.0
    check: str = ""

    def __post_init__(self) -> None:
        bounds = [bound for bound in (self.at_least, self.at_most) if bound is not None]
        if len(bounds) > 1:
            raise ValueError(f"{self.practice}: a check gives one bound, not two")
        if any(not 0 <= bound <= TOP_STEP for bound in bounds):
            raise ValueError(f"{self.practice}: a bound is a step from 0 to {TOP_STEP}")
        if not 0 <= self.confidence <= 1:
            raise ValueError(f"{self.practice}: a confidence lies between 0 and 1")

    @property
    def tells(self) -> bool:
        return self.at_least is not None or self.at_most is not None

    @property
    def exact_confidence(self) -> Fraction:
        return Fraction(str(self.confidence))


@dataclass(frozen=True)
class PracticeEvidence:
    """Self-report and evidence of one practice, in steps 0–4.

    Attributes
    ----------
    checks : all that tell something, in the order given.
    at_least, at_most : the bounds of the firm checks together; None where there is none.
    is_mixed : the bounds contradict each other, so nothing is adjusted.
    mean : what people said; None unless the practice is scored.
    bounded : the nearest mean that evidence allows; None if mixed or without a mean.
    adjusted : the mean moved towards `bounded` as far as the binding check is trusted.
    distance : `bounded` less `mean`; negative where people said more than evidence shows.
    not_applicable : people said that the practice does not apply, yet there is evidence.
    """

    practice: str
    checks: tuple[Check, ...]
    at_least: int | None
    at_most: int | None
    is_mixed: bool
    mean: Fraction | None
    bounded: Fraction | None
    adjusted: Fraction | None
    not_applicable: bool

    @property
    def distance(self) -> Fraction | None:
        if self.bounded is None or self.mean is None:
            return None
        return self.bounded - self.mean

    @property
    def is_to_talk_about(self) -> bool:
        return self.distance is not None and abs(self.distance) >= TALK


@dataclass(frozen=True)
class Beside:
    """A score as people gave it, as evidence adjusts it, and the first less the second."""

    slug: str
    score: float
    with_evidence: float
    gap: float


@dataclass(frozen=True)
class EvidenceView:
    """A team's tree beside its evidence.

    Attributes
    ----------
    overall : None where the overall is not shown.
    nodes : the shown inner nodes, in pre-order.
    share : share of the score's weight that has any evidence, 0–1.
    firm_share : share that has a firm bound.
    practices : those with evidence, in model order.
    to_talk_about : those a step or more away from what evidence allows, in model order.
    on_not_applicable : those with evidence that people called not applicable.
    """

    overall: Beside | None
    nodes: tuple[Beside, ...]
    share: float
    firm_share: float
    practices: tuple[PracticeEvidence, ...]
    to_talk_about: tuple[PracticeEvidence, ...]
    on_not_applicable: tuple[PracticeEvidence, ...]


def beside_evidence(scores: Scores, checks: Iterable[Check], team: int = 0) -> EvidenceView:
    """Put one team's scores beside what checks found; checks of other practices are left out."""
    layout = scores.layout
    by_practice: dict[str, list[Check]] = {}
    for check in checks:
        if check.tells:
            by_practice.setdefault(check.practice, []).append(check)
    rows = {
        row: _judge(scores, row, team, by_practice[practice.slug])
        for row, practice in enumerate(layout.tree.practices)
        if practice.slug in by_practice
    }
    weights = effective_weights(scores, team)[layout.node_count :]
    changed = {row: 25 * each.adjusted for row, each in rows.items() if each.adjusted is not None}
    told, adjusted = exact_scores(scores, team), exact_scores(scores, team, changed)
    firm = [row for row, each in rows.items() if _firm(each.checks)]
    return EvidenceView(
        overall=_beside(layout.tree.slug, told.overall, adjusted.overall),
        nodes=tuple(
            found
            for node, pair in enumerate(zip(told.nodes, adjusted.nodes, strict=True))
            if (found := _beside(layout.items[node].slug, *pair)) is not None
        ),
        share=float(sum(weights[row] for row in rows)),
        firm_share=float(sum(weights[row] for row in firm)),
        practices=tuple(rows.values()),
        to_talk_about=tuple(each for each in rows.values() if each.is_to_talk_about),
        on_not_applicable=tuple(each for each in rows.values() if each.not_applicable),
    )


def _firm(checks: Sequence[Check]) -> list[Check]:
    return [check for check in checks if check.exact_confidence >= FIRM]


def _judge(scores: Scores, row: int, team: int, checks: list[Check]) -> PracticeEvidence:
    layout, firm = scores.layout, _firm(checks)
    practice, item = layout.tree.practices[row], layout.node_count + row
    low = max((c.at_least for c in firm if c.at_least is not None), default=None)
    high = min((c.at_most for c in firm if c.at_most is not None), default=None)
    is_mixed = low is not None and high is not None and low > high
    mean = _mean_step(scores, row, team) if practice.scale.is_five_step else None
    bounded = adjusted = None
    if mean is not None and not is_mixed:
        bounded = adjusted = mean
        if low is not None and mean < low:
            bounded = Fraction(low)
            adjusted = mean + _trust(c for c in firm if c.at_least == low) * (bounded - mean)
        elif high is not None and mean > high:
            bounded = Fraction(high)
            adjusted = mean + _trust(c for c in firm if c.at_most == high) * (bounded - mean)
    return PracticeEvidence(
        practice=practice.slug,
        checks=tuple(checks),
        at_least=low,
        at_most=high,
        is_mixed=is_mixed,
        mean=mean,
        bounded=bounded,
        adjusted=adjusted,
        not_applicable=bool(scores.not_applicable[item, team]),
    )


def _mean_step(scores: Scores, row: int, team: int) -> Fraction | None:
    """Mean option number of a practice that is scored."""
    if not scores.shown[scores.layout.node_count + row, team]:
        return None
    counts = [int(count) for count in scores.tally.counts[row, :, team]]
    return Fraction(sum(x * count for x, count in enumerate(counts)), sum(counts))


def _trust(binding: Iterable[Check]) -> Fraction:
    """Of several checks at the binding bound the most certain one counts."""
    return max(check.exact_confidence for check in binding)


def _beside(slug: str, told: Fraction | None, adjusted: Fraction | None) -> Beside | None:
    if told is None or adjusted is None:
        return None
    return Beside(slug, float(told), float(adjusted), float(told - adjusted))
