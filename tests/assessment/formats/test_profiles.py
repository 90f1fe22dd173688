"""Weight profiles by name and from files: what they weigh, and every fault with its line."""

import json

import pytest

from assessment.formats import ProfileFaults, find_profile, read_profile
from assessment.loading import built_in_model, load_model
from tests.reports.assessing import MODEL

T7 = load_model(MODEL)


def near(value):
    return pytest.approx(value, abs=1e-9, rel=0)


def weights_of(model):
    trees = (model.core, *model.modules)
    return {item.slug: item.weight for tree in trees for item, _parent in tree.walk()}


def written(path, text, name="profile.yaml"):
    place = path / name
    place.write_text(text, encoding="utf-8")
    return place


CUSTOM = """\
format: plumbline-profile/1
name: Operations first
model: t7
weights:
  overall:
    reason: The product runs around the clock.
    shares: {a: 300, b: 700}
  a1:
    reason: p1 is what users feel.
    shares: {p1: 600, p2: 390, p3: 10}
"""
JUDGED = """\
format: plumbline-profile/1
name: By judgement
judgements:
  a1:
    reason: Judged in October.
    experts:
      - name: Li
        pairs: [[p1, p2, 2], [p3, p1, 1/3], [p2, p3, 2]]
"""


def test_the_default_profile_is_the_models_own():
    profile = find_profile("default", T7)
    assert (profile.label, profile.used, profile.weigh(T7)) == ("default", None, T7)


def test_the_equal_profile_is_equal_everywhere():
    model = built_in_model()
    profile = find_profile("equal", model)
    weighed = profile.weigh(model)
    assert (profile.label, profile.used.method, profile.used.sha256) == ("equal", "equal", None)
    assert {root.weight for root in weighed.core.roots} == {200}
    assert len({root.weight for root in weighed.module("large-model").roots}) == 1
    assert weighed.sha256 == model.sha256


def test_a_custom_profile(tmp_path):
    profile = read_profile(written(tmp_path, CUSTOM), T7)
    weighed = weights_of(profile.weigh(T7))
    assert weighed == {**weights_of(T7), "a": 300, "b": 700, "p1": 600, "p2": 390, "p3": 10}
    assert profile.used.method == "custom"
    assert profile.used.parents["overall"] == {"a": 300, "b": 700}
    assert profile.used.reasons["a1"] == "p1 is what users feel."
    assert profile.label == f"Operations first:{profile.used.sha256[:12]}"


def test_the_digest_is_of_the_content(tmp_path):
    one = read_profile(written(tmp_path, CUSTOM), T7).used.sha256
    as_json = {
        "weights": {
            "a1": {"shares": {"p3": 10, "p2": 390, "p1": 600}, "reason": "p1 is what users feel."},
            "overall": {
                "shares": {"b": 700, "a": 300},
                "reason": "The product runs around the clock.",
            },
        },
        "name": "Operations first",
        "format": "plumbline-profile/1",
    }
    other = written(tmp_path, json.dumps(as_json, indent=2), "profile.json")
    assert read_profile(other, T7).used.sha256 == one
    changed = written(tmp_path, CUSTOM.replace("a: 300, b: 700", "a: 301, b: 699"))
    assert read_profile(changed, T7).used.sha256 != one


def test_judgements_of_one_expert(tmp_path):
    """The first worked matrix of docs/scoring.md, with one pair written the other way round."""
    used = read_profile(written(tmp_path, JUDGED), T7).used
    (family,) = used.judgements
    assert family.weights == {
        "p1": near(0.539614550221),
        "p2": near(0.296961331212),
        "p3": near(0.163424118566),
    }
    assert (family.eigenvalue, family.ratio) == (near(3.009202712714), near(0.007933373030))
    assert (family.parent, family.experts) == ("a1", 1)
    assert used.parents == {"a1": {"p1": 540, "p2": 297, "p3": 163}}
    assert (used.method, used.reasons) == ("ahp", {"a1": "Judged in October."})


LAYERS = """\
format: plumbline-profile/1
name: Layers
judgements:
  overall:
    experts:
      - name: Wang
        pairs:
          - [engineering, technical, 1]
          - [engineering, management, 2]
          - [engineering, problem-solving, 2]
          - [engineering, open-source, 3]
          - [technical, management, 1]
          - [technical, problem-solving, 2]
          - [technical, open-source, 3]
          - [management, problem-solving, 1]
          - [management, open-source, 2]
          - [problem-solving, open-source, 1]
"""


def test_the_judgements_behind_the_built_in_layers(tmp_path):
    model = built_in_model()
    profile = read_profile(written(tmp_path, LAYERS), model)
    (family,) = profile.used.judgements
    assert family.weights == {
        "engineering": near(0.302305694882),
        "technical": near(0.265409034265),
        "management": near(0.187488299109),
        "problem-solving": near(0.140932911003),
        "open-source": near(0.103864060741),
    }
    assert (family.eigenvalue, family.ratio) == (near(5.081443577152), near(0.018179369900))
    assert {root.slug: root.weight for root in profile.weigh(model).core.roots} == {
        "technical": 265,
        "management": 188,
        "problem-solving": 141,
        "engineering": 302,
        "open-source": 104,
    }


