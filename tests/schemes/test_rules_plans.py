"""Arithmetic of plans: years of reports, scales and bars of charts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemes.rules import charts, reporting


@pytest.mark.parametrize(
    ("today", "years"),
    [
        (date(2024, 6, 1), []),
        (date(2024, 12, 1), [2024]),
        (date(2026, 1, 10), [2025, 2024]),
        (date(2031, 1, 1), [2028, 2027, 2026, 2025, 2024]),
    ],
)
def test_years_are_reported_on_from_december_of_each(today, years):
    assert reporting.years_to_report(2024, 2028, today) == years


def test_the_results_of_a_year_are_due_in_the_next_one():
    assert reporting.due_of(2025, (1, 25)) == date(2026, 1, 25)


NUMBERS = st.floats(min_value=-1e9, max_value=1e9, allow_nan=False, allow_subnormal=False)


@given(NUMBERS, NUMBERS)
def test_a_scale_holds_its_values_in_few_steps(one, other):
    low, high = sorted([round(one, 3), round(other, 3)])

    bottom, top, step = charts.scale(low, high)

    assert bottom <= low
    assert top >= high
    assert 1 <= round((top - bottom) / step) <= 8


@given(st.lists(st.integers(0, 50), min_size=1, max_size=5))
def test_parts_of_a_bar_never_leave_it(counts):
    parts = charts.stack([(str(n), count) for n, count in enumerate(counts)], sum(counts))
    ends = [float(part.x[:-1]) + float(part.width[:-1]) for part in parts]
    assert all(end <= 100.1 for end in ends)
    assert len(parts) == sum(1 for count in counts if count)


def test_points_of_a_plot_stay_inside_it():
    points = [(date(year, 6, 1), 100.0 * year, "") for year in range(2000, 2030, 3)]
    plot = charts.plot([charts.Given("а", points)])
    assert all(4 <= float(mark.x[:-1]) <= 95 for mark in plot.series[0].marks)
    assert all(24 <= float(mark.y) <= 176 for mark in plot.series[0].marks)
    assert len(plot.years) <= 6


def test_nothing_to_draw_is_an_empty_plot():
    assert charts.plot([]).series == []
