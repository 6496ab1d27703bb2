"""Pages of schemes and of their layers, and of two editions compared."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from schemes.models import Feature, Scheme
from tests.factories.core import UserFactory
from tests.factories.councils import AgglomerationFactory
from tests.factories.schemes import EditionFactory, FeatureFactory, SchemeFactory, publish, square
from tests.sessions import enter


@pytest.fixture
def secretary(scene):
    client = Client()
    enter(client, scene.secretary)
    return client


def to(name: str, *args) -> str:
    return reverse(f"schemes:{name}", args=args)


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_shows_schemes_with_the_editions_one_may_see(scene, client):
    page = text(client.get(to("scheme_list")))

    assert scene.scheme.get_absolute_url() in page
    assert to("edition_detail", scene.scheme.code, "2020") in page
    assert to("edition_detail", scene.scheme.code, "2026") not in page


def test_an_empty_list_says_so(db, client):
    assert "There is no scheme yet" in text(client.get(to("scheme_list")))


def test_a_scheme_claims_no_force_until_it_is_verified(scene, client, secretary):
    before = text(client.get(scene.scheme.get_absolute_url()))
    secretary.post(
        to("scheme_verify", scene.scheme.code),
        {"standing": "in_force", "source": "adilet, P2000000514", "on": "2026-03-01"},
    )
    after = text(client.get(scene.scheme.get_absolute_url()))

    assert "The portal does not claim it." in before
    assert "adilet, P2000000514" in after


def test_a_standing_without_a_source_is_refused_on_the_page(scene, secretary):
    given = {"standing": "in_force", "source": "", "on": "2026-03-01"}

    page = text(secretary.post(to("scheme_verify", scene.scheme.code), given))

    assert "Say where this is known from" in page


def test_the_secretary_begins_a_scheme_with_the_usual_layers(scene, secretary):
    place = AgglomerationFactory()
    given = {"agglomeration": place.pk, "body": scene.scheme.body.pk, "name_kk": "Схема",
             "name_ru": "Схема", "horizon": 2040, "code": "taraz"}  # fmt: skip

    secretary.post(to("scheme_create"), given)

    assert Scheme.objects.get(code="taraz").layers.count() > 12


def test_what_is_said_of_a_scheme_changes_and_its_address_stays(scene, secretary):
    given = {"name_kk": "Жаңа", "name_ru": "Новая", "horizon": 2050, "code": "other"}

    secretary.post(to("scheme_change", scene.scheme.code), given)

    scene.scheme.refresh_from_db()
    assert (scene.scheme.name_ru, scene.scheme.code != "other") == ("Новая", True)


def test_a_phase_changes_by_its_page_and_says_what_is_wrong_with_its_term(scene, secretary):
    phase = scene.phases[0]
    address = to("phase_change", scene.scheme.code, phase.code)
    given = {"name_kk": phase.name_kk, "name_ru": "сегодня", "year": 2027}

    wrong = secretary.post(address, given | {"starts_on": "2027-05-01", "ends_on": "2027-01-01"})
    assert "The phase ends before it starts." in wrong.content.decode()

    secretary.post(address, given)
    phase.refresh_from_db()
    assert (phase.name_ru, phase.year) == ("сегодня", 2027)


@pytest.mark.parametrize("name", ["scheme_list", "scheme_detail"])
def test_the_number_of_queries_does_not_grow(scene, client, name):
    address = to(name) if name == "scheme_list" else scene.scheme.get_absolute_url()
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(5):
        SchemeFactory()
        EditionFactory(scheme=scene.scheme, code=f"d{number}")
    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) <= len(few)


# Layers -------------------------------------------------------------------------------------------
LOOK = {"style-color": "#0b4f8a", "style-width": "2", "style-dash": "solid",
        "style-fill": "#e8f1f9", "style-fill_opacity": "0.4", "style-icon": "circle",
        "style-size": "6", "style-label_from_zoom": "10"}  # fmt: skip


def layer_input(*attributes: dict, cases: tuple = (), **fields) -> dict:
    given = {"theme": "territory", "name_kk": "Аймақ", "name_ru": "Зоны", **LOOK, **fields}
    for prefix, rows in (("attributes", attributes), ("cases", cases)):
        given |= {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
        for place, row in enumerate(rows):
            given |= {f"{prefix}-{place}-{name}": value for name, value in row.items()}
    return given


def attribute(code: str, kind: str = "text", **fields) -> dict:
    return {"code": code, "type": kind, "label_kk": code, "label_ru": code, **fields}


def test_a_layer_is_made_of_rows_in_the_order_asked_for(scene, secretary):
    zone = attribute("zone", "choice", choices="green | жасыл | зелёная\nhousing|тұрғын|жилая",
                     required="on", ORDER=1)  # fmt: skip
    given = layer_input(
        attribute("floors", "integer", ORDER=2), zone, attribute("gone", ORDER=3, DELETE="on"),
        cases=({"value": "green", "fill": "#00aa00", "ORDER": 1},),
        code="noise", geometry_type="polygon", **{"style-by": "zone"},
    )  # fmt: skip

    secretary.post(to("layer_create", scene.scheme.code), given)

    layer = scene.scheme.layers.get(code="noise")
    assert layer.attribute_codes() == ["zone", "floors"]
    assert [one["label_ru"] for one in layer.attributes[0]["choices"]] == ["зелёная", "жилая"]
    assert layer.style["cases"] == [{"value": "green", "fill": "#00aa00"}]


def test_a_row_is_added_without_a_script_and_nothing_is_saved(scene, secretary):
    given = layer_input(attribute("floors"), add="attributes")

    page = text(secretary.post(to("layer_change", scene.scheme.code, "zoning"), given))

    scene.zones.refresh_from_db()
    assert 'name="attributes-1-code"' in page
    assert scene.zones.attributes == []


def test_values_that_would_be_lost_are_counted_and_go_by_consent(scene, secretary):
    scene.zones.attributes = [{**attribute("note"), "choices": []}]
    scene.zones.save()
    Feature.objects.filter(pk=scene.new.pk).update(attributes={"note": "а"}, version=2)
    address = to("layer_change", scene.scheme.code, "zoning")

    page = text(secretary.post(address, layer_input()))
    secretary.post(address, layer_input(drop="note"))

    scene.new.refresh_from_db()
    assert "“note”: 1 value in drafts." in page
    assert 'name="drop" value="note"' in page
    assert scene.new.attributes == {}


def test_a_layer_moves_by_a_button(scene, secretary):
    response = secretary.post(to("layer_move", scene.scheme.code, "zoning"), {"to": "up"})

    assert response.url == scene.scheme.get_absolute_url()


# Two editions compared ----------------------------------------------------------------------------
def compare(scene, client, **query):
    query = {"from": "2020", "to": "2026"} | query
    return client.get(to("edition_compare", scene.scheme.code), query)


def test_the_comparison_shows_what_the_draft_adds_to_those_who_see_it(scene, secretary):
    page = text(compare(scene, secretary))

    assert "1 object differs" in page
    assert scene.new.name_kk in page
    assert "What the edition of 2026 changes in that of 2020." in page


def test_a_draft_is_not_compared_for_those_who_do_not_see_it(scene, client):
    assert "There is nothing to compare yet" in text(compare(scene, client))

    publish(EditionFactory(scheme=scene.scheme, code="2016", year=2016))
    assert compare(scene, client).status_code == 404


def test_filters_narrow_the_comparison(scene, secretary):
    assert "Nothing differs" in text(compare(scene, secretary, kind="removed"))
    assert "Nothing differs" in text(compare(scene, secretary, layer="transport"))
    assert "1 object differs" in text(compare(scene, secretary, kind="added", layer="zoning"))
    assert "1 object differs" in text(compare(scene, secretary, kind="strange", layer="no"))


def test_the_table_for_spreadsheets_has_a_line_for_each_changed_field(scene, secretary):
    Feature.objects.filter(pk=scene.now.pk).update(
        name_ru="=Иное", status="done", shape=square(77, 43), version=2
    )
    response = secretary.get(
        to("edition_compare_csv", scene.scheme.code), {"from": "2020", "to": "2026"}
    )

    lines = b"".join(response.streaming_content).decode().splitlines()
    assert len(lines) == 1 + 1 + 2 + 1  # heading, the object, its two fields, the new object
    assert "'=Иное" in "".join(lines)


def test_the_comparison_asks_the_same_number_of_queries_of_more_objects(scene, secretary):
    compare(scene, secretary)
    with CaptureQueriesContext(connection) as few:
        compare(scene, secretary)
    for _n in range(10):
        FeatureFactory(edition=scene.draft, layer=scene.zones)
    with CaptureQueriesContext(connection) as many:
        compare(scene, secretary, kind="added")

    assert len(many) <= len(few) + 1


# The administration -------------------------------------------------------------------------------
def test_the_administration_names_schemes_and_phases_and_moves_no_state(scene, client):
    enter(client, UserFactory(is_staff=True, is_superuser=True))
    address = reverse("admin:schemes_scheme_change", args=[scene.scheme.pk])
    phases = {"phases-TOTAL_FORMS": 2, "phases-INITIAL_FORMS": 2}
    for place, phase in enumerate(scene.phases):
        phases |= {f"phases-{place}-id": phase.pk, f"phases-{place}-scheme": scene.scheme.pk,
                   f"phases-{place}-name_kk": "кезең", f"phases-{place}-name_ru": "этап",
                   f"phases-{place}-year": 2027}  # fmt: skip

    page = text(client.get(address))
    client.post(
        address,
        {"name_kk": "Жаңа", "name_ru": "Новая", "horizon": 2031, "standing": "in_force", **phases},
    )

    scene.scheme.refresh_from_db()
    scene.phases[0].refresh_from_db()
    assert 'name="standing"' not in page
    assert (scene.scheme.name_ru, scene.scheme.standing) == ("Новая", "to_verify")
    assert scene.phases[0].year == 2027


def test_tables_of_the_comparison_count_as_files_for_who_has_no_account(client, scene, settings):
    settings.FILES_PER_ADDRESS = 1
    publish(scene.draft)
    address = f"/kk/schemes/{scene.scheme.code}/compare.csv?from=2020&to=2026"

    first, second = client.get(address), client.get(address)

    assert (first.status_code, second.status_code) == (200, 302)
    assert second["Location"] == address.replace("compare.csv", "compare/")
