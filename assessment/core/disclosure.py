"""What all visible numbers of a team give away together (docs/scoring.md, "Small groups").

Numbers of the whole, of several partitions of it and of earlier looks can be added and subtracted.
A practice is therefore shown in a cell, or shown anew, only if no such sum can hang on fewer than
k people. Scores of nodes are made of shown practices alone, so they give nothing else away.

Why the test of `_is_safe` suffices. A sum of visible numbers gives each look a factor for every
person, which depends on the person's blocks (the shown cells, and the hidden ones as one). Take the
last look: who answered for the first time, or anew, in it occurs with its factor alone. If the
factor is not 0 for all of them, those for whom it is not 0 are cut off from the others in the graph
whose edges are these people, between their block in one partition and their blocks in the rest; and
every cut holds at least k. If it is 0 for all of them, then so it is for those whose answer
went away, and the last look adds to the one before it; and so on back to the first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from assessment.core.anonymity import checked_group, suppress
from assessment.core.answers import UNANSWERED, AnswerSet, answer_set, tally
from assessment.core.cuts import can_cut_off, components
from assessment.core.scoring import practice_states

Hidden = tuple[frozenset[str], ...]
"""For each partition the cells in which a practice is not shown."""


@dataclass(frozen=True)
class Partition:
    """One way to divide a team: by role, or by sub-team; never by both at once.

    `cell_of` gives each person's cell; who has none stands in a part that is never shown.
    """

    slug: str
    cell_of: Mapping[str, str]

    def cells(self) -> tuple[str, ...]:
        return tuple(sorted({cell for cell in self.cell_of.values() if cell}))


@dataclass(frozen=True)
class Look:
    """What became visible at one time: while a campaign runs, or at its close.

    Attributes
    ----------
    answers : what the numbers are computed from. A practice that could not be shown anew keeps the
        answers of the look before.
    partitions : the ways in which the team was divided.
    hidden : by practice, the cells in which it is not shown.
    min_group : k.
    """

    answers: AnswerSet
    partitions: tuple[Partition, ...]
    hidden: Mapping[str, Hidden] = field(repr=False)
    min_group: int = 5

    def cell(self, partition: str, cell: str) -> AnswerSet | None:
        """The answers of one cell that its numbers may be computed from; None below k people.

        A practice that is not shown in the cell has no answers there, except where it does not
        apply: that is said without any rating.
        """
        at = [each.slug for each in self.partitions].index(partition)
        where = self.partitions[at].cell_of
        rows = [i for i, who in enumerate(self.answers.respondents) if where.get(who, "") == cell]
        if not cell or len(rows) < self.min_group:
            return None
        codes = self.answers.codes[rows].copy()
        people = np.array([len(rows)], dtype=np.int64)
        counted = tally(codes[np.newaxis], max(int(codes.max()) + 1, 1), people)
        not_applicable = practice_states(counted, self.min_group)[1][:, 0]
        for column, slug in enumerate(self.answers.practices):
            if cell in self.hidden[slug][at] and not not_applicable[column]:
                codes[:, column] = UNANSWERED
        names = tuple(self.answers.respondents[i] for i in rows)
        return AnswerSet(names, self.answers.practices, codes)


def look(
    answers: AnswerSet,
    partitions: Sequence[Partition] = (),
    *,
    k: int,
    earlier: Sequence[Look] = (),
) -> Look:
    """What may be shown now, given what was shown before.

    Parameters
    ----------
    answers : the team's answers as they stand.
    partitions : ways to divide the team; where they give too much away together, cells of the
        later ones are hidden first.
    k : the smallest group.
    earlier : all looks before, first to last. A look with fewer than k new people shows the
        numbers of the last one; it may only show them in more cells.

    Raises ValueError for k below 3.
    """
    checked_group(k)
    if earlier and len(set(answers.respondents) - set(earlier[-1].answers.respondents)) < k:
        answers = earlier[-1].answers
    parts = tuple(_settled(partition, earlier) for partition in partitions)
    rows: list[tuple[str, str, int]] = []
    hidden: dict[str, Hidden] = {}
    for practice in answers.practices:
        past = [_version(each.answers, each.partitions, practice, each.hidden) for each in earlier]
        past = [version for version in past if len(version.ratings) >= k]
        found = _shown_cells(_version(answers, parts, practice), past, k)
        source = answers
        if found is None:
            found, source = _as_before(practice, parts, earlier[-1]), earlier[-1].answers
        hidden[practice] = found
        rows.extend(_column(source, practice))
    return Look(answer_set(rows, answers.practices), parts, hidden, k)


def _settled(partition: Partition, earlier: Sequence[Look]) -> Partition:
    """The partition with everybody in the cell in which an earlier look put them."""
    cell_of = dict(partition.cell_of)
    for each in earlier:
        for before in each.partitions:
            if before.slug == partition.slug:
                cell_of.update(before.cell_of)
    return Partition(partition.slug, cell_of)


def _as_before(practice: str, partitions: Sequence[Partition], last: Look) -> Hidden:
    """The cells that the last look hid; all of a partition that it did not know."""
    known = dict(zip((each.slug for each in last.partitions), last.hidden[practice], strict=True))
    return tuple(known.get(each.slug, frozenset(each.cells())) for each in partitions)


@dataclass(frozen=True)
class _Version:
    """The ratings of one practice at one look, and how people were divided."""

    ratings: Mapping[str, int]
    partitions: tuple[Partition, ...]
    hidden: Hidden

    def blocks(self, person: str) -> list[str]:
        """The person's block in each partition: a shown cell, or "" for all that is hidden."""
        cells = [each.cell_of.get(person, "") for each in self.partitions]
        return ["" if c in h else c for c, h in zip(cells, self.hidden, strict=True)]


