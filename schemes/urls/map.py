"""Addresses: the map and what its script asks for."""

from django.urls import path

from ..views import map, map_data, map_places

EDITION = "schemes/<slug:scheme>/editions/<slug:edition>/"
urlpatterns = [
    path("map/", map.map_home, name="map_home"),
    path("schemes/<slug:scheme>/map/", map.scheme_map, name="scheme_map"),
    path("schemes/objects/<uuid:uid>/card/", map.map_card, name="map_card"),
    path(f"{EDITION}map.json", map_data.map_info, name="map_info"),
    path(f"{EDITION}map/pick.json", map_places.map_pick, name="map_pick"),
    path(f"{EDITION}map/search.json", map_places.map_search, name="map_search"),
    path(f"{EDITION}map/<slug:layer>.geojson", map_data.map_shapes, name="map_shapes"),
]
