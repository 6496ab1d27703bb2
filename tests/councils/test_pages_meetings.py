"""The page of a meeting: one for everyone, each with what is his to see."""

from datetime import timedelta

import pytest
from django.utils import timezone

from councils.models import Meeting
from councils.services.attendance import respond
from councils.services.meetings import publish_meeting
from tests.factories.core import DAY, NOON
from tests.factories.councils import (
    MaterialFactory,
    MeetingFactory,
    ParticipantFactory,
    make_meeting,
)

from .register import published_meeting, queries_of
from .steps import add_point, adopt, close, signed_by_all
from .visits import at, get, happened, post, words

pytestmark = pytest.mark.django_db
SOON = {"starts_at": timezone.now() + timedelta(days=10)}


@pytest.fixture
def coming(body):
    """Convened, ten days ahead."""
    return make_meeting(body, state="convened", items=2, **SOON)


@pytest.fixture
def historic(body):
    """Known from a publication: a year without a day."""
    meeting = MeetingFactory(
        body=body, state="published", published_at=NOON, starts_at=None, year=2013,
        source_kk="Қазақпарат хабары", source_ru="Сообщение Казинформа", topic_kk="Ұзақ жоспар",
    )  # fmt: skip
    ParticipantFactory(meeting=meeting, seat=None, official=None, organisation=None, role="",
                       is_voting=False, position=1, name_kk="Болат Жәмішев",
                       name_ru="Болат Жамишев", title_kk="министр", title_ru="министр")  # fmt: skip
    return meeting


# One page for everyone ---------------------------------------------------------------------------
def test_public_reads_the_announcement_and_no_draft(client, coming):
    item = coming.items.first()
    MaterialFactory(item=item, title="Ішкі анықтама")
    MaterialFactory(item=item, title="Ашық анықтама", is_public=True)

    response = get(client, "meeting_detail", coming.uid)

    page = words(response)
    assert item.title_kk in page
    assert "анықтама" not in page
    assert at("decision_detail", item.decision.uid) not in response.content.decode()
    assert "Who will come" not in page
    assert "Journal" not in page


def test_public_reads_open_papers_and_decisions_after_publication(client, body):
    meeting = published_meeting(body)
    item = meeting.items.get()
    MaterialFactory(item=item, title="Ішкі қағаз")
    MaterialFactory(item=item, title="Ашық қағаз", is_public=True)

    page = words(get(client, "meeting_detail", meeting.uid))

    assert "Ашық қағаз" in page
    assert "Ішкі қағаз" not in page
    assert item.decision.label in page
    assert "5 of 6 voting members; the quorum is 4." in page


def test_video_link_is_shown_to_the_called_alone(client, coming, member):
    Meeting.objects.update(video_url="https://video.example.kz/room")

    assert "video.example.kz" not in get(client, "meeting_detail", coming.uid).content.decode()
    client.force_login(member)
    assert "video.example.kz" in get(client, "meeting_detail", coming.uid).content.decode()


def test_draft_has_a_page_for_secretariat_and_chair_alone(
    client, draft_meeting, secretary, chair, member
):
    assert get(client, "meeting_detail", draft_meeting.uid).status_code == 404
    client.force_login(member)
    assert get(client, "meeting_detail", draft_meeting.uid).status_code == 404
    for user in (secretary, chair):
        client.force_login(user)
        assert get(client, "meeting_detail", draft_meeting.uid).status_code == 200


def test_historic_meeting_says_that_the_day_is_not_given(client, historic):
    page = words(get(client, "meeting_detail", historic.uid))

    assert "2013 (the day is not given)" in page
    assert "Қазақпарат хабары" in page
    assert "Болат Жәмішев , министр" in page
    past = get(client, "meeting_list", query="?tab=past&year=2013")
    assert historic in past.context["page"]


def test_meeting_not_held_says_why(client, body):
    meeting = make_meeting(body, state="not_held", ended_reason_kk="Кворум болмады")

    assert "Кворум болмады" in words(get(client, "meeting_detail", meeting.uid))


def test_page_shows_no_address_of_a_person(client, body, secretary):
    meeting = published_meeting(body)

    page = get(client, "meeting_detail", meeting.uid).content.decode()

    assert "@example.kz" not in page


@pytest.mark.slow
def test_meeting_asks_as_much_for_twenty_items_as_for_one(client, body, member):
    one, twenty = published_meeting(body), published_meeting(body, decisions=20, year=2027)
    client.force_login(member)

    assert queries_of(client, at("meeting_detail", one.uid)) == queries_of(
        client, at("meeting_detail", twenty.uid)
    )


