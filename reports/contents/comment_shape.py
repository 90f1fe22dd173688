"""The shape of a report's notes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PracticeComments:
    """What people wrote beside one practice, in an order that says nothing."""

    slug: str
    name: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class CommentSection:
    """`note` says in which way notes are shown, and what is withheld."""

    heading: str
    label: str
    practices: tuple[PracticeComments, ...]
    note: str
