"""Setting a campaign up: every step, what opening and answers lock, templates, the preview."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from assessment.loading import BUILT_IN, published_models
from survey.models import AuditEntry, Campaign, Organisation
from survey.queries.audit import line_of
from survey.questionnaire import capabilities
from survey.services.answering import begin_sheet
from survey.services.campaign_copy import copy_campaign
from survey.services.campaign_life import set_times
from survey.services.campaign_roles import set_roles
from survey.services.campaign_setup import set_asked, set_targets, set_weights, set_who
from survey.services.campaigns import close_campaign, open_campaign
from survey.services.refusal import Refused
from survey.services.trial_answers import trial_link
from tests.factories import (
    NOW,
    make_campaign,
    make_compared,
    make_invitation,
    make_organisation,
    make_team,
    make_user,
)
from tests.survey.pages import Page

pytestmark = pytest.mark.django_db
REF = f"{BUILT_IN}@1.0.0"
ROLES = [{"slug": "dev", "en": "Developer", "zh-hans": "开发"}, {"slug": "ops", "en": "Operations"}]


@pytest.fixture
def place() -> SimpleNamespace:
    """An organisation of two teams, its manager's browser, and addresses of steps."""
    owner = make_user()
    organisation = make_organisation("Example works", owner)
    browser = Client()
    browser.force_login(owner)
    teams = [make_team(organisation, name) for name in ("Payments", "Mobile")]
    return SimpleNamespace(organisation=organisation, browser=browser, teams=teams, owner=owner)


def step(campaign: Campaign, name: str) -> str:
    return reverse("campaign-set-up", args=[campaign.pk, name])


def draft(place: SimpleNamespace, **more: object) -> Campaign:
    return make_campaign(place.organisation, place.teams, state="draft", **more)


def fresh(campaign: Campaign) -> Campaign:
    return Campaign.objects.get(pk=campaign.pk)


def test_in_a_hurry_name_and_teams_are_enough(place):
    browser = place.browser
    new = reverse("campaign-new", args=[place.organisation.slug])
    made = browser.post(new, {"name": "Autumn", "model_ref": REF, "form": "short"})
    campaign = Campaign.objects.get()
    assert made.url == step(campaign, "who")
    page = Page(browser.get(step(campaign, "open")))
    assert "No team is chosen." in page.text
    assert reverse("campaign-open", args=[campaign.pk]) not in {
        form.action for form in page.forms.values()
    }
    values = {"teams": [team.pk for team in place.teams], "mode": "anonymous", "min_group": 5}
    assert browser.post(step(campaign, "who"), values).url == step(campaign, "when")
    assert "No team is chosen." not in Page(browser.get(step(campaign, "open"))).text
    browser.post(reverse("campaign-open", args=[campaign.pk]))
    assert fresh(campaign).state == "open"


def test_the_whole_set_up_is_kept_and_shown_for_checking(place):
    Organisation.objects.update(time_zone="Asia/Shanghai")
    browser, campaign = place.browser, draft(place)
    for name, values in {
        "asked": {"name": "Winter", "model_ref": REF, "form": "full", "modules": ["large-model"]},
        "when": {"deadline": "2030-12-24T18:00", "grace_hours": 12, "reminder_days": "2、7"},
        "weights": {"weights": "equal"},
        "targets": {"target-ci-cd": 4, "target-code-review": 3},
        "roles": {"role-0-en": "Developer", "role-0-zh": "开发", "role-1-en": "Operations"},
    }.items():
        assert browser.post(step(campaign, name), values).status_code == 302, name
    browser.post(
        step(campaign, "roles"),
        {
            "role-0-slug": "developer",
            "role-0-en": "Developer",
            "role-0-zh": "开发",
            "role-1-slug": "operations",
            "role-1-en": "Operations",
            "only-ci-cd": ["operations"],
        },
    )
    kept = fresh(campaign)
    # Six in the evening in Shanghai, not where the server stands.
    assert kept.deadline == datetime(2030, 12, 24, 10, tzinfo=UTC)
    assert (kept.grace_hours, kept.reminder_days) == (12, [7, 2])
    assert (kept.form, kept.modules, kept.weighting) == ("full", ["large-model"], "equal")
    assert kept.targets == {"ci-cd": 4, "code-review": 3}
    assert [role["slug"] for role in kept.roles] == ["developer", "operations"]
    assert kept.show_if == {"ci-cd": ["operations"]}
    english = Page(browser.get(step(campaign, "open") + "?lang=en")).text
    for said in ("Winter", "88 questions", "18:00 (UTC+8)", "12 hours of grace", "7, 2 days"):
        assert said in english
    assert "Developer, Operations" in english
    assert "CI/CD: Operations" in english
    chinese = Page(browser.get(step(campaign, "open") + "?lang=zh-hans")).text
    assert "2030年12月24日18:00（北京时间）" in chinese
    assert "开发" in chinese


