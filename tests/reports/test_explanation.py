"""An explanation page: the parts add up to the number, and each says where it comes from."""

import re

import pytest

from assessment.core.evaluation import evaluate
from assessment.loading import built_in_model
from reports.contents.explanation import build_explanation
from reports.contents.shape import Named
from tests.assessment.core import t7
from tests.reports.reporting import even_answers, header, t7_result


def page(slug, language="en", **more):
    return build_explanation(header(**more), t7.MODEL, t7_result(), slug, language)


def test_the_overall_of_the_worked_example():
    found = page("overall")
    assert found.heading == "T7: 48.1 of 100"
    assert [
        (row.name, row.score_text, row.share_text, row.points_text) for row in found.inputs
    ] == [
        ("A", "53.4", "60\N{NO-BREAK SPACE}%", "32.06"),
        ("B", "40.0", "40\N{NO-BREAK SPACE}%", "16.00"),
    ]
    assert found.sum_text == "48.06"
    assert found.level_text == "2, Foundational"
    assert (found.path, found.upward, found.left_out) == ((), (), ())


def test_a_part_that_does_not_apply_is_left_out_and_says_why():
    found = page("a1")
    assert [row.slug for row in found.inputs] == ["p1", "p2"]
    assert [(row.slug, row.left_out) for row in found.left_out] == [
        ("p3", "does not apply; its weight is shared among the others")
    ]
    assert [row.share_text for row in found.inputs] == [
        "62.5\N{NO-BREAK SPACE}%",
        "37.5\N{NO-BREAK SPACE}%",
    ]
    assert found.sum_text == "65.63"
    assert found.path == (Named("overall", "Overall score"), Named("A", "A"))


def test_a_practice_says_how_its_score_came_from_ratings():
    found = page("p6")
    assert (
        found.lede
        == "5 people rated it, 1.00 on average on the scale from 0 to 4; times 25, "
        + ("that is 25.0.")
    )
    assert found.facts == (
        "A gate practice: without it, no level above is reached, however high the score.",
        "To reach “agreed and shared” here, p5 must first be at “agreed and shared”.",
    )
    assert found.upward == (
        "It adds 12.50 points to b1, where it holds 50\N{NO-BREAK SPACE}% of the weight in the "
        "score.",
        "In the whole, its weight is 20\N{NO-BREAK SPACE}%.",
    )
    assert found.practice is not None
    assert found.practice.slug == "p6"


def test_a_practice_without_a_score_says_why():
    found = page("p3")
    assert found.heading == "p3: no score"
    assert found.lede == (
        "More people say that it does not apply than rated it, or it is for some roles alone and "
        "too few people have them; so it leaves the calculation."
    )
    assert found.upward == (
        "It adds nothing to a1: does not apply; its weight is shared among the others.",
    )


def test_an_unknown_item_has_no_page():
    with pytest.raises(KeyError):
        page("nothing-of-the-kind")


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_item_of_the_built_in_model_has_a_page(language):
    """Also in Chinese without a sentence left in English."""
    model = built_in_model()
    result = evaluate(model, even_answers(model, (1, 2, 2, 3, 4)), min_group=3)
    slugs = ["overall", *model.nodes, *model.practices, *(m.slug for m in model.modules)]
    for slug in slugs:
        found = build_explanation(header(), model, result, slug, language)
        assert found.score is not None
        shown = [found.lede, found.coverage_sentence, found.agreement_sentence, *found.upward]
        if language == "zh-hans":
            assert [text for text in shown if re.search(r"[a-z]{4,} [a-z]{2,}", text)] == []
        if found.inputs:
            points = sum(float(row.points_text) for row in found.inputs)
            assert points == pytest.approx(found.score, abs=0.005 * (len(found.inputs) + 1))


def test_a_joint_answer_is_no_count_of_people():
    model = built_in_model()
    result = evaluate(model, even_answers(model, (2,)), min_group=5)
    found = build_explanation(header(mode="consensus"), model, result, "ci-pipeline", "en")
    assert found.lede == (
        "One agreed answer, 2.00 on the scale from 0 to 4; times 25, that is 50.0."
    )
    assert found.median_sentence == ""
    assert found.practice is not None
    assert found.practice.bars is None
