"""How a team report is laid out as a page: what is open, what is folded, where figures go."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from assessment.core.result import NOT_APPLICABLE
from reports.contents.shape import Advice, Dispute, Part, PracticeGroup, TeamReport

ADVICE_OPEN = 5
DISPUTES_OPEN = 6
OVERALL = "overall"


@dataclass(frozen=True)
class LayerAnswers:
    """The practices of one layer. `options` names the columns of counts; empty where the
    practices have different scales or no counts, and the answers are then told in words."""

    name: str
    figure: str
    options: tuple[str, ...]
    groups: tuple[PracticeGroup, ...]


@dataclass(frozen=True)
class PagePart:
    """The core or a module on the page.

    `bare` means that nothing of it applies, so that its finding says all there is. `item` is its
    name in addresses, `h` and `sub` the levels of its headings, `radar` the key of
    its figure. What comes after the first few is folded.
    """

    part: Part
    item: str
    main: bool
    bare: bool
    h: int
    sub: int
    radar: str
    answers: tuple[LayerAnswers, ...]
    disputes: tuple[Dispute, ...]
    more_disputes: tuple[Dispute, ...]
    advice: tuple[Advice, ...]
    more_advice: tuple[Advice, ...]


@dataclass(frozen=True)
class TeamPage:
    report: TeamReport
    parts: tuple[PagePart, ...]


def build_team_page(report: TeamReport) -> TeamPage:
    """The parts of a report in page order, the core first; none of a hidden one."""
    if report.core is None:
        return TeamPage(report, ())
    modules = tuple(_part(part, part.slug, main=False) for part in report.modules)
    return TeamPage(report, (_part(report.core, OVERALL, main=True), *modules))


def _part(part: Part, item: str, *, main: bool) -> PagePart:
    return PagePart(
        part=part,
        item=item,
        main=main,
        bare=part.facts.status == NOT_APPLICABLE,
        h=2 if main else 3,
        sub=3 if main else 4,
        radar=f"radar-{item}",
        answers=tuple(
            _layer(name, f"answers-{item}-{index}", tuple(groups))
            for index, (name, groups) in enumerate(
                groupby(part.distribution, lambda group: group.layer)
            )
        ),
        disputes=part.disputes[:DISPUTES_OPEN],
        more_disputes=part.disputes[DISPUTES_OPEN:],
        advice=part.advice[:ADVICE_OPEN],
        more_advice=part.advice[ADVICE_OPEN:],
    )


def _layer(name: str, figure: str, groups: tuple[PracticeGroup, ...]) -> LayerAnswers:
    labels = {
        tuple(bar.label for bar in row.bars)
        for group in groups
        for row in group.practices
        if row.bars
    }
    return LayerAnswers(name, figure, labels.pop() if len(labels) == 1 else (), groups)
