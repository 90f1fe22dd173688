"""Before and after the talk, in the report: reasons always, votes only of groups large enough."""

import io
import uuid
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from survey.models import Seat
from survey.questionnaire import of_campaign
from survey.services.agreeing import agree, agree_unanimous
from survey.services.answering import Draft, Operation
from survey.services.campaigns import close_campaign
from survey.services.retention import erase_answers
from survey.services.sharing import share
from survey.services.workshops import finish_workshop, show_votes
from tests.factories import NOW
from tests.reports.test_pdf import text_of
from tests.survey.pages import Page
from tests.survey.workshops import NARROW, SAME, WIDE, Going, make_workshop

pytestmark = pytest.mark.django_db
REASON = "Nights still need a hand."


def held(people: int, votes: dict[str, tuple], names: tuple[str, ...] = ()) -> Going:
    """A workshop in which everything that was voted on is agreed, and its campaign closed."""
    going = make_workshop(people, names=names)
    going.all_vote(votes)
    lead = {"workshop": going.workshop, "by": going.lead, "now": NOW}
    asked = of_campaign(going.campaign)
    show_votes(practices=list(votes), **lead)
    for practice in votes:
        if practice != SAME:
            operation = Operation(practice, Draft("rated", 2, note=REASON), 0, uuid.uuid4())
            agree(asked=asked, operation=operation, **lead)
    agree_unanimous(asked=asked, **lead)
    finish_workshop(**lead)
    close_campaign(campaign=going.campaign, now=NOW + timedelta(days=1))
    going.campaign.refresh_from_db()
    return going


def section(going: Going, language: str = "en") -> str:
    html = going.client().get(f"{report(going)}?lang={language}").content.decode()
    return html.partition('id="workshop"')[2].partition("</section>")[0]


def report(going: Going) -> str:
    return f"/reports/{going.campaign.pk}/{going.team.slug}/"


@pytest.mark.parametrize(
    ("language", "heading", "told"),
    [
        ("en", "On 2 questions the team wrote down why it agreed", "10 votes, on average step 2.0"),
        ("zh-hans", "团队记下了2道题达成一致的理由", "10票，平均2.0级"),
    ],
)
def test_a_large_group_reads_how_votes_lay_and_why_it_agreed(language, heading, told):
    going = held(10, {NARROW: (1,) * 9 + ("dk",), WIDE: (0, 4) * 5, SAME: (1,) * 10})
    text = section(going, language)
    assert heading in text
    assert REASON in text
    assert told in text, "ten rated, the smallest group is five: told one by one"
    nine = "9 votes" if language == "en" else "9票"
    assert text.index(told) < text.index(nine), "the widest spread first"


def test_between_one_and_two_smallest_groups_no_single_step_is_told():
    going = held(6, {WIDE: (0, 4, 4, 4, 4, 4), SAME: (1,) * 6})
    text = section(going)
    assert "6 votes, on average step 3.3" in text
    assert "pl-small pl-soft" not in text


def test_a_small_group_reads_reasons_only():
    unlike, alike = {WIDE: (0, 4, 4), SAME: (1,) * 3}, {WIDE: (2, 2, 3), SAME: (1,) * 3}
    texts = [
        section(going).replace(str(going.campaign.pk), "")
        for going in (held(3, unlike), held(3, alike))
    ]
    assert texts[0] == texts[1], "whatever was voted, the report reads the same"
    assert REASON in texts[0]
    assert "votes, on average" not in texts[0]


def test_the_full_pdf_and_the_workbook_have_it_and_a_shared_link_has_not():
    going = held(10, {WIDE: (0, 4) * 5, SAME: (1,) * 10}, tuple(f"Quill {n}" for n in range(10)))
    client, path = going.client(), report(going)
    pdf = " ".join(text_of(client.get(f"{path[:-1]}.pdf?cut=full").content).split())
    assert REASON in pdf
    assert "10 votes, on average step 2.0" in pdf
    assert REASON not in text_of(client.get(f"{path[:-1]}.pdf").content)
    book = load_workbook(io.BytesIO(client.get(f"{path[:-1]}.xlsx").content))
    cells = [str(c.value) for row in book["Before and after the talk"].rows for c in row]
    assert REASON in cells
    assert "Quill" not in pdf + "".join(cells) + Page(client.get(path)).text
    link = share(
        campaign=going.campaign,
        team=going.team,
        cut="full",
        days=90,
        note="",
        by=going.owner,
        now=NOW + timedelta(days=2),
    )
    shared = client.get(f"/shared/{link.token}/").content.decode()
    assert REASON not in shared


def test_names_go_when_the_campaign_closes_and_votes_with_the_answers():
    going = held(3, {SAME: (1, 1, 1), WIDE: (0, 1, 2)}, ("Ann", "Bo", "Cy"))
    assert set(Seat.objects.values_list("name", flat=True)) == {""}
    erase_answers(campaign=going.campaign, now=NOW + timedelta(days=3))
    assert not Seat.objects.exists()
    assert section(going) == ""
