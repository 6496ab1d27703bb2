"""The meeting of the founding article (2013): known from a publication, so written as a record.

No service made it: it has no day, no votes, no minutes and no registered decisions.
"""

from django.db import transaction

from ..models import AgendaItem, Body, Meeting, Official, Organisation, Participant
from .data import find, keep, read, uid, words


@transaction.atomic
def load() -> None:
    """Make the meeting with its participants and items, unless it is there."""
    entry = read("founding_meeting.toml")
    if Meeting.objects.filter(uid=uid(Meeting, "founding")).exists():
        return
    body = find(Body, entry["body"])
    meeting = Meeting.objects.create(
        uid=uid(Meeting, "founding"),
        body=body,
        state=Meeting.State.PUBLISHED,
        kind=entry["kind"],
        year=entry["year"],
        published_at=body.activated_at,
        **words(entry, "place", "topic", "source"),
    )
    for position, person in enumerate(entry["participant"]):
        named = words(person, "name")
        Participant.objects.create(
            meeting=meeting,
            official=keep(Official, person["official"], **named) if named else None,
            organisation=find(Organisation, person.get("organisation")),
            position=position,
            is_present=True,
            **named,
            **words(person, "title"),
        )
    for position, item in enumerate(entry["item"], start=1):
        AgendaItem.objects.create(
            uid=uid(AgendaItem, f"founding#{position}"),
            meeting=meeting,
            position=position,
            state=AgendaItem.State.CONSIDERED,
            **words(item, "title", "outcome"),
        )
