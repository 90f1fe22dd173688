"""Files of answers (docs/formats.md)."""

from assessment.formats.answers import AnswerFaults, AnswerFile, TeamAnswers, read_answers

__all__ = ["AnswerFaults", "AnswerFile", "TeamAnswers", "read_answers"]
