"""The working-day calendar: weekends, holidays, transferred days (domain rule 56)."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from councils.working_days import add_working_days, is_working_day, working_days_before
from tests.factories.councils import SpecialDayFactory

pytestmark = pytest.mark.django_db

THURSDAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, 12), (1, 13), (2, 16), (3, 17), (7, 23)],
)
def test_a_term_starts_the_next_day_and_skips_the_weekend(count, expected):
    assert add_working_days(THURSDAY, count) == date(2026, 3, expected)


def test_a_holiday_lengthens_the_term():
    SpecialDayFactory(day=date(2026, 3, 13))

    assert add_working_days(THURSDAY, 1) == date(2026, 3, 16)


def test_a_working_saturday_shortens_the_term():
    SpecialDayFactory(day=date(2026, 3, 14), is_working=True)

    assert add_working_days(THURSDAY, 2) == date(2026, 3, 14)


@pytest.mark.parametrize(("count", "expected"), [(0, 12), (1, 11), (3, 9), (4, 6)])
def test_days_before_a_meeting_are_counted_back(count, expected):
    assert working_days_before(THURSDAY, count) == date(2026, 3, expected)


def test_a_holiday_moves_the_deadline_before_a_meeting_back():
    SpecialDayFactory(day=date(2026, 3, 9))

    assert working_days_before(THURSDAY, 3) == date(2026, 3, 6)


def test_a_whole_week_of_holidays_is_skipped():
    for day in range(13, 32):
        SpecialDayFactory(day=date(2026, 3, day))

    assert add_working_days(THURSDAY, 1) == date(2026, 4, 1)


def test_saturday_works_only_if_the_calendar_says_so():
    saturday = date(2026, 3, 14)

    assert not is_working_day(saturday)
    SpecialDayFactory(day=saturday, is_working=True)
    assert is_working_day(saturday)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(day=st.dates(date(2020, 1, 1), date(2035, 1, 1)), count=st.integers(1, 40))
def test_a_term_ends_on_a_working_day_and_is_never_shorter_than_its_days(db, day, count):
    end = add_working_days(day, count)

    assert is_working_day(end)
    assert (end - day).days >= count


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(day=st.dates(date(2020, 1, 1), date(2035, 1, 1)), count=st.integers(1, 40))
def test_counting_back_and_forth_meets_again(db, day, count):
    start = working_days_before(day, count)

    assert add_working_days(start, count) <= day or not is_working_day(day)
    assert add_working_days(start, count + 1) >= day
