"""The PDF: complete, tagged, searchable, without missing glyphs, and safe with hostile text."""

import re
import unicodedata
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from assessment.core.evaluation import evaluate
from reports.contents.team_report import ReportHeader, build_team_report
from reports.exports.pdf import CUTS, render_pdf
from tests.assessment.core import t7
from tests.hostile import TEXTS
from tests.reports.reporting import built_in_report


def report(language="en", team="Payments platform", **more):
    header = ReportHeader(
        organisation="Sample",
        team=team,
        campaign="Autumn 2026",
        opened="2026-10-12",
        closed="2026-10-26",
        answered=5,
        invited=6,
        min_group=3,
        answers_sha256="a" * 64,
        result_sha256="b" * 64,
        **more,
    )
    result = evaluate(t7.MODEL, t7.answers(), min_group=3)
    return build_team_report(header, t7.MODEL, result, language)


def read(data):
    return PdfReader(BytesIO(data))


def text_of(data):
    return "\n".join(page.extract_text() for page in read(data).pages)


@pytest.mark.parametrize("cut", CUTS)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_tagged_titled_and_in_its_language(cut, language):
    document = read(render_pdf(report(language), cut))
    catalogue = document.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"].value is True
    assert str(catalogue["/Lang"]).startswith("en" if language == "en" else "zh")
    assert "Payments platform" in document.metadata.title
    assert b"pdfuaid" in catalogue["/Metadata"].get_data()


def test_summary_is_two_pages():
    assert len(read(render_pdf(report(), "summary")).pages) == 2


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("steps", [(1, 1, 1, 2, 2, 4), (0, 0, 0, 0, 0), (2, 2, 3, 3, 3, 3, 0, 4)])
def test_summary_is_two_pages_however_much_there_is_to_say(language, steps):
    contents = built_in_report(language, steps, team="A team with quite a long name of its own")
    document = read(render_pdf(contents, "summary"))
    assert len(document.pages) == 2
    first = re.sub(r"\s", "", document.pages[0].extract_text())
    assert re.sub(r"\s", "", contents.core.headings.advice) in first


def test_the_plan_and_the_layers_are_in_the_full_report():
    contents = built_in_report()
    text = re.sub(r"\s", "", text_of(render_pdf(contents, "full")))
    wanted = [contents.core.plan.heading, contents.core.plan.goal, contents.core.headings.layers]
    wanted += [step.name for step in contents.core.plan.steps]
    assert [words for words in wanted if re.sub(r"\s", "", words) not in text] == []


def test_a_module_that_does_not_apply_is_one_sentence():
    contents = built_in_report()
    module = contents.modules[0]
    nothing = replace(module, facts=replace(module.facts, status="not_applicable"))
    text = text_of(render_pdf(replace(contents, modules=(nothing,)), "full"))
    assert module.distribution[0].practices[0].name not in text
    assert contents.core.distribution[0].practices[0].name in text


@pytest.mark.parametrize("cut", CUTS)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_pages_figures_are_the_reports(cut, language):
    contents = report(language)
    text = re.sub(r"\s", "", text_of(render_pdf(contents, cut)))
    for row in contents.core.groups[0].capabilities:
        assert row.score_text in text
    for wanted in (
        contents.core.facts.score_text,
        contents.finding.text,
        contents.core.headings.advice,
        contents.provenance.footer[0],
    ):
        assert re.sub(r"\s", "", wanted) in text


def test_the_same_input_gives_the_same_bytes():
    assert render_pdf(report(), "summary") == render_pdf(report(), "summary")


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_names_print_literally(text):
    printed = text_of(render_pdf(report(team=text), "summary"))
    assert "\ufffd" not in printed
    # What runs from right to left is read in its own order, and marks of direction are not printed.
    if not any(unicodedata.bidirectional(sign) in {"R", "AL", "RLO", "RLI"} for sign in text):
        drawn = "".join("□" if unicodedata.category(sign) == "So" else sign for sign in text)
        seen = [re.sub(r"[\s\u200b-\u200d\ufeff]", "", each) for each in (drawn, printed)]
        assert seen[0][:12] in seen[1]


def test_a_sign_without_a_glyph_becomes_a_box_and_the_rest_stays():
    for cut in CUTS:
        printed = text_of(render_pdf(report(team="🚀 Rockets 👩‍💻 火箭"), cut))
        assert "Rockets" in printed
        assert "□" in printed
        assert "火箭" in printed


def test_no_glyph_is_missing():
    """Glyph 0 is the empty box; no embedded font may use it."""
    document = read(render_pdf(report("zh-hans", team="喆堃犇团队 第10项 → ≥ ★"), "full"))
    printed = "\n".join(page.extract_text() for page in document.pages)
    assert "第10项" in printed
    assert "喆堃犇" in printed
    assert "\ufffd" not in printed
    assert "\x00" not in printed


def test_an_unknown_cut_is_refused():
    with pytest.raises(KeyError):
        render_pdf(report(), "poster")  # type: ignore[arg-type]


def test_a_hidden_report_says_why():
    header = ReportHeader("Sample", "Tiny team", "Autumn 2026", hidden_reason="too_few")
    contents = build_team_report(header, t7.MODEL, None, "en")
    text = text_of(render_pdf(contents, "summary"))
    assert contents.core is None
    assert contents.reason[:30] in text.replace("\n", " ")
