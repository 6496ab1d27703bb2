"""Ordered and kept work does no harm when it comes at a wrong time or in masses."""

import json

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agglo_portal.core import outbox
from agglo_portal.core.models import OutboxMessage, StoredFile
from schemes.models import Import, SchemeFile
from schemes.reports import map as map_report
from schemes.reports.discussion import report_order
from schemes.reports.tiles import Square, TiledLayer, packed_tiles
from schemes.services.files import order_file
from schemes.services.remark_moderation import reject_remark
from tests.factories.core import NOON
from tests.factories.schemes import LayerFactory
from tests.factories.schemes.discussions import DiscussionFactory, RemarkFactory
from tests.sessions import enter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_cached():
    cache.clear()


def draws(edition, layer, square):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        packed_tiles(edition.pk, edition.revision, [TiledLayer.of(layer)], square)
    return len(asked)


def test_a_tile_is_kept_unless_it_is_empty_or_deeper_than_anyone_can_count(scene):
    # Tiles that hold the south-western corner of the object at 76.9, 43.2.
    kept, deep, empty = Square(9, 365, 187), Square(15, 23395, 11995), Square(9, 0, 0)

    for square in (kept, deep, empty):
        draws(scene.published, scene.zones, square)

    assert draws(scene.published, scene.zones, kept) == 0
    assert draws(scene.published, scene.zones, deep) == 1
    assert draws(scene.published, scene.zones, empty) == 1


def test_a_report_that_was_forgotten_before_it_was_made_is_no_fault(scene, do_ordered_work):
    discussion = DiscussionFactory(edition=scene.draft)
    remark = RemarkFactory(discussion=discussion)
    order = report_order(discussion, format="docx", language="kk")
    order_file(scene.draft, purpose=SchemeFile.Purpose.REMARKS, order=order, by=None, at=NOON)
    reject_remark(remark, reason="Жеке деректер", by=scene.secretary, at=NOON)

    for message in OutboxMessage.objects.filter(kind="make_scheme_file"):
        outbox.handlers[message.kind](message.payload)

    assert not SchemeFile.objects.exists()


def test_words_taken_off_the_page_stay_in_no_stored_report(
    scene, do_ordered_work, django_capture_on_commit_callbacks
):
    discussion = DiscussionFactory(edition=scene.draft)
    remark = RemarkFactory(discussion=discussion)
    order = report_order(discussion, format="docx", language="kk")
    file = order_file(
        scene.draft, purpose=SchemeFile.Purpose.REMARKS, order=order, by=None, at=NOON
    )
    outbox.handlers["make_scheme_file"]({"file": file.pk})
    stored = StoredFile.objects.get()
    storage, name = stored.file.storage, stored.file.name

    with django_capture_on_commit_callbacks(execute=True):
        reject_remark(remark, reason="Жеке деректер", by=scene.secretary, at=NOON)

    assert not StoredFile.objects.exists()
    assert not storage.exists(name)


def test_letters_that_no_database_keeps_are_left_out_of_an_attribute(client, scene):
    scene.zones.attributes = [
        {"code": "note", "type": "text", "label_kk": "ескерту", "label_ru": "примечание"}
    ]
    scene.zones.save()
    enter(client, scene.planner)
    facts = {
        "edition": str(scene.draft.uid), "layer": "zoning", "attributes": {"note": "а\ud800б\x00"},
        "geometry": json.loads(scene.new.shape.geojson),
    }  # fmt: skip

    answer = client.post(
        "/api/v1/schemes/features/", json.dumps(facts), content_type="application/json"
    )

    assert answer.status_code == 201, answer.content
    assert answer.json()["attributes"] == {"note": "аб"}


@pytest.mark.parametrize("address", ["/api/v1/schemes/imports/", "/api/v1/schemes/links/"])
def test_the_api_asks_as_much_of_many_layers_as_of_few(client, scene, address):
    enter(client, scene.planner)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(8):
        LayerFactory(scheme=scene.scheme, code=f"l{number}").keepers.add(scene.keeper)
    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) == len(few)
    assert not Import.objects.exists()


def test_a_heavy_layer_is_given_whole_only_as_light_as_a_map_needs(client, scene, monkeypatch):
    address = f"/kk/schemes/{scene.scheme.code}/editions/2020/map/zoning.geojson"
    seen = []
    monkeypatch.setattr(
        map_report, "shapes_as_json", lambda *_a, zoom, **_k: f"{seen.append(zoom)}"
    )
    monkeypatch.setattr(map_report, "HEAVY_COUNT", 0)

    for query in ("", "?zoom=20", "?zoom=5", "?bbox=76,43,77,44"):
        cache.clear()
        client.get(address + query)

    assert seen == [13, 13, 5, None]
