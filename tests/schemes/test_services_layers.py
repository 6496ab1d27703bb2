"""Layers change without losing what objects hold: each value kept, converted, or asked about."""

import pytest
from django.utils import translation

from agglo_portal.core.models import JournalEntry
from schemes.models import Edition, Feature, Layer
from schemes.services.layers import (
    BadLayerCode,
    LayerCodeTaken,
    LayerNameMissing,
    LayerUnfit,
    OnlyAreasCover,
    add_layer,
    change_layer,
    move_layer,
)
from schemes.services.layers_values import ValuesWouldBreak
from tests.factories.core import NOON
from tests.factories.schemes import LayerFactory


def attribute(code: str, kind: str = "text", **fields) -> dict:
    return {"code": code, "type": kind, "label_kk": code, "label_ru": code, "label_en": code,
            "required": False, "unit": "", "choices": [], **fields}  # fmt: skip


def choice(*codes: str) -> dict:
    choices = [{"code": one, "label_kk": one, "label_ru": one} for one in codes]
    return attribute("zone", "choice", choices=choices)


def hold(feature: Feature, **values) -> None:
    Feature.objects.filter(pk=feature.pk).update(attributes=values, version=feature.version + 1)


@pytest.fixture
def lanes(scene):
    """A layer of text values: both objects of the draft hold one, the published one does not."""
    scene.zones.attributes = [attribute("floors"), attribute("note")]
    scene.zones.save()
    hold(scene.now, floors="5", note="а")
    hold(scene.new, floors=" 12 ", note="б")
    return scene


def change(scene, **fields) -> Layer:
    return change_layer(scene.zones, by=scene.secretary, at=NOON, **fields)


def values(scene) -> list[dict]:
    return [Feature.objects.get(pk=one.pk).attributes for one in (scene.now, scene.new)]


def test_a_layer_is_added_at_the_end_with_its_keepers(scene):
    layer = add_layer(
        scene.scheme, code="noise", geometry_type="polygon", theme="ecology", name_kk="Шу",
        name_ru="Шум", attributes=[attribute("level", "decimal")], style={"color": "#aa0000"},
        keepers=[scene.keeper], by=scene.secretary, at=NOON,
    )  # fmt: skip

    assert layer.legend_order > max(scene.zones.legend_order, scene.roads.legend_order)
    assert list(layer.keepers.all()) == [scene.keeper]
    assert JournalEntry.objects.get().event == "layer_added"


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"code": "zoning"}, LayerCodeTaken),
        ({"code": "Шу"}, BadLayerCode),
        ({"name_ru": ""}, LayerNameMissing),
        ({"geometry_type": "line", "is_coverage": True}, OnlyAreasCover),
        ({"attributes": [attribute("key")]}, LayerUnfit),
        ({"style": {"color": "red"}}, LayerUnfit),
        ({"style": {"by": "lanes"}}, LayerUnfit),
    ],
)
def test_add_layer_refuses(scene, fields, refusal):
    given = {"code": "noise", "geometry_type": "polygon", "theme": "ecology", "name_kk": "Шу",
             "name_ru": "Шум"} | fields  # fmt: skip

    with pytest.raises(refusal):
        add_layer(scene.scheme, by=scene.secretary, at=NOON, **given)


def test_labels_and_new_attributes_touch_no_value(lanes):
    before = values(lanes)

    change(lanes, attributes=[attribute("note", label_ru="Заметка"), attribute("floors"),
                              attribute("extra", "date")])  # fmt: skip

    assert values(lanes) == before
    assert JournalEntry.objects.get().facts["changed"] == ["attributes"]


def test_a_new_type_converts_the_values_that_all_fit(lanes):
    revision = lanes.draft.revision
    change(lanes, attributes=[attribute("floors", "integer"), attribute("note")])

    assert values(lanes) == [{"floors": 5, "note": "а"}, {"floors": 12, "note": "б"}]
    lanes.draft.refresh_from_db()
    lanes.now.refresh_from_db()
    assert lanes.draft.revision == revision + 1
    assert (lanes.now.changed_by, lanes.now.earlier.count()) == (lanes.secretary, 2)


