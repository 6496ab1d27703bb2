"""Tiles of a whole edition, their TileJSON and their style, as maps of others read them."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from .tile_reading import read_tile

ALMATY = {"z": 9, "x": 365, "y": 187}


@pytest.fixture(autouse=True)
def _nothing_cached():
    cache.clear()


def test_tile_of_the_edition_holds_all_its_layers(scene, client, tmp_path):
    kwargs = {"edition": scene.published.uid, "revision": 1, **ALMATY}

    answer = client.get(reverse("scheme_tiles:edition_tile", kwargs=kwargs))

    assert len(read_tile(tmp_path, answer.content, "zoning", **ALMATY)) == 1


def test_tilejson_says_where_the_tiles_are_and_what_they_hold(scene, client):
    kwargs = {"scheme": scene.scheme.code, "edition": "2020"}

    said = client.get(reverse("scheme_tiles:tilejson", kwargs=kwargs)).json()

    assert said["tilejson"] == "3.0.0"
    assert said["tiles"] == [
        f"http://testserver/tiles/{scene.published.uid}/1/{{z}}/{{x}}/{{y}}.mvt"
    ]
    assert said["bounds"] == [76.9, 43.2, 77.0, 43.3]
    assert [one["id"] for one in said["vector_layers"]] == ["zoning", "transport"]


def test_style_draws_each_look_of_a_layer(scene, client):
    scene.zones.style = {
        "by": "status",
        "fill": "#dfead3",
        "cases": [{"value": "planned", "fill": "#cfe6c4", "dash": "dash"}],
    }
    scene.zones.save()
    kwargs = {"scheme": scene.scheme.code, "edition": "2020"}

    said = client.get(reverse("scheme_tiles:tile_style", kwargs=kwargs)).json()

    layers = {one["id"]: one for one in said["layers"]}
    assert said["version"] == 8
    assert said["sources"]["scheme"]["url"].startswith("http://testserver/tiles/")
    assert layers["zoning-0-fill"]["paint"]["fill-color"] == "#dfead3"
    assert layers["zoning-1-fill"]["paint"]["fill-color"] == "#cfe6c4"
    assert layers["zoning-1-line"]["paint"]["line-dasharray"] == [4, 3]
    assert layers["zoning-1-fill"]["filter"] == ["==", ["get", "value"], "planned"]


@pytest.mark.parametrize("name", ["tilejson", "tile_style"])
def test_only_published_editions_are_described(scene, client, name):
    kwargs = {"scheme": scene.scheme.code, "edition": "2026"}

    assert client.get(reverse(f"scheme_tiles:{name}", kwargs=kwargs)).status_code == 404
