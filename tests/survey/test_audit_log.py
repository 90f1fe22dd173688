"""The audit log as it is read: in words, filtered, a page at a time, and as files."""

import ast
import csv
import io
import json
import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from survey.acting import acting
from survey.models import AuditEntry
from survey.queries.audit_words import GROUPS, WORDS
from survey.services.audit import record
from survey.services.organisations import create_team
from tests.access.people import browser
from tests.factories import NOW, give_role, make_campaign, make_organisation, make_user

pytestmark = pytest.mark.django_db


def world():
    owner = make_user(name="Ann Owner")
    organisation = make_organisation("Works", owner)
    return organisation, owner, browser(owner), f"/organisations/{organisation.slug}/audit/"


def entry(organisation, at=NOW, action="team.created", subject="Team", **more):
    return AuditEntry.objects.create(
        organisation=organisation, at=at, action=action, subject=subject, **more
    )


RECORDING = {"record", "_record", "_tell", "_log"}


def recorded_names():
    """Every action name that a call of `record` in the product can be given."""
    found = set()
    for folder in ("survey", "reports"):
        for path in (settings.BASE_DIR / folder).rglob("*.py"):
            for call in ast.walk(ast.parse(path.read_text())):
                if isinstance(call, ast.Call) and getattr(call.func, "id", "") in RECORDING:
                    found |= {
                        node.value
                        for argument in call.args
                        for node in ast.walk(argument)
                        if isinstance(node, ast.Constant)
                        and isinstance(node.value, str)
                        and re.fullmatch(r"[a-z_]+\.[a-z_-]+", node.value)
                    }
    return found


def test_every_recorded_action_has_words_and_a_group():
    names = recorded_names()
    assert len(names) > 20
    assert names - set(WORDS) == set()
    nouns = {noun for _words, all_nouns in GROUPS.values() for noun in all_nouns}
    assert {name.partition(".")[0] for name in WORDS} <= nouns


def test_a_change_reads_from_what_to_what():
    organisation, owner, client, page = world()
    entry(
        organisation,
        action="role.changed",
        subject="Bo",
        before={"role": "member"},
        after={"role": "lead"},
        actor=owner,
        actor_name="Ann Owner",
    )
    text = client.get(page).content.decode()
    assert "Role changed" in text
    assert "by Ann Owner" in text
    assert "<s>Team member</s>" in text
    assert "Team lead" in text
    chinese = client.get(page, {"lang": "zh-hans"})
    assert chinese.status_code == 200


def test_the_newest_stands_first_and_older_pages_follow_without_gaps():
    organisation, _owner, client, page = world()
    AuditEntry.objects.all().delete()
    for number in range(120):
        # Several within one moment: the number decides among them.
        entry(organisation, NOW + timedelta(minutes=number // 7), subject=f"T{number:03}!")
    seen, address = [], page
    for _ in range(5):
        text = client.get(address).content.decode()
        seen += [f"T{n:03}!" for n in range(119, -1, -1) if f"T{n:03}!" in text]
        if "Older entries" not in text:
            break
        address = page + "?" + text.split(f'href="{page}?', 1)[1].split('"')[0]
    assert seen == [f"T{n:03}!" for n in range(119, -1, -1)]


def test_filters_leave_the_rest_out():
    organisation, owner, client, page = world()
    AuditEntry.objects.all().delete()
    campaign = make_campaign(organisation, state="draft")
    AuditEntry.objects.all().delete()
    entry(organisation, subject="By Ann", actor=owner, actor_name="Ann Owner")
    entry(organisation, subject="By nobody", action="weights.created")
    entry(organisation, NOW + timedelta(days=3), subject="Late", campaign=campaign)

    def shown(**query):
        text = client.get(page, query).content.decode()
        return {name for name in ("By Ann", "By nobody", "Late") if name in text}

    assert shown() == {"By Ann", "By nobody", "Late"}
    assert shown(person=owner.pk) == {"By Ann"}
    assert shown(person="-") == {"By nobody", "Late"}
    assert shown(group="weights") == {"By nobody"}
    assert shown(campaign=campaign.pk) == {"Late"}
    assert shown(first="2026-10-13") == {"Late"}
    assert shown(last="2026-10-12") == {"By Ann", "By nobody"}


@pytest.mark.parametrize(
    "query",
    [
        {"person": "999"},
        {"group": "nothing"},
        {"campaign": "x"},
        {"first": "32"},
        {"before": "x|y"},
        {"before": "2026-13-40T00:00:00+00:00|1"},
    ],
)
def test_what_cannot_be_read_limits_nothing(query):
    organisation, _owner, client, page = world()
    entry(organisation, subject="There it is")
    answer = client.get(page, query)
    assert (answer.status_code, b"There it is" in answer.content) == (200, True)


def test_as_many_queries_for_one_entry_as_for_many():
    organisation, owner, client, page = world()
    counts = []
    for number in (1, 40):
        for each in range(number):
            entry(organisation, actor=owner, subject=str(each), campaign=None)
        with CaptureQueriesContext(connection) as queries:
            client.get(page)
        counts.append(len(queries))
    assert counts == [6, 6]


def test_files_hold_every_chosen_entry_and_run_no_formula():
    organisation, _owner, client, page = world()
    AuditEntry.objects.all().delete()
    entry(organisation, subject='=HYPERLINK("http://evil.example")', after={"name": "准绳"})
    entry(organisation, NOW + timedelta(days=1), action="weights.created", subject="Board")
    files = page.rstrip("/")
    sheet = b"".join(client.get(f"{files}.csv")).decode()
    rows = list(csv.DictReader(io.StringIO(sheet)))
    assert [row["subject"] for row in rows] == ['\'=HYPERLINK("http://evil.example")', "Board"]
    assert rows[0]["after"] == '{"name": "准绳"}'
    lines = b"".join(client.get(f"{files}.jsonl", {"group": "weights"})).decode().splitlines()
    assert [json.loads(line)["subject"] for line in lines] == ["Board"]
    assert b"".join(client.get(f"{files}.csv", {"excel": 1})).decode().startswith("\ufeff")


def test_another_organisations_entries_are_not_read():
    _organisation, _owner, client, page = world()
    entry(make_organisation("Other"), subject="Theirs")
    assert b"Theirs" not in client.get(page).content


def test_a_manager_reads_the_log_and_a_lead_does_not():
    organisation, _owner, _client, page = world()
    manager = give_role(make_user(), organisation, "manager")
    team = create_team(organisation=organisation, name="Team")
    lead = give_role(make_user(), organisation, "lead", team)
    assert browser(manager).get(page).status_code == 200
    assert browser(lead).get(page).status_code == 404


def test_nothing_is_written_where_nothing_changed():
    organisation, owner, *_rest = world()
    before = AuditEntry.objects.count()
    with acting(owner):
        same = {"name": "Works"}
        assert record("team.changed", organisation=organisation, before=same, after=same) is None
    assert AuditEntry.objects.count() == before


def test_the_log_is_reached_from_the_organisation_and_the_campaign():
    organisation, _owner, client, page = world()
    campaign = make_campaign(organisation)
    assert f'href="{page}"' in client.get(f"/organisations/{organisation.slug}/").content.decode()
    text = client.get(f"/campaigns/{campaign.pk}/").content.decode()
    assert f"{page}?campaign={campaign.pk}" in text
    assert f"/campaigns/{campaign.pk}/privacy/" in text
