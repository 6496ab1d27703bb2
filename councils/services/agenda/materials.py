"""Papers for the items, one per language; late ones are marked (domain rules 9 and 10)."""

from datetime import datetime

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agglo_portal.core import files, journal
from agglo_portal.core.models import User
from agglo_portal.core.rules import Refused

from ...models import AgendaItem, Material, Meeting
from ...working_days import working_days_before
from ..locks import AlreadyGone, lock_item

BEFORE_ITS_END = [Meeting.State.DRAFT, Meeting.State.CONVENED, Meeting.State.OPEN]


class MeetingOver(Refused):
    """What the members had before them is a fact of the meeting."""

    code = "meeting_over"
    message = _("The meeting is over: its materials can no longer be changed.")


class UnknownLanguage(Refused):
    """A paper is in one of the languages of the portal."""

    code = "unknown_language"
    message = _("Choose the language of the material.")


@transaction.atomic
def attach_material(
    item: AgendaItem,
    *,
    upload: UploadedFile,
    language: str,
    title: str,
    is_public: bool,
    by: User,
    at: datetime,
) -> Material:
    """Attach a paper to an item; it is late after the body's deadline (domain rule 9).

    Refuses once the meeting is over, and whatever store_upload() refuses (type, size).
    """
    item = lock_item(item)
    if item.meeting.state not in BEFORE_ITS_END:
        raise MeetingOver
    if language not in dict(settings.LANGUAGES):
        raise UnknownLanguage

    stored = files.store_upload(upload, by=by, at=at)
    material = Material.objects.create(
        item=item,
        stored=stored,
        language=language,
        title=title.strip() or stored.name,
        is_public=is_public,
        is_late=is_late(item.meeting, at),
    )
    journal.record(
        "material_attached",
        item,
        by=by,
        at=at,
        material=material.title,
        sha256=stored.sha256,
        is_late=material.is_late,
    )
    return material


@transaction.atomic
def remove_material(material: Material, *, by: User, at: datetime) -> None:
    """Remove a paper from its item; the journal keeps its title and hash.

    Refuses once the meeting is over.
    """
    item = lock_item(material.item)
    now = item.materials.select_related("stored").filter(pk=material.pk).first()
    if now is None:
        raise AlreadyGone
    if item.meeting.state not in BEFORE_ITS_END:
        raise MeetingOver
    journal.record(
        "material_removed", item, by=by, at=at, material=now.title, sha256=now.stored.sha256
    )
    now.delete()


def is_late(meeting: Meeting, at: datetime) -> bool:
    """Whether a paper that comes at this moment misses the body's deadline: so many working days
    before the day of the meeting (domain rule 9; PP No. 247 item 15)."""
    if meeting.starts_at is None:
        return False
    day = timezone.localdate(meeting.starts_at)
    return timezone.localdate(at) > working_days_before(day, meeting.body.materials_days)


def judge_lateness(meeting: Meeting) -> None:
    """Judge every paper of the meeting anew by the moment it came: the day of the meeting moved."""
    materials = Material.objects.filter(item__meeting=meeting).select_related("stored")
    for material in materials:
        late = is_late(meeting, material.stored.stored_at)
        if late != material.is_late:
            material.is_late = late
            material.save(update_fields=["is_late", "updated_at"])
