"""Versions: the working text, sent to the parties word for word."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from agglo_portal.core import journal, outbox
from agglo_portal.core.models import User
from agglo_portal.core.rules import require_nothing_missing

from ..models import Memorandum, Round, Version, VersionClause
from ..reports.gates import missing_to_send
from ..reports.reading import Snapshot, snapshot_of, term_of
from .clauses import require_worded
from .locks import lock_memorandum
from .refusals_drafting import TemplateOnly


@transaction.atomic
def send_version(
    memorandum: Memorandum,
    *,
    due_on: date,
    silence_is_consent: bool = False,
    note: str = "",
    by: User,
    at: datetime,
) -> Round:
    """Send the working text to the parties as the next version: an immutable snapshot, and a
    round in which they answer by `due_on`; each is told by a letter. The former round ends.

    Refuses a template, a text that is neither drafted nor negotiated, and with the list of what
    is missing (domain rules 27, 28, 37).
    """
    memorandum = lock_memorandum(memorandum)
    if memorandum.is_template:
        raise TemplateOnly
    before = memorandum.state
    require_worded(memorandum)
    today = timezone.localdate(at)
    require_nothing_missing(missing_to_send(memorandum, due_on=due_on, today=today))

    Round.objects.filter(version__memorandum=memorandum, closed_at=None).update(closed_at=at)
    version = _keep_version(memorandum, note=note.strip(), by=by, at=at)
    round = Round.objects.create(
        version=version, due_on=due_on, silence_is_consent=silence_is_consent
    )
    memorandum.version_number = version.number
    memorandum.state = Memorandum.State.NEGOTIATION
    memorandum.save(update_fields=["version_number", "state", "updated_at"])
    outbox.order("send_round_letters", key=f"round:{round.pk}", at=at, round=round.pk)
    journal.record(
        "version_sent",
        memorandum,
        by=by,
        at=at,
        from_state=before,
        to_state=memorandum.state,
        version=version.number,
        due_on=str(due_on),
        silence_is_consent=silence_is_consent,
        sha256=version.sha256,
    )
    return round


def _keep_version(memorandum: Memorandum, *, note: str, by: User, at: datetime) -> Version:
    snapshot = snapshot_of(memorandum)
    version = Version.objects.create(
        memorandum=memorandum,
        number=memorandum.version_number + 1,
        title_kk=memorandum.title_kk,
        title_ru=memorandum.title_ru,
        place_kk=memorandum.place_kk,
        place_ru=memorandum.place_ru,
        term=term_of(memorandum),
        note=note,
        sha256=snapshot.sha256,
        by=by,
        at=at,
    )
    _keep_clauses(version, snapshot)
    return version


def _keep_clauses(version: Version, snapshot: Snapshot) -> None:
    """Write the clauses level by level, for each row names the row that it stands in."""
    levels: dict[int, list[VersionClause]] = {}
    for position, (row, text_hash) in enumerate(snapshot.rows, start=1):
        clause = row.node
        kept = VersionClause(
            version=version,
            clause=clause,
            kind=clause.kind,
            position=position,
            depth=row.depth,
            number=row.number,
            role=clause.role,
            operation=clause.operation,
            target_id=clause.target_id,
            text_hash=text_hash,
            **clause.words(),
        )
        levels.setdefault(row.depth, []).append(kept)
    made: dict[int, VersionClause] = {}
    for _depth, rows in sorted(levels.items()):
        for kept in rows:
            kept.parent = made.get(kept.clause.parent_id)
        VersionClause.objects.bulk_create(rows)
        made.update((kept.clause_id, kept) for kept in rows)
