"""The description of OGC API - Features: every address with its parameters and answers."""

from django.utils.translation import gettext as _

from ...reports.collections import Collection
from .answers import GEOJSON, HTML, JSON, OPENAPI
from .parameters import DEFAULT_LIMIT, LARGEST_LIMIT, filters_of

KINDS = {
    "text": {"type": "string"},
    "integer": {"type": "integer"},
    "decimal": {"type": "number"},
    "date": {"type": "string", "format": "date"},
    "boolean": {"type": "boolean"},
}


def description(request, found: list[Collection]) -> dict:
    """Give the OpenAPI 3.0 document; each collection has paths of its own with its filters."""
    paths = {
        "/": _plain("getLandingPage", _("Landing page"), "landingPage"),
        "/conformance": _plain("getConformance", _("What the API conforms to"), "confClasses"),
        "/api": _plain("getApi", _("This description"), None, media_type=OPENAPI),
        "/collections": _plain("getCollections", _("All collections"), "collections"),
    }
    for one in found:
        paths |= _paths_of(one)
    return {
        "openapi": "3.0.3",
        "info": {
            "title": _("Schemes of territorial development: open data"),
            "version": "1.0.0",
            "description": _("OGC API - Features 1.0 over the published editions."),
        },
        "servers": [{"url": request.build_absolute_uri("/ogc")}],
        "paths": paths,
        "components": {"parameters": _common_parameters(), "schemas": SCHEMAS},
    }


def _paths_of(one: Collection) -> dict:
    base = f"/collections/{one.code}"
    ident = one.code.replace(".", "_").replace("-", "_")
    items = _operation(
        f"getItems_{ident}", one.title, "featureCollectionGeoJSON", media_type=GEOJSON
    )
    shared = ("limit", "bbox", "datetime", "cursor")
    items["parameters"] = [_ref(name) for name in shared] + items["parameters"]
    items["parameters"] += [_filter(name, how) for name, how in filters_of(one).items()]
    item = _operation(
        f"getItem_{ident}", _("One object"), "featureGeoJSON", media_type=GEOJSON, finds=True
    )
    item["parameters"] = [_ref("featureId"), *item["parameters"]]
    return {
        base: _plain(f"getCollection_{ident}", one.title, "collection"),
        f"{base}/items": {"get": items},
        f"{base}/items/{{featureId}}": {"get": item},
    }


def _plain(ident: str, summary: str, schema: str | None, *, media_type: str = JSON) -> dict:
    return {"get": _operation(ident, summary, schema, media_type=media_type)}


def _operation(
    ident: str, summary: str, schema: str | None, *, media_type: str, finds: bool = False
) -> dict:
    shape = {"$ref": f"#/components/schemas/{schema}"} if schema else {"type": "object"}
    responses = {
        "200": {
            "description": summary,
            "content": {
                media_type: {"schema": shape},
                HTML: {"schema": {"type": "string"}},
            },
        },
        "400": _problem(_("A parameter is unknown or wrong.")),
    }
    if finds:
        responses["404"] = _problem(_("There is no such resource."))
    responses["500"] = _problem(_("The portal failed."))
    return {
        "operationId": ident,
        "summary": summary,
        "parameters": [_ref("f"), _ref("lang")],
        "responses": responses,
    }


def _problem(text: str) -> dict:
    schema = {"$ref": "#/components/schemas/exception"}
    return {"description": text, "content": {JSON: {"schema": schema}}}


def _ref(name: str) -> dict:
    return {"$ref": f"#/components/parameters/{name}"}


def _filter(name: str, definition: dict) -> dict:
    schema = KINDS.get(definition["type"]) or {
        "type": "string",
        "enum": [choice["code"] for choice in definition.get("choices", [])],
    }
    return _parameter(name, schema, _("Objects with this value of the property."))


def _parameter(name: str, schema: dict, text: str, *, where: str = "query", **more) -> dict:
    return {
        "name": name,
        "in": where,
        "description": text,
        "required": where == "path",
        "schema": schema,
        **({"style": "form", "explode": False} if where == "query" else {}),
        **more,
    }


def _common_parameters() -> dict:
    number = {"type": "number"}
    bbox = {
        "type": "array",
        "oneOf": [{"minItems": 4, "maxItems": 4}, {"minItems": 6, "maxItems": 6}],
        "items": number,
    }
    limit = {"type": "integer", "minimum": 1, "maximum": LARGEST_LIMIT, "default": DEFAULT_LIMIT}
    text = {"type": "string"}
    languages = {"type": "string", "enum": ["kk", "ru", "en"]}
    said = [
        _parameter("f", {"type": "string", "enum": ["json", "html"]}, _("Format of the answer.")),
        _parameter("lang", languages, _("Language of titles and texts.")),
        _parameter("limit", limit, _("How many objects a page holds at most.")),
        _parameter("bbox", bbox, _("Objects that touch the box: west, south, east, north.")),
        _parameter(
            "datetime", text,
            _("Objects whose phase goes on then: a moment, or two parted by a slash, .. for open."),
        ),
        _parameter("cursor", text, _("Mark of the page, as the link to the next page gives it.")),
        _parameter("featureId", text, _("Identifier of the object."), where="path"),
    ]  # fmt: skip
    return {one["name"]: one for one in said}


LINKS = {"type": "array", "items": {"$ref": "#/components/schemas/link"}}
TEXT = {"type": "string"}
SCHEMAS = {
    "link": {
        "type": "object",
        "required": ["href", "rel"],
        "properties": dict.fromkeys(("href", "rel", "type", "hreflang", "title"), TEXT),
    },
    "exception": {
        "type": "object",
        "required": ["code"],
        "properties": {"code": TEXT, "description": TEXT},
    },
    "landingPage": {
        "type": "object",
        "required": ["links"],
        "properties": {"title": TEXT, "description": TEXT, "links": LINKS},
    },
    "confClasses": {
        "type": "object",
        "required": ["conformsTo"],
        "properties": {"conformsTo": {"type": "array", "items": TEXT}},
    },
    "collection": {
        "type": "object",
        "required": ["id", "links"],
        "properties": {
            "id": TEXT,
            "title": TEXT,
            "description": TEXT,
            "attribution": TEXT,
            "links": LINKS,
            "extent": {"type": "object"},
            "itemType": TEXT,
            "crs": {"type": "array", "items": TEXT},
        },
    },
    "collections": {
        "type": "object",
        "required": ["links", "collections"],
        "properties": {
            "links": LINKS,
            "collections": {
                "type": "array",
                "items": {"$ref": "#/components/schemas/collection"},
            },
        },
    },
    "featureGeoJSON": {
        "type": "object",
        "required": ["type", "geometry", "properties"],
        "properties": {
            "type": {"type": "string", "enum": ["Feature"]},
            "id": {"type": "string", "format": "uuid"},
            "geometry": {"type": "object"},
            "properties": {"type": "object"},
            "links": LINKS,
        },
    },
    "featureCollectionGeoJSON": {
        "type": "object",
        "required": ["type", "features"],
        "properties": {
            "type": {"type": "string", "enum": ["FeatureCollection"]},
            "features": {
                "type": "array",
                "items": {"$ref": "#/components/schemas/featureGeoJSON"},
            },
            "links": LINKS,
            "timeStamp": {"type": "string", "format": "date-time"},
            "numberMatched": {"type": "integer", "minimum": 0},
            "numberReturned": {"type": "integer", "minimum": 0},
        },
    },
}
