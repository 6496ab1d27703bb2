"""Addresses of the tiles: without a language, for maps of any origin."""

from django.urls import path

from . import tiles

app_name = "scheme_tiles"
urlpatterns = [
    path(
        "<uuid:edition>/<int:revision>/<slug:layer>/<int:z>/<int:x>/<int:y>.mvt",
        tiles.tile,
        name="tile",
    ),
    path(
        "<uuid:edition>/<int:revision>/<int:z>/<int:x>/<int:y>.mvt",
        tiles.edition_tile,
        name="edition_tile",
    ),
    path("<slug:scheme>/<slug:edition>/tile.json", tiles.tilejson, name="tilejson"),
    path("<slug:scheme>/<slug:edition>/style.json", tiles.tile_style, name="tile_style"),
]
