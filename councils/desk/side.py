"""Beside the list: the next meeting, and what one waits for from others."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agglo_portal.core.models import User

from ..models import Meeting, Minutes, Participant, Signature
from ..permissions import bodies_led_by
from .things import to


@dataclass(frozen=True)
class NextMeeting:
    """The nearest meeting of one's bodies, and who of the voting members has said yes."""

    meeting: Meeting
    total: int
    coming: int
    needed: int
    item_count: int
    material_count: int

    @property
    def lacking(self) -> int:
        return max(self.needed - self.coming, 0)


def next_meeting(user: User, *, at: datetime) -> NextMeeting | None:
    """Give the nearest announced meeting to which the person is called; None if there is none."""
    today = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    called = Participant.objects.filter(official__user=user)
    meeting = (
        Meeting.objects.filter(
            pk__in=called.values("meeting"),
            state__in=[Meeting.State.CONVENED, Meeting.State.OPEN],
            starts_at__gte=today,
        )
        .with_body()
        .annotate(item_count=Count("items", distinct=True))
        .annotate(material_count=Count("items__materials", distinct=True))
        .soonest_first()
        .first()
    )
    if meeting is None:
        return None
    counted = meeting.participants.filter(is_voting=True).aggregate(
        total=Count("pk"), coming=Count("pk", filter=Q(response=Participant.Response.COMING))
    )
    return NextMeeting(
        meeting,
        needed=meeting.body.quorum_needed(counted["total"]),
        item_count=meeting.item_count,
        material_count=meeting.material_count,
        **counted,
    )


@dataclass(frozen=True)
class Awaited:
    """What the secretariat waits for from others."""

    title: str
    who: str
    url: str
    since: datetime | None


def awaited_by(user: User) -> list[Awaited]:
    """Give the signatures and answers that bodies led by the person still wait for."""
    led = bodies_led_by(user)
    if not led:
        return []
    signatures = Signature.objects.filter(
        minutes__meeting__body__in=led,
        minutes__state=Minutes.State.SENT,
        state=Signature.State.WAITING,
    ).select_related("minutes__meeting__body", "participant")
    waiting = [
        Awaited(
            _("Signature of the minutes"),
            each.participant.title or each.participant.name,
            to("minutes_detail", each.minutes.meeting),
            each.minutes.sent_at,
        )
        for each in signatures
    ]
    silent = Participant.objects.filter(response=Participant.Response.NONE, is_voting=True)
    meetings = Meeting.objects.filter(
        body__in=led, state=Meeting.State.CONVENED, starts_at__gte=timezone.now()
    ).prefetch_related(Prefetch("participants", silent, to_attr="silent"))
    for meeting in meetings.with_body():
        if meeting.silent:
            count = len(meeting.silent)
            who = ngettext("%(count)s member: %(body)s", "%(count)s members: %(body)s", count)
            who %= {"count": count, "body": meeting.body.name}
            title = _("Answers to the invitation")
            url = f"{meeting.get_absolute_url()}#answers"
            waiting.append(Awaited(title, who, url, meeting.convened_at))
    return waiting
