"""An attacker who adds and subtracts everything that is visible.

Written without the product's own reasoning about cuts: plain linear algebra over what was shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

PRIME = 2**61 - 1
"""Ranks are taken modulo a large prime."""

Group = Mapping[str, int]
"""The people whose ratings a visible number adds up, each with the rating."""


def isolated(groups: Sequence[Group], k: int) -> frozenset[str] | None:
    """Fewer than k people on whom some sum of the visible numbers hangs alone, or None.

    Every (person, rating) is an unknown of its own. A set of people can be isolated if, and only
    if, a combination of the numbers is 0 for all unknowns of all others and not 0 for theirs. That
    holds if the rows that describe their unknowns in the null space are linearly dependent.
    """
    unknowns = sorted({(who, rating) for group in groups for who, rating in group.items()})
    pattern: dict[str, list[tuple[int, ...]]] = {}
    for who, rating in unknowns:
        column = tuple(int(group.get(who) == rating) for group in groups)
        pattern.setdefault(who, []).append(column)
    # People who occur in the same numbers cannot be told apart: they are one.
    alike: dict[tuple[tuple[int, ...], ...], list[str]] = {}
    for who, columns in pattern.items():
        alike.setdefault(tuple(columns), []).append(who)
    kinds = list(alike)
    columns = [column for kind in kinds for column in kind]
    null = null_space([list(row) for row in zip(*columns, strict=True)], len(columns))
    at, rows_of = 0, []
    for kind in kinds:
        rows_of.append([[vector[at + i] for vector in null] for i in range(len(kind))])
        at += len(kind)
    sizes = [len(alike[kind]) for kind in kinds]
    small = [i for i in range(len(kinds)) if sizes[i] < k]

    def search(start: int, basis: list, size: int, chosen: list[int]) -> list[int] | None:
        for place in range(start, len(small)):
            i = small[place]
            if size + sizes[i] >= k:
                continue
            grown = list(basis)
            if not all(add(grown, row) for row in rows_of[i]):
                return [*chosen, i]
            found = search(place + 1, grown, size + sizes[i], [*chosen, i])
            if found:
                return found
        return None

    found = search(0, [], 0, [])
    return None if found is None else frozenset(who for i in found for who in alike[kinds[i]])


def add(basis: list[tuple[int, list[int]]], row: list[int]) -> bool:
    """Add a row to an echelon basis; False if it depends on what is there."""
    row = list(row)
    for lead, kept in basis:
        if row[lead]:
            factor = row[lead]
            row = [(x - factor * y) % PRIME for x, y in zip(row, kept, strict=True)]
    for lead, value in enumerate(row):
        if value:
            inverse = pow(value, -1, PRIME)
            basis.append((lead, [x * inverse % PRIME for x in row]))
            return True
    return False


def null_space(rows: Iterable[list[int]], width: int) -> list[list[int]]:
    """A basis of all vectors that every row maps to 0."""
    basis: list[tuple[int, list[int]]] = []
    for row in rows:
        add(basis, row)
    # Clear each leading column from the other rows.
    for i, (lead, kept) in enumerate(basis):
        for j, (other, row) in enumerate(basis):
            if i != j and row[lead]:
                factor = row[lead]
                basis[j] = (
                    other,
                    [(x - factor * y) % PRIME for x, y in zip(row, kept, strict=True)],
                )
    leads = dict(basis)
    free = [column for column in range(width) if column not in leads]
    vectors = []
    for column in free:
        vector = [0] * width
        vector[column] = 1
        for lead, row in leads.items():
            vector[lead] = -row[column] % PRIME
        vectors.append(vector)
    return vectors
