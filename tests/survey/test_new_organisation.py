"""The page that creates an organisation with its first teams."""

import pytest

from survey.models import AuditEntry, Organisation, Team
from tests.factories import make_user

pytestmark = pytest.mark.django_db
ADDRESS = "/organisations/new/"


@pytest.fixture
def lead(client):
    client.force_login(make_user())
    return client


def test_teams_are_created_in_their_order_and_the_next_page_sets_up_a_campaign(lead):
    given = {"name": "Works", "teams": " Payments \n\nSearch\r\n", "time_zone": "Asia/Shanghai"}
    answer = lead.post(ADDRESS, given)
    made = Organisation.objects.get()
    assert answer.url == f"/organisations/{made.slug}/campaigns/new/"
    assert made.time_zone == "Asia/Shanghai"
    assert list(made.teams.order_by("pk").values_list("name", flat=True)) == ["Payments", "Search"]
    actions = AuditEntry.objects.order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["organisation.created", "team.created", "team.created"]


def test_without_teams_the_organisation_asks_for_them(lead):
    answer = lead.post(ADDRESS, {"name": "Works", "teams": " \n"})
    assert answer.url == f"/organisations/{Organisation.objects.get().slug}/"
    assert not Team.objects.exists()


@pytest.mark.parametrize(
    ("teams", "said"),
    [
        ("\n".join(f"Team {n}" for n in range(101)), "At most 100 teams at once; these are 101."),
        ("Payments\npayments", "“payments” is there twice."),
        ("Payments\n" + "x" * 121, "Team 2: a name has at most 120 characters."),
        ("I\n\u0131\nı", "“ı” is there twice."),
    ],
)
def test_names_that_cannot_be_are_refused_and_nothing_is_made(lead, teams, said):
    answer = lead.post(ADDRESS, {"name": "Works", "teams": teams})
    assert said in answer.content.decode()
    assert teams.splitlines()[0] in answer.content.decode()
    assert not Organisation.objects.exists()


def test_the_zone_is_filled_in_once_and_never_against_a_choice(lead):
    assert "data-own-zone" in lead.get(ADDRESS).content.decode()
    again = lead.post(ADDRESS, {"name": "Works", "teams": "a\na", "time_zone": ""})
    assert "data-own-zone" not in again.content.decode()


def test_a_zone_that_is_none_is_refused(lead):
    answer = lead.post(ADDRESS, {"name": "Works", "time_zone": "Asia/Nowhere"})
    assert "Select a valid choice" in answer.content.decode()
    assert not Organisation.objects.exists()
