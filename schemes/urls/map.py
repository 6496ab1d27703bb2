"""Addresses: the map and what its script asks for."""

from django.urls import path

from ..views import map_data

EDITION = "schemes/<slug:scheme>/editions/<slug:edition>/"
urlpatterns = [
    path(f"{EDITION}map.json", map_data.map_info, name="map_info"),
    path(f"{EDITION}map/<slug:layer>.geojson", map_data.map_shapes, name="map_shapes"),
]
