"""The year of a plan's reports: who reports by when (domain rule 32)."""

from datetime import date

DECEMBER = 12


def due_of(year: int, day: tuple[int, int]) -> date:
    """Give the day of the next year by which the results of the year are reported."""
    month, number = day
    return date(year + 1, month, number)


def last_year_to_report(today: date) -> int:
    """Give the last year on which a report may be sent: this one from December on."""
    return today.year if today.month == DECEMBER else today.year - 1


def years_to_report(from_year: int, to_year: int, today: date) -> list[int]:
    """Give the years of a plan on which reports are sent, the last first."""
    return list(range(min(to_year, last_year_to_report(today)), from_year - 1, -1))
