"""Pages: meetings before and after the sitting – the list, the page of one, the answer."""

from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Prefetch, Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from agglo_portal.core.pages import act, post_to

from ..calendars import meeting_as_ics
from ..filters import MeetingFilter
from ..forms import AnswerForm
from ..history import moments_of_meeting
from ..linked_data import meeting_as_event
from ..models import AgendaItem, Decision, Material, Meeting, Participant, Poll
from ..panels import panels_of
from ..permissions import (
    bodies_led_by,
    can_publish_meeting,
    can_respond,
    is_member,
    is_secretariat,
)
from ..reports import participant_of, quorum_of
from ..services.attendance import respond
from ..services.meetings import publish_meeting
from .finding import find_meeting
from .lists import chosen_filters, kept_query, page_of, results_part
from .parts import journal_of, signed_minutes
from .steps import steps_of_meeting

AHEAD = [Meeting.State.DRAFT, Meeting.State.CONVENED, Meeting.State.OPEN]


@login_not_required
@require_safe
@vary_on_headers("HX-Request")
def meeting_list(request):
    """Meetings to come and past ones (`?tab=past`), filtered by the address."""
    visible = Meeting.objects.visible_to(request.user)
    filterset = MeetingFilter(request.GET, queryset=visible, request=request)
    ahead = Q(starts_at__gte=_start_of_today()) | Q(state__in=AHEAD)
    tab = "past" if request.GET.get("tab") == "past" else "upcoming"
    if tab == "past":
        plain = filterset.qs.exclude(ahead)
        rows = plain.newest_first()
    else:
        plain = filterset.qs.filter(ahead)
        rows = plain.soonest_first()
    rows = rows.with_body().annotate(item_count=Count("items", distinct=True))
    context = {
        "filter": filterset,
        "chosen": chosen_filters(request, filterset),
        "page": page_of(request, rows, plain_rows=plain),
        "tab": tab,
        "tabs_query": kept_query(request, without=("page", "tab"))[1:],
        "closed_doors": _closed_doors(visible) if tab == "upcoming" else [],
        "may_plan": bool(bodies_led_by(request.user)),
    }
    part = results_part(request)
    return render(request, f"councils/meeting_list.html{part}", context)


@login_not_required
@require_safe
def meeting_detail(request, uid):
    """One page for everyone: each sees what is his to see."""
    return _render_meeting(request, find_meeting(request, uid))


@post_to("councils:meeting_detail")
def meeting_respond(request, uid):
    """The member's own answer to the invitation; a wrong one comes back with what was typed."""
    meeting = find_meeting(request, uid)
    participant = participant_of(request.user, meeting)
    if participant is None or not can_respond(request.user, participant):
        raise PermissionDenied
    form = AnswerForm(request.POST, participant=participant)
    if not form.is_valid():
        return _render_meeting(request, meeting, form=form)
    answer = partial(respond, participant, **form.cleaned_data, by=request.user, at=timezone.now())
    return act(request, answer, _("Your answer is kept. Thank you."), meeting)


@require_POST
def meeting_publish(request, uid):
    meeting = find_meeting(request, uid)
    if not can_publish_meeting(request.user, meeting):
        raise PermissionDenied
    publish = partial(publish_meeting, meeting, by=request.user, at=timezone.now())
    return act(request, publish, _("Published: anyone can read it now."), meeting)


@login_not_required
@require_safe
def meeting_calendar(request, uid):
    """The meeting for a calendar; it follows later changes by its UID and SEQUENCE."""
    meeting = find_meeting(request, uid)
    if meeting.starts_at is None:  # known from a publication that gives no day
        raise Http404
    language = (translation.get_language() or "kk")[:2]
    ics = meeting_as_ics(meeting, language=language, method="PUBLISH")
    headers = {"Content-Disposition": f'attachment; filename="meeting-{meeting.uid}.ics"'}
    return HttpResponse(ics, content_type="text/calendar; charset=utf-8", headers=headers)


def _render_meeting(request, meeting: Meeting, form: AnswerForm | None = None):
    user, at = request.user, timezone.now()
    participant = participant_of(user, meeting)
    knows_more = user.is_superuser or is_member(user, meeting.body) or participant is not None
    is_published = meeting.state == Meeting.State.PUBLISHED
    may_answer = meeting.state == Meeting.State.CONVENED and participant is not None
    if may_answer and form is None:
        form = AnswerForm(participant=participant)
    participants = _participants(meeting) if knows_more or is_published else []
    url = request.build_absolute_uri(meeting.get_absolute_url())
    context = {
        "meeting": meeting,
        "items": _items(meeting, knows_more, is_published),
        "knows_more": knows_more,
        "leads": is_secretariat(user, meeting.body),
        "shows_results": knows_more or is_published,
        "participant": participant,
        "form": form if may_answer else None,
        "steps": steps_of_meeting(user, meeting, participant, at),
        "participants": participants,
        "answers": _answers(participants),
        "quorum": quorum_of(meeting) if participants else None,
        "moments": [] if knows_more else moments_of_meeting(meeting),
        "entries": _entries(meeting) if knows_more else [],
        "panels": panels_of("meeting_detail", request, meeting),
        "json_ld": meeting_as_event(meeting, url) if meeting.is_open else "",
        "api_url": reverse("councils_api:meeting-detail", args=[meeting.uid]),
        **signed_minutes(user, meeting),
    }
    return render(request, "councils/meeting_detail.html", context)


def _items(meeting, knows_more: bool, is_published: bool) -> list[AgendaItem]:
    """The agenda; papers and results as far as they are this person's to see."""
    materials = Material.objects.select_related("stored").order_by("language", "pk")
    decisions = Decision.objects.all()
    if not knows_more:
        materials = materials.filter(is_public=True) if is_published else materials.none()
        decisions = decisions if is_published else decisions.none()
    polls = Poll.objects.filter(state=Poll.State.CLOSED)
    items = meeting.items.order_by("position").prefetch_related(
        Prefetch("materials", materials, to_attr="shown_materials"),
        Prefetch("decision", decisions, to_attr="shown_decision"),
        Prefetch("shown_decision__polls", polls, to_attr="closed_polls"),
    )
    return list(items)


def _participants(meeting) -> list[Participant]:
    return list(meeting.participants.select_related("organisation").order_by("position", "pk"))


def _answers(participants: list[Participant]) -> dict:
    """Who will come among those who vote, against the number that must come."""
    voting = [each for each in participants if each.is_voting]
    by_answer = {
        answer: [each for each in voting if each.response == answer]
        for answer in Participant.Response.values
    }
    return {"total": len(voting), **by_answer}


def _entries(meeting):
    return journal_of(meeting, getattr(meeting, "minutes", None))


def _closed_doors(visible):
    """Notices of closed meetings to come, for those who see no more of them (domain rule 16)."""
    notices = Meeting.objects.closed_doors().filter(starts_at__gte=_start_of_today())
    notices = notices.exclude(pk__in=visible.values("pk")).soonest_first()
    return notices.with_body()[:10]


def _start_of_today():
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
