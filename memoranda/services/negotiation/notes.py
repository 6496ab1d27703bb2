"""Notes inside one akimat: they never leave it, and no record of others knows of them."""

from datetime import datetime

from django.db import transaction

from agglo_portal.core import journal
from agglo_portal.core.models import User

from ...models import Clause, InternalNote, Memorandum, Party
from ..locks import lock_clause
from .hearing import require_party
from .refusals import NotNegotiated, NoWords
from .remarks import says_the_same


@transaction.atomic
def add_note(clause: Clause, *, party: Party, text: str, by: User, at: datetime) -> InternalNote:
    """Leave a note on the clause for the party's own people; give it.

    Its journal row hangs on the note itself and holds no text: the history of the memorandum,
    which others read, shows nothing of it. The same again is no act. Refuses an empty text, a
    text that was never sent to the party, and a party of another memorandum.
    """
    clause = lock_clause(clause)
    memorandum = clause.memorandum
    require_party(memorandum, party)
    if not memorandum.version_number or memorandum.state == Memorandum.State.CANCELLED:
        raise NotNegotiated
    if not text.strip():
        raise NoWords
    last = InternalNote.objects.of(party).filter(clause=clause).order_by("-pk").first()
    if says_the_same(last, text=text.strip(), by=by):
        return last

    note = InternalNote.objects.create(clause=clause, party=party, text=text.strip(), by=by, at=at)
    journal.record("internal_note_added", note, by=by, at=at)
    return note
