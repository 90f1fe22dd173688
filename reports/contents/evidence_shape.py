"""The shape of what stands beside a result: evidence, and outcome figures that are not scored."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A figure with its name."""

    name: str
    text: str


@dataclass(frozen=True)
class EvidencePractice:
    """One practice with evidence, in words.

    `found` is what answers and evidence say of it, without a full stop, "" unless they differ;
    `sentence` is the same, or else what evidence says alone. `anchor` quotes the step that
    evidence allows, "" unless they differ. `checks` are one line a check.
    """

    slug: str
    name: str
    capability_name: str
    mean_text: str
    bound_text: str
    adjusted_text: str
    found: str
    sentence: str
    anchor: str
    checks: tuple[str, ...]


@dataclass(frozen=True)
class EvidenceList:
    """Practices under one heading."""

    title: str
    practices: tuple[EvidencePractice, ...]


@dataclass(frozen=True)
class EvidenceBeside:
    """Evidence beside the self-report of one tree.

    `summary` is one sentence, "" where nothing has evidence; `lists` are what to talk about, in
    both directions, then what contradicts itself, then what people called not applicable; empty
    ones are left out. `all` is every practice with evidence, `heads` name its columns.
    """

    heading: str
    label: str
    summary: str
    figures: tuple[Figure, ...]
    about: str
    lists: tuple[EvidenceList, ...]
    table: str
    heads: tuple[str, ...]
    all: tuple[EvidencePractice, ...]
    note: str


@dataclass(frozen=True)
class OutcomeRow:
    """One figure: the team's, then pairs of a cluster's name and figure; dashes for none."""

    name: str
    own: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class OutcomePanel:
    """A team's outcome figures beside published ones. They are not scored.

    `clusters` name the columns of published figures with their shares. `team_note` is what the
    team wrote, "" for nothing.
    """

    heading: str
    label: str
    entered: str
    head: str
    own: str
    clusters: tuple[str, ...]
    rows: tuple[OutcomeRow, ...]
    team_note_title: str
    team_note: str
    about: str
    source: str
