"""The columns of `plumbline-answers-parquet/1`, and the limits of one file (docs/scaling.md)."""

from __future__ import annotations

FORMAT = "plumbline-answers-parquet/1"
UNIT, TEAM, RESPONDENT, PRACTICE, ANSWER = "unit", "team", "respondent", "practice", "answer"
COLUMNS = (UNIT, TEAM, RESPONDENT, PRACTICE, ANSWER)
NAMES = (UNIT, TEAM, RESPONDENT)
"""Columns that name somebody: neither empty nor longer than `LONGEST_NAME`."""

MOST_ROWS = 5_000_000
MOST_BYTES = 1024**3
"""Of the five columns before compression, as the file's own footer says."""
MOST_TEAMS = 20_000
"""Memory grows with the largest file, so these limits bound it."""
