"""What follows a meeting of the demo: minutes worded, signed, published, assignments executed."""

from datetime import datetime, time

from django.utils import timezone

from agglo_portal.core import outbox
from agglo_portal.core.models import OutboxMessage, User

from ..models import Decision, Meeting, Minutes, MinutesFile, Official
from ..services.assignments import complete_assignment
from ..services.meetings import publish_meeting
from ..services.minutes import change_wording, prepare_minutes, send_minutes, sign_minutes
from .clock import MINUTE, Clock, moment, working_days_later
from .data import uid, words

EXECUTED_AT = time(17)


def complete(meeting: Meeting, entry: dict, clock: Clock, *, by: User) -> None:
    """Bring the minutes as far as the data say: worded, out for signature, or published."""
    minutes, closed_at = meeting.minutes, meeting.closed_at
    word(minutes, entry, by=by, at=min(closed_at + 75 * MINUTE, clock.now))
    if entry["until"] == "closed":
        return
    render_now(minutes)
    prepare_minutes(minutes, by=by, at=working_days_later(closed_at, 1, time(15)))
    send_minutes(minutes, by=by, at=working_days_later(closed_at, 1, time(15, 30)))
    sign(minutes, entry, closed_at)
    if entry["until"] == "published":
        publish_meeting(meeting, by=by, at=working_days_later(closed_at, 3, time(10)))
        execute(meeting, entry, clock, by=by)


def word(minutes: Minutes, entry: dict, *, by: User, at: datetime) -> None:
    """Write what was said into the draft, item by item."""
    items = minutes.meeting.items.order_by("position")
    said = {
        item.pk: words(source, "heard", "spoke")
        for item, source in zip(items, entry["item"], strict=True)
    }
    sections = {pk: texts for pk, texts in said.items() if texts}
    change_wording(minutes, fields={}, sections=sections, version=minutes.version, by=by, at=at)
    minutes.refresh_from_db()


def render_now(minutes: Minutes) -> None:
    """Do at once the rendering that was ordered: the signers need the files in a moment."""
    ordered = OutboxMessage.objects.filter(
        kind="render_minutes",
        payload__minutes=minutes.pk,
        state=OutboxMessage.State.WAITING,
    )
    for message in ordered.order_by("pk"):
        outbox.do(message.pk)


def sign(minutes: Minutes, entry: dict, closed_at: datetime) -> None:
    """The secretary signs the shown bytes on the day of sending, who presided on the day after."""
    pdfs = minutes.files.filter(version=minutes.version, format=MinutesFile.Format.PDF)
    shown = {f"sha256_{file.language}": file.stored.sha256 for file in pdfs}
    signatures = minutes.signatures.select_related("participant__official__user")
    if "signed_by" in entry:
        signers = [uid(Official, key) for key in entry["signed_by"]]
        signatures = signatures.filter(participant__official__uid__in=signers)
    for day, signature in enumerate(signatures.order_by("-position"), start=1):
        at = working_days_later(closed_at, day, time(17))
        sign_minutes(minutes, **shown, by=signature.participant.official.user, at=at)


def execute(meeting: Meeting, entry: dict, clock: Clock, *, by: User) -> None:
    """Mark what was executed; what the data leave open is in progress, or overdue by now."""
    decisions = Decision.objects.filter(item__meeting=meeting).order_by("item__position")
    for decision, item in zip(decisions, entry["item"], strict=True):
        for point, source in zip(decision.points.order_by("position"), item["point"], strict=True):
            if "done" in source and hasattr(point, "assignment"):
                on = clock.day(source["done"])
                complete_assignment(
                    point.assignment,
                    on=on,
                    progress_kk=source["progress_kk"],
                    progress_ru=source["progress_ru"],
                    by=by,
                    at=min(moment(on, EXECUTED_AT), timezone.now()),
                )
