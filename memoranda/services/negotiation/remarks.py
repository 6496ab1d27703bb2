"""The discussion of a clause, which all parties and the secretariat read."""

from datetime import datetime

from django.db import transaction

from agglo_portal.core import journal
from agglo_portal.core.files import store_upload
from agglo_portal.core.models import User

from ...models import Clause, InternalNote, Party, Remark, Suggestion
from ..locks import lock_clause
from .hearing import names_of, require_party, round_of, sent_clause
from .refusals import NoWords, OfAnotherClause


@transaction.atomic
def add_remark(
    clause: Clause,
    *,
    text: str,
    party: Party | None = None,
    suggestion: Suggestion | None = None,
    upload=None,
    by: User,
    at: datetime,
) -> Remark:
    """Say something on the clause, or on a suggestion to it, with one file at most; give it.

    Without a party the secretariat speaks. What was said is never changed; the same again before
    anybody replied is no act. Refuses an empty text, a clause that was not sent, and a file that
    core.files does not take.
    """
    clause = lock_clause(clause)
    memorandum = clause.memorandum
    if party is not None:
        require_party(memorandum, party)
    round = round_of(memorandum)
    if suggestion is not None and suggestion.clause_id != clause.pk:
        raise OfAnotherClause
    number = sent_clause(clause, round).number
    if not text.strip():
        raise NoWords
    last = clause.remarks.select_related("attached").order_by("-pk").first()
    said = {"suggestion": suggestion, "party": party, "text": text.strip(), "by": by}
    if says_the_same(last, **said) and _size(last.attached) == _size(upload):
        return last

    attached = store_upload(upload, by=by, at=at) if upload else None
    remark = Remark.objects.create(
        memorandum=memorandum, clause=clause, attached=attached, at=at, **said
    )
    journal.record(
        "remark_added",
        memorandum,
        by=by,
        at=at,
        clause=number,
        clause_uid=str(clause.uid),
        remark_uid=str(remark.uid),
        **(names_of(party) if party else {}),
    )
    return remark


def says_the_same(last: Remark | InternalNote | None, **said) -> bool:
    """Whether the last contribution is this very one, sent twice."""
    return last is not None and all(getattr(last, name) == value for name, value in said.items())


def _size(file) -> int | None:
    return file.size if file else None
