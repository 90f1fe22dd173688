"""The questionnaire that ships with the program."""

import pytest

from assessment.core.forms import SHORT, form_of
from assessment.core.layout import layout_of
from assessment.core.model import Node
from assessment.linting import lint
from assessment.loading import BUILT_IN, built_in_model, model_path, read_source

GATES = {
    *("pm-planning", "rc-identification", "pi-root-cause", "cr-coverage"),
    *("at-unit", "ci-pipeline", "cd-automation", "vc-system"),
}
LAYER_WEIGHTS = {
    "technical": 250,
    "management": 200,
    "problem-solving": 150,
    "engineering": 300,
    "open-source": 100,
}
ADDED = {
    *("alg-reproducibility", "sd-operability", "sd-decisions", "st-lifecycle", "pi-triage"),
    *("pr-prevention", "cs-static-analysis", "cr-speed", "at-integration", "at-reliability"),
    *("at-adequacy", "cd-rollback", "cd-release", "vc-scope", "cc-iac", "ou-compliance"),
    *("lm-evaluation", "lm-serving", "lm-licence"),
}


@pytest.fixture(scope="module")
def model():
    return built_in_model()


def test_its_size(model):
    module = model.module("large-model")
    assert (len(model.core.practices), len(module.practices)) == (73, 15)
    assert (len(model.core.roots), len(layout_of(model.core).capabilities)) == (5, 20)
    assert len(layout_of(module).capabilities) == 4
    assert sum(practice.short for practice in model.core.practices) == 24
    assert {practice.slug for practice in model.core.practices if practice.gate} == GATES


def test_it_lints_clean():
    assert [str(warning) for warning in lint(read_source(model_path(BUILT_IN)))] == []


def test_weights_of_siblings_add_up_to_a_thousand(model):
    for tree in (model.core, *model.modules):
        groups = [tree.roots, *(node.children for node in tree.nodes)]
        assert [sum(item.weight for item in group) for group in groups] == [1000] * len(groups)
    assert {root.slug: root.weight for root in model.core.roots} == LAYER_WEIGHTS


def test_the_short_form_asks_every_capability_and_gate(model):
    full, short = layout_of(model.core), form_of(model.core, SHORT)
    asked = {node.slug for node in short.nodes}
    assert {full.items[index].slug for index in full.capabilities} <= asked
    assert {practice.slug for practice in short.practices} >= GATES


def test_every_text_is_in_both_languages(model):
    assert model.languages == ("en", "zh-hans")
    for practice in model.practices.values():
        texts = [practice.name, practice.definition, practice.stem]
        texts += [*practice.anchors, *practice.evidence]
        texts += [practice.na] if practice.na else []
        assert len(texts) == 13 + bool(practice.na)
        assert {tuple(text) for text in texts} == {("en", "zh-hans")}
    for node in model.nodes.values():
        assert tuple(node.definition) == ("en", "zh-hans")


def test_every_practice_has_ways_evidence_and_the_five_step_scale(model):
    for practice in model.practices.values():
        assert practice.scale.is_five_step
        assert len(practice.evidence) == 5
        assert len(practice.ways) == 2


def test_layers_name_their_benefit(model):
    benefits = {root.slug: root.benefit["en"] for root in model.core.roots if root.benefit}
    assert benefits == {
        "technical": "innovation",
        "management": "project success",
        "problem-solving": "project success",
        "engineering": "competitiveness",
        "open-source": "innovation",
    }
    growth = model.nodes["capability-building"].benefit
    assert growth == {"en": "growth of people", "zh-hans": "人才成长"}


def test_practices_from_other_models_are_marked(model):
    assert {p.slug for p in model.practices.values() if p.added} == ADDED


def test_all_of_the_module_may_be_not_applicable(model):
    assert all(p.na for p in model.module("large-model").practices)


def test_definitions_stand_alone(model):
    """They never cite chapters of the text that the questionnaire was drawn from."""
    items = [*model.nodes.values(), *model.practices.values()]
    texts = [item.definition["en"] for item in items if isinstance(item, Node) or item.definition]
    assert [text for text in texts if any(character.isdigit() for character in text)] == []
