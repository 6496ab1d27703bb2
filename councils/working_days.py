"""The five-day week with its holidays and transferred days (domain rule 56)."""

from datetime import date, timedelta

from .models import SpecialDay

DAY = timedelta(days=1)
SATURDAY = 5
PUBLICATION_DAYS = 3  # since the data were received, here the last signature (domain rule 44)


def is_working_day(day: date) -> bool:
    """Whether the calendar says so; without an entry Monday to Friday are working days."""
    special = SpecialDay.objects.filter(day=day).first()
    return special.is_working if special else day.weekday() < SATURDAY


def special_days() -> dict[date, bool]:
    """The whole calendar, for a page that counts many terms: give it to the functions below."""
    return dict(SpecialDay.objects.values_list("day", "is_working"))


def add_working_days(day: date, count: int, special: dict[date, bool] | None = None) -> date:
    """Give the last day of a term of `count` working days that starts the day after `day`."""
    return _walk(day, count, DAY, special)


def working_days_before(day: date, count: int, special: dict[date, bool] | None = None) -> date:
    """Give the last day on which `count` working days still lie between it and `day`, counted
    back from the day before: three working days before a Thursday is the Monday."""
    return _walk(day, count, -DAY, special)


def publication_due(signed_on: date, special: dict[date, bool] | None = None) -> date:
    """Give the last day to publish minutes signed on a day (Order No. 124-НҚ, domain rule 44)."""
    return add_working_days(signed_on, PUBLICATION_DAYS, special)


def _walk(day: date, count: int, step: timedelta, special: dict[date, bool] | None) -> date:
    if special is None:
        # Longer than any term with weekends and the longest holidays in between.
        near = sorted([day, day + step * (count * 3 + 30)])
        rows = SpecialDay.objects.filter(day__range=near)
        special = dict(rows.values_list("day", "is_working"))
    while count > 0:
        day += step
        if special.get(day, day.weekday() < SATURDAY):
            count -= 1
    return day
