"""One team over its campaigns: the contents of its course."""

from __future__ import annotations

from collections.abc import Sequence

from assessment.core.forms import form_of
from assessment.core.layout import layout_of
from assessment.core.model import pick
from assessment.core.result import NodeChange
from reports import formatting as fmt
from reports.contents import overview_words, portfolio_words, texts
from reports.contents import trend_words as words
from reports.contents.header import one_line
from reports.contents.overview_heat import capabilities, node_of
from reports.contents.portfolio_moves import change_range
from reports.contents.ranges import range_text
from reports.contents.trend_shape import (
    Series,
    SmallCourse,
    SmallGroup,
    SmallPoint,
    TrendPage,
    TrendPoint,
)
from survey.queries.history import Point, TeamHistory
from survey.queries.kinds import Kind


def build_trend(found: TeamHistory, language: str) -> TrendPage:
    """The page in `language` ("en" or "zh-hans")."""
    points = _points(found, language)
    series = _series(found, points, language)
    return TrendPage(
        slug=found.slug,
        organisation=one_line(pick(found.organisation, language)),
        team_slug=found.team_slug,
        team=one_line(pick(found.team, language)),
        eyebrow=words.EYEBROW(language),
        heading=_heading(found, points, language),
        lede=words.LEDE(language) if len(points) > 1 else "",
        sample_text=texts.SAMPLE(language) if found.sample else "",
        manages=found.manages,
        points=points,
        series=series,
        alt=_alt(points, language),
        groups=_groups(found, language),
        newest=_newest(found),
    )


def _newest(found: TeamHistory):  # type: ignore[no-untyped-def]
    shown = [point for point in found.points if point.result]
    return shown[-1].round.id if shown else None


def _heading(found: TeamHistory, points: Sequence[TrendPoint], language: str) -> str:
    if len(points) < 2:
        return (words.HEADING_ONE if points else words.HEADING_NONE)(language)
    newest = found.points[-1]
    change = _change(newest)
    if change and newest.since:
        title = one_line(pick(newest.since.name, language))
        points_text = fmt.number(abs(change.delta))
        return words.HEADING_LABEL[change.label](language, points=points_text, title=title)
    ends = {"first": points[0].day, "last": points[-1].day}
    return words.HEADING_PLAIN(language, n=len(points), **ends)


def _change(point: Point) -> NodeChange | None:
    trend = point.result.core.trend if point.result else None
    return trend.overall if trend else None


def _points(found: TeamHistory, language: str) -> tuple[TrendPoint, ...]:
    points = []
    for at, point in enumerate(found.points):
        before = found.points[at - 1] if at else None
        points.append(_point(found, point, _mark(before, point, language), language))
    return tuple(points)


def _mark(before: Point | None, point: Point, language: str) -> str:
    """What is asked otherwise than the time before; "" where it is the same."""
    if before is None or before.round.version == point.round.version:
        same = before is None or before.round.kind == point.round.kind
        return "" if same else words.BREAK_FORM(language)
    old, new = before.round.kind, point.round.kind
    if (old.model, old.major) != (new.model, new.major):
        return words.BREAK_MAJOR(language)
    return words.BREAK_MINOR(language, version=point.round.version)


def _point(found: TeamHistory, point: Point, mark: str, language: str) -> TrendPoint:
    overall = point.result.core.overall if point.result else None
    score, interval = (overall.score, overall.interval) if overall else (None, None)
    change, title = _change(point), one_line(pick(point.round.name, language))
    between, day = range_text(interval, language), fmt.day(point.round.closed, language)
    hover = words.HOVER(language, title=title, day=day, score=fmt.number(score))
    if between:
        hover += overview_words.COMMA(language) + words.HOVER_RANGE(language, range=between)
    reason = ""
    if score is None:
        key = "no_score" if overall else point.hidden_reason
        reason = overview_words.REASONS[key](language, k=point.round.min_group)
    since = one_line(pick(point.since.name, language)) if point.since else ""
    return TrendPoint(
        campaign=point.round.id,
        team=found.team_slug,
        title=title,
        closed=point.round.closed,
        day=day,
        score=score,
        score_text=fmt.number(score),
        level_text=str(overall.level) if overall and overall.level else fmt.DASH,
        interval=interval,
        range_text=between or fmt.DASH,
        answered=point.answered if score is not None else 0,
        reason=reason,
        label=change.label if change else "",
        label_text=portfolio_words.LABELS[change.label](language) if change else fmt.DASH,
        change_text=fmt.signed(change.delta) if change else "",
        change_range=change_range(change.interval, language) if change else "",
        since_text=words.SINCE(language, title=since) if since else words.NOT_COMPARED(language),
        mark=mark,
        hover=hover,
    )


def _series(found: TeamHistory, points: Sequence[TrendPoint], language: str) -> tuple[Series, ...]:
    by_kind: dict[Kind, list[TrendPoint]] = {}
    for point, drawn in zip(found.points, points, strict=True):
        by_kind.setdefault(point.round.kind, []).append(drawn)
    name = pick(found.model.name, language) if found.model else ""
    return tuple(
        Series(_series_name(kind, name, language), tuple(drawn)) for kind, drawn in by_kind.items()
    )


def _series_name(kind: Kind, model: str, language: str) -> str:
    phrase = words.SERIES_JOINT if kind.joint else words.SERIES
    form = portfolio_words.FORMS[kind.form](language)
    return phrase(language, model=model, major=kind.major, form=form)


def _alt(points: Sequence[TrendPoint], language: str) -> str:
    said = [
        words.ALT_POINT(language, title=point.title, score=point.score_text)
        for point in points
        if point.score is not None
    ]
    return words.ALT(language, points=overview_words.COMMA(language).join(said))


def _groups(found: TeamHistory, language: str) -> tuple[SmallGroup, ...]:
    """Every capability of the newest campaign, over the campaigns of its kind."""
    if found.model is None or len(found.points) < 2:
        return ()
    kind = found.points[-1].round.kind
    points = [point for point in found.points if point.round.kind == kind]
    grouped: dict[str, list[SmallCourse]] = {}
    for node, layer in capabilities(layout_of(form_of(found.model.core, kind.form))):
        top = pick((layer or found.model.core).name, language)
        course = _small(node.slug, pick(node.name, language), points, language)
        grouped.setdefault(top, []).append(course)
    return tuple(SmallGroup(name, tuple(courses)) for name, courses in grouped.items())


def _small(slug: str, name: str, points: Sequence[Point], language: str) -> SmallCourse:
    drawn = []
    for at, point in enumerate(points):
        node = node_of(slug, point.result) if point.result else None
        where = at / (len(points) - 1) if len(points) > 1 else 0.5
        drawn.append(
            SmallPoint(where, node.score if node else None, node.interval if node else None)
        )
    scores = [fmt.number(point.score) for point in drawn if point.score is not None]
    text = fmt.DASH
    if len(scores) > 1:
        text = words.SMALL(language, first=scores[0], last=scores[-1])
    elif scores:
        text = words.SMALL_ONE(language, last=scores[0])
    return SmallCourse(slug, name, tuple(drawn), text, _small_label(slug, points, language))


def _small_label(slug: str, points: Sequence[Point], language: str) -> str:
    """How the newest campaign differs from the one before."""
    trend = points[-1].result.core.trend if points[-1].result else None
    change = next((each for each in trend.nodes if each.slug == slug), None) if trend else None
    return portfolio_words.LABELS[change.label](language) if change else ""
