"""Files of evidence of a campaign: as its page lists them, and as the engine takes them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from assessment.core.evaluation import Findings
from assessment.core.model import CapabilityModel, pick
from assessment.core.repositories import over_repositories
from assessment.formats import parse_evidence
from survey.models import Campaign, EvidenceFile, Team
from survey.models.campaign import State


@dataclass(frozen=True)
class FileRow:
    """One file; `checks` counts those that tell something, `by` is "" for a deleted account."""

    id: int
    name: str
    head: str
    checks: int
    by: str
    uploaded_at: datetime


@dataclass(frozen=True)
class TeamFiles:
    slug: str
    name: str
    files: tuple[FileRow, ...]


@dataclass(frozen=True)
class EvidencePage:
    """The files of a campaign by team; once `closed` they stay as they are."""

    campaign: UUID
    name: str
    organisation_slug: str
    organisation: str
    sample: bool
    closed: bool
    teams: tuple[TeamFiles, ...]


def evidence_page(campaign: Campaign, language: str) -> EvidencePage:
    """What its managers see; contents stay in the database."""
    files: dict[int, list[FileRow]] = defaultdict(list)
    for row in campaign.evidence_files.select_related("uploaded_by").defer("content"):
        person = row.uploaded_by
        by = (person.name or person.email) if person else ""
        files[row.team_id].append(
            FileRow(row.pk, row.name, row.head, row.checks, by, row.uploaded_at)
        )
    return EvidencePage(
        campaign=campaign.pk,
        name=pick(campaign.names, language),
        organisation_slug=campaign.organisation.slug,
        organisation=pick(campaign.organisation.names, language),
        sample=campaign.organisation.sample,
        closed=campaign.state == State.CLOSED,
        teams=tuple(
            TeamFiles(team.slug, pick(team.names, language), tuple(files[team.pk]))
            for team in campaign.teams.all()
        ),
    )


def team_findings(campaign: Campaign, team: Team, model: CapabilityModel) -> Findings | None:
    """What all files of a team say together; None where there is no file.

    Raises EvidenceFaults if the model is no longer the one that a file was read against.
    """
    rows = EvidenceFile.objects.filter(campaign=campaign, team=team)
    read = [parse_evidence(row.name, row.content.encode(), model) for row in rows]
    if not read:
        return None
    return Findings(over_repositories([each.checks for each in read]), [each.head for each in read])


def evidence_digests(campaign: Campaign, team: Team) -> tuple[str, ...]:
    """The digests of a team's files, in the order in which they are read."""
    rows = EvidenceFile.objects.filter(campaign=campaign, team=team)
    return tuple(rows.values_list("sha256", flat=True))
