"""Tiles hold the right objects, light enough to draw, and only what the person may see."""

import gzip

import pytest
import shapely
from django.core.cache import cache
from django.urls import reverse

from agglo_portal.core.models import OutboxMessage
from schemes.models import Feature
from schemes.reports import tiles
from schemes.reports.tiles import Square, TiledLayer, draw_tile
from schemes.services.editions import publish_edition
from tests.factories.core import NOON
from tests.factories.councils import ActFactory
from tests.factories.schemes import FeatureFactory, publish, square
from tests.sessions import enter

from .tile_reading import read_tile

ALMATY = {"z": 9, "x": 365, "y": 187}


@pytest.fixture(autouse=True)
def _nothing_cached():
    cache.clear()


def address(edition, layer="zoning", revision=None, query="", **place):
    kwargs = {"edition": edition.uid, "revision": revision or edition.revision, "layer": layer}
    return reverse("scheme_tiles:tile", kwargs=kwargs | (place or ALMATY)) + query


def fill(edition, layer, count, side=0.0001):
    """Tiny squares in rows, all inside one tile of zoom 9."""
    for number in range(count):
        east, north = number % 10 * 0.0002, number // 10 * 0.0002
        FeatureFactory(edition=edition, layer=layer, shape=square(76.8 + east, 43.2 + north, side))


def test_tile_holds_the_objects_of_the_layer_with_what_the_map_needs(scene, client, tmp_path):
    answer = client.get(address(scene.published))

    drawn = read_tile(tmp_path, answer.content, "zoning", **ALMATY)
    assert answer["Content-Type"] == "application/vnd.mapbox-vector-tile"
    assert [one.properties for one in drawn] == [
        {
            "uid": str(scene.old.uid),
            "key": "А-1",
            "name_kk": scene.old.name_kk,
            "name_ru": scene.old.name_ru,
            "status": "existing",
            "phase": "now",
        }
    ]
    stored = Feature.objects.get(pk=scene.old.pk).shape_on_mercator
    assert drawn[0].shape.area == pytest.approx(stored.area, rel=0.01)


@pytest.mark.parametrize(
    ("by", "value"), [("status", "planned"), ("phase", "first"), ("kind", "green"), ("", None)]
)
def test_value_of_a_tile_is_that_by_which_the_layer_is_drawn(scene, tmp_path, by, value):
    scene.zones.style = {"by": by} if by else {}
    Feature.objects.filter(pk=scene.new.pk).update(
        status="planned", attributes={"kind": "green"}, version=2
    )
    place = Square(10, 731, 374)

    content = draw_tile(scene.draft.pk, TiledLayer.of(scene.zones), place)

    drawn = read_tile(tmp_path, content, "zoning", place.zoom, place.x, place.y)
    mine = next(one for one in drawn if one.properties["uid"] == str(scene.new.uid))
    assert mine.properties.get("value") == value


def test_tile_has_no_object_that_was_taken_off(scene, db):
    Feature.objects.filter(layer=scene.zones, edition=scene.draft).update(
        removed_at=scene.new.changed_at, version=5
    )

    assert draw_tile(scene.draft.pk, TiledLayer.of(scene.zones), Square(9, 365, 187)) == b""


def test_outline_in_a_tile_has_no_more_points_than_the_zoom_shows(scene, tmp_path):
    circle = square(76.9, 43.2).centroid.buffer(0.05, quadsegs=500)
    shape = type(square())(circle, srid=4326)
    FeatureFactory(edition=scene.draft, layer=scene.zones, shape=shape)

    def points(zoom, x, y):
        content = draw_tile(scene.draft.pk, TiledLayer.of(scene.zones), Square(zoom, x, y))
        drawn = read_tile(tmp_path, content, "zoning", zoom, x, y)
        return max(shapely.get_num_coordinates(one.shape) for one in drawn)

    assert shape.num_coords > 1900
    assert points(7, 91, 46) < 40
    assert points(7, 91, 46) < points(10, 730, 375) < 200


def test_area_below_a_pixel_is_drawn_as_a_pixel(scene, tmp_path):
    fill(scene.draft, scene.zones, 1)
    place = Square(7, 91, 46)

    content = draw_tile(scene.draft.pk, TiledLayer.of(scene.zones), place)

    drawn = read_tile(tmp_path, content, "zoning", place.zoom, place.x, place.y)
    assert len(drawn) == 3


def test_in_a_crowded_tile_one_tiny_object_stands_for_its_neighbours(scene, tmp_path, monkeypatch):
    monkeypatch.setattr(tiles, "UNCROWDED", 20)
    fill(scene.draft, scene.zones, 40)

    def drawn():
        content = draw_tile(scene.draft.pk, TiledLayer.of(scene.zones), Square(7, 91, 46))
        return read_tile(tmp_path, content, "zoning", 7, 91, 46)

    first = drawn()
    uids = [one.properties["uid"] for one in first]
    assert 3 <= len(uids) < 10
    assert {str(scene.now.uid), str(scene.new.uid)} <= set(uids)
    assert "name_kk" not in first[0].properties
    assert uids == [one.properties["uid"] for one in drawn()]