def test_several_experts_are_combined(tmp_path):
    second = """\
      - name: Zhao
        pairs: [[p1, p2, 1/2], [p1, p3, 1/3], [p2, p3, 1/2]]
"""
    (family,) = read_profile(written(tmp_path, JUDGED + second), T7).used.judgements
    assert family.experts == 2
    assert family.weights == {slug: near(1 / 3) for slug in ("p1", "p2", "p3")}


def faults_of(path, model=T7):
    with pytest.raises(ProfileFaults) as found:
        read_profile(path, model)
    return [(fault.line, fault.message, fault.remedy) for fault in found.value.faults]


def test_inconsistent_judgements_are_refused_with_the_pair(tmp_path):
    text = JUDGED.replace(
        "[[p1, p2, 2], [p3, p1, 1/3], [p2, p3, 2]]", "[[p1, p2, 3], [p1, p3, 1/3], [p2, p3, 3]]"
    )
    second = """\
      - name: Zhao
        pairs: [[p1, p2, 1], [p1, p3, 1], [p2, p3, 1]]
"""
    assert faults_of(written(tmp_path, text + second)) == [
        (
            7,
            "the judgements of “Li” contradict each other (consistency ratio 1.149, to be below "
            "0.10)",
            "judge again “p1” against “p2”, which fits the others least: given 3, together they "
            "say about 1.0",
        )
    ]


def test_every_fault_of_custom_weights(tmp_path):
    text = """\
format: plumbline-profile/2
name: equal
model: other
extra: 1
weights:
  overal:
    reason: x
    shares: {a: 500, b: 500}
  overall:
    shares: {a: 995, b: 5}
  a1:
    reason: y
    shares:
      p1: 600
      q: 390
      p2: 20
  a2:
    reason: z
    shares: {p4: 60 %, p5: 400}
  a2:
    reason: z
    shares: {p4: 600, p5: 400}
  b:
    reason: z
"""
    assert [(line, message) for line, message, _remedy in faults_of(written(tmp_path, text))] == [
        (1, "the format “plumbline-profile/2” is not known"),
        (2, "the name “equal” is reserved"),
        (3, "the profile is for the model “other”"),
        (4, "the key “extra” is not known here"),
        (6, "nothing in the model has “overal” for its parent"),
        (9, "the key “reason” is missing or empty"),
        (10, "the share of “b” is 5 per mille"),
        (13, "“a1” has no share for “p3”"),
        (13, "the shares of “a1” add up to 1010 per mille"),
        (15, "“q” is no child of “a1”"),
        (19, "the weight “60 %” is not a whole number"),
        (20, "the key “a2” is repeated"),
        (23, "the key “shares” is missing or empty"),
    ]


def test_every_fault_of_judgements(tmp_path):
    text = """\
format: plumbline-profile/1
name: Judged
judgements:
  a1:
    experts:
      - name: Li
        pairs:
          - [p1, p2, 10]
          - [p1, p9, 2]
          - [p2, p2, 2]
          - [p1, p3]
          - [p2, p3, 2]
          - [p3, p2, 2]
      - name: Li
        pairs: [[p1, p2, 1]]
      - pairs: []
  b:
    experts: [{name: Li, pairs: [[b1, b1, 1]]}]
  a:
    experts: none
"""
    assert [(line, message) for line, message, _remedy in faults_of(written(tmp_path, text))] == [
        (8, "“10” is not a judgement"),
        (9, "“p9” is not to be compared here"),
        (10, "“p2” is compared with itself"),
        (11, "a pair is not a list of three"),
        (13, "“p3” and “p2” are compared twice"),
        (14, "the expert “Li” is named twice"),
        (15, "“p1” and “p3” are not compared"),
        (15, "“p2” and “p3” are not compared"),
        (16, "the key “name” is missing or empty"),
        (16, "“pairs” is not a list with items"),
        (17, "“b” has 1 child that is scored"),
        (20, "“experts” is not a list with items"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "the file is empty"),
        ("[1, 2]\n", 1, "a weight profile is not a mapping"),
        (
            "format: plumbline-profile/1\nname: x\n",
            1,
            "neither “weights” nor “judgements” is given",
        ),
        (
            "format: plumbline-profile/1\nname: x\nweights: {}\njudgements: {}\n",
            4,
            "both “weights” and “judgements” are given",
        ),
        (
            "format: plumbline-profile/1\nname: x\nweights: {}\n",
            3,
            "“weights” is not a mapping with entries",
        ),
        ("name: x\nweights: &a {}\n", 2, "YAML anchors and aliases are not read"),
        (
            "format: plumbline-profile/1\nname: x\njudgements: {overall: {experts: [3]}}\n",
            3,
            "an expert is not a mapping",
        ),
    ],
)
def test_files_that_are_no_profile(text, line, message, tmp_path):
    faults = faults_of(written(tmp_path, text))
    assert [(at, told) for at, told, _remedy in faults] == [(line, message)]


def test_a_missing_file(tmp_path):
    ((line, message, _remedy),) = faults_of(tmp_path / "none.yaml")
    assert (line, message) == (1, "the file cannot be read (No such file or directory)")


@pytest.mark.parametrize("name", ["Default", "equal", "custom : x", "ahp:0123456789ab"])
def test_names_that_mean_something_else(name, tmp_path):
    text = CUSTOM.replace("name: Operations first", f'name: "{name}"')
    ((line, message, _remedy),) = faults_of(written(tmp_path, text))
    assert (line, message) == (2, f"the name “{name}” is reserved")
