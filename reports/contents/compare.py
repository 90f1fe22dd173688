"""Results side by side: the contents of a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from assessment.core.forms import form_of
from assessment.core.layout import layout_of
from assessment.core.model import Node, pick
from assessment.core.organisation import FEWEST_TEAMS
from assessment.core.result import NodeResult, Overall
from reports import formatting as fmt
from reports.contents import compare_words as words
from reports.contents import overview_words, texts
from reports.contents.compare_shape import ComparePage, CompareRow, SideHead, Value
from reports.contents.header import one_line
from reports.contents.overview_heat import capabilities, node_of
from reports.contents.portfolio_shape import Option
from reports.contents.ranges import range_text
from survey.queries.comparison import Comparison, Side, comparable


def build_comparison(found: Comparison, language: str) -> ComparePage:
    """The page in `language` ("en" or "zh-hans")."""
    names = _names(found.sides, language)
    judged = comparable([*found.sides, *(side for pair in found.pairs for side in pair)])
    whole, rows = _of_sides(found, names, judged, language)
    pairs, medians, medians_text = _of_pairs(found, judged, language)
    clear = sum(row.clear for row in rows)
    chosen = bool(found.sides or found.pairs)
    note = words.METHOD(language) if judged else words.NOT_COMPARABLE(language)
    return ComparePage(
        slug=found.slug,
        organisation=one_line(pick(found.organisation, language)),
        eyebrow=words.EYEBROW(language),
        heading=_heading(found, names, clear, len(rows), judged, language),
        sample_text=texts.SAMPLE(language) if found.sample else "",
        note=note if chosen else "",
        teams=_team_options(found, language),
        first_rounds=_round_options(found, 0, language),
        second_rounds=_round_options(found, 1, language),
        sides=tuple(
            _head(side, name, language) for side, name in zip(found.sides, names, strict=True)
        ),
        whole=whole,
        rows=rows or medians,
        pairs=pairs,
        pairs_heads=tuple(one_line(pick(each.name, language)) for each in found.between),
        medians_text=medians_text,
        chosen=chosen,
    )


def _names(sides: Sequence[Side], language: str) -> list[str]:
    """The team alone, or with its campaign where one team stands there twice."""
    names = []
    twice = len({side.team_slug for side in sides}) < len(sides)
    for side in sides:
        team = one_line(pick(side.team, language))
        title = one_line(pick(side.round.name, language)) if side.round else ""
        names.append(words.SIDE(language, team=team, title=title) if twice else team)
    return names


def _heading(
    found: Comparison, names: Sequence[str], clear: int, n: int, judged: bool, language: str
) -> str:
    if found.pairs:
        first, last = (one_line(pick(each.name, language)) for each in found.between)
        return words.HEADING_PAIRS(language, first=first, last=last)
    if not found.sides:
        return words.HEADING_CHOOSE(language)
    said = fmt.series(names, language)
    if not judged:
        return words.HEADING_NOT(language, names=said)
    return words.HEADING_TEAMS(language, names=said, clear=clear, n=n)


def _head(side: Side, name: str, language: str) -> SideHead:
    campaign = side.round.id if side.round else None
    reason = ""
    if side.result is None:
        group = side.round.min_group if side.round else 0
        reason = overview_words.REASONS[side.hidden_reason](language, k=group)
    return SideHead(name, side.team_slug, campaign, reason)


def _team_options(found: Comparison, language: str) -> tuple[Option, ...]:
    chosen = {side.team_slug for side in found.sides}
    return tuple(
        Option(slug, one_line(pick(name, language)), slug in chosen) for slug, name in found.teams
    )


def _round_options(found: Comparison, at: int, language: str) -> tuple[Option, ...]:
    chosen = str(found.between[at].id) if len(found.between) == 2 else ""
    return tuple(
        Option(str(each.id), one_line(pick(each.name, language)), str(each.id) == chosen)
        for each in found.rounds
    )


def _nodes(found: Comparison, form: str) -> list[tuple[Node, Node | None]]:
    if found.model is None:
        return []
    return capabilities(layout_of(form_of(found.model.core, form)))


def _of_sides(
    found: Comparison, names: Sequence[str], judged: bool, language: str
) -> tuple[CompareRow | None, tuple[CompareRow, ...]]:
    results = [side.result for side in found.sides]
    if found.model is None or not results:
        return None, ()
    form = next((side.round.kind.form for side in reversed(found.sides) if side.round), "full")
    whole = _row(
        "overall",
        words.WHOLE(language),
        "",
        [r and r.core.overall for r in results],
        names,
        judged,
        language,
    )
    rows = [
        _row(
            node.slug,
            pick(node.name, language),
            pick((layer or found.model.core).name, language),
            [result and node_of(node.slug, result) for result in results],
            names,
            judged,
            language,
        )
        for node, layer in _nodes(found, form)
    ]
    return whole, tuple(rows)


def _row(
    slug: str,
    name: str,
    group: str,
    found: Sequence[NodeResult | Overall | None],
    names: Sequence[str],
    judged: bool,
    language: str,
) -> CompareRow:
    values = tuple(
        Value(
            each.score if each else None,
            fmt.number(each.score if each else None),
            range_text(each.interval, language) if each and each.score is not None else "",
        )
        for each in found
    )
    said, clear = _judge(found, names, language) if judged else ("", False)
    change = ""
    if judged and len(values) == 2:
        change = fmt.change(values[0].score, values[1].score, language)
    return CompareRow(slug, name, group, values, change, said, clear)


def _judge(
    found: Sequence[NodeResult | Overall | None], names: Sequence[str], language: str
) -> tuple[str, bool]:
    """Of the highest and the lowest score: whether their ranges leave each other out."""
    scored = [
        (each.score, each.interval, name)
        for each, name in zip(found, names, strict=True)
        if each is not None and each.score is not None
    ]
    if len(scored) < 2:
        return fmt.DASH, False
    low, high = min(scored, key=lambda s: s[0]), max(scored, key=lambda s: s[0])
    if low[1] is None or high[1] is None:
        return words.NO_RANGE(language), False
    if low[1][1] >= high[1][0]:
        return words.OVERLAP(language), False
    if len(names) == 2:
        return words.CLEAR(language), True
    return words.CLEAR_BETWEEN(language, high=high[2], low=low[2]), True


def _of_pairs(
    found: Comparison, judged: bool, language: str
) -> tuple[tuple[CompareRow, ...], tuple[CompareRow, ...], str]:
    """Each team in both campaigns, and medians over the teams that are shown both times."""
    if not found.pairs:
        return (), (), ""
    names = [one_line(pick(each.name, language)) for each in found.between]
    teams = [
        _row(
            one.team_slug,
            one_line(pick(one.team, language)),
            "",
            [side.result and side.result.core.overall for side in (one, two)],
            names,
            judged,
            language,
        )
        for one, two in found.pairs
    ]
    both = [(a.result, b.result) for a, b in found.pairs if a.result and b.result]
    if len(both) < FEWEST_TEAMS or not judged:
        few = words.PAIRS_FEW(language, n=len(both)) if judged else ""
        return tuple(teams), (), few
    medians = [
        _median(node, layer, both, found, language)
        for node, layer in _nodes(found, found.between[-1].kind.form)
    ]
    return tuple(teams), tuple(medians), words.PAIRS_NOTE(language)


def _median(node, layer, both, found: Comparison, language: str) -> CompareRow:  # type: ignore[no-untyped-def]
    """Of the teams in which the capability has a score both times; a dash below three."""
    pairs = [(node_of(node.slug, one), node_of(node.slug, two)) for one, two in both]
    scores = [(a.score, b.score) for a, b in pairs if a and b and None not in (a.score, b.score)]
    enough = len(scores) >= FEWEST_TEAMS
    ends = [median(column) if enough else None for column in (zip(*scores) if scores else ((), ()))]
    values = tuple(Value(end, fmt.number(end), "") for end in ends)
    return CompareRow(
        slug=node.slug,
        name=pick(node.name, language),
        group=pick((layer or found.model.core).name, language) if found.model else "",
        values=values,
        change_text=fmt.change(ends[0], ends[1], language),
        words=words.MEDIAN(language, n=len(scores)) if enough else fmt.DASH,
        clear=False,
    )
