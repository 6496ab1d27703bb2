"""Read-only answers over several tables, each with a constant number of queries."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from agglo_portal.core.models import User

from .models import AgendaItem, Body, Decision, Meeting, Participant
from .working_days import working_days_before


@dataclass(frozen=True)
class Quorum:
    """Voting members present and needed, by the body's fraction (domain rule 11)."""

    present: int
    total: int
    needed: int

    @property
    def has_quorum(self) -> bool:
        return self.total > 0 and self.present >= self.needed

    @property
    def lacking(self) -> int:
        """How many more voting members must come."""
        return max(self.needed - self.present, 0)

    @property
    def spare(self) -> int:
        """How many may leave before the quorum is lost."""
        return max(self.present - self.needed, 0)


def quorum_of(meeting: Meeting) -> Quorum:
    """Count the quorum of a meeting over the voting members called to it; one query.

    The base is the total number of voting members, not of those invited or come
    (domain rule 11; analogue: Law No. 383-V art. 13).
    """
    counted = meeting.participants.aggregate(
        total=Count("pk", filter=Q(is_voting=True)),
        present=Count("pk", filter=Q(is_voting=True, is_present=True)),
    )
    return Quorum(needed=meeting.body.quorum_needed(counted["total"]), **counted)


def participant_of(user: User, meeting: Meeting) -> Participant | None:
    """Give the person's place in the meeting, if called to it; one query."""
    if not user.is_authenticated:
        return None
    return meeting.participants.filter(official__user=user).first()


def missing_to_convene(meeting: Meeting, *, at: datetime) -> list[str]:
    """What stands between a draft and its announcement, in words for the page.

    A working body with votes on that day, an agenda in Kazakh and Russian (domain rule 37), a
    time to come and a place, and for closed doors a notice in time (domain rule 16).
    """
    missing = []
    if meeting.body.state != Body.State.ACTIVE:
        missing.append(gettext("The body is not active."))
    items = list(meeting.items.order_by("position"))
    if not items:
        missing.append(gettext("The agenda is empty."))
    for item in items:
        if not item.title_kk.strip():
            missing.append(_no_title(item, gettext("No title in Kazakh: item %(number)s.")))
        if not item.title_ru.strip():
            missing.append(_no_title(item, gettext("No title in Russian: item %(number)s.")))
    missing += missing_to_move(meeting, at=at)
    day = timezone.localdate(meeting.starts_at or at)
    if not meeting.body.seats.valid_on(day).voting().exists():
        missing.append(gettext("Nobody has a vote in the body on that day."))
    return missing


def missing_to_move(meeting: Meeting, *, at: datetime) -> list[str]:
    """What a meeting's time and place lack for telling them to the members, in words."""
    missing = []
    if meeting.starts_at is None:
        missing.append(gettext("The day and the hour are not set."))
    elif meeting.starts_at <= at:
        missing.append(gettext("The day and the hour have already passed."))
    else:
        missing += _missing_notice(meeting, at)
    if meeting.format != Meeting.Format.VIDEO and not (meeting.place_kk and meeting.place_ru):
        missing.append(gettext("The place is not named in Kazakh and in Russian."))
    if meeting.format != Meeting.Format.IN_PERSON and not meeting.video_url:
        missing.append(gettext("There is no video link for the members."))
    return missing


def missing_to_publish(meeting: Meeting) -> list[str]:
    """What the registered decisions lack for publication: each text in both languages, equally
    authentic (domain rule 37; in words for the page)."""
    missing = []
    decisions = Decision.objects.filter(item__meeting=meeting).registered()
    for decision in decisions.prefetch_related("points").order_by("number"):
        texts = [decision.title_kk, decision.title_ru]
        for point in decision.points.all():
            texts += [point.text_kk, point.text_ru]
        if not all(text.strip() for text in texts):
            missing.append(
                gettext("Not in both languages: decision %(number)s.") % {"number": decision.label}
            )
    return missing


def _no_title(item: AgendaItem, text: str) -> str:
    return text % {"number": item.position}


def _missing_notice(meeting: Meeting, at: datetime) -> list[str]:
    """Closed doors are told so many working days before the day of the meeting (domain rule 16)."""
    days = settings.CLOSED_MEETING_NOTICE_DAYS
    if meeting.is_open or days == 0:
        return []
    last = working_days_before(timezone.localdate(meeting.starts_at), days)
    if timezone.localdate(at) <= last:
        return []
    return [
        ngettext(
            "A meeting closed to the public is announced at least %(days)s working day before.",
            "A meeting closed to the public is announced at least %(days)s working days before.",
            days,
        )
        % {"days": days}
    ]
