"""Letters: in the reader's language, with a calendar entry, the same when sent twice."""

from smtplib import SMTPRecipientsRefused

import icalendar
import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from councils import letters, tasks
from councils.models import Signature
from councils.services.meetings import cancel_meeting, change_meeting, convene_meeting
from tests.factories.councils import (
    DAY,
    NOON,
    AgendaItemFactory,
    MinutesFactory,
    OfficialFactory,
    ParticipantFactory,
    SeatFactory,
    make_meeting,
)

pytestmark = pytest.mark.django_db


def own(meeting, user):
    return meeting.participants.select_related("meeting__body").get(official__user=user)


def letter_to(user):
    (letter,) = [letter for letter in mail.outbox if letter.to == [user.email]]
    return letter


def calendars_in(letter):
    """Give (method, name of the file, calendar) of each part that is one."""
    return [
        (part.get_param("method"), part.get_filename(), part.get_payload(decode=True))
        for part in letter.message().walk()
        if part.get_content_type() == "text/calendar"
    ]


# From the act to the letter ----------------------------------------------------------------------
def test_convening_writes_to_each_member_once(draft_meeting, secretary, do_ordered_work):
    convene_meeting(draft_meeting, by=secretary, at=NOON)

    do_ordered_work()
    do_ordered_work()

    people = draft_meeting.participants.values_list("official__user__email", flat=True)
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(people)


def test_a_move_writes_again_with_the_next_sequence(convened_meeting, secretary, do_ordered_work):
    change_meeting(convened_meeting, fields={"starts_at": NOON + 9 * DAY}, by=secretary, at=NOON)

    do_ordered_work()

    _method, _name, data = calendars_in(mail.outbox[0])[0]
    (event,) = icalendar.Calendar.from_ical(data).events
    assert (event["SEQUENCE"], event["DTSTART"].dt) == (1, NOON + 9 * DAY)


def test_a_move_before_the_first_letters_went_out_leaves_only_the_newer_ones(
    draft_meeting, secretary, do_ordered_work
):
    convene_meeting(draft_meeting, by=secretary, at=NOON)
    change_meeting(draft_meeting, fields={"place_kk": "Кіші зал"}, by=secretary, at=NOON)

    do_ordered_work()

    assert len(mail.outbox) == 8
    assert all(".r1@" in letter.extra_headers["Message-ID"] for letter in mail.outbox)


def test_a_cancelled_meeting_invites_nobody_any_more(
    draft_meeting, secretary, member, do_ordered_work
):
    convene_meeting(draft_meeting, by=secretary, at=NOON)
    cancel_meeting(
        draft_meeting, reason_kk="Сапар", reason_ru="Отъезд председателя", by=secretary, at=NOON
    )

    do_ordered_work()

    letter = letter_to(member)
    assert "Отъезд председателя" in letter.body
    assert {method for method, _name, _data in calendars_in(letter)} == {"CANCEL"}


# Words and headers -------------------------------------------------------------------------------
def test_an_invitation_is_in_the_language_of_its_reader(convened_meeting, member, chair):
    item = convened_meeting.items.first()
    for user in (member, chair):  # one reads Russian, the other Kazakh
        letters.send_invitation(own(convened_meeting, user), revision=0)

    russian, kazakh = letter_to(member), letter_to(chair)
    assert item.title_ru in russian.body
    assert "Большой зал" in russian.body
    assert "12 марта" not in russian.body
    assert "19 марта 2026 года" in russian.subject
    assert f"/ru/meetings/{convened_meeting.uid}/" in russian.body
    assert item.title_kk in kazakh.body
    assert "2026 жылғы 19 наурыз" in kazakh.subject
    assert f"/kk/meetings/{convened_meeting.uid}/" in kazakh.body


def test_an_invitation_carries_its_entry_twice_for_all_programs(convened_meeting, member):
    letters.send_invitation(own(convened_meeting, member), revision=0)

    (shown, attached) = calendars_in(letter_to(member))
    assert (shown[0], attached[0]) == ("REQUEST", "REQUEST")
    assert attached[1] == "meeting.ics"
    assert shown[2] == attached[2]
    (event,) = icalendar.Calendar.from_ical(shown[2]).events
    assert event["ATTENDEE"] == f"mailto:{member.email}"
    assert convened_meeting.body.name_ru in event["SUMMARY"]


