"""What a model file means: defaults, foreign shapes, includes, digest, export."""

import hashlib
import json
from dataclasses import replace
from fractions import Fraction

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.core.answers import answer_set
from assessment.core.evaluation import evaluate
from assessment.core.model import Need, Node, Practice
from assessment.loading import (
    BUILT_IN,
    UnknownModel,
    as_yaml,
    built_in_model,
    find_model,
    load_model,
    model_path,
    published_models,
)
from assessment.loading.content import canonical
from tests.assessment.loading.samples import SMALL, varied, written


def test_what_a_file_says(tmp_path):
    model = load_model(written(tmp_path, SMALL))
    (c1,) = model.core.roots
    p1, p2 = model.core.practices
    assert (model.slug, model.version, model.languages) == ("small", "1.0.0", ("en",))
    assert model.core.tiers == ("capability", "practice")
    assert isinstance(c1, Node)
    assert (c1.slug, c1.weight, c1.benefit) == ("c1", 3, {"en": "Calm."})
    assert (p1.effort, p1.ways, p1.short, p1.gate, p1.added) == ("S", ("C", "T"), True, True, True)
    assert p1.na == {"en": "There is no first thing."}
    assert p1.evidence[4] == {"en": "d"}
    assert p2.needs == (Need(2, "p1", 1), Need(3, "p1", 2))
    assert [dict(term.term) for term in model.glossary] == [{"en": "half"}]
    assert model.core.levels is not None
    assert (model.core.levels.tier, len(model.core.levels.names)) == ("capability", 5)


def test_defaults(tmp_path):
    p2 = load_model(written(tmp_path, SMALL)).core.practices[1]
    defaults = (p2.effort, p2.effort_days, p2.na, p2.short, p2.gate, p2.added, p2.ways)
    assert defaults == ("M", 5, None, False, False, False, ())


def test_texts_are_literal(tmp_path):
    """YAML makes no, 1.0 and 12 something else; in a text they are what was written."""
    text = varied(
        ("name: {en: Second}", "name: {en: No}"),
        ('stem: {en: "How is the second thing done?"}', "stem: {en: 1.0}"),
    )
    practice = load_model(written(tmp_path, text)).core.practices[1]
    assert (practice.name, practice.stem) == ({"en": "No"}, {"en": "1.0"})


def test_a_file_with_a_byte_order_mark(tmp_path):
    (tmp_path / "model.yaml").write_text(SMALL, encoding="utf-8-sig")
    plain = written(tmp_path, SMALL, "plain.yaml")
    assert load_model(tmp_path / "model.yaml").sha256 == load_model(plain).sha256


# --- Models unlike the built-in one ---

YES_NO = """\
format: plumbline/1
slug: liste-de-controle
version: 0.1.0
name: {fr: Liste de contrôle}
languages: [fr]
tiers: [question]
scales:
  oui-non: {options: [{value: 0}, {value: 1}]}
  onze: {options: [VALUES]}
nodes:
  - slug: sauvegarde
    name: {fr: Sauvegarde}
    weight: 2
    scale: oui-non
    stem: {fr: Les données sont-elles sauvegardées ?}
    anchors: [{fr: Non.}, {fr: Oui.}]
  - slug: note
    name: {fr: Satisfaction}
    weight: 1
    scale: onze
    stem: {fr: "Quelle note, de 0 à 10 ?"}
    anchors: [ANCHORS]
modules:
  - slug: annexe
    name: {fr: Annexe}
    children:
      - slug: papier
        name: {fr: Papier}
        weight: 1
        scale: oui-non
        stem: {fr: Reste-t-il du papier ?}
        anchors: [{fr: Non.}, {fr: Oui.}]
"""


def french():
    values = ", ".join(f"{{value: {at / 10:g}}}" for at in range(11))
    anchors = ", ".join(f"{{fr: {at} sur 10}}" for at in range(11))
    text = YES_NO.replace("VALUES", values).replace("ANCHORS", anchors)
    return text.replace("slug: note\n", "slug: satisfaction\n")


