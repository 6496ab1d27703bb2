"""Finding the record of an address among those the person may see; the invisible is 404."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from ..models import (
    AgendaItem,
    Decision,
    Material,
    Meeting,
    Minutes,
    MinutesFile,
    Participant,
    Poll,
)
from ..permissions import can_read_minutes, is_member
from ..reports import participant_of


def find_meeting(request, uid) -> Meeting:
    return get_object_or_404(Meeting.objects.visible_to(request.user).with_body(), uid=uid)


def find_item(request, uid) -> AgendaItem:
    items = AgendaItem.objects.select_related("meeting__body", "decision", "rapporteur")
    return get_object_or_404(items, uid=uid, meeting__in=_meetings(request))


def find_material(request, uid) -> Material:
    materials = Material.objects.select_related("item__meeting__body", "stored")
    return get_object_or_404(materials, uid=uid, item__meeting__in=_meetings(request))


def find_participant(request, pk) -> Participant:
    participants = Participant.objects.select_related("meeting__body", "official")
    return get_object_or_404(participants, pk=pk, meeting__in=_meetings(request))


def find_decision(request, uid) -> Decision:
    decisions = Decision.objects.visible_to(request.user).with_meeting()
    return get_object_or_404(decisions.select_related("item__meeting__body"), uid=uid)


def find_poll(request, uid) -> Poll:
    polls = Poll.objects.select_related("decision__item__meeting__body", "decision__body")
    visible = Decision.objects.visible_to(request.user)
    return get_object_or_404(polls, uid=uid, decision__in=visible)


def find_minutes(request, uid) -> Minutes:
    """The minutes of a meeting, to those who may read them; to others there are none."""
    minutes = get_object_or_404(
        Minutes.objects.select_related("meeting__body"),
        meeting__uid=uid,
        meeting__in=_meetings(request),
    )
    if not can_read_minutes(request.user, minutes):
        raise Http404
    return minutes


def find_minutes_file(request, pk) -> MinutesFile:
    """A document of the minutes; of the versions before the signed one, only the body's."""
    file = get_object_or_404(
        MinutesFile.objects.select_related("minutes__meeting__body", "stored"), pk=pk
    )
    minutes = find_minutes(request, file.minutes.meeting.uid)
    if file.version != minutes.version and not knows_drafts(request.user, minutes):
        raise Http404
    return file


def knows_drafts(user, minutes: Minutes) -> bool:
    """Whether the person may see what the minutes were before they were signed."""
    meeting = minutes.meeting
    if user.is_superuser or is_member(user, meeting.body):
        return True
    return participant_of(user, meeting) is not None


def _meetings(request):
    return Meeting.objects.visible_to(request.user)
