"""One team's answers -> its full result: the one way in for commands, campaigns and exports."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from assessment.core import ENGINE_VERSION, agreement, result
from assessment.core.answers import AnswerSet, Codes, tally
from assessment.core.forms import FULL, SHORT, SHORT_LEVEL_CAP, form_of, has_short_form
from assessment.core.intervals import Intervals, team_intervals
from assessment.core.layout import Floats
from assessment.core.levels import TOP, UNKNOWN, LevelTable, blocked_by, breadth, staged_levels
from assessment.core.model import CapabilityModel, Tree
from assessment.core.outlook import flags_of, plans_of, sensitivity_of
from assessment.core.planning import Plan, Ranked, rank_moves
from assessment.core.scoring import Scores, effective_weights, in_score, score_teams
from assessment.core.seeds import OVERALL, Seeds
from assessment.core.team_state import TeamState, team_state

NARROWED = Fraction(40, 100)
"""Share of a capability's weight that may be not applicable before its scope is called narrowed."""
SMALLEST_GROUP = 3

NEEDED = "needed_for_next_level"
TALK_FIRST = "talk_first"


def evaluate(
    model: CapabilityModel,
    answers: AnswerSet,
    *,
    min_group: int = 5,
    form: str = FULL,
    invited: int | None = None,
    answers_sha256: str = "",
    profile: str = "default",
    seeds: Seeds | None = None,
    budget: Fraction | None = None,
    plans: bool = True,
) -> result.Result:
    """Score one team.

    Parameters
    ----------
    model : the capability model that was answered.
    answers : the team's answers; exactly one respondent means consensus mode (k = 1, no
        agreement index, no interval).
    min_group : k, never below 3.
    form : "full", or "short" for the practices of the short form alone.
    invited : how many people were invited; without it nothing is called provisional.
    answers_sha256 : digest of the answers, passed on.
    profile : name of the weight profile, passed on.
    seeds : where random numbers come from; without them there are no intervals and no weight
        sensitivity.
    budget : person-days for the plans within a budget; without it there are none of these.
    plans : whether to look for plans at all, which takes most of the time.

    Raises
    ------
    ValueError : min_group below 3, an unknown form, or a negative budget.
    """
    if budget is not None and budget < 0:
        raise ValueError(f"the budget is {budget} person-days; it cannot be negative")
    if min_group < SMALLEST_GROUP:
        raise ValueError(f"min_group is {min_group}; it is never below {SMALLEST_GROUP}")
    consensus = len(answers.respondents) == 1
    provisional = None if invited is None else 2 * len(answers.respondents) < invited
    cap = SHORT_LEVEL_CAP if form == SHORT else TOP
    trees = [form_of(model.core, form)]
    for module in model.modules:
        if form == SHORT and not has_short_form(module):
            continue
        if (answers.select([p.slug for p in module.practices]) > -3).any():
            trees.append(form_of(module, form))
    k = 1 if consensus else min_group
    parts = [_part(tree, answers, k, consensus, cap) for tree in trees]
    asked = _Asked(min_group, provisional, seeds, budget, plans)
    return result.Result(
        engine=ENGINE_VERSION,
        model={"slug": model.slug, "version": model.version, "sha256": model.sha256},
        profile=profile,
        form=form,
        min_group=min_group,
        answers_sha256=answers_sha256,
        respondents=len(answers.respondents),
        mode="consensus" if consensus else "individual",
        core=_tree_result(parts, 0, asked),
        modules=tuple(_tree_result(parts, index, asked) for index in range(1, len(parts))),
        flags=None if consensus else flags_of(trees, answers, k),
    )


@dataclass(frozen=True)
class _Asked:
    """What the caller wants of every tree."""

    min_group: int
    provisional: bool | None
    seeds: Seeds | None
    budget: Fraction | None
    plans: bool


@dataclass(frozen=True)
class _Part:
    """One tree of the team with everything that was computed for it."""

    tree: Tree
    codes: Codes
    scores: Scores
    table: LevelTable
    weights: list[Fraction]
    inside: list[bool]
    variance: Floats
    deviation: Floats
    consensus: bool
    cap: int


def _part(tree: Tree, answers: AnswerSet, k: int, consensus: bool, cap: int) -> _Part:
    codes = answers.select([practice.slug for practice in tree.practices])
    options = max(len(practice.scale.values) for practice in tree.practices)
    people = np.array([len(answers.respondents)], dtype=np.int64)
    counted = tally(codes[np.newaxis], options, people)
    scores = score_teams(tree, counted, k)
    return _Part(
        tree,
        codes,
        scores,
        staged_levels(scores, cap),
        effective_weights(scores, 0),
        in_score(scores, 0),
        agreement.sample_variance(counted)[:, 0],
        agreement.average_deviation(counted)[:, 0],
        consensus,
        cap,
    )