# What may be done now ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("state", "step"),
    [
        ("draft", "Convene the meeting"),
        ("convened", "Go to the console"),
        ("open", "Go to the console"),
        ("closed", None),
        ("published", None),
    ],
)
def test_secretariat_sees_the_next_step_and_the_public_none(client, body, secretary, state, step):
    meeting = make_meeting(body, state=state, present=5)
    if state != "draft":
        assert get(client, "meeting_detail", meeting.uid).context["steps"] == []
    client.force_login(secretary)

    steps = get(client, "meeting_detail", meeting.uid).context["steps"]

    assert (steps[0].label if steps else None) == step


def test_step_that_is_not_possible_says_why(client, body, secretary):
    meeting = make_meeting(body, items=0, **SOON)
    client.force_login(secretary)

    page = words(get(client, "meeting_detail", meeting.uid))

    assert "“Convene the meeting” is not possible yet" in page
    assert "The agenda is empty." in page


# The answer --------------------------------------------------------------------------------------
def test_member_answers_and_sees_his_answer(client, coming, member):
    client.force_login(member)
    assert "Will you come?" in words(get(client, "meeting_detail", coming.uid))

    data = {"response": "coming", "note": "11:00-де келемін"}
    page = words(post(client, "meeting_respond", coming.uid, data=data))

    own = coming.participants.get(official__user=member)
    assert (own.response, own.response_note) == ("coming", "11:00-де келемін")
    assert "Your answer is kept." in page
    assert "1 of 6 voting members will come, 4 are needed" in page
    assert happened("participant_responded") == 1


def test_answer_that_says_nothing_comes_back(client, coming, member):
    client.force_login(member)

    response = post(client, "meeting_respond", coming.uid, data={"note": "Кешігемін"})

    assert "There is something to correct" in words(response)
    assert "Кешігемін" in response.content.decode()
    assert happened("participant_responded") == 0


def test_answer_is_for_those_who_are_called(client, coming, stranger, administrator):
    client.force_login(stranger)
    assert post(client, "meeting_respond", coming.uid).status_code == 403
    client.force_login(administrator)
    assert post(client, "meeting_respond", coming.uid).status_code == 403


def test_answer_is_not_asked_once_the_sitting_has_begun(client, open_meeting, member):
    client.force_login(member)

    assert get(client, "meeting_detail", open_meeting.uid).context["form"] is None
    page = post(client, "meeting_respond", open_meeting.uid, data={"response": "coming"})
    assert "Answers are taken only while the meeting is convened" in words(page)


def test_members_see_who_answered_what(client, coming, member, chair):
    own = coming.participants.get(official__user=chair)
    respond(own, response="not_coming", note="Іссапар", by=chair, at=timezone.now())
    client.force_login(member)

    assert "Іссапар" in words(get(client, "meeting_detail", coming.uid))
    client.logout()
    assert "Іссапар" not in words(get(client, "meeting_detail", coming.uid))


# Calendar and publication ------------------------------------------------------------------------
def test_calendar_is_an_event_with_a_lasting_id(client, coming):
    response = get(client, "meeting_calendar", coming.uid)

    text = response.content.decode()
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "BEGIN:VEVENT" in text
    assert str(coming.uid) in text


def test_calendar_knows_no_meeting_without_a_day(client, body):
    founding = make_meeting(body, state="published", starts_at=None, year=2013, source_kk="Мақала")

    assert get(client, "meeting_detail", founding.uid).status_code == 200
    assert get(client, "meeting_calendar", founding.uid).status_code == 404


def test_calendar_of_a_draft_is_unknown(client, draft_meeting):
    assert get(client, "meeting_calendar", draft_meeting.uid).status_code == 404


@pytest.fixture
def signed(open_meeting, chair, secretary):
    """Decided, closed, its minutes signed by both."""
    decision = open_meeting.items.order_by("position").first().decision
    add_point(decision)
    adopt(decision, secretary)
    signed_by_all(close(open_meeting, secretary), secretary)
    return Meeting.objects.get(pk=open_meeting.pk)


def test_secretariat_publishes_signed_minutes(client, signed, secretary):
    client.force_login(secretary)
    before = words(get(client, "meeting_detail", signed.uid))

    page = words(post(client, "meeting_publish", signed.uid))

    assert "Publish decisions and minutes" in before
    assert "To be published until" in before
    assert "Published: anyone can read it now." in page
    client.logout()
    public = words(get(client, "meeting_detail", signed.uid))
    assert "Files of the minutes" in public
    assert "Minutes signed by" in public


def test_files_of_unpublished_minutes_are_not_the_publics(client, signed):
    assert "Files of the minutes" not in words(get(client, "meeting_detail", signed.uid))


def test_member_does_not_publish(client, signed, member):
    client.force_login(member)

    assert post(client, "meeting_publish", signed.uid).status_code == 403


def test_publishing_twice_is_refused_in_words(client, signed, secretary):
    publish_meeting(signed, by=secretary, at=NOON + DAY)
    client.force_login(secretary)

    page = words(post(client, "meeting_publish", signed.uid))

    assert "This cannot be done now" in page
