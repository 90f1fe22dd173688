"""Who reads single answers, and why: everybody else gets figures that closing has suppressed.

`assessment.core.anonymity` and `assessment.core.disclosure` decide what may be shown. Screens,
CSV, JSON, PDF, spreadsheets, overview, comparison and shared links read the frozen result, which
went through them. What asks anew stands here; a module that is not in the list fails the build.
"""

import ast

from django.conf import settings

READERS = {
    # One respondent's own answers, back to that respondent.
    "survey/queries/answering.py": "the form shows a respondent what they said",
    "survey/queries/answer_review.py": "what is still open, for the respondent",
    "survey/queries/own_profile.py": "a respondent's own scores, for themselves alone",
    "survey/queries/save_replies.py": "what a save answers to the respondent",
    "survey/queries/section_page.py": "the form shows a respondent what they said",
    "survey/services/answering.py": "saves them",
    "survey/services/answer_pages.py": "saves them",
    # A team's joint answer, which it agreed on itself.
    "survey/queries/workshops.py": "the agreed answers, for the people of the workshop",
    "survey/queries/talk_list.py": "the agreed answers, for the people of the workshop",
    "survey/services/agreeing.py": "saves what a team agrees on",
    "survey/services/workshops.py": "takes back what is voted on again",
    # Figures of groups, through `evaluate`, `score_teams` or `side_by_side`, which know k.
    "survey/queries/answers.py": "the one bridge from rows to the core",
    "survey/services/freezing.py": "computes what closing freezes, at k",
    "survey/queries/standing.py": "plans and what-if of a team that is shown, at its k",
    "survey/queries/overview.py": "questionnaire quality, of shown teams alone, at k",
    "survey/queries/weights_effect.py": "other weights, of shown teams alone, at k",
    "survey/queries/minutes.py": "the median time, of at least k sheets; no answer is read",
    "survey/queries/comments.py": "notes beside a practice, of at least k people, shuffled",
    # Rows as rows: no figure comes of them.
    "survey/services/trial_answers.py": "made-up answers that never count",
    "survey/services/unlinking.py": "writes them anew when an anonymous campaign closes",
    "survey/queries/personal.py": "finds a name in a note, to erase it",
    "survey/sample/loading.py": "the made-up answers of the sample organisation",
}
ROWS = {"Answer", "AnswerChange"}
CALLS = {"team_answers", "answers_by_team"}


def readers():
    found = set()
    for folder in ("survey", "reports"):
        for path in (settings.BASE_DIR / folder).rglob("*.py"):
            name = path.relative_to(settings.BASE_DIR).as_posix()
            if name.startswith(("survey/models/", "survey/migrations/")):
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                given = node.names if isinstance(node, ast.ImportFrom) else []
                if {alias.name for alias in given} & (ROWS | CALLS):
                    found.add(name)
    return found | {"survey/queries/answers.py"}


def test_single_answers_are_read_where_a_reason_stands():
    assert readers() == set(READERS)


def test_reports_never_read_an_answer():
    assert not any(name.startswith("reports/") for name in readers())
