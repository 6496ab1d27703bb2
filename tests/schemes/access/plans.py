"""A draft plan and an approved one with a report, an indicator with a value."""

from schemes.models import PlanFile
from schemes.services.measure_parts import place_measure
from schemes.services.measure_reports import accept_report, report_measure
from tests.factories.core import NOON, StoredFileFactory
from tests.factories.schemes import IndicatorFactory, IndicatorValueFactory, MeasureFactory

from ..planning import SAID, approved_scene, draft_scene

# What each form takes, so that who may act gets through or is refused with words.
INPUT = {
    "reason": "Себеп",
    "to": "1",
}


def records(scene) -> dict:
    draft = draft_scene(scene, code="draft-plan")
    made = approved_scene(scene)
    measure = MeasureFactory(plan=made.plan, number="9", position=9, executor=made.executor)
    reports = [
        report_measure(made.measure, year=year, fields=SAID, by=made.speaker, at=NOON)
        for year in (2024, 2025)
    ]
    accept_report(reports[0], by=made.secretary, at=NOON)
    place = place_measure(measure, scene.old, by=made.secretary, at=NOON)
    indicator = IndicatorFactory(agglomeration=scene.scheme.agglomeration)
    return {
        "plan": {"plan": made.plan.code},
        "plan_year": {"plan": made.plan.code, "year": 2025},
        "plan_document": _document(made),
        "draft_plan": {"plan": draft.plan.code},
        "draft_agreement": {"plan": draft.plan.code, "pk": draft.plan.agreements.first().pk},
        "draft_measure": draft.measure,
        "measure": measure,
        "measure_place": {"uid": measure.uid, "pk": place.pk},
        "measure_object": {"uid": measure.uid, "feature": scene.old.uid},
        "sent_report": reports[1],
        "indicator": indicator,
        "value": IndicatorValueFactory(indicator=indicator),
        "dashboard": {"scheme": scene.scheme.code},
    }


def _document(made) -> PlanFile:
    return PlanFile.objects.create(
        plan=made.plan, year=2024, language="kk", file=StoredFileFactory(), ordered_at=NOON,
        made_at=NOON,
    )  # fmt: skip
