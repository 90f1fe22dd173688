"""Six questions of a Monday morning, each answered by a sentence that leads to its evidence."""

from __future__ import annotations

from collections.abc import Sequence

from assessment.core.agreement import index_band
from assessment.core.benchmark import OrganisationView
from assessment.core.layout import layout_of
from assessment.core.organisation import FEWEST_TEAMS
from assessment.core.trend import DECLINED, IMPROVED
from reports import formatting as fmt
from reports.contents import portfolio_words as words
from reports.contents.overview_heat import SPLIT, capabilities
from reports.contents.overview_shape import Weaknesses
from reports.contents.portfolio_moves import change_of, labelled, name_of, overall
from reports.contents.portfolio_next import build_next, build_trust
from reports.contents.portfolio_shape import Evidence
from survey.queries.portfolio import NewestResult, Portfolio

NAMED = 2
"""More teams than these are counted, not named."""
MANY_SPLIT = 3


def build_answers(
    found: Portfolio,
    view: OrganisationView,
    teams: Sequence[NewestResult],
    shown: Sequence[NewestResult],
    weak: Weaknesses,
    language: str,
) -> tuple[Evidence, ...]:
    return (
        _stand(view, shown, language),
        _moved(shown, language),
        Evidence(
            words.BLOCKS(language),
            fmt.stop(weak.heading, language) + words.STOP(language),
            words.TO_WEAK(language),
            "weak",
        ),
        _look(found, shown, weak, language),
        build_trust(teams, shown, language),
        build_next(found, shown, weak, language),
    )


def _stand(view: OrganisationView, shown: Sequence[NewestResult], language: str) -> Evidence:
    figure = view.figure
    if figure.score is None:
        answer = words.STAND_FEW(language)
    else:
        scores = [score for team in shown if (score := overall(team).score) is not None]
        answer = words.STAND_SCORE(
            language,
            score=fmt.number(figure.score),
            n=figure.teams_shown,
            low=fmt.number(min(scores)),
            high=fmt.number(max(scores)),
        )
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
    """By name with the points, the largest change first."""
    if len(teams) > NAMED:
        return words.MANY(language, count=fmt.count_word(len(teams), language))
    said = [
        words.MOVED_BY(language, team=name_of(team, language), points=fmt.signed(change.delta))
        for team in teams
        if (change := change_of(team))
    ]
    return fmt.series(said, language)


def _look(
    found: Portfolio, shown: Sequence[NewestResult], weak: Weaknesses, language: str
) -> Evidence:
    """At who declined most; else where people of one team disagree most; else at a team that is
    clearly below all others; else at what is lowest."""
    question, report = words.LOOK(language), words.TO_REPORT(language)
    declined = labelled(shown, DECLINED)
    if declined:
        change = change_of(declined[0])
        points = fmt.number(-change.delta) if change else ""
        answer = words.LOOK_DECLINED(language, team=name_of(declined[0], language), points=points)
        return _report(question, answer, report, declined[0])
    counts = [(_splits(found, team), team) for team in shown]
    most, team = max(counts, key=lambda pair: pair[0])
    if most >= MANY_SPLIT:
        answer = words.LOOK_SPLIT(language, team=name_of(team, language), n=most)
        return _report(question, answer, report, team)
    below = _below(shown)
    if below:
        score = fmt.number(overall(below).score)
        answer = words.LOOK_BELOW(language, team=name_of(below, language), score=score)
        return _report(question, answer, report, below)
    if not weak.low:
        return Evidence(question, words.LOOK_NONE(language), words.TO_MAP(language), "map")
    low = weak.low[0]
    item = fmt.inside(low.name, language)
    answer = words.LOOK_LOW(language, item=item, score=low.score_text)
    return Evidence(question, answer, words.TO_WEAK(language), "weak")


def _below(shown: Sequence[NewestResult]) -> NewestResult | None:
    """The team whose whole range lies below that of every other one, from three teams on."""
    ranges = [(interval, team) for team in shown if (interval := overall(team).interval)]
    if len(ranges) < max(FEWEST_TEAMS, len(shown)):
        return None
    (lowest, team), *others = sorted(ranges, key=lambda pair: pair[0])
    return team if all(lowest[1] < interval[0] for interval, _ in others) else None


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
