"""All teams of a campaign beside each other: the contents of its overview, in one language."""

from __future__ import annotations

from collections.abc import Sequence

from assessment.core.benchmark import OrganisationView
from assessment.core.model import pick
from assessment.core.organisation import OrganisationResult
from assessment.core.result import SHOWN
from assessment.core.side_by_side import SideBySide
from reports import formatting as fmt
from reports.contents import overview_words as words
from reports.contents import texts
from reports.contents.header import one_line
from reports.contents.instrument import build_instrument
from reports.contents.overview_heat import build_heat
from reports.contents.overview_shape import LevelCount, LowCapability, Overview, Together
from reports.contents.overview_weak import build_weaknesses, ranked_capabilities
from survey.queries.overview import CampaignOverview


def build_overview(
    found: CampaignOverview,
    view: OrganisationView,
    compared: SideBySide | None,
    language: str,
) -> Overview:
    """The page in `language` ("en" or "zh-hans").

    `view` says which teams may be shown; `compared` is what their answers say together, None
    where that cannot be computed.
    """
    campaign = one_line(pick(found.campaign, language))
    closed, shown = bool(found.closed), view.shown
    ranked = ranked_capabilities(found, shown, language)
    return Overview(
        campaign_id=found.campaign_id,
        campaign=campaign,
        organisation=one_line(pick(found.organisation, language)),
        eyebrow=words.EYEBROW(language),
        heading=_heading(ranked, language) if closed else words.FINDING_NONE(language),
        lede=_lede(view, language) if closed else words.NOT_CLOSED(language),
        sample_text=texts.SAMPLE(language) if found.sample else "",
        together=_together(found, view.figure, language) if closed else None,
        heat=build_heat(found, shown, language) if closed else None,
        weaknesses=build_weaknesses(found, shown, language) if closed else None,
        weights_heading=words.ORDER_HEADING(language),
        weights_text=_order(found, shown, compared, language) if closed else "",
        instrument=build_instrument(found, view, compared, language) if closed else None,
        small_groups=words.SMALL_GROUPS(language, k=found.min_group),
    )


def _heading(ranked: Sequence[LowCapability], language: str) -> str:
    if not ranked:
        return words.FINDING_FEW(language)
    lowest, highest = ranked[0], ranked[-1]
    if lowest.score == highest.score:
        return words.FINDING_PLAIN(language)
    best, worst = (fmt.inside(each.name, language) for each in (highest, lowest))
    return fmt.capital(words.FINDING(language, best=best, worst=worst))


def _lede(view: OrganisationView, language: str) -> str:
    figure = view.figure
    count, total = len(view.shown), figure.teams
    if not count:
        return words.LEDE_PLAIN(language, shown=words.SHOWN_NONE(language, total=total))
    said = {"count": fmt.count_word(count, language), "total": fmt.count_word(total, language)}
    phrase = words.SHOWN_ALL if count == total else words.SHOWN_SOME
    shown = fmt.capital(phrase(language, n=count, **said))
    levels = [
        words.AT_LEVEL(language, count=fmt.count_word(n, language), level=level)
        for level, n in sorted((figure.levels or {}).items(), reverse=True)
        if n
    ]
    if not levels:
        return words.LEDE_PLAIN(language, shown=shown)
    return words.LEDE_LEVELS(language, shown=shown, levels=words.COMMA(language).join(levels))


def _together(found: CampaignOverview, figure: OrganisationResult, language: str) -> Together:
    """Mean and spread of levels; never one level for all."""
    shown = figure.status == SHOWN
    score = fmt.number(figure.score)
    if shown:
        heading, note = words.TOGETHER(language, score=score), words.TOGETHER_NOTE(language)
    else:
        heading = words.TOGETHER_FEW(language)
        note = words.TOGETHER_FEW_NOTE(language, n=figure.teams_shown)
    names = found.model.core.levels.names if found.model.core.levels else ()
    return Together(
        heading=heading,
        note=note,
        score_text=score,
        teams_text=words.TEAMS_OF(language, shown=figure.teams_shown, total=figure.teams),
        people_text=fmt.DASH if figure.respondents is None else str(figure.respondents),
        levels=tuple(
            LevelCount(
                number=int(level),
                name=pick(names[int(level) - 1], language),
                count=n,
                text=words.TEAMS(language, n=n) if n else words.NO_TEAM(language),
            )
            for level, n in (figure.levels or {}).items()
        ),
    )


def _order(
    found: CampaignOverview, shown: Sequence[str], compared: SideBySide | None, language: str
) -> str:
    """Whether other weights would change the order of the teams; the order itself is not told."""
    if len(shown) < 2:
        return words.ORDER_NONE(language)
    if compared is None:
        return (words.ERASED if found.erased else words.MODEL_CHANGED)(language)
    ranking = compared.ranking
    if ranking is None:
        return words.ORDER_NONE(language)
    phrase = words.ORDER_DEPENDS if ranking.depends_on_weights else words.ORDER_HOLDS
    return phrase(language, share=fmt.safe_percent(ranking.share, language, 0.8))
