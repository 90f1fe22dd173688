"""What of the portfolio not to lean on, and the one thing to do next."""

from __future__ import annotations

from collections.abc import Sequence

from assessment.core.trend import UNCLEAR
from reports import formatting as fmt
from reports.contents import portfolio_words as words
from reports.contents.overview_shape import Weaknesses
from reports.contents.portfolio_moves import labelled, name_of, overall
from reports.contents.portfolio_shape import Evidence
from survey.queries.portfolio import NEVER, NewestResult, Portfolio

NAMED = 2
"""More teams than these are counted, not named."""


def build_trust(
    teams: Sequence[NewestResult], shown: Sequence[NewestResult], language: str
) -> Evidence:
    """Who is missing, whose score is least certain, and how many changes may be chance."""
    there = {team.slug for team in shown}
    missing = [team for team in teams if team.slug not in there]
    hidden = [team for team in missing if team.hidden_reason != NEVER]
    never = [team for team in missing if team.hidden_reason == NEVER]
    said = [
        phrase(language, teams=_named(found, language), n=len(found))
        for phrase, found in ((words.TRUST_HIDDEN, hidden), (words.TRUST_NEVER, never))
        if found
    ]
    widest = max(shown, key=_width)
    interval = overall(widest).interval
    if interval:
        low, high = (fmt.number(end) for end in interval)
        name = name_of(widest, language)
        said.append(words.TRUST_WIDEST(language, team=name, low=low, high=high, n=widest.answered))
    unclear = len(labelled(shown, UNCLEAR))
    if unclear:
        count = fmt.count_word(unclear, language)
        said.append(words.TRUST_UNCLEAR(language, count=count, n=unclear))
    joined = words.BETWEEN(language).join(fmt.capital(each) for each in said)
    answer = joined or words.TRUST_ALL(language)
    return Evidence(words.TRUST(language), answer, words.TO_NOTES(language), "notes")


def _named(teams: Sequence[NewestResult], language: str) -> str:
    if len(teams) > NAMED:
        return words.MANY(language, count=fmt.count_word(len(teams), language))
    return fmt.series([name_of(team, language) for team in teams], language)


def _width(team: NewestResult) -> float:
    interval = overall(team).interval
    return interval[1] - interval[0] if interval else 0.0


def build_next(
    found: Portfolio, shown: Sequence[NewestResult], weak: Weaknesses, language: str
) -> Evidence:
    """Overdue actions first; else the gate that blocks most teams, to be made an action."""
    question, open_ = words.NEXT(language), _open(found, language)
    if found.actions.overdue:
        n = found.actions.overdue
        answer = words.NEXT_OVERDUE(language, count=fmt.count_word(n, language), n=n)
        link = words.TO_OVERDUE(language)
        return Evidence(question, fmt.capital(answer), link, "", page="actions-overdue")
    for gate in weak.blockers[:1]:
        count = fmt.count_word(gate.count, language)
        item = fmt.inside(gate.name, language)
        answer = words.NEXT_GATE(language, item=item, count=count, n=gate.count)
        first = next((team for team in shown if gate.slug in overall(team).blocked_by), None)
        if first is not None and first.round is not None:
            link = words.TO_CHOOSE(language, team=name_of(first, language))
            return Evidence(
                question,
                answer + words.BETWEEN(language) + open_,
                link,
                "",
                first.round.id,
                first.slug,
                page="choose",
                practice=gate.slug,
            )
    link = words.TO_ACTIONS(language)
    answer = words.NEXT_OWN(language) + words.BETWEEN(language) + open_
    return Evidence(question, answer, link, "", page="actions")


def _open(found: Portfolio, language: str) -> str:
    n = found.actions.open
    if not n:
        return words.OPEN_NONE(language)
    return fmt.capital(words.OPEN(language, count=fmt.count_word(n, language), n=n))
