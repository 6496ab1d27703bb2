"""Pages: preparing a meeting – planning, changing, convening, cancelling it."""

from datetime import date, datetime, time, timedelta
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agglo_portal.core.pages import act

from .. import letters
from ..forms import MeetingForm, ReasonsForm
from ..models import Body, Meeting
from ..permissions import (
    bodies_led_by,
    can_cancel_meeting,
    can_change_meeting,
    can_convene_meeting,
)
from ..services.meetings import (
    cancel_meeting,
    change_meeting,
    convene_meeting,
    missing_to_convene,
    plan_meeting,
)
from ..working_days import add_working_days, is_working_day, working_days_before
from .filling import do_or_say
from .finding import find_meeting

USUAL_HOUR = time(10)
PREPARATION_DAYS = 5  # working days between the deadline for papers and today, as a first guess
OFFERED_DAYS = 5


def meeting_create(request):
    """A form for a new meeting of a body that the person serves as secretariat."""
    body, bodies = _body_to_serve(request)
    form = MeetingForm(request.POST or None, instance=_usual_meeting(body))
    if request.method == "POST" and form.is_valid():
        plan = partial(
            plan_meeting,
            body,
            fields=form.fields_of_meeting,
            by=request.user,
            at=timezone.now(),
        )
        if meeting := do_or_say(form, plan):
            messages.success(request, _("The meeting is planned. Now its agenda."))
            return redirect("councils:agenda_detail", uid=meeting.uid)
    context = {"form": form, "body": body, "bodies": bodies, **_days_to_choose(body)}
    return render(request, "councils/meeting_create.html", context)


def meeting_change(request, uid):
    meeting = find_meeting(request, uid)
    if not can_change_meeting(request.user, meeting):
        raise PermissionDenied
    form = MeetingForm(request.POST or None, instance=meeting)
    if request.method == "POST" and form.is_valid():
        change = partial(
            change_meeting,
            meeting,
            fields=form.fields_of_meeting,
            by=request.user,
            at=timezone.now(),
        )
        if do_or_say(form, change):
            messages.success(request, _("The meeting is changed."))
            return redirect(meeting)
    days = _days_to_choose(meeting.body)
    context = {"form": form, "meeting": meeting, "body": meeting.body, **days}
    return render(request, "councils/meeting_change.html", context)


def meeting_convene(request, uid):
    """What convening will do, whom it invites with which letter, what is missing; and the act."""
    meeting = find_meeting(request, uid)
    if not can_convene_meeting(request.user, meeting):
        raise PermissionDenied
    if request.method == "POST":
        convene = partial(convene_meeting, meeting, by=request.user, at=timezone.now())
        done = _("The meeting is convened, the members are invited.")
        return act(request, convene, done, meeting)
    at = timezone.now()
    context = {
        "meeting": meeting,
        "is_draft": meeting.state == Meeting.State.DRAFT,
        "missing": missing_to_convene(meeting, at=at),
        "invited": _invited(meeting),
        "letter": letters.invitation_text(meeting),
        **_days_of(meeting, at),
    }
    return render(request, "councils/meeting_convene.html", context)


def meeting_cancel(request, uid):
    """A form that asks why, in both languages, and the act."""
    meeting = find_meeting(request, uid)
    if not can_cancel_meeting(request.user, meeting):
        raise PermissionDenied
    form = ReasonsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        cancel = partial(
            cancel_meeting, meeting, **form.cleaned_data, by=request.user, at=timezone.now()
        )
        if do_or_say(form, cancel):
            messages.success(request, _("The meeting is cancelled, those invited are told."))
            return redirect(meeting)
    context = {"form": form, "meeting": meeting}
    return render(request, "councils/meeting_cancel.html", context)


def _body_to_serve(request) -> tuple[Body, list[Body]]:
    """The body of the address (`?body=`), or the first that the person serves; and all of them."""
    served = Body.objects.filter(pk__in=bodies_led_by(request.user), state=Body.State.ACTIVE)
    bodies = list(served.by_name())
    wanted = request.GET.get("body")
    chosen = [body for body in bodies if wanted in (None, str(body.uid))]
    if not chosen:
        raise PermissionDenied
    return chosen[0], bodies


def _usual_meeting(body: Body) -> Meeting:
    """A first guess from the body's regulation: its usual place, the first day that leaves time."""
    days = PREPARATION_DAYS + body.materials_days
    day = add_working_days(timezone.localdate(), days)
    return Meeting(
        body=body,
        place_kk=body.place_kk,
        place_ru=body.place_ru,
        starts_at=timezone.make_aware(datetime.combine(day, USUAL_HOUR)),
    )


def _days_to_choose(body: Body) -> dict:
    """The next working days that still leave time for the papers, offered beside the date."""
    first = add_working_days(timezone.localdate(), body.materials_days)
    days: list[date] = []
    for _number in range(OFFERED_DAYS):
        days.append(add_working_days(days[-1] if days else first, 1))
    return {"days": [(day, _with_weekday(day)) for day in days]}


def _with_weekday(day: date) -> str:
    """27.11, жұма: the name of the day is written small but in English."""
    name = date_format(day, "l")
    return f"{day:%d.%m}, {name if get_language() == 'en' else name.lower()}"


def _days_of(meeting: Meeting, at: datetime) -> dict:
    """The days that follow from the chosen one, and whether it is a working day (rules 9, 16)."""
    if meeting.starts_at is None:
        return {}
    day = timezone.localdate(meeting.starts_at)
    return {
        "papers_due": working_days_before(day, meeting.body.materials_days),
        "today": timezone.localdate(at),
        "is_working_day": is_working_day(day),
        "next_working_day": add_working_days(day - timedelta(days=1), 1),
    }


def _invited(meeting: Meeting) -> list:
    """Who will be called: the seats of that day; each with his account, if he has one."""
    day = timezone.localdate(meeting.starts_at) if meeting.starts_at else timezone.localdate()
    seats = meeting.body.seats.valid_on(day).in_order()
    return list(seats.select_related("official__user", "organisation"))
