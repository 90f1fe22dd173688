"""How well the questionnaire itself measures, in plain words."""

from __future__ import annotations

from assessment.core.benchmark import OrganisationView
from assessment.core.forms import form_of
from assessment.core.instrument import ENOUGH_PEOPLE, ENOUGH_TEAMS, TeamReliability
from assessment.core.item_use import ItemShare, ItemUse
from assessment.core.layout import layout_of
from assessment.core.model import pick
from assessment.core.side_by_side import SideBySide
from reports import formatting as fmt
from reports.contents import overview_words as words
from reports.contents import texts
from reports.contents.overview_shape import Instrument, ItemLine, ItemList
from reports.contents.phrase import Phrase
from reports.contents.reading import ANCHORED
from survey.queries.overview import CampaignOverview

AIM = 0.70
"""Reliability of team means that is aimed at."""


def build_instrument(
    found: CampaignOverview, view: OrganisationView, compared: SideBySide | None, language: str
) -> Instrument:
    """From 10 shown teams or 30 of their people on; before that, what is missing."""
    heading = words.QUALITY(language)
    if compared is None and view.shown:
        gone = words.ERASED if found.erased else words.MODEL_CHANGED
        return Instrument(heading, gone(language), (), (), ())
    teams, people = (compared.teams, compared.people) if compared else (0, 0)
    if found.mode == "consensus":
        return Instrument(heading, words.QUALITY_JOINT(language), (), (), ())
    if compared is None or compared.quality is None:
        few = words.QUALITY_FEW(
            language,
            need_teams=ENOUGH_TEAMS,
            need_people=ENOUGH_PEOPLE,
            teams=teams,
            people=people,
        )
        return Instrument(heading, few, (), (), ())
    quality = compared.quality
    return Instrument(
        heading=heading,
        note=words.BASIS(language, people=people, teams=teams),
        sentences=_reliability(quality.reliability, language),
        figures=_figures(quality.reliability),
        lists=(_unknown(found, quality.unknown, language), _alike(found, quality.alike, language)),
    )


def _reliability(found: TeamReliability | None, language: str) -> tuple[str, ...]:
    if found is None or found.icc1 is None:
        return (words.ICC_UNDEFINED(language),)
    if found.icc1 <= 0 or found.icc2 is None:
        return (words.ICC1_NONE(language),)
    firm = words.ICC2_FIRM if found.icc2 >= AIM else words.ICC2_WEAK
    return (
        words.ICC1(language, share=fmt.percent(found.icc1, language)),
        firm(language, value=fmt.number(found.icc2, 2)),
    )


def _figures(found: TeamReliability | None) -> tuple[tuple[str, str], ...]:
    if found is None:
        return ()
    return (("ICC(1)", fmt.number(found.icc1, 2)), ("ICC(2)", fmt.number(found.icc2, 2)))


def _unknown(found: CampaignOverview, use: ItemUse, language: str) -> ItemList:
    items = tuple(
        _line(
            found,
            item,
            words.UNKNOWN_ITEM(
                language,
                share=fmt.safe_percent(float(item.share), language, 0.25),
                people=item.people,
            ),
            language,
        )
        for item in use.found
    )
    return _list(words.UNKNOWN, words.UNKNOWN_NONE, words.UNKNOWN_NOTE, items, use, language)


def _alike(found: CampaignOverview, use: ItemUse, language: str) -> ItemList:
    items = tuple(
        _line(
            found,
            item,
            words.ALIKE_ITEM(
                language,
                share=fmt.safe_percent(float(item.share), language),
                people=item.people,
                label=_label(found, item, language),
            ),
            language,
        )
        for item in use.found
    )
    return _list(words.ALIKE, words.ALIKE_NONE, words.ALIKE_NOTE, items, use, language)


def _label(found: CampaignOverview, item: ItemShare, language: str) -> str:
    """The name of the option that nearly all chose."""
    assert item.option is not None
    scale = found.model.practices[item.practice].scale
    if scale.slug == ANCHORED and scale.is_five_step:
        return texts.STEPS[item.option](language)
    return texts.OPTION_NUMBER(language, step=item.option)


def _line(found: CampaignOverview, item: ItemShare, text: str, language: str) -> ItemLine:
    layout = layout_of(form_of(found.model.core, found.form))
    above = layout.path(layout.position[item.practice])[1:]
    home = layout.items[above[0]] if above else layout.tree
    name = pick(found.model.practices[item.practice].name, language)
    return ItemLine(item.practice, name, pick(home.name, language), text)


def _list(
    some: Phrase,
    none: Phrase,
    note: Phrase,
    items: tuple[ItemLine, ...],
    use: ItemUse,
    language: str,
) -> ItemList:
    count = len(items)
    heading = some(language, n=count, count=fmt.count_word(count, language))
    sentences = [note(language)] if items else []
    if use.undecided:
        sentences.append(words.UNDECIDED(language, n=len(use.undecided)))
    return ItemList(
        heading=fmt.capital(heading if items else none(language)),
        items=items,
        note=texts.SEPARATOR(language).join(sentences),
    )
