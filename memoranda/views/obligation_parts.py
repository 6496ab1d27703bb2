"""What the pages of promises share: finding one, its reports, what may be done."""

from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery
from django.shortcuts import get_object_or_404
from django.utils import timezone

from councils.views.parts import journal_of

from ..models import Obligation, Progress, VersionClause
from ..permissions import (
    can_change_obligation,
    can_negotiate,
    can_report_progress,
    leads,
    posts_of,
)
from ..reports.obligations import is_overdue
from ..reports.reading import label_of
from ..services.obligations import PROMISING
from ..services.progress import KEPT

State = Obligation.State


def find_obligation(request, uid) -> Obligation:
    rows = Obligation.objects.visible_to(request.user).select_related(
        "memorandum__body", "executor", "clause"
    )
    return get_object_or_404(rows, uid=uid)


def with_last_report(obligations: QuerySet[Obligation]) -> QuerySet[Obligation]:
    """Rows of the board: with executor, memorandum, and how far the last accepted report is."""
    accepted = Progress.objects.filter(obligation=OuterRef("pk"), state=Progress.State.ACCEPTED)
    last = accepted.order_by("-at", "-pk").values("percent")[:1]
    return (
        obligations.select_related("memorandum", "executor")
        .prefetch_related("co_executors")
        .annotate(percent=Subquery(last))
    )


def mark_late(rows, today: date, mine: set[int]) -> list[Obligation]:
    """Say of each row whether and how many days it is late, whether it is the reader's."""
    rows = list(rows)
    for row in rows:
        row.is_late = is_overdue(row, today)
        row.days_late = (today - row.due_on).days if row.is_late else 0
        row.is_mine = row.executor_id in mine
    return rows


def knows_reports(user, obligation: Obligation) -> bool:
    """Whether the person sees reports that are not accepted: parties, secretariat, executor."""
    return can_negotiate(user, obligation.memorandum) or obligation.executor_id in posts_of(user)


def obligation_page(user, obligation: Obligation) -> dict:
    """Give the page of a promise its facts, as this person may see them."""
    memorandum, today = obligation.memorandum, timezone.localdate()
    is_side = knows_reports(user, obligation)
    reports = obligation.progress.select_related("evidence", "by").order_by("-at", "-pk")
    reports = list(reports if is_side else reports.filter(state=Progress.State.ACCEPTED))
    accepted = [each for each in reports if each.state == Progress.State.ACCEPTED]
    is_lead = leads(user, memorandum)
    is_settled = obligation.state in (State.DONE, State.CANCELLED)
    promises = memorandum.state in PROMISING
    mark_late([obligation], today, set(posts_of(user)))
    percent = accepted[0].percent if accepted else 0
    if obligation.state == State.DONE:
        percent = 100
    return {
        "obligation": obligation,
        "memorandum": memorandum,
        "clause_label": _clause_label(obligation),
        "helpers": list(obligation.co_executors.order_by("name_kk", "pk")),
        "reports": reports,
        "waiting": next((each for each in reports if each.state == "waiting"), None),
        "percent": percent,
        "rest": 100 - percent,
        "is_side": is_side,
        "is_lead": is_lead,
        "can_report": memorandum.state in KEPT
        and obligation.state in (State.OPEN, State.RETURNED)
        and can_report_progress(user, obligation),
        "can_change": promises and not is_settled and can_change_obligation(user, obligation),
        "can_cancel": promises and is_lead and obligation.state in (State.OPEN, State.RETURNED),
        "can_reopen": promises and is_lead and obligation.state == State.DONE,
        "reminder": obligation.reminders.order_by("-at").first() if is_side else None,
        "entries": journal_of(obligation) if is_side else [],
    }


def _clause_label(obligation: Obligation) -> str:
    """The clause as it is cited: of the signed text."""
    if obligation.clause_id is None:
        return ""
    memorandum = obligation.memorandum
    row = VersionClause.objects.filter(
        clause=obligation.clause_id, version__number=memorandum.version_number
    ).first()
    return label_of(row.kind, row.number) if row else ""
