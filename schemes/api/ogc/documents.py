"""The documents of OGC API - Features: where is what, and what it holds."""

from datetime import datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from ...reports.collections import Collection
from .answers import GEOJSON, HTML, OPENAPI, link, self_and_alternate

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
GREGORIAN = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"
CONFORMS_TO = [
    f"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{name}"
    for name in ("core", "geojson", "oas30", "html")
]


def landing(request) -> dict:
    return {
        "title": _("Schemes of territorial development: open data"),
        "description": _(
            "The objects of the published editions of the schemes, layer by layer, for programs"
            " that read OGC API - Features."
        ),
        "links": [
            *self_and_alternate(request, "landing"),
            link(
                request, "service-desc", "api", media_type=OPENAPI, f="json",
                title=_("Description of the API (OpenAPI 3.0)"),
            ),
            link(
                request, "service-doc", "api", media_type=HTML, f="html",
                title=_("Description of the API as a page"),
            ),
            link(request, "conformance", "conformance", title=_("What the API conforms to")),
            link(request, "data", "collections", title=_("Collections of objects")),
        ],
    }  # fmt: skip


def conformance(request) -> dict:
    return {"conformsTo": CONFORMS_TO, "links": self_and_alternate(request, "conformance")}


def collections(request, found: list[Collection]) -> dict:
    return {
        "links": self_and_alternate(request, "collections"),
        "collections": [collection(request, one) for one in found],
    }


def collection(request, one: Collection) -> dict:
    """Describe a collection; the same alone and in the list."""
    return {
        "id": one.code,
        "title": one.title,
        **({"description": one.description} if one.description else {}),
        **({"attribution": one.layer.attribution} if one.layer.attribution else {}),
        "itemType": "feature",
        "crs": [CRS84],
        "extent": _extent(one),
        "links": [
            *self_and_alternate(request, "collection", args=[one.code]),
            link(
                request, "items", "objects", args=[one.code], media_type=GEOJSON, f="json",
                title=_("The objects as GeoJSON"),
            ),
            link(
                request, "items", "objects", args=[one.code], media_type=HTML, f="html",
                title=_("The objects as a page"),
            ),
        ],
    }  # fmt: skip


def page_links(request, one: Collection, kept: dict, following: int | None) -> list[dict]:
    """Give the links of a page of objects; `following` is the mark after which the next begins."""
    here = request.GET.get("cursor")
    query = kept | ({"cursor": here} if here else {})
    links = self_and_alternate(request, "objects", args=[one.code], media_type=GEOJSON, query=query)
    if following is not None:
        media, form = (HTML, "html") if request.wants_html else (GEOJSON, "json")
        links.append(
            link(
                request, "next", "objects", args=[one.code], media_type=media,
                query=kept | {"cursor": following}, f=form, title=_("Next page"),
            )
        )  # fmt: skip
    links.append(link(request, "collection", "collection", args=[one.code], title=one.title))
    return links


def item_links(request, one: Collection, item: str) -> list[dict]:
    return [
        *self_and_alternate(request, "object", args=[one.code, item], media_type=GEOJSON),
        link(request, "collection", "collection", args=[one.code], title=one.title),
    ]


def _extent(one: Collection) -> dict:
    extent = {"spatial": {"bbox": [list(one.content.bounds)], "crs": CRS84}}
    interval = one.interval()
    if interval:
        first, last = interval
        sides = [_moment(first, time.min), _moment(last, time(23, 59, 59))]
        extent["temporal"] = {"interval": [sides], "trs": GREGORIAN}
    return extent


def _moment(day, at: time) -> str | None:
    return timezone.make_aware(datetime.combine(day, at)).isoformat() if day else None
