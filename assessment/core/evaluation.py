"""One team's answers -> its full result: the one way in for commands, campaigns and exports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessment.core import ENGINE_VERSION, result
from assessment.core.anonymity import checked_group
from assessment.core.answers import UNANSWERED, AnswerSet
from assessment.core.evidence import Check, beside_evidence
from assessment.core.figures import (
    Part,
    breadth_of,
    node_figures,
    overall_figures,
    part_of,
    practice_figures,
)
from assessment.core.forms import FULL, SHORT, SHORT_LEVEL_CAP, form_of, forms_of
from assessment.core.intervals import Intervals, team_intervals
from assessment.core.levels import TOP, blocked_by
from assessment.core.model import CapabilityModel, Tree
from assessment.core.outlook import evidence_of, flags_of, plans_of, sensitivity_of, trend_of
from assessment.core.recommending import recommendations
from assessment.core.seeds import OVERALL, Seeds
from assessment.core.team_state import TeamState, team_state
from assessment.core.trend import trend


@dataclass(frozen=True)
class Earlier:
    """An earlier wave of the same team, answered with the same major version of the model.

    `links` are pairs (id in the earlier wave, id in the later wave), each one person; they leave
    no trace in a result. `answers_sha256` is passed on. `min_group` is the earlier wave's own k,
    where it had another one: what it did not show then is not shown now.
    """

    answers: AnswerSet
    links: Sequence[tuple[str, str]] = ()
    answers_sha256: str = ""
    min_group: int | None = None


@dataclass(frozen=True)
class Findings:
    """What checks found in repositories; the commits that were read are passed on."""

    checks: Sequence[Check]
    heads: Sequence[str] = ()


def evaluate(
    model: CapabilityModel,
    answers: AnswerSet,
    *,
    min_group: int = 5,
    form: str = FULL,
    invited: int | None = None,
    answers_sha256: str = "",
    profile: str = "default",
    weights: result.WeightsUsed | None = None,
    seeds: Seeds | None = None,
    budget: Fraction | None = None,
    plans: bool = True,
    earlier: Earlier | None = None,
    findings: Findings | None = None,
) -> result.Result:
    """Score one team.

    Parameters
    ----------
    model : the capability model that was answered; under a weight profile, with its weights.
    answers : the team's answers; exactly one respondent means consensus mode (k = 1, no
        agreement index, no interval).
    min_group : k, never below 3.
    form : "full", or "short" for the practices of the short form alone.
    invited : how many people were invited; without it nothing is called provisional.
    answers_sha256 : digest of the answers, passed on.
    profile, weights : name of the weight profile and what it says, passed on.
    seeds : where random numbers come from; without them there are no intervals and no weight
        sensitivity.
    budget : person-days for the plans within a budget; without it there are none of these.
    plans : whether to look for plans at all, which takes most of the time.
    earlier : the wave to compare with; without it there is no trend.
    findings : evidence; without it the result does not speak of evidence.

    Raises
    ------
    ValueError : min_group below 3, an unknown form, a negative budget, an earlier wave without
        seeds, or links that do not fit the waves.
    """
    if budget is not None and budget < 0:
        raise ValueError(f"the budget is {budget} person-days; it cannot be negative")
    if earlier is not None and seeds is None:
        raise ValueError("a trend needs seeds")
    parts = _parts(model, answers, min_group, form)
    consensus = parts[0].consensus
    provisional = None if invited is None else 2 * len(answers.respondents) < invited
    asked = _Asked(answers, min_group, provisional, seeds, budget, plans, earlier, findings)
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
        flags=None if consensus else flags_of([p.tree for p in parts], answers, min_group),
        weights=weights,
    )


def standing_of(
    model: CapabilityModel,
    answers: AnswerSet,
    *,
    min_group: int = 5,
    form: str = FULL,
    module: str = "",
) -> TeamState:
    """Where a team stands on the core, for plans and what-if beyond those of its result.

    With `module`, the slug of one that somebody answered, where it stands on that.

    Raises ValueError for min_group below 3, an unknown form, or a module that nobody answered.
    """
    parts = _parts(model, answers, min_group, form)
    slugs = [part.tree.slug for part in parts]
    if module and module not in slugs[1:]:
        raise ValueError(f"nobody answered a module {module!r}")
    ranked = slugs.index(module, 1) if module else 0
    return team_state([part.scores for part in parts], ranked=ranked, cap=parts[ranked].cap)


def _parts(model: CapabilityModel, answers: AnswerSet, min_group: int, form: str) -> list[Part]:
    """The core, and the modules that somebody answered, in a form: scored and levelled."""
    checked_group(min_group)
    consensus = len(answers.respondents) == 1
    k = 1 if consensus else min_group
    cap = SHORT_LEVEL_CAP if form == SHORT else TOP
    answered = [module for module in model.modules if _is_answered(module, answers)]
    trees = [form_of(model.core, form), *forms_of(answered, form)]
    return [part_of(tree, answers, k, consensus, cap) for tree in trees]


def _is_answered(module: Tree, answers: AnswerSet) -> bool:
    codes = answers.select([practice.slug for practice in module.practices])
    return bool((codes > UNANSWERED).any())


@dataclass(frozen=True)
class _Asked:
    """What the caller wants of every tree."""

    answers: AnswerSet
    min_group: int
    provisional: bool | None
    seeds: Seeds | None
    budget: Fraction | None
    plans: bool
    earlier: Earlier | None
    findings: Findings | None


def _tree_result(parts: list[Part], index: int, asked: _Asked) -> result.TreeResult:
    part = parts[index]
    layout, top = part.scores.layout, OVERALL if index == 0 else part.tree.slug
    blocked = blocked_by(part.scores, part.table, 0, part.cap)
    state = team_state([each.scores for each in parts], ranked=index, cap=part.cap)
    ranges = _intervals(part, top, asked.seeds)
    evidence = _evidence(part, asked.findings)
    return result.TreeResult(
        slug=part.tree.slug,
        overall=overall_figures(part, blocked, asked.provisional, ranges),
        nodes=tuple(node_figures(part, node, ranges) for node in range(layout.node_count)),
        practices=tuple(
            practice_figures(part, row, asked.min_group) for row in range(layout.practice_count)
        ),
        recommendations=recommendations(part, state, blocked, evidence.talk if evidence else ()),
        breadth=breadth_of(part),
        plans=plans_of(state, asked.budget) if asked.plans else result.Plans(),
        sensitivity=None if asked.seeds is None else sensitivity_of(part.scores, asked.seeds),
        trend=_trend(part, top, asked),
        evidence=evidence,
    )


def _intervals(part: Part, top: str, seeds: Seeds | None) -> Intervals | None:
    if seeds is None or part.consensus:
        return None
    return team_intervals(part.scores, part.codes, seeds=seeds, top=top)


def _trend(part: Part, top: str, asked: _Asked) -> result.TrendResult | None:
    earlier = asked.earlier
    if earlier is None or asked.seeds is None:
        return None
    found = trend(
        part.tree,
        earlier.answers,
        asked.answers,
        seeds=asked.seeds,
        links=earlier.links,
        min_group=asked.min_group,
        earlier_group=earlier.min_group,
        top=top,
    )
    return trend_of(found, earlier.answers_sha256)


def _evidence(part: Part, findings: Findings | None) -> result.EvidenceResult | None:
    if findings is None:
        return None
    return evidence_of(beside_evidence(part.scores, findings.checks), findings.heads)
