"""Every fault of a model is reported at once, at its file and line, with what would be right."""

import pytest

from tests.assessment.loading.samples import (
    MARK,
    SMALL,
    faults_of,
    marked_lines,
    told,
    varied,
    written,
)

P2 = "      - slug: p2\n"
FIRST_ANCHORS = """\
        anchors: [{en: Never.}, {en: Some.}, {en: Half.}, {en: Nearly all.}, {en: "As above, and"}]
        evidence"""


CASES = {
    "unknown key": (
        ("    benefit: {en: Calm.}", f"    benefits: {{en: Calm.}} {MARK}"),
        "the key “benefits” is not known here; the keys here are slug, name, definition, benefit, "
        "weight, children",
    ),
    "unknown top key": (
        ("tiers: [capability, practice]", f"tiers: [capability, practice]\nauthor: me {MARK}"),
        "the key “author” is not known here; the keys here are format, slug, version, name, "
        "definition, languages, tiers, levels, include, scales, glossary, nodes, modules",
    ),
    "repeated key": (
        ("        effort: S\n", f"        effort: S\n        effort: M {MARK}\n"),
        "the key “effort” is repeated; keep one of the two",
    ),
    "missing key of a practice": (
        ('        stem: {en: "How is the second thing done?"}\n', ""),
        "the key “stem” is missing or empty; add it with a value",
        "      - slug: p2",
    ),
    "missing key of a node": (
        ("    weight: 3\n", ""),
        "the key “weight” is missing or empty; add it with a value",
        "  - slug: c1",
    ),
    "missing top key": (
        ("version: 1.0.0\n", ""),
        "the key “version” is missing or empty; add it with a value",
        "format: plumbline/1",
    ),
    "empty key": (
        ("    name: {en: Capability one}", f"    name: {MARK}"),
        "the key “name” is missing or empty; add it with a value",
    ),
    "format": (
        ("format: plumbline/1", f"format: plumbline/2 {MARK}"),
        "the format “plumbline/2” is not known; write format: plumbline/1",
    ),
    "version": (
        ("version: 1.0.0", f"version: 1.0 {MARK}"),
        "the version “1.0” is not three numbers; write it as 1.0.0",
    ),
    "version with leading zero": (
        ("version: 1.0.0", f"version: 1.02.0 {MARK}"),
        "the version “1.02.0” is not three numbers; write it as 1.0.0",
    ),
    "text in no language": (
        ("        name: {en: Second}", f"        name: Second {MARK}"),
        "“name” is not a text in languages; write {en: …}",
    ),
    "text in an unknown language": (
        ("        name: {en: Second}", f"        name: {{en: Second, de: Zweites}} {MARK}"),
        "the key “de” is not known here; the keys here are en",
    ),
    "empty text": (
        ("        name: {en: Second}", f'        name: {{en: ""}} {MARK}'),
        "“name” is not a text; write a text",
    ),
    "null text": (
        ("        name: {en: Second}", f"        name: {{en: ~}} {MARK}"),
        "“name” has no text in en; write it in every language of the model",
    ),
    "control character as an escape": (
        ("        name: {en: Second}", f'        name: {{en: "Sec\\0ond"}} {MARK}'),
        "“name” holds a control character; remove it",
    ),
    "long text": (
        ("        name: {en: Second}", f"        name: {{en: {'x' * 2001}}} {MARK}"),
        "“name” is longer than 2000 characters; shorten it",
    ),
    "slug with capitals": (
        (P2, f"      - slug: P2 {MARK}\n"),
        "“P2” is not a slug; use lower-case letters a–z, digits and single hyphens, at most 80 "
        "characters",
    ),
    "slug with a double hyphen": (
        (P2, f"      - slug: p--2 {MARK}\n"),
        "“p--2” is not a slug; use lower-case letters a–z, digits and single hyphens, at most 80 "
        "characters",
    ),
    "reserved slug": (
        (P2, f"      - slug: team {MARK}\n"),
        "the slug “team” is reserved; choose another; reserved are answer, evidence, note, "
        "overall, practice, respondent, role, team",
    ),
    "negative weight": (
        ("        weight: 1\n", f"        weight: -1 {MARK}\n"),
        "the weight “-1” is not a whole number; write a whole number from 0 to 999999999",
    ),
    "weight in decimals": (
        ("        weight: 1\n", f"        weight: 0.5 {MARK}\n"),
        "the weight “0.5” is not a whole number; write a whole number from 0 to 999999999",
    ),
    "weight as text": (
        ("        weight: 1\n", f'        weight: "1" {MARK}\n'),
        "the weight “1” is not a whole number; write a whole number from 0 to 999999999",
    ),
    "octal weight": (
        ("        weight: 1\n", f"        weight: 010 {MARK}\n"),
        "the weight “010” is not a whole number; write a whole number from 0 to 999999999",
    ),
    "huge weight": (
        ("        weight: 1\n", f"        weight: {'9' * 5000} {MARK}\n"),
        f"the weight “{'9' * 80}” is not a whole number; write a whole number from 0 to 999999999",
    ),
    "unknown scale": (
        (
            "        weight: 1\n        scale: steps",
            f"        weight: 1\n        scale: four {MARK}",
        ),
        "“scale” is “four”; write one of steps",
    ),
    "too few anchors": (
        (
            FIRST_ANCHORS,
            f"        anchors: {MARK}\n          - {{en: Never.}}\n          - {{en: Some.}}\n"
            "        evidence",
        ),
        "“anchors” has 2 texts, the scale “steps” 5 options; write one text an option",
    ),
    "too much evidence": (
        ("{en: c}, {en: d}]", f"{{en: c}}, {{en: d}}, {{en: e}}] {MARK}"),
        "“evidence” has 6 texts, the scale “steps” 5 options; write one text an option",
    ),
    "anchors not a list": (
        (FIRST_ANCHORS, f"        anchors: {{en: Never.}} {MARK}\n        evidence"),
        "“anchors” is not a list with items; write a list",
    ),
    "effort": (
        ("        effort: S", f"        effort: XXL {MARK}"),
        "the effort “XXL” is not known; write S, M, L, XL or whole person-days from 1 to 400",
    ),
    "effort in days": (
        ("        effort: S", f"        effort: 401 {MARK}"),
        "the effort “401” is not known; write S, M, L, XL or whole person-days from 1 to 400",
    ),
    "way": (
        ("        ways: [C, T]", f"        ways: [C, X] {MARK}"),
        "“ways” is “X”; write one of C, H, L, T",
    ),
    "way twice": (
        ("        ways: [C, T]", f"        ways: [C, C] {MARK}"),
        "the way “C” stands here twice; keep one",
    ),
    "flag": (
        ("        short: true", f"        short: yes {MARK}"),
        "“short” is “yes”; write true or false",
    ),
    "prerequisite by form": (
        ('["2<p1@1", "3<p1@2"]', f'["2<p1@1", "p1@2"] {MARK}'),
        '“p1@2” is not a prerequisite; write it as "3<ci-pipeline@2", with levels from 1 to 4',
    ),
    "prerequisite beyond the scale": (
        ('["2<p1@1", "3<p1@2"]', f'["2<p1@1", "3<p1@5"] {MARK}'),
        '“3<p1@5” is not a prerequisite; write it as "3<ci-pipeline@2", with levels from 1 to 4',
    ),
    "dangling prerequisite": (
        ('["2<p1@1", "3<p1@2"]', f'["2<p1@1", "3<p9@2"] {MARK}'),
        "no practice has the slug “p9”; name a practice of this model",
    ),
    "prerequisite on a node": (
        ('["2<p1@1", "3<p1@2"]', f'["2<p1@1", "3<c1@2"] {MARK}'),
        "“c1” is not a practice; name a practice of this model",
    ),
    "prerequisite on itself": (
        ('["2<p1@1", "3<p1@2"]', f'["2<p1@1", "2<p2@3"] {MARK}'),
        "“p2” at 2 waits for itself through “p2”; take one prerequisite out of the cycle",
    ),
    "gate without weight": (
        (
            "        weight: 2\n        scale: steps",
            "        weight: 0\n        scale: steps",
        ),
        "the gate practice “p1” has weight 0; give it a weight, or gate: false",
        "        gate: true",
    ),
    "no weight at the top": (
        ("    weight: 3\n", "    weight: 0\n"),
        "all weights here are zero; give at least one a weight above 0",
        "nodes:",
    ),
    "decreasing scale": (
        (
            "{value: 0.25}, {value: 0.5}, {value: 0.75}, {value: 1}]}",
            f"{{value: 0.5}}, {{value: 0.25}}, {{value: 0.75}}, {{value: 1}}]}} {MARK}",
        ),
        "the option values decrease; order them from lowest to highest",
    ),
    "scale beyond 1": (
        ("{value: 0.75}, {value: 1}]}", f"{{value: 0.75}}, {{value: 1.5}}]}} {MARK}"),
        "the option value “1.5” is not a number from 0 to 1; write 0, 1 or a decimal such as 0.25",
    ),
    "scale of text": (
        ("{value: 0.75}, {value: 1}]}", f"{{value: 0.75}}, {{value: all}}]}} {MARK}"),
        "the option value “all” is not a number from 0 to 1; write 0, 1 or a decimal such as 0.25",
    ),
    "scale of not a number": (
        ("{value: 0.75}, {value: 1}]}", f"{{value: 0.75}}, {{value: .nan}}]}} {MARK}"),
        "the option value “.nan” is not a number from 0 to 1; write 0, 1 or a decimal such as 0.25",
    ),
    "levels at practices": (
        ("  at: capability", f"  at: practice {MARK}"),
        "“at” is “practice”; write one of capability",
    ),
    "four level names": (
        (", {en: Five}]", f"] {MARK}"),
        "there are 4 level names; write 5, the lowest first",
    ),
    "language code": (
        ("languages: [en]", f"languages: [en, English] {MARK}"),
        "“English” in “languages” is repeated or not a plain word; use different words of a–z, "
        "digits and single hyphens",
    ),
    "tier twice": (
        ("tiers: [capability, practice]", f"tiers: [capability, practice, practice] {MARK}"),
        "“practice” in “tiers” is repeated or not a plain word; use different words of a–z, "
        "digits and single hyphens",
    ),
    "deeper than the tiers": (
        (
            "      - slug: p2\n        name: {en: Second}\n        weight: 1\n",
            f"      - slug: deep {MARK}\n        name: {{en: Deep}}\n        weight: 1\n"
            "        children: []\n      - slug: p2\n        name: {en: Second}\n"
            "        weight: 1\n",
        ),
        "this node has children, but the model's tiers end here; name another tier (8 at most), "
        "or move the node up",
    ),
    "alias": (
        ("        na: {en: There is no first thing.}", f"        na: *nothing {MARK}"),
        "YAML anchors and aliases are not read; write the value out",
    ),
    "tag": (
        ("        effort: S", f"        effort: !!python/object:os.system S {MARK}"),
        "the YAML tag “tag:yaml.org,2002:python/object:os.system” is not read; write a plain value",
    ),
    "local tag": (
        ("        effort: S", f"        effort: !size S {MARK}"),
        "the YAML tag “!size” is not read; write a plain value",
    ),
    "included file missing": (
        (
            "tiers: [capability, practice]",
            f"tiers: [capability, practice]\ninclude: [a.yaml] {MARK}",
        ),
        "there is no file “a.yaml”; list files of the model's folder",
    ),
    "included file outside": (
        (
            "tiers: [capability, practice]",
            f"tiers: [capability, practice]\ninclude: [../a.yaml] {MARK}",
        ),
        "“../a.yaml” is not a YAML file in the model's folder; include files of this folder",
    ),
    "included absolute path": (
        (
            "tiers: [capability, practice]",
            f"tiers: [capability, practice]\ninclude: [/etc/passwd] {MARK}",
        ),
        "“/etc/passwd” is not a YAML file in the model's folder; include files of this folder",
    ),
    "included itself": (
        (
            "tiers: [capability, practice]",
            f"tiers: [capability, practice]\ninclude: [model.yaml] {MARK}",
        ),
        "the file “model.yaml” is included twice; list it once",
    ),
    "glossary entry": (
        (
            "  - {term: {en: half}, text: {en: One of two equal parts.}}",
            f"  - {{term: {{en: half}}}} {MARK}",
        ),
        "the key “text” is missing or empty; add it with a value",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_each_fault_has_its_line(case, tmp_path):
    change, message, *place = case
    text = varied(change)
    lines = [text.splitlines().index(line) + 1 for line in place] or marked_lines(text)
    assert told(written(tmp_path, text)) == [(line, message) for line in lines]
    assert len(lines) == 1


def test_all_faults_at_once_in_the_order_of_lines(tmp_path):
    text = varied(
        ("version: 1.0.0", "version: one"),
        ("    weight: 3", "    weight: heavy"),
        (P2, "      - slug: p1\n"),
        ("        effort: S", "        effort: XS"),
    )
    path = written(tmp_path, text)
    lines = text.splitlines()
    second = [at for at, line in enumerate(lines, 1) if line == "      - slug: p1"][1]
    assert told(path) == [
        (3, "the version “one” is not three numbers; write it as 1.0.0"),
        (
            lines.index("    weight: heavy") + 1,
            "the weight “heavy” is not a whole number; write a whole number from 0 to 999999999",
        ),
        (
            lines.index("        effort: XS") + 1,
            "the effort “XS” is not known; write S, M, L, XL or whole person-days from 1 to 400",
        ),
        (
            second,
            f"the slug “p1” is used twice, first at {path}:{lines.index('      - slug: p1') + 1}; "
            "give one of the two another slug",
        ),
    ]


def test_a_fault_reads_as_file_line_and_text(tmp_path):
    path = written(tmp_path, varied(("version: 1.0.0", "version: 1")))
    (fault,) = faults_of(path)
    assert str(fault) == f"{path}:3: the version “1” is not three numbers; write it as 1.0.0"


def test_weights_that_are_all_zero_below_a_node(tmp_path):
    text = varied(
        ("        weight: 2\n", "        weight: 0\n"),
        ("        weight: 1\n", "        weight: 0\n"),
        ("        gate: true\n", ""),
        ("    children:\n", f"    children: {MARK}\n"),
    )
    assert told(written(tmp_path, text)) == [
        (marked_lines(text)[0], "all weights here are zero; give at least one a weight above 0")
    ]


def test_an_empty_list_of_children(tmp_path):
    text = SMALL[: SMALL.index("    children:\n")] + "    children: []\n"
    assert told(written(tmp_path, text)) == [
        (len(text.splitlines()), "“children” is not a list with items; write a list")
    ]


def test_a_missing_language_is_a_fault_of_every_text(tmp_path):
    text = varied(("languages: [en]", "languages: [en, fr]"))
    lacking = [fault.message for fault in faults_of(written(tmp_path, text))]
    assert set(lacking) == {
        f"“{key}” has no text in fr"
        for key in (
            *("name", "names", "term", "text", "definition", "benefit"),
            *("stem", "anchors", "evidence", "na"),
        )
    }
    assert len(lacking) == SMALL.count("{en:")


@pytest.mark.parametrize(("count", "line"), [(1, 8), (12, 8)], ids=["one option", "twelve options"])
def test_a_scale_has_two_to_eleven_options(count, line, tmp_path):
    options = ", ".join("{value: 1}" for _ in range(count))
    text = varied(
        (
            "{options: [{value: 0}, {value: 0.25}, {value: 0.5}, {value: 0.75}, {value: 1}]}",
            f"{{options: [{options}]}}",
        )
    )
    assert (line, f"this scale has {count} options; write from 2 to 11") in told(
        written(tmp_path, text)
    )
