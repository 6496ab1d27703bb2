"""Page: the draft of a decision, kk and ru side by side, with its points."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from agglo_portal.core.rules import Refused

from ..forms import DraftForm, Organisations, PointFormSet
from ..forms.decisions import points_as_typed, rearranged
from ..models import Decision
from ..permissions import can_change_draft
from ..services.decisions import DraftChanged, change_draft
from .finding import find_decision

SAVE = "save"


def decision_change(request, uid):
    """Write a draft. A button that adds, moves or removes a point changes the form alone."""
    decision = find_decision(request, uid)
    if not can_change_draft(request.user, decision):
        raise PermissionDenied
    organisations = Organisations(decision.body, timezone.localdate())
    if request.method != "POST":
        form = DraftForm(instance=decision)
        points = _formset(_points_of(decision) or [{}], organisations)
        return _page(request, decision, form, points)

    form = DraftForm(request.POST, instance=decision)
    points = PointFormSet(request.POST, prefix="points", organisations=organisations)
    button = request.POST.get("button", SAVE)
    if button != SAVE:
        form = DraftForm(initial=_as_typed(form), instance=decision)
        typed = rearranged(points_as_typed(points), button)
        return _page(request, decision, form, _formset(typed, organisations), is_unsaved=True)
    if form.is_valid() and points.is_valid():
        try:
            change_draft(
                _stored(decision),
                fields=form.cleaned_data,
                points=points.points,
                seen_at=parse_datetime(request.POST.get("seen_at", "")),
                by=request.user,
                at=timezone.now(),
            )
        except DraftChanged as refusal:
            form.add_error(None, str(refusal))
            return _page(request, decision, form, points, seen_at=_stored(decision).updated_at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The draft is saved."))
            return redirect(decision)
    return _page(request, decision, form, points)


def _page(request, decision, form, points, *, is_unsaved=False, seen_at=None):
    """Show the form; it remembers which draft the person has read, over every button."""
    read = request.POST.get("seen_at") or decision.updated_at.isoformat()
    points_in_order = sorted(points.forms, key=_place)
    context = {
        "decision": decision,
        "meeting": decision.item.meeting,
        "form": form,
        "points": points,
        "point_forms": points_in_order,
        "has_errors": form.is_bound and (bool(form.errors) or not points.is_valid()),
        "is_unsaved": is_unsaved,
        "seen_at": seen_at.isoformat() if seen_at else read,
        "is_changed_meanwhile": seen_at is not None,
        "full": len(points_in_order) >= points.max_num,
    }
    return render(request, "councils/decision_change.html", context)


def _place(form) -> int:
    place = str(form["ORDER"].value() or "")
    return int(place) if place.isdigit() else form.fields["ORDER"].initial or 0


def _formset(points: list[dict], organisations) -> PointFormSet:
    return PointFormSet(initial=points, prefix="points", organisations=organisations)


def _as_typed(form: DraftForm) -> dict:
    return {name: form[name].value() for name in form.fields}


def _points_of(decision: Decision) -> list[dict]:
    rows = decision.points.prefetch_related("co_executors").order_by("position")
    return [
        {
            "text_kk": point.text_kk,
            "text_ru": point.text_ru,
            "executor": point.executor_id,
            "co_executors": [helper.pk for helper in point.co_executors.all()],
            "due_on": point.due_on,
        }
        for point in rows
    ]


def _stored(decision: Decision) -> Decision:
    """The record as the database has it: the form has written on this copy."""
    return Decision.objects.get(pk=decision.pk)
