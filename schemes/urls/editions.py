"""Addresses: editions, their course, and two of them compared."""

from django.urls import path

from ..views import compare, edition_course, editions

SCHEME = "schemes/<slug:scheme>/"
EDITION = f"{SCHEME}editions/<slug:edition>/"
urlpatterns = [
    path(f"{SCHEME}begin-edition/", editions.edition_create, name="edition_create"),
    path(f"{SCHEME}compare/", compare.edition_compare, name="edition_compare"),
    path(f"{SCHEME}compare.csv", compare.edition_compare_csv, name="edition_compare_csv"),
    path(f"{SCHEME}compare.geojson", compare.edition_compare_shapes, name="edition_compare_shapes"),
    path(EDITION, editions.edition_detail, name="edition_detail"),
    path(f"{EDITION}change/", editions.edition_change, name="edition_change"),
    path(f"{EDITION}submit/", edition_course.edition_submit, name="edition_submit"),
    path(f"{EDITION}return/", edition_course.edition_return, name="edition_return"),
    path(f"{EDITION}endorse/", edition_course.edition_endorse, name="edition_endorse"),
    path(f"{EDITION}act/", edition_course.edition_act, name="edition_act"),
    path(f"{EDITION}publish/", edition_course.edition_publish, name="edition_publish"),
    path(f"{EDITION}discard/", edition_course.edition_discard, name="edition_discard"),
]
