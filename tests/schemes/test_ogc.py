"""OGC API - Features 1.0, Part 1: each requirement that we promise to keep, as a sentence."""

import json

import pytest
from django.core.cache import cache

from tests.factories.schemes import EditionFactory, FeatureFactory, publish, square

from .ogc_asking import ask, body, links, said

CORE = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"


@pytest.fixture(autouse=True)
def _nothing_cached():
    cache.clear()


@pytest.fixture
def zoning(scene):
    """The path of a collection of seven objects in two phases and in none, one of them dated."""
    scene.zones.attributes = [
        {"code": "floors", "type": "integer", "label_kk": "қабаттар", "label_ru": "этажи"},
        {"code": "guarded", "type": "boolean", "label_kk": "күзетілетін", "label_ru": "охраняется"},
    ]
    scene.zones.save()
    first = scene.phases[1]
    first.starts_on, first.ends_on = "2026-01-01", "2028-12-31"
    first.save()
    edition = EditionFactory(scheme=scene.scheme, code="2024", year=2024)
    for number in range(7):
        FeatureFactory(
            edition=edition,
            layer=scene.zones,
            key=f"З-{number}",
            shape=square(76 + number / 10, 43, 0.05),
            phase=[scene.phases[0], first, None][number % 3],
            status=["existing", "planned"][number % 2],
            attributes={"floors": number, "guarded": number == 3},
        )
    publish(edition)
    return f"collections/{scene.scheme.code}.2024.zoning"


def keys(document):
    return [one["properties"]["key"] for one in document["features"]]


# The landing page, the conformance, the description ----------------------------------------------
def test_landing_page_leads_to_everything_with_full_addresses_and_media_types(scene, client):
    document = said(client)

    for rel in ("self", "alternate", "service-desc", "service-doc", "conformance", "data"):
        assert links(document, rel), rel
    assert all(link["href"].startswith("http://testserver/ogc/") for link in document["links"])
    assert all(link["type"] for link in document["links"])
    assert (
        links(document, "service-desc")[0]["type"] == "application/vnd.oai.openapi+json;version=3.0"
    )


def test_every_link_of_the_landing_page_leads_somewhere(scene, client):
    for link in said(client)["links"]:
        assert client.get(link["href"]).status_code == 200


def test_conformance_names_the_four_classes(scene, client):
    assert said(client, "conformance")["conformsTo"] == [
        f"{CORE}{name}" for name in ("core", "geojson", "oas30", "html")
    ]


def test_description_names_every_resource_and_every_filter_of_a_collection(zoning, client):
    document = said(client, "api")

    names = {
        one.get("name") or one["$ref"].rpartition("/")[2]
        for one in document["paths"][f"/{zoning}/items"]["get"]["parameters"]
    }
    assert document["openapi"].startswith("3.0")
    assert {"/", "/conformance", "/api", "/collections", f"/{zoning}"} <= document["paths"].keys()
    assert names == {
        "limit", "bbox", "datetime", "cursor", "f", "lang", "key", "status", "phase", "floors",
        "guarded",
    }  # fmt: skip
    assert document["components"]["parameters"]["limit"]["schema"]["maximum"] == 5000


def test_description_is_openapi_to_who_asks_for_it(scene, client):
    answer = ask(client, "api", headers={"accept": "application/vnd.oai.openapi+json;version=3.0"})

    assert answer["Content-Type"] == "application/vnd.oai.openapi+json;version=3.0"


# Formats ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("accept", ["*/*", "application/json", "application/geo+json", "image/png"])
def test_who_asks_for_anything_gets_json(zoning, client, accept):
    assert "json" in ask(client, headers={"accept": accept})["Content-Type"]
    answer = ask(client, f"{zoning}/items", headers={"accept": accept})
    assert json.loads(body(answer))["type"] == "FeatureCollection"
    assert answer["Content-Type"] == "application/geo+json"


@pytest.mark.parametrize("path", ["", "conformance", "api", "collections", "{}", "{}/items"])
def test_every_resource_is_also_a_page_with_its_links_as_anchors(zoning, client, path):
    path = path.format(zoning)
    answer = ask(client, path, headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})

    assert answer["Content-Type"].startswith("text/html")
    text = answer.content.decode()
    if path != "api":
        for link in said(client, path)["links"]:
            if link["rel"] not in ("self", "alternate"):
                assert f'href="{link["href"]}"'.replace("&", "&amp;") in text


def test_page_of_an_object_shows_its_values_in_words(zoning, client):
    ident = said(client, f"{zoning}/items?key=З-3")["features"][0]["id"]

    text = ask(client, f"{zoning}/items/{ident}?f=html&lang=ru").content.decode()

    assert "Охраняется" in text
    assert "Этажи" in text


def test_format_may_be_said_in_the_address(scene, client):
    assert ask(client, "?f=html")["Content-Type"].startswith("text/html")
    assert (
        ask(client, "?f=json", headers={"accept": "text/html"})["Content-Type"]
        == "application/json"
    )
    assert ask(client, "?f=xml").status_code == 400


def test_language_is_that_of_the_address_else_of_the_cookie_else_of_the_client(zoning, client):
    def title(path="", **options):
        return said(client, f"{zoning}{path}", **options)["title"].split(".")[0]

    assert title() == "Аймақтар"
    assert title(headers={"accept-language": "ru"}) == "Зоны"
    assert title("?lang=ru") == "Зоны"
    client.cookies["django_language"] = "ru"
    assert title(headers={"accept-language": "kk"}) == "Зоны"
    assert title("?lang=kk") == "Аймақтар"


