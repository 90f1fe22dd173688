"""Seeded random numbers are those of Python's own generator."""

import hashlib
import random

import pytest

from assessment.core.seeds import Seeds, uniform


@pytest.mark.parametrize("seed", [0, 7, 42, 2**32, 2**64 - 1])
def test_uniform_continues_pythons_generator(seed):
    generator = random.Random(seed)
    assert uniform(seed, 2000).tolist() == [generator.random() for _ in range(2000)]


def test_known_number():
    assert uniform(42, 1).tolist() == [0.6394267984578837]


def test_seed_is_the_head_of_a_digest():
    seeds = Seeds("4be0643f-1d98-573b-97cd-ca98a65347dd", "payments")
    text = b"4be0643f-1d98-573b-97cd-ca98a65347dd|payments|code-standards|ci1"
    assert seeds.of("code-standards", "ci1") == int(hashlib.sha256(text).hexdigest()[:16], 16)


def test_a_file_without_teams_has_the_empty_team():
    expected = int(hashlib.sha256(b"ab12||overall|mc1").hexdigest()[:16], 16)
    assert Seeds("ab12").of("overall", "mc1") == expected
