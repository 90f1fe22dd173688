"""Warnings about models that load: wording, what can never be reached, forms, glossary."""

import pytest

from assessment.linting import lint
from assessment.loading import read_source
from assessment.wording import GRAMMARS, wrong_script
from tests.assessment.loading.samples import MARK, SMALL, marked_lines, varied, written

GOOD = (
    *('{en: "Never."}', '{en: "Some."}', '{en: "Half."}', '{en: "Nearly all."}'),
    '{en: "As above, and"}',
)
FIVE_STEPS = "{options: [{value: 0}, {value: 0.25}, {value: 0.5}, {value: 0.75}, {value: 1}]}"
YES_NO = "  yes-no: {options: [{value: 0}, {value: 1}]}\n"
LAYERED = ("tiers: [capability, practice]", "tiers: [layer, capability, practice]")


def told(path):
    """(line, "message; remedy") of every warning."""
    return [(w.line, f"{w.message}; {w.remedy}") for w in lint(read_source(path))]


def at_marks(text, *messages):
    return list(zip(marked_lines(text), messages, strict=True))


def with_anchors(texts):
    """The small model with these anchors for its second practice, one a line."""
    at = SMALL.rindex("        anchors:")
    rows = "".join(f"          - {text}\n" for text in texts)
    return f"{SMALL[:at]}        anchors:\n{rows}"


def with_anchor(step, text):
    texts = list(GOOD)
    texts[step] = f'{{en: "{text}"}} {MARK}'
    return with_anchors(texts)


def test_the_small_model_has_no_warnings(tmp_path):
    assert told(written(tmp_path, SMALL)) == []
    assert told(written(tmp_path, with_anchors(GOOD))) == []


# --- Words ---


@pytest.mark.parametrize(
    ("step", "anchor", "word"),
    [
        (1, "We do.", "some"),
        (2, "Most of us do.", "half"),
        (3, "We always do.", "nearly"),
        (4, "It is measured.", "As above, and"),
    ],
)
def test_an_anchor_without_the_words_of_its_step(step, anchor, word, tmp_path):
    text = with_anchor(step, anchor)
    assert told(written(tmp_path, text)) == at_marks(
        text,
        f"anchor {step} lacks the words of its step (en); use a word such as “{word}”",
    )


@pytest.mark.parametrize(
    ("step", "anchor", "first"),
    [
        (0, "Nearly all forget it.", 3),
        (1, "Some do, at least half.", 2),
        (2, "Half do, nearly every day.", 3),
    ],
)
def test_an_anchor_with_words_of_a_later_step(step, anchor, first, tmp_path):
    text = with_anchor(step, anchor)
    assert told(written(tmp_path, text)) == at_marks(
        text,
        f"anchor {step} uses words of step {first} (en); "
        "let each anchor say more than the one before",
    )


def test_two_anchors_that_say_the_same(tmp_path):
    text = with_anchors(
        [*GOOD[:1], '{en: "Some or half."}', f'{{en: "Some or half."}} {MARK}', *GOOD[3:]]
    )
    assert told(written(tmp_path, text)) == at_marks(
        text, "anchor 2 says the same as anchor 1 (en); say how the two differ"
    )


def test_a_scale_of_its_own_has_no_grammar(tmp_path):
    text = with_anchors(['{en: "No."}', '{en: "Yes."}']).replace("levels:", f"{YES_NO}levels:")
    at = text.rindex("        scale: steps")
    text = text[:at] + text[at:].replace("        scale: steps", f"        scale: yes-no {MARK}")
    assert told(written(tmp_path, text)) == at_marks(
        text,
        "no overall level can be reached: “p2” has a scale without levels; "
        "use the scale 0, 0.25, 0.5, 0.75, 1, or leave levels out",
    )


@pytest.mark.parametrize(("words", "warned"), [(72, False), (73, True)])
def test_the_word_budget(words, warned, tmp_path):
    """The anchors of the small model have eight words; eighty are allowed with the stem."""
    question = " ".join(["half"] * words)
    text = varied(
        ('{en: "How is the second thing done?"}', f"{{en: {question}}} {MARK}"),
    )
    message = "“p2” has 81 words in stem and anchors (en); shorten it to 80"
    assert told(written(tmp_path, text)) == (at_marks(text, message) if warned else [])


@pytest.mark.parametrize(
    ("language", "text", "length"),
    [
        ("en", "As above, and CI/CD isn't end-to-end (v1.2).", 7),
        ("zh-hans", "在上一项之上，每季度度量CI/CD的10个指标。", 17),
        ("zh-hans", "“引号”与……标点不计", 7),
    ],
)
def test_how_words_are_counted(language, text, length):
    assert GRAMMARS[language].length([text]) == length


