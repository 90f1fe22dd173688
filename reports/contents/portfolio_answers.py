"""Four questions of a Monday morning, each answered by a sentence that leads to its evidence."""

from __future__ import annotations

from collections.abc import Sequence

from assessment.core.agreement import index_band
from assessment.core.benchmark import OrganisationView
from assessment.core.layout import layout_of
from assessment.core.model import pick
from assessment.core.trend import DECLINED, IMPROVED
from reports import formatting as fmt
from reports.contents import portfolio_words as words
from reports.contents.header import one_line
from reports.contents.overview_heat import SPLIT, capabilities
from reports.contents.overview_shape import Weaknesses
from reports.contents.portfolio_moves import change_of, labelled
from reports.contents.portfolio_shape import Evidence
from survey.queries.portfolio import NewestResult, Portfolio

NAMED = 2
"""More teams than these are counted, not named."""
MANY_SPLIT = 3


def build_answers(
    found: Portfolio,
    view: OrganisationView,
    shown: Sequence[NewestResult],
    weak: Weaknesses,
    language: str,
) -> tuple[Evidence, ...]:
    return (
        _stand(view, language),
        _moved(shown, language),
        Evidence(
            words.BLOCKS(language),
            fmt.stop(weak.heading, language) + words.STOP(language),
            words.TO_WEAK(language),
            "weak",
        ),
        _look(found, shown, weak, language),
    )


def _stand(view: OrganisationView, language: str) -> Evidence:
    figure = view.figure
    if figure.score is None:
        answer = words.STAND_FEW(language)
    else:
        score = fmt.number(figure.score)
        answer = words.STAND_SCORE(language, score=score, n=figure.teams_shown)
    return Evidence(words.STAND(language), answer, words.TO_MAP(language), "map")


def _moved(shown: Sequence[NewestResult], language: str) -> Evidence:
    parts = []
    for label, phrase in ((IMPROVED, words.MOVED_UP), (DECLINED, words.MOVED_DOWN)):
        teams = labelled(shown, label)
        if teams:
            parts.append(phrase(language, teams=_named(teams, language)))
    if parts:
        answer = fmt.capital(words.MOVED_JOIN(language).join(parts)) + words.STOP(language)
    elif any(change_of(team) for team in shown):
        answer = words.MOVED_NONE(language)
    else:
        answer = words.MOVED_UNKNOWN(language)
    return Evidence(words.MOVED(language), answer, words.TO_MOVES(language), "moves")


def _named(teams: Sequence[NewestResult], language: str) -> str:
    if len(teams) > NAMED:
        return words.MANY(language, count=fmt.count_word(len(teams), language))
    return fmt.series([_name(team, language) for team in teams], language)


def _name(team: NewestResult, language: str) -> str:
    return one_line(pick(team.name, language))


def _look(
    found: Portfolio, shown: Sequence[NewestResult], weak: Weaknesses, language: str
) -> Evidence:
    """At who declined most; else where people of one team disagree most; else what is lowest."""
    question, report = words.LOOK(language), words.TO_REPORT(language)
    declined = labelled(shown, DECLINED)
    if declined:
        change = change_of(declined[0])
        points = fmt.number(-change.delta) if change else ""
        answer = words.LOOK_DECLINED(language, team=_name(declined[0], language), points=points)
        return _report(question, answer, report, declined[0])
    counts = [(_splits(found, team), team) for team in shown]
    most, team = max(counts, key=lambda pair: pair[0])
    if most >= MANY_SPLIT:
        answer = words.LOOK_SPLIT(language, team=_name(team, language), n=most)
        return _report(question, answer, report, team)
    if not weak.low:
        return Evidence(question, words.LOOK_NONE(language), words.TO_MAP(language), "map")
    low = weak.low[0]
    item = fmt.inside(low.name, language)
    answer = words.LOOK_LOW(language, item=item, score=low.score_text)
    return Evidence(question, answer, words.TO_WEAK(language), "weak")


def _report(question: str, answer: str, link: str, team: NewestResult) -> Evidence:
    campaign = team.round.id if team.round else None
    return Evidence(question, answer, link, "", campaign, team.slug)


def _splits(found: Portfolio, team: NewestResult) -> int:
    """In how many capabilities the answers of a team's people are split."""
    assert found.model is not None
    assert team.result is not None
    known = {node.slug for node, _ in capabilities(layout_of(found.model.core))}
    return sum(
        node.slug in known and node.agreement is not None and index_band(node.agreement) == SPLIT
        for node in team.result.core.nodes
    )
