"""Pages of a layer: added, changed, moved in the legend."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from agglo_portal.core.pages import act
from agglo_portal.core.rules import Refused

from ..forms.layers import LayerForms
from ..permissions.layers import can_add_layer, can_change_layer, can_move_layer
from ..services.layers import add_layer, change_layer, move_layer
from ..services.layers_values import ValuesWouldBreak
from .finding import find_layer, find_scheme


@never_cache
def layer_create(request, scheme):
    """The forms of a new layer, and the act."""
    scheme = find_scheme(request, scheme)
    if not can_add_layer(request.user, scheme):
        raise PermissionDenied
    forms = LayerForms(request.POST if request.method == "POST" else None)
    if request.method == "POST" and forms.is_valid():
        add = partial(add_layer, scheme, **forms.fields, by=request.user, at=timezone.now())
        layer = _do_or_say(forms, add)
        if layer:
            messages.success(request, _("The layer is added."))
            return redirect(layer)
    return _page(request, "schemes/layer_create.html", forms, scheme=scheme)


@never_cache
def layer_change(request, scheme, layer):
    """The forms of a layer; what its values would suffer is said with counts before it is done."""
    layer = find_layer(request, scheme, layer)
    if not can_change_layer(request.user, layer):
        raise PermissionDenied
    forms = LayerForms(request.POST if request.method == "POST" else None, layer=layer)
    if request.method == "POST" and forms.is_valid():
        change = partial(
            change_layer, find_layer(request, scheme, layer.code), **forms.fields,
            drop=set(request.POST.getlist("drop")), by=request.user, at=timezone.now(),
        )  # fmt: skip
        changed = _do_or_say(forms, change)
        if changed:
            messages.success(request, _("Saved."))
            return redirect(changed)
    return _page(request, "schemes/layer_change.html", forms, scheme=layer.scheme, layer=layer)


@require_POST
def layer_move(request, scheme, layer):
    layer = find_layer(request, scheme, layer)
    if not can_move_layer(request.user, layer):
        raise PermissionDenied
    to = "down" if request.POST.get("to") == "down" else "up"
    move = partial(move_layer, layer, to=to, by=request.user, at=timezone.now())
    return act(request, move, "", layer.scheme)


def _do_or_say(forms: LayerForms, function):
    """Call the service; a refusal stands on the page, with what may be dropped by consent."""
    try:
        return function()
    except ValuesWouldBreak as refusal:
        forms.can_drop = refusal.can_drop
        forms.say(str(refusal))
    except Refused as refusal:
        forms.say(str(refusal))
    return None


def _page(request, template, forms: LayerForms, **context):
    facts = {
        "forms": forms,
        "form": forms.layer_form,
        "can_drop": getattr(forms, "can_drop", []),
        "has_trouble": bool(forms.data) and not forms.is_adding,
        **context,
    }
    return render(request, template, facts)
