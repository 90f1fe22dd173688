"""Files of evidence: what their checks say, and every fault with its line."""

import json

import pytest

from assessment.core.evidence import Check
from assessment.formats import EvidenceFaults, parse_evidence, read_evidence
from assessment.loading import load_model
from tests.reports.assessing import MODEL

T7 = load_model(MODEL)
REPOSITORY = {
    "head": "0123abc",
    "branch": "main",
    "commits_12_months": 0,
    "scanned_at": "2026-10-26T08:30:00Z",
}
CHECK = {
    "id": "E1",
    "practice": "p1",
    "result": "found",
    "bound": {"at_least": 2},
    "confidence": 0.7,
}


def test_the_checks_of_a_file():
    found = read_evidence(MODEL / "evidence.json", T7)
    assert found.head == "5f0c2a9d1be74c86a3f2e8d7b6c5a49382716051"
    assert found.checks == (
        Check("p1", at_most=2, confidence=0.8, check="C1"),
        Check("p5", at_least=2, confidence=0.7, check="C2"),
    )


def faults_of(path, content, **dumping):
    place = path / "evidence.json"
    text = content if isinstance(content, str) else json.dumps(content, **dumping)
    place.write_text(text, encoding="utf-8")
    with pytest.raises(EvidenceFaults) as found:
        read_evidence(place, T7)
    return [(fault.line, fault.message) for fault in found.value.faults]


def whole(*checks, **more):
    return {
        "format": "plumbline-evidence/1",
        "repository": REPOSITORY,
        "checks": [{**CHECK, **check} for check in checks],
        **more,
    }


@pytest.mark.parametrize(
    ("check", "message"),
    [
        ({"id": "E 1"}, "“id” is not the name of a check"),
        ({"id": None}, "the key “id” is missing or empty"),
        ({"practice": "p9"}, "there is no practice “p9”"),
        ({"practice": "a1"}, "there is no practice “a1”"),
        ({"practice": None}, "the key “practice” is missing or empty"),
        ({"result": "maybe"}, "“result” is “maybe”"),
        ({"result": "cannot_tell"}, "a check that cannot tell has a bound"),
        ({"bound": 2}, "“bound” is not a mapping"),
        ({"bound": {}}, "“bound” has not exactly one of at_least and at_most"),
        (
            {"bound": {"at_least": 1, "at_most": 2}},
            "“bound” has not exactly one of at_least and at_most",
        ),
        ({"bound": {"at_least": 5}}, "“at_least” is not a step"),
        ({"bound": {"at_most": "2"}}, "“at_most” is not a step"),
        ({"confidence": 1.1}, "“confidence” is not a number from 0 to 1"),
        ({"confidence": "0.7"}, "“confidence” is not a number from 0 to 1"),
        ({"confidence": None}, "the key “confidence” is missing or empty"),
        ({"paths": "x"}, "“paths” is not a list"),
        ({"paths": [""]}, "“paths” is not a text"),
        ({"fact": "x" * 2001}, "“fact” is longer than 2000 characters"),
        ({"author": "x"}, "the key “author” is not known here"),
    ],
)
def test_faults_of_a_check(check, message, tmp_path):
    assert faults_of(tmp_path, whole(check)) == [(1, message)]


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("head", "main", "“head” is not a commit id"),
        ("branch", None, "the key “branch” is missing or empty"),
        ("commits_12_months", "many", "“commits_12_months” is not a count"),
        ("commits_12_months", -1, "“commits_12_months” is not a count"),
        ("scanned_at", "yesterday", "“scanned_at” is not a moment"),
        ("scanned_at", "2026-10-26T08:30:00", "“scanned_at” is not a moment"),
        ("author", "x", "the key “author” is not known here"),
    ],
)
def test_faults_of_the_repository(key, value, message, tmp_path):
    content = whole({}, repository={**REPOSITORY, key: value})
    assert faults_of(tmp_path, content) == [(1, message)]


def test_all_faults_at_once_with_their_lines(tmp_path):
    content = whole({}, {}, {"id": "E2", "practice": "p11"}, format="plumbline-evidence/2")
    assert faults_of(tmp_path, content, indent=1) == [
        (2, "the format “plumbline-evidence/2” is not known"),
        (19, "the check “E1” speaks of “p1” a second time"),
        (30, "there is no practice “p11”"),
    ]


@pytest.mark.parametrize(
    ("content", "messages"),
    [
        ([], ["a file of evidence is not a mapping"]),
        (
            {},
            [
                "the key “format” is missing or empty",
                "the key “repository” is missing or empty",
                "the key “checks” is missing or empty",
            ],
        ),
        ({**whole(), "checks": []}, ["“checks” is not a list with items"]),
        ({**whole(), "checks": [3]}, ["a check is not a mapping"]),
    ],
)
def test_files_that_are_no_evidence(content, messages, tmp_path):
    assert [message for _line, message in faults_of(tmp_path, content)] == messages


def test_a_repeated_key(tmp_path):
    text = json.dumps(whole({})).replace('"bound":', '"result": "found",\n"bound":')
    assert faults_of(tmp_path, text) == [(1, "the key “result” is repeated")]


def test_the_bytes_of_a_file_are_read_as_the_file_is():
    data = (MODEL / "evidence.json").read_bytes()
    assert parse_evidence("scan.json", data, T7) == read_evidence(MODEL / "evidence.json", T7)
    with pytest.raises(EvidenceFaults) as found:
        parse_evidence("scan.json", data[:-3], T7)
    (fault,) = found.value.faults
    assert (fault.file, fault.line) == ("scan.json", 30)
    with pytest.raises(EvidenceFaults) as found:
        parse_evidence("scan.json", b" " * 2**20 + b"{}", T7, largest=2**20)
    assert [fault.message for fault in found.value.faults] == ["the file is larger than 1 MiB"]


def test_a_file_of_countless_values_is_refused():
    with pytest.raises(EvidenceFaults) as found:
        parse_evidence("scan.json", b"[" + b"{}," * 150_000 + b"{}]", T7)
    (fault,) = found.value.faults
    assert fault.message == (
        "this is not valid JSON (the file holds more than 150000 keys and values)"
    )
