"""The pages of a report, from a campaign that people answered."""

import hashlib
import json
import re
from datetime import timedelta
from html import unescape
from io import BytesIO
from urllib.parse import quote

import pytest
from pypdf import PdfReader

from survey.services.campaigns import close_campaign
from tests.factories import (
    NOW,
    answer_all,
    make_campaign,
    make_invitation,
    make_organisation,
    make_team,
    make_user,
)
from tests.reports.reporting import HOSTILE

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client):
    user = make_user()
    client.force_login(user)
    client.user = user
    return client


def answered(user, steps=(1, 2, 2, 3, 4, 2), *, team="Payments", name="Autumn 2026", **more):
    """A closed campaign, and the address of its team's report without the last slash."""
    organisation = make_organisation("Example works", user)
    one = make_team(organisation, team)
    campaign = make_campaign(organisation, [one], min_group=3, name=name, **more)
    for step in steps:
        answer_all(make_invitation(campaign, one), step)
    close_campaign(campaign=campaign, now=NOW + timedelta(days=14))
    return f"/reports/{campaign.pk}/{one.slug}"


def page(client, address, **query):
    response = client.get(address, query)
    assert response.status_code == 200
    return response.content.decode()


def text_of(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_the_page_states_the_finding_and_its_figures(reader):
    html = page(reader, answered(reader.user) + "/")
    finding = re.search(r"<h1[^>]*>(.*?)</h1>", html, re.S).group(1)
    assert text_of(finding) == "Payments stands at level 3, Systematic ; " + (
        "the short form shows no level above 3."
    )
    assert "6 of 6" in html
    assert '<html lang="en"' in html


def test_each_number_leads_to_its_explanation(reader):
    address = answered(reader.user)
    links = set(re.findall(rf'href="{address}/why/([a-z0-9-]+)/', page(reader, address + "/")))
    assert {"overall", "engineering", "ci-cd", "ci-pipeline"} <= links
    for item in sorted(links):
        html = page(reader, f"{address}/why/{item}/")
        assert f'href="{address}/"' in html


@pytest.mark.parametrize(("language", "name"), [("en", "On this page"), ("zh-hans", "本页内容")])
def test_the_list_of_parts_leads_to_parts_that_are_there(reader, language, name):
    html = page(reader, answered(reader.user) + "/", lang=language)
    nav = html.partition(f'<nav class="pl-onpage" aria-label="{name}">')[2].partition("</nav>")[0]
    parts = re.findall('href="#([a-z]+)"', nav)
    # The short form is at its top level, so that there is no plan to a next one.
    assert parts == ["blocks", "capabilities", "talk", "next", "answers", "method"]
    assert all(html.count(f'id="{part}"') == 1 for part in parts)


def test_an_unknown_item_or_cut_is_not_found(reader):
    address = answered(reader.user)
    assert reader.get(f"{address}/why/nothing/").status_code == 404
    assert reader.get(f"{address}.pdf", {"cut": "poster"}).status_code == 404


def test_the_page_is_whole_in_chinese(reader):
    html = page(
        reader, answered(reader.user, team="支付平台", name="2026年秋季") + "/", lang="zh-hans"
    )
    assert '<html lang="zh-CN"' in html
    assert "支付平台处于" in html
    main = re.search(r"<main.*?</main>", re.sub(r"<script.*?</script>", "", html, flags=re.S), re.S)
    assert re.findall(r"\b[A-Z][a-z]+ [a-z]{3,}\b", text_of(main.group(0))) == []


def test_too_few_answers_show_nothing_but_the_reason(reader):
    address = answered(reader.user, steps=(2, 3))
    html = page(reader, address + "/")
    assert "2 of 2 answered. Nothing is shown from fewer than 3 people" in text_of(html)
    assert "pl-big" not in html
    assert 'id="figures"' not in html
    assert reader.get(f"{address}/why/overall/").headers["Location"] == address + "/"
    assert reader.get(f"{address}.json").status_code == 404
    assert reader.get(f"{address}.pdf").status_code == 200


def test_an_open_campaign_says_when_results_appear(reader):
    organisation = make_organisation("Example works", reader.user)
    team = make_team(organisation, "Payments")
    campaign = make_campaign(organisation, [team])
    answer_all(make_invitation(campaign, team))
    html = page(reader, f"/reports/{campaign.pk}/{team.slug}/")
    assert "The campaign is still open. Results appear when it closes." in text_of(html)


def test_json_is_the_frozen_result_and_bears_the_digest_of_the_page(reader):
    address = answered(reader.user)
    response = reader.get(f"{address}.json")
    data = json.loads(response.content)
    assert data["format"] == "plumbline-result/1"
    assert hashlib.sha256(response.content).hexdigest() in page(reader, address + "/")
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="Payments - Autumn 2026 - result.json"'
    )


def test_the_pdf_is_in_the_language_of_the_export_and_named_after_the_team(reader):
    address = answered(reader.user, team="支付平台", name="2026年秋季")
    response = reader.get(f"{address}.pdf", {"cut": "full", "lang": "zh-hans"})
    assert response.headers["Content-Type"] == "application/pdf"
    start = f"attachment; filename*=utf-8''{quote('支付平台 - 2026年秋季')}"
    assert response.headers["Content-Disposition"].startswith(start)
    document = PdfReader(BytesIO(response.content))
    assert str(document.trailer["/Root"]["/Lang"]).startswith("zh")


@pytest.mark.parametrize(("cut", "kind"), [("summary", "summary"), ("full", "full report")])
def test_summary_and_full_pdf_have_names_of_their_own(reader, cut, kind):
    response = reader.get(f"{answered(reader.user)}.pdf", {"cut": cut})
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="Payments - Autumn 2026 - {kind}.pdf"'
    )


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_text(reader, name):
    address = answered(reader.user, team=name[:100], name=name[:100])
    for path in ("/", "/why/overall/"):
        html = page(reader, address + path)
        assert "<script>alert" not in html
        assert "<img" not in html
        assert "onload='" not in html
        assert "49" not in re.search(r"<title>(.*?)</title>", html, re.S).group(1)
        assert re.findall(r"\sstyle=|\son[a-z]+=\"", html) == []
    disposition = reader.get(f"{address}.pdf").headers["Content-Disposition"]
    assert re.search(r"[\r\n]", disposition) is None


def test_pages_hold_no_inline_script_or_style(reader):
    html = page(reader, answered(reader.user) + "/")
    scripts = re.findall(r"<script([^>]*)>", html)
    assert all("src=" in s or 'type="application/json"' in s for s in scripts)
    assert re.findall(r"<style|\sstyle=|javascript:|\son\w+=", html) == []


def test_reports_are_kept_by_no_shared_cache(reader):
    address = answered(reader.user)
    for path in ("/", ".json", ".pdf", "/why/overall/"):
        assert "private" in reader.get(address + path).headers["Cache-Control"]


def test_the_method_is_open_to_everybody(client):
    html = page(client, "/how-it-is-computed/", lang="zh-hans")
    anchors = ("practices", "roll-up", "levels", "agreement", "advice", "anonymity")
    assert [a for a in anchors if f'id="{a}"' not in html] == []
