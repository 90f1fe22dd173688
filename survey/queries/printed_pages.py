"""The pages of the questionnaire: small capabilities of one layer share one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, pairwise

from django.http import Http404

from survey.models import Campaign
from survey.queries.printed import PrintedQuestion, PrintedSection, printed, printed_for

SHARED_MOST = 5
"""Capabilities share a page only up to so many questions."""

ALONE_MOST = 6
"""A capability with more questions than this is spread over several pages."""


@dataclass(frozen=True)
class PrintedPage:
    """Capabilities that are answered together; `number` counts from 1.

    `slug` is that of the first capability, or of the first question where a capability goes on.
    `turn` and `turns` say which of the pages with the same heading it is; 1 of 1 where it is alone.
    """

    slug: str
    number: int
    sections: tuple[PrintedSection, ...]
    turn: int = 1
    turns: int = 1

    @property
    def group(self) -> str:
        return self.sections[0].group

    @property
    def shared(self) -> bool:
        return len(self.sections) > 1

    @property
    def heading(self) -> str:
        """The capability's name; the layer's where several share the page."""
        return self.group if self.shared else self.sections[0].name

    @property
    def questions(self) -> tuple[PrintedQuestion, ...]:
        return tuple(question for section in self.sections for question in section.questions)


def pages_for(campaign: Campaign, language: str, role: str = "") -> tuple[PrintedPage, ...]:
    """The pages of a campaign's questionnaire that a role is asked, in order."""
    sections = printed_for(campaign, language, role)
    return _pages(
        campaign.model_ref, campaign.form, tuple(campaign.modules), language, tuple(sections)
    )


def page_at(pages: Sequence[PrintedPage], slug: str) -> PrintedPage:
    """The page of that address, or the one with the capability of that name. Raises Http404."""
    for page in pages:
        if page.slug == slug:
            return page
    for page in pages:
        if any(section.slug == slug for section in page.sections):
            return page
    raise Http404


def page_asking(pages: Sequence[PrintedPage], practice: str) -> PrintedPage | None:
    """The page on which a practice is asked; None if it is not asked at all."""
    for page in pages:
        if any(question.slug == practice for question in page.questions):
            return page
    return None


def other_language(campaign: Campaign, language: str) -> Mapping[str, PrintedQuestion]:
    """Every question by practice in the language that the reader has not chosen."""
    other = "en" if language != "en" else "zh-hans"
    sections = printed_for(campaign, other).values()
    return {question.slug: question for section in sections for question in section.questions}


@lru_cache(maxsize=64)
def _pages(
    ref: str, form: str, modules: tuple[str, ...], language: str, asked: tuple[str, ...]
) -> tuple[PrintedPage, ...]:
    """The pages of a questionnaire; `asked` are the slugs of its sections that are asked."""
    everything = printed(ref, form, modules, language)
    return paged([everything[slug] for slug in asked])


def paged(sections: Iterable[PrintedSection]) -> tuple[PrintedPage, ...]:
    """Sections put on pages, in order; no page spans two layers."""
    found: list[PrintedPage] = []
    for _group, members in groupby(sections, key=lambda section: section.group):
        for run in _runs([part for section in members for part in _spread(section)]):
            known = {section.slug for page in found for section in page.sections}
            first = run[0]
            slug = first.questions[0].slug if first.slug in known else first.slug
            found.append(PrintedPage(slug, len(found) + 1, tuple(run)))
    turns, seen = Counter(page.heading for page in found), Counter[str]()
    for at, page in enumerate(found):
        seen[page.heading] += 1
        found[at] = replace(page, turn=seen[page.heading], turns=turns[page.heading])
    return tuple(found)


def _spread(section: PrintedSection) -> list[PrintedSection]:
    """The section, or pieces of it of nearly one size where it is too long for a page."""
    total = len(section.questions)
    if total <= ALONE_MOST:
        return [section]
    pieces = -(-total // SHARED_MOST)
    cuts = [total * at // pieces for at in range(pieces + 1)]
    return [
        replace(section, questions=section.questions[start:end]) for start, end in pairwise(cuts)
    ]


def _runs(sections: Sequence[PrintedSection]) -> list[list[PrintedSection]]:
    """Neighbours put together: as few pages as can be, then as even ones, the shorter first."""
    sizes = [len(section.questions) for section in sections]
    # best[n] covers the first n sections: pages, unevenness, and where the last page begins.
    best: list[tuple[int, int, int]] = [(0, 0, 0)]
    for end in range(1, len(sizes) + 1):
        choices = []
        for start in range(end):
            total = sum(sizes[start:end])
            if end - start == 1 or total <= SHARED_MOST:
                pages, unevenness, _ = best[start]
                choices.append((pages + 1, unevenness + total**2, start))
        best.append(min(choices))
    runs: list[list[PrintedSection]] = []
    end = len(sizes)
    while end:
        start = best[end][2]
        runs.insert(0, list(sections[start:end]))
        end = start
    return runs
