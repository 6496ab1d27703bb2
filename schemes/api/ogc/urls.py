"""Addresses of OGC API - Features: without a language, as programs keep them."""

from django.urls import path

from . import views

app_name = "ogc"
urlpatterns = [
    path("", views.landing, name="landing"),
    path("conformance", views.conformance, name="conformance"),
    path("api", views.api, name="api"),
    path("collections", views.collections, name="collections"),
    path("collections/<str:collection>", views.collection, name="collection"),
    path("collections/<str:collection>/items", views.objects, name="objects"),
    path("collections/<str:collection>/items/<str:item>", views.one_object, name="object"),
]
