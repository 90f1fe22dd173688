"""Made-up answers: the same seed gives the same answers on every machine.

A person's answer is the team's standing in the practice, plus the person's own bent, plus chance.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random

from assessment.core.answers import DK, NA
from assessment.core.model import Practice
from survey.questionnaire import Questionnaire

Row = tuple[str, int]
"""A practice and the answer's code: an option number, NA or DK."""


CARELESS = 6
"""One person in so many answers without regard to what a practice builds on."""


@dataclass(frozen=True)
class Profile:
    """What a made-up team is like.

    `people` answer; `base` is its usual step (0–4); `bents` move it for layers or capabilities;
    `disputed` practices split the team in two camps; parts in `absent` do not apply. `gain` is
    the usual step's rise in half a year, `gains` the rise of single capabilities.
    """

    slug: str
    name: str
    name_zh: str
    people: int
    base: float
    bents: dict[str, float] = field(default_factory=dict)
    disputed: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    gain: float = 0.25
    gains: dict[str, float] = field(default_factory=dict)


TEAMS = (
    Profile(
        "payments",
        "Payments platform",
        "支付平台",
        11,
        1.9,
        {"version-control": 1.2, "code-review": 0.7, "ci-cd": -0.5, "open-source": -0.7},
        ("pi-detection", "cc-iac", "cr-speed"),
        ("large-model",),
        gains={"code-review": 0.6, "automated-testing": 0.7},
    ),
    Profile(
        "search",
        "Search and recommendation",
        "搜索推荐",
        9,
        2.1,
        {"data-processing": 0.9, "algorithm-implementation": 0.8, "management": -0.4},
        ("dp-features", "tc-conflict"),
        gains={"project-management": 0.7},
    ),
    Profile(
        "mobile",
        "Mobile app",
        "移动应用",
        8,
        1.6,
        {"code-standards": 1.1, "problem-solving": -0.5, "cloud-containers": -0.6},
        ("at-integration", "pm-delivery"),
        ("data-processing", "cc-orchestration", "cc-iac", "large-model"),
        gains={"automated-testing": 0.9, "ci-cd": 0.6},
    ),
    Profile(
        "warehouse",
        "Data warehouse",
        "数据仓库",
        7,
        1.0,
        {"data-processing": 0.9, "automated-testing": -0.4, "open-source": -0.4},
        ("sd-operability",),
        ("large-model",),
        gain=0.1,
    ),
    Profile(
        "infrastructure",
        "Cloud infrastructure",
        "云基础设施",
        12,
        3.05,
        {
            "ci-cd": 0.4,
            "cloud-containers": 0.5,
            "capability-building": -0.6,
            "version-control": 0.6,
        },
        ("pm-planning",),
        ("algorithm-implementation", "data-processing", "large-model"),
        gain=0.15,
    ),
    Profile(
        "tools", "Internal tools", "内部工具", 3, 1.4, absent=("data-processing", "large-model")
    ),
)


def team_rows(
    profile: Profile, asked: Questionnaire, wave: int, seed: int = 2026
) -> list[list[Row]]:
    """One list of rows a person of the team; `wave` 0 is the first campaign."""
    homes = _homes(asked)
    bent_of = {slug: Random(f"{seed}/{profile.slug}/{slug}").gauss(0, 0.45) for slug in homes}
    people = []
    for number in range(profile.people):
        chance = Random(f"{seed}/{profile.slug}/{wave}/{number}")
        own = Random(f"{seed}/{profile.slug}/person/{number}").gauss(0, 0.3)
        given = {
            slug: _answer(profile, practice, homes[slug], bent_of[slug] + own, wave, number, chance)
            for slug, practice in asked.practices.items()
        }
        if number % CARELESS:
            _agree_with_needs(given, asked)
        people.append(list(given.items()))
    return people


def _agree_with_needs(given: dict[str, int], asked: Questionnaire) -> None:
    """Lower what a person claims without the prerequisite that their own answers deny."""
    changed = True
    while changed:
        changed = False
        for slug, practice in asked.practices.items():
            for need in practice.needs:
                denied = 0 <= given.get(need.slug, DK) < need.at
                if denied and given[slug] >= need.level:
                    given[slug] = need.level - 1
                    changed = True


def _homes(asked: Questionnaire) -> dict[str, tuple[str, ...]]:
    """For each practice the slugs above it and its own."""
    found = {}
    for tree in (asked.model.core, *asked.model.modules):
        top = () if tree is asked.model.core else (tree.slug,)
        above: dict[str, tuple[str, ...]] = {}
        for item, parent in tree.walk():
            path = (*(above[parent.slug] if parent else top), item.slug)
            above[item.slug] = path
            if item.slug in asked.practices:
                found[item.slug] = path
    return found


def _answer(
    profile: Profile,
    practice: Practice,
    home: Iterable[str],
    bent: float,
    wave: int,
    number: int,
    chance: Random,
) -> int:
    draws = chance.gauss(0, 0.45), chance.random()
    away = any(slug in profile.absent for slug in home)
    if practice.na is not None and away:
        return NA if draws[1] < 0.9 else DK
    if draws[1] < 0.04:
        return DK
    step = profile.base + bent + sum(profile.bents.get(slug, 0) for slug in home)
    step += wave * (profile.gain + sum(profile.gains.get(slug, 0) for slug in home))
    if practice.slug in profile.disputed:
        step += 1.4 if number % 2 else -1.4
    return max(0, min(4, round(step + draws[0])))
