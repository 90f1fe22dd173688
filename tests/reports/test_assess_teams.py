"""`manage.py assess` on files of several teams."""

import pytest
from pypdf import PdfReader

from tests.reports.assessing import T7, run, scored


def near(value):
    return pytest.approx(value, abs=1e-9, rel=0)


TEAMS = """\
respondent,team,p1,p2,p3,p4,p5,p6,p7
"""


def several(path, **teams):
    """A file of teams, each (people, step): everybody of a team chose that step everywhere."""
    rows = [
        f"r{at},{name},{','.join([str(step)] * 7)}"
        for name, (people, step) in teams.items()
        for at in range(people)
    ]
    path.write_text(TEAMS + "\n".join(rows) + "\n")
    return path


@pytest.fixture
def teams(tmp_path):
    return several(tmp_path / "teams.csv", Search=(3, 1), Payments=(4, 2), Core=(5, 4), Tiny=(2, 0))


def test_each_team_and_the_organisation(teams):
    content = scored(teams, *T7)
    assert list(content) == ["format", "teams", "organisation"]
    assert [(t["team"], t["overall"]["score"]) for t in content["teams"]] == [
        ("Search", 25.0),
        ("Payments", 50.0),
        ("Core", 100.0),
        ("Tiny", None),
    ]
    assert content["organisation"] == {
        "status": "shown",
        "score": near(775 / 12),
        "teams": 4,
        "teams_shown": 3,
        "respondents": 12,
        "levels": {"1": 0, "2": 1, "3": 1, "4": 0, "5": 1},
    }


def test_one_team_of_several(teams, tmp_path):
    content = scored(teams, *T7, "--team", "Payments")
    assert (content["team"], content["respondents"]) == ("Payments", 4)
    assert content == scored(teams, *T7)["teams"][1]
    report = tmp_path / "p.pdf"
    assert run(teams, *T7, "--team", "Payments", "--invited", "4", "--pdf", report) == (
        0,
        f"wrote {report}\n",
        "",
    )
    text = "".join(page.extract_text() for page in PdfReader(report).pages)
    assert "Payments" in text


def test_the_summary_of_several_teams(teams):
    out = run(teams, *T7)[1]
    heads = [line for line in out.splitlines() if line in ("Search", "Payments", "Core", "Tiny")]
    assert heads == ["Search", "Payments", "Core", "Tiny"]
    assert out.endswith(
        "Organisation: 64.6 of 100, mean of 3 of 4 teams by people.\n"
        "Levels: 1 at level 2, 1 at level 3 and 1 at level 5\n"
    )


def test_an_organisation_of_two_teams_has_no_figure(tmp_path):
    path = several(tmp_path / "teams.csv", A=(3, 1), B=(4, 2))
    assert scored(path, *T7)["organisation"]["score"] is None
    assert run(path, *T7)[1].endswith(
        "Organisation: no score, because only 2 teams have one and three are needed.\n"
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--pdf", "x.pdf"), "the file has 4 teams; name one with --team to use --pdf"),
        (("--invited", "9"), "the file has 4 teams; name one with --team to use --invited"),
        (
            ("--team", "Nobody"),
            "the file has no team “Nobody”; it has Search, Payments, Core, Tiny",
        ),
        (
            ("--team", "Core", "--invited", "4"),
            "5 people answered, and --invited says 4",
        ),
        (("--form", "short"), "the model t7 has no short form"),
    ],
)
def test_options_that_do_not_fit_the_file(options, message, teams):
    assert run(teams, *T7, *options) == (2, "", message + "\n")


def test_hostile_names_are_printed_as_they_are(tmp_path):
    path = several(tmp_path / "teams.csv", **{"[red]x[/red] :tada: {team}": (3, 2)})
    assert run(path, *T7)[1].splitlines()[0] == "[red]x[/red] :tada: {team}"
