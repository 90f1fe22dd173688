"""The heat map of a portfolio: which teams stand in it, in which order, on which page."""

from __future__ import annotations

from collections.abc import Sequence

from assessment.core.benchmark import percentile
from assessment.core.forms import form_of
from assessment.core.layout import layout_of
from assessment.core.model import CapabilityModel, pick
from assessment.core.result import NOT_ENOUGH_DATA, SHOWN
from reports import formatting as fmt
from reports.contents import overview_words
from reports.contents import portfolio_words as words
from reports.contents.header import one_line
from reports.contents.overview_heat import groups_of, hidden_line, layers_of, shown_line
from reports.contents.overview_shape import Column, HeatMap
from reports.contents.percentile import place_text
from reports.contents.portfolio_choice import CHANGE, NO_UNIT, SCORE, Choice
from reports.contents.portfolio_moves import change_of
from reports.contents.portfolio_shape import Pages, PortfolioLine
from survey.queries.portfolio import NewestResult, Portfolio, references

ROWS = 25


def chosen_teams(found: Portfolio, choice: Choice) -> list[NewestResult]:
    """The teams that unit and text leave, in the order asked for."""
    text = choice.text.casefold()
    teams = [
        team
        for team in found.teams
        if (not choice.units or (team.unit or NO_UNIT) in choice.units)
        and any(text in name.casefold() for name in team.name.values())
    ]
    if choice.order == SCORE:
        return sorted(teams, key=_score)
    return sorted(teams, key=_change) if choice.order == CHANGE else teams


def _score(team: NewestResult) -> tuple[bool, float]:
    score = team.result.core.overall.score if team.result else None
    return score is None, score or 0.0


def _change(team: NewestResult) -> float:
    found = change_of(team)
    return -abs(found.delta) if found else 1.0


def build_heat(
    found: Portfolio,
    teams: Sequence[NewestResult],
    rows: Sequence[NewestResult],
    choice: Choice,
    language: str,
) -> tuple[HeatMap, tuple[PortfolioLine, ...]]:
    """`teams` are all that were chosen, whose spread is drawn; `rows` those on this page."""
    model = found.model
    assert model is not None
    tree = form_of(model.core, found.form)
    results = [team.result for team in teams if _is_shown(team) and team.result]
    groups = groups_of(model, layout_of(tree), results, language)
    if choice.layer:
        groups = tuple(group for group in groups if group.slug == choice.layer) or groups
    heads = tuple(column for group in groups for column in group.columns)
    layers = heads if len(groups) == 1 else layers_of(layout_of(tree), results, language) or heads
    lines = tuple(_row(found, team, heads, layers, language) for team in rows)
    cells = [cell for row in lines for cell in (*row.line.cells, *row.line.layers)]
    names = tree.levels.names if tree.levels else ()
    some = any(column.spread for column in heads)
    heat = HeatMap(
        groups=groups,
        layers=layers,
        rows=(),
        levels=tuple((at, pick(name, language)) for at, name in enumerate(names, 1)),
        spread_heading=overview_words.SPREAD_OVER(language, n=len(results)) if some else "",
        has_split=any(cell.split for cell in cells),
        has_few=any(cell.state == NOT_ENOUGH_DATA for cell in cells),
        has_na=any(cell.state not in (SHOWN, NOT_ENOUGH_DATA) for cell in cells),
    )
    return heat, lines


def _is_shown(team: NewestResult) -> bool:
    return team.result is not None and team.result.core.overall.status == SHOWN


def _row(
    found: Portfolio,
    team: NewestResult,
    heads: Sequence[Column],
    layers: Sequence[Column],
    language: str,
) -> PortfolioLine:
    campaign = team.round.id if team.round else None
    if not _is_shown(team):
        group = team.round.min_group if team.round else 0
        line = hidden_line(team, group, language)
        return PortfolioLine(line, campaign, (), team.round is not None)
    assert team.result is not None
    line = shown_line(team, heads, layers, language)
    score = team.result.core.overall.score
    others = references(found.teams, team.slug)
    place = place_text(percentile(score, others), language) if score is not None else ""
    closed = fmt.day(team.round.closed, language) if team.round else ""
    beneath = tuple(text for text in (line.answered_text, closed, place) if text)
    return PortfolioLine(line, campaign, beneath, True)


def layer_names(model: CapabilityModel, form: str, language: str) -> list[tuple[str, str]]:
    """The groups of columns by slug and name."""
    groups = groups_of(model, layout_of(form_of(model.core, form)), [], language)
    return [(group.slug, group.name) for group in groups]


def unit_options(found: Portfolio, language: str) -> list[tuple[str, str]]:
    """Units by slug and name; last the teams without one, where there are such and units too."""
    units = [(unit.slug, one_line(pick(unit.name, language))) for unit in found.units]
    if units and any(not team.unit for team in found.teams):
        units.append((NO_UNIT, words.NO_UNIT(language)))
    return units


def build_pages(total: int, choice: Choice, language: str) -> tuple[slice, Pages]:
    """Which of the chosen teams stand on the page; a page beyond the last is the last."""
    last = max(1, -(-total // ROWS))
    page = min(choice.page, last)
    first, end = (page - 1) * ROWS, min(page * ROWS, total)
    text = words.PAGE(language, first=first + 1, last=end, total=total) if last > 1 else ""
    before = choice.address(page - 1) if page > 1 else ""
    after = choice.address(page + 1) if page < last else ""
    return slice(first, end), Pages(text, before, after)