def test_tile_keeps_to_its_bytes_by_leaving_out_the_smallest(scene, tmp_path, monkeypatch):
    fill(scene.draft, scene.zones, 60)
    monkeypatch.setattr(tiles, "MOST_BYTES", 2500)

    content = draw_tile(scene.draft.pk, TiledLayer.of(scene.zones), Square(9, 365, 187))

    drawn = read_tile(tmp_path, content, "zoning", **ALMATY)
    assert len(content) <= 2500
    assert 5 < len(drawn) < 60
    assert str(scene.now.uid) in {one.properties["uid"] for one in drawn}


# Who gets it, and how long it stays ---------------------------------------------------------------
def test_tile_of_a_draft_is_not_there_for_a_stranger(scene, client):
    assert client.get(address(scene.draft)).status_code == 404


@pytest.mark.parametrize("who", ["secretary", "planner", "member"])
def test_tile_of_a_draft_is_for_its_people_alone_and_no_shared_cache_keeps_it(scene, client, who):
    enter(client, getattr(scene, who))

    answer = client.get(address(scene.draft))

    assert answer.status_code == 200
    assert "private" in answer["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in answer


def test_published_tile_may_be_kept_for_ever_by_anyone(scene, client):
    answer = client.get(address(scene.published))

    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_published_tile_drawn_by_another_attribute_is_asked_for_again(scene, client):
    scene.zones.style = {"by": "status"}
    scene.zones.save()

    assert "immutable" in client.get(address(scene.published, query="?by=status"))["Cache-Control"]
    assert "immutable" not in client.get(address(scene.published))["Cache-Control"]


def test_draft_of_an_older_revision_is_given_as_it_is_now_and_not_kept(scene, client):
    scene.draft.revision = 4
    scene.draft.save()
    enter(client, scene.secretary)

    assert client.get(address(scene.draft, revision=3))["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "changed",
    [{"z": 19, "x": 0, "y": 0}, {"z": 3, "x": 8, "y": 0}, {"z": 3, "x": 0, "y": 8}],
)
def test_square_that_no_map_has_is_not_found(scene, client, changed):
    assert client.get(address(scene.published, **changed)).status_code == 404


def test_layer_or_revision_that_is_not_there_is_not_found(scene, client):
    assert client.get(address(scene.published, layer="nothing")).status_code == 404
    assert client.get(address(scene.published, revision=99)).status_code == 404


def test_empty_square_says_that_there_is_nothing(scene, client):
    answer = client.get(address(scene.published, z=9, x=0, y=0))

    assert (answer.status_code, answer.content) == (204, b"")


def test_who_has_the_tile_is_told_so(scene, client):
    etag = client.get(address(scene.published))["ETag"]

    again = client.get(address(scene.published), headers={"if-none-match": etag})

    assert (again.status_code, again.content) == (304, b"")


def test_published_tile_is_drawn_once(scene, client, django_assert_num_queries):
    client.get(address(scene.published))

    with django_assert_num_queries(0):
        assert client.get(address(scene.published)).status_code == 200


def test_tile_goes_packed_to_who_can_unpack_it(scene, client):
    plain = client.get(address(scene.published))
    packed = client.get(address(scene.published), headers={"accept-encoding": "br, gzip"})

    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert packed["ETag"] != plain["ETag"]
    assert "Accept-Encoding" in packed["Vary"]


def test_draft_is_drawn_anew_for_each_revision(scene, client):
    enter(client, scene.secretary)
    first = client.get(address(scene.draft)).content
    Feature.objects.filter(pk=scene.now.pk).update(status="done", version=2)
    scene.draft.revision += 1
    scene.draft.save()

    assert client.get(address(scene.draft)).content != first


def test_tiles_that_take_longest_are_drawn_before_anybody_asks(scene, client, monkeypatch):
    monkeypatch.setattr(tiles, "UNCROWDED", 1)
    place = {"z": 9, "x": 365, "y": 187}
    fill(scene.draft, scene.zones, 3)
    publish(scene.draft)

    drawn = tiles.prepare_low_tiles(scene.draft)

    assert 5 < drawn < 60
    monkeypatch.setattr(tiles, "draw_tile", None)  # nothing is drawn any more
    assert client.get(address(scene.draft, **place)).status_code == 200


def test_publishing_orders_the_tiles(scene, do_ordered_work):
    draft = scene.draft
    draft.state, draft.endorsed_at, draft.act = "endorsed", NOON, ActFactory()
    draft.save()

    publish_edition(draft, by=scene.secretary, at=NOON)
    do_ordered_work()

    assert OutboxMessage.objects.get(kind="prepare_tiles").state == "done"
