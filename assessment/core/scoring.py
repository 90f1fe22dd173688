"""Tallies -> practice values -> roll-up over the tree, for many teams at once.

Definitions follow docs/scoring.md. Arrays are item-major: [item, team], where items are numbered
by `Layout` (inner nodes in pre-order, then practices). One team is the case of one column.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from assessment.core.answers import Codes, Tally, tally
from assessment.core.layout import Floats, Layout, layout_of
from assessment.core.model import Tree

NODE_LIMIT = Fraction(60, 100)
"""Coverage from which an inner node is shown."""
OVERALL_LIMIT = Fraction(75, 100)
"""Coverage from which the overall is shown, if no weighty top node is missing."""
WEIGHTY = Fraction(15, 100)
"""Share of the top weight from which a top node must be shown for the overall to be."""
NEAR = 1e-9
"""Floats this close to a limit are decided again in fractions."""

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Scores:
    """What a tree's roll-up gives.

    Attributes
    ----------
    layout : the numbering of the items.
    tally : the counts that were scored.
    min_group : smallest number of ratings that counts, k.
    shown : bool [item, team]; for a practice: scored.
    not_applicable : bool [item, team].
    score : float [item, team], 0–100; 0 where not shown.
    coverage : float [item, team], 0–1.
    overall_shown, overall_na : bool [team].
    overall, overall_coverage : float [team].
    """

    layout: Layout
    tally: Tally
    min_group: int
    shown: Bools
    not_applicable: Bools
    score: Floats
    coverage: Floats
    overall_shown: Bools
    overall_na: Bools
    overall: Floats
    overall_coverage: Floats


def team_tally(tree: Tree, codes: Codes) -> Tally:
    """One team's counts from codes [respondent, practice]; every row is a respondent."""
    options = max(len(practice.scale.values) for practice in tree.practices)
    return tally(codes[np.newaxis], options, np.array([len(codes)], dtype=np.int64))


def practice_states(tally: Tally, min_group: int) -> tuple[Bools, Bools]:
    """Which practices are scored and which not applicable, each bool [practice, team].

    Scored iff n >= k and n_DK <= n. Not applicable iff n_NA > n, n + n_NA >= k and
    n_DK <= n + n_NA, so that no single voice removes a practice; and where it was for some roles
    alone and fewer than k people were asked, whatever they said. Anything else has not enough
    data. Only whole numbers are compared.
    """
    n, n_na, n_dk = tally.n, tally.n_na, tally.n_dk
    not_applicable = (n_na > n) & (n + n_na >= min_group) & (n_dk <= n + n_na)
    if tally.not_asked is not None:
        not_applicable |= (tally.not_asked > 0) & (tally.asked < min_group)
    scored = ~not_applicable & (n >= min_group) & (n_dk <= n) & (n > 0)
    return scored, not_applicable


def practice_scores(layout: Layout, tally: Tally) -> Floats:
    """100 x mean option value, [practice, team]; 0 where nobody rated."""
    values = layout.option_values
    n = tally.n
    total = np.zeros(n.shape)
    for option in range(min(values.shape[1], tally.counts.shape[1])):
        total += values[:, option, np.newaxis] * tally.counts[:, option, :]
    total *= 100.0
    return np.divide(total, n, out=total, where=n > 0)


