"""Whether a digest is of a result or a document that was made here."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from assessment.core.model import pick
from survey import access
from survey.access import Person
from survey.models import Document, TeamResult

SHORTEST = 16
"""Hex digits: as many as a document's footer prints, and too many to guess."""


@dataclass(frozen=True)
class KnownResult:
    """A result that the person may read; `unchanged` says that the stored bytes still match."""

    campaign_id: UUID
    team_slug: str
    team: str
    campaign: str
    sha256: str
    unchanged: bool


@dataclass(frozen=True)
class Verdict:
    """`known` says that this installation made a result with one of the digests.

    `file` says that the very bytes are of a document that is kept here. `results` are those the
    person may read; a stranger has none.
    """

    known: bool
    file: bool
    results: tuple[KnownResult, ...]


def verdict(person: Person, digests: Collection[str], file: str, language: str) -> Verdict:
    """`digests` are beginnings of SHA-256 in lower case, `file` the SHA-256 of a file or ""."""
    found = {}
    for digest in digests:
        rows = TeamResult.objects.filter(result_sha256__startswith=digest)
        if len(digest) >= SHORTEST:
            found.update({row.pk: row for row in rows.select_related("campaign", "team")})
    kept = bool(file) and Document.objects.filter(sha256=file, state="ready").exists()
    readable = set(
        access.campaign_teams(person)
        .filter(campaign__in=[row.campaign_id for row in found.values()])
        .values_list("campaign_id", "team_id")
    )
    return Verdict(
        known=bool(found) or kept,
        file=kept,
        results=tuple(
            _known(row, language)
            for row in found.values()
            if (row.campaign_id, row.team_id) in readable
        ),
    )


def _known(row: TeamResult, language: str) -> KnownResult:
    return KnownResult(
        campaign_id=row.campaign_id,
        team_slug=row.team.slug,
        team=pick(row.team.names, language),
        campaign=pick(row.campaign.names, language),
        sha256=row.result_sha256,
        unchanged=hashlib.sha256(row.payload.encode()).hexdigest() == row.result_sha256,
    )
