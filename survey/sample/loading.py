"""The sample organisation's rows: made at once, removed at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from assessment.core.answers import DK, NA
from assessment.loading import BUILT_IN, built_in_model
from survey.models import (
    Answer,
    AnswerChange,
    AnswerSheet,
    Campaign,
    Invitation,
    Membership,
    Organisation,
    Team,
    Unit,
    User,
)
from survey.models.answer import AnswerState
from survey.models.membership import Role
from survey.questionnaire import Questionnaire, of_campaign
from survey.sample.actions import load_actions
from survey.sample.answers import TEAMS, Profile, team_rows
from survey.services.campaigns import close_campaign, create_campaign, open_campaign
from survey.services.refusal import Refused

SLUG = "sample"
DOMAIN = "sample.example"
PASSWORD = "plumb-line-sample"  # printed at every start; the sample is public
HALF_YEAR = timedelta(days=182)
MODULE = "large-model"
TARGETS = {"code-review": 4, "automated-testing": 4, "ci-cd": 4, "risk-control": 3}
"""Levels to reach, set for the second round."""
UNITS = (
    ("products", "Products", "产品", ("payments", "search", "mobile")),
    ("platform", "Platform", "平台", ("warehouse", "infrastructure", "tools")),
)


@dataclass(frozen=True)
class SignIn:
    email: str
    name: str
    role: str
    team: str | None


SIGN_INS = (
    SignIn(f"manager@{DOMAIN}", "Morgan Chen", Role.MANAGER, None),
    SignIn(f"lead@{DOMAIN}", "Lin Park", Role.LEAD, "payments"),
    SignIn(f"member@{DOMAIN}", "Noor Wang", Role.MEMBER, "mobile"),
)


def sample_organisation() -> Organisation | None:
    return Organisation.objects.filter(slug=SLUG, sample=True).first()


@transaction.atomic
def load_sample(*, now: datetime, password: str = PASSWORD) -> Organisation:
    """Two closed campaigns half a year apart, actions between them, and an open one to try.

    Raises Refused if it is loaded already.
    """
    if Organisation.objects.filter(slug=SLUG).exists():
        raise Refused(_("The sample organisation is there already."))
    organisation = Organisation.objects.create(
        slug=SLUG, name="Sample company", name_zh="示例公司", sample=True, created_at=now
    )
    units = _units(organisation)
    teams = {
        profile.slug: Team.objects.create(
            organisation=organisation,
            slug=profile.slug,
            name=profile.name,
            name_zh=profile.name_zh,
            unit=units[profile.slug],
        )
        for profile in TEAMS
    }
    owner = _people(organisation, teams, password)
    closed = now - timedelta(days=28)
    for wave, (name, name_zh, modules) in enumerate(
        [("First round", "首轮评估", ()), ("Second round", "第二轮评估", (MODULE,))]
    ):
        end = closed - (1 - wave) * HALF_YEAR
        campaign = _campaign(organisation, owner, name, name_zh, modules, end)
        campaign.targets = TARGETS if wave else {}
        campaign.save(update_fields=["targets"])
        campaign.teams.set(teams.values())
        _answer(campaign, teams, wave, end - timedelta(days=3))
        close_campaign(campaign=campaign, now=end)
    load_actions(teams, campaign_id("First round"), closed - HALF_YEAR, now)
    _open_campaign(organisation, owner, teams, now)
    return organisation


def _units(organisation: Organisation) -> dict[str, Unit]:
    """The unit of each team, by the team's slug."""
    return {
        team: unit
        for slug, name, name_zh, teams in UNITS
        for unit in [
            Unit.objects.create(organisation=organisation, slug=slug, name=name, name_zh=name_zh)
        ]
        for team in teams
    }


def _people(organisation: Organisation, teams: dict[str, Team], password: str) -> User:
    for person in SIGN_INS:
        user = _account(person.email, person.name, password)
        Membership.objects.create(
            user=user,
            organisation=organisation,
            role=person.role,
            team=teams[person.team] if person.team else None,
        )
    owner = _account(f"owner@{DOMAIN}", "Alex Sun", password)
    Membership.objects.create(user=owner, organisation=organisation, role=Role.OWNER)
    return owner


def _account(email: str, name: str, password: str) -> User:
    """A sample person. One whom purging left, for a role elsewhere, keeps their own password."""
    kept = User.objects.filter(email=email).first()
    return kept or User.objects.create_user(email, password, name=name)