def test_what_is_wrong_is_said_at_the_field_and_nothing_is_written(place):
    campaign = draft(place)
    for name, values, field in (
        ("asked", {"name": "", "model_ref": REF, "form": "full"}, "name"),
        ("asked", {"name": "x", "model_ref": "magic@1", "form": "full"}, "model_ref"),
        ("who", {"teams": [999], "mode": "anonymous", "min_group": 5}, "teams"),
        ("who", {"teams": [], "mode": "anonymous", "min_group": 1}, "min_group"),
        ("when", {"deadline": "soon", "grace_hours": 0}, "deadline"),
        ("when", {"deadline": "2020-01-01T10:00", "grace_hours": 0}, "__all__"),
        ("when", {"grace_hours": 0, "reminder_days": "often"}, "reminder_days"),
        ("when", {"grace_hours": 0, "reminder_days": "61"}, "__all__"),
        ("when", {"grace_hours": 0, "reminder_days": "1 2 3 4 5 6"}, "__all__"),
        ("targets", {"target-ci-cd": 1}, "target-ci-cd"),
        ("roles", {"role-0-en": "Dev", "role-1-en": "dev"}, "__all__"),
    ):
        answer = place.browser.post(step(campaign, name), values)
        assert answer.status_code == 422, (name, values)
        assert field in answer.context["form"].errors, (name, values)
    kept, before = fresh(campaign), Campaign.objects.values().get()
    assert (kept.deadline, kept.reminder_days, kept.targets, kept.roles) == (None, [], {}, [])
    assert before["name"] == "Autumn 2026"
    assert place.browser.get(step(campaign, "magic")).status_code == 404


def test_another_form_takes_targets_roles_and_trials_that_do_not_fit(place):
    campaign = draft(place, form="full", modules=["large-model"])
    module = next(
        slug for slug in _slugs(campaign) if slug not in _slugs(draft(place, form="full"))
    )
    set_targets(campaign=campaign, targets={module: 3, "ci-cd": 4}, now=NOW)
    trial_link(campaign=campaign, now=NOW)
    gone = set_asked(campaign=campaign, name="x", model_ref=REF, form="short", modules=[], now=NOW)
    assert gone == {"targets"}
    assert fresh(campaign).targets == {"ci-cd": 4}
    assert not campaign.invitations.filter(test=True).exists()


def _slugs(campaign: Campaign) -> list[str]:
    return list(capabilities(campaign))


def test_a_role_is_never_asked_nothing_and_unknown_ones_are_refused(place):
    campaign = draft(place)
    everything = {slug: ["ops"] for slug in _slugs(campaign)}
    with pytest.raises(Refused, match="asked nothing"):
        set_roles(campaign=campaign, roles=ROLES, show_if=everything, now=NOW)
    for show_if in ({"magic": ["ops"]}, {"ci-cd": ["boss"]}):
        with pytest.raises(Refused, match="no such"):
            set_roles(campaign=campaign, roles=ROLES, show_if=show_if, now=NOW)
    set_roles(campaign=campaign, roles=ROLES, show_if={"ci-cd": ["dev", "ops"]}, now=NOW)
    assert fresh(campaign).show_if == {}


