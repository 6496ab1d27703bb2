"""Gapless numbers: the register cannot lose or repeat one."""

from django.db import connection


def next_number(series: str) -> int:
    """Give the next number of the series, from 1; must run inside the registering transaction.

    The upsert locks the row of the series until that transaction ends: two registrations of one
    series wait for each other, and a rollback gives the number back.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO core_counter (series, value) VALUES (%s, 1)
            ON CONFLICT (series) DO UPDATE SET value = core_counter.value + 1
            RETURNING value
            """,
            [series],
        )
        return cursor.fetchone()[0]
