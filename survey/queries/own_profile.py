"""A respondent's own scores, for themselves alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from assessment.core.answers import UNANSWERED, tally
from assessment.core.forms import form_of, forms_of
from assessment.core.layout import Layout
from assessment.core.model import Tree, pick
from assessment.core.scoring import Scores, score_teams
from assessment.formatting import number
from survey.models import Answer, Campaign
from survey.models.answer import AnswerState
from survey.queries.answers import CODES
from survey.questionnaire import is_asked, of_campaign

ME = 0
"""The only team there is: the respondent, as a team of one."""


@dataclass(frozen=True)
class OwnScore:
    """One capability. `score` is written with one decimal, "" where nothing was rated.

    `width` is the bar's, in percent; `not_applicable` says that nothing of it applies.
    """

    slug: str
    name: str
    score: str
    width: str
    not_applicable: bool


@dataclass(frozen=True)
class OwnGroup:
    """A layer, or a module, with its capabilities."""

    name: str
    scores: tuple[OwnScore, ...]


def own_profile(
    campaign: Campaign, answers: Mapping[str, Answer], language: str, role: str = ""
) -> tuple[OwnGroup, ...]:
    """The respondent's score of each capability (docs/scoring.md), grouped by layer or module."""
    asked = of_campaign(campaign)
    modules = map(asked.model.module, campaign.modules)
    trees = [form_of(asked.model.core, asked.form), *forms_of(modules, asked.form)]
    groups = [group for tree in trees for group in _groups(tree, answers, language)]
    kept = [
        OwnGroup(group.name, tuple(s for s in group.scores if is_asked(campaign, s.slug, role)))
        for group in groups
    ]
    return tuple(group for group in kept if group.scores)


def _groups(tree: Tree, answers: Mapping[str, Answer], language: str) -> list[OwnGroup]:
    codes = [_code(answers.get(practice.slug)) for practice in tree.practices]
    options = max(len(practice.scale.values) for practice in tree.practices)
    counted = tally(np.array([[codes]], dtype=np.int8), options)
    scores = score_teams(tree, counted, 1, display_limits=False)
    layout = scores.layout
    groups: dict[str, tuple[str, list[OwnScore]]] = {}
    for index in layout.capabilities:
        top = layout.path(index)[-1]
        home = layout.items[top] if top != index else tree
        _name, found = groups.setdefault(home.slug, (pick(home.name, language), []))
        found.append(_own(scores, layout, index, language))
    return [OwnGroup(name, tuple(found)) for name, found in groups.values()]


def _code(answer: Answer | None) -> int:
    if answer is None:
        return UNANSWERED
    if answer.state == AnswerState.RATED and answer.option is not None:
        return answer.option
    return CODES[AnswerState(answer.state)]


def _own(scores: Scores, layout: Layout, index: int, language: str) -> OwnScore:
    item = layout.items[index]
    shown = bool(scores.shown[index, ME])
    text = number(float(scores.score[index, ME])) if shown else ""
    return OwnScore(
        slug=item.slug,
        name=pick(item.name, language),
        score=text,
        width=f"{text or 0}%",
        not_applicable=bool(scores.not_applicable[index, ME]),
    )
