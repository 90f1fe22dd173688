"""Rows: who belongs where, what was asked, and what was answered. One noun a file."""

from survey.models.answer import Answer, AnswerChange
from survey.models.campaign import Campaign, CampaignTeam
from survey.models.evidence_file import EvidenceFile
from survey.models.invitation import Invitation
from survey.models.membership import Membership
from survey.models.organisation import Organisation
from survey.models.outcome_figures import OutcomeFigures
from survey.models.sheet import AnswerSheet
from survey.models.team import Team
from survey.models.team_result import TeamResult
from survey.models.user import User
from survey.models.weight_profile import WeightProfile

__all__ = [
    "Answer",
    "AnswerChange",
    "AnswerSheet",
    "Campaign",
    "CampaignTeam",
    "EvidenceFile",
    "Invitation",
    "Membership",
    "Organisation",
    "OutcomeFigures",
    "Team",
    "TeamResult",
    "User",
    "WeightProfile",
]
