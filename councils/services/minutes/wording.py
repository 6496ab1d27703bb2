"""The wording: composed from facts when the meeting closes, then edited; facts never are."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from agglo_portal.core import journal, outbox
from agglo_portal.core.models import OutboxMessage, User

from ... import phrases
from ...documents import order_key
from ...models import AgendaItem, Meeting, Minutes, MinutesSection
from ...working_days import add_working_days
from ..fields import changes, only
from ..locks import lock_meeting, lock_minutes
from .refusals import MeetingNotClosed, OvertakenByAnother, WordingFrozen

LANGUAGES = ("kk", "ru")
MINUTES_FIELDS = {
    "form", "heading_kk", "heading_ru", "opening_kk", "opening_ru", "closing_kk", "closing_ru",
}  # fmt: skip
SECTION_FIELDS = {"heard_kk", "heard_ru", "spoke_kk", "spoke_ru"}


@transaction.atomic
def compose_minutes(meeting: Meeting, *, by: User, at: datetime) -> Minutes:
    """Compose the draft minutes of a closed meeting and order their documents; give them.

    Heading and introduction follow from the meeting; each considered item gets who reported and
    on what, and nothing of what was said (domain rule 19; domain 3.3). They are due in the
    body's working days. Refuses a meeting that is not closed.
    """
    meeting = lock_meeting(meeting)
    if meeting.state != Meeting.State.CLOSED:
        raise MeetingNotClosed
    words = {}
    for language in LANGUAGES:
        words[f"heading_{language}"] = phrases.heading(meeting, language)
        words[f"opening_{language}"] = phrases.opening(meeting, language)
    due_on = add_working_days(timezone.localdate(at), meeting.body.minutes_days)
    minutes = Minutes.objects.create(meeting=meeting, due_on=due_on, **words)
    considered = meeting.items.filter(state=AgendaItem.State.CONSIDERED).select_related(
        "rapporteur"
    )
    MinutesSection.objects.bulk_create(
        MinutesSection(
            minutes=minutes,
            item=item,
            **{f"heard_{language}": phrases.heard(item, language) for language in LANGUAGES},
        )
        for item in considered.order_by("position")
    )
    order_documents(minutes, at=at)
    journal.record(
        "minutes_composed", minutes, by=by, at=at, to_state=minutes.state, due_on=str(due_on)
    )
    return minutes


@transaction.atomic
def change_wording(
    minutes: Minutes,
    *,
    fields: dict,
    sections: dict[int, dict],
    version: int,
    by: User,
    at: datetime,
) -> Minutes:
    """Change words of draft minutes: the next version, with new documents; give the minutes.

    `sections`: words by the id of the agenda item; `version`: the one that was read. Facts –
    who, when, votes, decisions – are no fields here. Refuses what is prepared for signature,
    and to write over a version that was not read. Nothing new is no act.
    """
    minutes = lock_minutes(minutes)
    if minutes.state != Minutes.State.DRAFT:
        raise WordingFrozen
    if minutes.version != version:
        raise OvertakenByAnother(yours=version, now=minutes.version)
    changed = changes(minutes, only(MINUTES_FIELDS, fields))
    changed_sections = _changed_sections(minutes, sections)
    if not changed and not changed_sections:
        return minutes

    for name, value in changed.items():
        setattr(minutes, name, value)
    minutes.version += 1
    minutes.save(update_fields=[*changed, "version", "updated_at"])
    for section, words in changed_sections:
        section.save(update_fields=words)
    order_documents(minutes, at=at)
    journal.record(
        "minutes_changed",
        minutes,
        by=by,
        at=at,
        version=minutes.version,
        fields=sorted(changed),
        items=[section.item.position for section, _words in changed_sections],
    )
    return minutes


@transaction.atomic
def render_minutes(minutes: Minutes, *, by: User, at: datetime) -> OutboxMessage:
    """Order the documents of the present version, again if making them failed.

    What waits or is done stays as it is and is no act.
    """
    minutes = lock_minutes(minutes)
    order = order_documents(minutes, at=at)
    if order.state == OutboxMessage.State.FAILED:
        order = outbox.order_again(order, at=at)
        journal.record("minutes_rendering_repeated", minutes, by=by, at=at, version=minutes.version)
    return order


def order_documents(minutes: Minutes, *, at: datetime) -> OutboxMessage:
    """Promise the documents of this version, once."""
    return outbox.order(
        "render_minutes",
        key=order_key(minutes),
        at=at,
        minutes=minutes.pk,
        version=minutes.version,
    )


def _changed_sections(minutes: Minutes, sections: dict[int, dict]) -> list:
    """Give the sections with new words, already set on them, and the names of these fields."""
    rows = {one.item_id: one for one in minutes.sections.select_related("item")}
    found = []
    for item_id, words in sections.items():
        section = rows[item_id]
        changed = changes(section, only(SECTION_FIELDS, words))
        for name, value in changed.items():
            setattr(section, name, value)
        if changed:
            found.append((section, sorted(changed)))
    return found
