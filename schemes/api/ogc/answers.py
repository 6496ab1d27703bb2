"""How this door answers: JSON unless a reader asks for pages, links in full, to any origin."""

import functools
import hashlib
import json
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .parameters import WrongParameter, check_names

JSON, GEOJSON, HTML = "application/json", "application/geo+json", "text/html"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
FORMATS = {"json": JSON, "html": HTML}
KEPT_SECONDS = 300


def door(view):
    """Let anyone in, say what was wrong in the format that was asked for, let other origins read.

    The view gets `request.wants_html`, whose pages speak to the person and are kept by no cache.
    """

    @login_not_required
    @require_safe
    @functools.wraps(view)
    def open_door(request, *args, **kwargs):
        request.wants_html = False
        try:
            request.wants_html = _wants_html(request)
            response = view(request, *args, **kwargs)
        except WrongParameter as wrong:
            response = _refused(request, 400, "InvalidParameterValue", str(wrong))
        except Http404:
            if request.wants_html:
                raise
            response = _refused(request, 404, "NotFound", _("There is no such resource."))
        response["Access-Control-Allow-Origin"] = "*"
        patch_vary_headers(response, ["Accept", "Accept-Language", "Cookie"])
        if request.wants_html:
            patch_cache_control(response, private=True, no_cache=True)
        return response

    return open_door


def only_common(view):
    """For a resource that takes no parameters but those of all."""

    @functools.wraps(view)
    def strict(request, *args, **kwargs):
        check_names(request.GET, {"f", "lang"})
        return view(request, *args, **kwargs)

    return strict


def answer(request, template: str, document: dict, *, media_type: str = JSON, **context):
    """Give a document as JSON, or its page with what else that shows."""
    if request.wants_html:
        return render(request, template, {"document": document, **context})
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    etag = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    response = HttpResponse(text, content_type=media_type, headers={"ETag": etag})
    patch_cache_control(response, public=True, max_age=KEPT_SECONDS)
    return get_conditional_response(request, etag=etag, response=response)


def link(request, rel: str, name: str, *, media_type: str = JSON, title: str = "", **facts) -> dict:
    """Give a link with its full address; `args` name the record, `query` what is asked of it."""
    path = reverse(f"ogc:{name}", args=facts.get("args", ()))
    query = dict(facts.get("query") or {})
    if "lang" in request.GET:
        query["lang"] = request.GET["lang"]
    if "f" in facts:
        query["f"] = facts["f"]
    address = request.build_absolute_uri(f"{path}?{urlencode(query)}" if query else path)
    made = {"href": address, "rel": rel, "type": media_type}
    return made | ({"title": title} if title else {}) | {"hreflang": get_language()}


def self_and_alternate(request, name: str, *, media_type: str = JSON, **facts) -> list[dict]:
    """Give the links of a resource to itself and to its other format."""
    own = {"f": "html", "media_type": HTML, "title": _("This document as a page")}
    other = {"f": "json", "media_type": media_type, "title": _("This document as JSON")}
    if not request.wants_html:
        own, other = other, own
    return [
        link(request, "self", name, **own, **facts),
        link(request, "alternate", name, **other, **facts),
    ]


def _wants_html(request) -> bool:
    asked = request.GET.get("f")
    if asked is not None:
        if asked not in FORMATS:
            raise WrongParameter(_("The value of the parameter {name} is wrong.").format(name="f"))
        return asked == "html"
    return request.get_preferred_type([JSON, GEOJSON, OPENAPI, HTML]) == HTML


def _refused(request, status: int, code: str, text: str):
    if request.wants_html:
        return render(request, "ogc/refused.html", {"text": text}, status=status)
    return HttpResponse(
        json.dumps({"code": code, "description": text}, ensure_ascii=False),
        status=status,
        content_type=JSON,
    )
