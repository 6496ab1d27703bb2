"""Keyset pages: whole and without doubles even when all rows have one time."""

import pytest
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from agglo_portal.core.api import KeysetPagination
from agglo_portal.core.models import OutboxMessage
from tests.factories.core import DAY, NOON

pytestmark = pytest.mark.django_db


class View:
    def __init__(self, direction):
        self.keyset = ("ordered_at", direction)


def page_of(address, direction="asc"):
    """Give the ids on the page at this address, and the address of the next one."""
    pagination = KeysetPagination()
    request = Request(APIRequestFactory().get(address))
    rows = pagination.paginate_queryset(OutboxMessage.objects.all(), request, View(direction))
    answer = pagination.get_paginated_response([row.pk for row in rows]).data
    return answer["results"], answer["next"]


def write(count, at=NOON):
    OutboxMessage.objects.bulk_create(
        OutboxMessage(kind="note", key=f"{at}:{n}", ordered_at=at, due_at=at) for n in range(count)
    )


@pytest.mark.slow
@pytest.mark.parametrize("direction", ["asc", "desc"])
def test_five_thousand_rows_of_one_moment_are_read_once_each(direction):
    write(5_000)
    seen, address = [], "/rows/?limit=500"

    while address:
        ids, address = page_of(address, direction)
        seen += ids

    expected = OutboxMessage.objects.order_by("pk").values_list("pk", flat=True)
    assert seen == list(expected if direction == "asc" else reversed(expected))


def test_rows_are_read_by_time_first():
    write(2, at=NOON + DAY)
    write(2, at=NOON)

    ids, _next = page_of("/rows/")

    times = [OutboxMessage.objects.get(pk=pk).ordered_at for pk in ids]
    assert times == sorted(times)


def test_the_last_page_leads_nowhere():
    write(2)

    assert page_of("/rows/?limit=2")[1] is None


def test_the_next_page_keeps_the_filters_of_the_address():
    write(3)

    assert "state=done" in page_of("/rows/?limit=2&state=done")[1]


def test_one_page_costs_one_query(django_assert_num_queries):
    write(20)

    with django_assert_num_queries(1):
        page_of("/rows/?limit=10")


@pytest.mark.parametrize(
    "wrong",
    [
        "after=%D0%B0",
        "after=bm8=",
        "after=WzEsMV0=",
        "after=WyJhYmMiLDFd",  # ["abc",1]
        "after=WyIyMDI2LTEzLTQwVDEwOjAwIiwxXQ==",  # a day that the calendar does not have
        "after=W251bGwsMV0=",  # [null,1]
        "after=WyIyMDI2LTAzLTEyVDEwOjAwOjAwWiIsSW5maW5pdHld",  # […,Infinity]
        "limit=x",
        "limit=0",
    ],
)
def test_a_mark_or_limit_that_is_not_ours_is_refused_by_its_field(wrong):
    with pytest.raises(ValidationError) as refused:
        page_of(f"/rows/?{wrong}")

    assert list(refused.value.detail) == [wrong.split("=")[0]]
