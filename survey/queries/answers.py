"""The one bridge from rows to the core: a team's submitted answers as an answer set."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from assessment.core.answers import DK, NA, NOT_ASKED, UNANSWERED, AnswerSet, answer_set
from assessment.core.disclosure import Look, look
from assessment.core.model import canonical_json
from survey.models import Answer, Campaign, CampaignTeam, Team
from survey.models.answer import AnswerState
from survey.models.campaign import Mode, State
from survey.questionnaire import Questionnaire, asked_of

Row = tuple[UUID, str, str, str, int | None]
"""Sheet, role, practice, state and option of one answer."""
FIELDS = ("sheet_id", "sheet__role", "practice", "state", "option")
CODES = {AnswerState.NA: NA, AnswerState.DK: DK, AnswerState.CLEARED: UNANSWERED}


def team_answers(campaign: Campaign, team: Team, asked: Questionnaire) -> AnswerSet:
    """What counts of one team's answers.

    Only submitted ones do; a sheet that was begun and not submitted does not, and none that was
    made to try the form out. Where the team's figures were shown before, because the campaign was
    closed and opened again, an answer that came since counts once no difference between the
    figures then and now can hang on fewer people than the smallest group (docs/scoring.md, "Small
    groups"). Until then its question keeps the answers that it had.
    """
    looks = CampaignTeam.objects.filter(campaign=campaign, team=team).values_list(
        "looks", flat=True
    )
    earlier = (looks.first() or [])[: None if campaign.state == State.OPEN else -1]
    now = _submitted(campaign, team, asked)
    if not earlier or campaign.mode == Mode.CONSENSUS:
        return now
    shown: list[Look] = []
    for each in earlier:
        at = datetime.fromisoformat(each["at"])
        then = _submitted(campaign, team, asked, at)
        shown.append(look(then, k=each["min_group"], earlier=shown))
    return look(now, k=campaign.min_group, earlier=shown).answers


def _submitted(
    campaign: Campaign, team: Team, asked: Questionnaire, until: datetime | None = None
) -> AnswerSet:
    """The answers submitted so far; later ones do not count where `until` is given."""
    rows = Answer.objects.filter(
        sheet__campaign=campaign,
        sheet__team=team,
        sheet__test=False,
        sheet__submitted_at__isnull=False,
    )
    if until is not None:
        rows = rows.filter(sheet__submitted_at__lte=until)
    return _answer_set(rows.values_list(*FIELDS), campaign, asked)


def answers_by_team(
    campaign: Campaign, slugs: Collection[str], asked: Questionnaire
) -> dict[str, AnswerSet]:
    """The same for several teams of a closed campaign; teams stand in the order of `slugs`.

    In two queries, except for teams whose figures were shown more than once.
    """
    rows = Answer.objects.filter(
        sheet__campaign=campaign,
        sheet__team__slug__in=slugs,
        sheet__test=False,
        sheet__submitted_at__isnull=False,
    ).values_list("sheet__team__slug", *FIELDS)
    found: dict[str, list[Row]] = {slug: [] for slug in slugs}
    for slug, *row in rows:
        found[slug].append(tuple(row))
    sets = {slug: _answer_set(given, campaign, asked) for slug, given in found.items()}
    pairs = CampaignTeam.objects.filter(campaign=campaign, team__slug__in=slugs)
    for pair in pairs.select_related("team"):
        if len(pair.looks) > 1:
            sets[pair.team.slug] = team_answers(campaign, pair.team, asked)
    return sets


def _answer_set(rows: Iterable[Row], campaign: Campaign, asked: Questionnaire) -> AnswerSet:
    known = asked.practices
    roles: dict[str, str] = {}
    coded = []
    for sheet, role, practice, state, option in rows:
        if practice in known:
            roles[sheet.hex] = role
            code = option if state == AnswerState.RATED else CODES[AnswerState(state)]
            coded.append((sheet.hex, practice, code))
    if not campaign.show_if:
        return answer_set(coded, list(known))
    asked_by = {role: asked_of(asked, campaign, role).practices for role in set(roles.values())}
    coded = [row for row in coded if row[1] in asked_by[roles[row[0]]]]
    return _without_unasked(answer_set(coded, list(known)), roles, asked_by)


def _without_unasked(
    answers: AnswerSet, roles: dict[str, str], asked_by: dict[str, Collection[str]]
) -> AnswerSet:
    """The answers with what somebody was not asked marked as such, which is no missing answer."""
    codes = answers.codes.copy()
    for line, who in enumerate(answers.respondents):
        for column, practice in enumerate(answers.practices):
            if practice not in asked_by[roles[who]]:
                codes[line, column] = NOT_ASKED
    return replace(answers, codes=codes)


def answers_digest(answers: AnswerSet) -> str:
    """SHA-256 of the answers as canonical JSON: practices, then one row of codes a respondent."""
    content = {"practices": list(answers.practices), "answers": answers.codes.tolist()}
    return hashlib.sha256(canonical_json(content).encode()).hexdigest()
