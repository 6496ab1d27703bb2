"""Addresses: indicators and their values."""

from django.urls import path

from ..views import indicator_values, indicators, plan_tables

ONE = "indicators/<uuid:uid>/"
urlpatterns = [
    path("indicators/", indicators.indicator_list, name="indicator_list"),
    path("indicators.csv", plan_tables.indicators_csv, name="indicators_csv"),
    path("indicators/create/", indicators.indicator_create, name="indicator_create"),
    path(ONE, indicators.indicator_detail, name="indicator_detail"),
    path(f"{ONE}change/", indicators.indicator_change, name="indicator_change"),
    path(f"{ONE}measures/", indicators.indicator_link, name="indicator_link"),
    path(f"{ONE}values.csv", plan_tables.indicator_csv, name="indicator_csv"),
    path(f"{ONE}values/create/", indicator_values.value_create, name="value_create"),
    path("values/<uuid:uid>/change/", indicator_values.value_change, name="value_change"),
    path("values/<uuid:uid>/withdraw/", indicator_values.value_withdraw, name="value_withdraw"),
]
