"""The resources of OGC API - Features, each as JSON and as a page."""

import hashlib
import json
from uuid import UUID

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language

from ...models import Feature
from ...reports.collections import Collection, all_collections, find_collection
from ...reports.geojson import feature_texts, with_geojson
from . import documents, pages
from .answers import GEOJSON, KEPT_SECONDS, OPENAPI, answer, door, only_common
from .openapi import description
from .parameters import Asked, asked_of

MOST_COUNTED = 10_000


@door
@only_common
def landing(request):
    return answer(request, "ogc/landing.html", documents.landing(request))


@door
@only_common
def conformance(request):
    return answer(request, "ogc/conformance.html", documents.conformance(request))


@door
@only_common
def api(request):
    document = description(request, all_collections())
    addresses = [(path, how["get"]) for path, how in document["paths"].items()]
    return answer(request, "ogc/api.html", document, media_type=OPENAPI, addresses=addresses)


@door
@only_common
def collections(request):
    return answer(
        request, "ogc/collections.html", documents.collections(request, all_collections())
    )


@door
@only_common
def collection(request, collection):
    found = _found(collection)
    return answer(request, "ogc/collection.html", documents.collection(request, found), found=found)


@door
def objects(request, collection):
    found = _found(collection)
    asked = asked_of(found, request.GET)
    rows = Feature.objects.of(found.edition, found.layer).filter(asked.condition)
    if request.wants_html:
        return _page(request, found, asked, rows)
    etag = _etag(request, found)
    response = get_conditional_response(request, etag=etag)
    if response is None and request.method == "HEAD":
        response = HttpResponse(content_type=GEOJSON)
    if response is None:
        stream = _feature_collection(request, found, asked, rows)
        response = StreamingHttpResponse(stream, content_type=GEOJSON)
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=KEPT_SECONDS)
    return response


@door
@only_common
def one_object(request, collection, item):
    found = _found(collection)
    try:
        uid = UUID(item)
    except ValueError:
        raise Http404 from None
    rows = Feature.objects.of(found.edition, found.layer).filter(uid=uid)
    texts = with_geojson(rows, found.layer).values_list("geojson", flat=True)
    text = texts.first() if str(uid) == item else None
    if text is None:
        raise Http404
    document = json.loads(text) | {"links": documents.item_links(request, found, item)}
    context = {"found": found, "facts": pages.facts_of(found, document["properties"])}
    context["name"] = pages.name_of(document["properties"]) or item
    return answer(request, "ogc/item.html", document, media_type=GEOJSON, **context)


def _found(code) -> Collection:
    found = find_collection(code)
    if found is None:
        raise Http404
    return found


def _page(request, found: Collection, asked: Asked, objects):
    """The objects as a table that people page through."""
    rows = list(
        feature_texts(objects.filter(pk__gt=asked.after), found.layer, most=asked.limit + 1)
    )
    following = rows[asked.limit - 1][0] if len(rows) > asked.limit else None
    features = [json.loads(text) for _pk, text in rows[: asked.limit]]
    links = documents.page_links(request, found, asked.kept, following)
    context = {
        "document": {"links": links},
        "found": found,
        "columns": pages.columns_of(found),
        "rows": pages.rows_of(found, features),
        "matched": _count(found, asked, objects),
    }
    return render(request, "ogc/items.html", context)


def _feature_collection(request, found: Collection, asked: Asked, objects):
    """Send the objects as the database makes them, then the links, which depend on the last.

    This runs when the request is over: the language of its texts is kept from before.
    """
    language = get_language()
    rows = feature_texts(objects.filter(pk__gt=asked.after), found.layer, most=asked.limit + 1)

    def stream():
        begin, returned, last, following = '{"type":"FeatureCollection","features":[', 0, None, None
        for pk, text in rows:
            if returned == asked.limit:
                following = last
                break
            yield f"{begin}{text}"
            begin, returned, last = ",", returned + 1, pk
        with translation.override(language):
            facts = {
                "links": documents.page_links(request, found, asked.kept, following),
                "numberReturned": returned,
                "timeStamp": timezone.now().isoformat(timespec="seconds"),
            }
        matched = _count(found, asked, objects)
        facts |= {} if matched is None else {"numberMatched": matched}
        yield f"{'' if returned else begin}],{json.dumps(facts, ensure_ascii=False)[1:]}"

    return stream()


def _count(found: Collection, asked: Asked, objects) -> int | None:
    """How many objects the question finds; None where counting would take long."""
    if not asked.is_filtered:
        return found.content.count
    count = objects.order_by()[: MOST_COUNTED + 1].count()
    return count if count <= MOST_COUNTED else None


def _etag(request, found: Collection) -> str:
    """A published edition never changes; the layer's schema and the phases' dates may."""
    phases = [(one.code, one.starts_on, one.ends_on) for one in found.phases]
    facts = (
        request.get_full_path(), request.get_host(), get_language(), found.edition.pk,
        found.edition.revision, found.layer.updated_at, phases,
    )  # fmt: skip
    return f'W/"{hashlib.sha256(repr(facts).encode()).hexdigest()[:32]}"'
