"""All teams of a campaign as a workbook; of a team that is not shown only its name and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reports.contents.overview_shape import HeatMap, Overview
from reports.contents.shape import NodeRow, TeamReport
from reports.exports.xlsx import charts, words
from reports.exports.xlsx.book import COUNT, SCORE, Book, Column, Value
from reports.exports.xlsx.team import (
    method_rows,
    option_heads,
    practice_columns,
    practice_values,
)


def campaign_book(overview: Overview, reports: Mapping[str, TeamReport], language: str) -> bytes:
    """The workbook in one language; `reports` are those of the shown teams, by slug.

    Without results (the campaign is not closed) it has the overview's sentence alone.
    """
    book = Book(f"{overview.eyebrow}: {overview.campaign}")
    book.pages(words.OVERVIEW(language), _overview_rows(overview, language), overview.campaign)
    heat = overview.heat
    if heat is not None:
        _teams(book, heat, reports, language)
        _matrix(book, heat, reports, language, levels=False)
        if heat.levels:
            _matrix(book, heat, reports, language, levels=True)
        _spread(book, heat, language)
        _practices(book, heat, reports, language)
        first = next(iter(reports.values()), None)
        if first is not None:
            # What is said of one team's people and digests is not said of all.
            rows = list(method_rows(first))
            book.pages(words.METHOD(language), rows[: len(first.method) + len(first.limits)])
    return book.as_bytes()


def _overview_rows(overview: Overview, language: str) -> Iterator[tuple[str, Value]]:
    yield words.ORGANISATION(language), overview.organisation
    yield words.CAMPAIGN(language), overview.campaign
    yield words.FINDING(language), overview.heading
    yield "", overview.lede
    if overview.sample_text:
        yield words.NOTE(language), overview.sample_text
    if overview.together:
        yield words.MEAN_SCORE(language), overview.together.score_text
        yield "", overview.together.note
        for level in overview.together.levels:
            yield f"{words.LEVEL(language)} {level.number} {level.name}", level.text
    if overview.weaknesses:
        yield words.BLOCKS(language), overview.weaknesses.heading
        for blocker in overview.weaknesses.blockers:
            yield "", f"{blocker.name} ({blocker.teams_text})"
    if overview.weights_text:
        yield overview.weights_heading, overview.weights_text
    yield words.NOTE(language), overview.small_groups


def _teams(book: Book, heat: HeatMap, reports: Mapping[str, TeamReport], language: str) -> None:
    columns = [
        Column(words.TEAM(language), 34),
        Column(words.ANSWERED(language), 22),
        Column(words.LEVEL(language), 9, COUNT),
        Column(words.LEVEL_NAME(language), 22),
        Column(words.SCORE(language), 14, SCORE),
        Column(words.LOW(language), 12, SCORE),
        Column(words.HIGH(language), 12, SCORE),
        Column(words.NOTE(language), 52),
        Column(words.RESULT_DIGEST(language), 68),
    ]
    rows: list[list[Value]] = []
    for row in heat.rows:
        low, high = row.interval or (None, None)
        made = reports[row.slug].provenance.result_sha256 if row.slug in reports else ""
        figures = [row.level, row.level_name, row.score, low, high]
        rows.append([row.name, row.answered_text, *figures, row.reason, made])
    book.table(words.TEAMS(language), "Teams", columns, rows, nothing=words.NOTHING(language))


def _matrix(
    book: Book,
    heat: HeatMap,
    reports: Mapping[str, TeamReport],
    language: str,
    *,
    levels: bool,
) -> None:
    """Teams down, capabilities across; a cell without a figure says why in words."""
    heads = _unique([column.name for column in heat.columns])
    form = COUNT if levels else SCORE
    columns = [
        Column(words.TEAM(language), 34),
        *(Column(head, 14, form) for head in heads),
        Column(words.NOTE(language), 52),
    ]
    rows: list[list[Value]] = []
    for row in heat.rows:
        nodes = _nodes(reports[row.slug]) if row.slug in reports else {}
        found = [nodes.get(column.slug) for column in heat.columns]
        figures = [_figure(node, levels) for node in found]
        rows.append([row.name, *figures, row.reason])
    title = (words.LEVELS if levels else words.SCORES)(language)
    name = "Levels" if levels else "Scores"
    book.table(title, name, columns, rows, nothing=words.NOTHING(language))


def _figure(node: NodeRow | None, levels: bool) -> Value:
    if node is None:
        return None
    value = node.level if levels else node.score
    return node.status_text if value is None else value


def _nodes(report: TeamReport) -> dict[str, NodeRow]:
    groups = report.core.groups if report.core else ()
    return {row.slug: row for group in groups for row in group.capabilities}


def _unique(names: list[str]) -> list[str]:
    """A table's heads must differ; a second one of the same name gets a number."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name.lower()] = seen.get(name.lower(), 0) + 1
        again = seen[name.lower()]
        found.append(name if again == 1 else f"{name} ({again})")
    return found


def _spread(book: Book, heat: HeatMap, language: str) -> None:
    columns = [
        Column(words.CAPABILITY(language), 38),
        Column(words.LAYER(language), 28),
        Column(words.LOWEST(language), 12, SCORE),
        Column(words.MEDIAN(language), 12, SCORE),
        Column(words.HIGHEST(language), 12, SCORE),
    ]
    rows: list[list[Value]] = [
        [column.name, group.name, *(column.spread or (None, None, None))]
        for group in heat.groups
        for column in group.columns
    ]
    nothing = words.NOTHING(language)
    after = [heat.spread_heading] if heat.spread_heading else []
    sheet, count = book.table(words.SPREAD(language), "Spread", columns, rows, after, nothing)
    if count and heat.spread_heading:
        title = words.MEDIAN_BY_CAPABILITY(language)
        charts.bars(sheet, title, names=1, values=4, rows=count, at="G2")


def _practices(book: Book, heat: HeatMap, reports: Mapping[str, TeamReport], language: str) -> None:
    found = [
        (team.name, row)
        for team in heat.rows
        if team.slug in reports
        for part in (reports[team.slug].core, *reports[team.slug].modules)
        if part is not None
        for group in part.distribution
        for row in group.practices
    ]
    options = option_heads([row for _, row in found], language)
    columns = [Column(words.TEAM(language), 30), *practice_columns(options, language)]
    rows = ([name, *practice_values(row, len(options), language)] for name, row in found)
    title = words.PRACTICES(language)
    book.table(title, "Practices", columns, rows, nothing=words.NOTHING(language))