def test_a_letter_sent_twice_bears_the_same_identifier(convened_meeting, member, chair):
    letters.send_invitation(own(convened_meeting, member), revision=0)
    letters.send_invitation(own(convened_meeting, member), revision=0)
    letters.send_invitation(own(convened_meeting, chair), revision=0)

    first, second, other = [letter.extra_headers["Message-ID"] for letter in mail.outbox]
    assert first == second != other
    assert first.endswith("@portal.example.kz>")


def test_a_letter_says_that_a_machine_wrote_it_and_in_which_language(convened_meeting, member):
    letters.send_invitation(own(convened_meeting, member), revision=0)

    message = letter_to(member).message()
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "ru"


def test_words_with_signs_of_markup_arrive_as_they_were_written(convened_meeting, member):
    AgendaItemFactory(meeting=convened_meeting, title_kk="x", title_ru='"Су" & <жер>')

    letters.send_invitation(own(convened_meeting, member), revision=0)

    assert '"Су" & <жер>' in letter_to(member).body


def test_a_title_with_a_line_break_does_not_break_the_subject(body, member):
    body.name_ru = "Комиссия\nпо воде"
    body.save()
    meeting = make_meeting(body, state="convened")

    letters.send_invitation(own(meeting, member), revision=0)

    assert "\n" not in letter_to(member).subject


def test_a_reader_named_by_post_alone_is_greeted_by_the_post(convened_meeting, member):
    official = convened_meeting.participants.get(official__user=member)
    official.name_kk = official.name_ru = ""
    official.title_ru = "заместитель акима области"
    official.save()

    letters.send_invitation(own(convened_meeting, member), revision=0)

    assert "заместитель акима области" in letter_to(member).body


# Who gets none -----------------------------------------------------------------------------------
def test_nobody_writes_to_one_without_an_account_or_with_a_closed_one(convened_meeting, member):
    nameless = ParticipantFactory(
        meeting=convened_meeting,
        seat=SeatFactory(body=convened_meeting.body, official=OfficialFactory(user=None)),
    )
    member.is_active = False
    member.save()

    letters.send_invitation(nameless, revision=0)
    letters.send_invitation(own(convened_meeting, member), revision=0)
    letters.send_cancellation(own(convened_meeting, member), revision=0)

    assert mail.outbox == []


@pytest.mark.parametrize("state", ["closed", "published", "cancelled", "not_held"])
def test_nobody_is_invited_to_a_meeting_that_is_over(body, member, state):
    letters.send_invitation(own(make_meeting(body, state=state), member), revision=0)

    assert mail.outbox == []


# Signing and publishing --------------------------------------------------------------------------
@pytest.fixture
def waiting_signature(closed_meeting, chair):
    minutes = MinutesFactory(meeting=closed_meeting)
    return Signature.objects.create(
        minutes=minutes, version=1, participant=own(closed_meeting, chair), position=1
    )


def test_a_signer_is_asked_with_the_address_of_the_minutes(waiting_signature, chair):
    letters.send_signing_request(waiting_signature)
    letters.send_signing_request(waiting_signature)

    first, second = mail.outbox
    assert first.to == [chair.email]
    assert f"/kk/meetings/{waiting_signature.minutes.meeting.uid}/minutes/" in first.body
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]


def test_a_signer_who_is_no_longer_awaited_is_not_asked(waiting_signature):
    waiting_signature.state = Signature.State.VOID

    letters.send_signing_request(waiting_signature)

    assert mail.outbox == []


def test_publication_is_told_to_those_who_were_called(body, member, do_ordered_work):
    meeting = make_meeting(body, state="published", number="3")

    tasks.tell_followers({"meeting": meeting.pk})
    tasks.tell_followers({"meeting": meeting.pk})
    do_ordered_work(at=timezone.now())

    assert len(mail.outbox) == 8
    assert "3" in letter_to(member).subject
    assert str(meeting.uid) in letter_to(member).body


def test_an_address_that_refuses_its_letter_keeps_it_from_nobody_else(
    body, member, do_ordered_work, monkeypatch
):
    sent = []

    def send(letter, **_options):
        if letter.to == [member.email]:
            raise SMTPRecipientsRefused({member.email: (550, b"no such letter box")})
        sent.append(letter.to[0])

    monkeypatch.setattr(EmailMultiAlternatives, "send", send)
    meeting = make_meeting(body, state="published", number="3")

    tasks.tell_followers({"meeting": meeting.pk})
    do_ordered_work(at=timezone.now())

    assert len(sent) == len(set(sent)) == 7


def test_the_words_of_an_invitation_can_be_read_before_it_goes(draft_meeting):
    text = letters.invitation_text(draft_meeting, language="ru")

    assert draft_meeting.items.first().title_ru in text
    assert mail.outbox == []
