"""A council with its seats, a meeting in any state."""

import factory

from agglo_portal.core.models import User
from councils.models import AgendaItem, AttendanceEvent, Body, Meeting, Minutes, Seat

from ..core import DAY, MINUTE, NOON, UserFactory
from .meetings import AgendaItemFactory, DecisionFactory, MeetingFactory, ParticipantFactory
from .registries import BodyFactory, Factory, OfficialFactory, SeatFactory


class MinutesFactory(Factory):
    """Draft minutes of a closed meeting."""

    class Meta:
        model = Minutes

    meeting = factory.LazyFunction(lambda: make_meeting(make_council(), state="closed", present=5))
    heading_kk = "Отырыс хаттамасы"
    heading_ru = "Протокол заседания"


def seat_of(body: Body, user: User, **fields) -> Seat:
    """Seat this person in the body."""
    official = getattr(user, "official", None) or OfficialFactory(
        user=user, name_kk=user.name, name_ru=user.name
    )
    return SeatFactory(body=body, official=official, **fields)


def make_council(voting: int = 6, **fields) -> Body:
    """A working body: a chair and members, `voting` in all, and a secretary who does not vote."""
    body = BodyFactory(**fields)
    for number in range(voting):
        role = Seat.Role.CHAIR if number == 0 else Seat.Role.MEMBER
        SeatFactory(body=body, role=role, position=number)
    SeatFactory(body=body, role=Seat.Role.SECRETARY, position=voting)
    return body


TIMES = {
    "convened": ["convened_at"],
    "open": ["convened_at", "opened_at"],
    "closed": ["convened_at", "opened_at", "closed_at"],
    "minutes_signed": ["convened_at", "opened_at", "closed_at"],
    "published": ["convened_at", "opened_at", "closed_at", "published_at"],
    "cancelled": ["convened_at", "ended_at"],
    "not_held": ["convened_at", "ended_at"],
}
MOMENTS = {
    "convened_at": NOON - 14 * DAY,
    "opened_at": NOON,
    "closed_at": NOON + 90 * MINUTE,
    "published_at": NOON + 3 * DAY,
    "ended_at": NOON,
}


def make_meeting(
    body: Body, *, state: str = "draft", present: int = 0, items: int = 1, **fields
) -> Meeting:
    """A meeting of the body in this state, with `items` on the agenda (each with its draft
    decision in kk and ru), and, once convened, all seats called and `present` of the voting there,
    the chair first and presiding. A secretary is present at every meeting that has begun. A
    cancelled meeting was announced; `convened_at=None` makes it a draft that was given up."""
    times = {name: MOMENTS[name] for name in TIMES.get(state, [])}
    if state not in ("draft", "convened", "cancelled"):
        times["starts_at"] = NOON
    if state in ("closed", "minutes_signed", "published"):
        fields.setdefault("number", str(body.meetings.exclude(number="").count() + 1))
    meeting = MeetingFactory(**{"body": body, "state": state, **times, **fields})
    for _number in range(items):
        DecisionFactory(item=AgendaItemFactory(meeting=meeting))
    if state == "draft":
        return meeting
    coming = present
    for seat in body.seats.in_order():
        is_here = seat.is_voting and coming > 0
        coming -= is_here
        begun = "opened_at" in times
        participant = ParticipantFactory(
            meeting=meeting,
            seat=seat,
            is_presiding=begun and seat.role == Seat.Role.CHAIR,
            is_present=is_here or (begun and seat.role == Seat.Role.SECRETARY),
        )
        if participant.is_present:
            AttendanceEvent.objects.create(
                participant=participant,
                kind=AttendanceEvent.Kind.ARRIVED,
                at=NOON,
                by=UserFactory(),
            )
    return meeting


def current_item(meeting: Meeting) -> AgendaItem:
    """Put the first item of an open meeting on the table."""
    item = meeting.items.order_by("position").first()
    item.state = AgendaItem.State.CURRENT
    item.started_at = NOON
    item.save()
    return item
