"""Rows: who belongs where, what was asked, and what was answered. One noun a file."""

from survey.models.action import Action
from survey.models.answer import Answer, AnswerChange
from survey.models.audit_entry import AuditEntry
from survey.models.campaign import Campaign, CampaignTeam
from survey.models.document import Document
from survey.models.evidence_file import EvidenceFile
from survey.models.invitation import Invitation
from survey.models.logo import Logo
from survey.models.mail import Mail
from survey.models.membership import Membership
from survey.models.open_link import OpenLink
from survey.models.organisation import Organisation
from survey.models.organisation_invitation import OrganisationInvitation
from survey.models.outcome_figures import OutcomeFigures
from survey.models.seat import Seat
from survey.models.share_link import ShareLink
from survey.models.sheet import AnswerSheet
from survey.models.team import Team
from survey.models.team_result import TeamResult
from survey.models.unit import Unit
from survey.models.user import User
from survey.models.vote import Vote
from survey.models.weight_profile import WeightProfile
from survey.models.workshop import Point, Workshop

__all__ = [
    "Action",
    "Answer",
    "AnswerChange",
    "AnswerSheet",
    "AuditEntry",
    "Campaign",
    "CampaignTeam",
    "Document",
    "EvidenceFile",
    "Invitation",
    "Logo",
    "Mail",
    "Membership",
    "OpenLink",
    "Organisation",
    "OrganisationInvitation",
    "OutcomeFigures",
    "Point",
    "Seat",
    "ShareLink",
    "Team",
    "TeamResult",
    "Unit",
    "User",
    "Vote",
    "WeightProfile",
    "Workshop",
]
