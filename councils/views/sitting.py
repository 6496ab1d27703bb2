"""Pages: the sitting – the secretary's console, the member's page, the acts at the table."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from agglo_portal.core.pages import act
from agglo_portal.core.rules import Refused

from ..forms import ReasonForm, ReasonsForm
from ..permissions import (
    can_close_meeting,
    can_defer_decision,
    can_finish_item,
    can_mark_attendance,
    can_mark_not_held,
    can_open_meeting,
    can_preside,
    can_start_item,
    can_take_off_item,
    is_member,
    leads,
)
from ..reports import participant_of
from ..services.agenda import finish_item, start_item, take_off_item
from ..services.attendance import mark_arrived, mark_left, preside
from ..services.decisions import resume_decision
from ..services.meetings import close_meeting, mark_not_held, open_meeting
from .boards import board_of
from .console import console_of, seat_at
from .filling import do_or_say
from .finding import find_decision, find_item, find_meeting, find_participant
from .live import live_page


@never_cache
@require_safe
def meeting_console(request, uid):
    """The whole sitting under the secretary's hand; renews itself every few seconds."""
    meeting = find_meeting(request, uid)
    if not (leads(request.user, meeting) or request.user.is_superuser):
        raise PermissionDenied
    board = board_of(meeting, at=timezone.now(), shown_uid=request.GET.get("item"))
    context = console_of(request.user, board)
    return live_page(request, "councils/meeting_console.html", "councils/_console.html", context)


@never_cache
@require_safe
def meeting_sitting(request, uid):
    """The sitting in a member's hand: what is considered now, and his own voice."""
    meeting = find_meeting(request, uid)
    participant = participant_of(request.user, meeting)
    if not (participant or is_member(request.user, meeting.body) or request.user.is_superuser):
        raise PermissionDenied
    board = board_of(meeting, at=timezone.now())
    context = seat_at(request, board, participant)
    return live_page(request, "councils/meeting_sitting.html", "councils/_sitting.html", context)


@require_POST
def meeting_open(request, uid):
    meeting = find_meeting(request, uid)
    if not can_open_meeting(request.user, meeting):
        raise PermissionDenied
    open_it = partial(open_meeting, meeting, by=request.user, at=timezone.now())
    return act(request, open_it, _("The sitting is open."), _console(meeting))


@require_POST
def meeting_close(request, uid):
    meeting = find_meeting(request, uid)
    if not can_close_meeting(request.user, meeting):
        raise PermissionDenied
    try:
        minutes = close_meeting(meeting, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(_console(meeting))
    messages.success(request, _("The sitting is closed. Its minutes are being composed."))
    return redirect(minutes)


def meeting_not_held(request, uid):
    """A form that asks why the sitting did not take place, in both languages, and the act."""
    meeting = find_meeting(request, uid)
    if not can_mark_not_held(request.user, meeting):
        raise PermissionDenied
    form = ReasonsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        say = partial(
            mark_not_held, meeting, **form.cleaned_data, by=request.user, at=timezone.now()
        )
        if do_or_say(form, say):
            messages.success(request, _("The sitting is recorded as not held."))
            return redirect(meeting)
    context = {"form": form, "meeting": meeting}
    return render(request, "councils/meeting_not_held.html", context)


@require_POST
def item_start(request, uid):
    item = find_item(request, uid)
    if not can_start_item(request.user, item):
        raise PermissionDenied
    start = partial(start_item, item, by=request.user, at=timezone.now())
    return act(request, start, "", _console(item.meeting))


@require_POST
def item_finish(request, uid):
    item = find_item(request, uid)
    if not can_finish_item(request.user, item):
        raise PermissionDenied
    finish = partial(finish_item, item, by=request.user, at=timezone.now())
    return act(request, finish, "", _console(item.meeting))


@require_POST
def item_take_off(request, uid):
    item = find_item(request, uid)
    if not can_take_off_item(request.user, item):
        raise PermissionDenied
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    take_off = partial(take_off_item, item, reason=reason, by=request.user, at=timezone.now())
    return act(request, take_off, _("The item is taken off the agenda."), _console(item.meeting))


@require_POST
def decision_resume(request, uid):
    """Take a deferred decision up again in the same sitting."""
    decision = find_decision(request, uid)
    if not can_defer_decision(request.user, decision):
        raise PermissionDenied
    resume = partial(resume_decision, decision, by=request.user, at=timezone.now())
    return act(
        request, resume, _("The decision is a draft again."), _console(decision.item.meeting)
    )


@require_POST
def participant_arrive(request, pk):
    return _mark(request, pk, mark_arrived)


@require_POST
def participant_leave(request, pk):
    return _mark(request, pk, mark_left)


@require_POST
def participant_preside(request, pk):
    participant = find_participant(request, pk)
    if not can_preside(request.user, participant):
        raise PermissionDenied
    give = partial(preside, participant, by=request.user, at=timezone.now())
    return act(request, give, "", _console(participant.meeting, "att"))


def _mark(request, pk, service):
    participant = find_participant(request, pk)
    if not can_mark_attendance(request.user, participant.meeting):
        raise PermissionDenied
    mark = partial(service, participant, by=request.user, at=timezone.now())
    return act(request, mark, "", _console(participant.meeting, "att"))


def _console(meeting, part: str = "") -> str:
    address = reverse("councils:meeting_console", args=[meeting.uid])
    return f"{address}#{part}" if part else address
