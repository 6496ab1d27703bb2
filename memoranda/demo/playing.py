"""The memoranda of the demo, each brought as far as its file says."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from agglo_portal.core import journal
from agglo_portal.core.demo import user_of
from agglo_portal.core.models import JournalEntry, OutboxMessage, User
from councils.demo.clock import Clock
from councils.demo.data import find, uid, words
from councils.models import AgendaItem, Body, Organisation

from ..models import Clause, Memorandum
from ..services.clauses import add_clause, import_clauses
from ..services.drafting import draft_memorandum
from . import fulfilling, negotiating, signing
from .people import requisites_of
from .reading import nodes_in, texts, words_in

DOCUMENTS = ("freeze_memorandum", "make_memorandum_files")
SECRETARY = "secretary"


def load(clock: Clock) -> None:
    """Play every memorandum that is not there yet, in the order of time, each in one
    transaction."""
    for key, entry in texts().items():
        if not Memorandum.objects.filter(uid=uid(Memorandum, key)).exists():
            _play(key, entry, clock)


@transaction.atomic
def _play(key: str, entry: dict, clock: Clock) -> None:
    last_order = OutboxMessage.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    by = user_of(SECRETARY)
    memorandum = _draft(key, entry, clock, by=by)
    for one in entry["round"]:
        negotiating.play(memorandum, one, clock, by=by)
    if "approval" in entry:
        signing.approve(memorandum, entry["approval"], clock, by=by)
    if "signing" in entry:
        signing.sign(memorandum, entry["signing"], clock, by=by)
    if "registered" in entry:
        fulfilling.register(memorandum, entry, clock, by=by)
    _leave_letters_unsent(last_order, clock.now)
    _date_as_then(memorandum)


def _draft(key: str, entry: dict, clock: Clock, *, by: User) -> Memorandum:
    at = clock.desk_moment(entry["drafted"])
    fields = words(entry, "title") | {"kind": entry.get("kind", Memorandum.Kind.MEMORANDUM)}
    if "ends_on" in entry:
        fields["ends_on"] = clock.day(entry["ends_on"])
    if "amends" in entry:
        fields["amends"] = find(Memorandum, entry["amends"])
        fields["relation"] = Memorandum.Relation.AMENDMENT
    if "considered_in" in entry:
        fields["considered_in"] = [find(AgendaItem, entry["considered_in"])]
    memorandum = draft_memorandum(
        find(Body, "council"),
        fields=fields,
        source=entry.get("source"),
        parties=[find(Organisation, party) for party in entry["parties"]],
        values=requisites_of(entry["parties"]),
        by=by,
        at=at,
    )
    marks = {"uid": uid(Memorandum, key), "is_demo": True}
    Memorandum.objects.filter(pk=memorandum.pk).update(**marks)
    memorandum.refresh_from_db()
    nodes = nodes_in(entry)
    if nodes:
        import_clauses(memorandum, nodes=nodes, replace=False, by=by, at=at)
    for change in entry.get("change", []):
        _amend(memorandum, change, by=by, at=at)
    return memorandum


def _amend(memorandum: Memorandum, entry: dict, *, by: User, at: datetime) -> None:
    """Write a clause that changes one of the amended text, named by its number there."""
    target = negotiating.clause_of(memorandum.amends, entry["target"])
    add_clause(
        memorandum,
        kind=Clause.Kind.CLAUSE,
        words=words_in(entry),
        operation=entry["operation"],
        target=target,
        by=by,
        at=at,
    )


def _leave_letters_unsent(last_order: int, now: datetime) -> None:
    """Mark the letters as done before any worker can see them: the people of the demo got theirs
    in the past. Documents are left alone: they are made like any others."""
    letters = OutboxMessage.objects.filter(
        pk__gt=last_order, ordered_at__lt=now, state=OutboxMessage.State.WAITING
    ).exclude(kind__in=DOCUMENTS)
    letters.update(state=OutboxMessage.State.DONE, done_at=F("ordered_at"))


def _date_as_then(memorandum: Memorandum) -> None:
    """Let the pages say that the text changed last at its last act, not at the loading."""
    entries: list[JournalEntry] = list(journal.entries_of(memorandum)[:1])
    Memorandum.objects.filter(pk=memorandum.pk).update(updated_at=entries[0].at)
    for obligation in memorandum.obligations.all():
        acts = journal.entries_of(obligation)[:1]
        memorandum.obligations.filter(pk=obligation.pk).update(updated_at=acts[0].at)
