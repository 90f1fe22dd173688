"""Answer files: both forms, their states and notes, and every fault with its physical line."""

import hashlib

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.core.answers import DK, NA, UNANSWERED
from assessment.formats import AnswerFaults, read_answers
from assessment.formats.table import MAX_BYTES
from assessment.loading import load_model
from tests.assessment.loading.samples import SMALL


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    """Practices p1 (may be not applicable, short form) and p2, both of five options."""
    path = tmp_path_factory.mktemp("model") / "model.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return load_model(path)


@pytest.fixture
def read(model, tmp_path):
    def reading(text, form=None):
        path = tmp_path / "answers.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_answers(path, model, form)

    return reading


@pytest.fixture
def told(read):
    """(line, "message; remedy") of every fault."""

    def reading(text, form=None):
        with pytest.raises(AnswerFaults) as found:
            read(text, form)
        return [(fault.line, f"{fault.message}; {fault.remedy}") for fault in found.value.faults]

    return reading


def rows_of(team):
    """Each person's codes in the order of the model's practices."""
    return dict(zip(team.answers.respondents, team.answers.codes.tolist(), strict=True))


# --- What is read ---


def test_the_long_form(read):
    file = read("respondent,practice,answer\nb,p1,3\na,p2,0\na,p1,NA\nb,p2,DK\nc,p1,4\n")
    (team,) = file.teams
    assert (file.has_teams, file.form, team.name) == (False, "full", "")
    assert team.answers.practices == ("p1", "p2")
    assert rows_of(team) == {"a": [NA, 0], "b": [3, DK], "c": [4, UNANSWERED]}


def test_the_wide_form(read):
    file = read("respondent,p2,p1\na,0,NA\nb,DK,3\nc,,4\n")
    assert rows_of(file.teams[0]) == {"a": [NA, 0], "b": [3, DK], "c": [4, UNANSWERED]}


def test_chinese_words_a_byte_order_mark_windows_lines_and_blank_ones(read):
    text = "\ufeffrespondent,practice,answer\r\n\r\n甲, p1 ,不适用\r\n  \r\n甲,p2,不清楚\r\n"
    assert rows_of(read(text).teams[0]) == {"甲": [NA, DK]}


def test_columns_of_the_long_form_may_stand_in_any_order(read):
    file = read("answer,note,practice,respondent\n2,why,p1,a\n")
    assert rows_of(file.teams[0]) == {"a": [2, UNANSWERED]}
    assert file.teams[0].notes == {("a", "p1"): "why"}


def test_notes_evidence_and_roles_are_kept(read):
    file = read(
        "respondent,practice,answer,role,note,evidence\n"
        'a,p1,3,dev,"two\nlines, one comma",https://example.org/x\n'
        "a,p2,2,,,\n"
        "b,p1,1,ops,,\n"
    )
    (team,) = file.teams
    assert team.roles == {"a": "dev", "b": "ops"}
    assert team.notes == {("a", "p1"): "two\nlines, one comma"}
    assert team.evidence == {("a", "p1"): "https://example.org/x"}


def test_teams_stand_in_the_order_of_the_file(read):
    file = read("respondent,team,p1,p2\na,Payments,1,2\na,Search,3,4\nb,Payments,0,DK\n")
    assert file.has_teams is True
    assert [team.name for team in file.teams] == ["Payments", "Search"]
    assert rows_of(file.team("Payments")) == {"a": [1, 2], "b": [0, DK]}
    assert rows_of(file.team("Search")) == {"a": [3, 4]}
    with pytest.raises(KeyError):
        file.team("payments")


def test_people_without_an_answer_do_not_count(read):
    file = read("respondent,p1,p2\na,1,2\nb,,\n")
    assert file.teams[0].answers.respondents == ("a",)


def test_the_digest_is_of_the_bytes(read):
    data = b"\xef\xbb\xbfrespondent,p1\na,1\n"
    assert read(data).sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("header", "form", "expected"),
    [
        ("respondent,p1", None, "short"),
        ("respondent,p1", "full", "full"),
        ("respondent,p1,p2", None, "full"),
        ("respondent,p2", None, "full"),
        ("respondent,team,role,p1", None, "short"),
        ("respondent,p1,p2", "short", "short"),
    ],
)
def test_the_form_follows_the_columns_unless_told(header, form, expected, read):
    cells = ",".join("x" if name in ("team", "role") else "1" for name in header.split(",")[1:])
    file = read(f"{header}\na,{cells}\n", form)
    assert file.form == expected
    assert file.teams[0].answers.practices == (("p1", "p2") if expected == "full" else ("p1",))


def test_the_long_form_is_full_unless_told(read):
    assert read("respondent,practice,answer\na,p1,1\n").form == "full"


def test_in_the_short_form_others_do_not_count(read):
    file = read("respondent,p1,p2\na,1,2\nb,,4\n", "short")
    assert rows_of(file.teams[0]) == {"a": [1]}


