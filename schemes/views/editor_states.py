"""Pages: an object taken off and brought back, and how it stood before."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agglo_portal.core.pages import act
from agglo_portal.core.rules import Refused

from ..permissions.editor import can_see_work
from ..permissions.leading import can_restore_feature
from ..reports.drawing import differences, earlier_states
from ..reports.shape_pictures import picture_of
from ..services.features import remove_feature, restore_feature
from .editor_parts import find_changeable
from .finding import find_feature


@require_POST
def feature_remove(request, uid):
    """Take the object off the draft; the message leads to where it can be brought back."""
    feature = find_changeable(request, uid)
    try:
        remove_feature(feature, version=_seen(request), by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("schemes:feature_history", uid)
    history = reverse("schemes:feature_history", args=[uid])
    words = _("“{name}” is taken off the draft.").format(name=feature)
    undo = format_html('{} <a href="{}">{}</a>', words, history, _("Bring it back"))
    messages.success(request, undo)
    return redirect("schemes:feature_history", uid)


@require_POST
def feature_restore(request, uid):
    """Bring the object back: as it was when taken off, or as it stood in the version `to`."""
    feature = find_changeable(request, uid)
    to = request.POST.get("to", "")
    restore = partial(
        restore_feature,
        feature,
        version=_seen(request),
        to=int(to) if _is_version(to) else None,
        by=request.user,
        at=timezone.now(),
    )
    done = _("“{name}” stands in the draft again.").format(name=feature)
    return act(request, restore, done, reverse("schemes:feature_history", args=[uid]))


@require_safe
def feature_history(request, uid):
    """How the object stood before: each state with its picture, what changed, by whom."""
    feature = find_feature(request, uid)
    if not can_see_work(request.user, feature.edition):
        raise PermissionDenied
    states = [feature, *earlier_states(feature)]
    language = (get_language() or "kk")[:2]
    rows = [
        {
            "state": state,
            "picture": picture_of([(feature.shape, "now"), (state.shape, "state")]),
            "changes": differences(feature.layer, state, before, language) if before else [],
            "is_moved": bool(before) and not state.shape.equals_exact(before.shape),
            "was_removed": bool(before and before.removed_at),
        }
        for state, before in zip(states, [*states[1:], None], strict=True)
    ]
    may_change = feature.edition.is_draft and can_restore_feature(request.user, feature.layer)
    context = {
        "feature": feature,
        "edition": feature.edition,
        "scheme": feature.edition.scheme,
        "layer": feature.layer,
        "rows": rows,
        "may_change": may_change,
    }
    return render(request, "schemes/feature_history.html", context)


def _seen(request) -> int:
    given = request.POST.get("version", "")
    return int(given) if _is_version(given) else 0


def _is_version(given: str) -> bool:
    return given.isdecimal() and len(given) < 10
