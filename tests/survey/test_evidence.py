"""Files of evidence in a campaign: attached, refused, removed, locked; frozen beside results."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta

import pytest

from assessment.core.evaluation import Findings, evaluate
from assessment.core.evidence import Check
from assessment.core.seeds import Seeds
from assessment.formats import EvidenceFaults
from survey.models import Campaign, EvidenceFile, TeamResult
from survey.queries.answers import answers_digest, team_answers
from survey.questionnaire import of_campaign
from survey.services import evidence as service
from survey.services.answering import Draft
from survey.services.campaigns import close_campaign, open_campaign
from survey.services.evidence import LARGEST, remove_evidence
from survey.services.refusal import Refused
from tests.factories import (
    NOW,
    answer_all,
    make_campaign,
    make_invitation,
    make_organisation,
    make_team,
    make_user,
)
from tests.survey.evidence_files import LEAST, MOST, REPOSITORY, attach, evidence_json

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=14)
SPLIT = {"cs_format": Draft("rated", 3), "at_unit": Draft("rated", 1)}


def closed(campaign: Campaign, **special: Draft) -> TeamResult:
    for option in (1, 2, 2, 3, 4):
        answer_all(make_invitation(campaign), option, **{**SPLIT, **special})
    close_campaign(campaign=campaign, now=LATER)
    return TeamResult.objects.get(campaign=campaign)


def expected(campaign: Campaign, findings: Findings | None) -> dict:
    """What evaluate() says of the campaign's answers with these findings."""
    answers = team_answers(campaign, campaign.teams.get(), of_campaign(campaign))
    result = evaluate(
        of_campaign(campaign).model,
        answers,
        form=campaign.form,
        invited=5,
        answers_sha256=answers_digest(answers),
        seeds=Seeds(str(campaign.pk), campaign.teams.get().slug),
        findings=findings,
    )
    return json.loads(json.dumps(result.to_json()))


@pytest.mark.parametrize("state", ["draft", "open"])
def test_a_file_is_kept_as_it_was_given(state):
    user, campaign = make_user(), make_campaign(state=state)
    data = b"\xef\xbb\xbf" + evidence_json()
    kept = attach(campaign, data=data, by=user, name="pay\u202ements.json")
    kept.refresh_from_db()
    assert (kept.campaign, kept.team) == (campaign, campaign.teams.get())
    assert (kept.name, kept.uploaded_by, kept.uploaded_at) == ("payments.json", user, NOW)
    assert kept.content.encode() == data
    assert kept.sha256 == hashlib.sha256(data).hexdigest()
    assert (kept.head, kept.checks) == (REPOSITORY["head"], 2)


def test_every_fault_is_told_and_nothing_is_kept():
    campaign = make_campaign()
    data = evidence_json(
        {**MOST, "practice": "cs-formatt"}, {**LEAST, "bound": {"at_least": 5}}, MOST
    )
    with pytest.raises(EvidenceFaults) as found:
        attach(campaign, data=data)
    assert [(fault.file, fault.line, fault.message) for fault in found.value.faults] == [
        ("scan.json", 12, "there is no practice “cs-formatt”"),
        ("scan.json", 24, "“at_least” is not a step"),
    ]
    assert not EvidenceFile.objects.exists()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "this is not valid JSON (the file ends early)"),
        (b"\xff\xfe{}", "the file is not UTF-8"),
        (b"[" * 40, "this is not valid JSON (values are nested more than 32 levels deep)"),
        (b'{"format": "plumbline-evidence/2"}', "the format “plumbline-evidence/2” is not known"),
        (evidence_json() + b" " * LARGEST, "the file is larger than 1 MiB"),
        (evidence_json().replace(b'"main"', b'"\\u0000"'), "this is not valid JSON (a text holds"),
    ],
)
def test_what_is_no_evidence_is_refused(data, message):
    campaign = make_campaign()
    with pytest.raises(EvidenceFaults) as found:
        service.attach_evidence(
            campaign=campaign,
            team=campaign.teams.get(),
            by=None,
            name="scan.json",
            data=data,
            now=NOW,
        )
    assert any(fault.message.startswith(message) for fault in found.value.faults)
    assert not EvidenceFile.objects.exists()


def test_a_file_of_one_mebibyte_is_taken():
    campaign = make_campaign()
    data = evidence_json()
    kept = attach(campaign, data=data + b" " * (LARGEST - len(data)))
    assert len(kept.content) == LARGEST


def test_the_same_file_twice_is_refused_for_one_team_only():
    organisation = make_organisation()
    teams = [make_team(organisation), make_team(organisation)]
    campaign = make_campaign(organisation, teams)
    attach(campaign, teams[0])
    with pytest.raises(Refused) as refused:
        attach(campaign, teams[0], name="again.json")
    assert str(refused.value) == "The team has this very file already, as “scan.json”."
    attach(campaign, teams[1])
    assert list(EvidenceFile.objects.values_list("team", "name")) == [
        (teams[0].pk, "scan.json"),
        (teams[1].pk, "scan.json"),
    ]


