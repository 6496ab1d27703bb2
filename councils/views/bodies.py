"""Pages: bodies with their composition and regulation."""

from datetime import date
from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agglo_portal.core.pages import act

from ..citations import cite
from ..models import Body, Decision, Inclusion, Meeting
from ..panels import panels_of
from ..permissions import can_activate_body, can_plan_meeting
from ..regulation import management_model, regulation_of
from ..services.bodies import activate_body

SHORT_LIST = 5


@login_not_required
@require_safe
def body_list(request):
    bodies = Body.objects.visible_to(request.user).with_counts(timezone.localdate()).by_name()
    bodies = bodies.select_related("agglomeration", "formed_by")
    return render(request, "councils/body_list.html", {"bodies": bodies})


@login_not_required
@require_safe
def body_detail(request, uid):
    """Composition on a day (`?on=`, today without it), regulation, forming act, last doings."""
    body = _find_body(request, uid)
    today = timezone.localdate()
    on = _day_of(request.GET.get("on", ""), today)
    seats = list(body.seats.valid_on(on).in_order().select_related("official", "organisation"))
    voting = sum(seat.is_voting for seat in seats)
    akimats = body.required_akimats()
    may_activate = body.state == Body.State.DRAFT and can_activate_body(request.user, body)
    context = {
        "body": body,
        "on": on,
        "is_today": on == today,
        "seats": seats,
        "voting": voting,
        "regulation": regulation_of(body, voting),
        "model": management_model(body, akimats),
        "citation": cite(body.formed_by) if body.formed_by else "",
        "agreement": cite(body.agreement) if body.agreement else "",
        "may_activate": may_activate,
        "missing": body.missing_to_activate(today) if may_activate else [],
        "may_plan": body.state == Body.State.ACTIVE and can_plan_meeting(request.user, body),
        "panels": panels_of("body_detail", request, body),
        **_doings(request.user, body),
        **_agglomeration(body, on),
    }
    return render(request, "councils/body_detail.html", context)


@require_POST
def body_activate(request, uid):
    body = _find_body(request, uid)
    if not can_activate_body(request.user, body):
        raise PermissionDenied
    activate = partial(activate_body, body, by=request.user, at=timezone.now())
    return act(request, activate, _("The body has begun its work."), body)


def _find_body(request, uid) -> Body:
    bodies = Body.objects.visible_to(request.user)
    bodies = bodies.select_related("agglomeration__centre", "agglomeration__act", "formed_by")
    return get_object_or_404(bodies.select_related("agreement", "working_body"), uid=uid)


def _doings(user, body) -> dict:
    """The last meetings and published decisions of the body, with their numbers."""
    meetings = Meeting.objects.visible_to(user).filter(body=body)
    decisions = Decision.objects.published().filter(body=body)
    return {
        "meetings": meetings.newest_first()[:SHORT_LIST],
        "meeting_count": meetings.count(),
        "decisions": decisions.newest_first()[:SHORT_LIST],
        "decision_count": decisions.count(),
    }


def _agglomeration(body, on: date) -> dict:
    """What the body's agglomeration consisted of on the day, by the act that says so (rule 5)."""
    agglomeration = body.agglomeration
    if agglomeration is None:
        return {"inclusions": []}
    inclusions = Inclusion.objects.filter(agglomeration=agglomeration).valid_on(on)
    inclusions = inclusions.select_related("territory").order_by("territory__name_kk", "pk")
    return {
        "inclusions": inclusions,
        "agglomeration_act": cite(agglomeration.act) if agglomeration.act else "",
    }


def _day_of(text: str, today: date) -> date:
    """The day asked for; what is not a day is today."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today
