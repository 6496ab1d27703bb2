"""The five-day week with its holidays and transferred days (domain rule 56)."""

from datetime import date, timedelta

from .models import SpecialDay

DAY = timedelta(days=1)
SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Whether the calendar says so; without an entry Monday to Friday are working days."""
    special = SpecialDay.objects.filter(day=day).first()
    return special.is_working if special else day.weekday() < SATURDAY


def add_working_days(day: date, count: int) -> date:
    """Give the last day of a term of `count` working days that starts the day after `day`."""
    return _walk(day, count, DAY)


def working_days_before(day: date, count: int) -> date:
    """Give the last day on which `count` working days still lie between it and `day`, counted
    back from the day before: three working days before a Thursday is the Monday."""
    return _walk(day, count, -DAY)


def _walk(day: date, count: int, step: timedelta) -> date:
    # Longer than any term with weekends and the longest holidays in between.
    far = day + step * (count * 3 + 30)
    special = dict(
        SpecialDay.objects.filter(day__range=sorted([day, far])).values_list("day", "is_working")
    )
    while count > 0:
        day += step
        if special.get(day, day.weekday() < SATURDAY):
            count -= 1
    return day
