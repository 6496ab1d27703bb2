"""The only writer of the journal."""

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from .models import JournalEntry, User


def record(
    event: str,
    subject,
    *,
    by: User | None,
    at: datetime,
    from_state: str = "",
    to_state: str = "",
    **facts,
) -> JournalEntry:
    """Write one act on `subject` into the journal, in the transaction of the act itself.

    `event` is noun_past ("meeting_closed"); `facts` are JSON values worth reading later.
    `by` is None when the clock did it.
    """
    return JournalEntry.objects.create(
        event=event,
        record_type=ContentType.objects.get_for_model(subject),
        record_id=subject.pk,
        by=by,
        at=at,
        from_state=from_state,
        to_state=to_state,
        facts=facts,
    )


def entries_of(*subjects) -> QuerySet[JournalEntry]:
    """Give the journal of these records (of any models) together, newest first."""
    entries = JournalEntry.objects.none()
    for subject in subjects:
        kind = ContentType.objects.get_for_model(subject)
        entries = entries | JournalEntry.objects.filter(record_type=kind, record_id=subject.pk)
    return entries.select_related("by").order_by("-at", "-pk")
