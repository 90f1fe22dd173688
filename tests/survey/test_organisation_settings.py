"""Settings of an organisation: name, look, units, teams."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from survey.models import Organisation, Team
from survey.services.campaigns import close_campaign
from tests.factories import NOW, make_campaign, make_organisation, make_team, make_user

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation("Example works")


@pytest.fixture
def manager(organisation: Organisation) -> Client:
    client = Client()
    client.force_login(organisation.memberships.get().user)
    return client


def at(organisation: Organisation, rest: str = "") -> str:
    return f"/organisations/{organisation.slug}/settings/{rest}"


def test_the_settings_are_kept(manager: Client, organisation: Organisation):
    given = {"name": "Blue", "name_zh": "蓝", "time_zone": "Asia/Shanghai", "accent": "#24506d"}
    manager.post(at(organisation), {**given, "retention_months": "12"})
    organisation.refresh_from_db()
    assert {field: getattr(organisation, field) for field in given} == given
    assert organisation.retention_months == 12
    entry = organisation.audit.get(action="organisation.changed")
    assert (entry.before["name"], entry.after["name"]) == ("Example works", "Blue")


@pytest.mark.parametrize(
    ("field", "value"),
    [("accent", "red;}"), ("time_zone", "Moon/Sea"), ("retention_months", "0"), ("name", "")],
)
def test_wrong_settings_are_refused(manager: Client, organisation: Organisation, field, value):
    manager.post(at(organisation), {"name": "Blue", field: value})
    organisation.refresh_from_db()
    assert organisation.name == "Example works"


def test_a_logo_is_a_picture_by_its_own_bytes(manager: Client, organisation: Organisation):
    def upload(content: bytes, name: str) -> str:
        file = SimpleUploadedFile(name, content, "image/png")
        return manager.post(at(organisation, "logo/"), {"logo": file}).content.decode()

    shown = f"/organisations/{organisation.slug}/logo/"
    assert "not a PNG or JPEG" in upload(b"<svg onload='alert(1)'/>", "logo.png")
    assert "larger than 200 KB" in upload(PNG + bytes(200 * 1024), "logo.png")
    assert manager.get(shown).status_code == 404
    upload(PNG, "logo.png")
    answer = manager.get(shown)
    assert (answer.content, answer["Content-Type"]) == (PNG, "image/png")
    manager.post(at(organisation, "logo/"), {"remove": "1"})
    assert manager.get(shown).status_code == 404


def test_units_group_teams_and_leave_them_behind(manager: Client, organisation: Organisation):
    team = make_team(organisation, "Payments")
    manager.post(at(organisation, "units/new/"), {"name": "Research"})
    again = manager.post(at(organisation, "units/new/"), {"name": "research"}).content.decode()
    assert "already is a unit" in again
    unit = organisation.units.get()
    place = at(organisation, f"teams/{team.slug}/")
    manager.post(place, {"name": "Payments", "unit": unit.pk})
    manager.post(at(organisation, f"units/{unit.pk}/"), {"name": "Labs", "name_zh": ""})
    team.refresh_from_db()
    assert team.unit.name == "Labs"
    foreign = make_organisation("Other").units.create(name="X", slug="x")
    manager.post(place, {"name": "Payments", "unit": foreign.pk})
    team.refresh_from_db()
    assert team.unit == unit
    manager.post(at(organisation, f"units/{unit.pk}/remove/"))
    team.refresh_from_db()
    assert team.unit is None


def test_a_team_goes_only_after_its_name_and_not_during_a_campaign(
    manager: Client, organisation: Organisation
):
    team = make_team(organisation, "Payments")
    place = at(organisation, f"teams/{team.slug}/")
    campaign = make_campaign(organisation, [team])
    assert "open campaign asks" in manager.post(place, {"typed": "Payments"}).content.decode()
    close_campaign(campaign=campaign, now=NOW)
    assert "Type the name" in manager.post(place, {"typed": "Pay"}).content.decode()
    assert Team.objects.filter(pk=team.pk).exists()
    manager.post(place, {"typed": "Payments"})
    assert not Team.objects.filter(pk=team.pk).exists()
    assert organisation.audit.get(action="team.removed").subject == "Payments"


def test_a_member_sees_no_settings(organisation: Organisation):
    client = Client()
    client.force_login(make_user())
    assert client.get(at(organisation)).status_code == 404
