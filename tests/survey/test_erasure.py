"""An erased person: name and mail address stand nowhere any more, and no figure has moved."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection, models

from survey.acting import acting
from survey.models import (
    Action,
    Answer,
    AnswerSheet,
    AuditEntry,
    Invitation,
    Mail,
    Membership,
    OrganisationInvitation,
    OutcomeFigures,
    TeamResult,
    User,
    WeightProfile,
)
from survey.queries.personal import NO_PLACES, PLACES, counts, wanted
from survey.questionnaire import of_campaign
from survey.services.answering import Draft
from survey.services.campaigns import close_campaign, open_campaign
from survey.services.erasure import erase_account, erase_member, erase_name
from survey.services.refusal import Refused
from survey.services.seats import take_seat
from survey.services.workshops import open_workshop
from tests.access.people import browser
from tests.factories import (
    NOW,
    answer_all,
    give_role,
    make_campaign,
    make_compared,
    make_invitation,
    make_organisation,
    make_team,
    make_user,
)

pytestmark = pytest.mark.django_db
NAME, EMAIL = "Xiomara Quillfeather", "xiomara.q@mailplace.example"
LATER = NOW + timedelta(days=20)


def everything():
    """Every text of every column of every table, with the table's name."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                for cell in row:
                    text = cell.decode(errors="replace") if isinstance(cell, bytes) else str(cell)
                    yield table, text


def hits(*texts):
    """Tables that hold one of the texts, however it is spelled."""
    found = set()
    for table, cell in everything():
        folded = cell.casefold()
        escaped = folded.encode().decode("unicode_escape", errors="replace")
        if any(text.casefold() in folded or text.casefold() in escaped for text in texts):
            found.add(table)
    return found


def figures():
    return list(TeamResult.objects.order_by("pk").values())


def world():
    """An organisation in which one person is named in every place there is."""
    owner = make_user()
    organisation = make_organisation("Example works", owner)
    team = make_team(organisation)
    person = give_role(make_user(EMAIL, name=NAME), organisation, "manager")
    with acting(person):
        named = make_campaign(organisation, [team], mode="named", name="Named")
        mine = make_invitation(named, team, f"{NAME} (platform)")
        note = Draft("rated", 2, note=f"ask {NAME.upper()} first")
        sheet = answer_all(mine, 3, **{"ci_pipeline": note})
        for option in (1, 2, 3, 4, 2):
            answer_all(make_invitation(named, team), option)
        close_campaign(campaign=named, now=NOW + timedelta(days=1))
        going = make_campaign(organisation, [team], mode="named", name="Going")
        begun = make_invitation(going, team, NAME)
        Invitation.objects.filter(pk=begun.pk).update(email=EMAIL, bounce=f"<{EMAIL}> unknown")
        answer_all(begun, 3, submit=False)
        profile = make_compared(organisation, expert=NAME, reason=f"as {NAME} said")
        pinned = make_campaign(organisation, [team], weights=profile, state="draft")
        open_campaign(campaign=pinned, now=NOW)
    Mail.objects.create(
        organisation=organisation,
        campaign=going,
        invitation=begun,
        kind="invitation",
        occasion="first",
        to=EMAIL,
        language="en",
        queued_at=NOW,
    )
    OrganisationInvitation.objects.create(
        organisation=organisation, email=EMAIL, role="manager", created_at=NOW, expires_at=LATER
    )
    Action.objects.create(
        organisation=organisation,
        team=team,
        title=f"Call {NAME}",
        owner=person,
        owner_name=NAME,
        created_by=person,
    )
    OutcomeFigures.objects.create(
        campaign=named, team=team, note=f"from {EMAIL}", entered_at=NOW, entered_by=person
    )
    joint = make_campaign(organisation, [team], mode="consensus", name="Joint")
    asked = of_campaign(joint)
    workshop = open_workshop(
        campaign=joint, team=team, by=person, asked=asked, names_shown=True, now=NOW
    )
    for name in (NAME, EMAIL):
        take_seat(workshop=workshop, name=name, now=NOW)
    return organisation, person, owner, named, sheet


