"""Who may do what: a table of acts × the cast."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from agglo_portal.core.models import User
from councils import permissions
from councils.models import Signature
from councils.permissions import roles_in
from tests.factories.councils import (
    AssignmentFactory,
    DecisionPointFactory,
    MaterialFactory,
    MinutesFactory,
    PollFactory,
    make_council,
    make_meeting,
    seat_of,
)

pytestmark = pytest.mark.django_db

CAST = [
    "chair", "secretary", "member", "observer", "clerk", "stranger", "administrator", "nobody",
]  # fmt: skip
SECRETARIAT = {"secretary"}
LEADING = {"secretary", "chair"}  # the chair presides over the open meeting
CALLED = {"chair", "secretary", "member", "observer"}
SEEING = CALLED | {"administrator"}

TABLE = {
    "can_activate_body": ("body", {"secretary", "administrator"}),
    "can_dissolve_body": ("body", {"secretary", "administrator"}),
    "can_plan_meeting": ("body", SECRETARIAT),
    "can_change_meeting": ("meeting", SECRETARIAT),
    "can_convene_meeting": ("meeting", SECRETARIAT),
    "can_cancel_meeting": ("meeting", SECRETARIAT),
    "can_open_meeting": ("meeting", LEADING),
    "can_mark_not_held": ("meeting", LEADING),
    "can_close_meeting": ("meeting", LEADING),
    "can_publish_meeting": ("meeting", SECRETARIAT),
    "can_change_agenda": ("meeting", SECRETARIAT),
    "can_mark_attendance": ("meeting", SECRETARIAT),
    "can_preside": ("participant", SECRETARIAT),
    "can_attach_material": ("item", SECRETARIAT),
    "can_start_item": ("item", LEADING),
    "can_finish_item": ("item", LEADING),
    "can_take_off_item": ("item", LEADING),
    "can_remove_material": ("material", SECRETARIAT),
    "can_download_material": ("material", SEEING),
    "can_respond": ("participant", {"member"}),
    "can_open_poll": ("decision", LEADING),
    "can_close_poll": ("poll", LEADING),
    "can_annul_poll": ("poll", LEADING),
    "can_cast_vote": ("poll", {"chair", "member"}),
    "can_enter_vote": ("poll", SECRETARIAT),
    "can_change_draft": ("decision", SECRETARIAT),
    "can_defer_decision": ("decision", LEADING),
    "can_complete_assignment": ("assignment", SECRETARIAT),
    "can_reopen_assignment": ("assignment", SECRETARIAT),
    "can_read_minutes": ("minutes", SEEING),
    "can_change_minutes": ("minutes", SECRETARIAT),
    "can_render_minutes": ("minutes", SECRETARIAT),
    "can_prepare_minutes": ("minutes", SECRETARIAT),
    "can_send_minutes": ("minutes", SECRETARIAT),
    "can_withdraw_minutes": ("minutes", SECRETARIAT),
    "can_revise_minutes": ("minutes", SECRETARIAT),
    "can_sign_minutes": ("minutes", {"chair"}),
    "can_refuse_signature": ("minutes", {"chair"}),
}


@pytest.fixture
def person(request):
    def find(name):
        user = AnonymousUser() if name == "nobody" else request.getfixturevalue(name)
        return user if name == "nobody" else User.objects.get(pk=user.pk)

    return find


@pytest.fixture
def records(body, open_meeting, closed_meeting, chair, member):
    item = open_meeting.items.first()
    minutes = MinutesFactory(meeting=closed_meeting)
    Signature.objects.create(
        minutes=minutes,
        version=1,
        participant=closed_meeting.participants.get(official__user=chair),
        position=1,
    )
    return {
        "body": body,
        "meeting": open_meeting,
        "item": item,
        "material": MaterialFactory(item=item, is_public=True),
        "participant": open_meeting.participants.get(official__user=member),
        "decision": item.decision,
        "poll": PollFactory(decision=item.decision),
        "assignment": AssignmentFactory(point=DecisionPointFactory(decision=item.decision)),
        "minutes": minutes,
    }


@pytest.mark.parametrize("act", TABLE)
def test_each_of_the_cast_may_what_the_table_says(act, records, person):
    kind, expected = TABLE[act]

    able = {name for name in CAST if getattr(permissions, act)(person(name), records[kind])}

    assert able == expected


def test_every_permission_stands_in_the_table():
    written = {name for name in vars(permissions) if name.startswith("can_")}

    assert written == set(TABLE)


@pytest.mark.parametrize("act", [act for act, (kind, _able) in TABLE.items() if kind != "body"])
def test_a_secretary_of_another_body_may_nothing(act, records):
    foreign = make_council()
    secretary = foreign.seats.get(role="secretary").official.user

    assert not getattr(permissions, act)(secretary, records[TABLE[act][0]])


# Seats and time ----------------------------------------------------------------------------------
def test_a_seat_that_ended_yesterday_gives_no_rights(body, secretary):
    yesterday = timezone.localdate() - timedelta(days=1)
    body.seats.filter(role="secretary").update(ends_on=yesterday)

    assert not permissions.can_plan_meeting(secretary, body)


def test_the_staff_of_a_secretariat_acts_as_the_secretary(body, stranger):
    seat_of(body, stranger, role="secretariat")

    assert permissions.can_plan_meeting(stranger, body)
    assert permissions.needs_two_factor(stranger)


def test_a_member_needs_no_second_factor(body, member):
    assert not permissions.needs_two_factor(member)


def test_a_deputy_leads_only_the_sitting_over_which_he_presides(body, stranger):
    seat_of(body, stranger, role="deputy_chair")
    meeting = make_meeting(body, state="open", present=6)
    other = make_meeting(body, state="open", present=6)
    meeting.participants.update(is_presiding=False)
    meeting.participants.filter(official__user=stranger).update(is_presiding=True)

    assert permissions.can_close_meeting(stranger, meeting)
    assert permissions.can_open_poll(stranger, meeting.items.get().decision)
    assert not permissions.can_close_meeting(stranger, other)


def test_a_chair_who_does_not_preside_opens_no_poll(body, chair, member):
    meeting = make_meeting(body, state="open", present=6)
    meeting.participants.update(is_presiding=False)
    meeting.participants.filter(official__user=member).update(is_presiding=True)

    assert not permissions.can_open_poll(chair, meeting.items.get().decision)


def test_roles_in_many_bodies_cost_one_query(member, django_assert_num_queries):
    bodies = [make_council() for _number in range(3)]
    for body in bodies:
        seat_of(body, member)

    with django_assert_num_queries(1):
        assert [roles_in(member, body) for body in bodies] == [{"member"}] * 3


# Papers and minutes ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("state", "is_public", "able"),
    [
        ("draft", True, {"chair", "secretary", "administrator"}),
        ("convened", True, SEEING),
        ("published", False, SEEING),
        ("published", True, set(CAST)),
        ("cancelled", True, SEEING),
    ],
)
def test_papers_open_with_the_meeting(body, person, state, is_public, able):
    meeting = make_meeting(body, state=state)
    material = MaterialFactory(item=meeting.items.get(), is_public=is_public)

    assert {n for n in CAST if permissions.can_download_material(person(n), material)} == able


def test_anyone_reads_the_minutes_of_a_published_meeting(body, person):
    minutes = MinutesFactory(meeting=make_meeting(body, state="published"))

    assert all(permissions.can_read_minutes(person(name), minutes) for name in CAST)


def test_one_who_was_called_reads_the_minutes_after_his_seat_ended(body, member, closed_meeting):
    minutes = MinutesFactory(meeting=closed_meeting)
    body.seats.filter(official__user=member).update(ends_on="2026-03-31")

    assert permissions.can_read_minutes(member, minutes)


def test_a_signature_of_an_older_version_waits_for_nobody(records, chair):
    minutes = records["minutes"]
    minutes.version = 2

    assert not permissions.can_sign_minutes(chair, minutes)