CELLS = st.sampled_from(["0", "1", "2", "3", "4", "DK", "不清楚", ""])
NAMES = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20).filter(
    lambda text: text.strip() and "\x7f" not in text
)


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.dictionaries(NAMES.map(str.strip), st.tuples(CELLS, CELLS), min_size=1, max_size=6),
    st.randoms(),
)
def test_both_forms_and_any_order_say_the_same(read, people, random):
    """Names hold commas, quotes and anything else; at least one answer is given."""

    def quoted(text):
        return '"' + text.replace('"', '""') + '"'

    people = people | {"somebody": ("1", "2")}
    wide = [f"{quoted(who)},{first},{second}" for who, (first, second) in people.items()]
    long = [
        f"{quoted(who)},{slug},{cell}"
        for who, cells in people.items()
        for slug, cell in zip(("p1", "p2"), cells, strict=True)
    ]
    random.shuffle(long)
    one = read("\n".join(["respondent,p1,p2", *wide])).teams[0].answers
    other = read("\n".join(["respondent,practice,answer", *long])).teams[0].answers
    assert one.respondents == other.respondents
    assert np.array_equal(one.codes, other.codes)


# --- What is refused ---

LONG = "respondent,practice,answer\n"


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", [(1, "the file is empty; write a header and answers")]),
        ("\n\n", [(1, "the file is empty; write a header and answers")]),
        ("respondent,p1,p2\n", [(1, "the file holds no answers; write at least one")]),
        ("\nrespondent,p1,p2\na,,\n", [(2, "the file holds no answers; write at least one")]),
        (
            "respondent;p1;p2\na;1;2\n",
            [(1, "the header lacks respondent; separate the columns by commas")],
        ),
        (
            "name,p1\na,1\n",
            [
                (
                    1,
                    "the header lacks respondent; write “respondent,practice,answer”, or "
                    "“respondent” and a column a practice",
                ),
                (1, "the column “name” is not known; use the slugs of small"),
            ],
        ),
        ("p1,respondent\n1,a\n", [(1, "the first column is “p1”; put “respondent” first")]),
        (
            "respondent,practice\na,p1\n",
            [
                (
                    1,
                    "the header lacks answer; write “respondent,practice,answer”, or "
                    "“respondent” and a column a practice",
                )
            ],
        ),
        (
            "respondent,practice,answer,score\na,p1,1,2\n",
            [
                (
                    1,
                    "the column “score” is not known; use respondent, practice, answer, team, "
                    "role, note, evidence",
                )
            ],
        ),
        (
            "respondent,p1,p1\na,1,2\n",
            [(1, "the column “p1” is repeated; keep one of the two")],
        ),
        (
            "respondent,p1,pp2\na,1,2\n",
            [(1, "the column “pp2” is not known; did you mean “p2”?")],
        ),
        (
            "respondent,p1,note\na,1,why\n",
            [(1, "the column “note” is not known; use the slugs of small")],
        ),
        (
            "respondent,p1,\na,1,\n",
            [(1, "the column “” is not known; use the slugs of small")],
        ),
        (
            "respondent,p1,p2\na,1\n",
            [(2, "this row has 2 cells, the header 3; write one cell a column")],
        ),
        (
            "respondent,p1,p2\na,1,2,3\n",
            [(2, "this row has 4 cells, the header 3; write one cell a column")],
        ),
        (LONG + "a,pp2,1\n", [(2, "there is no practice “pp2”; did you mean “p2”?")]),
        (LONG + "a,P1,1\n", [(2, "there is no practice “P1”; use the slugs of small")]),
        (LONG + ",p1,1\n", [(2, "no “respondent”; write a short name in every row")]),
        (
            LONG + f"{'x' * 201},p1,1\n",
            [(2, "“respondent” is longer than 200 characters; write a short name in every row")],
        ),
        (
            "respondent,team,p1\na,,1\n",
            [(2, "no “team”; write a short name in every row")],
        ),
        (
            LONG + "a,p1,1\na,p1,1\n",
            [(3, "“a” answers “p1” a second time; keep one of the two")],
        ),
        (
            LONG + "a,p1,1\na,p1,\n",
            [(3, "“a” answers “p1” a second time; keep one of the two")],
        ),
        ("respondent,p1\na,1\n a ,2\n", [(3, "“a” has a second row; keep one of the two")]),
        (
            "respondent,practice,answer,role\na,p1,1,dev\na,p2,1,ops\n",
            [
                (
                    3,
                    "“a” has the role “ops” here and “dev” above; "
                    "write the same role in all rows of a person",
                )
            ],
        ),
        (LONG + "a,p2,NA\n", [(2, "“p2” cannot be not applicable; choose an option, or DK")]),
        (LONG + "a,p2,不适用\n", [(2, "“p2” cannot be not applicable; choose an option, or DK")]),
    ],
)
def test_faults_and_their_lines(text, faults, told):
    assert told(text) == faults