@pytest.mark.parametrize(
    ("text", "language", "wrong"),
    [
        ("How is code kept the same?", "zh-hans", True),
        ("Kubernetes 与 Docker", "zh-hans", False),
        ("CI/CD", "zh-hans", False),
        ("如何保持一致？", "en", True),
        ("Comment fait-on ?", "fr", False),
        ("方法", "ja", False),
    ],
)
def test_texts_in_the_wrong_language(text, language, wrong):
    assert wrong_script(text, language) is wrong


def test_an_untranslated_stem_is_named(tmp_path):
    model = written(tmp_path, SMALL).parent / "two.yaml"
    english = "How is the second thing done?"
    chinese = dict(
        zip(GOOD, ("没有。", "个别人。", "一半。", "几乎全部。", "在上一项之上，"), strict=True)
    )
    rows = "".join(f'          - {{{k[1:-1]}, zh-hans: "{v}"}}\n' for k, v in chinese.items())
    model.write_text(
        f"""\
format: plumbline/1
slug: two
version: 1.0.0
name: {{en: Two, zh-hans: 两种语言}}
languages: [en, zh-hans]
tiers: [practice]
scales:
  steps: {FIVE_STEPS}
nodes:
  - slug: p1
    name: {{en: One, zh-hans: 其一}}
    weight: 1
    scale: steps
    stem: {{en: "{english}", zh-hans: "{english}"}} {MARK}
    anchors:
{rows}""",
        encoding="utf-8",
    )
    text = model.read_text(encoding="utf-8")
    assert told(model) == at_marks(text, f"“{english}” does not look like zh-hans; translate it")


def test_a_term_that_stands_nowhere(tmp_path):
    text = varied(
        (
            "  - {term: {en: half}, text: {en: One of two equal parts.}}",
            f"  - {{term: {{en: halves}}, text: {{en: Two equal parts.}}}} {MARK}",
        )
    )
    assert told(written(tmp_path, text)) == at_marks(
        text,
        "the term “halves” stands in no item (en); write it as the items do, or take it out",
    )


def test_a_glossary_in_another_file(tmp_path):
    words = f"glossary:\n  - {{term: {{en: nowhere}}, text: {{en: X}}}} {MARK}\n"
    part = written(tmp_path, words, "words.yaml")
    path = written(tmp_path, varied(("nodes:\n", "include: [words.yaml]\nnodes:\n")))
    (warning,) = lint(read_source(path))
    assert (warning.file, warning.line) == (str(part), 2)


# --- What can be reached ---


def of_yes_no(slug):
    """The small model with one practice on a scale of two options, whose line is marked."""
    text = SMALL.replace("levels:\n", f"{YES_NO}levels:\n")
    head, tail = text.split(f"      - slug: {slug}\n")
    tail = tail.replace("        scale: steps", f"        scale: yes-no {MARK}", 1)
    start = tail.index("        anchors:")
    end = tail.index("\n", start)
    tail = f"{tail[:start]}        anchors: [{{en: No.}}, {{en: Some.}}]{tail[end:]}"
    evidence = "        evidence: [{en: none}, {en: a}, {en: b}, {en: c}, {en: d}]\n"
    return f"{head}      - slug: {slug}\n" + tail.replace(evidence, "")


def test_a_gate_and_prerequisites_off_the_scale(tmp_path):
    text = of_yes_no("p1")
    lines = text.splitlines()
    needs = lines.index('        needs: ["2<p1@1", "3<p1@2"]') + 1
    remedy = "use the scale 0, 0.25, 0.5, 0.75, 1"
    assert told(written(tmp_path, text)) == [
        (
            marked_lines(text)[0],
            "no overall level can be reached: “p1” has a scale without levels; "
            f"{remedy}, or leave levels out",
        ),
        (
            lines.index("        gate: true") + 1,
            f"the gate “p1” can never be passed: its scale has no levels; {remedy}",
        ),
        *[
            (
                needs,
                "“p2” needs “p1”, and one of them has no levels; "
                f"{remedy} for both, or take the need out",
            )
        ]
        * 2,
    ]


def test_a_gate_that_waits_for_what_has_no_levels(tmp_path):
    """p1 ★ at 3 needs p3, and p3 needs p2, which has two options only."""
    text = of_yes_no("p2").replace(
        "    effort: S\n", '    needs: ["3<p3@1"]\n        effort: S\n', 1
    )
    text = text.replace('        needs: ["2<p1@1", "3<p1@2"]\n', "")
    practice = SMALL[SMALL.index("      - slug: p2") :].replace("slug: p2", "slug: p3")
    text += practice.replace('["2<p1@1", "3<p1@2"]', '["1<p2@1"]')
    gate = text.splitlines().index("        gate: true") + 1
    assert (
        gate,
        "the gate “p1” can never be passed: “p2” has no levels; take that prerequisite out",
    ) in told(written(tmp_path, text))


