"""How a meeting of the demo comes about: planned, its agenda and drafts put, members asked."""

from datetime import date, datetime, time, timedelta

from agglo_portal.core.models import User

from ..models import (
    AgendaItem,
    Body,
    Decision,
    Meeting,
    Official,
    Organisation,
    Participant,
    Seat,
)
from ..services.agenda import add_item, attach_material
from ..services.attendance import respond
from ..services.decisions import change_draft
from ..services.meetings import plan_meeting
from . import papers
from .clock import MINUTE, Clock, working_days_earlier
from .data import find, uid, words

PLAIN = ("kind", "format", "video_url", "broadcast_url")
WORKING_DAYS_BEFORE = 8
BETWEEN_ANSWERS = 6 * MINUTE  # all within the afternoon of the invitation


def begin_of(entry: dict, clock: Clock) -> datetime:
    """When the meeting begins: a written moment, or one counted from the day of loading."""
    starts = entry["starts"]
    if starts == "today":
        return clock.soon()
    if starts == "in three weeks":
        return clock.in_weeks(3)
    return clock.moment(starts)


def clerk_of(body: Body) -> User:
    """The account of the body's secretary, who does what a secretariat does."""
    return body.seats.get(role=Seat.Role.SECRETARY).official.user


def prepare(key: str, entry: dict, clock: Clock) -> Meeting:
    """Plan the meeting and put its items with drafts and papers, all within one day."""
    body, begin = find(Body, entry["body"]), begin_of(entry, clock)
    clerk = clerk_of(body)
    at = working_days_earlier(begin, WORKING_DAYS_BEFORE, time(11))
    if at > clock.now:
        at = working_days_earlier(clock.now, 1, time(11))
    fields = {name: entry[name] for name in PLAIN if name in entry}
    fields |= {"starts_at": begin} | words(entry, "place", "topic")
    meeting = plan_meeting(body, fields=fields, by=clerk, at=at)
    _address(meeting, key)
    for number, item in enumerate(entry["item"], start=1):
        at += 7 * MINUTE
        _put_item(meeting, f"{key}#{number}", item, clock, by=clerk, at=at)
    return meeting


def _put_item(meeting, key: str, entry: dict, clock: Clock, *, by: User, at: datetime) -> None:
    fields = {
        "rapporteur": find(Official, entry["rapporteur"]),
        "continues": find(AgendaItem, entry.get("continues")),
        "planned_minutes": entry.get("minutes", 15),
    }
    item = add_item(meeting, fields=fields | words(entry, "title"), by=by, at=at)
    _address(item, key)
    _address(item.decision, key)
    draft = words(entry, "preamble")
    if "force" in entry:
        draft["force"] = entry["force"]
    points = [_point(point, meeting, clock) for point in entry["point"]]
    change_draft(item.decision, fields=draft, points=points, by=by, at=at + 3 * MINUTE)
    for paper in entry.get("paper", []):
        attach_material(
            item,
            upload=papers.upload(paper, at),
            language=paper["language"],
            title=paper["title"],
            is_public=paper.get("public", False),
            by=by,
            at=at + 5 * MINUTE,
        )


def _point(entry: dict, meeting: Meeting, clock: Clock) -> dict:
    return {
        "text_kk": entry["kk"],
        "text_ru": entry.get("ru", ""),
        "executor": find(Organisation, entry.get("executor")),
        "co_executors": [find(Organisation, key) for key in entry.get("with", [])],
        "due_on": _due(entry, meeting, clock),
    }


def _due(entry: dict, meeting: Meeting, clock: Clock) -> date | None:
    if "due_in" in entry:
        return meeting.starts_at.date() + timedelta(days=entry["due_in"])
    return clock.day(entry["due"]) if "due" in entry else None


def _address(record: AgendaItem | Decision | Meeting, key: str) -> None:
    """Give a record that a service made the stable address of the demo."""
    record.uid = uid(type(record), key)
    type(record).objects.filter(pk=record.pk).update(uid=record.uid)


def answer(meeting: Meeting, entry: dict, *, by: User) -> None:
    """Members answer after the invitation, each from his account or through the secretary.

    The data name who will come and who will not. Where they name only who was absent, all others
    said that they would come, the first absent one that he would not, the rest said nothing.
    """
    absent = entry.get("absent", [])
    will, will_not = entry.get("coming"), entry.get("not_coming", absent[:1])
    at = meeting.convened_at
    for person in _people(meeting):
        at += BETWEEN_ANSWERS
        if _is_among(person, will_not):
            response, note = Participant.Response.NOT_COMING, entry.get("note", "")
        elif _is_among(person, will) if will else not _is_among(person, absent):
            response, note = Participant.Response.COMING, ""
        else:
            continue
        respond(person, response=response, note=note, by=person.official.user or by, at=at)


def _people(meeting: Meeting):
    return meeting.participants.select_related("official__user").order_by("position", "pk")


def _is_among(person: Participant, keys: list[str]) -> bool:
    return person.official.uid in {uid(Official, key) for key in keys}
