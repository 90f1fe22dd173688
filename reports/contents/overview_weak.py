"""What most teams lack: the gates that block them, and the capabilities that are lowest."""

from __future__ import annotations

from collections.abc import Sequence

from assessment.core.forms import SHORT, SHORT_LEVEL_CAP, form_of
from assessment.core.layout import layout_of
from assessment.core.levels import TOP
from assessment.core.model import Node, Practice, pick
from assessment.core.organisation import FEWEST_TEAMS, weighted_mean
from reports import formatting as fmt
from reports.contents import overview_words as words
from reports.contents.header import one_line
from reports.contents.overview_heat import capabilities, node_scores
from reports.contents.overview_shape import (
    Beside,
    Blocker,
    LowCapability,
    TeamBeside,
    Weaknesses,
)

MOST_NAMED = 5


def build_weaknesses(
    found: Beside,
    shown: Sequence[str],
    language: str,
    ranked: Sequence[LowCapability] | None = None,
) -> Weaknesses:
    """Of the shown teams alone, from three on; `ranked` is what `ranked_capabilities` gave."""
    teams = [team for team in found.teams if team.slug in shown]
    if len(teams) < FEWEST_TEAMS:
        few = words.WEAK_FEW(language)
        return Weaknesses(words.TOGETHER_FEW(language), (), few, (), "")
    cap = SHORT_LEVEL_CAP if found.form == SHORT else TOP
    climbing = [team for team in teams if _may_climb(team, cap)]
    blockers = _blockers(found, climbing, language)
    if ranked is None:
        ranked = ranked_capabilities(found, shown, language)
    low = tuple(ranked[:MOST_NAMED])
    note = ""
    if not blockers:
        note = (words.BLOCKED_NONE_NOTE if climbing else words.NO_NEXT)(language)
    return Weaknesses(
        heading=blockers[0].sentence if blockers else words.BLOCKED_NONE(language),
        blockers=blockers,
        blockers_note=note,
        low=low,
        low_note="" if low else words.LOW_FEW(language),
    )


def _may_climb(team: TeamBeside, cap: int) -> bool:
    level = team.result.core.overall.level if team.result else None
    return level is not None and level < cap


def _blockers(found: Beside, teams: Sequence[TeamBeside], language: str) -> tuple[Blocker, ...]:
    """Gates that block the next level of more than half of these teams, most teams first."""
    layout = layout_of(form_of(found.model.core, found.form))
    known = layout.capabilities
    items = []
    for practice in layout.tree.practices:
        blocked = [team for team in teams if _is_blocked(team, practice)]
        if 2 * len(blocked) > len(teams):
            above = layout.path(layout.position[practice.slug])[1:]
            home = next((layout.items[at] for at in above if at in known), layout.tree)
            home_name = pick(home.name, language)
            items.append(_blocker(practice, home_name, blocked, len(teams), language))
    # The sort is stable: equal ones stay in model order.
    return tuple(sorted(items, key=lambda item: -item.count)[:MOST_NAMED])


def _is_blocked(team: TeamBeside, practice: Practice) -> bool:
    return team.result is not None and practice.slug in team.result.core.overall.blocked_by


def _blocker(
    practice: Practice, home: str, blocked: Sequence[TeamBeside], total: int, language: str
) -> Blocker:
    name = pick(practice.name, language)
    phrase = words.BLOCKED_ALL if len(blocked) == total else words.BLOCKED_MOST
    sentence = phrase(
        language,
        count=fmt.count_word(len(blocked), language),
        total=fmt.count_word(total, language),
        name=fmt.inside(name, language),
    )
    teams = [one_line(pick(team.name, language)) for team in blocked]
    return Blocker(
        slug=practice.slug,
        name=name,
        capability_name=home,
        count=len(blocked),
        sentence=fmt.capital(sentence),
        teams_text=words.BLOCKED_WHERE(
            language, count=len(blocked), total=total, teams=fmt.series(teams, language)
        ),
    )


def ranked_capabilities(found: Beside, shown: Sequence[str], language: str) -> list[LowCapability]:
    """Capabilities by their mean over the shown teams, lowest first; each in three teams or more.

    The mean is weighted by respondents, as that of the whole is.
    """
    results = [team.result for team in found.teams if team.result and team.slug in shown]
    items = []
    for node, layer in capabilities(layout_of(form_of(found.model.core, found.form))):
        scores = node_scores(node.slug, results)
        mean = weighted_mean(scores)
        if mean is not None:
            items.append(_low(node, layer, mean, [score for _, score in scores], language))
    return sorted(items, key=lambda item: item.score)


def _low(
    node: Node, layer: Node | None, mean: float, scores: Sequence[float], language: str
) -> LowCapability:
    ends = words.LOW_SPREAD(
        language, low=fmt.number(min(scores)), high=fmt.number(max(scores)), n=len(scores)
    )
    return LowCapability(
        slug=node.slug,
        name=pick(node.name, language),
        layer_name=pick(layer.name, language) if layer else "",
        score=mean,
        score_text=fmt.number(mean),
        spread_text=ends,
    )
