"""Lists of people as they come: pasted, CSV, spreadsheets, and hostile files."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook

from survey.forms.people_files import LARGEST, Unreadable, as_text, pasted_lines, uploaded_lines
from survey.forms.people_lists import PeopleList
from survey.models import Campaign
from tests.factories import make_campaign, make_organisation, make_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    works = make_organisation("Works")
    made = make_campaign(works, [make_team(works, "Payments"), make_team(works, "Mobile")])
    Campaign.objects.update(roles=[{"slug": "dev", "en": "Developer", "zh-hans": "开发"}])
    made.refresh_from_db()
    return made


def read(campaign, text, team=None):
    return PeopleList(campaign, pasted_lines(text), team)


def said(listed):
    return [(p.team.name, p.label, p.email, p.role, p.language) for p in listed.people]


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("Ann Lee, Ann@Example.org, Payments", ("Ann Lee", "ann@example.org", "", "")),
        ("ann@example.org\tPayments\t中文", ("", "ann@example.org", "", "zh-hans")),
        ('"Lee, Ann" <ann@example.org>, payments', ("Lee, Ann", "ann@example.org", "", "")),
        ("李安，ann@example.org，Payments，开发，en", ("李安", "ann@example.org", "dev", "en")),
        ("Ann；Payments", ("Ann", "", "", "")),
    ],
)
def test_a_pasted_line_says_who_and_where(campaign, line, person):
    listed = read(campaign, line)
    assert listed.faults == []
    assert said(listed) == [("Payments", *person)]


def test_a_header_in_either_language_names_the_columns(campaign):
    for header in ("email,name,team", "邮箱,姓名,团队"):
        listed = read(campaign, f"{header}\nann@example.org,Ann,Mobile\n\nbo@example.org,,mobile")
        assert listed.faults == []
        assert [row[:3] for row in said(listed)] == [
            ("Mobile", "Ann", "ann@example.org"),
            ("Mobile", "", "bo@example.org"),
        ]


def test_the_chosen_team_holds_for_lines_that_name_none(campaign):
    mobile = campaign.teams.get(slug="mobile")
    assert [row[0] for row in said(read(campaign, "Ann\nBo, Payments", mobile))] == [
        "Mobile",
        "Payments",
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Ann", "No team is given"),
        ("Ann, Sales, Payments", "“Sales” is no team, role or language"),
        ("Ann, ann@nowhere, Payments", "is no mail address"),
        ("a@example.org, b@example.org, Payments", "One person a line"),
        ("x" * 121 + ", Payments", "too long"),
    ],
)
def test_a_fault_has_its_line(campaign, line, message):
    listed = read(campaign, f"Bo, Payments\n\n{line}")
    assert [fault.line for fault in listed.faults] == [3]
    assert message in listed.faults[0].message


def test_one_name_with_two_addresses_is_asked_about(campaign):
    listed = read(campaign, "Ann, a@example.org, Payments\nAnn, b@example.org, Payments")
    assert "stands here twice" in listed.faults[0].message


def sheet(*rows) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def test_a_spreadsheet_is_read_and_a_formula_is_its_text(campaign):
    data = sheet(["姓名", "邮箱", "团队"], ['=HYPERLINK("x")', "ann@example.org", "Mobile"])
    lines = uploaded_lines("list.xlsx", data)
    assert said(PeopleList(campaign, lines))[0][1] == '=HYPERLINK("x")'
    # What is previewed can be sent again as text.
    assert said(PeopleList(campaign, pasted_lines(as_text(lines))))[0][2] == "ann@example.org"


def test_chinese_csv_as_excel_saves_it(campaign):
    data = "姓名,团队\n李安,Mobile\n".encode("gb18030")
    assert said(PeopleList(campaign, uploaded_lines("list.csv", data)))[0][:2] == ("Mobile", "李安")


def packed(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_", "/"), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("big.csv", b"x" * (LARGEST + 1)),
        ("bomb.xlsx", packed(xl_sheet=b"0" * 60_000_000)),
        ("broken.xlsx", packed(nothing=b"here")),
        ("cut.xlsx", sheet(["name"], ["Ann"])[:900]),
        ("no.xlsx", b"not a spreadsheet"),
        ("binary.csv", b"\x00\x01\x02"),
        ("latin.csv", b"name\nJos\xe9\xff\n"),
        ("long.csv", b"Ann\n" * 5000),
        ("long.xlsx", sheet(*[[f"p{n}"] for n in range(700)])),
    ],
)
def test_hostile_and_broken_files_are_refused_with_a_reason(name, data):
    with pytest.raises(Unreadable) as refused:
        uploaded_lines(name, data)
    assert len(str(refused.value)) > 20
