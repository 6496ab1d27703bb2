"""Who is called: the seats of the day become the participants, with name and post of that day."""

from datetime import date

from ...models import Meeting, Participant, Seat

COPIED = ["role", "is_voting", "position", "title_kk", "title_ru", "title_en"]


def call_members(meeting: Meeting, *, on: date) -> None:
    """Make the participants follow the seats valid on that day (domain rule 8).

    Those already called keep their answer and presence; whose seat ended is called no longer,
    or, if he came already, stays without a vote.
    """
    seats = list(meeting.body.seats.valid_on(on).select_related("official").in_order())
    called = {participant.official_id: participant for participant in meeting.participants.all()}
    for position, seat in enumerate(seats):
        participant = called.pop(seat.official_id, None)
        if participant is None:
            participant = Participant(meeting=meeting, official=seat.official)
        _copy(seat, participant, position)
        participant.save()
    for participant in called.values():
        if participant.is_present:
            participant.is_voting = participant.is_presiding = False
            participant.save(update_fields=["is_voting", "is_presiding"])
        else:
            participant.delete()


def _copy(seat: Seat, participant: Participant, position: int) -> None:
    participant.seat = seat
    participant.organisation_id = seat.organisation_id
    for name in COPIED:
        setattr(participant, name, getattr(seat, name))
    for language in ("kk", "ru", "en"):
        name = getattr(seat.official, f"name_{language}")
        is_post = name == getattr(seat, f"title_{language}")  # named by post alone: said once
        setattr(participant, f"name_{language}", "" if is_post else name)
    participant.position = position
