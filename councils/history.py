"""What anyone may read of a record's way: its public dates, told from the record itself.

The journal tells the members more (who, when, from which state to which); it is not public: it
also keeps what was done to drafts.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import Assignment, Decision, Meeting


@dataclass(frozen=True)
class Moment:
    """A day, and what happened on it."""

    on: date
    text: str | Promise
    detail: str = ""


def moments_of_meeting(meeting: Meeting) -> list[Moment]:
    """Give the public dates of a meeting, newest first."""
    minutes = getattr(meeting, "minutes", None)
    ended = {
        Meeting.State.CANCELLED: _("The meeting was cancelled"),
        Meeting.State.NOT_HELD: _("The meeting was not held"),
    }.get(meeting.state, "")
    return _newest_first(
        (meeting.convened_at, _("The meeting was convened, its agenda announced")),
        (meeting.opened_at, _("The sitting was opened")),
        (meeting.closed_at, _("The sitting was closed")),
        (minutes and minutes.completed_at, _("The minutes were signed")),
        (meeting.published_at, _("Decisions and minutes were published")),
        (meeting.ended_at, ended),
    )


def moments_of_decision(decision: Decision, assignments: list[Assignment]) -> list[Moment]:
    """Give the public dates of a decision and of the execution of its points, newest first."""
    done = [
        (each.done_on, _("Executed: {executor}").format(executor=each.executor.name))
        for each in assignments
        if each.state == Assignment.State.DONE
    ]
    return _newest_first(
        (decision.item.meeting.starts_at, _("Adopted at the meeting")),
        (decision.registered_at, _("Entered in the register")),
        (decision.sealed_at, _("The minutes were signed: the text can no longer change")),
        (decision.published_at, _("Published in Kazakh and in Russian")),
        *done,
    )


def _newest_first(*happened: tuple[date | datetime | None, str]) -> list[Moment]:
    moments = [Moment(_day(at), text) for at, text in happened if at]
    moments.reverse()  # sorting keeps the order of one day: the later of two comes first
    return sorted(moments, key=lambda moment: moment.on, reverse=True)


def _day(at: date | datetime) -> date:
    return timezone.localdate(at) if isinstance(at, datetime) else at
