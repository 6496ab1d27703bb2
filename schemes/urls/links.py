"""Addresses: links of decisions and agenda items with places and measures."""

from django.urls import path

from ..views import links

urlpatterns = [
    path("schemes/links/<slug:kind>/<uuid:uid>/create/", links.link_create, name="link_create"),
    path("schemes/links/<uuid:uid>/remove/", links.link_remove, name="link_remove"),
]