def test_nothing_names_an_erased_member_and_figures_stay():
    organisation, person, owner, named, sheet = world()
    client = browser(person)
    client.get("/")
    before = figures()
    assert len(hits(NAME, EMAIL)) >= 10
    with acting(owner):
        erase_member(organisation=organisation, user=person, now=LATER)
    assert hits(NAME, EMAIL) == set()
    assert figures() == before
    assert not User.objects.filter(pk=person.pk).exists()
    assert not any(
        s.get_decoded().get("_auth_user_id") == str(person.pk) for s in Session.objects.all()
    )
    assert AnswerSheet.objects.filter(pk=sheet.pk, campaign=named).exists()
    assert not Invitation.objects.filter(sheet=sheet).exists()
    assert WeightProfile.objects.get().content["parts"]["overall"][0]["expert"] == "erased person"


def test_the_log_says_that_somebody_was_erased_and_by_whom():
    organisation, person, owner, *_rest = world()
    with acting(owner):
        erase_member(organisation=organisation, user=person, now=LATER)
    line = AuditEntry.objects.get(action="person.erased")
    assert (line.actor, line.subject) == (owner, "erased person")
    made = AuditEntry.objects.get(action="campaign.created", subject="Named")
    assert (made.actor, made.actor_name) == (None, "erased person")
    client = browser(owner)
    pages = [
        client.get(f"/organisations/{organisation.slug}/audit/{form}")
        for form in ("", "?person=-", "?group=people")
    ]
    files = [
        client.get(f"/organisations/{organisation.slug}/audit.{form}") for form in ("csv", "jsonl")
    ]
    for answer in [*pages, *files]:
        text = b"".join(answer) if answer.streaming else answer.content
        assert answer.status_code == 200
        assert NAME.encode() not in text
        assert EMAIL.encode() not in text


def test_a_link_of_an_erased_person_opens_nothing():
    organisation, person, *_rest = world()
    token = Invitation.objects.get(email=EMAIL).token
    assert browser(None).get(f"/answer/{token}/").status_code == 200
    erase_member(organisation=organisation, user=person, now=LATER)
    assert browser(None).get(f"/answer/{token}/").status_code == 404


def test_an_account_that_is_used_elsewhere_stays_there():
    organisation, person, *_rest = world()
    other = make_organisation("Elsewhere", person)
    erase_member(organisation=organisation, user=person, now=LATER)
    assert Membership.objects.filter(user=person).count() == 1
    assert other.memberships.get().user == person
    assert not counts(organisation, wanted(NAME, EMAIL))


def test_whoever_erases_themselves_is_gone_everywhere():
    _organisation, person, *_rest = world()
    give_role(person, make_organisation("Elsewhere"), "manager")
    before = figures()
    with acting(person):
        erase_account(user=person, now=LATER)
    assert hits(NAME, EMAIL) == set()
    assert figures() == before


def test_the_last_owner_cannot_be_erased():
    person = make_user(EMAIL)
    organisation = make_organisation("Mine", person)
    for erase in (
        lambda: erase_member(organisation=organisation, user=person, now=LATER),
        lambda: erase_account(user=person, now=LATER),
    ):
        with pytest.raises(Refused, match="“Mine” needs an owner"):
            erase()
    assert User.objects.filter(pk=person.pk).exists()


def test_an_invited_respondent_is_erased_by_name_or_address():
    organisation = make_organisation("Works", make_user())
    campaign = make_campaign(organisation, mode="anonymous")
    for label in ("李雷", "韩梅梅"):
        answer_all(make_invitation(campaign, label=label), 2)
    assert erase_name(organisation=organisation, who="李雷", now=LATER) == 1
    assert hits("李雷") == set()
    assert hits("韩梅梅") == {"survey_invitation"}
    assert AnswerSheet.objects.filter(submitted_at__isnull=False).count() == 2
    with pytest.raises(Refused, match="Nobody of that name"):
        erase_name(organisation=organisation, who="李雷", now=LATER)


