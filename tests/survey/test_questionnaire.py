"""What a campaign asks, in which order, and how it is printed."""

from dataclasses import replace

import pytest

from assessment.loading import UnknownModel, built_in_model
from survey.models import Campaign
from survey.queries.printed import Glossary, printed, printed_for, shown_anchor
from survey.questionnaire import ModelChanged, minutes_for, of_campaign, questionnaire
from tests.factories import make_campaign

REF = "engineering-practice@1.0.0"
MODULES = ("large-model",)

GLOSSARY_MODEL = """\
format: plumbline/1
slug: small
version: 1.0.0
name: {en: Small, zh-hans: 小}
languages: [en, zh-hans]
tiers: [area, practice]
scales:
  short: {options: [{value: 0}, {value: 1}]}
glossary:
  - {term: {en: test, zh-hans: 测试}, text: {en: A trial., zh-hans: 试验。}}
  - {term: {en: load test, zh-hans: 压力测试}, text: {en: A heavy trial., zh-hans: 加压的试验。}}
  - {term: {en: repository, zh-hans: 仓库}, text: {en: A place., zh-hans: 地方。}}
nodes:
  - slug: area-one
    name: {en: "Area <one>", zh-hans: 甲}
    weight: 1
    children:
      - slug: one
        name: {en: One, zh-hans: 一}
        weight: 1
        scale: short
        stem: {en: "Are load tests <run> in the repositories?", zh-hans: 仓库里做压力测试吗？}
        anchors:
          - {en: "No test, attested by nobody.", zh-hans: 没有测试。}
          - {en: "As above, and tests & load tests are kept.", zh-hans: 在上一项之上，有测试。}
  - slug: two
    name: {en: Two, zh-hans: 二}
    weight: 1
    scale: short
    stem: {en: "What about a test?", zh-hans: 有测试吗？}
    anchors: [{en: None., zh-hans: 无。}, {en: Some., zh-hans: 有。}]
"""


@pytest.fixture
def small(tmp_path):
    file = tmp_path / "small.yaml"
    file.write_text(GLOSSARY_MODEL, encoding="utf-8")
    return str(file)


def test_every_practice_is_asked_once_and_in_the_models_order():
    model = built_in_model()
    asked = questionnaire(REF, "full", ())
    assert list(asked.practices) == [practice.slug for practice in model.core.practices]
    assert [len(asked.sections), len(asked.practices), asked.minutes] == [20, 73, 27]


def test_the_short_form_leaves_out_what_is_not_short_and_the_module_without_short_items():
    asked = questionnaire(REF, "short", MODULES)
    assert [len(asked.sections), len(asked.practices), asked.minutes] == [20, 24, 9]
    assert all(practice.short for practice in asked.practices.values())


def test_a_module_follows_the_core_under_its_own_name():
    asked = questionnaire(REF, "full", MODULES)
    last = asked.sections[20:]
    assert [section.slug for section in last] == [
        "lm-training",
        "lm-application",
        "lm-optimization",
        "lm-originality",
    ]
    assert {section.group["en"] for section in last} == {"Large-model engineering"}
    assert len(asked.practices) == 88


def test_each_section_is_a_capability_under_its_layer():
    sections = questionnaire(REF, "full", ()).sections
    section = next(each for each in sections if each.slug == "ci-cd")
    assert [practice.slug for practice in section.practices] == [
        "ci-pipeline",
        "cd-automation",
        "cd-rollback",
        "cd-release",
    ]
    assert (section.name["zh-hans"], section.group["zh-hans"]) == (
        "持续集成/持续部署",
        "工程化实践",
    )


@pytest.mark.parametrize(("items", "minutes"), [(0, 0), (1, 1), (2, 1), (3, 2), (24, 9), (73, 27)])
def test_minutes_are_rounded_up(items, minutes):
    assert minutes_for(items) == minutes


def test_unknown_models_modules_and_forms_are_refused():
    with pytest.raises(UnknownModel):
        questionnaire("nothing@1.0.0", "full", ())
    with pytest.raises(KeyError):
        questionnaire(REF, "full", ("nothing",))
    with pytest.raises(ValueError, match="unknown form"):
        questionnaire(REF, "middle", ())


@pytest.mark.django_db
def test_a_campaign_asks_the_content_that_it_was_opened_with_or_nothing():
    campaign = make_campaign(form="full", modules=["large-model"])
    assert of_campaign(campaign) is questionnaire(REF, "full", MODULES)
    Campaign.objects.filter(pk=campaign.pk).update(model_sha256="0" * 64)
    with pytest.raises(ModelChanged, match=REF):
        of_campaign(Campaign.objects.get(pk=campaign.pk))


def test_a_practice_at_the_top_makes_a_section_of_the_model(small):
    sections = questionnaire(small, "full", ()).sections
    assert [(section.slug, len(section.practices)) for section in sections] == [
        ("area-one", 1),
        ("small", 1),
    ]


# --- printed ----------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "name"), [("en", "CI/CD"), ("zh-hans", "持续集成/持续部署")])
def test_a_section_is_printed_in_one_language(language, name):
    sections = printed_for(make_campaign(form="full"), language)
    section = sections["ci-cd"]
    assert (section.name, section.number, len(section.questions)) == (name, 16, 4)
    assert [question.number for question in section.questions] == [1, 2, 3, 4]
    model = built_in_model().practices["cd-automation"]
    question = section.questions[1]
    assert question.stem == model.stem[language]
    assert (question.na_allowed, question.na_hint) == (True, model.na[language])
    assert section.questions[0].na_allowed is False


def test_an_anchor_does_not_speak_of_hidden_numbers():
    assert shown_anchor("As above, and it is measured.") == (
        "As in the statement above, and it is measured."
    )
    assert shown_anchor("As agreed, half of it.") == "As agreed, half of it."
    assert shown_anchor("在上一项之上，有度量。") == "在上一项之上，有度量。"


def test_no_printed_anchor_says_as_above():
    for language in ("en", "zh-hans"):
        for section in printed(REF, "full", MODULES, language).values():
            for question in section.questions:
                assert not any(option.text.startswith("As above") for option in question.options)


def test_glossary_words_are_marked_once_a_page_longer_words_first(small):
    one, two = (s.questions[0] for s in printed(small, "full", (), "en").values())
    assert one.stem_html == (
        'Are <dfn class="pl-term">load tests</dfn> &lt;run&gt; in the '
        '<dfn class="pl-term">repositories</dfn>?'
    )
    assert [option.html for option in one.options] == [
        'No <dfn class="pl-term">test</dfn>, attested by nobody.',
        "As in the statement above, and tests &amp; load tests are kept.",
    ]
    assert [term.term for term in one.terms] == ["load test", "repository", "test"]
    # The next page explains anew.
    assert two.stem_html == 'What about a <dfn class="pl-term">test</dfn>?'


def test_chinese_words_are_marked_without_spaces_between_words(small):
    question = printed(small, "full", (), "zh-hans")["area-one"].questions[0]
    assert question.stem_html == (
        '<dfn class="pl-term">仓库</dfn>里做<dfn class="pl-term">压力测试</dfn>吗？'
    )
    assert question.options[0].html == '没有<dfn class="pl-term">测试</dfn>。'
    assert question.options[1].html == "在上一项之上，有测试。"


def test_a_model_without_glossary_marks_nothing():
    model = replace(built_in_model(), glossary=())
    assert Glossary(model, "en").mark("a < b", set()) == ("a &lt; b", [])