def test_a_type_that_some_values_do_not_fit_is_refused_with_the_count(lanes):
    hold(Feature.objects.get(pk=lanes.new.pk), floors="көп")

    with translation.override("en"), pytest.raises(ValuesWouldBreak) as refusal:
        change(lanes, attributes=[attribute("floors", "integer"), attribute("note")])

    assert refusal.value.broken == ["“floors”: 1 value in drafts."]
    assert refusal.value.can_drop == ["floors"]
    assert values(lanes)[0] == {"floors": "5", "note": "а"}


def test_unfit_values_of_drafts_go_only_by_consent(lanes):
    hold(Feature.objects.get(pk=lanes.new.pk), floors="көп", note="б")

    change(lanes, attributes=[attribute("floors", "integer"), attribute("note")], drop={"floors"})

    assert values(lanes) == [{"floors": 5, "note": "а"}, {"note": "б"}]


def test_an_attribute_in_use_does_not_vanish_silently(lanes):
    with pytest.raises(ValuesWouldBreak):
        change(lanes, attributes=[attribute("floors")])

    change(lanes, attributes=[attribute("floors")], drop={"note"})
    assert values(lanes) == [{"floors": "5"}, {"floors": " 12 "}]


def test_an_unused_attribute_goes_freely(scene):
    scene.zones.attributes = [attribute("floors")]
    scene.zones.save()

    assert change(scene, attributes=[]).attributes == []


def sealed(scene) -> None:
    """The draft with its values goes before the council."""
    Edition.objects.filter(pk=scene.draft.pk).update(state="submitted")


def test_values_that_no_longer_change_hold_their_attribute_even_against_consent(lanes):
    sealed(lanes)

    with translation.override("en"), pytest.raises(ValuesWouldBreak) as refusal:
        change(lanes, attributes=[attribute("floors")], drop={"note"})

    assert refusal.value.broken == ["“note”: 2 values in editions that no longer change."]
    assert refusal.value.can_drop == []


def test_a_type_changes_under_sealed_values_only_if_they_read_the_same(lanes):
    sealed(lanes)

    with pytest.raises(ValuesWouldBreak):
        change(lanes, attributes=[attribute("floors", "integer"), attribute("note")])


def test_a_choice_in_use_goes_only_with_a_new_one_for_its_values(scene):
    scene.zones.attributes = [choice("green", "park", "housing")]
    scene.zones.save()
    hold(scene.now, zone="green")
    hold(scene.new, zone="park")

    with pytest.raises(ValuesWouldBreak):
        change(scene, attributes=[choice("green", "housing")])
    change(scene, attributes=[choice("green", "housing")], recode={"zone": {"park": "green"}})

    assert values(scene) == [{"zone": "green"}, {"zone": "green"}]


def test_keepers_are_named_anew(scene):
    change(scene, keepers=[])

    assert not scene.zones.keepers.exists()
    assert JournalEntry.objects.get().facts["changed"] == ["keepers"]


def test_nothing_changed_is_not_told(scene):
    change(scene, name_kk=scene.zones.name_kk, keepers=[scene.keeper])

    assert not JournalEntry.objects.exists()


def order(scene, theme) -> list[str]:
    layers = scene.scheme.layers.with_theme_order().in_legend_order()
    return [layer.code for layer in layers if layer.theme == theme]


def test_a_layer_moves_within_its_theme_and_stays_at_the_ends(scene):
    for code in ("a", "b"):
        LayerFactory(scheme=scene.scheme, code=code, theme="territory", legend_order=900)

    def move(code, to):
        layer = scene.scheme.layers.get(code=code)
        move_layer(layer, to=to, by=scene.secretary, at=NOON)
        return order(scene, "territory")

    first, second, third = order(scene, "territory")
    assert move(third, "up") == [first, third, second]
    assert move(first, "down") == [third, first, second]
    assert move(third, "up") == [third, first, second]
    assert move(second, "down") == [third, first, second]