def _tree_result(parts: list[_Part], index: int, asked: _Asked) -> result.TreeResult:
    part = parts[index]
    layout = part.scores.layout
    blocked = blocked_by(part.scores, part.table, 0, part.cap)
    state = team_state([each.scores for each in parts], ranked=index, cap=part.cap)
    ranges = _intervals(part, OVERALL if index == 0 else part.tree.slug, asked.seeds)
    return result.TreeResult(
        slug=part.tree.slug,
        overall=_overall(part, blocked, asked.provisional, ranges),
        nodes=tuple(_node(part, node, ranges) for node in range(layout.node_count)),
        practices=tuple(
            _practice(part, row, asked.min_group) for row in range(layout.practice_count)
        ),
        recommendations=_recommendations(part, state, blocked),
        breadth=_breadth(part),
        plans=plans_of(state, asked.budget) if asked.plans else result.Plans(),
        sensitivity=None if asked.seeds is None else sensitivity_of(part.scores, asked.seeds),
    )


def _intervals(part: _Part, top: str, seeds: Seeds | None) -> Intervals | None:
    if seeds is None or part.consensus:
        return None
    return team_intervals(part.scores, part.codes, seeds=seeds, top=top)


def _overall(
    part: _Part, blocked: tuple[str, ...], provisional: bool | None, ranges: Intervals | None
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


def _node(part: _Part, node: int, ranges: Intervals | None) -> result.NodeResult:
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
        parent=_parent(part, node),
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


def _practice(part: _Part, row: int, min_group: int) -> result.PracticeResult:
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
    counts = _counts(part, row)
    withheld = not part.consensus and any(0 < x < min_group for x in (n_na, n_dk))
    histogram = scored and (part.consensus or n >= 2 * min_group)
    number = sum(x * c for x, c in enumerate(counts))
    level = int(part.table.practice[row, 0])
    spread = scored and not part.consensus and practice.scale.is_five_step and n > 1
    return result.PracticeResult(
        slug=practice.slug,
        parent=_parent(part, index),
        status=status,
        mean=number / n if scored else None,
        score=float(scores.score[index, 0]) if scored else None,
        level=None if level == UNKNOWN else level,
        n=n,
        n_na=None if withheld else n_na,
        n_dk=None if withheld else n_dk,
        agreement=float(agreement.rwg(part.variance[row])) if spread else None,
        ad=float(part.deviation[row]) if spread else None,
        effective_weight=float(part.weights[index]),
        counts=counts if histogram else None,
    )


def _counts(part: _Part, row: int) -> tuple[int, ...]:
    options = len(part.tree.practices[row].scale.values)
    return tuple(int(c) for c in part.scores.tally.counts[row, :options, 0])


def _parent(part: _Part, index: int) -> str | None:
    above = part.scores.layout.parents[index]
    return None if above < 0 else part.scores.layout.items[above].slug


def _narrowed(part: _Part, node: int) -> bool:
    layout = part.scores.layout
    rows = layout.below(node)
    weights = layout.whole_shares(rows, node)
    away = sum(
        w for w, row in zip(weights, rows, strict=True) if part.scores.not_applicable[row, 0]
    )
    return bool(away > NARROWED * sum(weights))


def _group_agreement(part: _Part, node: int) -> float | None:
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


def _breadth(part: _Part) -> dict[str, float]:
    if not part.table.overall[0]:
        return {}
    shares = {}
    for level in range(2, TOP + 1):
        reached, total = breadth(part.scores.layout, -1, part.table.node, part.scores, level)
        shares[str(level)] = float(Fraction(int(reached[0]), int(total[0])))
    return shares


def _recommendations(
    part: _Part, state: TeamState, blocked: tuple[str, ...]
) -> tuple[result.Recommendation, ...]:
    if not part.scores.overall_shown[0]:
        return ()
    plan = Plan(state.standings)
    slugs = [practice.slug for practice in part.tree.practices]
    ranked = rank_moves(plan, slugs)
    return tuple(
        _recommendation(part, plan, item, rank, blocked) for rank, item in enumerate(ranked, 1)
    )


def _recommendation(
    part: _Part, plan: Plan, item: Ranked, rank: int, blocked: tuple[str, ...]
) -> result.Recommendation:
    first: dict[str, int] = {}
    for slug, step in item.closure.moves:
        if slug != item.slug:
            # Re-inserted, so that a practice stands where its last step is done.
            first.pop(slug, None)
            first[slug] = step
    badges = set(item.closure.badges)
    row = part.scores.layout.position[item.slug] - part.scores.layout.node_count
    if item.slug in blocked or _parent(part, part.scores.layout.position[item.slug]) in blocked:
        badges.add(NEEDED)
    if not part.consensus and agreement.band(_counts(part, row)) == "split":
        badges.add(TALK_FIRST)
    return result.Recommendation(
        rank=rank,
        practice=item.slug,
        from_level=item.step - 1,
        to=item.step,
        gain=float(item.gain),
        effort=item.effort / 4,
        ratio=float(item.ratio),
        own_gain=float(item.own_gain),
        own_effort=item.own_effort / 4,
        first=tuple(result.Step(slug, step) for slug, step in first.items()),
        badges=tuple(sorted(badges)),
    )
