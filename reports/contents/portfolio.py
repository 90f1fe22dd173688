"""The newest figures of all teams of an organisation: the contents of its portfolio."""

from __future__ import annotations

from collections.abc import Sequence

from assessment.core.benchmark import OrganisationView, percentile
from assessment.core.model import pick
from assessment.core.organisation import OrganisationResult
from reports import formatting as fmt
from reports.contents import overview_words, texts
from reports.contents import portfolio_words as words
from reports.contents.header import one_line
from reports.contents.overview_shape import HeatMap, LowCapability
from reports.contents.overview_weak import build_weaknesses, ranked_capabilities
from reports.contents.percentile import place_note
from reports.contents.portfolio_answers import build_answers
from reports.contents.portfolio_choice import ORDERS, Choice
from reports.contents.portfolio_moves import build_course, build_moves
from reports.contents.portfolio_rows import (
    build_heat,
    build_pages,
    chosen_teams,
    layer_names,
    unit_options,
)
from reports.contents.portfolio_shape import Evidence, Filters, Option, Pages, PortfolioPage, RollUp
from survey.queries.kinds import Kind
from survey.queries.portfolio import NewestResult, Portfolio, references


def build_portfolio(found: Portfolio, choice: Choice, language: str) -> PortfolioPage:
    """The page in `language` ("en" or "zh-hans"); every figure is of the chosen shown teams."""
    teams = chosen_teams(found, choice)
    view = found.view(teams)
    shown = [team for team in teams if team.slug in view.shown]
    place, pages = build_pages(len(teams), choice, language)
    heat, rows = None, ()
    if found.model is not None and teams:
        heat, rows = build_heat(found, teams, teams[place], choice, language)
    moves = build_moves(shown, language)
    ranked = ranked_capabilities(found, view.shown, language) if found.model else []
    weak = build_weaknesses(found, view.shown, language, ranked) if found.model else None
    return PortfolioPage(
        slug=found.slug,
        organisation=one_line(pick(found.organisation, language)),
        heading=_heading(found, ranked, language),
        lede=_lede(view, language) if found.kind else "",
        sample_text=texts.SAMPLE(language) if found.sample else "",
        choice=choice,
        filters=_filters(found, choice, language),
        answers=(
            build_answers(found, view, teams, shown, weak, language) if shown and weak else ()
        ),
        newest=found.waves[-1].round.id if found.waves else None,
        heat=heat,
        rows=rows,
        pages=pages if heat else Pages("", "", ""),
        place_note=_place_note(found, shown, language),
        roll_ups=_roll_ups(found, teams, choice, language) if found.kind else (),
        roll_up_note=words.ROLL_UP_NOTE(language),
        moves=moves if shown else None,
        weaknesses=weak if shown else None,
        course=build_course(found.waves, {team.slug for team in teams}, language),
        small_groups=words.SMALL_GROUPS(language),
        empty_text=_empty(found, heat, language),
    )


def build_home_answers(found: Portfolio, language: str) -> tuple[Evidence, ...]:
    """The answers alone, of all teams; none where no team is shown."""
    view = found.view(found.teams)
    shown = [team for team in found.teams if team.slug in view.shown]
    if found.model is None or not shown:
        return ()
    weak = build_weaknesses(found, view.shown, language)
    return build_answers(found, view, found.teams, shown, weak, language)


def _empty(found: Portfolio, heat: HeatMap | None, language: str) -> str:
    if heat is not None:
        return ""
    return (words.NO_MATCH if found.kind else words.EMPTY)(language)


def _heading(found: Portfolio, ranked: Sequence[LowCapability], language: str) -> str:
    if found.model is None:
        return words.HEADING_NONE(language)
    if len(ranked) < 2 or ranked[0].score == ranked[-1].score:
        return (overview_words.FINDING_PLAIN if ranked else words.HEADING_FEW)(language)
    best, worst = (fmt.inside(each.name, language) for each in (ranked[-1], ranked[0]))
    return fmt.capital(overview_words.FINDING(language, best=best, worst=worst))


def _lede(view: OrganisationView, language: str) -> str:
    count, total = len(view.shown), view.figure.teams
    said = {"count": fmt.count_word(count, language), "total": fmt.count_word(total, language)}
    if not count:
        shown = overview_words.SHOWN_NONE(language, total=total)
    elif count == total:
        shown = overview_words.SHOWN_ALL(language, n=count, **said)
    else:
        shown = overview_words.SHOWN_SOME(language, **said)
    found = [
        overview_words.AT_LEVEL(language, count=fmt.count_word(n, language), level=level)
        for level, n in sorted((view.figure.levels or {}).items(), reverse=True)
        if n
    ]
    joined = overview_words.COMMA(language).join(found)
    levels = words.LEVELS(language, levels=joined) if found else ""
    return words.NEWEST(language, shown=fmt.capital(shown), levels=levels)


def _filters(found: Portfolio, choice: Choice, language: str) -> Filters:
    chosen = found.kind.key if found.kind else ""
    layers = layer_names(found.model, found.form, language) if found.model else []
    return Filters(
        kinds=tuple(
            Option(kind.key, _kind_text(kind, pick(name, language), language), kind.key == chosen)
            for kind, name in found.kinds
        ),
        units=tuple(
            Option(slug, name, slug in choice.units) for slug, name in unit_options(found, language)
        ),
        layers=(
            Option("", words.ALL_LAYERS(language), not choice.layer),
            *(Option(slug, name, slug == choice.layer) for slug, name in layers),
        ),
        orders=tuple(
            Option(each, words.ORDERS[each](language), each == choice.order) for each in ORDERS
        ),
        text=choice.text,
        order_note=words.ORDER_NOTES[choice.order](language),
    )


def _kind_text(kind: Kind, model: str, language: str) -> str:
    phrase = words.KIND_JOINT if kind.joint else words.KIND
    form = words.FORMS[kind.form](language)
    return phrase(language, model=model, major=kind.major, form=form)


def _roll_ups(
    found: Portfolio, teams: Sequence[NewestResult], choice: Choice, language: str
) -> tuple[RollUp, ...]:
    """What was chosen together, then each unit of it, by the same rule."""
    whole = (words.CHOSEN if choice.narrows else words.ALL_TEAMS)(language)
    rows = [_roll_up(whole, found.view(teams).figure, language)]
    for slug, name in unit_options(found, language):
        own = [team for team in teams if team.unit == slug or (slug == "-" and not team.unit)]
        if own:
            rows.append(_roll_up(name, found.view(own).figure, language))
    return tuple(rows)


def _roll_up(name: str, figure: OrganisationResult, language: str) -> RollUp:
    counts = [
        words.AT(language, level=level, n=n)
        for level, n in sorted((figure.levels or {}).items(), reverse=True)
        if n
    ]
    return RollUp(
        name=name,
        teams_text=overview_words.TEAMS_OF(language, shown=figure.teams_shown, total=figure.teams),
        people_text=fmt.DASH if figure.respondents is None else str(figure.respondents),
        score_text=fmt.number(figure.score),
        score=figure.score,
        levels_text=overview_words.COMMA(language).join(counts) or fmt.DASH,
    )


def _place_note(found: Portfolio, shown: Sequence[NewestResult], language: str) -> str:
    """Judged for the first shown team; each of them has nearly the same other teams."""
    for team in shown:
        score = team.result.core.overall.score if team.result else None
        if score is not None:
            others = references(found.teams, team.slug)
            return place_note(percentile(score, others), language)
    return place_note(None, language)
