"""An AHP profile from contradictory judgements to weights that are saved, in both languages."""

from __future__ import annotations

import re
from datetime import timedelta
from fractions import Fraction

import pytest
from django.utils.translation import gettext, override
from playwright.sync_api import Page

from assessment.core.ahp import judge, judgements, per_mille
from assessment.loading import built_in_model
from survey.models import Organisation, WeightProfile
from survey.queries.judgements import STEPS, LiveTexts, live_texts, ratio_text
from survey.services.campaigns import close_campaign
from survey.weighing import family_of
from tests.factories import (
    LAYERS,
    NOW,
    answer_all,
    make_campaign,
    make_compared,
    make_custom,
    make_invitation,
    make_organisation,
    make_user,
)

PAIRS = [f"pair-{row}-{column}" for row in range(5) for column in range(row + 1, 5)]
BAD = ("1", "2", "1/2", "3", "9", "1/2", "3", "1/2", "2", "1/9")
TOP = ("technical", "management", "problem-solving", "engineering", "open-source")
NUMBERS = dict(zip(TOP, (100, 500, 100, 200, 100), strict=True))


@pytest.fixture
def works() -> Organisation:
    return make_organisation("Works", make_user("owner@example.org"))


def choose(page: Page, upper) -> None:
    for name, step in zip(PAIRS, upper, strict=True):
        page.select_option(f"[name={name}]", step)


def words(language: str) -> LiveTexts:
    with override(language):
        return live_texts(family_of(built_in_model(), "overall"), language)


def expected(upper, language: str) -> tuple[str, list[str]]:
    """The verdict and the shares that the server's numbers make."""
    said = judge(judgements([Fraction(step) for step in upper]))
    texts = words(language)
    text = texts.consistent if said.accepted else texts.contradictory
    row, column = said.worst
    with override(language):
        pair = gettext("%(first)s or %(second)s")
    pair %= {"first": texts.names[row], "second": texts.names[column]}
    text = text.replace("{ratio}", ratio_text(said.ratio)).replace("{pair}", pair)
    shares = [f"{share / 10:.1f}" for share in per_mille(said.weights)]
    return text, [texts.percent.replace("{n}", share) for share in shares]


def shown(page: Page) -> tuple[str, list[str]]:
    text = page.locator("[data-say]").text_content()
    return text, page.locator(".wt-live .wt-bars b").all_text_contents()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("width", [320, 1280])
def test_from_contradiction_to_weights(visit, works, language, width):
    visitor = visit(width=width, language=language)
    visitor.sign_in("owner@example.org", language)
    page = visitor.go(f"/organisations/works/weights/?lang={language}")
    page.click("main a.btn-primary")
    page.wait_for_url("**/new/pairs/")
    none = words(language).left.replace("{n}", "0").replace("{all}", "10")
    assert page.locator("[data-say]").text_content() == none
    page.fill("[name=name]", "Board")
    choose(page, BAD)
    assert shown(page) == expected(BAD, language)
    page.click("main .btn-primary")
    page.wait_for_selector(".wt-odds")
    assert page.locator(".wt-odd select").get_attribute("name") == "pair-3-4"
    assert "0.655" in page.locator(".wt-odds").text_content()
    assert visitor.axe() == []
    assert visitor.overflow() == 0
    # The first view is 422 by design, and the console says so.
    visitor.complaints[:] = [text for text in visitor.complaints if "422" not in text]
    choose(page, LAYERS)
    text, shares = expected(LAYERS, language)
    assert shown(page) == (text, shares)
    page.click("main .btn-primary")
    page.wait_for_url(re.compile(r"/weights/\d+/$"))
    first = page.locator(".wt-group").first
    assert first.locator("b").all_text_contents() == shares
    assert "0.014" in page.locator("main details summary").first.text_content()
    assert visitor.axe() == []
    assert visitor.overflow() == 0
    assert WeightProfile.objects.get().content["parts"]["overall"][0]["upper"] == list(LAYERS)


def test_the_script_agrees_with_the_server(visit, works):
    visitor = visit()
    visitor.sign_in("owner@example.org")
    page = visitor.go("/organisations/works/weights/new/pairs/")
    for number in range(12):
        upper = [STEPS[(5 * number + 3 * at * at + number * at) % 17] for at in range(10)]
        choose(page, upper)
        assert shown(page) == expected(upper, "en"), upper


def test_it_works_without_scripts(visit, works):
    visitor = visit(scripts=False, width=320)
    visitor.sign_in("owner@example.org")
    page = visitor.go("/organisations/works/weights/new/pairs/")
    assert page.locator(".wt-live").is_hidden()
    page.fill("[name=name]", "Board")
    choose(page, LAYERS)
    page.click("main .btn-primary")
    page.wait_for_url(re.compile(r"/weights/\d+/$"))
    assert page.locator(".wt-group b").count() == 5


def test_the_sum_is_shown_while_numbers_are_typed(visit, works):
    visitor = visit()
    visitor.sign_in("owner@example.org")
    page = visitor.go("/organisations/works/weights/new/numbers/")
    line = page.locator(".wt-sum").first
    assert line.is_hidden()
    for slug, number in NUMBERS.items():
        page.fill(f'[name="weight.overall.{slug}"]', str(number))
    assert line.text_content() == "Sum 1000 of 1000"
    page.fill('[name="weight.overall.technical"]', "90")
    assert line.text_content() == "Sum 990 of 1000"


@pytest.fixture
def pages(works) -> list[str]:
    """Every page of weights, with a closed campaign to compare."""
    team = works.teams.create(name="Payments", slug="payments")
    compared, custom = make_compared(works), make_custom(works, {"overall": NUMBERS})
    campaign = make_campaign(works, [team], weights=custom)
    for option in (1, 2, 2, 3, 4):
        answer_all(make_invitation(campaign, team), option)
    close_campaign(campaign=campaign, now=NOW + timedelta(days=1))
    of = "/organisations/works/weights/"
    return [
        of,
        f"{of}equal/",
        f"{of}new/numbers/",
        f"{of}new/pairs/",
        f"{of}{compared.pk}/",
        f"{of}{custom.pk}/",
        f"{of}{compared.pk}/change/",
        f"{of}{custom.pk}/change/",
        f"{of}{compared.pk}/pairs/",
        "/organisations/works/campaigns/new/",
        f"/campaigns/{campaign.pk}/",
    ]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("width", [1280, 320])
def test_pages_of_weights_are_accessible_and_fit(visit, pages, language, width):
    visitor = visit(width=width, language=language)
    visitor.sign_in("owner@example.org", language)
    faults = []
    for address in pages:
        page = visitor.go(f"{address}?lang={language}")
        page.wait_for_load_state("load")
        page.evaluate(
            "document.querySelectorAll('main details').forEach((d) => { d.open = true; })"
        )
        assert page.locator("h1").count() == 1, address
        faults += [f"{address} {fault}" for fault in visitor.axe_in_both_themes()]
        if visitor.overflow():
            faults.append(f"{address} is {visitor.overflow()} px too wide")
    assert not faults, "\n".join(faults)
