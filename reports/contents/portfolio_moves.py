"""Who moved since their last campaign, and how the teams as a whole went over the campaigns."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from statistics import median

from assessment.core.model import pick
from assessment.core.organisation import FEWEST_TEAMS
from assessment.core.result import NodeChange, Overall
from assessment.core.trend import DECLINED, IMPROVED, STABLE, UNCLEAR
from reports import formatting as fmt
from reports.contents import overview_words
from reports.contents import portfolio_words as words
from reports.contents.header import one_line
from reports.contents.overview_shape import Column
from reports.contents.portfolio_shape import Course, Move, Moves, WaveColumn
from survey.queries.portfolio import NewestResult, Wave

MOST_MOVES = 8
MOST_WAVES = 12


def change_of(team: NewestResult) -> NodeChange | None:
    """The whole team's change since its last comparable campaign, as it was frozen."""
    trend = team.result.core.trend if team.result else None
    return trend.overall if trend else None


def overall(team: NewestResult) -> Overall:
    """The whole of a shown team."""
    assert team.result is not None
    return team.result.core.overall


def name_of(team: NewestResult, language: str) -> str:
    return one_line(pick(team.name, language))


def labelled(teams: Sequence[NewestResult], label: str) -> list[NewestResult]:
    """Teams whose change has the label, the largest change first."""
    found = [(abs(c.delta), team) for team in teams if (c := change_of(team)) and c.label == label]
    return [team for _, team in sorted(found, key=lambda pair: -pair[0])]


def build_moves(teams: Sequence[NewestResult], language: str) -> Moves:
    """Of shown teams. What is clear comes first, then the largest of what is not."""
    by_label = {each: labelled(teams, each) for each in (IMPROVED, DECLINED, UNCLEAR, STABLE)}
    clear = sorted(by_label[IMPROVED] + by_label[DECLINED], key=_size)
    rows = (clear + by_label[UNCLEAR])[:MOST_MOVES]
    compared = sum(len(found) for found in by_label.values())
    up, down = (len(by_label[each]) for each in (IMPROVED, DECLINED))
    if not compared:
        heading = words.MOVES_UNKNOWN(language)
    elif not clear:
        heading = words.MOVES_NONE(language)
    else:
        said = {"up": _count(up, language), "down": _count(down, language)}
        heading = fmt.capital(words.MOVES(language, **said))
    rest = words.MOVES_REST(
        language,
        unclear=len(by_label[UNCLEAR]),
        stable=len(by_label[STABLE]),
        none=len(teams) - compared,
    )
    return Moves(
        heading=heading,
        note=words.MOVES_NOTE(language) if compared else "",
        rows=tuple(_move(team, language) for team in rows),
        rest_text=fmt.capital(rest) if compared else "",
    )


def _count(count: int, language: str) -> str:
    return fmt.count_word(count, language) if count else words.NONE(language)


def _size(team: NewestResult) -> float:
    found = change_of(team)
    return -abs(found.delta) if found else 0.0


def _move(team: NewestResult, language: str) -> Move:
    found = change_of(team)
    assert found is not None
    assert team.round is not None
    return Move(
        slug=team.slug,
        name=name_of(team, language),
        campaign=team.round.id,
        label=found.label,
        label_text=words.LABELS[found.label](language),
        change_text=fmt.signed(found.delta),
        range_text=change_range(found.interval, language),
        between_text=f"{fmt.number(found.before)} → {fmt.number(found.after)}",
    )


def change_range(interval: tuple[float, float] | None, language: str) -> str:
    """Both ends of a change's interval with their signs; a dash where there is none."""
    if interval is None:
        return fmt.DASH
    low, high = (fmt.signed(end) for end in interval)
    return words.INTERVAL(language, low=low, high=high)


def build_course(waves: Sequence[Wave], teams: Collection[str], language: str) -> Course | None:
    """Median and spread of these teams, campaign by campaign; the newest twelve."""
    if len(waves) < 2:
        return None
    columns = []
    for at, wave in enumerate(waves):
        version = waves[at - 1].round.version if at else wave.round.version
        columns.append(_wave(wave, teams, version, language))
    shown = [each.column for each in columns if each.column.spread]
    heading = words.COURSE_FEW(language)
    if len(shown) > 1:
        ends = {"first": shown[0].median_text, "last": shown[-1].median_text}
        heading = words.COURSE(language, n=len(shown), **ends)
    return Course(heading, words.COURSE_NOTE(language), tuple(columns[-MOST_WAVES:]))


def _wave(wave: Wave, teams: Collection[str], version: str, language: str) -> WaveColumn:
    scores = [score for team, score in wave.scores if team in teams]
    name = one_line(pick(wave.round.name, language))
    changed = wave.round.version != version
    return WaveColumn(
        campaign=wave.round.id,
        name=name,
        when=fmt.day(wave.round.closed, language),
        teams_text=overview_words.TEAMS(language, n=len(scores)),
        column=spread_column(str(wave.round.id), name, scores, language),
        mark=words.VERSION(language, version=wave.round.version) if changed else "",
    )


def spread_column(slug: str, name: str, scores: Sequence[float], language: str) -> Column:
    """Lowest, median and highest score; nothing with fewer than three teams."""
    if len(scores) < FEWEST_TEAMS:
        return Column(slug, name, False, None, "", "")
    low, middle, high = min(scores), median(scores), max(scores)
    said = {"low": fmt.number(low), "middle": fmt.number(middle), "high": fmt.number(high)}
    text = overview_words.SPREAD(language, **said)
    return Column(slug, name, False, (low, middle, high), fmt.number(middle), text)
