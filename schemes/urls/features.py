"""Addresses: objects, and layers as tables."""

from django.urls import path

from ..views import features, layer_tables

OBJECT = "schemes/objects/<uuid:uid>/"
urlpatterns = [
    path(OBJECT, features.feature_detail, name="feature_detail"),
    path(f"{OBJECT}shape.geojson", features.feature_shape, name="feature_shape"),
    path(
        "schemes/<slug:scheme>/layers/<slug:layer>/",
        layer_tables.layer_detail,
        name="layer_detail",
    ),
]
