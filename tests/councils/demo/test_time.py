"""The demo lies in the past, at believable times, and its next meeting can be held."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from django.utils import timezone

from agglo_portal.core.demo import user_of
from agglo_portal.core.models import JournalEntry
from councils.demo.clock import WRITTEN_FOR, Clock, moment
from councils.demo.data import find
from councils.models import Decision, Meeting, Participant
from councils.services.meetings import open_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_demo_journal_is_never_dated_ahead():
    assert not JournalEntry.objects.filter(at__gt=timezone.now()).exists()


def test_demo_journal_of_a_record_goes_forward_in_time():
    by_record = {}
    for entry in JournalEntry.objects.order_by("pk"):
        by_record.setdefault((entry.record_type_id, entry.record_id), []).append(entry)

    for entries in by_record.values():
        for earlier, later in pairwise(entries):
            assert earlier.at <= later.at, (earlier, later)


def test_demo_people_act_by_day():
    by_people = JournalEntry.objects.exclude(by=None)
    hours = {timezone.localtime(entry.at).hour for entry in by_people}

    assert hours <= set(range(8, 19))


def test_demo_records_changed_last_at_their_last_act():
    meeting = find(Meeting, "2025-02-27_council")

    assert meeting.updated_at == meeting.published_at
    assert all(
        one.updated_at >= one.published_at and one.updated_at < timezone.now() - timedelta(days=100)
        for one in Decision.objects.filter(item__meeting=meeting).published()
    )


def test_demo_past_meetings_lie_in_the_two_years_before_and_on_working_days():
    held = Meeting.objects.exclude(closed_at=None)
    now = timezone.now()

    assert all(now - timedelta(days=750) < one.starts_at < now for one in held)
    assert all(timezone.localtime(one.starts_at).weekday() < 5 for one in held)
    assert held.filter(starts_at__gt=now - timedelta(days=16)).count() == 2


def test_demo_next_meeting_can_be_opened_at_once():
    meeting = find(Meeting, "next_council")

    open_meeting(meeting, by=user_of("secretary"), at=timezone.now())

    answers = meeting.participants.filter(is_voting=True)
    assert answers.filter(response=Participant.Response.COMING).count() >= 10
    assert meeting.items.count() == 5
    assert all(item.decision.missing_to_vote() == [] for item in meeting.items.all())


@pytest.mark.parametrize(
    ("now", "begins"),
    [
        ("2026-11-24 09:40", "2026-11-24 10:00"),
        ("2026-11-24 06:00", "2026-11-24 08:30"),
        ("2026-11-24 18:00", "2026-11-25 10:00"),
        ("2026-11-21 12:00", "2026-11-23 10:00"),
    ],
)
def test_clock_puts_the_next_meeting_into_working_hours(now, begins):
    now, begins = (timezone.make_aware(datetime.fromisoformat(text)) for text in (now, begins))

    assert Clock.at(now).soon() == begins


@pytest.mark.parametrize("weeks", [-60, -1, 0, 3, 130])
def test_clock_moves_written_days_by_whole_weeks(weeks):
    noon = moment(WRITTEN_FOR, datetime.min.time()) + timedelta(weeks=weeks, hours=12)

    clock = Clock.at(noon)

    assert clock.day(WRITTEN_FOR) == clock.today
    assert Clock.at(noon + timedelta(days=6)).shift == clock.shift
