"""A meeting is planned, convened, moved or called off."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from agglo_portal.core import journal, outbox
from agglo_portal.core.models import User
from agglo_portal.core.rules import MoveRefused, require_move, require_nothing_missing

from ...models import Body, Meeting
from ...reports import missing_to_convene, missing_to_move
from ..agenda import judge_lateness
from ..fields import changes, only
from ..locks import lock_meeting
from .calling import call_members
from .refusals import (
    BodyNotActive,
    ClosedDoorNeedsReason,
    DayNeeded,
    FrozenAfterConvening,
    ReasonsNeeded,
)

TOLD_IN_CALENDAR = {"starts_at", "place_kk", "place_ru", "format", "video_url"}
CHANGEABLE_WHEN_CONVENED = TOLD_IN_CALENDAR | {"broadcast_url"}
MEETING_FIELDS = CHANGEABLE_WHEN_CONVENED | {
    "kind", "is_open", "closed_reason_kk", "closed_reason_ru", "topic_kk", "topic_ru",
}  # fmt: skip


@transaction.atomic
def plan_meeting(body: Body, *, fields: dict, by: User, at: datetime) -> Meeting:
    """Plan a meeting of an active body as a draft that only its secretariat and chair see.

    `fields`: kind, format, starts_at, place, links, topic, whether open to the public. An empty
    place is the body's usual one. Refuses a body that does not work, a meeting without a day,
    and closed doors without a reason (domain rule 16).
    """
    body = Body.objects.select_for_update(of=("self",)).get(pk=body.pk)
    if body.state != Body.State.ACTIVE:
        raise BodyNotActive(body=body.name)
    meeting = Meeting(body=body, **only(MEETING_FIELDS, fields))
    _require_sound(meeting)

    meeting.place_kk = meeting.place_kk or body.place_kk
    meeting.place_ru = meeting.place_ru or body.place_ru
    meeting.year = timezone.localdate(meeting.starts_at).year
    meeting.save()
    journal.record(
        "meeting_planned",
        meeting,
        by=by,
        at=at,
        to_state=meeting.state,
        starts_at=meeting.starts_at.isoformat(),
    )
    return meeting


@transaction.atomic
def change_meeting(meeting: Meeting, *, fields: dict, by: User, at: datetime) -> Meeting:
    """Change a draft freely; of a convened meeting the time, the place and the links.

    A convened meeting whose time or place changed invites its members again under the next
    revision (RFC 5545 SEQUENCE). Refuses other changes once convened, a begun or ended meeting,
    a new time that has passed or leaves too short a notice of closed doors (domain rule 16).
    Nothing new in `fields` is no act.
    """
    meeting = lock_meeting(meeting)
    if meeting.state not in (Meeting.State.DRAFT, Meeting.State.CONVENED):
        raise MoveRefused(current=meeting.get_state_display(), wanted=Meeting.State.CONVENED.label)
    changed = changes(meeting, only(MEETING_FIELDS, fields))
    if not changed:
        return meeting
    is_convened = meeting.state == Meeting.State.CONVENED
    if is_convened and set(changed) - CHANGEABLE_WHEN_CONVENED:
        raise FrozenAfterConvening

    facts = {"fields": sorted(changed)}
    if "starts_at" in changed and meeting.starts_at:
        facts["starts_at_before"] = meeting.starts_at.isoformat()
    for name, value in changed.items():
        setattr(meeting, name, value)
    _require_sound(meeting)
    is_told = is_convened and bool(set(changed) & TOLD_IN_CALENDAR)
    if is_told:
        require_nothing_missing(missing_to_move(meeting, at=at))
        meeting.revision += 1
    meeting.year = timezone.localdate(meeting.starts_at).year
    meeting.save(update_fields=[*changed, "revision", "year", "updated_at"])
    if "starts_at" in changed:
        judge_lateness(meeting)
    if is_told:
        _write_to_all("send_invitation", meeting, at=at)
    journal.record("meeting_changed", meeting, by=by, at=at, revision=meeting.revision, **facts)
    return meeting


@transaction.atomic
def convene_meeting(meeting: Meeting, *, by: User, at: datetime) -> Meeting:
    """Announce a draft: freeze its agenda, call who sits on that day, invite all by letter.

    Names and posts are kept as of the meeting (domain rule 8). Refuses with the whole list of
    what is missing: see missing_to_convene().
    """
    meeting = lock_meeting(meeting)
    require_move(meeting, Meeting.State.CONVENED)
    require_nothing_missing(missing_to_convene(meeting, at=at))

    meeting.state = Meeting.State.CONVENED
    meeting.convened_at = at
    meeting.save(update_fields=["state", "convened_at", "updated_at"])
    call_members(meeting, on=timezone.localdate(meeting.starts_at))
    invited = _write_to_all("send_invitation", meeting, at=at)
    journal.record(
        "meeting_convened",
        meeting,
        by=by,
        at=at,
        from_state=Meeting.State.DRAFT,
        to_state=meeting.state,
        called=meeting.participants.count(),
        invited=invited,
    )
    return meeting


@transaction.atomic
def cancel_meeting(
    meeting: Meeting, *, reason_kk: str, reason_ru: str, by: User, at: datetime
) -> Meeting:
    """Call off a meeting that has not begun; those who were called are told.

    Refuses a begun meeting, and a reason that is not in both languages (domain rule 37).
    """
    meeting = lock_meeting(meeting)
    before = meeting.state
    require_move(meeting, Meeting.State.CANCELLED)
    if not (reason_kk.strip() and reason_ru.strip()):
        raise ReasonsNeeded

    meeting.state = Meeting.State.CANCELLED
    meeting.ended_at = at
    meeting.ended_reason_kk = reason_kk.strip()
    meeting.ended_reason_ru = reason_ru.strip()
    if before == Meeting.State.CONVENED:
        meeting.revision += 1
    meeting.save()
    if before == Meeting.State.CONVENED:
        _write_to_all("send_cancellation", meeting, at=at)
    journal.record(
        "meeting_cancelled",
        meeting,
        by=by,
        at=at,
        from_state=before,
        to_state=meeting.state,
        reason_kk=meeting.ended_reason_kk,
        reason_ru=meeting.ended_reason_ru,
    )
    return meeting


def _require_sound(meeting: Meeting) -> None:
    if meeting.starts_at is None:
        raise DayNeeded
    reasons = meeting.closed_reason_kk.strip() and meeting.closed_reason_ru.strip()
    if not meeting.is_open and not reasons:
        raise ClosedDoorNeedsReason


def _write_to_all(kind: str, meeting: Meeting, *, at: datetime) -> int:
    """Order one letter of this revision to everyone who was called and can log in; count them."""
    called = meeting.participants.filter(official__user__is_active=True)
    for participant in called:
        outbox.order(
            kind,
            key=f"{kind}:{meeting.uid}:{participant.pk}:r{meeting.revision}",
            at=at,
            participant=participant.pk,
            revision=meeting.revision,
        )
    return len(called)
