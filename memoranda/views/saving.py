"""The copy of what a person is typing."""

import json
import re

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from agglo_portal.core.rules import Refused

from ..permissions import can_negotiate
from ..services.drafts import discard_draft, save_draft
from .working import find_known

PLACE = re.compile(r"[a-z]{1,20}:[\w:-]{1,79}")


@require_POST
def draft_save(request, uid):
    """Keep a copy of what the person types, for that person alone; `discard` forgets it.

    As JSON {"place": …, "fields": {…}} or as a form, of which every other field is kept.
    """
    memorandum = find_known(request, uid)
    if not can_negotiate(request.user, memorandum):
        raise PermissionDenied
    typed = _typed(request)
    if typed is None:
        return HttpResponseBadRequest()
    place, fields = typed
    if "discard" in request.POST:
        discard_draft(memorandum, place=place, by=request.user)
        return redirect(_back(request, memorandum))
    at = timezone.now()
    try:
        save_draft(memorandum, place=place, fields=fields, by=request.user, at=at)
    except Refused as refusal:
        return JsonResponse({"code": refusal.code, "message": str(refusal)}, status=409)
    if request.content_type == "application/json":
        return JsonResponse({"saved_at": f"{timezone.localtime(at):%H:%M}"})
    return HttpResponse(status=204)


def _typed(request) -> tuple[str, dict] | None:
    """The place and the fields; None where they are not what a form of ours sends."""
    if request.content_type == "application/json":
        try:
            data = json.loads(request.body)
            place, fields = data["place"], data["fields"]
        except (ValueError, KeyError, TypeError):
            return None
    else:
        place = request.POST.get("place", "")
        skip = {"csrfmiddlewaretoken", "place", "discard", "next"}
        fields = {name: value for name, value in request.POST.items() if name not in skip}
    is_sound = isinstance(place, str) and PLACE.fullmatch(place) and isinstance(fields, dict)
    if not is_sound or not all(isinstance(value, str) for value in fields.values()):
        return None
    return place, fields


def _back(request, memorandum):
    address = request.POST.get("next", "")
    is_ours = address and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if is_ours else memorandum.get_absolute_url()
