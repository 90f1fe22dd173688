"""Teams by capabilities: the rows, cells and spreads of the heat map."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from assessment.core.agreement import index_band
from assessment.core.forms import form_of
from assessment.core.layout import Layout, layout_of
from assessment.core.model import CapabilityModel, Node, pick
from assessment.core.organisation import FEWEST_TEAMS
from assessment.core.result import NOT_ENOUGH_DATA, SHOWN, NodeResult, Result
from reports import formatting as fmt
from reports.contents import overview_words as words
from reports.contents.header import one_line
from reports.contents.overview_shape import (
    Cell,
    Column,
    ColumnGroup,
    HeatMap,
    TeamBeside,
    TeamLine,
)
from reports.contents.ranges import range_text
from survey.queries.overview import CampaignOverview

SPLIT = "split"
NOT_ASKED = "not_asked"


def build_heat(found: CampaignOverview, shown: Sequence[str], language: str) -> HeatMap:
    """`shown` are the slugs of the teams whose figures may stand here."""
    tree = form_of(found.model.core, found.form)
    results = [team.result for team in found.teams if team.result and team.slug in shown]
    groups = groups_of(found.model, layout_of(tree), results, language)
    layers = layers_of(layout_of(tree), results, language) or tuple(
        column for group in groups for column in group.columns
    )
    heads = tuple(column for group in groups for column in group.columns)
    rows = tuple(
        shown_line(team, heads, layers, language)
        if team.slug in shown
        else hidden_line(team, found.min_group, language)
        for team in found.teams
    )
    cells = [cell for row in rows for cell in (*row.cells, *row.layers)]
    names = tree.levels.names if tree.levels else ()
    some = any(column.spread for column in heads)
    return HeatMap(
        groups=groups,
        layers=layers,
        rows=rows,
        levels=tuple((at, pick(name, language)) for at, name in enumerate(names, 1)),
        spread_heading=words.SPREAD_OVER(language, n=len(results)) if some else "",
        has_split=any(cell.split for cell in cells),
        has_few=any(cell.state == NOT_ENOUGH_DATA for cell in cells),
        has_na=any(cell.state not in (SHOWN, NOT_ENOUGH_DATA) for cell in cells),
    )


def capabilities(layout: Layout) -> list[tuple[Node, Node | None]]:
    """Every capability with the layer above it, None where there is none."""
    found = []
    for index in layout.capabilities:
        item, top = layout.items[index], layout.items[layout.path(index)[-1]]
        if isinstance(item, Node):
            found.append((item, top if isinstance(top, Node) and top is not item else None))
    return found


def groups_of(
    model: CapabilityModel, layout: Layout, results: Sequence[Result], language: str
) -> tuple[ColumnGroup, ...]:
    grouped: dict[str, list[Column]] = {}
    names: dict[str, str] = {}
    for item, layer in capabilities(layout):
        top = layer or model.core
        columns = grouped.setdefault(top.slug, [])
        names[top.slug] = pick(top.name, language)
        columns.append(_column(item, results, language, first=not columns and len(names) > 1))
    return tuple(ColumnGroup(slug, names[slug], tuple(cols)) for slug, cols in grouped.items())


def layers_of(layout: Layout, results: Sequence[Result], language: str) -> tuple[Column, ...]:
    layers: dict[str, Node] = {top.slug: top for _, top in capabilities(layout) if top}
    return tuple(_column(layer, results, language) for layer in layers.values())


def _column(item: Node, results: Sequence[Result], language: str, *, first: bool = False) -> Column:
    scores = [score for _, score in node_scores(item.slug, results)]
    name = pick(item.name, language)
    if len(scores) < FEWEST_TEAMS:
        return Column(item.slug, name, first, None, "", "")
    low, middle, high = min(scores), median(scores), max(scores)
    return Column(
        slug=item.slug,
        name=name,
        first=first,
        spread=(low, middle, high),
        median_text=fmt.number(middle, 0),
        spread_text=words.SPREAD(
            language, low=fmt.number(low), middle=fmt.number(middle), high=fmt.number(high)
        ),
    )


def node_of(slug: str, result: Result) -> NodeResult | None:
    """The node in a team's result; None where an earlier version did not ask it."""
    return next((node for node in result.core.nodes if node.slug == slug), None)


def node_scores(slug: str, results: Sequence[Result]) -> list[tuple[int, float]]:
    """(respondents, score) of each team in which the node has a score."""
    nodes = ((result, node_of(slug, result)) for result in results)
    return [
        (result.respondents, node.score)
        for result, node in nodes
        if node is not None and node.score is not None
    ]


def hidden_line(team: TeamBeside, min_group: int, language: str) -> TeamLine:
    """A team of which nothing is shown but its name and the reason."""
    reason = "no_score" if team.result is not None else team.hidden_reason
    text = words.REASONS[reason](language, k=min_group)
    name = one_line(pick(team.name, language))
    return TeamLine(team.slug, name, False, text, "", None, "", None, "", None, "", (), ())


def shown_line(
    team: TeamBeside, heads: Sequence[Column], layers: Sequence[Column], language: str
) -> TeamLine:
    """A team's figures in the columns given."""
    result = team.result
    assert result is not None
    overall, name = result.core.overall, one_line(pick(team.name, language))
    nodes = {node.slug: node for node in result.core.nodes}
    joint = result.mode == "consensus"
    answered = words.JOINT if joint else words.ANSWERED
    score = fmt.number(overall.score)
    between = range_text(overall.interval, language)
    said = words.WHOLE(language, score=score, range=between) if between else ""
    return TeamLine(
        slug=team.slug,
        name=name,
        shown=True,
        reason="",
        answered_text=answered(language, n=result.respondents),
        level=overall.level,
        level_name=pick(overall.level_name, language),
        score=overall.score,
        score_text=score,
        interval=overall.interval,
        text=said or words.SCORE_ONLY(language, score=score),
        cells=tuple(_cell(name, head, nodes.get(head.slug), language) for head in heads),
        layers=tuple(_cell(name, head, nodes.get(head.slug), language) for head in layers),
    )


def _cell(team: str, head: Column, node: NodeResult | None, language: str) -> Cell:
    if node is None:
        text = words.CELL(language, team=team, item=head.name, what=words.NOT_ASKED(language))
        return Cell(head.slug, head.first, NOT_ASKED, None, fmt.DASH, False, text)
    shown = node.status == SHOWN
    score = fmt.number(node.score, 0)
    split = node.agreement is not None and index_band(node.agreement) == SPLIT
    if not shown:
        what = words.CELL_STATES[node.status](language)
    elif node.level is None:
        what = words.SCORE_ONLY(language, score=score)
    else:
        what = words.LEVEL_SCORE(language, level=node.level, score=score)
    if split:
        what = words.CELL_AND(language, one=what, other=words.SPLIT(language))
    return Cell(
        slug=head.slug,
        first=head.first,
        state=node.status,
        level=node.level,
        score_text=score,
        split=split,
        text=words.CELL(language, team=team, item=head.name, what=what),
    )
