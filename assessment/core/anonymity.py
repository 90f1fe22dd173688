"""What may be shown of a small group (docs/scoring.md, "Small groups").

Nothing computed from fewer than k people is shown, stored in an export or used in an aggregate.
Complementary suppression: Hundepool et al. 2012, Statistical Disclosure Control.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from random import Random

from assessment.core.result import Result, TreeResult

SMALLEST_GROUP = 3
"""k is never below this."""
USUAL_GROUP = 5
HISTOGRAM_GROUPS = 2
"""A histogram needs this many times k ratings."""


def checked_group(k: int) -> int:
    """The smallest group, k. Raises ValueError below 3."""
    if k < SMALLEST_GROUP:
        raise ValueError(f"the smallest group is {k}; it is never below {SMALLEST_GROUP}")
    return k


def may_show(n: int, k: int) -> bool:
    """May a number computed from n people be shown?"""
    return n >= k


def may_show_histogram(n: int, k: int) -> bool:
    """May it be shown how many of n people chose what?"""
    return n >= HISTOGRAM_GROUPS * k


def is_small(count: int, k: int) -> bool:
    """Does a count of people read "< k"? Nobody is not a small group."""
    return 0 < count < k


def shown_counts(n_na: int, n_dk: int, k: int) -> tuple[int | None, int | None]:
    """The counts of "not applicable" and "don't know"; neither is shown if either is small.

    One of them alone would give the other away, because the number of respondents is known.

    >>> shown_counts(0, 7, 5), shown_counts(6, 1, 5)
    ((0, 7), (None, None))
    """
    if is_small(n_na, k) or is_small(n_dk, k):
        return None, None
    return n_na, n_dk


def shown_comments(
    comments: Iterable[tuple[Hashable, str]], *, k: int, seed: int
) -> tuple[str, ...]:
    """Comments, given as (author, text), shuffled and without their authors.

    None are shown of fewer than k different authors. The seed alone decides the order, whatever
    the order in which they came.
    """
    given = list(comments)
    if not may_show(len({author for author, _ in given}), k):
        return ()
    texts = sorted(text for _, text in given)
    Random(seed).shuffle(texts)
    return tuple(texts)


@dataclass(frozen=True)
class Suppression:
    """Which cells of a partition may be shown, each in the order of the cells.

    `empty` cells hold nobody: there is nothing to show or to hide.
    """

    shown: tuple[str, ...]
    hidden: tuple[str, ...]
    empty: tuple[str, ...]

    @property
    def only_parent(self) -> bool:
        """Is no cell shown, so that the whole alone may be?"""
        return not self.shown


def suppress(cells: Mapping[str, int], k: int, *, closed: Collection[str] = ()) -> Suppression:
    """Complementary suppression of the cells of one partition of a shown whole.

    A cell of fewer than k people is hidden. The whole less the shown cells would give the hidden
    ones together, so these must be at least two and k people; else the smallest shown cell is
    hidden too (ties: slug order), and so on.

    Parameters
    ----------
    cells : people by cell.
    k : the smallest group.
    closed : cells that are hidden for another reason.

    >>> suppress({"dev": 9, "qa": 6, "ops": 3}, 5).shown
    ('dev',)
    """
    hidden = {slug for slug, n in cells.items() if is_small(n, k) or (n and slug in closed)}
    while hidden and (len(hidden) == 1 or sum(cells[slug] for slug in hidden) < k):
        shown = [slug for slug, n in cells.items() if n and slug not in hidden]
        if not shown:
            break
        hidden.add(min(shown, key=lambda slug: (cells[slug], slug)))
    return Suppression(
        tuple(slug for slug, n in cells.items() if n and slug not in hidden),
        tuple(slug for slug in cells if slug in hidden),
        tuple(slug for slug, n in cells.items() if not n),
    )


def without_counts(result: Result) -> Result:
    """A result as it may be shown of a part of a team, or of a campaign that still runs.

    It holds no histograms and no counts of "not applicable" and "don't know": the whole or a
    later result less this one would give small counts away.
    """
    return replace(
        result,
        core=_without_counts(result.core),
        modules=tuple(_without_counts(module) for module in result.modules),
    )


def _without_counts(tree: TreeResult) -> TreeResult:
    rows = tuple(replace(row, counts=None, n_na=None, n_dk=None) for row in tree.practices)
    return replace(tree, practices=rows)
