"""Planning, changing, convening and cancelling a meeting."""

from datetime import date

import pytest
from django.utils import timezone
from django.utils.translation import override

from agglo_portal.core.models import OutboxMessage
from councils.models import Meeting, SpecialDay
from councils.services.meetings import FrozenAfterConvening
from councils.views.meeting_acts import _with_weekday
from tests.factories.core import DAY
from tests.factories.councils import MeetingFactory, make_council, make_meeting, seat_of

from .visits import at, get, happened, post, words

pytestmark = pytest.mark.django_db
REASONS = {"reason_kk": "Кворум болмайды", "reason_ru": "Не будет кворума"}


def plan(**fields):
    soon = timezone.localdate() + 10 * DAY
    return {
        "day": soon.isoformat(),
        "hour": "10:30",
        "kind": "regular",
        "format": "in_person",
        "place_kk": "Үлкен зал",
        "place_ru": "Большой зал",
        "is_open": "1",
        **fields,
    }


@pytest.fixture
def coming(body):
    """A draft in the future, ready to be convened."""
    return make_meeting(body, items=2, starts_at=timezone.now() + 10 * DAY)


# Who may come ------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["meeting_change", "meeting_convene", "meeting_cancel"])
def test_pages_of_a_draft_do_not_exist_for_a_stranger(client, stranger, draft_meeting, name):
    client.force_login(stranger)

    assert get(client, name, draft_meeting.uid).status_code == 404


@pytest.mark.parametrize("name", ["meeting_change", "meeting_convene", "meeting_cancel"])
def test_pages_of_preparing_are_the_secretariats(client, member, convened_meeting, name):
    client.force_login(member)

    assert get(client, name, convened_meeting.uid).status_code == 403


@pytest.mark.parametrize("who", ["stranger", "member"])
def test_meeting_create_is_the_secretariats(client, request, body, who):
    client.force_login(request.getfixturevalue(who))

    assert get(client, "meeting_create").status_code == 403


def test_meeting_create_is_for_ones_own_bodies_alone(client, secretary, body):
    foreign = make_council()
    client.force_login(secretary)

    for query in (f"?body={foreign.uid}", "?body=nonsense"):
        assert get(client, "meeting_create", query=query).status_code == 403


# Planning ----------------------------------------------------------------------------------------
def test_meeting_create_proposes_what_the_body_uses(client, secretary, body):
    body.place_kk, body.place_ru = "Үлкен зал", "Большой зал"
    body.save()
    client.force_login(secretary)

    response = get(client, "meeting_create")

    form = response.context["form"]
    assert (form["place_kk"].value(), form["place_ru"].value()) == ("Үлкен зал", "Большой зал")
    assert form["day"].value() > timezone.localdate()


def test_meeting_create_offers_working_days_that_leave_time(client, secretary, body):
    client.force_login(secretary)

    first = get(client, "meeting_create").context["days"][0][0]
    SpecialDay.objects.create(day=first, is_working=False)

    days = [day for day, _words in get(client, "meeting_create").context["days"]]
    assert first not in days
    assert all(day.weekday() < 5 for day in days)


def test_meeting_create_proposes_the_body_of_the_address(client, secretary, body):
    second = make_council()
    seat_of(second, secretary, role="secretariat", position=30)
    client.force_login(secretary)

    response = get(client, "meeting_create", query=f"?body={second.uid}")

    assert response.context["body"] == second
    assert len(response.context["bodies"]) == 2


def test_meeting_create_plans_and_leads_to_the_agenda(client, secretary, body):
    client.force_login(secretary)

    response = post(client, "meeting_create", data=plan(), follow=False)

    meeting = Meeting.objects.get(body=body)
    assert response["Location"] == at("agenda_detail", meeting.uid)
    assert timezone.localtime(meeting.starts_at).strftime("%H:%M") == "10:30"


def test_meeting_create_asks_why_doors_are_closed_and_keeps_the_rest(client, secretary, body):
    client.force_login(secretary)

    data = plan(is_open="0", closed_reason_kk="Құпия", place_ru="Малый зал")
    response = post(client, "meeting_create", data=data)

    assert list(response.context["form"].errors) == ["closed_reason_ru"]
    assert "Малый зал" in response.content.decode()
    assert not Meeting.objects.exists()


def test_meeting_create_names_a_wrong_day(client, secretary, body):
    client.force_login(secretary)

    response = post(client, "meeting_create", data=plan(day="31.02.2026"))

    assert list(response.context["form"].errors) == ["day"]


# Changing ----------------------------------------------------------------------------------------
def test_meeting_change_changes_a_draft(client, secretary, coming):
    client.force_login(secretary)

    post(client, "meeting_change", coming.uid, data=plan(topic_ru="Вода", topic_kk="Су"))

    coming.refresh_from_db()
    assert coming.topic_ru == "Вода"


