"""Bar Q9: every address that changes something writes an audit entry; no answer is ever in one.

Walked from the URL configuration: an address that takes POST and stands in neither list below
fails the build.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.utils import timezone

from assessment.loading import BUILT_IN
from survey.models import AuditEntry, Campaign, Document
from survey.models.campaign import State
from survey.models.document import DocumentState
from survey.questionnaire import of_campaign
from survey.services.agreeing import agree_unanimous
from survey.services.answering import Draft
from survey.services.campaigns import close_campaign
from survey.services.open_links import close_team_link
from survey.services.retention import erase_answers
from survey.services.seats import Choice, cast_votes, take_seat
from survey.services.weight_profiles import add_judgement
from survey.services.workshops import finish_workshop, show_votes
from tests.access.addresses import addresses
from tests.access.people import World, browser, make_world
from tests.factories import LAYERS, NOW, PASSWORD, answer_all, make_campaign, make_invitation
from tests.survey.evidence_files import LEAST, evidence_json

pytestmark = pytest.mark.django_db
Data = Mapping[str, Any]

ANSWERING = "a respondent’s own answers: they keep a history of their own, and name nobody"
PREFERENCE = "how the reader sees pages; it changes nothing for anybody"
READ = "answers a question and stores nothing"
BEFORE_SIGN_IN = "walked in the tests of its own page: it needs a token that works once"
OWN_TESTS = "walked in the tests of its own page: it needs mail, a file or rows of its own"

NOT_WALKED = {
    "theme": PREFERENCE,
    "answer-section": ANSWERING,
    "answer-role": ANSWERING,
    "answer-fill": ANSWERING,
    "answer-submit": ANSWERING,
    "answer-reopen": ANSWERING,
    "join": ANSWERING,
    "workshop-join": ANSWERING,
    "seat-section": ANSWERING,
    "workshop-point": ANSWERING,
    "workshop-accept": ANSWERING,
    "verify": READ,
    "setup": BEFORE_SIGN_IN,
    "offer": BEFORE_SIGN_IN,
    "account-delete": "leaves no actor: tests/survey/test_erasure.py",
    **dict.fromkeys(
        (
            "campaign-mail",
            "campaign-remind",
            "campaign-reopen",
            "campaign-try",
            "campaign-try-remove",
            "offer-renew",
            "offer-withdraw",
            "organisation-logo-change",
            "unit-change",
            "unit-remove",
        ),
        OWN_TESTS,
    ),
    "offer-accept": BEFORE_SIGN_IN,
}


NOTHING_TO_COMPARE = {"account.sessions-ended"}
"""The action says it all: there is no state before and after."""


@dataclass(frozen=True)
class Post:
    """A request that succeeds, and the action that the log then names."""

    action: str
    data: Callable[[World], Data] = lambda _world: {}
    prepare: Callable[[World], object] = lambda _world: None


def plain(action: str, **values: Any) -> Post:
    return Post(action, lambda _world: values)


def draft(_world: World) -> Data:
    return {"name": "Spring", "model_ref": f"{BUILT_IN}@1.0.0", "form": "short"}


def who(world: World) -> Data:
    return {"teams": [world.team.pk, world.other_team.pk], "mode": "named", "min_group": 4}


def numbers(_world: World) -> Data:
    shares = {"engineering": 300, "management": 200, "problem-solving": 200}
    shares |= {"technical": 200, "open-source": 100}
    weights = {f"weight.overall.{slug}": share for slug, share in shares.items()}
    return {"name": "Numbers", "reason": "We sell software.", **weights}


def pairs(**more: Any) -> Data:
    places = [(row, column) for row in range(5) for column in range(row + 1, 5)]
    said = {f"pair-{row}-{column}": LAYERS[at] for at, (row, column) in enumerate(places)}
    return {**said, **more}


def open_draft(world: World) -> None:
    Campaign.objects.filter(pk=world.draft.pk).update(
        state=State.OPEN, opened_at=NOW, model_sha256=world.campaign.model_sha256
    )


def pause_draft(world: World) -> None:
    open_draft(world)
    Campaign.objects.filter(pk=world.draft.pk).update(paused_at=NOW)


def fail_document(world: World) -> None:
    Document.objects.filter(pk=world.document.pk).update(state=DocumentState.FAILED)


def first_step(world: World) -> Data:
    """The first step that the page offers."""
    path = f"/reports/{world.campaign.pk}/{world.team.slug}/actions/"
    page = browser(world.people["owner"]).get(path).content.decode()
    found = re.search(r'name="do"[^>]*value="([^"]+)"', page)
    return {"do": found.group(1) if found else ""}


def close_open_link(world: World) -> None:
    close_team_link(link=world.open_link, now=NOW)


def without_workshop(world: World) -> None:
    world.seat.workshop.delete()


def vote_jointly(world: World) -> None:
    workshop = world.seat.workshop
    asked = of_campaign(workshop.campaign)
    for seat in (world.seat, take_seat(workshop=workshop, now=NOW)):
        choice = Choice("ci-pipeline", "rated", 2)
        cast_votes(seat=seat, asked=asked, choices=[choice], now=NOW)


def show_jointly(world: World) -> None:
    vote_jointly(world)
    lead = {"workshop": world.seat.workshop, "by": world.people["owner"], "now": NOW}
    show_votes(practices=["ci-pipeline"], **lead)


def agree_jointly(world: World) -> None:
    show_jointly(world)
    workshop = world.seat.workshop
    lead = {"workshop": workshop, "by": world.people["owner"], "now": NOW}
    agree_unanimous(asked=of_campaign(workshop.campaign), **lead)


def finish_jointly(world: World) -> None:
    agree_jointly(world)
    lead = {"workshop": world.seat.workshop, "by": world.people["owner"]}
    finish_workshop(now=timezone.now(), **lead)


POSTS: Mapping[str, Post] = {
    "organisation-new": plain("organisation.created", name="Another"),
    "organisation": plain("team.created", name="Third team"),
    "account": plain("account.changed", name="Other name", email="", language="en"),
    "account-sessions": plain("account.sessions-ended", password=PASSWORD),
    "people": plain("person.invited", email="new@example.org", role="manager"),
    "person-role": Post("role.changed", lambda w: {"role": "lead", "team": w.other_team.pk}),
    "person-remove": plain("role.removed"),
    "organisation-settings": Post(
        "organisation.changed", lambda w: {"name": "Renamed", "retention_months": 6}
    ),
    "unit-new": plain("unit.created", name="East"),
    "team-settings": plain("team.changed", name="Renamed"),
    "campaign-new": Post("campaign.created", draft),
    "campaign-set-up": Post("campaign.changed", who),
    "campaign-copy": plain("campaign.created", name="Again", model_ref=f"{BUILT_IN}@1.0.0"),
    "campaign-open": plain("campaign.opened"),
    "campaign-pause": Post("campaign.paused", prepare=open_draft),
    "campaign-resume": Post("campaign.resumed", prepare=pause_draft),
    "campaign-close": Post("campaign.closed", prepare=open_draft),
    "evidence": Post(
        "evidence.attached",
        lambda w: {
            "team": w.other_team.pk,
            "file": SimpleUploadedFile("more.json", evidence_json(LEAST)),
        },
    ),
    "evidence-remove": plain("evidence.removed"),
    "outcomes": plain("outcomes.entered", change_failure_rate="5.0"),
    "weights-numbers": Post("weights.created", numbers),
    "weights-compare": plain("weights.created", **pairs(name="Pairs", expert="Bo")),
    "weight-profile-judge": plain("weights.changed", **pairs(expert="Bo")),
    "weight-profile-unjudge": Post(
        "weights.changed",
        lambda w: {"part": "overall", "expert": "Ann"},
        lambda w: add_judgement(
            profile=w.profile, by=None, part="overall", expert="Bo", upper=LAYERS, now=NOW
        ),
    ),
    "weight-profile-remove": plain("weights.removed"),
    "weight-profile-change": plain("weights.changed", name="Renamed", reason="As agreed."),
    "action-new": Post("action.created", lambda w: {"team": w.team.slug, "title": "Do it"}),
    "action": plain("action.changed", title="Do it soon", state="doing"),
    "action-move": plain("action.moved", state="doing"),
    "action-remove": plain("action.removed"),
    "invitation-change": plain("link.corrected", label="Somebody else"),
    "invitation-remove": plain("link.removed"),
    "open-link-close": plain("open_link.closed"),
    "open-link-new": Post(
        "open_link.made", lambda w: {"team": w.other_team.pk, "limit": 5}, close_open_link
    ),
    "campaign-people-add": Post(
        "links.made", lambda w: {"team": w.other_team.pk, "people": "Bo Chen", "make": "1"}
    ),
    "actions-choose": Post("action.created", first_step),
    "share": plain("share.created", cut="summary", days="90"),
    "share-overview": plain("share.created", cut="overview", days="90"),
    "share-revoke": plain("share.revoked"),
    "documents": plain("document.asked", kind="portfolio", language="en"),
    "document-again": Post("document.asked", prepare=fail_document),
    "document-remove": plain("document.removed"),
    "person-erase": Post("person.erased", lambda w: {"typed": w.people["other"].email}),
    "privacy-name": Post(
        "person.erased",
        lambda w: {"who": "Ann Lee", "typed": "ann lee"},
        lambda w: make_invitation(w.draft, w.other_team, "Ann Lee"),
    ),
    "workshop": Post("workshop.opened", lambda _w: {"names_shown": "on"}, without_workshop),
    "workshop-show": Post("workshop.votes_shown", prepare=vote_jointly),
    "workshop-again": Post("workshop.voting_reopened", prepare=show_jointly),
    "workshop-finish": Post("workshop.finished", prepare=agree_jointly),
    "workshop-reopen": Post("workshop.reopened", prepare=finish_jointly),
    "campaign-privacy": plain("retention.changed", months=3),
    "campaign-erase-answers": plain("answers.erased", typed="Autumn 2026"),
}


def takes_post() -> dict[str, str]:
    """The names of addresses that do more than show something, with their paths."""
    world = make_world("Asked")
    client = browser(world.people["owner"])
    found = {}
    for address in addresses():
        if address.name in NOT_WALKED:
            found[address.name] = ""
            continue
        path = address.path(world)
        with transaction.atomic():
            if client.post(path).status_code != 405:
                found[address.name] = path
            transaction.set_rollback(True)
    return found


def test_every_address_that_changes_something_is_walked_or_says_why_not():
    assert set(POSTS) & set(NOT_WALKED) == set()
    assert set(POSTS) | set(NOT_WALKED) <= {address.name for address in addresses()}
    assert sorted(set(takes_post()) - set(POSTS) - set(NOT_WALKED)) == []


@pytest.mark.parametrize("name", POSTS)
def test_a_change_writes_who_what_before_and_after(name):
    post = POSTS[name]
    world = make_world("Inside")
    world.people["other"] = world.membership.user
    post.prepare(world)
    address = next(address for address in addresses() if address.name == name)
    path = address.path(world)
    if name == "campaign-erase-answers":
        path = path.replace(str(world.draft.pk), str(world.campaign.pk))
    owner = world.people["owner"]
    last = AuditEntry.objects.order_by("-pk").first()
    answer = browser(owner).post(path, post.data(world))
    assert answer.status_code in {200, 302}, answer.status_code
    fresh = AuditEntry.objects.filter(pk__gt=last.pk if last else 0)
    line = fresh.filter(action=post.action).first()
    assert line is not None, list(fresh.values_list("action", flat=True))
    assert (line.actor, bool(line.actor_name)) == (owner, True)
    assert post.action in NOTHING_TO_COMPARE or line.before != line.after


MARKS = ("Grünspecht-17", "Rotkehlchen-23", "https://example.org/zaunkönig-31")


def test_no_answer_of_an_anonymous_campaign_is_in_any_entry():
    """Texts that nobody else would write, and who wrote them, from the first save to erasure."""
    campaign = make_campaign()
    team = campaign.teams.get()
    labels, tokens = [], []
    for at in range(5):
        link = make_invitation(campaign, team, f"Respondent Quill-{at}")
        labels.append(link.label)
        tokens.append(link.token)
        draft = Draft("rated", at % 5, note=MARKS[0], evidence_url=MARKS[2])
        answer_all(link, 3, ci_pipeline=draft, lg_license=Draft("na", reason=MARKS[1]))
    campaign = close_campaign(campaign=campaign, now=NOW + timedelta(days=14))
    erase_answers(campaign=campaign, now=NOW + timedelta(days=15))
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM survey_auditentry")
        log = "\n".join(str(row) for row in cursor.fetchall())
    assert "campaign.closed" in log
    said = [*MARKS, *labels, *tokens, "ci-pipeline", "option", '"rated"']
    assert [text for text in said if text in log] == []