def test_a_team_that_takes_no_part_has_no_evidence():
    campaign = make_campaign()
    with pytest.raises(Refused) as refused:
        attach(campaign, make_team(campaign.organisation))
    assert str(refused.value) == "This team takes no part in the campaign."


def test_a_team_has_a_limited_number_of_files(monkeypatch):
    monkeypatch.setattr(service, "MOST", 2)
    campaign = make_campaign()
    for head in ("0000001", "0000002"):
        attach(campaign, data=evidence_json(head=head))
    with pytest.raises(Refused) as refused:
        attach(campaign, data=evidence_json(head="0000003"))
    assert str(refused.value) == "A team can have up to 2 files. Remove one first."


def test_closing_locks_the_files():
    campaign = make_campaign()
    kept = attach(campaign)
    closed(campaign)
    locked = "The campaign is closed. Its evidence stays as it is."
    with pytest.raises(Refused) as refused:
        attach(campaign, data=evidence_json(head="0000001"))
    assert str(refused.value) == locked
    with pytest.raises(Refused) as refused:
        remove_evidence(file=kept)
    assert str(refused.value) == locked
    assert list(EvidenceFile.objects.all()) == [kept]


def test_a_removed_file_counts_no_more():
    campaign = make_campaign()
    remove_evidence(file=attach(campaign))
    payload = json.loads(closed(campaign).payload)
    assert payload == expected(campaign, None)
    assert payload["evidence"] is None


@pytest.mark.parametrize("form", ["short", "full"])
def test_closing_freezes_what_the_engine_says_of_the_evidence(form):
    campaign = make_campaign(form=form)
    attach(campaign)
    frozen = closed(campaign)
    payload = json.loads(frozen.payload)
    checks = (
        Check("cs-format", at_most=1, confidence=0.8, check="E01"),
        Check("at-unit", at_least=4, confidence=0.7, check="E02"),
    )
    assert payload == expected(campaign, Findings(checks, [REPOSITORY["head"]]))
    assert payload["evidence"]["talk"] == ["cs-format", "at-unit"]
    without = expected(campaign, None)
    # Nothing else moves: steps whose evidence disagrees say so, and that is all.
    for step in payload["recommendations"]:
        step["badges"] = [badge for badge in step["badges"] if badge != "evidence_disagrees"]
    assert {**payload, "evidence": None} == without
    assert (frozen.score, frozen.level) == (
        without["overall"]["score"],
        without["overall"]["level"],
    )


def test_several_repositories_of_a_team_speak_together():
    campaign = make_campaign()
    for head, step in (("0000001", 0), ("0000002", 2), ("0000003", 1)):
        attach(campaign, data=evidence_json({**MOST, "bound": {"at_most": step}}, head=head))
    payload = json.loads(closed(campaign).payload)
    assert payload["evidence"]["heads"] == ["0000001", "0000002", "0000003"]
    assert payload["evidence"]["practices"][0]["checks"] == [
        {"id": "E01", "at_least": None, "at_most": 1, "confidence": 0.8}
    ]


def test_evidence_of_one_team_stays_with_it():
    organisation = make_organisation()
    teams = [make_team(organisation, "First"), make_team(organisation, "Second")]
    campaign = make_campaign(organisation, teams)
    attach(campaign, teams[0])
    for team in teams:
        for option in (1, 2, 2, 3, 4):
            answer_all(make_invitation(campaign, team), option, **SPLIT)
    close_campaign(campaign=campaign, now=LATER)
    payloads = {
        row.team_id: json.loads(row.payload) for row in TeamResult.objects.filter(campaign=campaign)
    }
    assert payloads[teams[0].pk]["evidence"]["talk"] == ["cs-format", "at-unit"]
    assert payloads[teams[1].pk]["evidence"] is None


def test_a_draft_whose_model_changed_says_so_before_it_closes():
    """A file read against the draft's model no longer fits; closing tells which one."""
    campaign = make_campaign(state="draft")
    kept = attach(campaign)
    EvidenceFile.objects.update(content=kept.content.replace("cs-format", "cs-layout"))
    campaign = open_campaign(campaign=campaign, now=NOW)
    answer_all(make_invitation(campaign))
    for _more in range(4):
        answer_all(make_invitation(campaign))
    with pytest.raises(Refused) as refused:
        close_campaign(campaign=campaign, now=LATER)
    assert str(refused.value) == (
        "The evidence in “scan.json” does not fit the questionnaire any more. Remove it first."
    )
    campaign.refresh_from_db()
    assert campaign.state == "open"
    remove_evidence(file=kept)
    close_campaign(campaign=campaign, now=LATER)
    assert TeamResult.objects.get().payload