@pytest.mark.parametrize(
    "answer", ["5", "-1", "2.0", "01", "na", "N/A", "dk", "３", "²", "1e0", "+1", "1 2", "x" * 99]
)
def test_answers_that_are_none(answer, told):
    assert told(f"{LONG}a,p1,{answer}\nb,p2,{answer}\n") == [
        (2, f"“{answer[:40]}” is no answer to “p1”; write a number from 0 to 4, NA, DK or nothing"),
        (3, f"“{answer[:40]}” is no answer to “p2”; write a number from 0 to 4, DK or nothing"),
    ]


def test_all_faults_at_once_and_nothing_else(told):
    text = "respondent,practice,answer\n\na,p1,9\n,p1,1\na,p9,1\nb,p1,2\nb,p1,3\n"
    assert [line for line, _message in told(text)] == [3, 4, 5, 7]


def test_a_record_over_several_lines_is_named_by_its_first(told):
    text = 'respondent,practice,answer,note\na,p1,1,"x\ny\nz"\nb,p1,7,"x\ny"\nc,p1,8,\n'
    assert [line for line, _message in told(text)] == [5, 7]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_counts(end, told):
    rows = ["respondent,practice,answer", "", "a,p1,1", "", "a,p2,9"]
    assert [line for line, _message in told(end.join(rows))] == [5]


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (
            LONG.encode() + b"a,p1,1\n\xe4,p1,1\n",
            3,
            "the file is not UTF-8; save it as “CSV UTF-8”",
        ),
        (LONG.encode("utf-16"), 1, "the file is not UTF-8; save it as “CSV UTF-8”"),
        ("respondent,p1\n甲,1\n".encode("gbk"), 2, "the file is not UTF-8; save it as “CSV UTF-8”"),
        (
            LONG.encode() + b"a,p1,\x00\n",
            2,
            "the file holds the control character U+0000; remove it",
        ),
        (LONG.encode() + b"a\x1b[31m,p1,1\n", 2, "the file holds the control character U+001B"),
        (LONG.encode() + b'"a,p1,1\n' + b"b,p1,1\n" * 9, 2, "this record is not valid CSV ("),
        (LONG.encode() + b'"a"b,p1,1\n', 2, "this record is not valid CSV ("),
        (
            LONG.encode() + b"a,p1,1\n" + b"x" * 10_000_000 + b",p1,1\n",
            3,
            "this record is not valid CSV (field larger than field limit (131072))",
        ),
        (LONG.encode() + b"x" * 4001 + b",p1,1\n", 2, "a cell is longer than 4000 characters"),
        (b"a" * (MAX_BYTES + 1), 1, "the file is larger than 32 MiB; split it by team"),
    ],
    ids=[
        *("latin-1", "utf-16", "gbk", "NUL", "escape", "open quote", "text after a quote"),
        *("10 MB cell", "long cell", "large file"),
    ],
)
def test_hostile_files_are_refused(data, line, message, told):
    ((at, text),) = told(data)
    assert at == line
    assert text.startswith(message)


def test_a_file_that_is_not_there(model, tmp_path):
    path = tmp_path / "none.csv"
    with pytest.raises(AnswerFaults) as found:
        read_answers(path, model)
    assert str(found.value) == (
        f"{path}:1: the file cannot be read (No such file or directory); "
        "give a file that exists and may be read"
    )


def test_faults_beyond_a_thousand_are_left_out(read):
    with pytest.raises(AnswerFaults) as found:
        read(LONG + "".join(f"r{at},p1,9\n" for at in range(5000)))
    assert (len(found.value.faults), found.value.more) == (1000, True)


def test_unknown_slugs_by_the_thousand_are_refused_fast(told):
    """Only the first few are compared with the model's slugs."""
    faults = told(LONG + "".join(f"a,p{at}{'x' * 70},1\n" for at in range(900)))
    assert len(faults) == 900


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.lists(
            st.sampled_from(
                [
                    *(
                        "respondent",
                        "practice",
                        "answer",
                        "team",
                        "p1",
                        "p2",
                        "note",
                        "a",
                        "1",
                        "9",
                    ),
                    *(",", ",", ",", "\n", "\r\n", "\r", '"', "NA", "DK", "不适用", " ", "\ufeff"),
                ]
            ),
            max_size=40,
        ).map(lambda pieces: "".join(pieces).encode()),
    )
)
def test_whatever_is_written_it_is_read_or_has_faults_with_lines(read, data):
    file, faults = None, ()
    try:
        file = read(data)
    except AnswerFaults as error:
        faults = error.faults
    assert bool(faults) != bool(file and any(team.answers.respondents for team in file.teams))
    lines = data.count(b"\n") + data.count(b"\r") + 1
    assert all(1 <= fault.line <= lines for fault in faults)
