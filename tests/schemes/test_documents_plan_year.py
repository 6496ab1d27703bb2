"""The consolidated report of a year as a document: ordered, made, read by anyone (rule 32)."""

import io

import pypdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agglo_portal.core.models import JournalEntry
from schemes.models import PlanFile
from schemes.services.measure_reports import accept_report, report_measure
from schemes.services.plans import order_year_files
from schemes.services.plans.locking import PlanIsNotApproved
from schemes.services.plans.year_files import AlreadyOnTheWay, NoReportsOfYear
from tests.factories.core import NOON

from .planning import SAID, approved_scene, draft_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(scene):
    return approved_scene(scene)


def order(made, year=2025):
    return order_year_files(made.plan, year=year, by=made.secretary, at=NOON)


def text_of(file: PlanFile) -> str:
    pdf = pypdf.PdfReader(io.BytesIO(file.file.file.read()))
    return " ".join(page.extract_text() for page in pdf.pages)


def test_the_document_holds_accepted_reports_alone(made, do_ordered_work):
    report = report_measure(made.measure, year=2025, fields=SAID, by=made.speaker, at=NOON)
    order(made)
    do_ordered_work(timezone.now())
    assert "Работа начата" not in text_of(PlanFile.objects.get(language="ru"))

    accept_report(report, by=made.secretary, at=NOON)
    order_year_files(made.plan, year=2025, by=made.secretary, at=timezone.now())
    do_ordered_work(timezone.now())

    assert PlanFile.objects.count() == 3
    assert "Работа начата" in text_of(PlanFile.objects.get(language="ru"))
    kazakh = PlanFile.objects.get(language="kk")
    assert "Жұмыс басталды" in text_of(kazakh)
    answer = Client().get(reverse("schemes:plan_file", args=[kazakh.uid]))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert JournalEntry.objects.filter(event="plan_year_ordered").count() == 2


def test_documents_on_the_way_are_not_ordered_twice(made):
    order(made)
    with pytest.raises(AlreadyOnTheWay):
        order(made)


def test_documents_need_an_approved_plan_and_a_year_with_reports(made, scene):
    with pytest.raises(NoReportsOfYear):
        order(made, year=2026)
    with pytest.raises(PlanIsNotApproved):
        order(draft_scene(scene, code="draft"))
