"""A meeting as an entry of a calendar (iCalendar, RFC 5545 and RFC 5546)."""

from datetime import date, datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext
from icalendar import Calendar, Event, Timezone, vCalAddress, vText

from agglo_portal.core.site import site_host

from .models import Meeting, Participant

SHORTEST = timedelta(hours=1)


def meeting_as_ics(
    meeting: Meeting,
    *,
    language: str,
    method: str = "PUBLISH",
    participant: Participant | None = None,
) -> bytes:
    """Give the meeting as a calendar file in the language: the same revision, the same bytes.

    `method` is REQUEST or CANCEL in a letter to a participant, PUBLISH on a page. Only a
    participant's entry carries the video link. The UID is the meeting's for ever and SEQUENCE its
    revision, so that a calendar moves the entry it has. Needs a meeting with a day.
    """
    zone = timezone.get_default_timezone()
    starts_at = meeting.starts_at.astimezone(zone)
    with translation.override(language):
        event = _event(meeting, starts_at, method, participant, language)
    calendar = Calendar()
    calendar.add("prodid", "-//Agglo Portal//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(_timezone(starts_at))
    calendar.add_component(event)
    return calendar.to_ical()


def _event(meeting, starts_at: datetime, method: str, participant, language: str) -> Event:
    items = list(meeting.items.order_by("position"))
    planned = timedelta(minutes=sum(item.planned_minutes for item in items))
    is_called_off = method == "CANCEL" or meeting.state in (
        Meeting.State.CANCELLED,
        Meeting.State.NOT_HELD,
    )
    address = settings.SITE_URL + meeting.get_absolute_url()
    event = Event()
    event.add("uid", f"{meeting.uid}@{site_host()}")
    event.add("sequence", meeting.revision)
    event.add("dtstamp", meeting.updated_at)
    event.add("dtstart", starts_at)
    event.add("dtend", starts_at + max(planned, SHORTEST))
    event.add("summary", f"{meeting.body}: {meeting.get_kind_display()}", {"LANGUAGE": language})
    event.add("status", "CANCELLED" if is_called_off else "CONFIRMED")
    event.add("url", address)
    if meeting.place:
        event.add("location", meeting.place, {"LANGUAGE": language})
    event.add("description", _description(meeting, items, address, participant))
    event.add("organizer", _organizer(meeting))
    if participant:
        event.add("attendee", _attendee(participant), encode=0)
    return event


def _description(meeting, items, address: str, participant) -> str:
    lines = [f"{item.position}. {item.title}" for item in items]
    if participant and meeting.video_url:
        lines.append(gettext("Video link: %(url)s") % {"url": meeting.video_url})
    return "\n".join([*lines, address])


def _organizer(meeting) -> vCalAddress:
    organizer = vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    organizer.params["CN"] = vText(meeting.body.name)
    return organizer


def _attendee(participant: Participant) -> vCalAddress:
    """The invited person; answers are given on the portal's page, so no reply is asked for."""
    role = "REQ-PARTICIPANT" if participant.is_voting else "OPT-PARTICIPANT"
    attendee = vCalAddress(f"mailto:{participant.official.user.email}")
    attendee.params["CN"] = vText(str(participant))
    attendee.params["ROLE"] = vText(role)
    attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
    attendee.params["RSVP"] = vText("FALSE")
    return attendee


def _timezone(starts_at: datetime) -> Timezone:
    """The offsets of the portal's time zone round the meeting (domain rule 56)."""
    return Timezone.from_tzid(
        str(starts_at.tzinfo),
        first_date=date(starts_at.year - 1, 1, 1),
        last_date=date(starts_at.year + 2, 1, 1),
    )
