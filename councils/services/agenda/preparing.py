"""The agenda of a draft: items are put, changed, moved and removed until the members are told."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from agglo_portal.core import journal
from agglo_portal.core.models import User

from ...models import AgendaItem, Decision, Meeting
from ..fields import changes, only
from ..locks import lock_item, lock_meeting
from .refusals import AgendaFrozen, CannotContinue, TitleNeeded

ITEM_FIELDS = {
    "title_kk", "title_ru", "title_en", "rapporteur", "rapporteur_kk", "rapporteur_ru",
    "rapporteur_en", "planned_minutes", "continues",
}  # fmt: skip
TITLES = ["title_kk", "title_ru", "title_en"]


@transaction.atomic
def add_item(meeting: Meeting, *, fields: dict, by: User, at: datetime) -> AgendaItem:
    """Put a matter at the end of the agenda, with its draft decision under the same titles.

    `fields`: titles, rapporteur (an official or words), minutes planned, the item it continues.
    Refuses once the meeting is convened (domain rule 10), without a Kazakh title, and a
    continuation of the same meeting or of another body.
    """
    meeting = lock_meeting(meeting)
    if meeting.is_agenda_frozen():
        raise AgendaFrozen
    item = AgendaItem(meeting=meeting, **only(ITEM_FIELDS, fields))
    _require_sound(item)

    item.position = meeting.items.count() + 1
    item.save()
    titles = {name: getattr(item, name) for name in TITLES}
    Decision.objects.create(item=item, body=meeting.body, **titles)
    journal.record(
        "agenda_item_added", item, by=by, at=at, position=item.position, title_kk=item.title_kk
    )
    return item


@transaction.atomic
def change_item(item: AgendaItem, *, fields: dict, by: User, at: datetime) -> AgendaItem:
    """Change an item of a draft agenda; a title of its draft decision follows if it was equal.

    Refuses once the meeting is convened (domain rule 10). Nothing new in `fields` is no act.
    """
    item = lock_item(item)
    if item.meeting.is_agenda_frozen():
        raise AgendaFrozen
    before = {name: getattr(item, name) for name in TITLES}
    changed = changes(item, only(ITEM_FIELDS, fields))
    if not changed:
        return item
    for name, value in changed.items():
        setattr(item, name, value)
    _require_sound(item)

    item.save(update_fields=[*changed, "updated_at"])
    decision = item.decision
    following = [
        name for name in TITLES if name in changed and getattr(decision, name) == before[name]
    ]
    for name in following:
        setattr(decision, name, changed[name])
    if following:
        decision.save(update_fields=[*following, "updated_at"])
    journal.record("agenda_item_changed", item, by=by, at=at, fields=sorted(changed))
    return item


@transaction.atomic
def remove_item(item: AgendaItem, *, by: User, at: datetime) -> None:
    """Remove an item from a draft agenda with its draft decision and papers; the rest moves up.

    Refuses once the meeting is convened: then an item is taken off, and stays on the record.
    """
    item = lock_item(item)
    meeting = item.meeting
    if meeting.is_agenda_frozen():
        raise AgendaFrozen
    Decision.objects.filter(item=item).delete()
    position = item.position
    journal.record(
        "agenda_item_removed", meeting, by=by, at=at, position=position, title_kk=item.title_kk
    )
    item.delete()
    meeting.items.filter(position__gt=position).update(position=F("position") - 1)


@transaction.atomic
def move_item(item: AgendaItem, *, to: int, by: User, at: datetime) -> AgendaItem:
    """Put an item of a draft agenda at the place `to`, counted from 1; beyond the ends is the end.

    Refuses once the meeting is convened (domain rule 10). Its own place is no act.
    """
    item = lock_item(item)
    meeting = item.meeting
    if meeting.is_agenda_frozen():
        raise AgendaFrozen
    before = item.position
    to = min(max(to, 1), meeting.items.count())
    if to == before:
        return item

    if to > before:
        between = meeting.items.filter(position__gt=before, position__lte=to)
        between.update(position=F("position") - 1)
    else:
        between = meeting.items.filter(position__gte=to, position__lt=before)
        between.update(position=F("position") + 1)
    item.position = to
    item.save(update_fields=["position", "updated_at"])
    journal.record("agenda_item_moved", item, by=by, at=at, from_position=before, to_position=to)
    return item


def _require_sound(item: AgendaItem) -> None:
    if not item.title_kk.strip():
        raise TitleNeeded
    earlier = item.continues
    if earlier and (
        earlier.meeting_id == item.meeting_id or earlier.meeting.body_id != item.meeting.body_id
    ):
        raise CannotContinue