def campaign_id(name: str) -> UUID:
    """Stable over loads, so that a noted address goes on working."""
    return uuid5(NAMESPACE_URL, f"plumbline-sample/{name}")


def _campaign(
    organisation: Organisation,
    owner: User,
    name: str,
    name_zh: str,
    modules: tuple[str, ...],
    end: datetime,
) -> Campaign:
    model = built_in_model()
    start = end - timedelta(days=14)
    return Campaign.objects.create(
        id=campaign_id(name),
        organisation=organisation,
        name=name,
        name_zh=name_zh,
        model_slug=model.slug,
        model_version=model.version,
        model_sha256=model.sha256,
        modules=list(modules),
        state="open",
        created_by=owner,
        created_at=start,
        opened_at=start,
        deadline=end,
    )


def _answer(campaign: Campaign, teams: dict[str, Team], wave: int, when: datetime) -> None:
    asked = of_campaign(campaign)
    sheets, invitations, answers, changes = [], [], [], []
    for profile in TEAMS:
        team = teams[profile.slug]
        for number, rows in enumerate(team_rows(profile, asked, wave), 1):
            key = uuid5(campaign.pk, f"{profile.slug}/{number}")
            sheet = AnswerSheet(id=key, campaign=campaign, team=team, submitted_at=when)
            sheets.append(sheet)
            label = f"{profile.name} {number}"
            invitations.append(
                Invitation(campaign=campaign, team=team, label=label, sheet=sheet, created_at=when)
            )
            made = [_row(sheet, asked, slug, code, when) for slug, code in rows]
            answers += [answer for answer, _change in made]
            changes += [change for _answer, change in made]
        invitations += [
            Invitation(campaign=campaign, team=team, label=f"{profile.name} {n}", created_at=when)
            for n in range(profile.people + 1, profile.people + 1 + _silent(profile))
        ]
    AnswerSheet.objects.bulk_create(sheets)
    Invitation.objects.bulk_create(invitations)
    Answer.objects.bulk_create(answers, batch_size=500)
    AnswerChange.objects.bulk_create(changes, batch_size=500)


def _silent(profile: Profile) -> int:
    """People who were invited and did not answer."""
    return 2 if profile.people > 8 else 1


def _row(
    sheet: AnswerSheet, asked: Questionnaire, slug: str, code: int, when: datetime
) -> tuple[Answer, AnswerChange]:
    state = {NA: AnswerState.NA, DK: AnswerState.DK}.get(code, AnswerState.RATED)
    value = {
        "state": state,
        "option": code if state == AnswerState.RATED else None,
        "reason": "不在本团队职责范围内 / not part of this team’s work" if state == "na" else "",
        "revision": 1,
        "operation_id": uuid5(sheet.pk, slug),
        "saved_at": when,
    }
    answer = Answer(sheet=sheet, practice=slug, model_version=asked.model.version, **value)
    return answer, AnswerChange(answer=answer, **value)


def _open_campaign(
    organisation: Organisation, owner: User, teams: dict[str, Team], now: datetime
) -> None:
    """Something to try: the short form, open for a month, one link a team."""
    campaign = create_campaign(
        organisation=organisation,
        by=owner,
        name="Try it",
        name_zh="试一试",
        model_ref=BUILT_IN,
        teams=[teams["mobile"], teams["tools"]],
        form="short",
        deadline=now + timedelta(days=30),
        now=now,
    )
    for slug in ("mobile", "tools"):
        Invitation.objects.create(
            campaign=campaign, team=teams[slug], label=f"{teams[slug].name}: try it", created_at=now
        )
    open_campaign(campaign=campaign, now=now)


@transaction.atomic
def purge_sample() -> int:
    """Remove the sample organisation, its people and all its answers; how many people went.

    Raises Refused if it is not loaded.
    """
    organisation = sample_organisation()
    if organisation is None:
        raise Refused(_("There is no sample organisation."))
    # Only accounts that belong nowhere else go with it.
    people = User.objects.filter(email__endswith=f"@{DOMAIN}").exclude(
        memberships__in=Membership.objects.exclude(organisation=organisation)
    )
    count = people.count()
    organisation.delete()
    User.objects.filter(pk__in=list(people.values_list("pk", flat=True))).delete()
    return count
