"""One tree of a team with everything computed for it, and its figures as they stand in a result."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from assessment.core import agreement, result
from assessment.core.anonymity import may_show_histogram, shown_counts
from assessment.core.answers import AnswerSet, Codes
from assessment.core.intervals import Intervals
from assessment.core.layout import Floats
from assessment.core.levels import TOP, UNKNOWN, LevelTable, breadth, staged_levels
from assessment.core.model import Tree
from assessment.core.scoring import Scores, effective_weights, score_teams, team_tally

NARROWED = Fraction(40, 100)
"""Share of a capability's weight that may be not applicable before its scope is called narrowed."""


@dataclass(frozen=True)
class Part:
    """One tree of the team with everything that was computed for it."""

    tree: Tree
    codes: Codes
    scores: Scores
    table: LevelTable
    weights: list[Fraction]
    variance: Floats
    deviation: Floats
    consensus: bool
    cap: int


def part_of(tree: Tree, answers: AnswerSet, k: int, consensus: bool, cap: int) -> Part:
    """Score and level one tree of a team; `k` is 1 in consensus mode, `cap` the highest level."""
    codes = answers.select([practice.slug for practice in tree.practices])
    counted = team_tally(tree, codes)
    scores = score_teams(tree, counted, k)
    return Part(
        tree,
        codes,
        scores,
        staged_levels(scores, cap),
        effective_weights(scores, 0),
        agreement.sample_variance(counted)[:, 0],
        agreement.average_deviation(counted)[:, 0],
        consensus,
        cap,
    )


def overall_figures(
    part: Part, blocked: tuple[str, ...], provisional: bool | None, ranges: Intervals | None
) -> result.Overall:
    scores, levels = part.scores, part.tree.levels
    level = int(part.table.overall[0]) or None
    if scores.overall_na[0]:
        status = result.NOT_APPLICABLE
    else:
        status = result.SHOWN if scores.overall_shown[0] else result.NOT_ENOUGH_DATA
    shown = status == result.SHOWN
    return result.Overall(
        status=status,
        score=float(scores.overall[0]) if shown else None,
        level=level,
        level_name=dict(levels.names[level - 1]) if level and levels else None,
        provisional=provisional,
        blocked_by=blocked,
        coverage=float(scores.overall_coverage[0]),
        agreement=_group_agreement(part, -1) if shown else None,
        interval=ranges.overall if ranges else None,
    )


def node_figures(part: Part, node: int, ranges: Intervals | None) -> result.NodeResult:
    scores, layout = part.scores, part.scores.layout
    item = layout.items[node]
    if scores.not_applicable[node, 0]:
        status = result.NOT_APPLICABLE
    else:
        status = result.SHOWN if scores.shown[node, 0] else result.NOT_ENOUGH_DATA
    shown = status == result.SHOWN
    return result.NodeResult(
        slug=item.slug,
        tier=layout.tier(node),
        parent=parent_of(part, node),
        status=status,
        score=float(scores.score[node, 0]) if shown else None,
        level=int(part.table.node[node, 0]) or None,
        coverage=float(scores.coverage[node, 0]),
        weight=item.weight,
        effective_weight=float(part.weights[node]),
        agreement=_group_agreement(part, node) if shown else None,
        narrowed=node in layout.capabilities and _narrowed(part, node),
        interval=ranges.nodes[node] if ranges else None,
    )


def practice_figures(part: Part, row: int, min_group: int) -> result.PracticeResult:
    scores, layout = part.scores, part.scores.layout
    index = layout.node_count + row
    practice = part.tree.practices[row]
    n = int(scores.tally.n[row, 0])
    n_na, n_dk = int(scores.tally.n_na[row, 0]), int(scores.tally.n_dk[row, 0])
    scored = bool(scores.shown[index, 0])
    if scored:
        status = result.SCORED
    elif scores.not_applicable[index, 0]:
        status = result.NOT_APPLICABLE
    else:
        status = result.NOT_ENOUGH_DATA
    counts = counts_of(part, row)
    shown_na, shown_dk = shown_counts(n_na, n_dk, 1 if part.consensus else min_group)
    histogram = scored and (part.consensus or may_show_histogram(n, min_group))
    number = sum(x * c for x, c in enumerate(counts))
    level = int(part.table.practice[row, 0])
    spread = scored and not part.consensus and practice.scale.is_five_step and n > 1
    return result.PracticeResult(
        slug=practice.slug,
        parent=parent_of(part, index),
        status=status,
        mean=number / n if scored else None,
        score=float(scores.score[index, 0]) if scored else None,
        level=None if level == UNKNOWN else level,
        n=n,
        n_na=shown_na,
        n_dk=shown_dk,
        agreement=float(agreement.rwg(part.variance[row])) if spread else None,
        ad=float(part.deviation[row]) if spread else None,
        effective_weight=float(part.weights[index]),
        counts=counts if histogram else None,
    )


def counts_of(part: Part, row: int) -> tuple[int, ...]:
    options = len(part.tree.practices[row].scale.values)
    return tuple(int(c) for c in part.scores.tally.counts[row, :options, 0])


def parent_of(part: Part, index: int) -> str | None:
    above = part.scores.layout.parents[index]
    return None if above < 0 else part.scores.layout.items[above].slug


def _narrowed(part: Part, node: int) -> bool:
    layout = part.scores.layout
    rows = layout.below(node)
    weights = layout.whole_shares(rows, node)
    away = sum(
        w for w, row in zip(weights, rows, strict=True) if part.scores.not_applicable[row, 0]
    )
    return bool(away > NARROWED * sum(weights))


def _group_agreement(part: Part, node: int) -> float | None:
    """r*wg over the practices in the node's score; None in consensus mode."""
    if part.consensus:
        return None
    layout = part.scores.layout
    rows = []
    for row, practice in enumerate(part.tree.practices):
        path = layout.path(layout.node_count + row)
        if node >= 0 and node not in path:
            continue
        upto = path[: path.index(node)] if node >= 0 else path
        counted = all(part.scores.shown[i, 0] and layout.weights[i] > 0 for i in upto)
        if counted and practice.scale.is_five_step and not math.isnan(part.variance[row]):
            rows.append(row)
    if not rows:
        return None
    return float(agreement.rwg(part.variance[rows].mean()))


def breadth_of(part: Part) -> dict[str, float]:
    if not part.table.overall[0]:
        return {}
    shares = {}
    for level in range(2, TOP + 1):
        reached, total = breadth(part.scores.layout, -1, part.table.node, part.scores, level)
        # Where all practices hang above the tier of levels, no capability counts.
        share = Fraction(int(reached[0]), int(total[0])) if total[0] else Fraction(0)
        shares[str(level)] = float(share)
    return shares
