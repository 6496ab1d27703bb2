"""The agenda of a draft, and its items in the sitting."""

import pytest

from agglo_portal.core import journal
from agglo_portal.core.rules import MoveRefused
from councils.models import AgendaItem, Decision
from councils.services.agenda import (
    AgendaFrozen,
    AgendaNotFrozen,
    CannotContinue,
    DecisionTaken,
    MeetingNotOpen,
    PollStillOpen,
    ReasonNeeded,
    TitleNeeded,
    add_item,
    change_item,
    finish_item,
    move_item,
    remove_item,
    start_item,
    take_off_item,
)
from councils.services.locks import AlreadyGone
from tests.factories.councils import (
    NOON,
    AgendaItemFactory,
    DecisionPointFactory,
    MaterialFactory,
    PollFactory,
    current_item,
    make_council,
    make_meeting,
)

pytestmark = pytest.mark.django_db

WATER = {"title_kk": "Су туралы", "title_ru": "О воде"}
FROZEN = ["convened", "open", "closed", "minutes_signed", "published", "cancelled", "not_held"]
State = AgendaItem.State


def titles(meeting):
    return list(meeting.items.order_by("position").values_list("position", "title_kk"))


# Preparing ---------------------------------------------------------------------------------------
def test_an_added_item_is_last_and_has_its_draft_decision(draft_meeting, secretary):
    item = add_item(draft_meeting, fields=WATER, by=secretary, at=NOON)

    assert item.position == 3
    assert (item.decision.state, item.decision.body) == (Decision.State.DRAFT, draft_meeting.body)
    assert (item.decision.title_kk, item.decision.title_ru) == ("Су туралы", "О воде")
    assert journal.entries_of(item).get().event == "agenda_item_added"


def test_an_item_needs_a_kazakh_title(draft_meeting, secretary):
    with pytest.raises(TitleNeeded):
        add_item(draft_meeting, fields=WATER | {"title_kk": " "}, by=secretary, at=NOON)


@pytest.mark.parametrize("state", FROZEN)
def test_a_told_agenda_takes_no_more_items(body, secretary, state):
    meeting = make_meeting(body, state=state)

    with pytest.raises(AgendaFrozen):
        add_item(meeting, fields=WATER, by=secretary, at=NOON)


def test_an_item_continues_one_of_an_earlier_meeting(body, draft_meeting, secretary):
    earlier = make_meeting(body, state="closed").items.get()

    item = add_item(draft_meeting, fields=WATER | {"continues": earlier}, by=secretary, at=NOON)

    assert item.continues == earlier


def test_an_item_does_not_continue_its_own_meeting_or_another_body(draft_meeting, secretary):
    foreign = make_meeting(make_council(), state="closed").items.get()

    for earlier in (draft_meeting.items.first(), foreign):
        with pytest.raises(CannotContinue):
            add_item(draft_meeting, fields=WATER | {"continues": earlier}, by=secretary, at=NOON)


def test_the_decisions_title_follows_the_item_until_it_got_its_own(draft_meeting, secretary):
    item = draft_meeting.items.first()
    Decision.objects.filter(item=item).update(title_ru="Своё название")

    change_item(item, fields=WATER, by=secretary, at=NOON)

    decision = Decision.objects.get(item=item)
    assert (decision.title_kk, decision.title_ru) == ("Су туралы", "Своё название")


def test_an_unchanged_item_is_no_act(draft_meeting, secretary):
    item = draft_meeting.items.first()

    change_item(item, fields={"title_kk": item.title_kk}, by=secretary, at=NOON)

    assert not journal.entries_of(item).exists()


def test_an_item_is_not_left_without_a_kazakh_title(draft_meeting, secretary):
    with pytest.raises(TitleNeeded):
        change_item(draft_meeting.items.first(), fields={"title_kk": ""}, by=secretary, at=NOON)


def test_removing_an_item_closes_the_gap_and_takes_its_draft_along(draft_meeting, secretary):
    first, second = draft_meeting.items.order_by("position")
    MaterialFactory(item=first)
    DecisionPointFactory(decision=first.decision)

    remove_item(first, by=secretary, at=NOON)

    assert titles(draft_meeting) == [(1, second.title_kk)]
    assert Decision.objects.count() == 1
    entry = journal.entries_of(draft_meeting).get()
    assert (entry.event, entry.facts["title_kk"]) == ("agenda_item_removed", first.title_kk)


def test_removing_twice_says_that_it_is_gone(draft_meeting, secretary):
    item = draft_meeting.items.first()
    remove_item(AgendaItem.objects.get(pk=item.pk), by=secretary, at=NOON)

    with pytest.raises(AlreadyGone):
        remove_item(item, by=secretary, at=NOON)


@pytest.mark.parametrize(
    ("moved", "to", "expected"),
    [
        (1, 3, "bcad"),
        (4, 1, "dabc"),
        (2, 3, "acbd"),
        (3, 2, "acbd"),
        (2, 2, "abcd"),
        (1, 99, "bcda"),
        (4, -5, "dabc"),
    ],
)
def test_an_item_moves_to_a_place_and_the_others_make_room(body, secretary, moved, to, expected):
    meeting = make_meeting(body, items=0)
    for letter in "abcd":
        AgendaItemFactory(meeting=meeting, title_kk=letter)

    move_item(meeting.items.get(position=moved), to=to, by=secretary, at=NOON)

    assert titles(meeting) == list(enumerate(expected, start=1))


