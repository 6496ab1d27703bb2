"""Who comes first, works first: the meeting's row is the lock of all that belongs to it."""

from django.utils.translation import gettext_lazy as _

from agglo_portal.core.rules import Refused

from ..models import AgendaItem, Decision, Meeting, Minutes, Participant, Poll


class AlreadyGone(Refused):
    """Another person removed the record a moment ago."""

    code = "already_gone"
    message = _("It was removed in the meantime.")


def lock_meeting(meeting: Meeting | int) -> Meeting:
    """Lock the meeting until the transaction ends and give it as it is now, with its body."""
    pk = getattr(meeting, "pk", meeting)
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("body")
    return rows.get(pk=pk)


def lock_item(item: AgendaItem) -> AgendaItem:
    """Lock the item's meeting and give the item as it is now; refuse if it is gone."""
    meeting = lock_meeting(item.meeting_id)
    now = meeting.items.select_related("decision", "continues__meeting").filter(pk=item.pk).first()
    if now is None:
        raise AlreadyGone
    now.meeting = meeting
    return now


def lock_participant(participant: Participant) -> Participant:
    """Lock the participant's meeting and give the participant as he is now; refuse if gone."""
    meeting = lock_meeting(participant.meeting_id)
    now = meeting.participants.filter(pk=participant.pk).first()
    if now is None:
        raise AlreadyGone
    now.meeting = meeting
    return now


def lock_decision(decision: Decision) -> Decision:
    """Lock the decision's meeting and give the decision as it is now, with its item."""
    meeting = lock_meeting(decision.item.meeting_id)
    now = Decision.objects.select_related("item", "body").filter(pk=decision.pk).first()
    if now is None:
        raise AlreadyGone
    now.item.meeting = meeting
    return now


def lock_minutes(minutes: Minutes) -> Minutes:
    """Lock the meeting of the minutes and give the minutes as they are now."""
    meeting = lock_meeting(minutes.meeting_id)
    now = Minutes.objects.select_for_update(of=("self",)).get(pk=minutes.pk)
    now.meeting = meeting
    return now


def lock_poll(poll: Poll) -> Poll:
    """Lock the poll until the transaction ends: a voice and the closing wait for each other."""
    rows = Poll.objects.select_for_update(of=("self",)).select_related("decision__item__meeting")
    return rows.get(pk=poll.pk)