def test_practices_alone_with_two_and_eleven_options_in_french(tmp_path):
    """Depth 1, no levels, no capabilities, a module: scored, without levels or advice."""
    model = load_model(written(tmp_path, french()))
    assert model.core.practices[1].scale.values == tuple(Fraction(at, 10) for at in range(11))
    assert model.module("annexe").tiers == ("question",)
    rows = [(who, "sauvegarde", 1) for who in "abc"] + [(who, "papier", 0) for who in "abc"]
    rows += [(who, "satisfaction", x) for who, x in zip("abc", (10, 8, 6), strict=True)]
    result = evaluate(model, answer_set(rows, list(model.practices)), min_group=3)
    assert result.core.nodes == ()
    assert result.core.practice("satisfaction").score == pytest.approx(80, abs=1e-9)
    assert result.core.overall.score == pytest.approx(280 / 3, abs=1e-9)
    assert (result.core.overall.level, result.core.recommendations) == (None, ())
    assert result.modules[0].overall.score == 0.0


def test_depth_eight(tmp_path):
    tiers = [f"t{at}" for at in range(7)]
    text = varied(("tiers: [capability, practice]", f"tiers: [{', '.join(tiers)}, practice]"))
    text = text.replace("  at: capability", "  at: t6")
    head, tail = text[: text.index("nodes:")], text[text.index("nodes:\n") + 7 :]
    for tier in range(6):
        above = f"  - slug: n{tier}\n    name: {{en: N}}\n    weight: 1\n    children:\n"
        pad = "    " * tier
        head += ("nodes:\n" if tier == 0 else "") + "".join(
            pad + line + "\n" for line in above.splitlines()
        )
    model = load_model(
        written(tmp_path, head + "".join("    " * 6 + line + "\n" for line in tail.splitlines()))
    )
    rows = [(who, slug, 3) for who in "abc" for slug in ("p1", "p2")]
    core = evaluate(model, answer_set(rows, ["p1", "p2"]), min_group=3).core
    assert [node.tier for node in core.nodes] == tiers
    assert (core.overall.score, core.overall.level) == (75.0, 4)


def test_a_module_of_a_model_with_layers_starts_at_capabilities(tmp_path):
    text = varied(("tiers: [capability, practice]", "tiers: [layer, capability, practice]"))
    core = text[text.index("  - slug: c1") :]
    inner = "".join(f"    {line}\n" for line in core.splitlines())
    layered = text[: text.index("  - slug: c1")] + (
        "  - slug: l1\n    name: {en: Layer}\n    weight: 1\n    children:\n" + inner
    )
    module = "modules:\n  - slug: extra\n    name: {en: Extra}\n    children:\n" + inner.replace(
        "slug: c1", "slug: c2"
    ).replace("slug: p", "slug: q").replace("<p1", "<q1")
    model = load_model(written(tmp_path, layered + module))
    extra = model.module("extra")
    assert extra.tiers == ("capability", "practice")
    assert extra.levels == model.core.levels
    rows = [(who, slug, 2) for who in "abc" for slug in model.practices]
    result = evaluate(model, answer_set(rows, list(model.practices)), min_group=3)
    assert [(node.slug, node.tier, node.level) for node in result.modules[0].nodes] == [
        ("c2", "capability", 3)
    ]
    assert result.modules[0].overall.level == 3


def test_levels_of_top_nodes_do_not_reach_into_modules(tmp_path):
    module = "modules:\n  - slug: extra\n    name: {en: Extra}\n    children:\n"
    practice = SMALL[SMALL.index("      - slug: p2") :].replace("slug: p2", "slug: q1")
    model = load_model(written(tmp_path, SMALL + module + practice))
    assert model.module("extra").levels is None


# --- Several files ---


def test_a_folder_is_its_files_one_after_the_other(tmp_path):
    nodes = SMALL.index("nodes:")
    glossary = SMALL.index("glossary:")
    written(tmp_path, SMALL[nodes:], "nodes.yaml")
    written(tmp_path, SMALL[glossary:nodes], "words.yaml")
    written(tmp_path, SMALL[:glossary] + "include: [words.yaml, nodes.yaml]\n")
    whole = written(tmp_path, SMALL, "whole.yaml")
    assert load_model(tmp_path).sha256 == load_model(whole).sha256


# --- Digest and export ---


@pytest.mark.parametrize(
    "change",
    [
        ("slug: small\nversion: 1.0.0", "version: 1.0.0\nslug: small  # a remark"),
        ("name: {en: Second}", 'name: {en: "Second"}'),
        ("name: {en: Second}", "name:\n          en: >\n            Second\n"),
        ("name: {en: Second}", "name: {en: Second}\n        effort: M\n        gate: false"),
        ("{value: 0.5}", "{value: 0.50}"),
    ],
    ids=["order", "quotes", "block", "defaults", "zeros"],
)
def test_the_digest_is_of_the_content_alone(change, tmp_path):
    plain, other = written(tmp_path, SMALL), written(tmp_path, varied(change), "other.yaml")
    assert load_model(other).sha256 == load_model(plain).sha256


