"""Numbers of a series: no gap, no double."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from agglo_portal.core.numbers import next_number


@pytest.mark.django_db
def test_numbers_begin_with_one_and_each_series_counts_for_itself():
    assert [next_number("a"), next_number("a"), next_number("b")] == [1, 2, 1]


@pytest.mark.django_db
def test_a_number_comes_back_when_its_registration_fails():
    with pytest.raises(RuntimeError), transaction.atomic():
        assert next_number("a") == 1
        raise RuntimeError

    assert next_number("a") == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_registrations_at_the_same_moment_get_numbers_without_gap_or_double():
    def register(attempt):
        try:
            with transaction.atomic():
                number = next_number("a")
                if attempt % 5 == 0:
                    raise RuntimeError
                return number
        except RuntimeError:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as people:
        numbers = [number for number in people.map(register, range(50)) if number]

    assert sorted(numbers) == list(range(1, 41))
