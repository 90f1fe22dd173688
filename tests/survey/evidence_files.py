"""Files of evidence as people would upload them."""

from __future__ import annotations

import json

from survey.models import Campaign, EvidenceFile, Team
from survey.services.evidence import attach_evidence
from tests.factories import NOW

REPOSITORY = {
    "head": "5f0c2a9d1be74c86a3f2e8d7b6c5a49382716051",
    "branch": "main",
    "commits_12_months": 310,
    "scanned_at": "2026-10-26T08:30:00+00:00",
}
MOST = {"practice": "cs-format", "result": "not_found", "bound": {"at_most": 1}, "confidence": 0.8}
LEAST = {"practice": "at-unit", "result": "found", "bound": {"at_least": 4}, "confidence": 0.7}


def evidence_json(*checks: dict, head: str = REPOSITORY["head"]) -> bytes:
    """A file with these checks, named E01, E02, …; without any, two that pull both ways."""
    given = checks or (MOST, LEAST)
    content = {
        "format": "plumbline-evidence/1",
        "repository": {**REPOSITORY, "head": head},
        "checks": [{"id": f"E{at:02}", **check} for at, check in enumerate(given, 1)],
    }
    return json.dumps(content, indent=1).encode()


def attach(
    campaign: Campaign, team: Team | None = None, data: bytes = b"", **more: object
) -> EvidenceFile:
    values = {"by": None, "name": "scan.json", "now": NOW, **more}
    return attach_evidence(
        campaign=campaign,
        team=team or campaign.teams.get(),
        data=data or evidence_json(),
        **values,  # type: ignore[arg-type]
    )
