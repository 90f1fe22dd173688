"""Files of evidence beside a campaign's answers: attached and removed until it closes."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessment.formats import parse_evidence
from survey.models import Campaign, EvidenceFile, Team, User
from survey.models.campaign import State
from survey.questionnaire import ModelChanged, of_campaign
from survey.services.audit import record
from survey.services.campaigns import locked
from survey.services.refusal import Refused

LARGEST = 1024 * 1024
"""Bytes of one file."""
MOST = 100
"""Files of one team in one campaign."""
LONGEST_NAME = 200


@transaction.atomic
def attach_evidence(
    *, campaign: Campaign, team: Team, by: User | None, name: str, data: bytes, now: datetime
) -> EvidenceFile:
    """Keep what checks found about a team's practices, for when the campaign closes.

    Raises
    ------
    EvidenceFaults : the file has faults; it holds all of them, each with its line.
    Refused : the campaign is closed, the team takes no part or has this file already.
    """
    campaign = locked(campaign)
    _check_open(campaign)
    if not campaign.teams.filter(pk=team.pk).exists():
        raise Refused(_("This team takes no part in the campaign."))
    name = _printable(name)
    try:
        model = of_campaign(campaign).model
    except ModelChanged as changed:
        message = _("The content of model %(ref)s is not the one this campaign was opened with.")
        raise Refused(message % {"ref": changed}) from changed
    found = parse_evidence(name, data, model, largest=LARGEST)
    files = EvidenceFile.objects.filter(campaign=campaign, team=team)
    sha256 = hashlib.sha256(data).hexdigest()
    same = files.filter(sha256=sha256).first()
    if same is not None:
        message = _("The team has this very file already, as “%(name)s”.")
        raise Refused(message % {"name": same.name})
    if files.count() >= MOST:
        raise Refused(_("A team can have up to %(n)s files. Remove one first.") % {"n": MOST})
    file = EvidenceFile.objects.create(
        campaign=campaign,
        team=team,
        name=name,
        sha256=sha256,
        content=data.decode(),
        head=found.head,
        checks=len(found.checks),
        uploaded_at=now,
        uploaded_by=by,
    )
    record(
        "evidence.attached",
        organisation=campaign.organisation,
        campaign=campaign,
        subject=name,
        subject_id=file.pk,
        after=_described(file),
        at=now,
    )
    return file


@transaction.atomic
def remove_evidence(*, file: EvidenceFile) -> None:
    """Delete a file. Raises Refused if the campaign is closed."""
    campaign = locked(file.campaign)
    _check_open(campaign)
    record(
        "evidence.removed",
        organisation=campaign.organisation,
        campaign=campaign,
        subject=file.name,
        subject_id=file.pk,
        before=_described(file),
    )
    file.delete()


def _described(file: EvidenceFile) -> dict[str, object]:
    """What the audit log keeps of a file: enough to know it again, not what it says."""
    return {"team": file.team.name, "checks": file.checks, "sha256": file.sha256}


def _check_open(campaign: Campaign) -> None:
    if campaign.state == State.CLOSED:
        raise Refused(_("The campaign is closed. Its evidence stays as it is."))


def _printable(name: str) -> str:
    """A file's name without signs that could disturb a page, the end of a long one cut off."""
    kept = "".join(sign for sign in name if sign.isprintable()).strip()[:LONGEST_NAME]
    return kept or "evidence.json"
