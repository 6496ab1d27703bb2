"""Addresses: plans, measures, yearly reports, the dashboard."""

from django.urls import path

from ..views import (
    dashboard,
    measure_places,
    measure_reports,
    measures,
    plan_agreements,
    plan_tables,
    plans,
)

PLAN = "plans/<slug:plan>/"
MEASURE = "measures/<uuid:uid>/"
urlpatterns = [
    path("plans/", plans.plan_list, name="plan_list"),
    path("plans/create/", plans.plan_create, name="plan_create"),
    path(PLAN, plans.plan_detail, name="plan_detail"),
    path(f"{PLAN}change/", plans.plan_change, name="plan_change"),
    path(f"{PLAN}submit/", plans.plan_submit, name="plan_submit"),
    path(f"{PLAN}return/", plans.plan_return, name="plan_return"),
    path(f"{PLAN}approve/", plans.plan_approve, name="plan_approve"),
    path(f"{PLAN}maslikhats/", plan_agreements.maslikhat_name, name="maslikhat_name"),
    path(f"{PLAN}agreements/<int:pk>/", plan_agreements.agreement_record, name="agreement_record"),
    path(
        f"{PLAN}agreements/<int:pk>/withdraw/",
        plan_agreements.agreement_withdraw,
        name="agreement_withdraw",
    ),
    path(f"{PLAN}measures.csv", plan_tables.measures_csv, name="measures_csv"),
    path(f"{PLAN}measures/create/", measures.measure_create, name="measure_create"),
    path(f"{PLAN}reports/<int:year>/", measure_reports.report_year, name="report_year"),
    path(f"{PLAN}reports/<int:year>.csv", plan_tables.report_csv, name="report_csv"),
    path(f"{PLAN}reports/<int:year>/order/", measure_reports.report_order, name="report_order"),
    path("plans/files/<uuid:uid>/", measure_reports.plan_file, name="plan_file"),
    path(MEASURE, measures.measure_detail, name="measure_detail"),
    path(f"{MEASURE}change/", measures.measure_change, name="measure_change"),
    path(f"{MEASURE}move/", measures.measure_move, name="measure_move"),
    path(f"{MEASURE}remove/", measures.measure_remove, name="measure_remove"),
    path(f"{MEASURE}state/", measures.measure_state, name="measure_state"),
    path(f"{MEASURE}costs/", measures.measure_costs, name="measure_costs"),
    path(f"{MEASURE}places/", measure_places.measure_places, name="measure_places"),
    path(f"{MEASURE}places/add/<uuid:feature>/", measure_places.place_add, name="place_add"),
    path(f"{MEASURE}places/<int:pk>/remove/", measure_places.place_remove, name="place_remove"),
    path(f"{MEASURE}report/", measure_reports.report_create, name="report_create"),
    path("reports/<uuid:uid>/accept/", measure_reports.report_accept, name="report_accept"),
    path("reports/<uuid:uid>/return/", measure_reports.report_return, name="report_return"),
    path("reports/<uuid:uid>/file/", measure_reports.report_file, name="report_file"),
    path("schemes/<slug:scheme>/dashboard/", dashboard.dashboard_detail, name="dashboard_detail"),
    path("schemes/<slug:scheme>/measures.geojson", dashboard.measure_shapes, name="measure_shapes"),
]
