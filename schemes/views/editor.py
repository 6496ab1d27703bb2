"""Pages: drawing in a draft on the map, or by a form with coordinates; what the draft warns of."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ..models import Edition
from ..permissions.editor import can_see_work
from ..permissions.leading import layers_changed_by
from ..reports.map import bounds_of, contents_of
from ..reports.warnings import kinds_of, warnings_of
from .editor_parts import find_changeable, find_drawable, form_of, save
from .editor_texts import TEXTS, TOOLTIPS
from .finding import find_edition

ON_A_PAGE = 50


@require_safe
def draft_map(request, scheme, edition):
    """The editor: the layers that the person may change, drawn on the map."""
    found = find_edition(request, scheme, edition)
    layers = layers_changed_by(request.user, found.scheme)
    if not layers:
        raise PermissionDenied
    if refused := _no_draft(request, found):
        return refused
    codes = [layer.code for layer in layers]
    chosen = request.GET.get("layer")
    context = {
        "edition": found,
        "scheme": found.scheme,
        "layers": layers,
        "chosen": layers[codes.index(chosen) if chosen in codes else 0],
        "bounds": ",".join(f"{side:.5f}" for side in bounds_of(contents_of(found), layers)),
        "kept_as": f"{request.user.pk}:{found.uid}",
        "addresses": _addresses(found),
        "texts": {**TEXTS, "tooltips": TOOLTIPS},
    }
    return render(request, "schemes/draft_map.html", context)


def feature_create(request, scheme, edition, layer):
    """A new object by a form: fields by the schema, the shape as text or file."""
    found, chosen = find_drawable(request, scheme, edition, layer)
    if refused := _no_draft(request, found):
        return refused
    form = form_of(request, found, chosen, None)
    if request.method == "POST":
        saving = save(request, form, found, chosen)
        if saving.feature:
            messages.success(request, _("“{name}” is drawn.").format(name=saving.feature))
            return redirect("schemes:feature_change", saving.feature.uid)
        at = saving.refusal
    else:
        at = None
    context = {"edition": found, "scheme": found.scheme, "layer": chosen, "form": form}
    context["refusal"] = at
    return render(request, "schemes/feature_create.html", context)


def feature_change(request, uid):
    """An object of a draft by a form; who comes second sees the first's shape and chooses."""
    feature = find_changeable(request, uid)
    if refused := _no_draft(request, feature.edition):
        return refused
    form = form_of(request, feature.edition, feature.layer, feature)
    conflict = refusal = None
    if request.method == "POST":
        saving = save(request, form, feature.edition, feature.layer)
        if saving.feature:
            messages.success(request, _("“{name}” is saved.").format(name=saving.feature))
            return redirect("schemes:feature_change", saving.feature.uid)
        conflict, refusal = saving.conflict, saving.refusal
    context = {
        "edition": feature.edition,
        "scheme": feature.edition.scheme,
        "layer": feature.layer,
        "feature": feature,
        "form": form,
        "conflict": conflict,
        "refusal": refusal,
    }
    return render(request, "schemes/feature_change.html", context)


@require_safe
def warning_list(request, scheme, edition):
    """What the edition warns of: overlaps, gaps, objects outside, what is missing."""
    found = find_edition(request, scheme, edition)
    if not can_see_work(request.user, found):
        raise PermissionDenied
    report = warnings_of(found)
    chosen = request.GET.get("kind", "")
    shown = [one for one in report.warnings if chosen in ("", one.kind)]
    context = {
        "edition": found,
        "scheme": found.scheme,
        "report": report,
        "kinds": kinds_of(report),
        "chosen": chosen,
        "page": Paginator(shown, ON_A_PAGE).get_page(request.GET.get("page")),
        "may_draw": found.is_draft and bool(layers_changed_by(request.user, found.scheme)),
    }
    return render(request, "schemes/warning_list.html", context)


def _no_draft(request, edition: Edition):
    if edition.is_draft and edition.filled_at:
        return None
    words = _("The edition is no longer a draft: its objects stay as they are.")
    if edition.is_draft:
        words = _("The objects of the former edition are still being copied.")
    messages.error(request, words)
    return redirect(edition)


def _addresses(edition: Edition) -> dict:
    """Where the editor's script asks and saves; LAYER stands for the code of a layer."""
    here = {"scheme": edition.scheme.code, "edition": edition.code}
    layer = {**here, "layer": "LAYER"}
    return {
        "info": reverse("schemes:map_info", kwargs=here),
        "shapes": reverse("schemes:draft_shapes", kwargs=layer),
        "objects": reverse("schemes:draft_objects", kwargs=layer),
        "form": reverse("schemes:draft_form", kwargs=layer),
        "save": reverse("schemes:draft_save", kwargs=layer),
        "act": reverse("schemes:draft_act", kwargs=here),
        "warnings": reverse("schemes:draft_warnings", kwargs=here),
    }