def change(campaign: Campaign) -> dict[str, Callable[[], object]]:
    """Ways to change a campaign, by the name of what is changed."""
    teams = list(campaign.teams.all())
    asked = {"name": campaign.name, "model_ref": REF, "form": "short", "modules": []}
    who = {"teams": teams, "mode": campaign.mode, "min_group": campaign.min_group}
    added = [*teams, make_team(campaign.organisation)]
    args = {"campaign": campaign, "now": NOW}
    return {
        "name": lambda: set_asked(**args, **asked | {"name": "Renamed"}),
        "form": lambda: set_asked(**args, **asked | {"form": "full"}),
        "modules": lambda: set_asked(**args, **asked | {"modules": ["large-model"]}),
        "weights": lambda: set_weights(**args, weights="equal"),
        "less private": lambda: set_who(**args, **who | {"mode": "named"}),
        "joint": lambda: set_who(**args, **who | {"mode": "consensus"}),
        "smaller group": lambda: set_who(**args, **who | {"min_group": 4}),
        "larger group": lambda: set_who(**args, **who | {"min_group": 6}),
        "teams added": lambda: set_who(**args, **who | {"teams": added}),
        "roles": lambda: set_roles(**args, roles=ROLES, show_if={"ci-cd": ["ops"]}),
        "targets": lambda: set_targets(**args, targets={"ci-cd": 5}),
        "times": lambda: set_times(
            **args, deadline=NOW + timedelta(days=9), grace_hours=1, reminder_days=[3]
        ),
    }


FREE = {"name", "targets"}
WHILE_OPEN = FREE | {"teams added", "times"}
CHANGES: dict[str, set[str] | None] = {
    "draft": None,
    "open": WHILE_OPEN | {"larger group", "roles"},
    "begun": WHILE_OPEN,
    "closed": FREE,
}


@pytest.mark.parametrize("state", CHANGES)
def test_what_may_change_in_which_state(state):
    """In a service, whatever a page offers; what is refused writes nothing."""
    allowed = set()
    for name in change(make_campaign(state="draft")):
        campaign = make_campaign(state="draft" if state == "draft" else "open")
        if state == "begun":
            begin_sheet(invitation=make_invitation(campaign))
        if state == "closed":
            campaign = close_campaign(campaign=campaign, now=NOW)
        act = change(campaign)[name]
        before = Campaign.objects.filter(pk=campaign.pk).values().get()
        teams = set(campaign.teams.all())
        last = AuditEntry.objects.count()
        try:
            act()
        except Refused:
            assert Campaign.objects.filter(pk=campaign.pk).values().get() == before
            assert set(campaign.teams.all()) == teams
            assert AuditEntry.objects.count() == last
            continue
        allowed.add(name)
        line = AuditEntry.objects.order_by("pk").last()
        assert line.action.startswith("campaign.")
        assert line.before != line.after
    expected = CHANGES[state]
    assert allowed == (set(change(campaign)) if expected is None else expected)


def test_an_open_named_campaign_may_become_anonymous_until_somebody_answers(place):
    campaign = make_campaign(place.organisation, place.teams, mode="named")
    values = {"campaign": campaign, "teams": place.teams, "min_group": 5, "now": NOW}
    set_who(**values, mode="anonymous")
    assert fresh(campaign).mode == "anonymous"
    with pytest.raises(Refused, match="stricter"):
        set_who(**values, mode="named")


def test_a_team_with_links_or_evidence_stays(place):
    campaign = draft(place)
    payments, mobile = place.teams
    make_invitation(campaign, payments)
    values = {"campaign": campaign, "mode": "anonymous", "min_group": 5, "now": NOW}
    with pytest.raises(Refused, match="stays in it"):
        set_who(**values, teams=[mobile])
    set_who(**values, teams=[payments])
    assert list(campaign.teams.all()) == [payments]


def test_a_page_says_what_is_fixed_and_takes_nothing_there(place):
    campaign = open_campaign(campaign=draft(place), now=NOW)
    answer = place.browser.post(
        step(campaign, "asked"), {"name": "Renamed", "model_ref": "x", "form": "full"}
    )
    assert answer.url == reverse("campaign", args=[campaign.pk])
    assert (fresh(campaign).name, fresh(campaign).form) == ("Renamed", "short")
    page = Page(place.browser.get(step(campaign, "asked"))).text
    assert "were fixed when the campaign opened" in page
    begin_sheet(invitation=make_invitation(campaign, place.teams[0]))
    for name in ("who", "roles"):
        assert "Somebody has begun to answer" in Page(place.browser.get(step(campaign, name))).text
    close_campaign(campaign=campaign, now=NOW)
    closed = Page(place.browser.get(step(campaign, "targets"))).text
    assert "Results are frozen and hold no target" in closed
    place.browser.post(step(campaign, "targets"), {"target-ci-cd": 3})
    assert fresh(campaign).targets == {"ci-cd": 3}


