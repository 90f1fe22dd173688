"""Made-up answers in any number, to try and to measure with. They say nothing about real teams."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from assessment.core.model import CapabilityModel
from assessment.reference.schema import ANSWER, FORMAT, PRACTICE, RESPONDENT, TEAM, UNIT

SMALLEST, LARGEST = 5, 11
"""People of an ordinary team; eight on average."""
TEAMS_A_UNIT = 50
FEWEST_UNITS = 3
ANSWERS = (*(str(option) for option in range(11)), "NA", "DK")
"""A scale has at most eleven options."""


@dataclass(frozen=True)
class MadeUp:
    """What to make.

    Attributes
    ----------
    teams : how many teams; one in a hundred has a joint sheet, one in a hundred three people.
    seed : the same seed gives the same answers with the same NumPy.
    teams_a_file : teams of one file, the last file excepted.
    """

    teams: int
    seed: int
    teams_a_file: int = 1000

    @property
    def units(self) -> int:
        return max(FEWEST_UNITS, self.teams // TEAMS_A_UNIT)


def files_of(model: CapabilityModel, wanted: MadeUp) -> Iterator[tuple[str, int, bytes]]:
    """(file name, rows, content) of one file after the other."""
    for at, first in enumerate(range(0, wanted.teams, wanted.teams_a_file)):
        count = min(wanted.teams_a_file, wanted.teams - first)
        table = _table(model, wanted, np.random.default_rng([wanted.seed, at]), first, count)
        buffer = io.BytesIO()
        pq.write_table(table, buffer, compression="zstd")
        yield f"part-{at:05d}.parquet", table.num_rows, buffer.getvalue()


def _table(
    model: CapabilityModel, wanted: MadeUp, rng: np.random.Generator, first: int, count: int
) -> pa.Table:
    team = np.arange(first, first + count)
    sizes = rng.integers(SMALLEST, LARGEST + 1, count)
    sizes[team % 100 == 7] = 1
    sizes[team % 100 == 57] = 3
    team_of_person = np.repeat(np.arange(count), sizes)
    answers = _answers(model, rng, team_of_person, count)
    person, practice = np.nonzero(answers >= 0)
    row_team = team_of_person[person]
    start = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    columns = {
        UNIT: _texts(
            (team % wanted.units)[row_team], [f"unit-{u:05d}" for u in range(wanted.units)]
        ),
        TEAM: _texts(row_team, [f"team-{t:07d}" for t in team]),
        RESPONDENT: _texts(person - start[row_team], [f"r{i + 1}" for i in range(LARGEST)]),
        PRACTICE: _texts(practice, list(model.practices)),
        ANSWER: _texts(answers[person, practice], list(ANSWERS)),
    }
    return pa.table(columns).replace_schema_metadata({"format": FORMAT, "made_up": "yes"})


def _answers(
    model: CapabilityModel, rng: np.random.Generator, team_of_person: np.ndarray, count: int
) -> np.ndarray:
    """Position in ANSWERS [person, practice]; -1 where a row is left out.

    An answer is the team's standing, its bent in the practice, the person's own bent, and chance.
    Every fourth team answers the modules; some practices do not apply to a team.
    """
    people, width = len(team_of_person), len(model.practices)
    usual = rng.normal(0.48, 0.17, count)[team_of_person, np.newaxis]
    bent = rng.normal(0, 0.15, (count, width))[team_of_person]
    own = rng.normal(0, 0.07, people)[:, np.newaxis]
    share = usual + bent + own + rng.normal(0, 0.12, (people, width))
    top = np.array([len(each.scale.values) - 1 for each in model.practices.values()])
    answers = np.clip(np.rint(share * top), 0, top).astype(np.int8)
    can_be_na = np.array([each.na is not None for each in model.practices.values()])
    away = (rng.random((count, width)) < 0.1) & can_be_na
    answers[away[team_of_person]] = ANSWERS.index("NA")
    answers[rng.random((people, width)) < 0.03] = ANSWERS.index("DK")
    answers[rng.random((people, width)) < 0.02] = -1
    core = len(model.core.practices)
    without = rng.random(count) >= 0.25
    answers[np.ix_(without[team_of_person], np.arange(width) >= core)] = -1
    return answers


def _texts(index: np.ndarray, values: list[str]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(index, pa.int32()), pa.array(values))
