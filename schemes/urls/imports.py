"""Addresses: imports."""

from django.urls import path

from ..views import import_reports, imports

JOB = "schemes/imports/<uuid:uid>/"

urlpatterns = [
    path(
        "schemes/<slug:scheme>/editions/<slug:edition>/imports/create/",
        imports.import_create,
        name="import_create",
    ),
    path(JOB, imports.import_detail, name="import_detail"),
    path(f"{JOB}columns/", imports.import_map, name="import_map"),
    path(f"{JOB}letters/", imports.import_letters, name="import_letters"),
    path(f"{JOB}confirm/", imports.import_confirm, name="import_confirm"),
    path(f"{JOB}cancel/", imports.import_cancel, name="import_cancel"),
    path(f"{JOB}rows/", import_reports.import_rows, name="import_rows"),
    path(f"{JOB}report.csv", import_reports.import_report, name="import_report"),
    path(f"{JOB}shapes.geojson", import_reports.import_shapes, name="import_shapes"),
]