@pytest.mark.parametrize(
    "change",
    [
        ("name: {en: Second}", "name: {en: second}"),
        ("        effort: S", "        effort: L"),
        ("    weight: 3", "    weight: 4"),
        ("        added: true\n", ""),
        ("    benefit: {en: Calm.}\n", ""),
        ('["2<p1@1", "3<p1@2"]', '["3<p1@2", "2<p1@1"]'),
    ],
)
def test_every_content_changes_the_digest(change, tmp_path):
    plain, other = written(tmp_path, SMALL), written(tmp_path, varied(change), "other.yaml")
    assert load_model(other).sha256 != load_model(plain).sha256


def test_the_digest_is_that_of_the_plain_content(tmp_path):
    """The small model writes no defaults, so any YAML and JSON library gives its digest."""
    model = load_model(written(tmp_path, SMALL))
    plain = json.dumps(
        yaml.safe_load(SMALL), sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    assert model.canonical == plain
    assert model.sha256 == hashlib.sha256(plain.encode()).hexdigest()


TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40).filter(
    lambda text: text.strip() and not set("\ufffe\uffff\x7f") & set(text)
)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(TEXTS, TEXTS, st.integers(0, 999_999_999), st.one_of(st.integers(1, 400), st.just("XL")))
def test_an_export_loads_to_the_same_digest(tmp_path, first, second, weight, effort):
    """Whatever the texts are: quotes, colons, “no”, “~”, emoji, spaces at the ends."""
    model = load_model(written(tmp_path, SMALL))
    (node,) = model.core.roots
    p1, p2 = model.core.practices
    changed = replace(
        p2,
        name={"en": first.strip()},
        stem={"en": second.strip()},
        weight=weight,
        effort=effort,
    )
    core = replace(model.core, roots=(replace(node, children=(p1, changed)),))
    new = replace(model, core=core)
    new = replace(new, canonical=canonical(new))
    again = load_model(written(tmp_path, as_yaml(new), "export.yaml"))
    assert again.sha256 == new.sha256
    assert again.core.practices == (p1, changed)


def test_an_export_says_nothing_that_other_readers_misread(tmp_path):
    """A plain YAML reader sees the texts too: what it would turn into values is quoted."""
    text = varied(("name: {en: Second}", "name: {en: No}"))
    model = load_model(written(tmp_path, text))
    content = yaml.safe_load(as_yaml(model))
    assert content["nodes"][0]["children"][1]["name"] == {"en": "No"}
    assert content["version"] == "1.0.0"


# --- Finding ---


def test_references(tmp_path):
    built_in = built_in_model()
    assert find_model(BUILT_IN) is built_in
    assert find_model(f"{BUILT_IN}@{built_in.version}") is built_in
    path = written(tmp_path, SMALL)
    assert find_model(str(path)).sha256 == find_model(str(tmp_path)).sha256
    assert (BUILT_IN, built_in.version) in published_models()


@pytest.mark.parametrize(
    "ref",
    ["no-such-model", f"{BUILT_IN}@9.9.9", "", "none.yaml", "a\0b", "x" * 5000, "../../../none"],
)
def test_unknown_references(ref):
    with pytest.raises(UnknownModel, match=f"published are {BUILT_IN}@"):
        find_model(ref)


def test_the_newest_version_counts_numbers(tmp_path, monkeypatch):
    for version in ("1.9.0", "1.10.0", "1.2.0"):
        folder = tmp_path / "small" / version
        folder.mkdir(parents=True)
        written(folder, varied(("version: 1.0.0", f"version: {version}")))
    monkeypatch.setattr("assessment.loading.finding.CATALOGUE", tmp_path)
    assert published_models() == (("small", "1.10.0"), ("small", "1.9.0"), ("small", "1.2.0"))
    assert model_path("small") == tmp_path / "small" / "1.10.0"
    assert find_model("small@1.2.0").version == "1.2.0"


def test_practices_are_found_by_slug(tmp_path):
    model = load_model(written(tmp_path, SMALL))
    assert list(model.practices) == ["p1", "p2"]
    assert isinstance(model.practices["p1"], Practice)