def test_a_gate_above_step_three_is_not_asked(tmp_path):
    """A gate is asked for step 3 at most, so what its step 4 needs does not keep it closed."""
    text = of_yes_no("p2").replace(
        "    effort: S\n", '    needs: ["4<p2@1"]\n        effort: S\n', 1
    )
    text = text.replace('        needs: ["2<p1@1", "3<p1@2"]\n', "")
    assert [m for _line, m in told(written(tmp_path, text)) if m.startswith("the gate")] == []


def test_a_gate_in_a_model_without_levels(tmp_path):
    start, end = SMALL.index("levels:"), SMALL.index("glossary:")
    text = (SMALL[:start] + SMALL[end:]).replace("gate: true", f"gate: true {MARK}")
    assert told(written(tmp_path, text)) == at_marks(
        text,
        "the gate “p1” has no effect: the model has no levels; add levels, or take the gate out",
    )


def test_a_gate_under_a_node_of_weight_zero(tmp_path):
    other = SMALL[SMALL.index("  - slug: c1") :].replace("slug: p", "slug: q")
    other = (
        other.replace("slug: c1", "slug: c2")
        .replace("<p1", "<q1")
        .replace("gate: true", "gate: false")
    )
    text = varied(("    weight: 3", "    weight: 0"), ("gate: true", f"gate: true {MARK}"))
    assert told(written(tmp_path, text + other)) == at_marks(
        text, "the gate “p1” stands under a node of weight 0; give the node a weight"
    )


def test_levels_at_a_tier_where_no_node_stands(tmp_path):
    text = varied(LAYERED)
    assert told(written(tmp_path, text)) == [
        (
            1,
            "no level above 1 can be reached: no node stands at the tier “capability”; "
            "put the practices under nodes of that tier",
        )
    ]


def test_a_practice_outside_the_tier_of_levels(tmp_path):
    """A practice right under a layer is scored, and no level looks at it."""
    at = SMALL.index("  - slug: c1")
    inner = "".join(f"    {line}\n" for line in SMALL[at:].splitlines())
    layer = "  - slug: l1\n    name: {en: Layer}\n    weight: 1\n    children:\n"
    loose = SMALL[SMALL.index("      - slug: p2") :].replace("slug: p2", "slug: p3")
    text = SMALL[:at].replace(*LAYERED) + layer + inner + loose
    line = text.splitlines().index("      - slug: p3") + 1
    assert told(written(tmp_path, text)) == [
        (
            line,
            "“p3” counts for no level: it stands under no “capability”; "
            "put it under a node of that tier",
        )
    ]


def test_a_prerequisite_in_a_module_that_may_not_be_asked(tmp_path):
    practice = SMALL[SMALL.index("      - slug: p2") :].replace("slug: p2", "slug: q1")
    module = f"modules:\n  - slug: extra\n    name: {{en: Extra}}\n    children:\n{practice}"
    text = varied(('["2<p1@1", "3<p1@2"]', f'["2<q1@1"] {MARK}'), ("        effort: S\n", ""))
    found = told(written(tmp_path, text + module.replace('["2<p1@1", "3<p1@2"]', "[]")))
    assert found == at_marks(
        text,
        "“p2” needs “q1” of a module that may not be asked; "
        "need only practices of the core or of the same module",
    )


# --- Short form ---


def test_a_short_form_without_a_gate(tmp_path):
    text = varied(
        ("        short: true\n", ""),
        ("gate: true", f"gate: true {MARK}"),
        ("        needs:", "        short: true\n        needs:"),
    )
    assert told(written(tmp_path, text)) == at_marks(
        text, "the short form leaves out the gate “p1”; add short: true"
    )


def test_a_short_form_without_a_capability(tmp_path):
    other = SMALL[SMALL.index("  - slug: c1") :].replace("slug: p", "slug: q")
    other = other.replace("slug: c1", "slug: c2").replace("<p1", "<q1")
    other = other.replace("short: true", "short: false").replace("gate: true", "gate: false")
    text = SMALL + other
    line = text.splitlines().index("  - slug: c2") + 1
    assert told(written(tmp_path, text)) == [
        (line, "the short form asks nothing of “c2”; mark one of its practices short: true")
    ]


def test_a_model_without_a_short_form_needs_none(tmp_path):
    assert told(written(tmp_path, varied(("        short: true\n", "")))) == []
