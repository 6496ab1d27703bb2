"""A meeting as calendars read it."""

import icalendar
import pytest

from councils.calendars import meeting_as_ics
from tests.factories.councils import DAY, NOON

pytestmark = pytest.mark.django_db


def read(data):
    calendar = icalendar.Calendar.from_ical(data)
    (event,) = calendar.events
    return calendar, event


def test_the_entry_names_time_place_and_agenda_in_the_language(convened_meeting):
    calendar, event = read(meeting_as_ics(convened_meeting, language="ru"))

    assert calendar["METHOD"] == "PUBLISH"
    assert event["DTSTART"].dt == NOON + 7 * DAY
    assert event["LOCATION"] == "Большой зал"
    assert event["LOCATION"].params["LANGUAGE"] == "ru"
    for item in convened_meeting.items.all():
        assert item.title_ru in event["DESCRIPTION"]


def test_the_start_is_in_almaty_time_with_its_rules(convened_meeting):
    data = meeting_as_ics(convened_meeting, language="kk")

    calendar, event = read(data)
    (zone,) = calendar.timezones
    assert zone["TZID"] == event["DTSTART"].params["TZID"] == "Asia/Almaty"
    assert b"TZOFFSETTO:+0500" in data
    assert b"DTSTART;TZID=Asia/Almaty:20260319T120000" in data


def test_the_end_follows_the_minutes_planned(convened_meeting):
    convened_meeting.items.update(planned_minutes=40)

    _calendar, event = read(meeting_as_ics(convened_meeting, language="kk"))

    assert (event["DTEND"].dt - event["DTSTART"].dt).total_seconds() == 80 * 60


def test_a_revision_moves_the_same_entry(convened_meeting):
    first = read(meeting_as_ics(convened_meeting, language="kk"))[1]
    convened_meeting.revision = 2

    second = read(meeting_as_ics(convened_meeting, language="kk"))[1]

    assert first["UID"] == second["UID"] == f"{convened_meeting.uid}@portal.example.kz"
    assert (first["SEQUENCE"], second["SEQUENCE"]) == (0, 2)


def test_the_same_revision_gives_the_same_bytes(convened_meeting):
    assert meeting_as_ics(convened_meeting, language="kk") == meeting_as_ics(
        convened_meeting, language="kk"
    )


def test_a_cancelled_meeting_is_a_cancelled_entry(convened_meeting):
    calendar, event = read(meeting_as_ics(convened_meeting, language="kk", method="CANCEL"))

    assert calendar["METHOD"] == "CANCEL"
    assert event["STATUS"] == "CANCELLED"


def test_only_a_participant_gets_the_video_link(convened_meeting):
    convened_meeting.video_url = "https://video.example.kz/room"
    participant = convened_meeting.participants.first()

    public = meeting_as_ics(convened_meeting, language="kk")
    own = meeting_as_ics(convened_meeting, language="kk", method="REQUEST", participant=participant)

    assert "video.example.kz" not in read(public)[1]["DESCRIPTION"]
    assert "ATTENDEE" not in read(public)[1]
    assert "video.example.kz" in read(own)[1]["DESCRIPTION"]


def test_an_invitation_names_organiser_and_attendee(convened_meeting, member):
    participant = convened_meeting.participants.get(official__user=member)

    event = read(
        meeting_as_ics(convened_meeting, language="kk", method="REQUEST", participant=participant)
    )[1]

    assert event["ATTENDEE"] == "mailto:member@example.kz"
    assert event["ATTENDEE"].params["ROLE"] == "REQ-PARTICIPANT"
    assert event["ORGANIZER"].params["CN"] == convened_meeting.body.name_kk