def score_teams(
    tree: Tree, tally: Tally, min_group: int = 5, *, display_limits: bool = True
) -> Scores:
    """Score every team of a tally.

    Parameters
    ----------
    tree : the tree whose practices are the rows of the tally.
    tally : counts [practice, option, team].
    min_group : k, the smallest number of ratings that counts; 1 in consensus mode.
    display_limits : whether coverage decides what is shown. Without it everything that was rated
        counts: so a respondent's own scores are computed, each person as a team of one.

    Returns
    -------
    Scores with one column a team.
    """
    layout = layout_of(tree)
    scored, not_applicable = practice_states(tally, min_group)
    values = practice_scores(layout, tally)
    values[~scored] = 0.0
    teams = scored.shape[1]
    nodes = layout.node_count
    shown = np.zeros((len(layout.items), teams), dtype=bool)
    na = np.zeros_like(shown)
    score = np.zeros((len(layout.items), teams))
    coverage = np.zeros_like(score)
    shown[nodes:], na[nodes:], score[nodes:] = scored, not_applicable, values
    coverage[nodes:] = scored
    for node in reversed(range(nodes)):
        children = layout.children[node]
        score[node], coverage[node], na[node] = _roll_up(
            layout, children, score, coverage, shown, na
        )
        if display_limits:
            enough = _reaches(layout, children, coverage[node], NODE_LIMIT, shown, na)
        else:
            enough = coverage[node] > 0
        shown[node] = enough & ~na[node]
        score[node][~shown[node]] = 0.0
    overall, overall_coverage, overall_na = _roll_up(
        layout, layout.roots, score, coverage, shown, na
    )
    if display_limits:
        overall_shown = ~overall_na & _reaches(
            layout, layout.roots, overall_coverage, OVERALL_LIMIT, shown, na
        )
        top = sum(layout.weights[root] for root in layout.roots)
        for root in layout.roots:
            if layout.weights[root] >= WEIGHTY * top:
                overall_shown &= shown[root] | na[root]
    else:
        overall_shown = overall_coverage > 0
    overall[~overall_shown] = 0.0
    return Scores(
        layout,
        tally,
        min_group,
        shown,
        na,
        score,
        coverage,
        overall_shown,
        overall_na,
        overall,
        overall_coverage,
    )


def _roll_up(
    layout: Layout,
    children: tuple[int, ...],
    score: Floats,
    coverage: Floats,
    shown: Bools,
    na: Bools,
) -> tuple[Floats, Floats, Bools]:
    """Weighted mean of the shown children, coverage over those that apply, and whether none do."""
    rows = [child for child in children if layout.weights[child] > 0]
    weight = np.array([layout.weights[child] for child in rows], dtype=float)
    in_score = shown[rows]
    counted = in_score * weight[:, np.newaxis]
    total = counted.sum(axis=0)
    value = np.divide(
        np.einsum("ct,ct->t", counted, score[rows]),
        total,
        out=np.zeros_like(total),
        where=total > 0,
    )
    covered = np.einsum("ct,ct->t", counted, coverage[rows])
    possible = weight @ ~na[rows]
    share = np.divide(covered, possible, out=np.zeros_like(covered), where=possible > 0)
    return value, share, possible == 0


def _reaches(
    layout: Layout,
    children: tuple[int, ...],
    coverage: Floats,
    limit: Fraction,
    shown: Bools,
    na: Bools,
) -> Bools:
    """Coverage >= limit, decided in fractions where the float lies next to the limit."""
    enough = coverage >= float(limit)
    for team in np.flatnonzero(np.abs(coverage - float(limit)) < NEAR):
        enough[team] = exact_coverage(layout, children, shown[:, team], na[:, team]) >= limit
    return enough


def exact_coverage(layout: Layout, children: tuple[int, ...], shown: Bools, na: Bools) -> Fraction:
    """Coverage of one team's node as a fraction, from what is shown below it."""
    possible = sum(layout.weights[child] for child in children if not na[child])
    if possible == 0:
        return Fraction(0)
    covered = Fraction(0)
    for child in children:
        if shown[child]:
            own = (
                exact_coverage(layout, layout.children[child], shown, na)
                if child < layout.node_count
                else Fraction(1)
            )
            covered += layout.weights[child] * own
    return covered / possible


def in_score(scores: Scores, team: int) -> list[bool]:
    """For each item, whether it and all above it are shown, in a tree whose overall is shown."""
    layout = scores.layout
    if not scores.overall_shown[team]:
        return [False] * len(layout.items)
    return [
        all(scores.shown[step, team] and layout.weights[step] > 0 for step in layout.path(index))
        for index in range(len(layout.items))
    ]


def effective_weights(scores: Scores, team: int) -> list[Fraction]:
    """Share of each item in the overall score: renormalised weights multiplied down the tree.

    Exact. Over the practices the shares add up to 1; items outside the score have 0.
    """
    layout = scores.layout
    inside = in_score(scores, team)
    shares = [Fraction(0)] * len(layout.items)
    order = sorted(range(len(layout.items)), key=lambda index: layout.depths[index])
    for index in order:
        if not inside[index]:
            continue
        total = sum(layout.weights[s] for s in layout.siblings(index) if scores.shown[s, team])
        above = layout.parents[index]
        shares[index] = Fraction(layout.weights[index], total) * (
            shares[above] if above >= 0 else 1
        )
    return shares
