"""Pages of plans, measures and reports: who sees what, what may be done, queries stay few."""

import pytest
from django.test import Client

from schemes.models import Measure, MeasureReport, Plan
from schemes.services.measure_reports import accept_report, report_measure
from tests.councils.register import queries_of
from tests.factories.core import NOON
from tests.factories.schemes import MeasureFactory

from .planning import SAID, agree, approved_scene, as_user, draft_scene, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(scene):
    return approved_scene(scene)


# One way through ----------------------------------------------------------------------------------
def test_a_plan_goes_its_way_by_the_pages(scene):
    client = as_user(scene.secretary)
    answer = client.post(
        url("plan_create"),
        {
            "agglomeration": scene.scheme.agglomeration.pk, "body": scene.scheme.body.pk,
            "kind": "long_term", "name_kk": "Жоспар", "name_ru": "План", "from_year": 2026,
            "to_year": 2030, "code": "new-plan",
        },
    )  # fmt: skip
    plan = Plan.objects.get()
    assert answer.url.endswith("/plans/new-plan/")

    answer = client.post(
        url("measure_create", plan.code),
        {
            "direction": "social", "number": "", "title_kk": "Мектеп салу",
            "title_ru": "Построить школу", "executor": scene.keeper.pk, "ends_on": "2027-12-31",
        },
    )  # fmt: skip
    measure = Measure.objects.get()
    assert (answer.status_code, measure.number) == (302, "1")

    client.post(url("measure_costs", measure.uid), {"local_2026": "120.5"})
    assert str(measure.costs.get().amount) == "120.5"
    page = client.get(url("plan_detail", plan.code)).content.decode()
    assert "Построить школу" in page
    assert "План ещё нельзя внести в Правительство" in page


def test_a_refusal_stands_on_the_form_with_what_was_typed(made):
    client = as_user(made.secretary)
    data = {
        "direction": "social", "number": "1", "title_kk": "Ж", "title_ru": "Новое",
        "executor": made.executor.pk, "ends_on": "2027-12-31", "reason": "Акт",
    }  # fmt: skip
    MeasureFactory(plan=made.plan, number="2", position=2)
    measure = made.plan.measures.get(number="2")

    page = client.post(url("measure_change", measure.uid), data).content.decode()

    assert "Новое" in page
    measure.refresh_from_db()
    assert measure.number == "2"


def test_an_executor_reports_and_the_secretariat_answers(made):
    speaker, secretary = as_user(made.speaker), as_user(made.secretary)
    assert "Отчитаться за" in speaker.get(made_url(made)).content.decode()

    speaker.post(url("report_create", made.measure.uid), {"year": 2025, **SAID, "spent": "12.5"})
    report = MeasureReport.objects.get()
    secretary.post(url("report_return", report.uid), {"reason": "Нет актов"})
    page = speaker.get(url("report_create", made.measure.uid) + "?year=2025").content.decode()
    assert "Нет актов" in page
    speaker.post(url("report_create", made.measure.uid), {"year": 2025, **SAID, "percent": 60})
    secretary.post(url("report_accept", report.uid), {"from": "year"})

    report.refresh_from_db()
    assert (report.state, report.percent) == ("accepted", 60)
    assert "60" in Client().get(made_url(made)).content.decode()


def made_url(made):
    return url("measure_detail", made.measure.uid)


def test_a_report_that_is_not_accepted_is_read_by_its_sides_alone(made, scene):
    report_measure(
        made.measure, year=2025, fields=SAID | {"text_ru": "Тайное"}, by=made.speaker, at=NOON
    )
    year = url("report_year", made.plan.code, 2025)
    for client in (Client(), as_user(scene.outsider)):
        assert "Тайное" not in client.get(made_url(made)).content.decode()
        assert "Тайное" not in client.get(year).content.decode()
        csv = b"".join(client.get(url("report_csv", made.plan.code, 2025)).streaming_content)
        assert "Тайное" not in csv.decode()
    for client in (as_user(made.secretary), as_user(made.speaker)):
        assert "Тайное" in client.get(made_url(made)).content.decode()
        assert "Тайное" in client.get(year).content.decode()


def test_a_submitted_plan_offers_its_approval(scene):
    made = draft_scene(scene)
    agree(made)
    client = as_user(made.secretary)
    client.post(url("plan_submit", made.plan.code))
    assert "Записать утверждение" in client.get(url("plan_detail", made.plan.code)).content.decode()

    client.post(url("plan_approve", made.plan.code), {"act": made.act.pk})

    made.plan.refresh_from_db()
    assert made.plan.state == Plan.State.APPROVED


# Filters and tables -------------------------------------------------------------------------------
def test_measures_are_narrowed_by_state_direction_executor_year_and_words(made):
    MeasureFactory(
        plan=made.plan, number="2", position=2, direction="social", state="done",
        title_ru="Построить школу", ends_on="2025-05-01",
    )  # fmt: skip
    page = url("plan_detail", made.plan.code)

    def found(query):
        return Client().get(f"{page}?{query}").context["found"]

    assert found("standing=done") == 1
    assert found("standing=overdue") == 0
    assert found("direction=social") == 1
    assert found(f"executor={made.executor.uid}") == 1
    assert found("year=2026") == 1
    assert found("q=школу") == 1
    assert found("q=нет такого") == 0


def test_the_csv_follows_the_filters_and_marks_formulas(made):
    Measure.objects.update(title_ru="=1+1")
    answer = Client().get(url("measures_csv", made.plan.code) + "?direction=road_transport")
    text = b"".join(answer.streaming_content).decode()
    assert "'=1+1" in text
    empty = Client().get(url("measures_csv", made.plan.code) + "?direction=social")
    assert len(b"".join(empty.streaming_content).decode().splitlines()) == 1


def test_an_owing_executor_sees_what_is_owed(made):
    client = as_user(made.speaker)
    page = url("plan_detail", made.plan.code) + "?whose=owed"
    assert client.get(page).context["found"] == 1
    report_measure(made.measure, year=2025, fields=SAID, by=made.speaker, at=NOON)
    assert client.get(page).context["found"] == 0


# Queries ------------------------------------------------------------------------------------------
def test_the_number_of_queries_does_not_grow_with_the_plan(made):
    client = as_user(made.secretary)
    pages = [
        url("plan_list"),
        url("plan_detail", made.plan.code),
        url("report_year", made.plan.code, 2025),
    ]
    before = [queries_of(client, page) for page in pages]
    for number in range(2, 12):
        measure = MeasureFactory(plan=made.plan, number=str(number), position=number)
        report = MeasureReport.objects.create(
            measure=measure, year=2025, sent_at=NOON, **SAID, state="sent"
        )
        accept_report(report, by=made.secretary, at=NOON)

    assert [queries_of(client, page) for page in pages] == before
