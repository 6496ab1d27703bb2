"""When a memorandum is in force, and when a repeated promise is due again; no Django."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

MONTHS = {"quarterly": 3, "half_yearly": 6, "yearly": 12}
BEGINS = ("in_force", "resumed")
ENDS = ("expired", "terminated")


def first_day(starts: str, starts_on: date | None, signed_on: date) -> date:
    """Give the first day in force: the day named, or that of the last signature (domain rule 28).

    A named day before the last signature gives way to it: nothing binds before all have signed.
    """
    if starts == "named_day" and starts_on is not None:
        return max(starts_on, signed_on)
    return signed_on


def is_over(ends_on: date | None, today: date) -> bool:
    """Whether the term has run out: its last day still belongs to it (domain rule 56)."""
    return ends_on is not None and ends_on < today


def day_after(day: date) -> date:
    return day + timedelta(days=1)


def is_in_force(events: Iterable[tuple[str, date]], ends_on: date | None, day: date) -> bool:
    """Whether its events (kind, day), oldest first, and its term say that it was in force then.

    An event counts from its own day; what ended never begins again.
    """
    stands = False
    for kind, on in events:
        if on > day:
            continue
        if kind in ENDS:
            return False
        stands = kind in BEGINS
    return stands and not is_over(ends_on, day)


def next_due(period: str, due_on: date) -> date | None:
    """Give the end of the next period; nothing for what is promised once.

    A term in months ends on the same day of a later month, or on its last day where that month is
    shorter (domain rule 56); a period that ended with a month ends with a month again.
    """
    if period not in MONTHS:
        return None
    month = due_on.month - 1 + MONTHS[period]
    year, month = due_on.year + month // 12, month % 12 + 1
    last = monthrange(year, month)[1]
    was_last = due_on.day == monthrange(due_on.year, due_on.month)[1]
    return date(year, month, last if was_last else min(due_on.day, last))
