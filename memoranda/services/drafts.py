"""What a person is typing: kept by itself, only for this person, until it is sent."""

import json
from datetime import datetime

from django.db import transaction

from agglo_portal.core.models import User

from ..models import Draft, Memorandum
from .refusals_drafting import DraftTooLarge

LARGEST = 300_000  # characters of all fields together


@transaction.atomic
def save_draft(
    memorandum: Memorandum, *, place: str, fields: dict[str, str], by: User, at: datetime
) -> Draft:
    """Keep what the person has typed in the form `place`; the last word takes the former's place.

    No journal: it is the person's own and nobody else's yet. Refuses what is too long to keep.
    """
    fields = {_storable(str(name)): _storable(str(value)) for name, value in fields.items()}
    longest_place = Draft._meta.get_field("place").max_length
    if len(place) > longest_place or len(json.dumps(fields, ensure_ascii=False)) > LARGEST:
        raise DraftTooLarge
    draft, _created = Draft.objects.update_or_create(
        by=by, memorandum=memorandum, place=place, defaults={"fields": fields, "saved_at": at}
    )
    return draft


@transaction.atomic
def discard_draft(
    memorandum: Memorandum, *, place: str, by: User, at: datetime | None = None
) -> None:
    """Forget what the person has typed in the form `place`; nothing kept is no mistake."""
    Draft.objects.filter(by=by, memorandum=memorandum, place=place).delete()


def draft_of(memorandum: Memorandum, *, place: str, by: User) -> Draft | None:
    """Give what the person has typed in the form `place` and not sent yet."""
    return Draft.objects.filter(by=by, memorandum=memorandum, place=place).first()


def _storable(text: str) -> str:
    """The text without what the database cannot hold: a null character, half of a pair."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode()
