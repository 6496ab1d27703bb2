"""Letters of the demo's past: its people got them then, nobody is told now."""

from django.db.models import F

from agglo_portal.core.models import OutboxMessage

DOCUMENTS = ("prepare_tiles", "make_scheme_file", "make_plan_file", "fill_edition")


def last_order() -> int:
    """The newest order before the demo is played."""
    return OutboxMessage.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def leave_unsent(since: int) -> None:
    """Mark the letters ordered since as done; documents are made like any others."""
    letters = OutboxMessage.objects.filter(pk__gt=since, state=OutboxMessage.State.WAITING)
    letters.exclude(kind__in=DOCUMENTS).update(
        state=OutboxMessage.State.DONE, done_at=F("ordered_at")
    )
