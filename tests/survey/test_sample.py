"""The sample organisation comes and goes as a whole."""

import csv

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from assessment.loading import built_in_model
from survey.models import (
    Answer,
    AnswerChange,
    AnswerSheet,
    Campaign,
    Membership,
    Organisation,
    Team,
    TeamResult,
    User,
)
from survey.queries.results import parsed
from survey.sample.loading import load_sample, purge_sample
from survey.services.refusal import Refused
from tests.factories import NOW, give_role, make_organisation, make_user

pytestmark = pytest.mark.django_db


def test_six_teams_two_closed_campaigns_and_one_to_try():
    load_sample(now=NOW)
    assert Team.objects.count() == 6
    assert sorted(Campaign.objects.values_list("state", flat=True)) == ["closed", "closed", "open"]
    hidden = TeamResult.objects.exclude(hidden_reason="").values_list("team__slug", "hidden_reason")
    assert list(hidden) == [("tools", "too_few")] * 2
    shown = TeamResult.objects.filter(campaign__name="Second round").exclude(payload="")
    results = {row.team.slug: parsed(row.result_sha256, row.payload) for row in shown}
    levels = {slug: result.core.overall.level for slug, result in results.items()}
    assert levels == {
        "payments": 2,
        "search": 3,
        "mobile": 2,
        "warehouse": 2,
        "infrastructure": 3,
    }
    assert results["payments"].core.overall.blocked_by == ("rc-identification", "cd-automation")
    with pytest.raises(Refused, match="there already"):
        load_sample(now=NOW)


def test_the_sample_shows_actions_that_are_done_under_way_and_overdue(client):
    load_sample(now=timezone.now())
    client.force_login(User.objects.get(email="manager@sample.example"))
    board = client.get("/organisations/sample/actions/").content.decode()
    for title in ("Review within one working day", "Keep one list of risks"):
        assert title in board
    home = client.get("/").content.decode()
    assert "One action is overdue. Ask who sees to it what is in the way." in home
    client.cookies["django_language"] = "zh-hans"
    assert "有一项行动已逾期" in client.get("/?lang=zh-hans").content.decode()


def test_purging_leaves_nothing_and_nobody_else_out():
    mine = make_organisation("Mine")
    load_sample(now=NOW)
    guest = User.objects.get(email="member@sample.example")
    give_role(guest, mine, "manager")
    outsider = make_user("someone@example.org")
    purge_sample()
    assert list(Organisation.objects.all()) == [mine]
    for rows in (Answer, AnswerChange, AnswerSheet, Campaign, Team, TeamResult):
        assert rows.objects.count() == 0
    assert set(User.objects.filter(email__contains="sample")) == {guest}
    assert User.objects.filter(pk=outsider.pk).exists()
    assert Membership.objects.count() == 2


def test_loading_again_gives_the_same_figures_and_takes_back_an_account_that_purging_left():
    mine = make_organisation("Mine")
    load_sample(now=NOW)
    first = figures()
    guest = give_role(User.objects.get(email="member@sample.example"), mine, "manager")
    guest.set_password("my own long password")
    guest.save()
    purge_sample()
    assert figures() == []
    load_sample(now=NOW)
    assert figures() == first
    guest.refresh_from_db()
    assert sorted(guest.memberships.values_list("role", flat=True)) == ["manager", "member"]
    assert guest.check_password("my own long password")


def figures() -> list[str]:
    return list(TeamResult.objects.order_by("pk").values_list("result_sha256", flat=True))


def test_purging_nothing_is_refused():
    with pytest.raises(Refused, match="no sample"):
        purge_sample()


def test_production_asks_for_force(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="--force") as refused:
        call_command("sample", "load")
    assert refused.value.returncode == 2
    assert Organisation.objects.count() == 0
    call_command("sample", "load", "--force")
    assert Organisation.objects.get().sample is True


def test_the_answer_file_is_the_same_each_time(tmp_path):
    first, again = tmp_path / "a.csv", tmp_path / "b.csv"
    call_command("sample", "answers", "--out", str(first))
    call_command("sample", "answers", "--out", str(again))
    assert first.read_bytes() == again.read_bytes()
    rows = list(csv.DictReader(first.open(encoding="utf-8")))
    assert len(rows) == 50 * len(built_in_model().core.practices)
    assert {row["answer"] for row in rows} == {"0", "1", "2", "3", "4", "NA", "DK"}


def test_an_answer_file_that_cannot_be_written_says_so(tmp_path):
    with pytest.raises(CommandError, match="nowhere") as refused:
        call_command("sample", "answers", "--out", str(tmp_path / "nowhere" / "a.csv"))
    assert refused.value.returncode == 2
