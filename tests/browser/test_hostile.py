"""Bar Q5 in a real browser: sixty texts as names of everything, on every list that shows names."""

from __future__ import annotations

from datetime import timedelta

from survey.models import Action, Campaign, Invitation, Team, TeamResult, Unit
from survey.services.campaigns import close_campaign, open_campaign
from tests.factories import (
    NOW,
    answer_all,
    make_campaign,
    make_invitation,
    make_organisation,
    make_team,
    make_user,
)
from tests.hostile import TEXTS

MADE = "main :is(img, iframe, object, embed, base, meta, style, math, marquee)"
"""Elements that no page of these has of its own."""


def hostile_organisation(user):
    """An organisation in which every text is a team, its unit, its action and whom it invites;
    (its slug, the first closed campaign, the second one, one that is open)."""
    organisation = make_organisation(TEXTS[1], user)
    first = make_team(organisation, "Payments")
    rounds = []
    for number in range(2):
        campaign = make_campaign(organisation, [first], min_group=3, name=TEXTS[number])
        for step in (1, 2, 3, 3):
            answer_all(make_invitation(campaign, first), step + number - 1)
        close_campaign(campaign=campaign, now=NOW + timedelta(days=200 * number))
        rounds.append(campaign)
    units = Unit.objects.bulk_create(
        Unit(organisation=organisation, slug=f"u{at}", name=text) for at, text in enumerate(TEXTS)
    )
    teams = Team.objects.bulk_create(
        Team(organisation=organisation, slug=f"t{at}", name=text, unit=units[at])
        for at, text in enumerate(TEXTS)
    )
    for campaign in rounds:
        campaign.teams.add(*teams)
        frozen = TeamResult.objects.get(campaign=campaign)
        for team in teams:
            frozen.pk, frozen.team = None, team
            frozen.save(force_insert=True)
    Action.objects.bulk_create(
        Action(
            organisation=organisation, team=team, title=team.name, note=team.name, due=NOW.date()
        )
        for team in teams
    )
    going = make_campaign(organisation, [first, *teams], state="draft", name=TEXTS[2])
    Campaign.objects.filter(pk=going.pk).update(
        roles=[{"slug": f"r{at}", "en": text} for at, text in enumerate(TEXTS[:20])]
    )
    Invitation.objects.bulk_create(
        Invitation(campaign=going, team=first, label=text, created_at=NOW) for text in TEXTS
    )
    open_campaign(campaign=Campaign.objects.get(pk=going.pk), now=NOW)
    return organisation.slug, *(campaign.pk for campaign in rounds), going.pk


def test_nothing_of_sixty_hostile_texts_runs_or_becomes_part_of_a_page(visit):
    user = make_user("owner@example.org")
    slug, one, two, going = hostile_organisation(user)
    here, report = f"/organisations/{slug}/", f"/reports/{two}/t3/"
    visitor = visit()
    visitor.page.on("dialog", lambda box: visitor.complaints.append(f"dialog {box.message}"))
    visitor.sign_in("owner@example.org")
    faults = []
    for address in (
        *("/", here, f"{here}settings/", f"{here}people/", f"{here}actions/", f"{here}audit/"),
        *(f"{here}portfolio/", f"{here}portfolio/?order=score", f"{here}teams/t3/trend/"),
        f"{here}compare/?team=t1&team=t4&team=t8&team=t44",
        *(f"/campaigns/{two}/", f"/campaigns/{two}/overview/", f"/campaigns/{one}/documents/"),
        *(f"/campaigns/{going}/{page}" for page in ("", "people/", "people/codes/", "board/")),
        *(f"/campaigns/{going}/set-up/{step}/" for step in ("who", "roles", "open")),
        *(f"{report}{page}" for page in ("", "plan/", "actions/", "share/", "why/overall/")),
    ):
        answer = visitor.page.goto(visitor.base + address)
        visitor.page.wait_for_load_state("load")
        visitor.page.mouse.wheel(0, 20_000)  # figures are drawn when they come near
        found = visitor.page.evaluate(
            """(made) => [window.hit ?? 0, document.querySelectorAll(made).length,
                document.querySelectorAll("a[href^='javascript:'], [action*='evil']").length]""",
            MADE,
        )
        if answer is None or answer.status != 200 or found != [0, 0, 0]:
            faults.append((address, answer and answer.status, found))
    assert faults == []
    assert TEXTS[0] in visitor.go(f"/campaigns/{going}/").inner_text("main")
    assert TEXTS[0] in visitor.go(f"{here}actions/").inner_text("main")
