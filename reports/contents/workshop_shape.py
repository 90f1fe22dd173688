"""The shape of what a report tells of a team's workshop."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TalkedRow:
    """One question: what was agreed and why, and how votes lay before, "" where that is not told.

    `counts` are pairs of a step's name and its votes, none where they are not told one by one.
    """

    slug: str
    name: str
    capability: str
    agreed: str
    reason: str
    before: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class WorkshopPanel:
    """Before and after the talk. `rows` have a reason or votes to tell; `more` says how many
    questions have neither, "" for none. `heads` name question, agreed answer, reason and votes."""

    heading: str
    label: str
    about: str
    heads: tuple[str, str, str, str]
    rows: tuple[TalkedRow, ...]
    more: str
