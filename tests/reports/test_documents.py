"""Documents: what is made at once, and what the worker makes and keeps."""

import hashlib
import io
from datetime import timedelta

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from reports.exports.making import make_document
from survey.models import AuditEntry, Document, Logo
from survey.services import documents as service
from tests.reports.published import publish

pytestmark = pytest.mark.django_db
FULL = {"kind": "full", "language": "en"}


def text_of(data):
    return "".join("".join(p.extract_text() for p in PdfReader(io.BytesIO(data)).pages).split())


def test_a_teams_document_is_downloaded_at_once_with_the_chosen_sections(client):
    made = publish()
    client.force_login(made.member)
    sent = {**FULL, "team": made.team.slug, "section": ["plan"], "cover": "1", "contents": "1"}
    answer = client.post(made.documents, sent, follow=True)
    assert answer.headers["Content-Type"] == "application/pdf"
    text = text_of(answer.content)
    assert "Contents" in text
    assert "Whatthiswasmadefrom" in text
    assert "Howthe" not in text.split("Whatthiswasmadefrom")[0].split("Contents")[1]
    assert Document.objects.count() == 0


def test_the_full_report_without_choices_has_every_section(client):
    made = publish()
    client.force_login(made.owner)
    text = text_of(client.get(f"{made.report}.pdf", {"cut": "full"}).content)
    assert "Howthiswascomputed" in text
    assert "http://testserver/verify/" in text


@pytest.mark.parametrize("kind", ["portfolio", "campaign-xlsx"])
def test_all_teams_are_made_in_the_background_and_kept(client, kind):
    made = publish()
    client.force_login(made.owner)
    answer = client.post(made.documents, {"kind": kind, "language": "zh-hans"}, follow=True)
    document = Document.objects.get()
    assert (document.state, document.error) == ("ready", "")
    assert f"/documents/{document.pk}/" in answer.content.decode()
    file = client.get(f"/documents/{document.pk}/")
    assert hashlib.sha256(file.content).hexdigest() == document.sha256
    if kind == "portfolio":
        catalogue = PdfReader(io.BytesIO(file.content)).trailer["/Root"]
        assert str(catalogue["/Lang"]).startswith("zh")
        assert b"pdfuaid" in catalogue["/Metadata"].get_data()
    else:
        assert "团队" in load_workbook(io.BytesIO(file.content)).sheetnames
    assert AuditEntry.objects.filter(action="document.asked", actor=made.owner).count() == 1


def test_a_member_may_take_the_own_teams_report_alone(client):
    made = publish()
    client.force_login(made.member)
    html = client.get(made.documents).content.decode()
    assert 'value="portfolio"' not in html
    assert made.tiny.slug not in html
    for wrong in ({"kind": "portfolio"}, {**FULL, "team": made.tiny.slug}, {"kind": "poster"}):
        assert client.post(made.documents, wrong).status_code == 404
    assert Document.objects.count() == 0


def test_who_lost_the_right_meanwhile_gets_no_document():
    made = publish()
    document = service.ask_document(
        campaign=made.campaign,
        by=made.owner,
        kind="portfolio",
        language="en",
        options={},
        now=timezone.now(),
    )
    made.owner.memberships.all().delete()
    make_document.call(str(document.pk))
    document.refresh_from_db()
    assert (document.state, document.content) == ("failed", None)
    assert document.error == service.NOT_ALLOWED


def test_a_failed_document_says_why_and_can_be_tried_again(client):
    made = publish()
    client.force_login(made.owner)
    document = service.ask_document(
        campaign=made.campaign,
        by=made.owner,
        kind="portfolio",
        language="en",
        options={},
        now=timezone.now() - timedelta(hours=2),
    )
    assert "Look again" in client.get(made.documents).content.decode()
    service.expire_documents(timezone.now())
    assert "not made within an hour" in client.get(made.documents).content.decode()
    client.post(f"/documents/{document.pk}/again/")
    document.refresh_from_db()
    assert document.state == "ready"


def test_documents_are_kept_for_thirty_days_and_can_be_removed_before(client):
    made = publish()
    client.force_login(made.owner)
    for _ in range(2):
        client.post(made.documents, {"kind": "campaign-xlsx"})
    first, second = Document.objects.all()
    assert client.post(f"/documents/{first.pk}/remove/").status_code == 302
    service.expire_documents(second.asked_at + timedelta(days=29))
    assert Document.objects.get() == second
    service.expire_documents(second.asked_at + timedelta(days=31))
    assert Document.objects.count() == 0


def test_progress_is_told_to_the_script(client):
    made = publish()
    client.force_login(made.owner)
    client.post(made.documents, {"kind": "campaign-xlsx"})
    (row,) = client.get(f"{made.documents}progress.json").json()["documents"]
    assert (row["id"], row["state"]) == (str(Document.objects.get().pk), "ready")


def test_the_page_asks_the_same_number_of_queries_for_one_and_many(
    client, django_assert_num_queries
):
    made = publish()
    client.force_login(made.owner)
    for count in (1, 4):
        while Document.objects.count() < count:
            client.post(made.documents, {"kind": "campaign-xlsx"})
        with django_assert_num_queries(6):
            client.get(made.documents)


def test_the_organisations_logo_and_a_readable_accent_stand_on_the_cover(client):
    from reports.exports.layout import readable

    made = publish()
    made.organisation.accent = "#ffee88"
    made.organisation.save()
    Logo.objects.create(
        organisation=made.organisation,
        content=b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
        media_type="image/svg+xml",
    )
    client.force_login(made.owner)
    answer = client.get(f"{made.report}.pdf", {"cut": "full", "cover": "1"})
    assert answer.content.startswith(b"%PDF")
    assert readable("#ffee88") == "#18212b"
    assert readable("#7d580b") == "#7d580b"
    assert readable("red; }") == ""


def test_the_workbook_stands_at_the_reports_own_address(client):
    made = publish()
    client.force_login(made.member)
    answer = client.get(f"{made.report}.xlsx", {"lang": "zh-hans"})
    assert "能力" in load_workbook(io.BytesIO(answer.content)).sheetnames
    assert (
        client.get(made.report.replace(made.team.slug, made.tiny.slug) + ".xlsx").status_code == 404
    )