@pytest.mark.parametrize("act", [change_item, move_item, remove_item])
def test_a_told_agenda_stands_as_it_is(convened_meeting, secretary, act):
    item = convened_meeting.items.first()
    more = {change_item: {"fields": WATER}, move_item: {"to": 2}}.get(act, {})

    with pytest.raises(AgendaFrozen):
        act(item, **more, by=secretary, at=NOON)

    assert convened_meeting.items.count() == 2


# Taking off --------------------------------------------------------------------------------------
@pytest.mark.parametrize("state", ["convened", "open"])
def test_an_item_taken_off_stays_on_the_record_with_its_reason(body, secretary, state):
    item = make_meeting(body, state=state).items.get()

    take_off_item(item, reason=" Құжаттар дайын емес ", by=secretary, at=NOON)

    item.refresh_from_db()
    assert (item.state, item.taken_off_reason) == (State.TAKEN_OFF, "Құжаттар дайын емес")
    assert journal.entries_of(item).get().from_state == "waiting"


def test_an_item_taken_off_never_returns_to_its_meeting(open_meeting, secretary):
    item = open_meeting.items.first()
    take_off_item(item, reason="Кейін", by=secretary, at=NOON)

    with pytest.raises(MoveRefused):
        start_item(item, by=secretary, at=NOON)
    with pytest.raises(AgendaFrozen):
        add_item(open_meeting, fields={"title_kk": item.title_kk}, by=secretary, at=NOON)


def test_an_item_taken_off_goes_on_in_a_later_meeting(body, open_meeting, secretary):
    item = open_meeting.items.first()
    take_off_item(item, reason="Кейін", by=secretary, at=NOON)
    later = make_meeting(body, items=0)

    again = add_item(later, fields=WATER | {"continues": item}, by=secretary, at=NOON)

    assert again.continues == item


def test_taking_off_needs_a_reason(open_meeting, secretary):
    with pytest.raises(ReasonNeeded):
        take_off_item(open_meeting.items.first(), reason=" ", by=secretary, at=NOON)


def test_what_nobody_was_told_is_removed_and_not_taken_off(draft_meeting, secretary):
    with pytest.raises(AgendaNotFrozen):
        take_off_item(draft_meeting.items.first(), reason="Кейін", by=secretary, at=NOON)


def test_an_item_is_not_taken_off_during_a_vote_or_after_its_decision(open_meeting, secretary):
    first, second = open_meeting.items.order_by("position")
    PollFactory(decision=first.decision)
    Decision.objects.filter(item=second).update(state="adopted")

    with pytest.raises(PollStillOpen):
        take_off_item(first, reason="Кейін", by=secretary, at=NOON)
    with pytest.raises(DecisionTaken):
        take_off_item(second, reason="Кейін", by=secretary, at=NOON)


# The sitting -------------------------------------------------------------------------------------
def test_starting_an_item_finishes_the_one_before(open_meeting, secretary):
    first, second = open_meeting.items.order_by("position")
    start_item(first, by=secretary, at=NOON)

    start_item(second, by=secretary, at=NOON)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.finished_at) == (State.CONSIDERED, NOON)
    assert (second.state, second.started_at) == (State.CURRENT, NOON)
    assert [entry.event for entry in journal.entries_of(first)] == [
        "agenda_item_finished",
        "agenda_item_started",
    ]


def test_the_sitting_can_return_to_a_considered_item(open_meeting, secretary):
    item = current_item(open_meeting)
    finish_item(item, by=secretary, at=NOON)

    item = start_item(item, by=secretary, at=NOON)

    assert (item.state, item.finished_at) == (State.CURRENT, None)


def test_starting_the_current_item_again_is_refused(open_meeting, secretary):
    with pytest.raises(MoveRefused):
        start_item(current_item(open_meeting), by=secretary, at=NOON)


def test_an_item_is_not_left_during_its_vote(open_meeting, secretary):
    item = current_item(open_meeting)
    PollFactory(decision=item.decision)

    with pytest.raises(PollStillOpen):
        finish_item(item, by=secretary, at=NOON)
    with pytest.raises(PollStillOpen):
        start_item(open_meeting.items.get(position=2), by=secretary, at=NOON)

    item.refresh_from_db()
    assert item.state == State.CURRENT


@pytest.mark.parametrize("act", [start_item, finish_item])
@pytest.mark.parametrize("state", ["draft", "convened", "closed", "published"])
def test_items_are_considered_only_in_session(body, secretary, act, state):
    item = make_meeting(body, state=state).items.get()

    with pytest.raises(MeetingNotOpen):
        act(item, by=secretary, at=NOON)


def test_only_the_current_item_is_finished(open_meeting, secretary):
    with pytest.raises(MoveRefused):
        finish_item(open_meeting.items.first(), by=secretary, at=NOON)
