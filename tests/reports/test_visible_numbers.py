"""Bar Q4: nothing that screens and files show depends on fewer than k people.

Random organisations with two campaigns each, people joining and leaving in between, go through
what closing freezes (`evaluate`), what is drawn from it (JSON, CSV, overview) and what compares
teams. VISIBLE_CASES says how many: 1,000 show the bar, an ordinary run of the tests makes 250.

An answer of one campaign is not an answer of the other: people answer anew, and nothing says who
answered both. What is attacked is therefore any sum of all visible numbers of both campaigns.
"""

import json
import os
import random
from dataclasses import replace

import pytest

from assessment.core.answers import DK, NA, UNANSWERED, answer_set
from assessment.core.benchmark import organisation_view
from assessment.core.evaluation import Earlier, evaluate
from assessment.core.result import SCORED
from assessment.core.seeds import Seeds
from assessment.core.side_by_side import side_by_side
from reports.exports.csv import as_csv, practice_table
from tests.assessment.core import t7
from tests.assessment.core.attack import isolated

CASES = int(os.environ.get("VISIBLE_CASES", "250"))
MODEL = t7.MODEL
SLUGS = [practice.slug for practice in MODEL.core.practices]
CODES = [0, 1, 2, 2, 3, 3, 4, DK, UNANSWERED]
MAY_BE_NA = {practice.slug for practice in MODEL.core.practices if practice.na is not None}


class Organisation:
    """Two campaigns: who answered what in each team."""

    def __init__(self, seed):
        rng = random.Random(seed)
        self.seed, self.k = seed, rng.choice([3, 4, 5])
        self.shy = rng.choice([0.0, 0.2, 0.5])
        self.waves = [{}, {}]
        for team in range(rng.randint(3, 4)):
            people = [f"t{team}p{at:02}" for at in range(rng.choice([0, 1, 2, 4, 5, 6, 8, 11]))]
            left = set(rng.sample(people, min(len(people), rng.choice([0, 1, 1, 2]))))
            new = [f"t{team}n{at}" for at in range(rng.choice([0, 1, 1, 2]))]
            for wave, there in enumerate((people, [p for p in people if p not in left] + new)):
                self.waves[wave][f"team-{team}"] = {
                    (who, slug): self._code(rng, slug) for who in there for slug in SLUGS
                }

    def _code(self, rng, slug):
        if rng.random() < self.shy:
            return rng.choice([DK, UNANSWERED, NA if slug in MAY_BE_NA else DK])
        return rng.choice(CODES)

    def answers(self, wave, team):
        given = self.waves[wave][team]
        return answer_set([(who, slug, code) for (who, slug), code in given.items()], SLUGS)

    def results(self):
        """What closing freezes of both campaigns; None where a team is too small."""
        seeds = Seeds(f"c{self.seed}", "") if self.seed % 20 == 0 else None  # ranges take long
        found = [{}, {}]
        for wave, teams in enumerate(self.waves):
            for team in teams:
                answers = self.answers(wave, team)
                if len(answers.respondents) < self.k:
                    found[wave][team] = None
                    continue
                earlier = None
                if wave and seeds and found[0].get(team):
                    earlier = Earlier(self.answers(0, team), min_group=self.k)
                found[wave][team] = evaluate(
                    MODEL, answers, min_group=self.k, seeds=seeds, earlier=earlier, plans=False
                )
        return found


def visible(organisation, results, *, closely=False):
    """All that can be read, as text; files and what compares teams only `closely`: they take long.

    Flags and reliability count people or compare them over all questions of a shown team; they are
    left out where a question of such a team is changed (`closely` is said where none is).
    """
    shown = []
    for wave, frozen in enumerate(results):
        for team, result in sorted(frozen.items()):
            if result is None:
                shown.append([team, "hidden"])
                continue
            kept = result if closely else replace(result, flags=None)
            shown.append([team, json.dumps(kept.to_json())])
            if closely:
                shown.append(as_csv(practice_table(MODEL, result, "en")).decode())
        view = organisation_view(frozen)
        shown.append(repr(view))
        if closely and view.shown:
            sets = [organisation.answers(wave, team) for team in sorted(view.shown)]
            seeds = Seeds(f"c{organisation.seed}")
            k = organisation.k
            together = side_by_side(MODEL.core, sets, k=k, consensus=False, seeds=seeds)
            shown.append(repr(together))
    return shown


def groups_of(organisation, found_results):
    """Whose ratings each visible mean adds up, by practice: the unknowns of the attack."""
    found = {slug: [] for slug in SLUGS}
    for wave, results in enumerate(found_results):
        for team, result in results.items():
            for row in result.core.practices if result else ():
                if row.status == SCORED:
                    given = organisation.waves[wave][team]
                    found[row.slug].append(
                        {
                            f"{who}@{wave}": code
                            for (who, slug), code in given.items()
                            if slug == row.slug and code >= 0
                        }
                    )
    return found


def another(code):
    return code if code < 0 else (code + 2) % 5


def change_hidden_teams(organisation):
    """Other ratings in every team that is not shown; how many."""
    changed = 0
    for wave, teams in enumerate(organisation.waves):
        for team, given in teams.items():
            if len(organisation.answers(wave, team).respondents) < organisation.k:
                changed += len(given)
                teams[team] = {key: another(code) for key, code in given.items()}
    return changed


def change_small_questions(organisation):
    """Other ratings wherever fewer than k people of a team rated a question; how many."""
    changed = 0
    for teams in organisation.waves:
        for given in teams.values():
            for slug in SLUGS:
                rated = [key for key, code in given.items() if key[1] == slug and code >= 0]
                if 0 < len(rated) < organisation.k:
                    changed += len(rated)
                    given.update({key: another(given[key]) for key in rated})
    return changed


@pytest.mark.parametrize("block", range(10))
def test_no_visible_number_hangs_on_fewer_than_k_people(block):
    """No sum isolates them, and other ratings of theirs would not have changed a byte."""
    changed = 0
    for seed in range(block, CASES, 10):
        organisation = Organisation(seed)
        before = organisation.results()
        for slug, groups in groups_of(organisation, before).items():
            assert not groups or isolated(groups, organisation.k) is None, (seed, slug)
        seen = visible(organisation, before)
        changed += change_hidden_teams(organisation) + change_small_questions(organisation)
        assert visible(organisation, organisation.results()) == seen, seed
    assert changed


@pytest.mark.parametrize("block", range(10))
def test_files_and_comparisons_know_nothing_of_teams_that_are_not_shown(block):
    changed = 0
    for seed in range(block, CASES // 10, 10):
        organisation = Organisation(seed)
        seen = visible(organisation, organisation.results(), closely=True)
        changed += change_hidden_teams(organisation)
        assert visible(organisation, organisation.results(), closely=True) == seen, seed
    assert changed


def test_the_attack_finds_a_small_group_where_there_is_one():
    """The same organisations with means of two people shown: the property above is not empty."""
    broken = 0
    for seed in range(60):
        organisation = Organisation(seed)
        k, organisation.k = organisation.k, 3
        if k == 3:
            continue
        broken += any(
            groups and isolated(groups, k) is not None
            for groups in groups_of(organisation, organisation.results()).values()
        )
    assert broken > 5