def test_language_chosen_on_a_page_is_kept_and_that_of_a_document_is_not(zoning, client):
    ask(client, "?f=json&lang=ru")
    assert "django_language" not in client.cookies

    ask(client, "?f=html&lang=ru")
    assert client.cookies["django_language"].value == "ru"


def test_pages_and_documents_may_be_read_from_any_origin(zoning, client):
    for path in ("", "api", "collections", f"{zoning}/items", "collections/nothing", "?x=1"):
        answer = ask(client, path)
        assert body(answer)
        assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", ["", "conformance", "api", "collections", "{}", "{}/items"])
def test_head_is_answered_like_get_without_a_body(zoning, client, path):
    answer = client.head(f"/ogc/{path.format(zoning)}")

    assert (answer.status_code, body(answer)) == (200, b"")


# Collections --------------------------------------------------------------------------------------
def test_collections_are_the_layers_with_objects_of_published_editions(zoning, scene, client):
    code = scene.scheme.code

    assert [one["id"] for one in said(client, "collections")["collections"]] == [
        f"{code}.2024.zoning",
        f"{code}.2020.zoning",
    ]


def test_collection_says_the_same_alone_and_in_the_list(zoning, client):
    listed = said(client, "collections")["collections"][0]

    assert said(client, zoning) == listed
    assert listed["itemType"] == "feature"
    assert {link["type"] for link in links(listed, "items")} == {
        "application/geo+json",
        "text/html",
    }


def test_extent_of_a_collection_holds_all_its_objects(zoning, client):
    extent = said(client, zoning)["extent"]["spatial"]

    assert extent["crs"] == CRS84
    assert extent["bbox"][0] == pytest.approx([76, 43, 76.65, 43.05])


@pytest.mark.parametrize("code", ["{}.2026.zoning", "{}.2024.transport", "{}.2024", "x", "a.b.c.d"])
def test_what_is_not_published_or_empty_is_not_there(zoning, scene, client, code):
    path = f"collections/{code.format(scene.scheme.code)}"

    for address in (path, f"{path}/items", f"{path}/items/{scene.new.uid}"):
        assert ask(client, address).status_code == 404


# Objects ------------------------------------------------------------------------------------------
def test_object_has_its_shape_its_number_and_every_property_even_if_empty(zoning, client):
    one = said(client, f"{zoning}/items?key=З-1")["features"][0]

    assert one["type"] == "Feature"
    assert one["geometry"]["type"] == "MultiPolygon"
    assert one["geometry"]["coordinates"][0][0][0] == [76.1, 43]
    assert one["properties"]["floors"] == 1
    assert one["properties"]["guarded"] is False
    assert one["properties"]["phase"] == "first"
    assert one["properties"]["cost"] is None


def test_one_object_is_found_by_its_id_with_links_home(zoning, client):
    ident = said(client, f"{zoning}/items")["features"][2]["id"]

    one = said(client, f"{zoning}/items/{ident}")

    assert one["id"] == ident
    assert links(one, "self") and links(one, "alternate") and links(one, "collection")


@pytest.mark.parametrize("ident", ["nothing", "00000000-0000-0000-0000-000000000000"])
def test_object_that_is_not_there_is_not_found(zoning, client, ident):
    answer = ask(client, f"{zoning}/items/{ident}")

    assert answer.status_code == 404
    assert json.loads(answer.content)["code"] == "NotFound"


def test_objects_of_another_collection_are_not_found_in_this(zoning, scene, client):
    assert ask(client, f"{zoning}/items/{scene.old.uid}").status_code == 404


# Pages --------------------------------------------------------------------------------------------
def test_following_next_gives_every_object_once_and_then_ends(zoning, client):
    address, seen = f"/ogc/{zoning}/items?limit=3&status=existing&lang=ru", []

    while address:
        page = json.loads(body(client.get(address)))
        seen.append(keys(page))
        assert (page["numberReturned"], page["numberMatched"]) == (len(seen[-1]), 4)
        address = next((link["href"] for link in links(page, "next")), None)

    assert seen == [["З-0", "З-2", "З-4"], ["З-6"]]


def test_page_that_holds_the_last_object_exactly_has_no_next(zoning, client):
    assert not links(said(client, f"{zoning}/items?limit=7"), "next")
    assert links(said(client, f"{zoning}/items?limit=6"), "next")


def test_limit_beyond_the_largest_is_the_largest(zoning, client):
    assert len(said(client, f"{zoning}/items?limit=1000000000000")["features"]) == 7


def test_links_of_a_page_carry_the_question_on(zoning, client):
    page = said(client, f"{zoning}/items?limit=1&status=planned&bbox=70,40,80,50")

    for link in [*links(page, "next"), *links(page, "self")]:
        assert "status=planned" in link["href"] and "bbox=70%2C40%2C80%2C50" in link["href"]
        assert link["type"] == "application/geo+json"


def test_who_has_the_page_is_told_so(zoning, client):
    first = ask(client, f"{zoning}/items")
    assert body(first)
    etag = first["ETag"]

    again = ask(client, f"{zoning}/items", headers={"if-none-match": etag})

    assert (again.status_code, again["ETag"]) == (304, etag)


def test_queries_do_not_grow_with_objects_or_collections(zoning, scene, client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count(path):
        body(ask(client, path))
        with CaptureQueriesContext(connection) as asked:
            body(ask(client, path))
        return len(asked)

    few = [count("collections"), count(f"{zoning}/items?limit=1")]
    edition = EditionFactory(scheme=scene.scheme, code="2025", year=2025)
    for _number in range(5):
        FeatureFactory(edition=edition, layer=scene.zones)
    publish(edition)

    assert [count("collections"), count(f"{zoning}/items?limit=7")] == few
    assert max(few) <= 5
