"""JSON for the editor: shapes, lists, forms, saving and acts; each with the versions of objects."""

import json
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agglo_portal.core.rules import Refused

from ..forms.shape_texts import ShapeText, shape_of_text
from ..models import Feature
from ..permissions.editor import can_see_work
from ..reports.drawing import BOX, geojson_of, rows_of, shapes_in, state_of
from ..reports.warnings import as_json, warnings_of
from ..services.features import (
    ShapeBroken,
    cut_feature,
    merge_features,
    remove_feature,
    return_features,
    split_feature,
)
from .editor_parts import Saving, box_of, find_drawable, find_in, form_of, save
from .finding import find_edition

MOST_ROWS = 100


@require_safe
def draft_shapes(request, scheme, edition, layer):
    """The exact shapes of a layer in ?bbox=, with versions."""
    found, chosen = find_drawable(request, scheme, edition, layer)
    return JsonResponse(shapes_in(found, chosen, box_of(request)))


@require_safe
def draft_objects(request, scheme, edition, layer):
    """The objects of a layer by name, found by ?q=; so many, and how many there are."""
    found, chosen = find_drawable(request, scheme, edition, layer)
    rows = Feature.objects.of(found, chosen).search(request.GET.get("q", ""))
    shown = rows.annotate(**BOX).defer("shape", "shape_on_mercator").by_name()[:MOST_ROWS]
    return JsonResponse({"count": rows.count(), "objects": rows_of(shown)})


@require_safe
def draft_form(request, scheme, edition, layer):
    """The form of a new object, or of ?object=, as it stands now."""
    found, chosen = find_drawable(request, scheme, edition, layer)
    uid = request.GET.get("object")
    feature = _find(request, found, uid) if uid else None
    form = form_of(request, found, chosen, feature)
    answer = {"form": _form_html(request, form, found), "object": None}
    if feature:
        answer["object"] = state_of(feature)
    return JsonResponse(answer)


@require_POST
def draft_save(request, scheme, edition, layer):
    """Save an object: its state; or the form with what is wrong and where; or what is theirs.

    As a page does, it answers with 200 what stands in the way: `outcome` tells them apart.
    """
    found, chosen = find_drawable(request, scheme, edition, layer)
    uid = request.POST.get("object")
    feature = _find(request, found, uid) if uid else None
    before = feature.version if feature else None
    form = form_of(request, found, chosen, feature)
    saving = save(request, form, found, chosen)
    if saving.feature:
        is_new = feature is None or saving.feature.pk != feature.pk
        return _saved([saving.feature], before={saving.feature.uid: None if is_new else before})
    if saving.conflict:
        return _conflict(request, saving)
    answer = {"outcome": "form", "form": _form_html(request, form, found, saving.refusal)}
    if isinstance(saving.refusal, ShapeBroken):
        answer["at"] = saving.refusal.at
        if saving.refusal.repaired:
            answer["repaired"] = geojson_of(saving.refusal.repaired)
    return JsonResponse(answer)


@require_POST
def draft_act(request, scheme, edition):
    """Remove, merge, split, cut, or lead objects back: JSON says which, with versions seen."""
    found = find_edition(request, scheme, edition)
    if not can_see_work(request.user, found):
        raise PermissionDenied
    try:
        given = json.loads(request.body)
        do = ACTS[given["act"]]
        moves = [
            (_find(request, found, one["object"]), int(one["version"])) for one in given["objects"]
        ]
        changed = do(found, moves, given, {"by": request.user, "at": timezone.now()})
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError, ShapeText):
        return JsonResponse({"message": _("The request is not understood.")}, status=400)
    except Refused as refusal:
        answer = {"outcome": "refused", "code": refusal.code, "message": str(refusal)}
        return JsonResponse(answer)
    return _saved(changed, before={feature.uid: version for feature, version in moves})


@require_safe
def draft_warnings(request, scheme, edition):
    """What the draft warns of, each with the box to zoom to and the objects concerned."""
    found = find_edition(request, scheme, edition)
    if not can_see_work(request.user, found):
        raise PermissionDenied
    return JsonResponse(as_json(warnings_of(found)))


# Acts -------------------------------------------------------------------------------------------
def _remove(_edition, moves, _given, act) -> list[Feature]:
    return [remove_feature(feature, version=version, **act) for feature, version in moves]


def _merge(_edition, moves, _given, act) -> list[Feature]:
    (first, version), *others = moves
    kept = merge_features(first, version=version, others=others, **act)
    return [kept, *Feature.objects.filter(pk__in=[one.pk for one, _seen in others])]


def _split(_edition, moves, given, act) -> list[Feature]:
    ((feature, version),) = moves
    line = shape_of_text(json.dumps(given["shape"]))
    return split_feature(feature, version=version, line=line, **act)


def _cut(_edition, moves, given, act) -> list[Feature]:
    ((feature, version),) = moves
    area = shape_of_text(json.dumps(given["shape"]))
    return [cut_feature(feature, version=version, area=area, **act)]


def _return(edition, moves, given, act) -> list[Feature]:
    wanted = [one.get("to") for one in given["objects"]]
    led = [
        (feature, version, None if to is None else int(to))
        for (feature, version), to in zip(moves, wanted, strict=True)
    ]
    return return_features(edition, moves=led, **act)


ACTS = {"remove": _remove, "merge": _merge, "split": _split, "cut": _cut, "return": _return}


# Answers ----------------------------------------------------------------------------------------
def _find(request, edition, uid) -> Feature:
    try:
        return find_in(request, edition, UUID(str(uid)))
    except ValueError as error:
        raise Http404 from error


def _saved(features: list[Feature], *, before: dict) -> JsonResponse:
    """The new states, and from which version to which each object went: for undo and redo."""
    pks = [feature.pk for feature in features]
    rows = Feature.objects.filter(pk__in=pks).select_related("layer", "phase", "changed_by")
    rows = rows.order_by("pk")
    states = [state_of(one) for one in rows]
    moves = [
        {
            "object": str(one.uid),
            "before": before.get(one.uid),
            "after": None if one.removed_at else one.version,
        }
        for one in rows
    ]
    saved_at = f"{timezone.localtime():%H:%M}"
    answer = {"outcome": "saved", "objects": states, "moves": moves, "saved_at": saved_at}
    return JsonResponse(answer)


def _conflict(request, saving: Saving) -> JsonResponse:
    context = {"conflict": saving.conflict, "in_editor": True}
    return JsonResponse(
        {
            "outcome": "conflict",
            "conflict": render_to_string("schemes/_editor_conflict.html", context, request),
            "theirs": state_of(saving.conflict.theirs),
            "mine": geojson_of(saving.conflict.mine),
        }
    )


def _form_html(request, form, edition, refusal=None) -> str:
    context = {
        "form": form,
        "layer": form.layer,
        "feature": form.feature,
        "edition": edition,
        "refusal": refusal,
        "in_editor": True,
    }
    return render_to_string("schemes/_editor_form.html", context, request)
