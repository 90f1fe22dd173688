"""Files of answers, evidence and weights (docs/formats.md)."""

from assessment.formats.answers import AnswerFaults, AnswerFile, TeamAnswers, read_answers
from assessment.formats.evidence import (
    EvidenceFaults,
    EvidenceFile,
    parse_evidence,
    read_evidence,
)
from assessment.formats.profiles import ProfileFaults, WeightProfile, find_profile, read_profile

__all__ = [
    "AnswerFaults",
    "AnswerFile",
    "EvidenceFaults",
    "EvidenceFile",
    "ProfileFaults",
    "TeamAnswers",
    "WeightProfile",
    "find_profile",
    "parse_evidence",
    "read_answers",
    "read_evidence",
    "read_profile",
]
