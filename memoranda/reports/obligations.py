"""How promises stand: counts, what is overdue, and the report of a year.

The yearly report of an agreement composes itself from the reports that were accepted (Law No.
181-VII art. 10; domain rules 27 and 30).
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property

from ..models import Memorandum, Obligation, Progress, VersionClause
from ..rules.numbering import label

DONE, IN_PROGRESS, OVERDUE, NOT_STARTED = "done", "in_progress", "overdue", "not_started"
UNDER_WAY = Q(state__in=["open", "reported", "returned"])
KEPT = Q(memorandum__state__in=["in_force", "suspended"])


@dataclass(frozen=True)
class Counts:
    """How many promises there are, and how they stand; overdue ones are under way too."""

    total: int = 0
    under_way: int = 0
    reported: int = 0
    overdue: int = 0
    done: int = 0
    cancelled: int = 0

    @property
    def on_time(self) -> int:
        """Under way, and not late."""
        return self.under_way - self.overdue


def counts_of(obligations: QuerySet[Obligation], today: date) -> Counts:
    """Count promises by how they stand; one query."""
    counted = obligations.order_by().aggregate(
        total=Count("pk", filter=~Q(state="cancelled")),
        under_way=Count("pk", filter=UNDER_WAY),
        reported=Count("pk", filter=Q(state="reported")),
        overdue=Count("pk", filter=UNDER_WAY & KEPT & Q(due_on__lt=today)),
        done=Count("pk", filter=Q(state="done")),
        cancelled=Count("pk", filter=Q(state="cancelled")),
    )
    return Counts(**counted)


def is_overdue(obligation: Obligation, today: date) -> bool:
    """Whether it is late and its memorandum binds: what has ended or not begun is not late."""
    state = obligation.memorandum.state
    binds = state in (Memorandum.State.IN_FORCE, Memorandum.State.SUSPENDED)
    return binds and obligation.is_overdue(today)


@dataclass(frozen=True)
class ReportRow:
    """A promise in the report of a year."""

    obligation: Obligation
    number: str  # of the clause that promises it, as signed; "" if it names none
    clause_kind: str
    reports: list[Progress]  # accepted ones of the year, oldest first
    percent: int  # after the last accepted report till the end of the year
    standing: str  # done, in_progress, overdue, not_started

    def label(self, language: str) -> str:
        """Name the clause: "3.2-тармақ", "пункт 3.2"."""
        return label(self.clause_kind, self.number, language) if self.number else ""


@dataclass(frozen=True)
class YearReport:
    """What became of a memorandum's promises in a year, till its end or till today."""

    memorandum: Memorandum
    year: int
    until: date
    rows: list[ReportRow]

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many stand how: done, in_progress, overdue, not_started."""
        standings = [row.standing for row in self.rows]
        return {key: standings.count(key) for key in (DONE, IN_PROGRESS, OVERDUE, NOT_STARTED)}

    @property
    def percent(self) -> int:
        """The mean of what is done; nought of nothing."""
        return round(sum(row.percent for row in self.rows) / len(self.rows)) if self.rows else 0

    @property
    def is_whole_year(self) -> bool:
        return self.until == date(self.year, 12, 31)


def years_of(memorandum: Memorandum, today: date) -> list[int]:
    """Give the years that have a report, the latest first: from the first day in force on."""
    if memorandum.in_force_on is None or memorandum.in_force_on > today:
        return []
    last = min(memorandum.ended_on or today, today).year
    return list(range(last, memorandum.in_force_on.year - 1, -1))


def report_of(memorandum: Memorandum, year: int, *, today: date | None = None) -> YearReport:
    """Compose the report of a year from the accepted reports; four queries.

    Left out: what was taken off, and what was done before the year. A report on a repeated promise
    belongs to the year of its period, on a single one to the year in which it was sent.
    """
    today = today or timezone.localdate()
    until = min(date(year, 12, 31), today)
    accepted = Progress.objects.filter(state=Progress.State.ACCEPTED).select_related("evidence")
    obligations = (
        memorandum.obligations.exclude(state=Obligation.State.CANCELLED)
        .exclude(done_on__lt=date(year, 1, 1))
        .select_related("executor", "memorandum")
        .prefetch_related(
            "co_executors", Prefetch("progress", accepted.order_by("at", "pk"), to_attr="accepted")
        )
        .order_by("position")
    )
    numbers = _clause_numbers(memorandum)
    rows = [_row(obligation, year, until, today, numbers) for obligation in obligations]
    return YearReport(memorandum, year, until, rows)


def _row(obligation: Obligation, year: int, until: date, today: date, numbers) -> ReportRow:
    till_now = [each for each in obligation.accepted if _year_of(obligation, each) <= year]
    kind, number = numbers.get(obligation.clause_id, ("", ""))
    is_done = obligation.done_on is not None and obligation.done_on <= until
    percent = till_now[-1].percent if till_now else 0
    if is_done:
        standing = DONE
    elif obligation.due_on and obligation.due_on <= until and obligation.due_on < today:
        standing = OVERDUE
    else:
        standing = IN_PROGRESS if till_now else NOT_STARTED
    return ReportRow(
        obligation=obligation,
        number=number,
        clause_kind=kind,
        reports=[each for each in till_now if _year_of(obligation, each) == year],
        percent=100 if is_done else percent,
        standing=standing,
    )


def _year_of(obligation: Obligation, progress: Progress) -> int:
    if obligation.period != Obligation.Period.ONCE and progress.due_on:
        return progress.due_on.year
    return timezone.localdate(progress.at).year


def _clause_numbers(memorandum: Memorandum) -> dict[int, tuple[str, str]]:
    """Kind and number of each clause in the signed version."""
    rows = VersionClause.objects.filter(
        version__memorandum=memorandum, version__number=memorandum.version_number
    )
    return {pk: (kind, number) for pk, kind, number in rows.values_list("clause", "kind", "number")}
