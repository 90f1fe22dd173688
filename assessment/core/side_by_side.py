"""What the answers of several teams say together, beyond each team's own result.

The order of teams under other weights, and the quality of the questionnaire (docs/scoring.md,
"Sensitivity" and "Instrument quality").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assessment.core.answers import AnswerSet, Counts, Tally, tally
from assessment.core.instrument import TeamReliability, enough, own_scores, team_reliability
from assessment.core.item_use import ItemUse, answered_alike, often_unknown
from assessment.core.model import Tree
from assessment.core.scoring import score_teams, team_tally
from assessment.core.seeds import Seeds
from assessment.core.sensitivity import Ranking, rank_teams


@dataclass(frozen=True)
class Quality:
    """How good the questionnaire is; the parts are None where nothing can be compared."""

    reliability: TeamReliability | None
    unknown: ItemUse
    alike: ItemUse


@dataclass(frozen=True)
class SideBySide:
    """Several teams together.

    Attributes
    ----------
    teams, people : how many there are.
    ranking : how far the order of the teams hangs on the weights; None with fewer than two.
    quality : None with too few teams and people, or where each team gave one agreed sheet.
    """

    teams: int
    people: int
    ranking: Ranking | None
    quality: Quality | None


def side_by_side(
    tree: Tree, teams: Sequence[AnswerSet], *, k: int, consensus: bool, seeds: Seeds
) -> SideBySide:
    """Compare teams that may be shown.

    Parameters
    ----------
    tree : the core in the form that was asked.
    teams : each team's answers, in the order of slugs.
    k : the smallest group.
    consensus : whether each team gave one agreed sheet.
    seeds : of the campaign, with team "".
    """
    practices = tuple(practice.slug for practice in tree.practices)
    options = max(len(practice.scale.values) for practice in tree.practices)
    tallies = [team_tally(tree, answers.select(practices)) for answers in teams]
    people = sum(len(answers.respondents) for answers in teams)
    scores = [score_teams(tree, each, 1 if consensus else k) for each in tallies]
    quality = None
    if not consensus and enough(len(teams), people):
        together = _together(tallies)
        own = [_own_scores(tree, answers, practices, options) for answers in teams]
        quality = Quality(
            team_reliability(own),
            often_unknown(together, practices, k),
            answered_alike(together, practices, k),
        )
    return SideBySide(len(teams), people, rank_teams(scores, seeds=seeds), quality)


def _own_scores(
    tree: Tree, answers: AnswerSet, practices: Sequence[str], options: int
) -> tuple[float, ...]:
    codes = answers.select(practices)[:, np.newaxis, :]
    return own_scores(tree, tally(codes, options))


def _together(tallies: Sequence[Tally]) -> Tally:
    return Tally(
        np.concatenate([each.counts for each in tallies], axis=2),
        np.concatenate([each.n_na for each in tallies], axis=1),
        np.concatenate([each.respondents for each in tallies]),
        _not_asked(tallies),
    )


def _not_asked(tallies: Sequence[Tally]) -> Counts | None:
    if all(each.not_asked is None for each in tallies):
        return None
    return np.concatenate([each.respondents - each.asked for each in tallies], axis=1)