def _version(
    answers: AnswerSet,
    partitions: Sequence[Partition],
    practice: str,
    hidden: Mapping[str, Hidden] | None = None,
) -> _Version:
    ratings = {who: code for who, _, code in _column(answers, practice) if code >= 0}
    nothing: Hidden = tuple(frozenset() for _ in partitions)
    return _Version(ratings, tuple(partitions), hidden[practice] if hidden else nothing)


def _column(answers: AnswerSet, practice: str) -> Iterator[tuple[str, str, int]]:
    codes = answers.select([practice])[:, 0].tolist()
    for who, code in zip(answers.respondents, codes, strict=True):
        yield who, practice, code


def _shown_cells(now: _Version, past: Sequence[_Version], k: int) -> Hidden | None:
    """The cells in which the practice stays hidden; None if it cannot be shown anew at all."""
    sizes = [_sizes(now.ratings, partition) for partition in now.partitions]
    everything = tuple(frozenset(size) for size in sizes)
    if not _is_safe([*past, _Version(now.ratings, now.partitions, everything)], k):
        return None if past else everything
    closed: list[set[str]] = [{""} for _ in sizes]
    while True:
        parts = [suppress(size, k, closed=shut) for size, shut in zip(sizes, closed, strict=True)]
        hidden = tuple(each - set(part.shown) for each, part in zip(everything, parts, strict=True))
        if _is_safe([*past, _Version(now.ratings, now.partitions, hidden)], k):
            return hidden
        at = max(i for i, part in enumerate(parts) if part.shown)
        smallest = min(parts[at].shown, key=lambda slug: (sizes[at][slug], slug))
        closed[at] |= {*hidden[at], smallest}


def _sizes(ratings: Mapping[str, int], partition: Partition) -> dict[str, int]:
    sizes = dict.fromkeys(partition.cells(), 0)
    for person in ratings:
        cell = partition.cell_of.get(person, "")
        sizes[cell] = sizes.get(cell, 0) + 1
    return sizes


def _is_safe(versions: Sequence[_Version], k: int) -> bool:
    """Can no sum of the numbers of these versions hang on fewer than k people?"""
    for at, version in enumerate(versions):
        before = versions[at - 1].ratings if at else {}
        fresh: list[str] = []
        gone: list[str] = []
        for person, rating in version.ratings.items():
            if before.get(person) == rating:
                continue
            seen = any(each.ratings.get(person) == rating for each in versions[:at])
            (gone if seen else fresh).append(person)
        gone += [person for person in before if person not in version.ratings]
        if not _holds_together(fresh, gone, versions, k):
            return False
    return True


def _holds_together(
    fresh: Collection[str], gone: Collection[str], versions: Sequence[_Version], k: int
) -> bool:
    """Do the people's blocks leave no cut of fewer than k, and those that went away inside?"""
    edges: dict[tuple[object, object], int] = {}
    for person in fresh:
        edge = _ends(person, versions)
        edges[edge] = edges.get(edge, 0) + 1
    if can_cut_off(edges, k):
        return False
    part = components(edges)
    ends = [_ends(person, versions) for person in gone]
    return all(a in part and b in part and part[a] == part[b] for a, b in ends)


def _ends(person: str, versions: Sequence[_Version]) -> tuple[object, object]:
    """The person's blocks at all looks: of the first partition, and of the others together."""
    blocks = [version.blocks(person) for version in versions]
    return (
        (0, tuple(tuple(each[:1]) for each in blocks)),
        (1, tuple(tuple(each[1:]) for each in blocks)),
    )