def test_meeting_change_of_a_convened_meeting_moves_it_and_writes_to_all(client, secretary, body):
    meeting = make_meeting(body, state="convened", starts_at=timezone.now() + 10 * DAY)
    client.force_login(secretary)

    page = get(client, "meeting_change", meeting.uid)
    post(client, "meeting_change", meeting.uid, data=plan(place_ru="Малый зал", place_kk="Шағын"))

    meeting.refresh_from_db()
    assert "topic_kk" not in page.context["form"].fields
    assert (meeting.place_ru, meeting.revision) == ("Малый зал", 1)
    assert OutboxMessage.objects.filter(kind="send_invitation").count() == 8


def test_meeting_change_of_a_held_meeting_is_refused_with_its_words_kept(
    client, secretary, closed_meeting
):
    client.force_login(secretary)

    response = post(client, "meeting_change", closed_meeting.uid, data=plan(place_ru="Малый зал"))

    assert response.context["form"].non_field_errors()
    assert "Малый зал" in response.content.decode()


# Convening ---------------------------------------------------------------------------------------
def test_meeting_convene_previews_whom_it_invites_and_the_letter(client, secretary, body, coming):
    client.force_login(secretary)

    response = get(client, "meeting_convene", coming.uid)

    assert len(response.context["invited"]) == body.seats.count()
    assert coming.items.first().title_ru in words(response) or coming.items.first().title_kk in (
        words(response)
    )
    assert response.context["missing"] == []


def test_meeting_convene_lists_what_is_missing_and_offers_no_button(client, secretary, coming):
    coming.items.update(title_ru="")
    client.force_login(secretary)

    response = get(client, "meeting_convene", coming.uid)

    assert len(response.context["missing"]) == 2
    assert "disabled" in response.content.decode()


def test_meeting_convene_convenes_once_whatever_is_clicked(client, secretary, coming):
    client.force_login(secretary)

    for _click in range(2):
        response = post(client, "meeting_convene", coming.uid)

    coming.refresh_from_db()
    assert coming.state == Meeting.State.CONVENED
    assert response.status_code == 200
    assert happened("meeting_convened") == 1
    assert OutboxMessage.objects.filter(kind="send_invitation").count() == 8


def test_meeting_convene_that_is_refused_says_what_is_missing(client, secretary, body):
    coming = make_meeting(body, items=0)
    client.force_login(secretary)

    response = post(client, "meeting_convene", coming.uid)

    coming.refresh_from_db()
    assert coming.state == Meeting.State.DRAFT
    assert "The agenda is empty." in words(response)


def test_meeting_convene_tells_of_a_day_off_and_of_late_papers(client, secretary, body):
    tomorrow = timezone.now() + DAY
    SpecialDay.objects.create(day=timezone.localdate(tomorrow), is_working=False)
    meeting = MeetingFactory(body=body, starts_at=tomorrow)
    client.force_login(secretary)

    text = words(get(client, "meeting_convene", meeting.uid))

    assert "This is not a working day" in text
    assert "The deadline for papers has passed" in text


# Cancelling --------------------------------------------------------------------------------------
def test_meeting_cancel_tells_why_in_both_languages(client, secretary, convened_meeting):
    client.force_login(secretary)

    post(client, "meeting_cancel", convened_meeting.uid, data=REASONS)

    convened_meeting.refresh_from_db()
    assert convened_meeting.state == Meeting.State.CANCELLED
    assert convened_meeting.ended_reason_ru == "Не будет кворума"


def test_meeting_cancel_asks_for_the_missing_language_and_keeps_the_other(
    client, secretary, convened_meeting
):
    client.force_login(secretary)

    data = REASONS | {"reason_kk": ""}
    response = post(client, "meeting_cancel", convened_meeting.uid, data=data)

    assert list(response.context["form"].errors) == ["reason_kk"]
    assert "Не будет кворума" in response.content.decode()


def test_meeting_cancel_twice_is_refused_on_the_form(client, secretary, convened_meeting):
    client.force_login(secretary)

    post(client, "meeting_cancel", convened_meeting.uid, data=REASONS)
    response = post(client, "meeting_cancel", convened_meeting.uid, data=REASONS)

    assert response.context["form"].non_field_errors()
    assert happened("meeting_cancelled") == 1


def test_frozen_fields_cannot_be_posted_past_the_form(client, secretary, body):
    meeting = make_meeting(body, state="convened", starts_at=timezone.now() + 10 * DAY)
    client.force_login(secretary)

    data = plan(kind="field", topic_ru="Другое")
    response = post(client, "meeting_change", meeting.uid, data=data)

    meeting.refresh_from_db()
    assert (meeting.kind, meeting.topic_ru) == ("regular", "")
    assert FrozenAfterConvening.code not in words(response)


def test_weekday_of_an_offered_day_reads_small_in_kazakh_and_russian(secretary, body):
    with override("ru"):
        assert _with_weekday(date(2026, 11, 27)) == "27.11, пятница"
    with override("en"):
        assert _with_weekday(date(2026, 11, 27)) == "27.11, Friday"