def test_a_template_brings_the_set_up_and_nobody(place):
    profile = make_compared(place.organisation)
    before = draft(place, weights=profile, modules=["large-model"], min_group=6, mode="named")
    set_roles(campaign=before, roles=ROLES, show_if={"ci-cd": ["ops"]}, now=NOW)
    set_targets(campaign=before, targets={"ci-cd": 4}, now=NOW)
    set_times(
        campaign=before,
        deadline=NOW + timedelta(days=9),
        grace_hours=2,
        reminder_days=[3],
        now=NOW,
    )
    make_invitation(before, place.teams[0])
    copy = reverse("campaign-copy", args=[before.pk])
    assert "Not taken over: people, dates and answers." in Page(place.browser.get(copy)).text
    new = reverse("campaign-new", args=[place.organisation.slug])
    assert copy in Page(place.browser.get(new)).links
    answer = place.browser.post(copy, {"name": "Spring"})
    made = Campaign.objects.get(name="Spring")
    assert answer.url == step(made, "asked")
    before = fresh(before)
    same = ("form", "modules", "mode", "min_group", "profile", "roles", "show_if", "targets")
    for field in (*same, "reminder_days", "grace_hours", "model_version"):
        assert getattr(made, field) == getattr(before, field), field
    assert set(made.teams.all()) == set(place.teams)
    assert (made.state, made.deadline, made.invitations.count()) == ("draft", None, 0)
    assert AuditEntry.objects.get(action="campaign.copied").after["template"] == "Autumn 2026"


def test_a_newer_version_is_offered_and_what_does_not_fit_is_left_out(place):
    """The campaign asks an older version, whose capability and weights are no more."""
    profile = make_compared(place.organisation)
    before = draft(place, weights=profile)
    Campaign.objects.filter(pk=before.pk).update(
        model_version="0.9.0", targets={"ci-cd": 4, "gone": 3}, show_if={"gone": ["ops"]}
    )
    type(profile).objects.update(model_version="0.9.0")
    assert published_models() == ((BUILT_IN, "1.0.0"),)
    made, left = copy_campaign(template=fresh(before), by=None, name="Next", model_ref=REF, now=NOW)
    assert left == {"weights", "targets", "roles"}
    assert (made.weighting, made.targets, made.show_if) == ("default", {"ci-cd": 4}, {})
    Campaign.objects.filter(pk=before.pk).update(model_slug="other")
    with pytest.raises(Refused, match="same questionnaire"):
        copy_campaign(template=fresh(before), by=None, name="x", model_ref=REF, now=NOW)


def test_the_preview_shows_every_question_of_a_role_in_both_languages(place):
    campaign = draft(place)
    set_roles(campaign=campaign, roles=ROLES, show_if={"ci-cd": ["ops"]}, now=NOW)
    address = reverse("campaign-preview", args=[campaign.pk])
    pages = {role: Page(place.browser.get(f"{address}?role={role}")) for role in ("", "dev", "ops")}
    assert "ci-cd" in pages["ops"].ids
    assert "ci-cd" in pages[""].ids
    assert "ci-cd" not in pages["dev"].ids
    assert "24 questions, about 9 minutes" in pages["ops"].text
    assert "22 questions" in pages["dev"].text or "23 questions" in pages["dev"].text
    assert "开发" in Page(place.browser.get(f"{address}?lang=zh-hans")).text
    model = reverse("model-preview", args=[BUILT_IN, "1.0.0"])
    assert "88 questions" in Page(Client().get(model)).text
    short = Page(Client().get(f"{model}?form=short&lang=zh-hans"))
    assert "ci-cd" in short.ids
    assert Client().get(model.replace("1.0.0", "9.9.9")).status_code == 404


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_audit_log_says_what_was_before(place, language):
    campaign = draft(place)
    set_times(campaign=campaign, deadline=None, grace_hours=5, reminder_days=[7, 2], now=NOW)
    line = line_of(AuditEntry.objects.get(action="campaign.times_changed"), language)
    assert {change.before for change in line.changes} == {"0", ""}
    assert {change.after for change in line.changes} == {"5", "7, 2"}


@pytest.mark.parametrize("count", [1, 8])
def test_a_step_asks_the_database_as_often_for_many_teams(place, count, django_assert_num_queries):
    campaign = make_campaign(
        place.organisation, [make_team(place.organisation) for _ in range(count)], state="draft"
    )
    place.browser.get(step(campaign, "who"))
    with django_assert_num_queries(QUERIES):
        place.browser.get(step(campaign, "who"))


QUERIES = 7
