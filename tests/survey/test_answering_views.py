"""The respondent's pages: what they say in which state, what they change, what they cost."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.core import serializers
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from survey.models import AnswerChange, AnswerSheet, Campaign, Invitation
from survey.queries.printed_pages import page_at, pages_for
from survey.services.answering import Draft, submit_answers
from survey.services.campaigns import close_campaign
from tests.factories import NOW, answer_all, make_campaign, make_invitation, make_organisation
from tests.survey.operations import PLAIN, WITH_NA, fresh, operation, save
from tests.survey.pages import Page
from tests.survey.visiting import section, send, start

pytestmark = pytest.mark.django_db


@pytest.fixture
def invitation():
    return make_invitation()


def everything() -> str:
    """Every row of every table."""
    rows = [row for model in apps.get_models() for row in model._default_manager.order_by("pk")]
    return serializers.serialize("json", rows)


def answer_page_of(invitation: Invitation, slug: str) -> None:
    """Answer every question of a page."""
    for question in page_at(pages_for(invitation.campaign, "en"), slug).questions:
        save(fresh(invitation), operation(2, practice=question.slug))


# --- looking changes nothing (Q8) -------------------------------------------------------------


@pytest.mark.parametrize("stage", ["draft", "open", "begun", "submitted", "closed"])
def test_looking_at_any_page_changes_nothing(client, stage):
    campaign = make_campaign(state="draft" if stage == "draft" else "open", mode="named")
    invitation = make_invitation(campaign)
    if stage in {"begun", "submitted", "closed"}:
        answer_all(invitation, 2, submit=stage != "begun")
    if stage == "closed":
        close_campaign(campaign=campaign, now=NOW)
    before = everything()
    for name in ("answer", "answer-review", "answer-submit", "answer-reopen"):
        for _ in range(5):
            for method in (client.get, client.head):
                response = method(reverse(name, args=[invitation.token]))
                assert response.status_code in {200, 302}
    client.get(section(invitation))
    client.head(section(invitation))
    assert everything() == before


def test_a_robot_that_sends_the_forms_it_finds_changes_nothing(client, invitation):
    other = make_invitation(invitation.campaign)
    answer_all(other, 3)
    before = everything()
    for token in (invitation.token, other.token):
        page = Page(client.get(f"/answer/{token}/"))
        for form in page.forms.values():
            client.post(form.action, form.data)
    page = Page(client.get(section(invitation)))
    for name, value in [("go", "next"), ("go", "back"), ("go", "stay")]:
        client.post(section(invitation), {**page.forms["answers"].data, name: value})
    assert everything() == before
    assert client.get(start(invitation)).status_code == 200


def test_pages_are_never_cached_and_the_link_is_not_told_to_other_sites(client, invitation):
    for address in (start(invitation), section(invitation), "/answer/unknown/"):
        headers = client.get(address).headers
        assert "no-store" in headers["Cache-Control"]
        assert headers["Referrer-Policy"] == "same-origin"
        assert "unsafe" not in headers["Content-Security-Policy"]


# --- which page for which state ---------------------------------------------------------------


def test_an_unknown_link_says_so_in_the_readers_language(client):
    response = client.get("/answer/nothing-here/")
    assert (response.status_code, "This link leads nowhere" in Page(response).text) == (404, True)
    response = client.get("/answer/nothing-here/", {"lang": "zh-hans"})
    assert response.status_code == 404
    assert b'lang="zh-CN"' in response.content
    assert client.get("/answer/%00/").status_code == 404
    assert client.get("/answer/nothing-here/part/ci-cd/").status_code == 404


def test_an_unknown_section_is_not_found(client, invitation):
    assert client.get(section(invitation, "nothing")).status_code == 404
    # The short form leaves the module out.
    assert client.get(section(invitation, "lm-training")).status_code == 404


def test_a_draft_says_when_to_come_back(client):
    invitation = make_invitation(make_campaign(state="draft"))
    assert "has not opened yet" in Page(client.get(start(invitation))).text
    assert client.get(section(invitation)).url == start(invitation)
    response = send(client, invitation, "2")
    assert (response.status_code, response.json()) == (
        423,
        {"message": "The campaign has not opened yet."},
    )


def test_the_start_page_leads_to_the_first_open_section(client, invitation):
    page = Page(client.get(start(invitation)))
    assert section(invitation, "algorithm-implementation") in page.links
    assert "24 questions, about 9 minutes." in page.text
    answer_page_of(invitation, "algorithm-implementation")
    page = Page(client.get(start(invitation)))
    assert section(invitation, "project-management") in page.links
    assert section(invitation, "algorithm-implementation") not in page.links
    assert "About 7 minutes left" in page.text
    assert "1 of 6 parts done" in page.text


def test_a_whole_questionnaire_leads_to_the_review(client, invitation):
    answer_all(invitation, 2, submit=False)
    page = Page(client.get(start(invitation)))
    assert reverse("answer-review", args=[invitation.token]) in page.links
    assert not any("/part/" in link for link in page.links)


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        ("anonymous", "not even those who run the campaign"),
        ("named", "This campaign is not anonymous"),
        ("consensus", "Your team answers jointly"),
    ],
)
def test_the_start_page_says_who_sees_what(client, mode, said):
    page = Page(client.get(start(make_invitation(make_campaign(mode=mode, min_group=7)))))
    assert said in page.text
    assert ("at least 7 people" in page.text) is (mode != "consensus")


def test_the_deadline_has_its_zone(client, settings):
    settings.TIME_ZONE = "Asia/Shanghai"
    deadline = datetime(2037, 9, 25, 9, 0, tzinfo=UTC)
    invitation = make_invitation(make_campaign(deadline=deadline))
    assert "25 September 2037, 17:00 (UTC+8)" in Page(client.get(start(invitation))).text
    chinese = Page(client.get(start(invitation), {"lang": "zh-hans"}))
    assert "2037年9月25日17:00（北京时间）" in chinese.text


def test_a_passed_deadline_is_the_end_only_after_the_grace(client):
    invitation = make_invitation(make_campaign())
    Campaign.objects.update(deadline=timezone.now() - timedelta(hours=2), grace_hours=3)
    page = Page(client.get(start(fresh(invitation))))
    assert "answers are still taken until" in page.text
    Campaign.objects.update(grace_hours=1)
    assert "The time to answer is over" in Page(client.get(start(fresh(invitation)))).text
    refused = send(client, invitation, "2")
    assert refused.status_code == 423
    assert "Answers were taken until" in refused.json()["message"]


def test_the_sample_organisation_is_labelled(client):
    organisation = make_organisation()
    invitation = make_invitation(make_campaign(organisation))
    assert "Sample:" not in Page(client.get(start(invitation))).text
    organisation.sample = True
    organisation.save()
    for address in (start(invitation), section(invitation)):
        assert "Sample: a made-up organisation" in Page(client.get(address)).text


def test_a_closed_campaign_thanks_and_shows_no_answers(client, invitation):
    answer_all(invitation, 2)
    close_campaign(campaign=invitation.campaign, now=NOW)
    page = Page(client.get(start(invitation)))
    assert "This campaign is closed" in page.text
    assert "Nothing leads from this link to any answers any more." in page.text
    for name in ("answer-review", "answer-reopen"):
        assert client.get(reverse(name, args=[invitation.token])).url == start(invitation)


def test_changed_questions_on_the_server_stop_answering_with_a_reason(client, invitation):
    save(invitation, operation(2))
    Campaign.objects.update(model_sha256="0" * 64)
    for address in (start(invitation), section(invitation)):
        response = client.get(address)
        assert response.status_code == 503
        assert "cannot be shown at the moment" in Page(response).text
    assert send(client, invitation, "3", base=1).status_code == 503
    assert AnswerChange.objects.count() == 1


# --- the section page -------------------------------------------------------------------------


def test_the_side_list_says_in_words_what_is_done_and_left(client, invitation):
    answer_page_of(invitation, "algorithm-implementation")
    page = client.get(section(invitation)).content.decode()
    kinds = {slug: kind for kind, slug in re.findall(r'class="(\w+)" data-part="([\w-]+)"', page)}
    assert kinds["algorithm-implementation"] == "done"
    assert kinds["ci-cd"] == "now"
    assert kinds["open-source-use"] == "todo"
    assert list(kinds.values()).count("todo") == 4
    link = f'<a href="{section(invitation, "open-source-use")}"'
    names = "<span><span>Open-source use</span> <span>Open-source contribution</span></span>"
    assert f'{link}>{names}<span class="c">2 left</span>' in page
    assert "<span>Version control</span> <span>Cloud and containerization</span>" in page
    assert '</span><span class="c">0 of 5</span>' in page


def test_does_not_apply_is_offered_only_where_the_model_allows_it(client, invitation):
    form = Page(client.get(section(invitation))).forms["answers"]
    asked = {f"answer-{PLAIN}", f"answer-{WITH_NA}"}
    assert {name: found for name, found in form.choices.items() if name in asked} == {
        f"answer-{PLAIN}": ["0", "1", "2", "3", "4", "dk"],
        f"answer-{WITH_NA}": ["0", "1", "2", "3", "4", "na", "dk"],
    }
    assert f"reason-{PLAIN}" not in form.data
    assert f"reason-{WITH_NA}" in form.data


def test_no_page_holds_an_inline_script_or_style(client, invitation):
    other = make_invitation(invitation.campaign)
    answer_all(other, 3)
    for address in (
        start(invitation),
        section(invitation),
        reverse("answer-review", args=[invitation.token]),
        start(other),
        reverse("answer-reopen", args=[other.token]),
    ):
        page = Page(client.get(address))
        assert (address, page.styles, page.scripts) == (address, 0, 0)
        assert len(page.ids) == len(set(page.ids))


# --- review, submit, reopen -------------------------------------------------------------------


def test_the_review_links_to_every_open_question(client, invitation):
    answer_all(invitation, 2, submit=False, ci_pipeline=Draft("cleared"), at_unit=Draft("dk"))
    page = Page(client.get(reverse("answer-review", args=[invitation.token])))
    assert "1 question is still open" in page.text
    assert "You chose “don’t know” 1 time" in page.text
    assert [link for link in page.links if "#" in link] == [
        "#main",
        f"{section(invitation)}#{PLAIN}",
    ]
    assert "submit" in page.forms


def test_nothing_answered_is_nothing_to_submit(client, invitation):
    address = reverse("answer-review", args=[invitation.token])
    page = Page(client.get(address))
    assert "submit" not in page.forms
    response = client.post(reverse("answer-submit", args=[invitation.token]), follow=True)
    assert "There is no answer to submit yet." in Page(response).text
    assert AnswerSheet.objects.count() == 0


def test_submitted_answers_are_reopened_by_a_button_on_a_page_of_its_own(client, invitation):
    answer_all(invitation, 2)
    page = Page(client.get(start(invitation)))
    reopen = reverse("answer-reopen", args=[invitation.token])
    assert reopen in page.links
    assert page.forms == {}
    form = Page(client.get(reopen)).forms[""]
    response = client.post(form.action, form.data, follow=True)
    assert "Your answers are open again." in Page(response).text
    assert fresh(invitation).sheet.submitted_at is None
    # Once more does nothing.
    assert client.post(reopen).url == start(invitation)


def test_after_submitting_only_oneself_sees_ones_own_scores(client):
    invitation = make_invitation(make_campaign(form="full"))
    answer_all(
        invitation,
        2,
        ci_pipeline=Draft("rated", 4),
        cd_automation=Draft("na", reason="no releases"),
        cd_rollback=Draft("dk"),
        cd_release=Draft("rated", 1),
        dp_cleaning=Draft("na", reason="no data"),
        dp_preprocessing=Draft("na", reason="no data"),
        dp_features=Draft("na", reason="no data"),
        vc_system=Draft("dk"),
        vc_branching=Draft("dk"),
        vc_history=Draft("dk"),
        vc_scope=Draft("dk"),
    )
    page = client.get(start(invitation)).content.decode()
    shown = re.findall(
        r"<li><span>([^<]+)</span>(?:<svg.*?</svg><b[^>]*>|<span[^>]*>)([^<]+)<", page
    )
    scores = dict(shown)
    assert len(scores) == 20
    # (30 x 100 + 20 x 25) / 50
    assert scores["CI/CD"] == "70.0"
    assert scores["Data processing"] == "does not apply"
    assert scores["Version control"] == "no rating"
    assert scores["Code review"] == "50.0"
    assert 'width="70.0%"' in page
    before = make_invitation(invitation.campaign)
    assert "Your own answers" not in client.get(start(before)).content.decode()


# --- what it costs (Q20, Q25) -----------------------------------------------------------------


def queries(action) -> int:
    with CaptureQueriesContext(connection) as caught:
        action()
    return len(caught)


def test_queries_of_pages_and_saves(client):
    invitation = make_invitation(make_campaign(form="full", modules=["large-model"]))
    client.get(section(invitation))  # builds what is kept for everybody
    # The first page also asks for the organisation's own minutes.
    assert queries(lambda: client.get(start(invitation))) == 3
    assert queries(lambda: client.get(section(invitation))) == 1
    # Savepoints stand here for BEGIN and COMMIT.
    assert queries(lambda: send(client, invitation, "1")) == 8
    assert queries(lambda: send(client, invitation, "1", practice=WITH_NA)) == 7
    assert queries(lambda: send(client, invitation, "2", base=1)) == 8
    assert queries(lambda: client.get(section(invitation))) == 2
    answer_all(make_invitation(invitation.campaign), 3)
    full = make_invitation(invitation.campaign)
    answer_all(full, 3, submit=False)
    assert queries(lambda: client.get(section(full))) == 2
    assert queries(lambda: client.get(start(full))) == 2
    assert queries(lambda: client.get(reverse("answer-review", args=[full.token]))) == 2
    submit_answers(invitation=fresh(full), now=NOW)
    assert queries(lambda: client.get(start(full))) == 2


def test_a_section_page_loads_no_charts_and_little_else(client, invitation):
    page = client.get(section(invitation)).content.decode()
    assert "plotly" not in page
    assert len(page.encode()) < 40_000


def test_other_peoples_answers_are_out_of_reach(client):
    campaign = make_campaign()
    mine, theirs = make_invitation(campaign), make_invitation(campaign)
    save(theirs, operation(4, note="theirs alone"))
    for address in (start(mine), section(mine), reverse("answer-review", args=[mine.token])):
        assert b"theirs alone" not in client.get(address).content
    assert json.loads(send(client, mine, "1").content)["revision"] == 1
    assert Invitation.objects.exclude(sheet=None).count() == 2