def test_erasing_from_an_open_anonymous_campaign_does_not_tell_who_had_begun():
    campaign = make_campaign(mode="anonymous")
    link = make_invitation(campaign, label="Ann Lee")
    answer_all(link, 2, submit=False)
    erase_name(organisation=campaign.organisation, who="ann lee", now=LATER)
    assert AnswerSheet.objects.filter(campaign=campaign).count() == 1


def test_another_organisation_is_not_touched():
    mine, other = make_campaign(), make_campaign()
    for campaign in (mine, other):
        make_invitation(campaign, label="Ann Lee")
    erase_name(organisation=mine.organisation, who="Ann Lee", now=LATER)
    assert other.invitations.get().label == "Ann Lee"


@pytest.mark.parametrize(
    ("who", "text", "named"),
    [
        ("Ann Lee", "Ann Lee", True),
        ("Ann Lee", "ask ANN  LEE.", True),
        ("Ann Lee", "Joann Lee", False),
        ("Ann Lee", "Ann Leeds", False),
        ("ann@x.org", "mail to <ann@x.org>.", True),
        ("ann@x.org", "joann@x.org", False),
        ("ann@x.org", "ann@x.org.cn", False),
        ("李雷", "请找李雷确认", True),
    ],
)
def test_whole_names_are_found(who, text, named):
    assert wanted(who).in_value({"a": [text]}) is named


def test_every_text_column_is_searched_or_says_why_not():
    """A new column that can hold a name fails here until somebody has decided."""
    free = (models.TextField, models.JSONField, models.EmailField, models.URLField)
    longest = 100  # shorter ones hold codes, digests, tokens and addresses of pages
    missing = set()
    known = {f"{place.model.__name__}.{field}" for place in PLACES for field in place.fields}
    for model in apps.get_app_config("survey").get_models():
        for field in model._meta.get_fields():
            long = isinstance(field, models.CharField) and (field.max_length or 0) >= longest
            if not (long or isinstance(field, free)) or getattr(field, "choices", None):
                continue
            name = f"{model.__name__}.{field.name}"
            if name not in known and name not in NO_PLACES:
                missing.add(name)
    assert missing == set()


def test_an_owner_erases_from_the_pages_and_a_manager_cannot():
    organisation, person, owner, *_rest = world()
    manager = give_role(make_user(), organisation, "manager")
    row = Membership.objects.get(user=person, organisation=organisation)
    page = f"/organisations/{organisation.slug}/people/{row.pk}/erase/"
    assert browser(manager).post(page, {"typed": EMAIL}).status_code == 404
    client = browser(owner)
    assert "Entries of the audit log" in client.get(page).content.decode()
    assert client.post(page, {"typed": "somebody"}).status_code == 422
    assert User.objects.filter(pk=person.pk).exists()
    assert client.post(page, {"typed": EMAIL.upper()}).status_code == 302
    assert not User.objects.filter(pk=person.pk).exists()


def test_the_privacy_page_shows_where_a_name_stands_before_it_goes():
    owner = make_user()
    organisation = make_organisation("Works", owner)
    make_invitation(make_campaign(organisation), label="Ann Lee")
    client, page = browser(owner), f"/organisations/{organisation.slug}/privacy/"
    look = client.post(f"{page}name/", {"who": "ann lee"}).content.decode()
    assert "Personal links" in look
    assert hits("Ann Lee") >= {"survey_invitation"}
    assert client.post(f"{page}name/", {"who": "ann lee", "typed": "ann"}).status_code == 422
    assert client.post(f"{page}name/", {"who": "ann lee", "typed": "Ann Lee"}).status_code == 302
    assert hits("Ann Lee") == set()
    assert Answer.objects.count() == 0
